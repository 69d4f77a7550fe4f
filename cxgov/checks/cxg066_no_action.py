"""CXG-066: an indicator is off target for the second time, and nothing is done."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.coverage import without_action
from cxgov.reviewing.standings import standings


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every indicator off target in its last two measured periods without action or acceptance."""
    judged = standings(view.workspace, view.period).values() if view.period else ()
    if not any(sum(s.status != "unknown" for s in found) > 1 for found in judged) or view.period is None:
        raise NotChecked(message(N_("no indicator with a target has values of two periods yet")))
    for earlier, later in without_action(view.workspace, view.period, view.as_of):
        kpi = later.kpi
        yield finding(
            RULE, view.place(later.measured, "value"),
            N_("indicator {id} “{name}” was off target in {before} and again in {period}; no initiative works on it, and nobody decided to accept it"),
            about=kpi.id, related=(view.place(earlier.measured, "value"), view.place(kpi)), id=kpi.id, name=kpi.name, before=earlier.period,
            period=later.period)


RULE = Rule(
    code="CXG-066",
    group="initiatives",
    severity=Severity.ERROR,
    title=N_("Off target twice, and no action"),
    what=N_("An indicator outside the tolerance of its target in two measured periods in a row has an initiative, or a decision to accept it since the "
            "first of the two periods. An initiative counts if it expects the indicator to change or works on a touchpoint it measures, and is approved, "
            "under way or rolled out, or ended within the second period or later; a proposal is no action yet. To investigate is no action either."),
    why=N_("Once may be chance. Twice without a step is a target nobody means; then the honest thing is to say so and accept the value openly."),
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
period: 2026-Q2
measurements:
  - {kpi: ease, value: 5.5, n: 290}
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5.4, n: 310}
""",
    fix=N_("approve an initiative that expects the indicator to change, or record a decision to accept the value with its owner and reason"),
    find=find,
)
