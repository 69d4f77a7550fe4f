"""What redrawn weights do to level and index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

from cxgov.language import N_, Language, Message, counted, message
from cxgov.rendering.charts.style import KEPT, chart, style, ticks
from cxgov.rendering.drawings.drawing import Drawing, not_applicable
from cxgov.rendering.drawings.geometry import FULL
from cxgov.rendering.drawings.palette import STANDARD, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def sensitivity(
    language: Language,
    levels: Sequence[int],
    indices: Sequence[float],
    *,
    level: int | None,
    index: float | None,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws how level and index fall out over draws of the weights.

    Args:
        language: the language of the texts.
        levels: the overall level in each draw.
        indices: the index in each draw.
        level: the level with the declared weights.
        index: the index with the declared weights.
        width: in points.
        palette: the theme.
    """
    return _sensitivity(
        language.code, tuple(sorted(Counter(levels).items())), tuple(sorted(indices)), level, index, width, palette
    )


@lru_cache(maxsize=KEPT)
def _sensitivity(
    code: str,
    levels: tuple[tuple[int, int], ...],
    indices: tuple[float, ...],
    level: int | None,
    index: float | None,
    width: float,
    palette: Palette,
) -> Drawing:
    language = Language(code)
    draws = sum(count for _, count in levels)

    def paint(figure: Figure) -> None:
        height = figure.get_figheight() * 72
        left = figure.add_axes((30 / width, 30 / height, 0.36 - 30 / width, 1 - 46 / height))
        right = figure.add_axes((0.46, 30 / height, 0.54 - 12 / width, 1 - 46 / height))
        for axes in (left, right):
            style(axes, palette)
        known = dict(levels)
        shown = list(range(min([0, *known]), max([4, *known]) + 1))
        shares = [known.get(step, 0) / draws if draws else 0.0 for step in shown]
        fills = [palette.blue if step == level else palette.pale for step in shown]
        # A level that never fell out has no bar at all, not one of no height.
        bars = [(step, share, fill) for step, share, fill in zip(shown, shares, fills, strict=True) if share > 0]
        left.bar([b[0] for b in bars], [b[1] for b in bars], width=0.72, color=[b[2] for b in bars], edgecolor=palette.ink,
                 linewidth=0.6)  # fmt: skip
        for step, share, _ in bars:
            left.text(step, share + 0.02, language.percent(share), ha="center", va="bottom", color=palette.ink)
        left.set_ylim(0, 1.12)
        left.set_xlim(shown[0] - 0.6, shown[-1] + 0.6)
        ticks(left, [(step, language.number(step)) for step in shown], "x")
        ticks(left, [(part / 2, language.percent(part / 2)) for part in range(3)], "y")
        left.set_xlabel(language.say(N_("overall level")), color=palette.muted, labelpad=2)
        _histogram(language, palette, right, indices, index)

    alt: list[Message] = [counted(draws, N_("{n} draw of the weights."), N_("{n} draws of the weights."))]
    for step, count in levels:
        share = language.percent(count / draws, 1)
        alt.append(message(N_("Level {level} in {share} of the draws."), level=step, share=share))
    if indices:
        low, high = language.number(indices[0], 1), language.number(indices[-1], 1)
        alt.append(message(N_("The index lies between {low} and {high}."), low=low, high=high))
    if level is not None and index is not None:
        said = language.number(index, 1, trim=True)
        alt.append(message(N_("With the declared weights: level {level}, index {index}."), level=level, index=said))
    how = message(N_("Left: how often each overall level falls out; right: how the index falls out; blue is the declared result."))
    return chart(language, "sensitivity", (width, 150), paint, alt, how)


def _histogram(
    language: Language, palette: Palette, axes: Axes, indices: tuple[float, ...], index: float | None
) -> None:
    if not indices:
        axes.text(0.5, 0.5, not_applicable(language), ha="center", transform=axes.transAxes, color=palette.muted)
        ticks(axes, [], "x")
        ticks(axes, [], "y")
        return
    known = [*indices, *([] if index is None else [index])]
    middle, span = (max(known) + min(known)) / 2, max(max(known) - min(known), 2.0) * 1.16
    low, high = middle - span / 2, middle + span / 2
    axes.spines["left"].set_visible(False)
    axes.hist(indices, bins=25, range=(low, high), color=palette.light_blue, edgecolor=palette.ink, linewidth=0.4)
    axes.set_xlim(low, high)
    top = axes.get_ylim()[1] * 1.18
    axes.set_ylim(0, top)
    if index is not None:
        axes.plot([index, index], [0, top * 0.88], color=palette.blue, linewidth=1.8)
        said = language.number(index, 1, trim=True)
        part = (index - low) / (high - low)
        side = "left" if part < 0.15 else "right" if part > 0.85 else "center"
        axes.text(index, top * 0.9, said, ha=side, va="bottom", color=palette.ink, fontweight=600, fontsize=8)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if span / step <= 9)
    ticks(axes, [(at, language.number(at)) for at in range(ceil(low), floor(high) + 1) if at % step == 0], "x")
    ticks(axes, [], "y")
    axes.set_xlabel(language.say(N_("index")), color=palette.muted, labelpad=2)
