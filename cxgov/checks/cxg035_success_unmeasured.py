"""CXG-035: nobody measures whether customers reach their goal."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.indicators import SUCCESS_PARAMETERS, says_success
from cxgov.checks.owners import IDS_SHOWN
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding, for the organisation."""
    workspace = view.workspace
    key = [t for t in workspace.touchpoints.values() if t.key]
    if not key:
        raise NotChecked(message(N_("no touchpoint is marked as key")))
    for touchpoint in key:
        if any(says_success(kpi, view.settings) for kpi in workspace.kpis_of(touchpoint.id)):
            return
    yield finding(RULE, view.place(key[0], "key"), N_("at none of the key touchpoints does an indicator say whether customers reach "
                                                      "their goal"), about=workspace.organisation.id,
                  related=tuple(view.place(touchpoint, "key") for touchpoint in key[1:IDS_SHOWN + 1]))


RULE = Rule(
    code="CXG-035",
    group="kpi",
    severity=Severity.WARNING,
    title=N_("Nobody measures success"),
    what=N_("At least one key touchpoint has an indicator of goal completion: the share of customers who succeeded (share), who needed one "
            "contact only (fcr), or an index of emotion, effort and success (index), of the family behaviour or perception."),
    why=N_("Recommendation and satisfaction say how customers feel. The heart of the matter is whether they reach their goal: a "
           "friendly failure is still a failure."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, key: true}
---
kind: kpis
kpis:
  - id: ease
    name: Ease of collection
    type: ces
    variant: ces2_agree7_mean
    family: perception
    touchpoints: [open-locker]
    owner: anna-nowak
    target: {by: 2026-Q4, value: 6}
""",
    fix=N_("define an indicator for one key touchpoint that counts the customers who got what they came for, for example a parcel "
           "collected on the first visit"),
    parameters=SUCCESS_PARAMETERS,
    find=find,
)
