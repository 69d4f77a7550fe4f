"""Where the words of the cycle wheel stand: beside, above or below their cabins, clear of everything else.

In this room: a small search. Every label has a few places it may take; the first radius of the rim at which all labels
find a free one wins, so short names give a large wheel and long names a smaller one. Not here: what the words are.

The origin is the middle of the wheel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from cxgov.rendering.drawings.geometry import Box, Point, polar
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, fits, text_width, widest, wrap

ASCENT, DESCENT = 0.8, 0.24  # of a line above and below its base line, in type sizes, accents included
NAME_LINES = 3
NOTE_LINES = 2
_TOP_WIDTHS = (0.33, 0.45, 0.6, 0.75, 1.0)  # of the frame, for labels above and below the wheel
PILL_ENDS = 1.3  # what a pill is wider than its word, in type sizes
LEG_SLOPE = 0.3
"""How far a leg of the stand is off the middle for each point below it."""


class _Care(Enum):
    """How well a label must be treated."""

    WHOLE = "no word is broken"
    BROKEN = "words may be broken"
    CROWDED = "it may lie over others and its pill may be cut"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one stage: its name, a note under it (may be empty), a pill under that (may be empty)."""

    name: str
    note: str
    pill: str
    size: float
    note_size: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a label: where its base line starts, ends or has its middle."""

    x: float
    y: float
    text: str
    size: float
    anchor: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A label at its place; ``pill`` is the outline of the pill, if any."""

    rows: tuple[Row, ...]
    pill: Box | None
    box: Box
    pill_text: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """A label wrapped to a width, before it has a place."""

    name: tuple[str, ...]
    note: tuple[str, ...]
    wording: Wording
    cost: int

    @property
    def pill_width(self) -> float:
        return text_width(self.wording.pill, self.wording.note_size, SEMIBOLD) + self.wording.note_size * PILL_ENDS

    @property
    def pill_height(self) -> float:
        return self.wording.note_size * 1.5

    @property
    def width(self) -> float:
        name = widest(self.name, self.wording.size, SEMIBOLD)
        note = widest(self.note, self.wording.note_size)
        return max(name, note, self.pill_width if self.wording.pill else 0.0)

    @property
    def height(self) -> float:
        size, note = self.wording.size, self.wording.note_size
        name = (ASCENT + DESCENT) * size + (len(self.name) - 1) * LEADING * size
        under = len(self.note) * LEADING * note
        return name + under + (self.pill_height + note * 0.2 if self.wording.pill else 0.0)


@dataclass(frozen=True, slots=True)
class Site:
    """What stands already: the frame, the rim, the cabins and the stand.

    Attributes:
        half: half the width of the drawing.
        radius: radius of the rim.
        cabin: half width and half height of a cabin.
        ground: height of the ground line.
        cabins: the outlines of all cabins.
        stand: whether legs and ground are drawn at all.
    """

    half: float
    radius: float
    cabin: tuple[float, float]
    ground: float
    cabins: tuple[Box, ...]
    stand: bool

    @property
    def gap(self) -> float:
        """Clear space between a label and its neighbours."""
        return self.cabin[1] * 0.3

    def free(self, box: Box, placed: Sequence[Placed]) -> bool:
        """Tells whether a box overlaps nothing."""
        if box.left < -self.half or box.right > self.half or box.distance(0, 0) < self.radius + self.gap:
            return False
        if any(box.meets(cabin.grown(self.gap / 2)) for cabin in self.cabins):
            return False
        return not any(box.meets(other.box.grown(self.gap)) for other in placed) and not self._on_stand(box)

    def overlap(self, box: Box, placed: Sequence[Placed]) -> float:
        """Returns how much of a box, in square points, others cover; what leaves the frame counts a hundredfold."""
        others = [*self.cabins, *(other.box for other in placed)]
        outside = max(0.0, -self.half - box.left) + max(0.0, box.right - self.half)
        return sum(box.shared(other) for other in others) + 100 * outside * (box.bottom - box.top)

    def _on_stand(self, box: Box) -> bool:
        if not self.stand:
            return False
        foot = ground_reach(self.ground, self.cabin)
        if box.meets(Box(-foot, self.ground, foot, self.ground).grown(self.gap * 0.6)):
            return True
        if box.bottom < 0 or box.top > self.ground:
            return False
        # Both legs lean the same way out, so the label is seen as if it stood on the right.
        near = max(0.0, -box.right, box.left)
        far = max(abs(box.left), abs(box.right))
        return near < LEG_SLOPE * max(box.bottom, 0.0) + self.gap and far > LEG_SLOPE * max(box.top, 0.0) - self.gap


def ground_below(radius: float, cabin: tuple[float, float]) -> float:
    """Returns how far below the middle the wheel's stand meets the ground; ``cabin`` is half its width and height."""
    return radius + cabin[1] * 2.2


def ground_reach(ground: float, cabin: tuple[float, float]) -> float:
    """Returns how far the ground line goes to either side of the middle."""
    return LEG_SLOPE * ground + cabin[1]


