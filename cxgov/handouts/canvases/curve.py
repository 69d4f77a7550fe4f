"""The curve of emotions under the journey map: a grid to draw on, and the line where today's emotions are known.

In this room: where lines and points lie. Not here: the picture itself (``templates/handouts/canvas-journey.html``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxgov.handouts.canvases.filling import Row
from cxgov.language import MINUS

LEAST, MOST = -2, 2
_ABOVE, _BELOW = 0.14, 0.22  # of the height: room for the first label, and for the numbers of the touchpoints


def curve(rows: Sequence[Row], block: int, width: float, height: float) -> dict[str, Any]:
    """Lays out the curve: one place for each row, under its column of the map.

    Args:
        rows: rows of the sheet; `filling.journeys` gives them by columns.
        block: rows of a column.
        width: of the field, mm.
        height: of the field, mm.

    Returns:
        Plain data: ``width``, ``height``, ``levels`` (value, y), ``columns`` (x of the lines between them), ``places`` (number, x) and
        ``points`` (x, y) of known emotions in order.
    """
    room = height * (1 - _ABOVE - _BELOW)

    def y(value: float) -> float:
        return round(height * _ABOVE + (MOST - value) / (MOST - LEAST) * room, 2)

    step = width / len(rows)
    xs = [round((place + .5) * step, 2) for place in range(len(rows))]
    known = [(xs[place], y(float(text.replace(MINUS, "-").replace("+", "")))) for place, row in enumerate(rows)
             if (text := row.cells.get("emotion", ""))]
    return {
        "width": round(width, 2), "height": round(height, 2), "levels": [{"value": value, "y": y(value)} for value in range(MOST, LEAST - 1, -1)],
        "columns": [round(place * step, 2) for place in range(block, len(rows), block)],
        "places": [{"number": place + 1, "x": x} for place, x in enumerate(xs)], "points": [{"x": x, "y": y_} for x, y_ in known]}
