"""CXG-061: an initiative that no customer asked for."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.initiatives import undertaken
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every initiative without a customer signal of its own or of a problem it is to solve."""
    heard = {problem.id for problem in view.workspace.problems.values() if problem.signals > 0}
    for initiative in undertaken(view):
        if not initiative.signals and heard.isdisjoint(initiative.problems):
            yield finding(RULE, view.place(initiative), N_("initiative {id} “{title}” rests on no customer signal"),
                          about=initiative.id, id=initiative.id, title=initiative.title)


RULE = Rule(
    code="CXG-061",
    group="initiatives",
    severity=Severity.WARNING,
    title=N_("Initiative without a customer signal"),
    what=N_("Every initiative that was not stopped names under `signals` what customers said or did that led to it, or under `problems` a problem of "
            "the journey with signals behind it."),
    why=N_("An initiative without a signal is somebody’s idea of what customers want. It may be a good one, but then it is worth asking "
           "customers before the money is spent."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: initiatives
initiatives:
  - id: new-colours
    title: New colours for the lockers
    expects: [{kpi: ease, change: 0.1, by: 2027-Q1}]
    owner: anna-nowak
    end: 2026-12-18
    status: in_progress
""",
    fix=N_("look for the signal in feedback, complaints and surveys and name its source; if there is none, ask customers first"),
    find=find,
)
