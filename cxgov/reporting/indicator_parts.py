"""The parts of the indicator chapter below its table: over time, by segment, maturity against outcome, enough answers.

In this room: plain data for the template. Not here: the table itself (`cxgov.reporting.sections.indicators`).
"""

from __future__ import annotations

from typing import Any

from cxgov.language import N_
from cxgov.measuring.words import odd_word
from cxgov.model import Measurement
from cxgov.reporting import indicator_pictures, segment_readings, self_image, trends
from cxgov.reporting.context import Context
from cxgov.reporting.readings import Reading, unit_name
from cxgov.reporting.verdicts import difference_digits, sentence_of
from cxgov.reviewing.derivation import rejected_text
from cxgov.reviewing.runs import runs
from cxgov.reviewing.sample_size import sample_size

MOST_SAMPLES = 8
FEW_PERIODS = 4  # so few fit into a chart of a quarter of the width


def over_time(context: Context, found: list[Reading]) -> dict[str, Any]:
    """Charts of the indicators with at least two values, and what is left out."""
    known = trends.trends(context, found)
    shown = trends.drawn(context, known)
    signals = {trend.reading.kpi.id: _signal(context, trend) for trend in shown}
    narrow = bool(shown) and all(len(trend.points) <= FEW_PERIODS for trend in shown)
    return {
        "narrow": narrow, "left_out": len(known) - len(shown), "median": any(indicator_pictures.has_median(trend) for trend in shown),
        "charts": [{
            "name": context.text(trend.reading.kpi.name), "verdict": sentence_of(context, trend.reading.verdict, trend.reading.digits),
            "unit": unit_name(context, trend.reading.kpi), "drawing": indicator_pictures.trend(context, trend, narrow=narrow), "signal": signals[trend.reading.kpi.id],
        } for trend in shown],
        "signals": any(signals.values()),
        "breaks": [{"name": context.text(trend.reading.kpi.name), "reason": context.said(reason)} for trend in shown for reason in trend.breaks],
        "gaps": [context.text(trend.reading.kpi.name) for trend in shown if any(p.measured is None for p in trend.points)],
        "earlier": any(trend.left_out for trend in shown), "periods": trends.MOST_PERIODS,
    }


def _signal(context: Context, trend: trends.Trend) -> str:
    """What a run chart rule shows of the series of the last value; empty where none fires."""
    of_last = trend.points[-1].series
    found = runs([p.measured.value for p in trend.points if p.series == of_last and p.measured is not None and p.measured.value is not None])
    if found is None:
        return ""
    if found.long_run:
        return context.counted(found.longest, N_("run: {n} value in a row on one side of the median"), N_("run: {n} values in a row on one side of the median"))
    if found.few_crossings:
        return context.counted(found.crossings, N_("trend or shift: the line crosses the median only {n} time (values: {m})"),
                               N_("trend or shift: the line crosses the median only {n} times (values: {m})"), m=found.useful)
    return ""


def by_segment(context: Context, found: list[Reading]) -> dict[str, Any]:
    """Charts of the indicators measured by segments, and what is left out."""
    known = segment_readings.divisions(context, found)
    shown = known[:segment_readings.MOST_INDICATORS]
    return {
        "charts": [{
            "title": _segment_title(context, division), "unit": unit_name(context, division.reading.kpi),
            "drawing": indicator_pictures.by_segment(context, division),
        } for division in shown],
        "left_out": len(known) - len(shown), "rows_left_out": sum(division.left_out for division in shown),
        "withheld": any(division.withheld for division in shown), "privacy": context.workspace.organisation.thresholds.privacy,
    }


def _segment_title(context: Context, division: segment_readings.Division) -> str:
    name = context.text(division.reading.kpi.name)
    if division.outliers is None:
        return name
    return context.say(N_("{name}: lowest in “{lowest}”, highest in “{highest}”"), name=name, lowest=division.outliers[0], highest=division.outliers[1])


def against_maturity(context: Context, found: list[Reading]) -> dict[str, Any] | None:
    """Maturity against outcome; ``None`` where fewer than two indicators have both."""
    points = self_image.placed(context, found)
    if not points:
        return None
    return {
        "title": self_image.title(context, points), "wide": indicator_pictures.crowded(points), "drawing": indicator_pictures.self_image(context, points),
        "questions": self_image.questions(context, points), "left_out": sum(r.value is not None for r in found) - len(points),
        "units": [f"{name}: {', '.join(numbers)}" for name, numbers in _units(context, points).items()],
        "rows": [{
            "number": number, "name": context.text(p.reading.kpi.name), "id": f"kpi:{p.reading.kpi.id}", "maturity": float(p.maturity.effective),
            "claimed": float(p.maturity.claimed), "outcome": p.outcome.value,
        } for number, p in enumerate(points, 1)],
    }


def _units(context: Context, points: list[self_image.Placed]) -> dict[str, list[str]]:
    """The numbers of the indicators whose maturity is that of a unit, by the unit's name."""
    found: dict[str, list[str]] = {}
    for number, point in enumerate(points, 1):
        if point.maturity.unit:
            found.setdefault(context.text(context.workspace.unit_name(point.maturity.unit)), []).append(str(number))
    return found


def enough_answers(context: Context, found: list[Reading]) -> dict[str, Any]:
    """How many answers each indicator has and needs; those with too few first."""
    rows = []
    for reading in found:
        size = sample_size(reading.kpi, reading.measured) if reading.measured and reading.value is not None else None
        if size is not None:
            rows.append({
                "name": context.text(reading.kpi.name), "n": size.n, "digits": difference_digits(reading.digits), "unit": unit_name(context, reading.kpi),
                "wanted": reading.kpi.smallest_change or None, "needed": size.needed, "detectable": size.detectable, "enough": size.enough,
            })
    rows.sort(key=lambda row: (row["enough"] is not False, row["enough"] is None))
    return {"rows": rows[:MOST_SAMPLES], "left_out": len(rows[MOST_SAMPLES:]), "short": sum(row["enough"] is False for row in rows),
            "known": sum(row["enough"] is not None for row in rows)}


def not_used(context: Context, found: list[Reading]) -> list[dict[str, str]]:
    """What was left out of each value, by kind."""
    made = []
    for reading in found:
        facts = _exclusions(context, reading.measured) if reading.measured and reading.value is not None else []
        if facts:
            made.append({"name": context.text(reading.kpi.name), "facts": "; ".join(facts)})
    return made


def _exclusions(context: Context, measured: Measurement) -> list[str]:
    number = context.language.number
    facts = []
    if measured.extra.get("open"):
        facts.append(context.say(N_("still open {n}"), n=int(measured.extra["open"])))
    if measured.no_answer:
        facts.append(context.say(N_("without an answer {n}"), n=measured.no_answer))
    if measured.not_applicable:
        facts.append(context.say(N_("not applicable {n}"), n=measured.not_applicable))
    if measured.out_of_scope:
        facts.append(context.say(N_("rows that the indicator does not look at {n}"), n=measured.out_of_scope))
    named = {value: odd_word(value, n) for value, n in measured.out_of_range.items()}
    values = ", ".join(f"{value} ({number(measured.out_of_range[value])})" for value, word in named.items() if word is None)
    if values:
        facts.append(context.say(N_("outside the answer scale: {values}"), values=values))
    facts += [context.said(word) for word in named.values() if word is not None]
    facts += [context.said(rejected_text(reason, n)) for reason, n in measured.rejected.items()]
    return facts
