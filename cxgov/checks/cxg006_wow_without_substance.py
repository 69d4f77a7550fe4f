"""CXG-006: an initiative is to dazzle, and nobody asks whether it makes anything easier or helps customers succeed."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.indicators import SUCCESS_PARAMETERS, says_success
from cxgov.checks.initiatives import tagged
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every initiative for a wow effect that expects no change in effort or success."""
    effort = view.settings["effort"]
    for initiative in tagged(view, view.settings["tags"]):
        expected = [view.workspace.kpis_by_id[change.kpi] for change in initiative.expects]
        if not any(kpi.type in effort or says_success(kpi, view.settings) for kpi in expected):
            yield finding(
                RULE, view.place(initiative, "expects"), N_("initiative {id} “{title}” aims at a wow effect and expects no change in an indicator of "
                                                            "effort or success"),
                about=initiative.id, id=initiative.id, title=initiative.title)


RULE = Rule(
    code="CXG-006",
    group="strategy",
    severity=Severity.INFO,
    title=N_("Wow without substance"),
    what=N_("Every initiative tagged `wow` that was not stopped expects (`expects`) a change in an indicator of effort (ces, index) or of success (share, fcr "
            "or index of the family behaviour or perception)."),
    why=N_("Customer experience does not rest on a wow effect but on consistent, predictable and convenient conditions. A surprise is soon forgotten; what was "
           "hard stays hard."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: initiatives
initiatives:
  - {id: confetti, title: Confetti on the locker screen, tags: [wow], owner: anna-nowak}
""",
    fix=N_("say which effort the initiative spares customers or which goal it helps them reach, and enter the indicator under `expects`; if there is none, spend "
           "the money on a moment that fails"),
    parameters={
        "tags": Parameter(["wow"], N_("Tags of such initiatives")),
        "effort": Parameter(["ces", "index"], N_("Types of indicator that say how much effort customers spend")),
        **SUCCESS_PARAMETERS,
    },
    find=find,
)
