"""How large the boxes of a canvas are on A3, and which type fits into them.

In this room: millimetres. A4 is A3 made smaller by one factor, so that both come from the same numbers. Not here: lines, colours and
places, which are the templates' and the style sheet's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxgov.rendering.drawings.lettering import clip, fits

WIDTH = 392.0
"""Between the margins of a landscape A3 sheet, mm."""
SMALLER = 0.68
"""A4 beside A3: the height between the margins, which shrinks more than the width."""
PAD = 2.0
"""Between the line of a box and its text, mm; the same on both papers."""
LABEL = {False: 5.6, True: 4.6}
"""Height of a box's heading line, mm, on A3 and on A4."""
SIZES = {False: (16.0, 15.0, 14.0, 13.0, 12.0, 11.0), True: (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)}
"""Sizes of filled-in text, pt, on A3 and on A4."""
POINT = 25.4 / 72
LINE = 1.22
_RAGGED = 0.86  # lines of a paragraph are not full to the last letter


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a card.

    Attributes:
        key: the column.
        share: its part of the width.
        row: the row it belongs to, counted from 0 within the sheet.
    """

    key: str
    share: float
    row: int = 0


Line = tuple[float, tuple[Box, ...]]

CARDS: Mapping[str, tuple[Line, ...]] = {
    "canvas-touchpoint": (
        (36, (Box("touchpoint", .42), Box("goal", .38), Box("channels", .2))),
        (76, (Box("emotion", 1 / 3), Box("effort", 1 / 3), Box("success", 1 / 3))),
        (48, (Box("emotion_today", .2), Box("emotion_desired", .2), Box("evidence", .18), Box("key", .12), Box("moment", .3))),
        (50, (Box("accountable", .28), Box("responsible", .32), Box("kpi", .4)))),
    "canvas-promise": (
        (38, (Box("segment", .4), Box("needs", .6))),
        (46, (Box("promise", 1.0),)),
        (38, (Box("not_promised", .5), Box("proof", .5))),
        *((29, (Box("goal", .5, row), Box("objective", .5, row))) for row in range(3))),
    "canvas-kpi": (
        (30, (Box("name", .43), Box("touchpoints", .37), Box("owner", .2))),
        (42, (Box("question", .5), Box("definition", .5))),
        (44, (Box("type", .5), Box("variant", .5))),
        (38, (Box("family", .3), Box("direction", .21), Box("trigger", .27), Box("unit", .22))),
        (30, (Box("baseline", .2), Box("baseline_period", .2), Box("target", .2), Box("target_by", .2), Box("tolerance", .2))),
        (28, (Box("smallest_change", .28), Box("minimum_n", .22), Box("bonus", .5)))),
    "canvas-improvement": (
        (30, (Box("title", .68), Box("owner", .32))),
        (44, (Box("signal", .45), Box("signal_source", .23), Box("touchpoints", .32))),
        (44, (Box("cause", .55), Box("affected", .45))),
        (42, (Box("first_step", .5), Box("pilot", .5))),
        (27, (Box("kpi", .5), Box("change", .25), Box("by", .25))),
        (25, (Box("start", .2), Box("end", .2), Box("cost", .25), Box("practices", .35)))),
}
"""Cards: lines of boxes from top to bottom; height in mm on A3."""

TABLES: Mapping[str, tuple[float, tuple[Box, ...]]] = {
    "canvas-expectations": (18.6, (Box("text", .38), Box("source", .17), Box("date", .11), Box("segment", .14), Box("touchpoints", .2))),
    "canvas-ownership": (18.6, (
        Box("touchpoint", .22), Box("accountable", .16), Box("responsible", .17), Box("performed_by", .17), Box("consulted", .14),
        Box("informed", .14))),
    "canvas-decisions": (23.0, (
        Box("about", .15), Box("decision", .115), Box("text", .26), Box("options", .18), Box("owner", .115), Box("due", .09), Box("cost", .09))),
}
"""Tables: height of a row in mm on A3, and the columns."""

JOURNEY = {"touchpoint": 11.6, "goal": 8.2, "foot": 6.6}
"""Lines of a touchpoint's box on the journey map, mm on A3."""
JOURNEY_STAGE, CURVE = 10.0, 40.0
"""The stage's name and the curve of emotions on the journey map, mm on A3."""
CALENDAR = {"stage": .25, "start": .085, "due": .085, "gatekeeper": .12}
CALENDAR_ROW = 36.0
MONTHS = 12


def millimetres(length: float, small: bool) -> float:
    """A height on the paper in use."""
    return round(length * (SMALLER if small else 1), 2)


def width_of(share: float, small: bool) -> float:
    """A part of the sheet's width, mm."""
    return share * (273 if small else WIDTH)


def fitted(text: str, width: float, height: float, small: bool) -> tuple[str, float]:
    """Finds the largest type size at which a text fits its box on paper.

    Args:
        text: the text.
        width: room for it, mm.
        height: room for it, mm.
        small: on A4.

    Returns:
        The text and its size in pt; a text too long even for the smallest size ends in an ellipsis.
    """
    size, lines = 0.0, 1
    for size in SIZES[small]:
        lines = max(1, int(height / (size * POINT * LINE)))
        if fits(text, width, size * POINT, lines=lines):
            return text, size
    return clip(text, width * lines * _RAGGED, size * POINT), size
