"""The calendar of the cycle: stages as rows, months as columns, bars and gates where the files know them.

In this room: which month a bar fills how far. Not here: the picture itself (``templates/handouts/canvas-calendar.html``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from cxgov.handouts.canvases import layout
from cxgov.handouts.canvases.filling import latest_cycle
from cxgov.handouts.canvases.words import Words
from cxgov.handouts.workshop import Workshop
from cxgov.model import Framework, Period
from cxgov.reviewing.passes import start_of

_LEAST = 0.08  # of a month: a stage of which only the start is known still shows
Cell = Callable[[int, str, float, float], dict[str, Any]]


def calendar(workshop: Workshop, framework: Framework, words: Words | None, cell: Cell, height: float) -> dict[str, Any]:
    """Lays out the calendar.

    Args:
        workshop: the workshop; without dates of a cycle its months begin after its day.
        framework: the framework whose stages are the rows.
        words: the organisation whose cycle is drawn; ``None`` for a blank sheet.
        cell: makes a cell from its row (from 0), column, part of the width and height in mm.
        height: of a row, mm.
    """
    spans = _spans(framework, words)
    days = [day for span in spans for day in span if day is not None]
    if days:
        months = _months(min(days))
    else:
        months = _months(Period(workshop.day.replace(day=1), 1).shift(1).start) if workshop.day else []
    shares = layout.CALENDAR_COLUMNS
    rest = 1 - sum(shares.values())
    return {
        "months": [{"number": f"{month.start.month:02}", "year": str(month.start.year)} for month in months] or [{"number": "", "year": ""}] * layout.MONTHS,
        "height": height, "month_width": round(rest * 100 / layout.MONTHS, 3),
        "heads": [cell(0, key, share, height) for key, share in shares.items()],
        "stages": [{
            "number": place + 1, "id": d.id, "name": workshop.text(d.short or d.name), "outputs": [workshop.text(output.name) for output in d.gate_outputs],
            "cells": [cell(place, key, share, height) for key, share in shares.items()],
            "months": [_bar(month, *spans[place]) for month in months] or [_bar(None, None, None)] * layout.MONTHS,
        } for place, d in enumerate(framework.dimensions)]}


def _months(first: date) -> list[Period]:
    month = Period(first.replace(day=1), 1)
    return [month.shift(count) for count in range(layout.MONTHS)]


def _spans(framework: Framework, words: Words | None) -> list[tuple[date | None, date | None]]:
    """Start and gate of each stage; ``None`` where the files do not say."""
    cycle = latest_cycle(words) if words else None
    if cycle is None:
        return [(None, None)] * len(framework.dimensions)
    records = {record.stage: record for record in reversed(cycle.stages)}
    return [(start_of(record), record.completed or record.due) if (record := records.get(d.id)) else (None, None) for d in framework.dimensions]


def _bar(month: Period | None, start: date | None, end: date | None) -> dict[str, Any]:
    """The part of a bar that lies in a month, in per cent of its width from the left; of a stage under way only its start."""
    if month is None or (start is None and end is None):
        return {"left": 0, "width": 0, "gate": -1}
    first, last = start or end, end or start
    if first is None or last is None or first > month.end or last < month.start:
        return {"left": 0, "width": 0, "gate": -1}
    length = (month.end - month.start + timedelta(1)).days
    left = max(0, (first - month.start).days) / length
    right = min(length, (last - month.start).days + 1) / length
    return {"left": round(left * 100, 1), "width": round(max(right - left, _LEAST) * 100, 1),
            "gate": round(right * 100, 1) if end is not None and end in month else -1}
