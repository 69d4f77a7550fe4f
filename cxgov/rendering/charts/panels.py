"""Segments of one indicator: small panels, one per way of dividing the customers, all on the same axis.

In this room: a dot and an interval per segment, the total as a line across every panel. A segment with too few answers has a
hollow dot or none, and says why. Not here: which segments may be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.charts.scales import padded, round_ticks
from cxgov.rendering.charts.style import KEPT, chart, style, ticks
from cxgov.rendering.drawings.drawing import SMALL, Drawing, name_of
from cxgov.rendering.drawings.geometry import HALF
from cxgov.rendering.drawings.lettering import clip, text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW, _HEAD, _FOOT, _GAP = 13.0, 15.0, 16.0, 5.0
_NAMES = 0.34  # share of the width for the segments' names
_HOW = N_("A dot is the value of a segment, the bar its interval; the upright line is the value of all. A hollow dot tells a direction only.")

State = Literal["shown", "directional", "suppressed", "withheld"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow:
    """One segment.

    Attributes:
        name: the segment.
        state: shown; directional (few answers); suppressed (too few to show a value); withheld (too few people).
        value: its value; only where it may be shown.
        low: lower end of its interval.
        high: upper end of its interval.
    """

    name: Text
    state: State = "shown"
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPanel:
    """One way of dividing the customers: its name and the segments in order."""

    name: Text
    rows: tuple[SegmentRow, ...]


def segments(
    language: Language, name: Text, panels: Sequence[SegmentPanel], *, total: float | None, digits: int = 0, width: float = HALF,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws an indicator by segments.

    Args:
        language: the language of the texts.
        name: the indicator's name, for the text alternative.
        panels: the ways of dividing, each with its segments.
        total: the value of all; ``None`` where it cannot be shown.
        digits: decimal places.
        width: in points.
        palette: the theme.
    """
    made = tuple((name_of(language, panel.name), tuple((name_of(language, r.name), r.state, r.value, r.low, r.high) for r in panel.rows))
                 for panel in panels)
    return _segments(language.code, name_of(language, name), made, total, digits, width, palette)


_Row = tuple[str, State, float | None, float | None, float | None]


@lru_cache(maxsize=KEPT)
def _segments(code: str, name: str, panels: tuple[tuple[str, tuple[_Row, ...]], ...], total: float | None, digits: int, width: float,
              palette: Palette) -> Drawing:
    language = Language(code)
    height = sum(_HEAD + len(rows) * _ROW + _FOOT for _, rows in panels) + _GAP * max(len(panels) - 1, 0) + (10 if total is not None else 2)
    low, high = padded([total, *(mark for _, rows in panels for row in rows for mark in row[2:])], 0.08)
    # Room for the figures right of the axis.
    figures = [language.number(row[2], digits) for _, rows in panels for row in rows if row[2] is not None]
    right = max([text_width(figure, SMALL, 600) for figure in figures], default=0.0) + 6

    def paint(figure: Figure) -> None:
        top = height - (10 if total is not None else 2)
        for at, (panel, rows) in enumerate(panels):
            figure.text(0, (top - 10) / height, clip(panel, width * 0.6, 8, 600), fontsize=8, fontweight=600, color=palette.ink, va="baseline")
            body = len(rows) * _ROW
            axes = figure.add_axes((_NAMES, (top - _HEAD - body) / height, 1 - _NAMES - right / width, body / height))
            _panel(language, axes, rows, (low, high), total, palette)
            for row, (said, *_rest) in enumerate(rows):
                y = (top - _HEAD - (row + 0.5) * _ROW) / height
                figure.text(0, y, clip(said, width * _NAMES - 8, 8), fontsize=8, color=palette.ink, va="center_baseline")
                if rows[row][2] is not None:
                    figure.text(1, y, language.number(rows[row][2], digits), fontsize=SMALL, fontweight=600, color=palette.ink, ha="right",
                                va="center_baseline")
            if at == 0 and total is not None:
                said = language.say(message(N_("all: {value}"), value=language.number(total, digits)))
                wide, span = text_width(said, SMALL), width * (1 - _NAMES) - right
                centre = (total - low) / (high - low) * span
                x = width * _NAMES + min(max(centre, wide / 2), span + right - wide / 2)
                figure.text(x / width, (height - 8) / height, said, fontsize=SMALL, color=palette.muted, ha="center", va="baseline")
            top -= _HEAD + body + _FOOT + _GAP

    return chart(language, "segments", (width, max(height, 20)), paint, [_said(language, name, panels, total, digits)], message(_HOW))


def _panel(language: Language, axes: Axes, rows: Sequence[_Row], ends: tuple[float, float], total: float | None, palette: Palette) -> None:
    style(axes, palette)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(*ends)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    ticks(axes, round_ticks(language, *ends, most=5), "x")
    ticks(axes, [], "y")
    if total is not None:
        axes.axvline(total, color=palette.muted, linewidth=0.9, zorder=0)
    for at, (_, state, value, low, high) in enumerate(rows):
        if value is None:
            axes.text(sum(ends) / 2, at, language.say(_WHY[state]), ha="center", va="center", color=palette.muted, fontsize=SMALL,
                      bbox={"facecolor": palette.paper, "edgecolor": "none", "pad": 1.0})
            continue
        if low is not None and high is not None:
            axes.plot([low, high], [at, at], color=palette.ink, linewidth=0.9, zorder=2)
        axes.plot([value], [at], "o", markersize=4.6, markerfacecolor=palette.paper if state == "directional" else palette.ink,
                  markeredgecolor=palette.ink, markeredgewidth=0.9, zorder=3, clip_on=False)


_WHY: dict[State, str] = {
    "shown": N_("not measured"), "directional": N_("not measured"), "suppressed": N_("too few answers to show"),
    "withheld": N_("withheld: too few people"),
}


def _said(language: Language, name: str, panels: Sequence[tuple[str, tuple[_Row, ...]]], total: float | None, digits: int) -> str:
    said = [f"{name}."]
    if total is not None:
        said.append(language.say(message(N_("All: {value}."), value=language.number(total, digits))))
    for panel, rows in panels:
        facts = []
        for segment, state, value, low, high in rows:
            if value is None:
                facts.append(f"{segment} {language.say(_WHY[state])}")
            elif low is None or high is None:
                facts.append(f"{segment} {language.number(value, digits)}")
            else:
                facts.append(language.say(message(N_("{name} {score}, interval {low} to {high}"), name=segment, score=language.number(value, digits),
                                                  low=language.number(low, digits), high=language.number(high, digits))))
        said.append(f"{panel}: {'; '.join(facts)}.")
    return " ".join(said)
