"""CXG-093: raters disagreed, and the agreed level does not say how that was settled."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import RATER_AGREEMENT
from cxgov.checks.panels import Panel, panels
from cxgov.checks.rule import NotChecked, Parameter, Rule, View
from cxgov.language import N_, Message, Number, message
from cxgov.problems import Problem, Severity
from cxgov.scoring import PracticeScore
from cxgov.scoring.exact import exact


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every practice on which raters differ without a note in the agreed assessment."""
    judged = False
    for panel in panels(view):
        judged = judged or len(panel.individuals) > 1
        for practice in panel.scorecard.practices():
            said = _said(view, practice)
            if said is not None and not _explained(panel, practice):
                yield panel.finding(RULE, panel.place(view, practice), said, practice.practice.id)
    if not judged:
        raise NotChecked(message(N_("fewer than two people rated, so there is nothing to compare")))


def _said(view: View, practice: PracticeScore) -> Message | None:
    spread = practice.raters
    values = {"id": practice.practice.id, "name": practice.practice.name}
    levels = sorted(rating.value for rating in spread.ratings if rating.value is not None)
    apart = spread.range is not None and len(levels) > 1 and spread.range >= view.settings["range_from"]
    if apart or (spread.agreement is not None and spread.agreement < exact(view.settings["agreement_below"])):
        return message(N_("{id} “{name}”: the raters gave levels from {low} to {high}, and there is no note on how the difference was settled"),
                       low=Number(float(levels[0])), high=Number(float(levels[-1])), **values)
    if spread.mixed:
        return message(N_("{id} “{name}”: some raters gave a level and others “not applicable”, and there is no note on how that was settled"),
                       **values)
    return None


def _explained(panel: Panel, practice: PracticeScore) -> bool:
    """Whether the conversation left a trace: in the agreed answer, or before there is one, with any rater."""
    for assessment in (panel.agreed,) if panel.agreed else panel.individuals:
        answer = assessment.answers.get(practice.practice.id)
        if answer is not None and (answer.note or (panel.agreed and answer.reason)):
            return True
    return False


RULE = Rule(
    code="CXG-093",
    group="integrity",
    severity=Severity.WARNING,
    title=N_("Disagreement not discussed"),
    what=N_("Where individual raters are two levels or more apart, agree by less than 0.80 (r*wg), or some of them call the practice not "
            "applicable, the agreed answer carries a note, or the reason for “not applicable”."),
    why=N_("A difference of two levels means that people see two different companies. The conversation about it is worth more than the level "
           "that comes out; without a note it is lost, and the agreed level looks arbitrary."),
    grounding=RATER_AGREEMENT,
    example="""\
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: anna-nowak
date: 2026-09-20
answers:
  S1.P1: 0
---
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: jan-kowal
date: 2026-09-20
answers:
  S1.P1: 3
""",
    fix=N_("talk to the raters about what each of them saw, and write under `note` of the agreed answer why it is this level"),
    parameters={
        "range_from": Parameter(2, N_("Distance between the highest and the lowest level from which on raters differ"), 1, 100),
        "agreement_below": Parameter(0.8, N_("Agreement r*wg below which raters differ"), 0, 1),
    },
    find=find,
)
