"""The run chart: an indicator's value over periods, with its interval, the target, and gaps where there is nothing to join.

In this room: one indicator over time. A missing period is a gap and never zero; where a new series begins nothing is joined
either. Below six values it is a plain trend, from six on it has the median of the series. The colour of the latest dot is
the status against the target, the arrow beside it the tested change; neither is worked out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.charts.scales import padded, round_ticks
from cxgov.rendering.charts.style import KEPT, chart, dot, style, ticks
from cxgov.rendering.drawings.bullet import Status
from cxgov.rendering.drawings.drawing import SMALL, Drawing, name_of, not_applicable
from cxgov.rendering.drawings.geometry import HALF
from cxgov.rendering.drawings.lettering import clip, text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MEDIAN_FROM = 6
HEIGHT = 104.0
_SMALL_BELOW, _SMALL_HEIGHT = 140.0, 82.0  # a narrow chart is lower too
_LEAST_PLOT = 36.0  # width of the plot itself, in points
_AIR = 3.5  # between the names of two periods, in points
_LEAST_APART = 9.0  # base lines of two labels, in points
_Known = tuple[int, "RunPoint", float]  # place, period, its value
_HOW = N_(
    "Dots are the values, upright lines their intervals; the line across is the target with its tolerance, the dashed one the "
    "median of the series; a dotted upright line begins a new series."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPoint:
    """One period of a run chart.

    Attributes:
        label: the period within its year, short: ``Q3``; the year itself for a whole year.
        year: the year, for the second line; empty where the label says it.
        value: the value; ``None`` where there is none to show.
        low: lower end of its interval.
        high: upper end of its interval.
        series: number of the series it belongs to; values of different series are not joined.
        target: the promised value in the period.
        directional: too few answers for more than a direction.
    """

    label: str
    year: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    series: int = 0
    target: float | None = None
    directional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChart:
    """An indicator over time.

    Attributes:
        name: its name, for the text alternative.
        points: every period from the first to the latest, the missing ones too.
        tolerance: how far from the target is still close enough, at least 0.
        tolerated: on which side of the target the tolerance lies.
        status: the latest value against its target.
        arrow: where the latest value has moved, if a test says so; ``stable`` if a test says that it has not.
        verdict: the verdict on the change in words, for the text alternative.
        digits: decimal places.
    """

    name: Text
    points: tuple[RunPoint, ...]
    tolerance: float = 0.0
    tolerated: Literal["below", "above", "both"] = "below"
    status: Status = "unknown"
    arrow: Literal["up", "down", "stable"] | None = None
    verdict: str = ""
    digits: int = 0


def run_chart(language: Language, found: RunChart, *, width: float = HALF, palette: Palette = STANDARD) -> Drawing:
    """Draws an indicator over time.

    Args:
        language: the language of the texts.
        found: the indicator.
        width: in points.
        palette: the theme.
    """
    return _run_chart(language.code, name_of(language, found.name), found.points, found.tolerance, found.tolerated, found.status,
                      found.arrow, found.verdict, found.digits, width, palette)


@lru_cache(maxsize=KEPT)
def _run_chart(
    code: str, name: str, points: tuple[RunPoint, ...], tolerance: float, tolerated: str, status: Status, arrow: str | None,
    verdict: str, digits: int, width: float, palette: Palette,
) -> Drawing:
    language, height = Language(code), HEIGHT if width >= _SMALL_BELOW else _SMALL_HEIGHT
    known = [(at, point, point.value) for at, point in enumerate(points) if point.value is not None]
    targets = _steps(points)
    ends = [mark for _, _, target in targets for mark in _band(target, tolerance, tolerated)]
    low, high = padded([*(mark for _, p, value in known for mark in (value, p.low, p.high)), *ends])

    def paint(figure: Figure) -> None:
        marks = round_ticks(language, low, high, most=4 if height >= HEIGHT else 3)
        left = max([text_width(text, SMALL) for _, text in marks], default=0.0) + 6
        labels = _labels(language, points, arrow, digits, palette)
        if left + _beside_width(labels) > width - _LEAST_PLOT:
            labels = labels[:1]  # long figures in a narrow chart: the target is in the table, too
        elif width < _SMALL_BELOW:
            # Room for the names of all periods; that the line is the target the legend says.
            labels = [replace(label, text=label.short or label.text) for label in labels]
        right = _beside_width(labels)
        axes = figure.add_axes((left / width, 25 / height, 1 - (left + right) / width, 1 - 33 / height))
        style(axes, palette)
        axes.set_xlim(-0.5, max(len(points), 1) - 0.5)
        axes.set_ylim(low, high)
        ticks(axes, marks, "y")
        _periods(axes, points, palette, width - left - right)
        for place, _ in marks:
            axes.axhline(place, color=palette.hairline, linewidth=0.5, zorder=0)
        for first, last, target in targets:
            left, right_end, (bottom, top) = first - 0.5, last + 0.5, _band(target, tolerance, tolerated)
            axes.fill([left, right_end, right_end, left], [bottom, bottom, top, top], color=palette.pale, linewidth=0, zorder=0.5)
            axes.plot([left, right_end], [target, target], color=palette.ink, linewidth=1.1, solid_capstyle="butt", zorder=1.5)
        _lines(axes, known, palette)
        _values(axes, known, status, palette)
        _beside(axes, labels, (low, high), height - 33)
        if not known:
            axes.text(0.5, 0.5, not_applicable(language), ha="center", va="center", transform=axes.transAxes, color=palette.muted)

    return chart(language, "run-chart", (width, height), paint, [_said(language, name, points, verdict, digits)], message(_HOW))


def _steps(points: Sequence[RunPoint]) -> list[tuple[int, int, float]]:
    """The steps of the target line: first and last place, height."""
    runs = groupby(enumerate(points), key=lambda pair: pair[1].target)
    return [(places[0], places[-1], target) for target, run in runs if target is not None and (places := [at for at, _ in run])]


def _band(target: float, tolerance: float, side: str) -> tuple[float, float]:
    return target - (tolerance if side != "above" else 0.0), target + (tolerance if side != "below" else 0.0)


def _lines(axes: Axes, known: Sequence[_Known], palette: Palette) -> None:
    """Joins neighbours of one series, marks where a new one begins, and draws the median of a long one."""
    for (at, before, first), (then, after, second) in pairwise(known):
        if before.series != after.series:
            axes.axvline(then - 0.5, color=palette.muted, linewidth=0.9, linestyle=(0, (1, 1.6)), zorder=1)
        elif then == at + 1:
            axes.plot([at, then], [first, second], color=palette.muted, linewidth=1.1, zorder=2)
    for number in sorted({point.series for _, point, _ in known}):
        of_series = [(at, value) for at, point, value in known if point.series == number]
        if len(of_series) >= MEDIAN_FROM:
            middle = median(value for _, value in of_series)
            axes.plot([of_series[0][0] - 0.3, of_series[-1][0] + 0.3], [middle] * 2, color=palette.muted, linewidth=0.9, linestyle=(0, (4, 2.5)), zorder=1.2)


def _values(axes: Axes, known: Sequence[_Known], status: Status, palette: Palette) -> None:
    for at, point, value in known:
        if point.low is not None and point.high is not None:
            axes.plot([at, at], [point.low, point.high], color=palette.ink, linewidth=0.8, zorder=2.5)
        if at == known[-1][0]:
            dot(axes, palette, at, value, status)
        else:
            axes.plot([at], [value], "o", markersize=3.4, markeredgewidth=0.8, markeredgecolor=palette.ink,
                      markerfacecolor=palette.paper if point.directional else palette.ink, zorder=3, clip_on=False)


@dataclass(frozen=True, slots=True)
class _Label:
    at: float
    text: str
    size: float
    weight: int
    colour: str
    short: str = ""


def _labels(language: Language, points: Sequence[RunPoint], arrow: str | None, digits: int, palette: Palette) -> list[_Label]:
    """What stands right of the axes: the latest value with its arrow, the target."""
    found: list[_Label] = []
    if points and points[-1].value is not None:
        sign = {"up": " ▲", "down": " ▼", "stable": " ="}.get(arrow or "", "")
        found.append(_Label(points[-1].value, language.number(points[-1].value, digits) + sign, 8.5, 600, palette.ink))
    target = points[-1].target if points else None
    if target is not None:
        said = language.say(message(N_("target {level}"), level=language.number(target, digits)))
        found.append(_Label(target, clip(said, 60, SMALL), SMALL, 400, palette.muted, language.number(target, digits)))
    return found


def _beside_width(labels: Sequence[_Label]) -> float:
    return max([text_width(label.text, label.size, label.weight) for label in labels], default=0.0) + 9


def _beside(axes: Axes, labels: Sequence[_Label], ends: tuple[float, float], height: float) -> None:
    """Sets the labels at the height of what they name, pushed apart where they would touch."""
    scale = height / (ends[1] - ends[0])
    heights = [(label.at - ends[0]) * scale for label in labels]
    if len(heights) == 2 and abs(heights[0] - heights[1]) < _LEAST_APART:
        middle, up = sum(heights) / 2, heights[0] >= heights[1]
        heights = [middle + (_LEAST_APART / 2 if first == up else -_LEAST_APART / 2) for first in (True, False)]
        # The latest value keeps inside; at an edge both move.
        move = max(0.0, 2 - min(heights)) - max(0.0, max(heights) - height + 2)
        heights = [at + move for at in heights]
    for label, at in zip(labels, heights, strict=True):
        axes.annotate(label.text, (1, at / height), (7, 0), xycoords="axes fraction", textcoords="offset points", va="center_baseline",
                      fontsize=label.size, fontweight=label.weight, color=label.colour, annotation_clip=False)


def _every(points: Sequence[RunPoint], room: float) -> int:
    """Every how many periods one can be named without touching the next."""
    widest = max([text_width(p.label, SMALL) for p in points], default=0.0) + _AIR
    return next((step for step in range(1, len(points)) if room * step / len(points) >= widest), max(len(points), 1))


def _periods(axes: Axes, points: Sequence[RunPoint], palette: Palette, room: float) -> None:
    """Names the periods, as many as have room, and each year once under its first name."""
    every = _every(points, room)
    # Counted from the latest, which is always named.
    shown = [at for at in range(len(points)) if (len(points) - 1 - at) % every == 0]
    ticks(axes, [(at, points[at].label) for at in shown], "x")
    free = -1.0
    for before, at in pairwise([None, *shown]):
        assert at is not None
        year, start = points[at].year, (at + 0.5) * room / len(points) - text_width(points[at].year, SMALL) / 2
        if year and (before is None or points[before].year != year) and start >= free:
            free = start + text_width(year, SMALL) + 4
            axes.annotate(year, (at, 0), (0, -18), xycoords=("data", "axes fraction"), textcoords="offset points", ha="center", va="baseline",
                          fontsize=SMALL, color=palette.muted, annotation_clip=False)


def _said(language: Language, name: str, points: Sequence[RunPoint], verdict: str, digits: int) -> str:
    facts = []
    for point in points:
        when = f"{point.label} {point.year}".rstrip()
        if point.value is None:
            facts.append(language.say(message(N_("{period} no value"), period=when)))
        elif point.low is None or point.high is None:
            facts.append(f"{when} {language.number(point.value, digits)}")
        else:
            facts.append(language.say(message(N_("{period} {value}, interval {low} to {high}"), period=when, value=language.number(point.value, digits),
                                              low=language.number(point.low, digits), high=language.number(point.high, digits))))
    target = points[-1].target if points else None
    if target is not None:
        facts.append(language.say(message(N_("target {level}"), level=language.number(target, digits))))
    if verdict:
        facts.append(verdict)
    return f"{name}: {'; '.join(facts)}."
