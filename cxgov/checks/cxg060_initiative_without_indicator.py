"""CXG-060: an initiative that is to change no indicator."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.initiatives import undertaken
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every initiative that expects no change of an indicator."""
    for initiative in undertaken(view):
        if not initiative.expects:
            yield finding(RULE, view.place(initiative, "expects"), N_("initiative {id} “{title}” names no indicator that it is to change"),
                          about=initiative.id, id=initiative.id, title=initiative.title)


RULE = Rule(
    code="CXG-060",
    group="initiatives",
    severity=Severity.ERROR,
    title=N_("Initiative without an indicator"),
    what=N_("Every initiative that was not stopped says under `expects` which indicator it is to change, by how much and by when."),
    why=N_("Without an indicator and an expected change nobody can say later whether the money was well spent; the initiative ends when "
           "the budget does."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: initiatives
initiatives:
  - id: lights-on
    title: Better light at the lockers
    signals: [{source: reviews}]
    owner: anna-nowak
    end: 2026-12-18
    status: in_progress
""",
    fix=N_("write down which indicator is to change, by how much and by when; if there is none, define one before the work goes on"),
    find=find,
)
