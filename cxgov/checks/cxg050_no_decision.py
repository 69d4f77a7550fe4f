"""CXG-050: an indicator is off target, and nobody decided anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.kpis.variants import digits_of
from cxgov.language import N_, Number, message
from cxgov.model import Target
from cxgov.problems import Problem, Severity
from cxgov.reviewing.coverage import unanswered
from cxgov.reviewing.standings import standings


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every indicator whose last value is off target and not answered by a decision in time."""
    if view.period is None or all(s.status == "unknown" for found in standings(view.workspace, view.period).values() for s in found):
        raise NotChecked(message(N_("no indicator with a target has a value yet")))
    grace = timedelta(days=view.settings["grace_days"])
    for standing in unanswered(view.workspace, view.period, view.as_of):
        kpi, target, value = standing.kpi, standing.kpi.target, standing.measured.value
        if standing.period.end + grace <= view.as_of and isinstance(target, Target) and value is not None:
            yield finding(
                RULE, view.place(standing.measured, "value"),
                N_("indicator {id} “{name}” was off target in {period} ({value}, promised {target}), and no decision of that period or a later one is about it"),
                about=kpi.id, related=(view.place(kpi),), id=kpi.id, name=kpi.name, period=standing.period, value=Number(value, digits_of(kpi) + 1),
                target=Number(target.value, digits_of(kpi) + 1))


RULE = Rule(
    code="CXG-050",
    group="cycle",
    severity=Severity.ERROR,
    title=N_("Measured, but nothing decided"),
    what=N_("An indicator whose last value lies outside the tolerance of its target has a decision to act, to accept or to investigate: about the "
            "indicator, about a touchpoint it measures, or about an initiative that is to change it. The decision stands in the file of the period that "
            "was measured or of a later one; a dropped decision does not count. The review at the end of the period is expected to decide; "
            "`grace_days` gives it more time. Values from too few answers are not judged."),
    why=N_("CX is not about reporting but about decisions. A red number that is shown and left is worse than none: it teaches everybody that "
           "measuring has no consequences. To accept a value for now is a decision, too, if somebody stands by it."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: kpis
kpis:
  - id: ease
    name: Ease of collection
    type: ces
    variant: ces2_agree7_mean
    family: perception
    owner: anna-nowak
    target: {by: 2026-Q4, value: 6.0, tolerance: 0.2}
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5.4, n: 310}
""",
    fix=N_("decide at the next review whether to act, to accept or to investigate, and write the decision down with its owner in the decisions of "
           "the period"),
    parameters={"grace_days": Parameter(0, N_("Days after the end of the period until the decision must be on record"), 0, 366)},
    find=find,
)
