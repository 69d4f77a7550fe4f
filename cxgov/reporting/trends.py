"""Indicators over time: which ones a report draws, and the values that may be shown of each.

In this room: the choice and the facts. Not here: the drawing (`cxgov.rendering.charts`) and the verdicts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from cxgov.language import Message
from cxgov.model import Measurement, Period
from cxgov.reporting.context import Context
from cxgov.reporting.readings import Note, Reading, note_of
from cxgov.reviewing.series import Cell, Point, histories, series, unlike

LEAST_PERIODS = 2
MOST_PERIODS = 12
MOST_CHARTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """An indicator in one period.

    Attributes:
        period: the period.
        measured: the measurement; ``None`` where there is none to show.
        series: number of its series, from 0; values of different series are not compared.
        note: what must be said of the number of answers.
    """

    period: Period
    measured: Measurement | None
    series: int
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """An indicator over time.

    Attributes:
        reading: the indicator in the reported period.
        points: every period from the first shown to the reported one, the missing ones too.
        breaks: why a new series began, oldest first.
        left_out: number of earlier periods with a value that are not shown.
    """

    reading: Reading
    points: tuple[TrendPoint, ...]
    breaks: tuple[Message, ...]
    left_out: int


def trends(context: Context, found: list[Reading]) -> list[Trend]:
    """Every indicator with at least two values to show, in the order of the files."""
    past = histories(context.workspace, context.period)
    made = []
    for reading in found:
        trend = _trend(context, reading, past)
        if trend is not None:
            made.append(trend)
    return made


def drawn(context: Context, found: list[Trend]) -> list[Trend]:
    """As many as a report draws: those that changed, then key touchpoints, then off target; in the order of the files."""
    if len(found) <= MOST_CHARTS:
        return found
    key = {t.id for t in context.workspace.touchpoints.values() if t.key}

    def rank(at: int) -> tuple[bool, bool, bool, int]:
        reading = found[at].reading
        changed = reading.verdict is not None and reading.verdict.clear
        return not changed, key.isdisjoint(reading.kpi.touchpoints), not reading.off_target, at

    return [found[at] for at in sorted(sorted(range(len(found)), key=rank)[:MOST_CHARTS])]


def _trend(context: Context, reading: Reading, past: dict[Cell, list[Point]]) -> Trend | None:
    kpi, thresholds = reading.kpi, context.workspace.organisation.thresholds
    known = past.get(Cell(kpi.id), [])
    notes = {point.period: note_of(point.measured, thresholds) for point in known}
    if sum(note != "suppressed" for note in notes.values()) < LEAST_PERIODS:
        return None
    numbers = {point.period: number for number, part in enumerate(series(kpi, known)) for point in part}
    values = {point.period: point.measured for point in known}
    first = max(known[0].period, context.period.shift(1 - MOST_PERIODS))
    points = []
    period = first
    while period <= context.period:
        note = notes.get(period, "none")
        points.append(TrendPoint(period=period, measured=values.get(period) if note != "suppressed" else None,
                                 series=numbers.get(period, 0), note=note))
        period = period.shift(1)
    if sum(point.measured is not None for point in points) < LEAST_PERIODS:
        return None
    breaks = [reason for before, after in pairwise(known) if after.period > first and (reason := unlike(kpi, before, after))]
    return Trend(reading=reading, points=tuple(points), breaks=tuple(breaks), left_out=sum(period < first for period in notes))
