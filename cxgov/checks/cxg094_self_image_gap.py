"""CXG-094: the organisation rates a stage far higher than the assessor does."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.panels import panels
from cxgov.checks.rule import NotChecked, Parameter, Rule, View
from cxgov.language import N_, Number, message
from cxgov.problems import Problem, Severity
from cxgov.scoring.exact import exact


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every stage on which self-assessment and assessor are too far apart, over the practices both rated."""
    judged = False
    for panel in panels(view):
        for stage in panel.scorecard.dimensions:
            if stage.assessor is None or stage.self_shared is None:
                continue
            judged = True
            if stage.self_shared - stage.assessor > exact(view.settings["gap"]):
                yield panel.finding(
                    RULE, panel.place(view, stage.practices[0]), message(
                        N_("stage {stage} “{name}”: {ours} by self-assessment, {theirs} by the assessor"), stage=stage.id,
                        name=stage.dimension.name, ours=Number(float(stage.self_shared), 2), theirs=Number(float(stage.assessor), 2)), stage.id)
    if not judged:
        raise NotChecked(message(N_("no stage was rated both by the organisation and by an assessor")))


RULE = Rule(
    code="CXG-094",
    group="integrity",
    severity=Severity.INFO,
    title=N_("Self-image gap"),
    what=N_("On no stage does the claimed score exceed the assessor’s by more than 1.0, both taken over the practices that both rated."),
    why=N_("Organisations tend to see themselves more mature than others see them. The gap is no reproach: it shows where to look again, and "
           "where customers may see what the organisation does not."),
    grounding=N_("Bain & Company, Closing the delivery gap (2005), on how differently firms and customers judge; the threshold is cxgov’s own "
                 "judgement"),
    example="""\
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: anna-nowak
status: agreed
date: 2026-09-20
answers: {S1.P1: 3, S1.P2: 3, S1.P3: 3, S1.P4: 3, S1.P5: 3}
---
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: external-assessor
status: assessor
date: 2026-09-21
answers: {S1.P1: 1, S1.P2: 1, S1.P3: 2, S1.P4: 1, S1.P5: 1}
""",
    fix=N_("go through the stage with the assessor, practice by practice, and lay the evidence on the table; change the level or explain the "
           "difference in a note"),
    parameters={"gap": Parameter(1.0, N_("How far the own score may exceed the assessor’s, in levels"), 0, 100)},
    find=find,
)
