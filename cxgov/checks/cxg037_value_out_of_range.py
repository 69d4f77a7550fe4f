"""CXG-037: a value the indicator cannot take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxgov.checks.grounding import NPS_STUDY
from cxgov.checks.indicators import indicators, outside, range_text
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.kpis.variants import valid_range, variant_of
from cxgov.language import N_, Number, message
from cxgov.model import Kpi, Measurement, Period
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields findings for measured values, ends of intervals, baselines and units that do not fit; targets are CXG-038's."""
    known = {kpi.id: kpi for kpi in indicators(view)}
    measured = [(m, file.period) for file in view.workspace.measurements for m in file.measurements]
    if not measured and all(kpi.baseline is None for kpi in known.values()):
        raise NotChecked(message(N_("nothing has been measured yet")))
    for kpi in known.values():
        yield from _of_definition(view, kpi)
    for item, period in measured:
        if item.kpi in known:
            yield from _of_value(view, known[item.kpi], item, period)


def _of_definition(view: View, kpi: Kpi) -> Iterator[Problem]:
    variant = variant_of(kpi)
    if variant and kpi.unit is not None and kpi.unit != variant.unit:
        yield finding(RULE, view.place(kpi, "unit"), N_("indicator {id} “{name}” is given in {unit}, but {variant} comes out in {right}"),
                      about=kpi.id, id=kpi.id, name=kpi.name, unit=kpi.unit, variant=kpi.variant or kpi.type, right=variant.unit)
    if kpi.baseline and outside(kpi, kpi.baseline.value):
        yield finding(RULE, view.place(kpi.baseline, "value"), N_("the baseline of {id} “{name}” is {value}; possible values are {range}"),
                      about=kpi.id, id=kpi.id, name=kpi.name, value=Number(kpi.baseline.value), range=range_text(kpi))


def _of_value(view: View, kpi: Kpi, measured: Measurement, period: Period) -> Iterator[Problem]:
    if measured.value is None:
        return
    values: dict[str, Any] = {"id": kpi.id, "name": kpi.name, "period": str(period), "value": Number(measured.value)}
    if outside(kpi, measured.value):
        yield finding(RULE, view.place(measured, "value"), N_("the value of {id} “{name}” in {period} is {value}; possible values are {range}"),
                      about=kpi.id, range=range_text(kpi), **values)
    elif _mean_instead_of_percent(kpi, measured.value):
        yield finding(RULE, view.place(measured, "value"), N_("the value of {id} “{name}” in {period} is {value}%: that looks like a mean on "
                                                              "the answer scale and not like a percentage"), about=kpi.id, **values)
    elif measured.interval and any(outside(kpi, end) for end in measured.interval):
        low, high = measured.interval
        yield finding(RULE, view.place(measured, "interval"), N_("the interval of {id} “{name}” in {period} is {low} to {high}; possible values "
                                                                 "are {range}"),
                      about=kpi.id, low=Number(low), high=Number(high), range=range_text(kpi), **values)


def _mean_instead_of_percent(kpi: Kpi, value: float) -> bool:
    """A top-box share this small is rare, a mean of answers put in its place is common."""
    variant = variant_of(kpi)
    return variant is not None and variant.unit == "percent" and valid_range(kpi) == (0, 100) and variant.scale[0] <= value <= variant.scale[1]


RULE = Rule(
    code="CXG-037",
    group="kpi",
    severity=Severity.ERROR,
    title=N_("Value outside the valid range"),
    what=N_("Measured values, the ends of their intervals and baselines lie within what variant or type allow: −100 to 100 for NPS, 0 to 100 "
            "for percentages, the answer scale for means. A declared unit is that of the variant, and a percentage of satisfied customers "
            "is not a mean of their answers (4.2 is no 4.2%)."),
    why=N_("Such a value is a slip of the pen, a wrong column or another formula. Every comparison and every decision that rests on it "
           "is wrong."),
    grounding=NPS_STUDY,
    example="""\
kind: kpis
kpis:
  - id: recommend
    name: Willingness to recommend
    type: nps
    variant: nps_0_10
    family: perception
    owner: anna-nowak
    target: {by: 2026-Q4, value: 40}
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: recommend, value: 120, n: 400}
""",
    fix=N_("correct the number, or choose the variant that gives such values"),
    find=find,
)
