"""CXG-091: the newest evidence of a high level is old or has no date."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.panels import panels
from cxgov.checks.rule import NotChecked, Parameter, Rule, View
from cxgov.language import N_, Message, Number, counted, message
from cxgov.model import Period, quarter_of
from cxgov.problems import Problem, Severity
from cxgov.scoring import PracticeScore


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every practice of a high level whose newest evidence is too old or undated."""
    judged = False
    for panel in panels(view):
        if panel.scorecard.framework.scoring.evidence is None:
            continue
        judged = True
        for practice in panel.scorecard.practices():
            if practice.claimed is not None and practice.claimed >= view.settings["level"] and practice.evidence:
                said = _said(practice, panel.scorecard.period, view.settings["quarters"])
                if said is not None:
                    yield panel.finding(RULE, panel.place(view, practice), said, practice.practice.id)
    if not judged:
        raise NotChecked(message(N_("the frameworks in use ask for no evidence")))


def _said(practice: PracticeScore, period: Period, quarters: int) -> Message | None:
    values = {"id": practice.practice.id, "name": practice.practice.name, "level": Number(float(practice.claimed or 0))}
    if practice.newest is None:
        return message(N_("{id} “{name}”: level {level} rests on evidence without a date"), **values)
    age = quarter_of(period.end) - quarter_of(practice.newest)
    if age <= quarters:
        return None
    return counted(age, N_("{id} “{name}”: the newest evidence of level {level} is from {day}, {n} quarter before the end of the period"),
                   N_("{id} “{name}”: the newest evidence of level {level} is from {day}, {n} quarters before the end of the period"),
                   day=practice.newest, **values)


RULE = Rule(
    code="CXG-091",
    group="integrity",
    severity=Severity.WARNING,
    title=N_("Stale evidence"),
    what=N_("The newest evidence of every practice with a level of 3 or more is dated and at most four quarters older than the period. "
            "Evidence without a date counts as old."),
    why=N_("Level 3 and more means that the practice lives: it is decided upon, reviewed, revised. Evidence from years ago shows that it "
           "lived once; such a level counts as 2 in the score."),
    grounding=N_("cxgov’s own judgement"),
    example="""\
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: anna-nowak
status: agreed
date: 2026-09-20
answers:
  S1.P1: {level: 3, evidence: [{ref: E-001, title: Catalogue of sources, date: 2024-05-01}]}
""",
    fix=N_("look for evidence from the last four quarters and add it with its date; if there is none, lower the level"),
    parameters={
        "level": Parameter(3, N_("Lowest level whose evidence must be fresh"), 0, 100),
        "quarters": Parameter(4, N_("Quarters after which evidence is stale"), 0, 40),
    },
    find=find,
)
