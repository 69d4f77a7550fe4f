"""CXG-059: a stage is far more mature than the weakest one before it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cxgov.checks.panels import Panel, panels
from cxgov.checks.rule import NotChecked, Parameter, Rule, View
from cxgov.language import N_, Number, message
from cxgov.problems import Problem, Severity
from cxgov.scoring import DimensionScore
from cxgov.scoring.exact import exact


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every stage that leads the weakest before it by more than allowed, in the organisation and its units."""
    judged = False
    for panel in panels(view):
        if panel.scorecard.framework.scoring.sequence is None:
            continue
        weakest: DimensionScore | None = None
        for stage in panel.scorecard.scored:
            if weakest is None:
                weakest = stage
                continue
            judged = True
            if _raw(stage) - _raw(weakest) > exact(view.settings["lead"]):
                yield _finding(view, panel, stage, weakest)
            if _raw(stage) < _raw(weakest):
                weakest = stage
    if not judged:
        raise NotChecked(message(N_("fewer than two stages of an ordered framework have a score")))


def _raw(stage: DimensionScore) -> Fraction:
    return stage.raw or Fraction(0)


def _finding(view: View, panel: Panel, stage: DimensionScore, weakest: DimensionScore) -> Problem:
    return panel.finding(
        RULE, panel.place(view, stage.practices[0]), message(
            N_("stage {stage} “{name}” has {value}, but stage {weakest} “{other}” before it only {least}"), stage=stage.id, name=stage.dimension.name,
            value=Number(float(_raw(stage)), 2), weakest=weakest.id, other=weakest.dimension.name, least=Number(float(_raw(weakest)), 2)), stage.id)


RULE = Rule(
    code="CXG-059",
    group="cycle",
    severity=Severity.WARNING,
    title=N_("Stage far ahead of an earlier one"),
    what=N_("No stage has a raw, evidenced score more than 1.0 above the weakest stage before it. Units are judged like the organisation."),
    why=N_("A later stage lives on what the earlier ones hand on. A far lead means that work is done on an unproven basis; in the index it "
           "counts only up to the lead the framework allows."),
    grounding=N_("cxgov’s own judgement, after the fixed order of the stages in the interview on customer experience management "
                 "(erp-view.pl, 2013)"),
    example="""\
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: anna-nowak
status: agreed
date: 2026-09-20
answers:
  S1.P1: 0
  S1.P2: 0
  S1.P3: 0
  S1.P4: 0
  S1.P5: 0
  S2.P1: {level: 2, evidence: [{ref: E-001, date: 2026-08-01}]}
  S2.P2: {level: 2, evidence: [{ref: E-001, date: 2026-08-01}]}
  S2.P3: {level: 2, evidence: [{ref: E-001, date: 2026-08-01}]}
  S2.P4: {level: 2, evidence: [{ref: E-001, date: 2026-08-01}]}
  S2.P5: {level: 2, evidence: [{ref: E-001, date: 2026-08-01}]}
""",
    fix=N_("put the next effort into the earlier stage; the later one gains by it without any work of its own"),
    parameters={"lead": Parameter(1.0, N_("How far a stage may lead the weakest one before it, in levels"), 0, 100)},
    find=find,
)