def place(
    wordings: Sequence[Wording],
    angles: Sequence[float],
    radii: tuple[float, float],
    cabin: tuple[float, float],
    width: float,
    *,
    stand: bool = True,
) -> tuple[float, list[Placed]]:
    """Finds the largest wheel whose labels all have room.

    Args:
        wordings: the words of each stage, in order.
        angles: where the cabins are, radians clockwise from the top.
        radii: greatest and least radius of the rim.
        cabin: width and height of a cabin.
        width: width of the drawing.
        stand: whether legs and a ground line are to be kept clear.

    Returns:
        The radius and the labels. At the least radius a label that has no room of its own is broken and may come close
        to its neighbours, but never leaves the frame.
    """
    half_cabin = (cabin[0] / 2, cabin[1] / 2)
    radius, least = radii
    while radius >= least:
        site = _site(angles, radius, half_cabin, width, stand)
        # A narrow label at the top may be all that its neighbours need.
        for top in (_TOP_WIDTHS, _TOP_WIDTHS[:1]):
            placed = _all(wordings, angles, site, top, _Care.WHOLE)
            if placed:
                return radius, placed
        radius -= 2
    site = _site(angles, least, half_cabin, width, stand)
    for care in (_Care.BROKEN, _Care.CROWDED):
        placed = _all(wordings, angles, site, _TOP_WIDTHS, care)
        if placed:
            return least, placed
    raise AssertionError("a crowded label takes any place")


def _site(angles: Sequence[float], radius: float, cabin: tuple[float, float], width: float, stand: bool) -> Site:
    a, b = cabin
    points = [polar(angle, radius) for angle in angles]
    cabins = tuple(Box(x - a, y - b, x + a, y + b) for x, y in points)
    return Site(width / 2, radius, cabin, ground_below(radius, cabin), cabins, stand)


def _all(
    wordings: Sequence[Wording], angles: Sequence[float], site: Site, top: Sequence[float], care: _Care
) -> list[Placed]:
    """Places every label; returns nothing if one has no room."""
    placed: list[Placed] = []
    for wording, angle in zip(wordings, angles, strict=True):
        places = list(_places(wording, polar(angle, site.radius), site, top, care))
        free = [(cost, at) for at, (cost, label) in enumerate(places) if site.free(label.box, placed)]
        if not free and care is _Care.CROWDED:
            free = [(site.overlap(label.box, placed), at) for at, (_, label) in enumerate(places)]
        if not free:
            return []
        placed.append(places[min(free)[1]][1])
    return placed


def _places(
    wording: Wording, point: Point, site: Site, top_widths: Sequence[float], care: _Care
) -> Iterator[tuple[float, Placed]]:
    """Yields the places a label may take, each with what it costs (in lines of type)."""
    x, y = point
    a, b = site.cabin
    if abs(x) < a / 2:
        for part in top_widths if y < 0 else _TOP_WIDTHS:
            block = _wrapped(wording, part * site.half * 2, care)
            if block:
                below = site.ground + site.gap if site.stand else y + b + site.gap
                top = y - b - site.gap - block.height if y < 0 else below
                yield block.cost, _set(block, 0, top)
        return
    side = 1 if x > 0 else -1
    inner = abs(x) + a + site.gap
    block = _wrapped(wording, site.half - inner, care)
    if block:
        # A label that leans outwards with its cabin looks hung from it.
        lean = 0.3 * b * (1 if y > 0 else -1)
        for shift in (0.0, 0.25, -0.25, 0.5, -0.5):
            top = y - block.height / 2 + lean + shift * block.height
            yield block.cost + abs(shift), _set(block, side * inner, top)
    for above in (y <= site.radius * 0.1, y > site.radius * 0.1):
        for step in range(9):
            inner = abs(x) - a + step * a / 4
            block = _wrapped(wording, site.half - inner, care)
            if block:
                top = y - b - site.gap - block.height if above else y + b + site.gap
                wrong = 0 if above == (y <= site.radius * 0.1) else 3
                yield block.cost + 0.5 + 0.1 * step + wrong, _set(block, side * inner, top)


def _wrapped(wording: Wording, width: float, care: _Care) -> _Block | None:
    """Wraps the words to a width, or returns ``None`` where they do not go in."""
    whole = fits(wording.name, width, wording.size, SEMIBOLD, NAME_LINES)
    if width < wording.size * 4 or (care is _Care.WHOLE and not whole):
        return None
    name = wrap(wording.name, width, wording.size, SEMIBOLD, NAME_LINES)
    note = wrap(wording.note, width, wording.note_size, lines=NOTE_LINES) if wording.note else []
    if care is _Care.CROWDED and wording.pill:
        room = width - wording.note_size * PILL_ENDS
        wording = replace(wording, pill=clip(wording.pill, room, wording.note_size, SEMIBOLD))
    block = _Block(tuple(name), tuple(note), wording, len(name) + (0 if whole else 4))
    return block if block.width <= width else None


def _set(block: _Block, x: float, top: float) -> Placed:
    """Sets a block with its inner edge at ``x``: left-aligned right of the middle, right-aligned left of it."""
    wording = block.wording
    anchor = "middle" if x == 0 else "start" if x > 0 else "end"
    left = x - block.width / 2 if x == 0 else x if x > 0 else x - block.width
    rows: list[Row] = []
    y = top + ASCENT * wording.size
    for text in block.name:
        rows.append(Row(x, y, text, wording.size, anchor, bold=True))
        y += LEADING * wording.size
    y += LEADING * (wording.note_size - wording.size)
    for text in block.note:
        rows.append(Row(x, y, text, wording.note_size, anchor, bold=False))
        y += LEADING * wording.note_size
    box = Box(left, top, left + block.width, top + block.height)
    if not wording.pill:
        return Placed(tuple(rows), None, box)
    start = x - block.pill_width / 2 if x == 0 else x if x > 0 else x - block.pill_width
    pill = Box(start, box.bottom - block.pill_height, start + block.pill_width, box.bottom)
    return Placed(tuple(rows), pill, box, wording.pill)
