"""CXG-065: most initiatives belong to customer service."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.owners import IDS_SHOWN
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, Number, counted, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields one finding when more than the allowed share of open initiatives is owned in customer service."""
    space, service = view.workspace, view.workspace.organisation.customer_service
    running = [initiative for initiative in space.initiatives if initiative.open]
    least = view.settings["least_initiatives"]
    if len(running) < least:
        raise NotChecked(counted(least, N_("fewer than {n} initiative is open"), N_("fewer than {n} initiatives are open")))
    if not service:
        raise NotChecked(message(N_("the organisation does not say which of its functions are customer service (`customer_service`)")))
    # Owners without a function count as others: a share is claimed only where it is certain.
    inside = {person.id for person in space.organisation.people if person.function in service}
    within = [i for i in running if i.owner in inside]
    limit = view.settings["max_share"]
    if len(within) > limit * len(running) + 1e-9:
        yield finding(
            RULE, view.place(within[0], "owner"), N_("{count} of {total} open initiatives ({share}%) belong to customer service; the limit is {limit}%"),
            about=space.organisation.id, related=tuple(view.place(i, "owner") for i in within[1:IDS_SHOWN + 1]), count=len(within), total=len(running),
            share=Number(100 * len(within) / len(running), 1), limit=Number(100 * limit, 1))


RULE = Rule(
    code="CXG-065",
    group="initiatives",
    severity=Severity.WARNING,
    title=N_("Portfolio only in customer service"),
    what=N_("At most half of the open initiatives are owned by people of the functions that the organisation file lists under `customer_service`. "
            "Initiatives whose owner has no function count as others. Fewer than 3 open initiatives are not judged. CXG-005 asks the same of touchpoints, "
            "indicators and all initiatives that were not stopped."),
    why=N_("Customer experience is not customer service. Service answers for what went wrong elsewhere; whoever improves only the answers "
           "leaves the causes where they are."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: organisation
id: acme
name: Acme
customer_service: [contact-centre]
people:
  - {id: anna-nowak, name: Anna Nowak, function: contact-centre}
  - {id: jan-kowal, name: Jan Kowal, function: maintenance}
---
kind: initiatives
initiatives:
  - {id: shorter-queue, title: Shorter queue on the line, owner: anna-nowak, status: in_progress}
  - {id: call-back, title: Call back within the hour, owner: anna-nowak, status: approved}
  - {id: screen-layout, title: New layout of the locker screen, owner: jan-kowal, status: in_progress}
""",
    fix=N_("look for the causes behind the contacts, and let the functions that can remove them own initiatives of their own"),
    parameters={
        "max_share": Parameter(0.5, N_("Highest share of open initiatives in customer service"), 0, 1),
        "least_initiatives": Parameter(3, N_("Fewer open initiatives are not judged"), 1, 1000),
    },
    find=find,
)
