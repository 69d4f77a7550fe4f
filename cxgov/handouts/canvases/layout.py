"""How large the boxes of a canvas are on A3, and which type fits into them.

In this room: millimetres. A4 is A3 made smaller by one factor, so that both come from the same numbers. Not here: lines, colours and
places, which are the templates' and the style sheet's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxgov.rendering.drawings.lettering import clip, fits

WIDTH = 392.0
"""Between the margins of a landscape A3 sheet, mm."""
SMALLER = 0.66
"""A4 beside A3: the height between the margins, which shrinks more than the width."""
PAD = 2.0
"""Between the line of a box and its text, mm; the same on both papers."""
WITH_REMARK = 0.95
"""Heights on a sheet that has a remark below, beside one that has none."""
LABEL = {False: 5.6, True: 4.6}
"""Height of a box's heading line, mm, on A3 and on A4."""
SIZES = {False: (20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0), True: (14.0, 13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)}
"""Sizes of filled-in text, pt, on A3 and on A4."""
DENSE = {False: (14.0, 13.0, 12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0), True: (12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0)}
"""The same on the journey map, whose boxes are small."""
FIELD = {False: 14.0, True: 11.0}
"""Largest type in fields to fill in, pt, on A3 and on A4."""
BESIDE_LABEL = 0.72
"""What is left of a line of the journey map for a field."""
FIELD_PAD = 1.6
"""What programs that show forms keep free above and below several lines of a field, mm."""
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
        (38, (Box("touchpoint", .42), Box("goal", .38), Box("channels", .2))),
        (80, (Box("emotion", 1 / 3), Box("effort", 1 / 3), Box("success", 1 / 3))),
        (52, (Box("emotion_today", .2), Box("emotion_desired", .2), Box("evidence", .18), Box("key", .12), Box("moment", .3))),
        (54, (Box("accountable", .28), Box("responsible", .32), Box("kpi", .4)))),
    "canvas-promise": (
        (40, (Box("segment", .4), Box("needs", .6))),
        (50, (Box("promise", 1.0),)),
        (40, (Box("not_promised", .5), Box("proof", .5))),
        *((31, (Box("goal", .5, row), Box("objective", .5, row))) for row in range(3))),
    "canvas-kpi": (
        (32, (Box("name", .43), Box("touchpoints", .37), Box("owner", .2))),
        (44, (Box("question", .5), Box("definition", .5))),
        (44, (Box("type", .5), Box("variant", .5))),
        (38, (Box("family", .3), Box("direction", .21), Box("trigger", .27), Box("unit", .22))),
        (30, (Box("baseline", .2), Box("baseline_period", .2), Box("target", .2), Box("target_by", .2), Box("tolerance", .2))),
        (30, (Box("smallest_change", .28), Box("minimum_n", .22), Box("bonus", .5)))),
    "canvas-improvement": (
        (32, (Box("title", .68), Box("owner", .32))),
        (47, (Box("signal", .45), Box("signal_source", .23), Box("touchpoints", .32))),
        (46, (Box("cause", .55), Box("affected", .45))),
        (44, (Box("first_step", .5), Box("pilot", .5))),
        (29, (Box("kpi", .5), Box("change", .25), Box("by", .25))),
        (28, (Box("start", .2), Box("end", .2), Box("cost", .25), Box("practices", .35)))),
}
"""Cards: lines of boxes from top to bottom; height in mm on A3."""

TABLES: Mapping[str, tuple[float, tuple[Box, ...]]] = {
    "canvas-expectations": (20.2, (Box("text", .38), Box("source", .17), Box("date", .11), Box("segment", .14), Box("touchpoints", .2))),
    "canvas-ownership": (20.2, (
        Box("touchpoint", .22), Box("accountable", .16), Box("responsible", .17), Box("performed_by", .17), Box("consulted", .14),
        Box("informed", .14))),
    "canvas-decisions": (24.6, (
        Box("about", .15), Box("decision", .115), Box("text", .26), Box("options", .18), Box("owner", .115), Box("due", .09), Box("cost", .09))),
}
"""Tables: height of a row in mm on A3, and the columns."""

JOURNEY_PAGES = {False: 1, True: 2}
"""Pages of one journey map on A3 and on A4, where its stages would be too narrow on one."""
JOURNEY = {False: {"touchpoint": 11.8, "goal": 9.6, "foot": 9.6}, True: {"touchpoint": 9.1, "goal": 6.1, "foot": 5.4}}
"""Lines of a touchpoint's box on the journey map, mm, on A3 and on A4."""
JOURNEY_STAGE, CURVE = {False: 10.0, True: 6.4}, {False: 34.0, True: 22.0}
"""The stage's name and the curve of emotions on the journey map, mm, on A3 and on A4."""
CALENDAR_COLUMNS = {"stage": .25, "start": .085, "due": .085, "gatekeeper": .12}
CALENDAR = 186.0
"""All rows of the calendar, mm on A3; its columns have these parts of the width, the months the rest."""
MONTHS = 12


def millimetres(length: float, small: bool, squeeze: float = 1.0) -> float:
    """A height on the paper in use."""
    return round(length * (SMALLER if small else 1) * squeeze, 2)


def width_of(share: float, small: bool) -> float:
    """A part of the sheet's width, mm."""
    return share * (273 if small else WIDTH)


def fitted(text: str, width: float, height: float, sizes: Sequence[float], separator: str = "") -> tuple[str, float]:
    """Finds the largest type size at which a text fits its box on paper.

    Args:
        text: the text.
        width: room for it, mm.
        height: room for it, mm.
        sizes: type sizes to try, pt, the largest first.
        separator: what stands between the entries of a list; empty where the text is none.

    Returns:
        The text and its size in pt. What is too long even for the smallest size: a list says how many entries it leaves out, another text
        ends in an ellipsis.
    """
    for size in sizes:
        if _fits(text, width, height, size):
            return text, size
    size = sizes[-1]
    entries = text.split(separator) if separator else []
    for kept in range(len(entries) - 1, 0, -1):
        shorter = f"{separator.join(entries[:kept])} +{len(entries) - kept}"
        if _fits(shorter, width, height, size):
            return shorter, size
    return clip(text, width * max(1, int(height / (size * POINT * LINE))) * _RAGGED, size * POINT), size


def _fits(text: str, width: float, height: float, size: float) -> bool:
    return fits(text, width, size * POINT, lines=max(1, int(height / (size * POINT * LINE))))
