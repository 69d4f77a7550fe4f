"""The concentration curve: how many people carry how much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from cxgov.language import N_, Language, Message, counted, message
from cxgov.rendering.charts.style import KEPT, axes_of, chart, ticks
from cxgov.rendering.drawings.drawing import SMALL, Drawing, not_applicable
from cxgov.rendering.drawings.geometry import HALF
from cxgov.rendering.drawings.lettering import text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def concentration_curve(
    language: Language, loads: Sequence[int], *, width: float = HALF, palette: Palette = STANDARD
) -> Drawing:
    """Draws how many people carry how much: the cumulative share of touchpoints, the most loaded person first.

    Args:
        language: the language of the texts.
        loads: for each active person, how many touchpoints he or she is accountable for; the order is irrelevant.
        width: in points.
        palette: the theme.
    """
    return _concentration(language.code, tuple(sorted(loads, reverse=True)), width, palette)


@lru_cache(maxsize=KEPT)
def _concentration(code: str, loads: tuple[int, ...], width: float, palette: Palette) -> Drawing:
    language, total, people = Language(code), sum(loads), len(loads)
    shares = [done / total for done in accumulate(loads)] if total else []

    def paint(figure: Figure) -> None:
        axes = axes_of(figure, palette, (30, 30, 12, 16))
        axes.set_xlim(0, max(people, 1))
        axes.set_ylim(0, 1.0)
        axes.plot([0, max(people, 1)], [0, 1], color=palette.muted, linewidth=0.9, linestyle=(0, (3, 2)))
        if shares:
            axes.plot(range(people + 1), [0, *shares], color=palette.blue, linewidth=1.6, clip_on=False)
            axes.plot(range(1, people + 1), shares, "o", color=palette.blue, markersize=3.6, clip_on=False, zorder=4)
            text = language.say(message(N_("first person: {share}"), share=language.percent(shares[0])))
            # Right of the first point, or as far right as the text still ends inside.
            reach = axes.get_position().width * width
            aside = min(6.0, reach - reach / people - text_width(text, 8, 600) - 2)
            axes.annotate(
                text, (1, shares[0]), (aside, -12), textcoords="offset points", color=palette.ink, fontweight=600, fontsize=8,
                bbox={"facecolor": palette.paper, "edgecolor": "none", "pad": 1.2},
            )  # fmt: skip
        else:
            axes.text(0.5, 0.5, not_applicable(language), ha="center", transform=axes.transAxes, color=palette.muted)
        every = max(1, -(-people // 8))
        ticks(axes, [(n, language.number(n)) for n in range(0, people + 1, every)], "x")
        ticks(axes, [(part / 4, language.percent(part / 4)) for part in range(5)], "y")
        axes.set_xlabel(language.say(N_("people, the most loaded first")), color=palette.muted, fontsize=SMALL, labelpad=2)

    alt: list[Message] = [counted(people, N_("Concentration over {n} person."), N_("Concentration over {n} people."))]
    if shares:
        half = next(count for count, share in enumerate(shares, 1) if share >= 0.5)
        share, number = language.percent(shares[0]), language.number(total)
        alt.append(message(N_("The most loaded one is accountable for {share} of {total} touchpoints."), share=share, total=number))
        alt.append(counted(half, N_("Half of the touchpoints are with {n} person."), N_("Half of the touchpoints are with {n} people.")))
    else:
        alt.append(message(N_("Nobody is accountable for a touchpoint.")))
    how = message(N_("The further the line rises above the dashed one, the fewer people carry the load."))
    return chart(language, "concentration", (width, width * 0.72), paint, alt, how)
