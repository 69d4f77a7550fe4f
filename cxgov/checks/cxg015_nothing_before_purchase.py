"""CXG-015: no touchpoint before the purchase."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import stages_with_phase, touchpoints
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding, about the organisation: one journey may begin where another ends."""
    if any(touchpoint.moment_of_truth == "zmot" for touchpoint in touchpoints(view)):
        return
    if not any(stage.phase == "pre_purchase" and stage.touchpoints for stage in stages_with_phase(view)):
        yield finding(RULE, view.place(view.workspace.journeys[0], "name"), N_(
            "no journey shows a touchpoint from the time before the purchase"), about=view.workspace.organisation.id)


RULE = Rule(
    code="CXG-015",
    group="journey",
    severity=Severity.INFO,
    title=N_("Nothing before the purchase"),
    what=N_("At least one touchpoint lies in a stage with `phase: pre_purchase`, or is the zero moment of truth (`moment_of_truth: zmot`)."),
    why=N_("Customers look for opinions, compare and ask before they buy, often where the company is not present. What they find there decides "
           "whether the rest of the journey takes place."),
    grounding=N_("Training company’s guide to the principles of customer experience management: pillars, implementation stages, metrics "
                 "(witalni.pl) for the zero moment of truth; article on five groups of factors that make up customer experience and on ways to "
                 "improve it (PushPushGo, 2024) for service before the sale"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    phase: use
    touchpoints:
      - {id: open-locker, name: Opening the locker}
""",
    fix=N_("add how customers learn of you, compare and decide, in a stage with `phase: pre_purchase`"),
    find=find,
)
