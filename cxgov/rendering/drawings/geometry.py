"""Shapes that several drawings share: points on circles, hatching, paths, rounding.

In this room: plain geometry in the drawing's points, y downwards. Not here: colours, texts, markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

Point = tuple[float, float]

FULL = 481.9
"""Width of the text of an A4 page with margins of 20 mm: 170 mm in points."""
HALF = 240.9
"""Half of it: 85 mm."""

_PER_CORNER = 6  # straight pieces that stand for a quarter of a round corner


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Box:
        """Returns the box with ``by`` added on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """Tells whether two boxes share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def shared(self, other: Box) -> float:
        """Returns the area that two boxes share."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return max(0.0, across) * max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def distance(self, x: float, y: float) -> float:
        """Returns the distance of a point from the box, 0 inside."""
        return hypot(max(self.left - x, 0.0, x - self.right), max(self.top - y, 0.0, y - self.bottom))


def r(value: float) -> float:
    """Rounds to a tenth of a point; a whole number stays without a fraction, and there is no minus zero."""
    rounded = round(value, 1) + 0.0
    return int(rounded) if rounded == int(rounded) else rounded


def polar(angle: float, radius: float) -> Point:
    """Returns the point at an angle clockwise from the top (radians), around the origin."""
    return radius * sin(angle), -radius * cos(angle)


def path(points: Sequence[Point], *, closed: bool = False) -> str:
    """Writes a polyline as path data."""
    return "M" + " L".join(f"{r(x)} {r(y)}" for x, y in points) + ("Z" if closed else "")


def arc(start: float, end: float, radius: float, centre: Point = (0.0, 0.0)) -> str:
    """Writes a clockwise arc from one angle to another (radians, clockwise from the top) as path data."""
    (x1, y1), (x2, y2) = polar(start, radius), polar(end, radius)
    x, y = centre
    large = 1 if end - start > pi else 0
    return f"M{r(x + x1)} {r(y + y1)} A{r(radius)} {r(radius)} 0 {large} 1 {r(x + x2)} {r(y + y2)}"


def rounded(x: float, y: float, width: float, height: float, radius: float) -> list[Point]:
    """Returns the outline of a rectangle with round corners as a polygon, clockwise."""
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    corners = (
        (x + width - radius, y + radius, 0.0),
        (x + width - radius, y + height - radius, pi / 2),
        (x + radius, y + height - radius, pi),
        (x + radius, y + radius, 3 * pi / 2),
    )
    outline: list[Point] = []
    for cx, cy, start in corners:
        for step in range(_PER_CORNER + 1):
            dx, dy = polar(start + step * pi / 2 / _PER_CORNER, radius)
            outline.append((cx + dx, cy + dy))
    return outline


def hatch(outline: Sequence[Point], spacing: float = 3.0) -> str:
    """Fills a convex polygon with rising lines of 45 degrees, as path data.

    Drawn as lines and not as an SVG pattern: patterns need ids, and ids of two drawings on one page would clash.

    Args:
        outline: the corners in order.
        spacing: distance of two lines across.
    """
    step = spacing * 2**0.5
    sums = [x + y for x, y in outline]
    total = min(sums) + step / 2
    pieces: list[str] = []
    while total < max(sums):
        ends = _crossings(outline, total)
        if len(ends) == 2 and hypot(ends[0][0] - ends[1][0], ends[0][1] - ends[1][1]) > 0.5:
            pieces.append(path(ends))
        total += step
    return " ".join(pieces)


def _crossings(outline: Sequence[Point], total: float) -> list[Point]:
    """Returns where the line x + y = total enters and leaves a convex polygon."""
    found: list[Point] = []
    for index, (x2, y2) in enumerate(outline):
        x1, y1 = outline[index - 1]
        before, after = x1 + y1 - total, x2 + y2 - total
        if (before < 0) != (after < 0):
            part = before / (before - after)
            found.append((x1 + part * (x2 - x1), y1 + part * (y2 - y1)))
    return sorted(found)
