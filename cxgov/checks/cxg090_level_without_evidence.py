"""CXG-090: a level is claimed and nothing is shown for it."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.panels import panels
from cxgov.checks.rule import NotChecked, Parameter, Rule, View
from cxgov.language import N_, Number, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every practice whose level needs evidence and has none, with the agreed assessment or any rater."""
    judged = False
    for panel in panels(view):
        if panel.scorecard.framework.scoring.evidence is None:
            continue
        judged = True
        for practice in panel.scorecard.practices():
            if practice.claimed is not None and practice.claimed >= view.settings["level"] and not practice.evidence:
                yield panel.finding(
                    RULE, panel.place(view, practice), message(
                        N_("{id} “{name}”: level {level} is claimed, but there is no evidence"), id=practice.practice.id,
                        name=practice.practice.name, level=Number(float(practice.claimed))), practice.practice.id)
    if not judged:
        raise NotChecked(message(N_("the frameworks in use ask for no evidence")))


RULE = Rule(
    code="CXG-090",
    group="integrity",
    severity=Severity.WARNING,
    title=N_("Level without evidence"),
    what=N_("Every practice with a level of 2 or more has at least one piece of evidence, given in the agreed assessment or by one of the "
            "raters."),
    why=N_("People rate what they mean to do as well as what they do. A level nobody can show counts as 1 in the score; this finding says "
           "where the difference comes from."),
    grounding=N_("GovCX International Model (evidence for every part of the assessment); the level from which it is required is cxgov’s own "
                 "judgement"),
    example="""\
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: anna-nowak
status: agreed
date: 2026-09-20
answers:
  S1.P1: 3
""",
    fix=N_("name the document, record or observation under `evidence`, with a reference and a date; if there is none, lower the level"),
    parameters={"level": Parameter(2, N_("Lowest level that needs evidence"), 0, 100)},
    find=find,
)
