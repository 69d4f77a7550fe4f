"""Indicators by segment: which parts of the respondents a report may show.

In this room: what may be shown and how it is called. A part of fewer people than the organisation's privacy threshold is
named and nothing of it is shown. Not here: the rule of privacy (`cxgov.measuring.privacy`) and the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cxgov.language import N_
from cxgov.measuring.privacy import withheld
from cxgov.model import Measurement
from cxgov.rendering.charts import SegmentPanel, SegmentRow
from cxgov.rendering.charts.panels import State
from cxgov.reporting.context import Context
from cxgov.reporting.readings import Reading, note_of

MOST_INDICATORS = 6
MOST_PANELS = 3
MOST_ROWS = 8
COLUMNS = {"channel": N_("Channel"), "unit": N_("Unit"), "region": N_("Region"), "segment": N_("Segment")}
"""Usual names of columns in words; any other column is called as it is in the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """An indicator by segments.

    Attributes:
        reading: the indicator.
        panels: the ways of dividing, at most as many as are drawn, each with its segments.
        left_out: number of segments that are not drawn.
        withheld: whether one of them is withheld.
        outliers: names of the lowest and the highest segment where their intervals do not touch.
    """

    reading: Reading
    panels: tuple[SegmentPanel, ...]
    left_out: int
    withheld: bool
    outliers: tuple[str, str] | None


def divisions(context: Context, found: list[Reading]) -> list[Division]:
    """Every indicator measured by segments in the period, in the order of the files."""
    made = []
    for reading in found:
        parts: dict[str, list[Measurement]] = {}
        for measured in context.workspace.measurements_of(context.period):
            if measured.kpi == reading.kpi.id and measured.segment is not None and measured.touchpoint is None:
                parts.setdefault(measured.segment.column, []).append(measured)
        if parts:
            made.append(_division(context, reading, parts))
    return made


def _division(context: Context, reading: Reading, parts: dict[str, list[Measurement]]) -> Division:
    panels, left_out = [], 0
    for number, (column, measured) in enumerate(parts.items()):
        rows = _rows(context, measured)
        shown = rows[:MOST_ROWS] if number < MOST_PANELS else []
        left_out += len(rows) - len(shown)
        if shown:
            named = context.text(context.workspace.segment_column_name(column))
            name = context.say(COLUMNS[column.casefold()]) if named == column and column.casefold() in COLUMNS else named
            panels.append(SegmentPanel(name=name, rows=tuple(shown)))
    return Division(reading=reading, panels=tuple(panels), left_out=left_out, outliers=_outliers(panels),
                    withheld=any(row.state == "withheld" for panel in panels for row in panel.rows))


def _rows(context: Context, measured: list[Measurement]) -> list[SegmentRow]:
    thresholds = context.workspace.organisation.thresholds
    # `measure` leaves a part that it withholds without any figure.
    known = {str(at) for at, part in enumerate(measured) if part.n is None and part.value is None and part.written_by == "measure"}
    hidden = known | withheld({str(at): part.n for at, part in enumerate(measured) if part.n is not None}, thresholds.privacy)
    return [SegmentRow(name=_name(context, part), state="withheld") if str(at) in hidden else _row(context, part) for at, part in enumerate(measured)]


def _row(context: Context, measured: Measurement) -> SegmentRow:
    note = note_of(measured, context.workspace.organisation.thresholds)
    state: State = "suppressed" if note == "suppressed" else "directional" if note == "directional" else "shown"
    row = SegmentRow(name=_name(context, measured), state=state)
    if note in ("suppressed", "none"):
        return row
    low, high = measured.interval or (None, None)
    return replace(row, value=measured.value, low=low, high=high)


def _name(context: Context, measured: Measurement) -> str:
    """The segment in words where the organisation has a name for it; else as it stands in the data."""
    segment = measured.segment
    assert segment is not None
    value = context.language.number(segment.value, 4, trim=True) if isinstance(segment.value, float) else str(segment.value)
    return context.text(context.workspace.segment_name(segment.column, value))


def _outliers(panels: list[SegmentPanel]) -> tuple[str, str] | None:
    """The lowest and the highest segment of the first division in which the two intervals do not touch."""
    for panel in panels:
        sure = [(row.low, row.high, str(row.name)) for row in panel.rows if row.state == "shown" and row.low is not None and row.high is not None]
        if len(sure) > 1:
            lowest, highest = min(sure, key=lambda row: row[1]), max(sure, key=lambda row: row[0])
            if lowest[1] < highest[0]:
                return lowest[2], highest[2]
    return None
