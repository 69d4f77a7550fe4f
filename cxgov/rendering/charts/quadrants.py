"""Maturity against outcome: indicators in four quadrants, each a question and never a verdict.

In this room: across, how mature the management behind an indicator is; upwards, how far its value lies from the target, in
tolerances; the upright line through a dot is the interval of the value, the line to its right ends at what is claimed. Dots
that would hide one another stand side by side in their own half, ordered by outcome, and a bar on the axis leads to their
level. Not here: how either is measured (`cxgov.reviewing.outcome`, `cxgov.reviewing.owner_maturity`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from cxgov.language import N_, Language, Text, message, round_half_up
from cxgov.rendering.charts.style import KEPT, chart, dot, style, ticks
from cxgov.rendering.drawings.bullet import Status
from cxgov.rendering.drawings.drawing import SMALL, Drawing, name_of
from cxgov.rendering.drawings.geometry import Box
from cxgov.rendering.drawings.lettering import text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

REACH = (2, 4)
"""So many tolerances above the target, and below the edge of the tolerance, have a place: as many as needed between these two
numbers; what lies beyond stands at the edge."""
EDGE = -1.0
"""The edge of the tolerance."""
_LEFT, _BOTTOM, _RIGHT, _TOP = 44.0, 26.0, 8.0, 6.0
_DOT = 5.4
_APART = 9.0  # between dots that stand side by side
_HIGHEST = 250.0
_NUMBER = 8.0  # type size of the numbers
_HOW = N_(
    "Across: maturity of the management behind an indicator; the line to the right ends at what is claimed. Upwards: distance of the "
    "value from its target, in tolerances, with the interval. The grey band is the tolerance."
)
QUESTIONS = {
    "carried": N_("Carried by people?"),
    "steady": N_("What keeps it so?"),
    "begin": N_("Where to begin?"),
    "image": N_("Self-image gap?"),
}
"""The quadrants: low maturity and met, high and met, low and missed, high and missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantPoint:
    """One indicator.

    Attributes:
        number: its number in the list beside the chart.
        name: its name.
        maturity: in levels.
        claimed: the claimed maturity; the line to it is drawn where it is higher.
        outcome: distance from the target in tolerances: 0 the target, -1 the edge of the tolerance.
        low: the worse end of the outcome's interval.
        high: the better end.
        status: the value against its target.
    """

    number: int
    name: Text
    maturity: float
    claimed: float | None = None
    outcome: float
    low: float | None = None
    high: float | None = None
    status: Status = "unknown"


