"""CXG-062: an initiative without an owner or without an end."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.initiatives import undertaken
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.model import Initiative
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every initiative that lacks an owner or an end."""
    for initiative in undertaken(view):
        text = _text(initiative)
        if text:
            yield finding(RULE, view.place(initiative), text, about=initiative.id, id=initiative.id, title=initiative.title)


def _text(initiative: Initiative) -> str | None:
    if initiative.owner is None and initiative.end is None:
        return N_("initiative {id} “{title}” has neither an owner nor an end date")
    if initiative.owner is None:
        return N_("initiative {id} “{title}” has no owner")
    return N_("initiative {id} “{title}” has no end date") if initiative.end is None else None


RULE = Rule(
    code="CXG-062",
    group="initiatives",
    severity=Severity.ERROR,
    title=N_("Initiative without owner or end date"),
    what=N_("Every initiative that was not stopped has an `owner` and an `end`, proposals included: without them nobody can decide about it."),
    why=N_("Work that belongs to nobody is done by nobody, and work without an end is never finished and never evaluated."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: initiatives
initiatives:
  - id: screen-layout
    title: New layout of the locker screen
    signals: [{source: reviews}]
    expects: [{kpi: ease, change: 0.3, by: 2027-Q1}]
    status: in_progress
""",
    fix=N_("name one person as owner and the day by which the initiative ends, or stop it"),
    find=find,
)
