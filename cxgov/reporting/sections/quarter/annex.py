"""Item 14, the annex: what changed in the definitions of indicators, what the values rest on, and what could not be checked."""

from __future__ import annotations

from typing import Any

from cxgov.language import N_
from cxgov.model import Kpi, Measurement, Period
from cxgov.reporting import indicator_parts
from cxgov.reporting.context import Context
from cxgov.reporting.findings import sentence, spans
from cxgov.reporting.readings import NOTES, Reading, readings
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.response import invited, response_rate
from cxgov.reviewing.series import Cell, Point, histories, unlike

MOST_ROWS = 20


def build(context: Context) -> list[Page]:
    """Makes the annex."""
    found = readings(context)
    answers = _answers(context, found)
    return [Page(
        id="quarter-annex", title=context.say(N_("Definitions, data quality, what could not be checked")), short_title=context.say(N_("Definitions and data quality")),
        template="quarter/annex.html", annex=True, data={
            "words": context.narrative("quarter-annex"), "indicators": bool(found), "definitions": _definitions(context, found),
            "answers": answers[:MOST_ROWS], "more": max(0, len(answers) - MOST_ROWS), "before": context.language.period(context.period.shift(-1)),
            "period": context.language.period(context.period), "unused": indicator_parts.not_used(context, found)[:MOST_ROWS],
            "not_checked": _not_checked(context), "as_of": context.as_of.isoformat(),
        })]


def _definitions(context: Context, found: list[Reading]) -> list[list[str]]:
    """Indicators that are new, whose series was broken, or that have no value: name and what is so."""
    past = histories(context.workspace, context.period)
    rows = []
    for reading in found:
        said = _changed(context, reading, past.get(Cell(reading.kpi.id), []))
        if said:
            rows.append([context.text(reading.kpi.name), said])
    return rows


def _changed(context: Context, reading: Reading, known: list[Point]) -> str:
    """What happened to one indicator's definition in the period; empty for nothing."""
    kpi, now = reading.kpi, context.period
    declared = next((broken for broken in kpi.breaks if broken.period == now), None)
    if declared is not None:
        return context.say(N_("new series: {reason}"), reason=declared.reason)
    if reading.value is None:
        return context.say(NOTES[reading.note]) if reading.note != "measured" else ""
    if len(known) == 1 and known[-1].period == now:
        # The first period of all is no news: everything is measured for the first time in it.
        return context.say(N_("measured for the first time")) if _earlier(context) else ""
    reason = unlike(kpi, known[-2], known[-1]) if len(known) > 1 and known[-1].period == now else None
    return context.say(N_("not comparable with the value before: {reason}"), reason=reason) if reason else ""


def _earlier(context: Context) -> bool:
    """Whether anything was measured in a period of this length before."""
    return any(file.period < context.period and file.period.months == context.period.months for file in context.workspace.measurements)


def _answers(context: Context, found: list[Reading]) -> list[dict[str, Any]]:
    """Answers and response rates of the indicators that people are asked for, now and in the period before."""
    before = context.period.shift(-1)
    rows = []
    for reading in found:
        measured = reading.measured
        # Figures from records are asked of nobody.
        if measured is None or measured.n is None or reading.value is None or not (reading.kpi.family == "perception" or reading.kpi.question):
            continue
        rows.append({"name": context.text(reading.kpi.name), "n": measured.n, "asked": invited(context.workspace, measured, context.period),
                     "rate": _rate(context, measured, context.period), "before": _rate_before(context, reading.kpi, before),
                     "no_answer": measured.no_answer or None, "note": context.say(NOTES[reading.note]) if NOTES[reading.note] else ""})
    return rows


def _rate(context: Context, measured: Measurement, period: Period) -> float | None:
    rate = response_rate(context.workspace, measured, period)
    return None if rate is None else float(rate)


def _rate_before(context: Context, kpi: Kpi, period: Period) -> float | None:
    measured = context.workspace.measurement(kpi.id, period)
    return _rate(context, measured, period) if measured is not None else None


def _not_checked(context: Context) -> list[dict[str, Any]]:
    """What could not be checked, one line for each reason, the codes before it."""
    by_reason: dict[str, list[str]] = {}
    for code, reason in context.checked.not_checked.items():
        by_reason.setdefault(context.said(reason), []).append(code)
    return [{"codes": codes, "reason": spans(sentence(reason))} for reason, codes in by_reason.items()]


SECTION = Section(name="quarter-annex", build=build)
