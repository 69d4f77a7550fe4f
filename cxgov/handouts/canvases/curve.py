"""The curve of emotions under the journey map: a grid to draw on, and the line where today's emotions are known.

In this room: where lines and points lie. Not here: the picture itself (``templates/handouts/canvas-journey.html``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxgov.handouts.canvases.filling import Row
from cxgov.language import MINUS

LEAST, MOST = -2, 2
_ABOVE, _BELOW = 0.1, 0.22  # of the height: room for the first label, and for the numbers of the touchpoints
_LABEL, _LARGEST = 0.72, 3.6  # type of the labels: of the distance of two lines, so that none reaches the next, and mm
_GUTTER = 1.5  # sizes of type left of the lines, where their labels stand


def curve(rows: Sequence[Row], block: int, width: float, height: float, first: int = 1) -> dict[str, Any]:
    """Lays out the curve: one place for each row, under its column of the map.

    Args:
        rows: rows of the sheet; `filling.journeys` gives them by columns.
        block: rows of a column.
        width: of the field, mm.
        height: of the field, mm.
        first: number of the first touchpoint.

    Returns:
        Plain data: ``width``, ``height``, ``label`` (size of the labels), ``left`` (where lines begin), ``levels`` (value, y), ``columns`` (x of the lines between them), ``places`` (number, x) and
        ``points`` (x, y) of known emotions in order.
    """
    room = height * (1 - _ABOVE - _BELOW)

    def y(value: float) -> float:
        return round(height * _ABOVE + (MOST - value) / (MOST - LEAST) * room, 2)

    step = width / len(rows)
    label = round(min(_LARGEST, room / (MOST - LEAST) * _LABEL), 2)
    xs = [round((place + .5) * step, 2) for place in range(len(rows))]
    known = [(xs[place], y(emotion)) for place, row in enumerate(rows) if (emotion := emotion_of(row)) is not None]
    return {
        "width": round(width, 2), "height": round(height, 2), "label": label, "left": round(1 + label * _GUTTER, 2),
        "levels": [{"value": value, "y": y(value)} for value in range(MOST, LEAST - 1, -1)],
        "columns": [round(place * step, 2) for place in range(block, len(rows), block)],
        "places": [{"number": place + first, "x": x} for place, x in enumerate(xs)], "points": [{"x": x, "y": y_} for x, y_ in known]}


def emotion_of(row: Row) -> float | None:
    """Today's emotion of a row, as a number; ``None`` where it is not known."""
    text = row.cells.get("emotion", "")
    return float(text.replace(MINUS, "-").replace("+", "")) if text else None
