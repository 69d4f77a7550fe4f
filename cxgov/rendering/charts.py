"""Statistical charts: the one module that draws with matplotlib.

In this room: the concentration curve, the sensitivity of the result to the weights, the stages with their intervals.
Everything is drawn on a `Figure` (pyplot keeps global state), with texts as texts in the report's own typeface, without
date and random ids, so the same data give the same bytes; results are kept by content. Not here: the drawings of the
visual language (`cxgov.rendering.drawings`) and how the numbers are computed.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import accumulate
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from cxgov import resources
from cxgov.language import N_, Language, Message, Text, counted, message
from cxgov.rendering.drawings.drawing import SMALL, Drawing, name_of, not_applicable
from cxgov.rendering.drawings.geometry import FULL, HALF, r
from cxgov.rendering.drawings.lettering import text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KEPT = 256
_SETTINGS: Any = {
    "svg.hashsalt": "cxgov",
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": ["Source Sans Pro"],
    "font.size": SMALL,
    "axes.unicode_minus": True,
}
_ID = re.compile(r'\sid="([^"]+)"')
_REFERENCE = re.compile(r'(href="#|url\(#)([^")]+)')
_OPENING = re.compile(r"<svg\b[^>]*>")
_REFUSE = re.compile(r"<metadata>.*?</metadata>\s*|<defs>\s*<style\b.*?</style>\s*</defs>\s*", re.DOTALL)
_STYLE = re.compile(r'\sstyle="([^"]*)"')
_FONT = re.compile(r"(?:(?P<weight>\d+) )?(?P<size>[\d.]+)px .*")
_FAMILY = "'CXGov Sans', sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageInterval:
    """A stage's score with the ends of its interval; ``None`` is what is missing."""

    name: Text
    value: float | None
    low: float | None
    high: float | None


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


# --- concentration -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=_KEPT)
def _concentration(code: str, loads: tuple[int, ...], width: float, palette: Palette) -> Drawing:
    language, total, people = Language(code), sum(loads), len(loads)
    shares = [done / total for done in accumulate(loads)] if total else []

    def paint(figure: Figure) -> None:
        axes = _axes(figure, palette, (30, 30, 12, 16))
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
        _ticks(axes, [(n, language.number(n)) for n in range(0, people + 1, every)], "x")
        _ticks(axes, [(part / 4, language.percent(part / 4)) for part in range(5)], "y")
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
    return _drawing(language, "concentration", (width, width * 0.72), paint, alt, how)


# --- sensitivity ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=_KEPT)
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
            _style(axes, palette)
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
        _ticks(left, [(step, language.number(step)) for step in shown], "x")
        _ticks(left, [(part / 2, language.percent(part / 2)) for part in range(3)], "y")
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
    return _drawing(language, "sensitivity", (width, 150), paint, alt, how)


def _histogram(
    language: Language, palette: Palette, axes: Axes, indices: tuple[float, ...], index: float | None
) -> None:
    if not indices:
        axes.text(0.5, 0.5, not_applicable(language), ha="center", transform=axes.transAxes, color=palette.muted)
        _ticks(axes, [], "x")
        _ticks(axes, [], "y")
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
    _ticks(axes, [(at, language.number(at)) for at in range(ceil(low), floor(high) + 1) if at % step == 0], "x")
    _ticks(axes, [], "y")
    axes.set_xlabel(language.say(N_("index")), color=palette.muted, labelpad=2)


# --- intervals -----------------------------------------------------------------------------------------------------

_Row = tuple[str, float | None, float | None, float | None]


@lru_cache(maxsize=_KEPT)
def _intervals(
    code: str, rows: tuple[_Row, ...], scale: tuple[float, float], confidence: float, width: float, palette: Palette
) -> Drawing:
    language = Language(code)
    wrapped = [wrap(name, width * 0.34 - 14, 8.5, lines=2) for name, *_ in rows]
    row_height = 24.0
    height = len(rows) * row_height + 24

    def paint(figure: Figure) -> None:
        axes = figure.add_axes((0.36, 18 / height, 0.58, 1 - 24 / height))
        _style(axes, palette)
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
        _ticks(axes, [(step, language.number(step)) for step in steps], "x")
        _ticks(axes, [], "y")
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
    return _drawing(language, "intervals", (width, height), paint, alt, how)