def quadrant(
    language: Language, points: Sequence[QuadrantPoint], *, scale: tuple[float, float] = (0.0, 4.0), width: float = 300.0,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws indicators by maturity and outcome.

    Args:
        language: the language of the texts.
        points: the indicators.
        scale: least and greatest level; the quadrants meet in the middle.
        width: in points.
        palette: the theme.
    """
    made = tuple((p.number, name_of(language, p.name), p.maturity, p.claimed, p.outcome, p.low, p.high, p.status) for p in points)
    return _quadrant(language.code, made, scale, width, palette)


_Point = tuple[int, str, float, float | None, float, float | None, float | None, Status]


@lru_cache(maxsize=KEPT)
def _quadrant(code: str, points: tuple[_Point, ...], scale: tuple[float, float], width: float, palette: Palette) -> Drawing:
    language = Language(code)
    named = wrap(language.say(N_("maturity of the management behind it (level)")), width - _LEFT - _RIGHT, SMALL, lines=3)
    below = _BOTTOM + (len(named) - 1) * 9
    height = min(width * 0.8, _HIGHEST) + below - _BOTTOM
    beyond = max([max(outcome, EDGE - outcome) for *_, outcome, _low, _high, _status in points], default=0.0)
    reach = min(max(ceil(beyond), REACH[0]), REACH[1])
    bottom, top = EDGE - reach, float(reach)
    shown = [_held(point, bottom, top) for point in points]

    def paint(figure: Figure) -> None:
        axes = figure.add_axes((_LEFT / width, below / height, 1 - (_LEFT + _RIGHT) / width, 1 - (below + _TOP) / height))
        style(axes, palette)
        middle, room = sum(scale) / 2, 0.04 * (scale[1] - scale[0])
        axes.set_xlim(scale[0] - room, scale[1] + room)
        axes.set_ylim(bottom - 0.24 * reach, top + 0.24 * reach)  # beyond the edges stand the questions
        axes.axhspan(EDGE, 0, color=palette.pale, linewidth=0, zorder=0)
        axes.axhline(0, color=palette.ink, linewidth=1.0, zorder=1)
        axes.axvline(middle, color=palette.muted, linewidth=0.8, linestyle=(0, (4, 2.5)), zorder=1)
        steps = range(int(scale[0]), int(scale[1]) + 1)
        ticks(axes, [(step, language.number(step)) for step in steps], "x")
        _upwards(language, axes, palette, reach)
        for line, text in enumerate(named):
            figure.text((_LEFT + width - _RIGHT) / 2 / width, (below - 22 - line * 9) / height, text, fontsize=SMALL, color=palette.muted, ha="center",
                        va="baseline")
        place = _Places(width - _LEFT - _RIGHT, height - below - _TOP, axes.get_xlim(), axes.get_ylim())
        _corners(language, axes, palette, place)
        stands = _side_by_side(shown, place, middle)
        _bars(axes, palette, shown, stands, place)
        drawn = [_moved(point, x, place) for point, x in zip(shown, stands, strict=True)]
        for _, _, maturity, claimed, outcome, low, high, status in drawn:
            if claimed is not None and claimed > maturity:
                axes.plot([maturity, claimed], [outcome, outcome], color=palette.muted, linewidth=0.9, zorder=2)
                axes.plot([claimed], [outcome], "|", color=palette.muted, markersize=5, markeredgewidth=0.9, zorder=2)
            if low is not None and high is not None:
                axes.plot([maturity, maturity], [low, high], color=palette.ink, linewidth=0.8, zorder=2)
            dot(axes, palette, maturity, outcome, status, _DOT)
        _numbers(language, axes, palette, drawn, place)

    return chart(language, "quadrant", (width, height), paint, [_said(language, points)], message(_HOW))


def _held(point: _Point, bottom: float, top: float) -> _Point:
    """A point whose outcome lies beyond the picture stands at its edge."""
    number, name, maturity, claimed, *heights, status = point
    outcome, low, high = (None if height is None else min(max(height, bottom), top) for height in heights)
    assert outcome is not None
    return number, name, maturity, claimed, outcome, low, high, status


def _side_by_side(points: Sequence[_Point], place: _Places, middle: float) -> list[float]:
    """Where each dot stands across, in points of the axes: at its level, or beside the others of that level and never beyond the middle."""
    stands = [place.of(maturity, 0)[0] for _, _, maturity, *_rest in points]
    centre = place.of(middle, 0)[0]
    for right in (False, True):
        side = sorted((at for at, point in enumerate(points) if (point[2] >= middle) == right),
                      key=lambda at: (round(stands[at], 3), points[at][4], points[at][0]))
        least, most = (centre + _DOT, place.width - _DOT) if right else (_DOT, centre - _DOT)
        step = min(_APART, (most - least) / max(len(side), 1))
        groups: list[list[int]] = []
        for at in side:
            if groups and _alike(points[at], points[groups[-1][0]]):
                groups[-1].append(at)
            else:
                groups.append([at])
        starts = _pushed([(sum(stands[at] for at in group) / len(group), len(group) * step) for group in groups], least, most)
        for group, start in zip(groups, starts, strict=True):
            if len(group) > 1 or abs(start + step / 2 - stands[group[0]]) > step / 2:
                ordered = sorted(group, key=lambda at: (points[at][4], points[at][0]))
                for number, at in enumerate(ordered):
                    stands[at] = start + (number + 0.5) * step
    return stands


def _alike(first: _Point, second: _Point) -> bool:
    """Whether two levels are the same as the list beside the picture shows them."""
    return round_half_up(first[2], 1) == round_half_up(second[2], 1)


def _pushed(blocks: Sequence[tuple[float, float]], least: float, most: float) -> list[float]:
    """The left ends of blocks (centre, width) that are to touch but not to overlap, between two ends that hold them all."""
    starts: list[float] = []
    free = least
    for centre, wide in blocks:
        starts.append(max(free, centre - wide / 2))
        free = starts[-1] + wide
    free = most
    for at in range(len(blocks) - 1, -1, -1):
        starts[at] = min(starts[at], free - blocks[at][1])
        free = starts[at]
    return starts


def _bars(axes: Axes, palette: Palette, points: Sequence[_Point], stands: Sequence[float], place: _Places) -> None:
    """A bar on the axis under dots that stand side by side, to the level that is theirs."""
    moved: dict[float, list[float]] = {}
    for (_, _, maturity, *_rest), x in zip(points, stands, strict=True):
        if abs(x - place.of(maturity, 0)[0]) > 0.5:
            moved.setdefault(float(round_half_up(maturity, 1)), []).extend((x, place.of(maturity, 0)[0]))
    for level, ends in sorted(moved.items()):
        first, last = place.back(min(ends)), place.back(max(ends))
        foot = axes.get_ylim()[0]
        axes.plot([first, last], [foot, foot], color=palette.ink, linewidth=2.2, solid_capstyle="butt", zorder=3, clip_on=False)
        axes.plot([level], [foot], marker="^", markersize=5, color=palette.ink, zorder=3, clip_on=False)


def _moved(point: _Point, x: float, place: _Places) -> _Point:
    """A point where it is drawn, its claim moved alike, as far as the picture goes."""
    number, name, maturity, claimed, *rest = point
    to = place.back(x)
    return (number, name, to, None if claimed is None else min(claimed + to - maturity, place.back(place.width - 1)), *rest)  # type: ignore[return-value]  # the rest as it was


def _upwards(language: Language, axes: Axes, palette: Palette, reach: int) -> None:
    """Names the target beside the axis and counts tolerances above and below."""
    marks = [(0.0, language.pgettext("on an axis", "target")), (EDGE, language.number(EDGE))]
    marks += [(sign * at + shift, language.number(sign * at + shift, signed=True)) for sign, shift in ((1.0, 0.0), (-1.0, EDGE))
              for at in range(reach, 0, -2)]
    ticks(axes, [(at, ("≥ " if at == reach else "≤ " if at == EDGE - reach else "") + text) for at, text in marks], "y")
    for tick, (at, _) in zip(axes.get_yticklabels(), marks, strict=True):
        if at == 0:
            tick.set_color(palette.ink)
            tick.set_fontweight(600)


class _Places:
    """Points of the axes, in points of the page, and what already stands there."""

    def __init__(self, width: float, height: float, x: tuple[float, float], y: tuple[float, float]) -> None:
        self.width, self.height, self.x, self.y = width, height, x, y
        self.taken: list[Box] = []

    def of(self, x: float, y: float) -> tuple[float, float]:
        """Returns where data stand, in points from the lower left."""
        return (x - self.x[0]) / (self.x[1] - self.x[0]) * self.width, (y - self.y[0]) / (self.y[1] - self.y[0]) * self.height

    def back(self, x: float) -> float:
        """Returns the level that stands so many points from the left."""
        return self.x[0] + x / self.width * (self.x[1] - self.x[0])

    def crowded(self, box: Box) -> float:
        """Returns how much of a box is taken already or lies outside."""
        outside = max(0.0, -box.left) + max(0.0, box.right - self.width) + max(0.0, -box.top) + max(0.0, box.bottom - self.height)
        return sum(box.shared(other) for other in self.taken) + 100 * outside


def _corners(language: Language, axes: Axes, palette: Palette, place: _Places) -> None:
    """Sets each quadrant's question into its outer corner."""
    for key, right, top in (("carried", False, True), ("steady", True, True), ("begin", False, False), ("image", True, False)):
        said = wrap(language.say(QUESTIONS[key]), place.width / 2 - 14, 8.5, 600, lines=2)
        for line, text in enumerate(said):
            x = place.width - 4 if right else 4
            y = place.height - 10 - line * 10 if top else 5 + (len(said) - 1 - line) * 10
            axes.annotate(text, (0, 0), (x, y), xycoords="axes fraction", textcoords="offset points", ha="right" if right else "left",
                          va="baseline", fontsize=8.5, fontweight=600, color=palette.muted, zorder=3,
                          bbox={"facecolor": palette.paper, "edgecolor": "none", "pad": 0.8})
            wide = text_width(text, 8.5, 600)
            left = x - wide if right else x
            place.taken.append(Box(left, y - 2, left + wide, y + 7))


def _numbers(language: Language, axes: Axes, palette: Palette, points: Sequence[_Point], place: _Places) -> None:
    """Sets each dot's number where it hides nothing: the first of the places around it that is free."""
    spots: list[tuple[int, float, float, float, float]] = []
    for number, _, maturity, claimed, outcome, low, high, _status in points:
        x, y = place.of(maturity, outcome)
        spots.append((number, x, y, y if low is None else place.of(0, low)[1], y if high is None else place.of(0, high)[1]))
        place.taken.append(Box(x - _DOT / 2, y - _DOT / 2, x + _DOT / 2, y + _DOT / 2))
        if claimed is not None and claimed > maturity:
            place.taken.append(Box(x, y - 0.6, place.of(claimed, 0)[0] + 1, y + 0.6))
        if low is not None and high is not None:
            place.taken.append(Box(x - 0.6, place.of(0, low)[1], x + 0.6, place.of(0, high)[1]))
    for number, x, y, bottom, top in spots:
        text = language.number(number)
        wide, high = text_width(text, _NUMBER, 600), _NUMBER * 0.66
        around = [(dx, dy) for gap in (5.0, 12.0, 20.0) for dx, dy in ((-gap - wide, 1.0), (gap, 1.0), (-gap - wide, -high - 1), (gap, -high - 1),
                  (-gap - wide, -high / 2), (gap, -high / 2), (2.0, gap - 1), (2.0, -gap - high))]
        ends = max(top - y, _DOT / 2) + 1.5, min(bottom - y, -_DOT / 2) - high - 1.5
        if any(other != number and abs(at - x) < _APART * 1.5 for other, at, *_rest in spots):
            around = [(-wide / 2, ends[0]), (-wide / 2, ends[1]), *around]  # between neighbours there is no room
        boxes = [Box(x + dx, y + dy, x + dx + wide, y + dy + high) for dx, dy in around]
        best = min(range(len(boxes)), key=lambda at: (round(place.crowded(boxes[at].grown(0.6)), 3), at))
        place.taken.append(boxes[best])
        axes.annotate(text, (0, 0), (boxes[best].left, boxes[best].top), xycoords="axes fraction", textcoords="offset points", ha="left",
                      va="baseline", fontsize=_NUMBER, fontweight=600, color=palette.ink, zorder=5)


def _said(language: Language, points: Sequence[_Point]) -> str:
    facts = [language.say(message(
        N_("{number} {name}: maturity {maturity}, outcome {outcome}"), number=number, name=name, maturity=language.number(maturity, 1),
        outcome=language.number(outcome, 1, signed=True))) for number, name, maturity, _, outcome, *_rest in points]
    return language.say(message(N_("Maturity against outcome in tolerances from the target. {facts}."), facts="; ".join(facts)))
