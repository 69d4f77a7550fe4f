"""CXG-001: initiatives are under way, and nobody has said what they are to lead to."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.initiatives import undertaken
from cxgov.checks.inventory import is_said
from cxgov.checks.owners import IDS_SHOWN
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding, for the organisation."""
    begun = undertaken(view)
    organisation = view.workspace.organisation
    strategy = organisation.strategy
    if strategy is not None and is_said(strategy.promise):
        return
    text = (N_("the strategy has goals, but makes customers no promise that the initiatives could serve: {ids}") if strategy is not None and strategy.goals
            else N_("there is no strategy behind the initiatives: {ids}"))
    ids = [initiative.id for initiative in begun]
    yield finding(
        RULE, view.place(organisation, "strategy"), text, about=organisation.id,
        related=tuple(view.place(initiative) for initiative in begun[:IDS_SHOWN]),
        ids=", ".join([*ids[:IDS_SHOWN], *(["…"] if len(ids) > IDS_SHOWN else [])]))


RULE = Rule(
    code="CXG-001",
    group="strategy",
    severity=Severity.ERROR,
    title=N_("Initiatives without a strategy"),
    what=N_("An organisation with initiatives that were not stopped has a strategy that says what it promises its customers (`promise` under `strategy`)."),
    why=N_("Without a strategy there are only makeshift improvements: everybody mends what is nearest, initiatives contradict each other, and nobody "
           "can say which one should be given up."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: initiatives
initiatives:
  - {id: screen-layout, title: New layout of the locker screen, owner: anna-nowak}
""",
    fix=N_("have the board decide what the organisation wants to be for its customers, and enter it under `strategy` as `promise`; then ask of every "
           "initiative whether it serves the promise"),
    find=find,
)
