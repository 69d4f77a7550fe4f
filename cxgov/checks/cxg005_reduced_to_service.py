"""CXG-005: what is called customer experience belongs to customer service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.owners import IDS_SHOWN
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.checks.service import belongs, functions_of, service_functions
from cxgov.language import N_, Number, message
from cxgov.model import Initiative, Kpi, Touchpoint
from cxgov.problems import Problem, Severity


@dataclass(frozen=True)
class _Kind:
    """Records of one kind, and the sentence that says how many of them belong to customer service."""

    records: tuple[Touchpoint | Kpi | Initiative, ...]
    text: str


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every kind of record of which customer service holds more than the allowed share."""
    service = service_functions(view)
    organisation = view.workspace.organisation
    least, limit = view.settings["least"], view.settings["max_share"]
    judged = False
    for kind in _kinds(view):
        functions = {record.id: functions_of(view, _owners(record)) for record in kind.records}
        if len(kind.records) < least or not any(function for several in functions.values() for function in several):
            continue
        judged = True
        # Records without an owner, and owners without a function, count as others: a share is claimed only where it is certain.
        held = [record for record in kind.records if belongs(functions[record.id], service)]
        total = len(kind.records)
        if len(held) > limit * total + 1e-9:
            yield finding(
                RULE, view.place(organisation, "customer_service"), kind.text, about=organisation.id,
                related=tuple(view.place(record) for record in held[:IDS_SHOWN]), count=len(held), total=total, share=Number(100 * len(held) / total, 1),
                limit=Number(100 * limit, 1))
    if not judged:
        raise NotChecked(message(N_("too few key touchpoints, indicators and initiatives have an owner with a `function`; a kind is judged from {least} "
                                    "records on"), least=least))


def _kinds(view: View) -> tuple[_Kind, ...]:
    space = view.workspace
    return (
        _Kind(tuple(t for t in space.touchpoints.values() if t.key),
              N_("{count} of {total} key touchpoints ({share}%) belong to customer service; the limit is {limit}%")),
        _Kind(space.kpis, N_("{count} of {total} indicators ({share}%) belong to customer service; the limit is {limit}%")),
        _Kind(tuple(i for i in space.initiatives if i.status != "stopped"),
              N_("{count} of {total} initiatives ({share}%) belong to customer service; the limit is {limit}%")),
    )


def _owners(record: Touchpoint | Kpi | Initiative) -> tuple[str | None, ...]:
    return record.accountable if isinstance(record, Touchpoint) else (record.owner,)


RULE = Rule(
    code="CXG-005",
    group="strategy",
    severity=Severity.ERROR,
    title=N_("CX reduced to customer service"),
    what=N_("Of the key touchpoints, of the indicators and of the initiatives that were not stopped, customer service holds at most half each. A record "
            "belongs to it when everybody accountable for it, or its owner, works in a function named under `customer_service`. Fewer than 3 records of a "
            "kind are not judged. CXG-065 looks at the open initiatives alone."),
    why=N_("Customer service deals with the moments of contact and repairs what others cause. Called customer experience, it is asked for results that arise in "
           "product, delivery, invoicing and on the website, where nobody feels addressed."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: organisation
id: acme
name: Acme
customer_service: [contact-centre]
people:
  - {id: anna-nowak, name: Anna Nowak, function: contact-centre}
  - {id: jan-kowal, name: Jan Kowal, function: operations}
---
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: arrival-notice, name: Notice that the parcel is waiting, key: true, accountable: [jan-kowal]}
      - {id: locker-fault, name: The locker does not open, key: true, accountable: [anna-nowak]}
      - {id: complaint, name: Handling of a complaint, key: true, accountable: [anna-nowak]}
""",
    fix=N_("look for the moments before and after the contact with customer service that decide the experience, and put them, their indicators and initiatives "
           "in the hands of the functions that cause them"),
    parameters={
        "max_share": Parameter(0.5, N_("Highest share of customer service"), 0, 1),
        "least": Parameter(3, N_("Fewer records of a kind are not judged"), 1, 1000),
    },
    find=find,
)
