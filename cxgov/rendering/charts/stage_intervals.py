"""The stages' scores with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cxgov.language import N_, Language, Message, Text, message
from cxgov.rendering.charts.style import KEPT, chart, style, ticks
from cxgov.rendering.drawings.drawing import Drawing, name_of, not_applicable
from cxgov.rendering.drawings.geometry import FULL
from cxgov.rendering.drawings.lettering import wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class StageInterval:
    """A stage's score with the ends of its interval; ``None`` is what is missing."""

    name: Text
    value: float | None
    low: float | None
    high: float | None


def intervals(
    language: Language,
    stages: Sequence[StageInterval],
    *,
    scale: tuple[float, float] = (0.0, 4.0),
    confidence: float = 0.9,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws the stages' scores with their intervals.

    Args:
        language: the language of the texts.
        stages: in their order, the first at the top.
        scale: least and greatest level.
        confidence: of the intervals, 0..1.
        width: in points.
        palette: the theme.
    """
    rows = tuple((name_of(language, stage.name), stage.value, stage.low, stage.high) for stage in stages)
    return _intervals(language.code, rows, scale, confidence, width, palette)


_Row = tuple[str, float | None, float | None, float | None]


@lru_cache(maxsize=KEPT)
def _intervals(
    code: str, rows: tuple[_Row, ...], scale: tuple[float, float], confidence: float, width: float, palette: Palette
) -> Drawing:
    language = Language(code)
    wrapped = [wrap(name, width * 0.34 - 14, 8.5, lines=2) for name, *_ in rows]
    row_height = 24.0
    height = len(rows) * row_height + 24

    def paint(figure: Figure) -> None:
        axes = figure.add_axes((0.36, 18 / height, 0.58, 1 - 24 / height))
        style(axes, palette)
        axes.spines["left"].set_visible(False)
        axes.set_xlim(*scale)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        steps = [scale[0] + step for step in range(int(scale[1] - scale[0]) + 1)]
        for step in steps:
            axes.axvline(step, color=palette.hairline, linewidth=0.6, zorder=0)
        for at, (_, value, low, high) in enumerate(rows):
            if value is None:
                axes.text(sum(scale) / 2, at, not_applicable(language), ha="center", va="center", color=palette.muted,
                          bbox={"facecolor": palette.paper, "edgecolor": "none", "pad": 1.5})  # fmt: skip
                continue
            if low is not None and high is not None:
                axes.plot([low, high], [at, at], color=palette.light_blue, linewidth=4.5, solid_capstyle="butt", clip_on=False)
                axes.plot([low, high], [at, at], "|", color=palette.ink, markersize=7, markeredgewidth=1, clip_on=False)
            axes.plot([value], [at], "o", color=palette.blue, markersize=6, clip_on=False, zorder=4)
            axes.annotate(
                language.number(value, 1), (value, at), (0, 5), textcoords="offset points", ha="center", va="bottom",
                color=palette.ink, fontweight=600,
            )  # fmt: skip
        ticks(axes, [(step, language.number(step)) for step in steps], "x")
        ticks(axes, [], "y")
        for at, said in enumerate(wrapped):
            y = 1 - (6 + (at + 0.5) * row_height) / height
            for line, text in enumerate(said):
                drop = (line - (len(said) - 1) / 2) * 10 / height
                figure.text(0, y - drop, text, fontsize=8.5, color=palette.ink, va="center_baseline")

    alt: list[Message] = []
    for name, value, low, high in rows:
        if value is None:
            alt.append(message(N_("{name} not scored."), name=name))
        elif low is None or high is None:
            alt.append(message(N_("{name} {score}."), name=name, score=language.number(value, 1)))
        else:
            alt.append(message(
                N_("{name} {score}, interval {low} to {high}."), name=name, score=language.number(value, 1),
                low=language.number(low, 1), high=language.number(high, 1),
            ))  # fmt: skip
    how = message(N_("The dot is the score, the bar its {share} interval."), share=language.percent(confidence))
    return chart(language, "intervals", (width, height), paint, alt, how)
