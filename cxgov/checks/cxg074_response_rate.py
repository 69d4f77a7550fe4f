"""CXG-074: nobody can say how many of the people asked have answered, or clearly fewer than the period before."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cxgov.checks.grounding import RESPONSE_RATES
from cxgov.checks.indicators import is_survey
from cxgov.checks.measured import is_whole, measured_in_period
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, Number, message
from cxgov.model import Kpi, Measurement, Measurements, Period
from cxgov.model.indicators import Source
from cxgov.problems import Problem, Severity
from cxgov.reviewing.response import invited, responded, response_rate, source_of
from cxgov.reviewing.series import Cell, histories


def find(view: View) -> Iterator[Problem]:
    """Yields one finding per source or file without the number of people asked, and one per indicator whose rate fell."""
    asked = [(kpi, m) for kpi, m in measured_in_period(view) if is_survey(kpi) and is_whole(m) and _asks(view, m)]
    if not asked or view.period is None:
        raise NotChecked(message(N_("no survey indicator was measured in the period")))
    rates = [(kpi, measured, response_rate(view.workspace, measured, view.period)) for kpi, measured in asked]
    yield from _missing(view, [(kpi, measured) for kpi, measured, rate in rates if rate is None], view.period)
    pasts = histories(view.workspace, view.period)
    for kpi, measured, rate in rates:
        if rate is None:
            continue
        if rate > 1:
            yield _too_many(view, kpi, measured, view.period)
            continue
        earlier = pasts[Cell(kpi.id)][:-1]
        before = response_rate(view.workspace, earlier[-1].measured, earlier[-1].period) if earlier else None
        if before is not None and before <= 1 and (before - rate) * 100 > Fraction(str(view.settings["points"])):
            yield finding(
                RULE, view.place(measured), N_("the response rate of {id} “{name}” fell from {before}% in {earlier} to {rate}% in {period}"),
                about=kpi.id, id=kpi.id, name=kpi.name, before=_percent(before), earlier=str(earlier[-1].period), rate=_percent(rate),
                period=str(view.period))


def _asks(view: View, measured: Measurement) -> bool:
    """Whether people were asked: reviews and complaints come unasked."""
    source = source_of(view.workspace, measured)
    return source is None or source.voice in ("survey", "interviews", "employees")


def _missing(view: View, without: list[tuple[Kpi, Measurement]], period: Period) -> Iterator[Problem]:
    """One finding where it is mended: at the source, or for typed values at their file."""
    by_source: dict[str, tuple[Source, list[Kpi]]] = {}
    typed: dict[int, tuple[Measurements, list[Kpi]]] = {}
    file_of = {id(m): file for file in view.workspace.measurements if file.period == period for m in file.measurements}
    for kpi, measured in without:
        source = source_of(view.workspace, measured)
        if source is not None:
            by_source.setdefault(source.id, (source, []))[1].append(kpi)
        else:
            file = file_of[id(measured)]
            typed.setdefault(id(file), (file, []))[1].append(kpi)
    for source, kpis in by_source.values():
        yield finding(
            RULE, view.place(source), N_("source {id} does not say how many people were asked in {period}; without it there is no response rate of: {kpis}"),
            about=source.id, id=source.id, period=str(period), kpis=_ids(kpis))
    for file, kpis in typed.values():
        yield finding(
            RULE, view.place(file, "measurements"), N_("for {period} it is not written how many people were asked; without it there is no response rate of: {kpis}"),
            about=str(period), period=str(period), kpis=_ids(kpis))


def _too_many(view: View, kpi: Kpi, measured: Measurement, period: Period) -> Problem:
    asked = invited(view.workspace, measured, period) or 0
    return finding(
        RULE, view.place(measured), N_("{id} “{name}” in {period}: more people answered ({answered}) than were asked ({asked})"), about=kpi.id,
        id=kpi.id, name=kpi.name, period=str(period), answered=responded(measured), asked=asked)


def _ids(kpis: list[Kpi]) -> str:
    return ", ".join(dict.fromkeys(kpi.id for kpi in kpis))


def _percent(rate: Fraction) -> Number:
    return Number(float(rate * 100), 1)


RULE = Rule(
    code="CXG-074",
    group="numbers",
    severity=Severity.WARNING,
    title=N_("Response rate missing or falling"),
    what=N_("Every survey value of the period says how many people were asked (`invited`, or `response_rate` where only that is known); for values "
            "that cxgov measures it stands with the source (`invited: {2026-Q3: 4000}`). The rate, (n + no answer + not applicable) / asked, did not "
            "fall by more than 5 percentage points against the measured period before."),
    why=N_("Those who do not answer are rarely like those who do. When fewer and fewer answer, the score may rise while the customers who are "
           "displeased have only fallen silent. A higher rate by itself proves nothing and is not rewarded."),
    grounding=RESPONSE_RATES,
    example="""\
kind: measurements
period: 2026-Q2
measurements:
  - {kpi: ease, value: 5.6, n: 240, invited: 1000}
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5.9, n: 120, invited: 1000}
""",
    fix=N_("write down how many people were asked; where the rate fell, find out who stopped answering before the score is read"),
    parameters={"points": Parameter(5.0, N_("Percentage points by which the response rate may fall"), 0, 100)},
    find=find,
)
