"""CXG-095: too many practices of one stage are declared not applicable. Missing reasons are found when the files are read."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import OWN_JUDGEMENT
from cxgov.checks.panels import panels
from cxgov.checks.rule import Parameter, Rule, View
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every stage with more practices not applicable than allowed."""
    for panel in panels(view):
        for stage in panel.scorecard.dimensions:
            left_out = [practice for practice in stage.practices if practice.na]
            if len(left_out) > view.settings["most"]:
                places = [panel.place(view, practice) for practice in left_out]
                yield panel.finding(
                    RULE, places[0], message(
                        N_("stage {stage} “{name}”: {count} of {all} practices are not applicable ({practices})"), stage=stage.id,
                        name=stage.dimension.name, count=len(left_out), all=len(stage.practices),
                        practices=", ".join(practice.practice.id for practice in left_out)), stage.id, tuple(places[1:]))


RULE = Rule(
    code="CXG-095",
    group="integrity",
    severity=Severity.WARNING,
    title=N_("Too many practices not applicable"),
    what=N_("At most one practice of a stage is answered `na`. An `na` without a reason carries this code as well; it is an error and is found "
            "when the files are read."),
    why=N_("What does not apply leaves the score. Two practices out of five left out, and the stage is judged by the comfortable half; "
           "often “not applicable” means “not done”."),
    grounding=OWN_JUDGEMENT,
    example="""\
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: anna-nowak
status: agreed
date: 2026-09-20
answers:
  S3.P4: {level: na, reason: No own logistics}
  S3.P5: {level: na, reason: No own logistics}
""",
    fix=N_("check each reason: a practice that applies and is not done has level 0; if they really do not apply, suppress the finding with the "
           "reason"),
    parameters={"most": Parameter(1, N_("How many practices of a stage may be not applicable"), 0, 100)},
    find=find,
)