# --- shared --------------------------------------------------------------------------------------------------------


def _axes(figure: Figure, palette: Palette, margins: tuple[float, float, float, float]) -> Axes:
    """Adds axes with margins in points: left, bottom, right, top."""
    wide, high = (size * 72 for size in figure.get_size_inches())
    left, bottom, right, top = margins
    axes = figure.add_axes((left / wide, bottom / high, 1 - (left + right) / wide, 1 - (bottom + top) / high))
    _style(axes, palette)
    return axes


def _style(axes: Axes, palette: Palette) -> None:
    axes.set_facecolor("none")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(palette.ink)
        axes.spines[side].set_linewidth(0.7)
    axes.tick_params(length=2.5, width=0.6, color=palette.muted, labelcolor=palette.muted, labelsize=SMALL, pad=2)


def _ticks(axes: Axes, ticks: Sequence[tuple[float, str]], which: str) -> None:
    places, labels = [place for place, _ in ticks], [text for _, text in ticks]
    if which == "x":
        axes.set_xticks(places, labels)
    else:
        axes.set_yticks(places, labels)


@cache
def _fonts() -> None:
    """Makes the report's faces known to matplotlib; it measures texts with them."""
    from matplotlib.font_manager import fontManager

    for face in ("regular", "semibold"):
        fontManager.addfont(resources.font_path(face))


def _drawing(
    language: Language,
    kind: str,
    size: tuple[float, float],
    paint: Callable[[Figure], None],
    alt: Sequence[Message],
    how: Message,
) -> Drawing:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    _fonts()
    said = " ".join(language.say(part) for part in alt)
    with rc_context(_SETTINGS):
        figure = Figure(figsize=(size[0] / 72, size[1] / 72), facecolor="none")
        paint(figure)
        page = io.StringIO()
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return Drawing(_inline(page.getvalue(), kind, size, said, language.say(how)), said)


def _inline(svg: str, kind: str, size: tuple[float, float], alt: str, how: str) -> str:
    """Makes matplotlib's file one element with a name, ids of its own and the report's family.

    Its style sheet goes, for it would rule the whole page, and so do style attributes, which a page's content security
    policy may forbid; the same is said by presentation attributes.
    """
    body = _REFUSE.sub("", svg[svg.index("<svg") :]).replace("xlink:href", "href")
    # Ids of two charts on one page must differ, those of the same chart are the same every time; most refer to nothing.
    mark = "cx" + sha256(body.encode()).hexdigest()[:10]
    wanted = {found[2] for found in _REFERENCE.finditer(body)}
    body = _ID.sub(lambda found: f' id="{mark}-{found[1]}"' if found[1] in wanted else "", body)
    body = _STYLE.sub(_attributes, _REFERENCE.sub(rf"\1{mark}-\2", body))
    width, height = r(size[0]), r(size[1])
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cx-{kind}" role="img" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" stroke-linejoin="round"><title>{escape(alt)}</title><desc>{escape(how)}</desc>'
    )
    return Markup(_OPENING.sub(lambda _: opening, body, count=1))  # noqa: S704 - matplotlib escapes the texts in its SVG


def _attributes(style: re.Match[str]) -> str:
    """Turns a style attribute into presentation attributes."""
    attributes: dict[str, str] = {}
    for declaration in filter(None, (part.strip() for part in style[1].split(";"))):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        font = _FONT.fullmatch(value) if name == "font" else None
        if font:
            attributes |= {"font-size": font["size"], "font-weight": font["weight"] or "400", "font-family": _FAMILY}
        elif name == "font-family":
            attributes[name] = _FAMILY
        else:
            attributes[name] = value.removesuffix("px")
    return "".join(f' {name}="{value}"' for name, value in attributes.items())
