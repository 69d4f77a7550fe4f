"""The plan of the room: an island for each group with its chairs, a screen in front and a wall for the maps.

In this room: where things stand, in millimetres on the paper. Not here: how they are drawn (the template) and how
many there are of each (`materials`).
"""

from __future__ import annotations

from typing import Any

from cxgov.handouts.workshop import Workshop
from cxgov.language import N_

WIDTH = 182.0
TABLE = (30.0, 15.0)
SEAT = 2.3
TOP, ROW = 20.0, 30.0
LEFT, RIGHT = 14.0, 176.0
COLUMNS = ((4, 2), (9, 3), (16, 4))  # up to so many groups so many columns
MOST_COLUMNS = 5


def room_plan(workshop: Workshop) -> dict[str, Any]:
    """The plan as the template takes it: size, islands with their seats, and its text alternative."""
    count = len(workshop.groups)
    columns = min(count, next((columns for most, columns in COLUMNS if count <= most), MOST_COLUMNS))
    rows = -(-count // columns)
    step = (RIGHT - LEFT) / columns
    islands = []
    for index, people in enumerate(workshop.group_sizes):
        row, column = divmod(index, columns)
        gap = columns - min(columns, count - row * columns)  # places free in the last row, which stands in the middle
        islands.append(_island(index + 1, people, LEFT + (column + (1 + gap) / 2) * step, TOP + (row + 0.5) * ROW))
    alt = workshop.counted(count, N_("Plan of the room: {n} table, the screen and two flipcharts in front, the wall for the maps at the left."),
                           N_("Plan of the room: {n} tables, the screen and two flipcharts in front, the wall for the maps at the left."))
    return {"width": WIDTH, "height": TOP + rows * ROW + 4, "islands": islands, "alt": alt}


def _island(number: int, people: int, x: float, y: float) -> dict[str, Any]:
    """A table with its chairs along both long sides, the odd one towards the screen."""
    width, height = TABLE
    above, below = (people + 1) // 2, people // 2
    seats = [{"x": round(x - width / 2 + (place + 0.5) * width / many, 1), "y": round(y + side * (height / 2 + SEAT + 0.9), 1)}
             for side, many in ((-1, above), (1, below)) for place in range(many)]
    return {"number": str(number), "x": round(x, 1), "y": round(y, 1), "left": round(x - width / 2, 1), "top": round(y - height / 2, 1),
            "width": width, "height": height, "seats": seats}
