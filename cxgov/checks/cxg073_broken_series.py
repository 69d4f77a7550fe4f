"""CXG-073: values of different definitions that stand in one series, or a baseline from before a new series."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cxgov.checks.grounding import OWN_JUDGEMENT
from cxgov.checks.indicators import indicators
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, Message, message
from cxgov.model import Kpi, Period, Target
from cxgov.problems import Problem, Severity
from cxgov.reviewing.series import Cell, Point, break_between, histories, redefined

_LISTS = {2: N_("{a} and {b}"), 3: N_("{a}, {b} and {c}"), 4: N_("{a}, {b}, {c} and {d}")}


def find(view: View) -> Iterator[Problem]:
    """Yields a finding where a definition changed without a declared break, and for every baseline before a break."""
    kpis, period = indicators(view), view.period
    pasts = histories(view.workspace, period) if period else {}
    rows = [(kpi, pasts.get(Cell(kpi.id), [])) for kpi in kpis]
    defined = any(point.measured.definition for _, points in rows for point in points)
    if period is None or not (defined or any(kpi.breaks and kpi.baseline for kpi in kpis)):
        raise NotChecked(message(N_("no value says what was asked, and no indicator has a baseline and a break")))
    for kpi, points in rows:
        for before, after in pairwise(points):
            # Another trigger is CXG-077's.
            changed = [said for name, said in redefined(before, after).items() if name != "trigger"]
            if changed and break_between(kpi, before.period, after.period) is None:
                yield _changed(view, kpi, before, after, changed)
        yield from _of_baseline(view, kpi, period)


def _changed(view: View, kpi: Kpi, before: Point, after: Point, changed: list[Message]) -> Problem:
    what = changed[0] if len(changed) == 1 else message(_LISTS[len(changed)], **dict(zip("abcd", changed, strict=False)))
    return finding(
        RULE, view.place(after.measured, "definition"), N_("{id} “{name}”: between {before} and {after} {what}, and no new series is declared"),
        about=kpi.id, related=(view.place(before.measured, "definition"),), id=kpi.id, name=kpi.name, before=str(before.period), after=str(after.period),
        what=what)


def _of_baseline(view: View, kpi: Kpi, period: Period) -> Iterator[Problem]:
    if kpi.baseline is None or not isinstance(kpi.target, Target):
        return
    broken = break_between(kpi, kpi.baseline.period, period)
    if broken is not None:
        yield finding(
            RULE, view.place(kpi, "baseline"), N_("{id} “{name}”: the baseline is of {before}, but a new series begins in {period}: {reason}"),
            about=kpi.id, related=(view.place(broken),), id=kpi.id, name=kpi.name, before=str(kpi.baseline.period), period=str(broken.period),
            reason=broken.reason)


RULE = Rule(
    code="CXG-073",
    group="numbers",
    severity=Severity.ERROR,
    title=N_("Broken series compared"),
    what=N_("Where the type, variant, answer scale or question of an indicator changed between two measured periods, the indicator declares a new "
            "series under `breaks`. An indicator with a target takes its baseline from the series that is measured now."),
    why=N_("Another question or another scale moves the value by more than any improvement does. Compared across the break, the organisation "
           "celebrates or mourns a change of the questionnaire."),
    grounding=OWN_JUDGEMENT,
    example="""\
kind: kpis
kpis:
  - id: ease
    name: Ease of collection
    type: ces
    variant: ces2_agree7_mean
    family: perception
    owner: anna-nowak
    baseline: {period: 2025-Q4, value: 5.4}
    target: {by: 2026-Q4, value: 6.0}
    breaks:
      - {period: 2026-Q2, reason: The survey moved from the telephone to the app}
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5.7, n: 210}
""",
    fix=N_("declare the first period of the new series and what changed under `breaks`, and take baseline and target from the new series"),
    find=find,
)
