"""CXG-064: a reference to something that no file defines. It is found when the files are read; here is what it means."""

from __future__ import annotations

from collections.abc import Iterable

from cxgov.checks.grounding import OWN_JUDGEMENT
from cxgov.checks.rule import NotChecked, Rule, View
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterable[Problem]:
    """Finds nothing: with an unknown reference the files are not accepted, and no check gets to see them."""
    space = view.workspace
    if not any((space.journeys, space.kpis, space.sources, space.initiatives, space.decisions, space.cycles, space.assessments,
                space.measurements, space.targets)):
        raise NotChecked(message(N_("there is nothing yet that refers to anything else")))
    return ()


RULE = Rule(
    code="CXG-064",
    group="initiatives",
    severity=Severity.ERROR,
    title=N_("Reference to something unknown"),
    what=N_("Every touchpoint, indicator, problem, person, decision or practice that a record refers to is defined somewhere. An unknown one is found "
            "when the files are read and is reported there, with the nearest known id; the other checks wait until it is mended. Only values measured "
            "for an indicator that is gone are a warning."),
    why=N_("An initiative for a touchpoint that does not exist mends nothing, and no report shows it where it belongs. Most such references are "
           "slips of the pen, or the remains of something renamed."),
    grounding=OWN_JUDGEMENT,
    example="""\
kind: initiatives
initiatives:
  - id: screen-layout
    title: New layout of the locker screen
    signals: [{source: reviews}]
    expects: [{kpi: eaze, change: 0.3, by: 2027-Q1}]
    owner: anna-nowak
    end: 2026-12-18
    status: in_progress
""",
    fix=N_("write the id as it is defined, or define what is missing"),
    find=find,
)
