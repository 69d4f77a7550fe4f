"""Statistical charts by matplotlib, in the reports' own look.

In this room: the one use of matplotlib: figures without global state, texts left as text in the reports' typeface, the
same bytes every time. Not here: the drawings that are ours (`drawings`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from math import ceil, floor
from typing import Any

from markupsafe import Markup, escape

from cxgov import resources
from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import SMALL, Drawing, name_of
from cxgov.rendering.drawings.geometry import FULL, HALF
from cxgov.rendering.drawings.lettering import clip
from cxgov.rendering.drawings.palette import STANDARD

POINTS = 72.0
NAMES = 0.3  # share of the width left of the axes that stages' names take
MOST_TICKS = 10
RIGHT = 0.97  # room for half of the last figure under the axis
_HEAD = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_STYLE = re.compile(r"<defs>\s*<style\b.*?</style>\s*</defs>\s*", re.DOTALL)  # holds for the whole page it stands in
_ID = re.compile(r'\sid="([^"]+)"')
_REFERENCE = re.compile(r'(url\(#|href="#)([^")]+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class StageInterval:
    """A stage's score with an interval; ``None`` is missing."""

    name: Text
    value: float | None
    low: float | None
    high: float | None


def intervals(language: Language, stages: Sequence[StageInterval], *, scale: tuple[float, float] = (0, 4), confidence: float = 0.9,
              width: float = FULL) -> Drawing:
    """Each stage's score as a dot with the interval that other raters might have given.

    Args:
        language: the language of the texts.
        stages: the stages in order.
        scale: least and greatest score.
        confidence: level of the interval, 0..1.
        width: width in points.
    """
    rows = tuple((name_of(language, s.name), s.value, s.low, s.high) for s in stages)
    axis = language.say(message(N_("score; line: {share} interval over redrawn raters"), share=language.percent(confidence)))
    words = [language.say(message(N_("{name}: {value}, interval {low} to {high}."), name=name, value=language.number(value, 1),
                                  low=language.number(low, 1), high=language.number(high, 1))) if value is not None and low is not None and high is not None
             else language.say(message(N_("{name}: no score."), name=name)) if value is None
             else language.say(message(N_("{name}: {value}, no interval."), name=name, value=language.number(value, 1)))
             for name, value, low, high in rows]
    svg = _intervals(rows, scale, width, axis, tuple(language.number(t) for t in range(int(scale[0]), int(scale[1]) + 1)))
    return _finished(svg, "intervals", " ".join(words), width)


@lru_cache(maxsize=32)
def _intervals(rows: tuple[tuple[str, float | None, float | None, float | None], ...], scale: tuple[float, float], width: float, axis: str,
               ticks: tuple[str, ...]) -> str:
    height = 34 + 17 * len(rows)

    def paint(ax: Any) -> None:
        for i, (_name, value, low, high) in enumerate(rows):
            if low is not None and high is not None:
                ax.plot([low, high], [i, i], color=STANDARD.blue, linewidth=2.2, solid_capstyle="round", alpha=0.55)
            if value is not None:
                ax.plot([value], [i], marker="o", markersize=5.5, color=STANDARD.blue, clip_on=False)
            else:
                ax.text(scale[0] + 0.03, i, "–", va="center", fontsize=SMALL, color=STANDARD.muted)
        ax.set_xlim(*scale)
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.set_yticks(range(len(rows)), [clip(row[0], width * NAMES - 8, SMALL) for row in rows])
        ax.set_xticks(range(int(scale[0]), int(scale[1]) + 1), ticks)
        ax.set_xlabel(axis)
        ax.grid(axis="x", color=STANDARD.hairline, linewidth=0.6)

    return _painted(width, height, paint, left=NAMES, bottom=28 / height, top=6 / height)


def concentration_curve(language: Language, loads: Sequence[int], *, width: float = HALF) -> Drawing:
    """The share of touchpoints that the most loaded people hold, beside an equal share.

    Args:
        language: the language of the texts.
        loads: touchpoints each active person is accountable for, people without any included.
        width: width in points.
    """
    ordered = tuple(sorted(loads, reverse=True))
    total = sum(ordered)
    largest = ordered[0] / total if total else 0.0
    words = language.say(message(N_("{people} people; the most loaded one holds {share} of {total} touchpoints."), people=len(ordered),
                                 share=language.percent(largest), total=total))
    svg = _concentration(ordered, width, language.gettext(N_("people, most loaded first")), language.gettext(N_("share of touchpoints")),
                         language.gettext(N_("equal share")), tuple(language.percent(i / 4) for i in range(5)))
    return _finished(svg, "concentration", words, width)


@lru_cache(maxsize=32)
def _concentration(loads: tuple[int, ...], width: float, people: str, share: str, equal: str, ticks: tuple[str, ...]) -> str:
    total = sum(loads) or 1
    curve = [0.0]
    for load in loads:
        curve.append(curve[-1] + load / total)

    def paint(ax: Any) -> None:
        n = max(1, len(loads))
        ax.plot([0, n], [0, 1], color=STANDARD.muted, linewidth=1, linestyle=(0, (1, 2)))
        ax.plot(range(len(curve)), curve, color=STANDARD.blue, linewidth=1.8, marker="o", markersize=4)
        ax.annotate(equal, (n * 0.62, 0.62), xytext=(6, -9), textcoords="offset points", fontsize=SMALL, color=STANDARD.muted)
        ax.set_xlim(0, n * 1.02)
        ax.set_ylim(0, 1.04)
        step = _step(n)
        ax.set_xticks(range(0, n + 1, step), [str(i) for i in range(0, n + 1, step)])
        ax.set_yticks([i / 4 for i in range(5)], ticks)
        ax.set_xlabel(people)
        ax.set_title(share, loc="left", fontsize=SMALL, color=STANDARD.muted)
        ax.grid(color=STANDARD.hairline, linewidth=0.6)

    return _painted(width, 165, paint, left=0.15, bottom=0.19, top=0.11)


def sensitivity(language: Language, levels: Sequence[int], indices: Sequence[float], *, level: int, index: int, width: float = HALF) -> Drawing:
    """How the index spreads when the weights are redrawn, today's index marked.

    Args:
        language: the language of the texts.
        levels: overall level of every draw.
        indices: index of every draw.
        level: today's level.
        index: today's index.
        width: width in points.
    """
    same = sum(found == level for found in levels)
    words = language.say(message(N_("In {same} of {n} draws of the weights the level stays at {level}; the index lies between {low} and {high}, today {index}."),
                                 same=same, n=len(levels), level=level, low=language.number(min(indices), 1), high=language.number(max(indices), 1), index=index))
    # Whole numbers around every draw and today's index, inside the range of the index.
    low, high = max(0, floor(min(*indices, index)) - 2), min(100, ceil(max(*indices, index)) + 2)
    ticks = tuple((at, language.number(at)) for at in range(low, high + 1) if at % _step(high - low) == 0)
    svg = _sensitivity(tuple(round(value, 3) for value in indices), index, width, (low, high), language.gettext(N_("index")),
                       language.gettext(N_("draws")), language.say(message(N_("today {index}"), index=index)), ticks)
    return _finished(svg, "sensitivity", words, width)


@lru_cache(maxsize=16)
def _sensitivity(indices: tuple[float, ...], index: int, width: float, reach: tuple[int, int], axis: str, draws: str, today: str,
                 ticks: tuple[tuple[int, str], ...]) -> str:
    low, high = reach
    right_half = index - low > (high - low) / 2

    def paint(ax: Any) -> None:
        ax.hist(indices, bins=[low + i * 0.5 for i in range(2 * (high - low) + 1)], color=STANDARD.light_blue, edgecolor=STANDARD.paper, linewidth=0.4)
        ax.axvline(index, color=STANDARD.ink, linewidth=1.4)
        ax.annotate(today, (index, ax.get_ylim()[1]), xytext=(-4 if right_half else 4, -8), textcoords="offset points", fontsize=SMALL,
                    color=STANDARD.ink, ha="right" if right_half else "left")
        ax.set_xlim(low, high)
        ax.set_xticks([at for at, _text in ticks], [text for _at, text in ticks])
        most = int(ax.get_ylim()[1])
        ax.set_yticks(range(0, most + 1, _step(most, 5)), [str(n) for n in range(0, most + 1, _step(most, 5))])
        ax.set_xlabel(axis)
        ax.set_title(draws, loc="left", fontsize=SMALL, color=STANDARD.muted)
        ax.grid(axis="y", color=STANDARD.hairline, linewidth=0.6)
        ax.set_axisbelow(True)

    return _painted(width, 140, paint, left=0.13, bottom=0.23, top=0.12)


def _step(reach: int, most: int = MOST_TICKS) -> int:
    """Returns the round distance of ticks that are at most so many over 0..reach."""
    return next(step for power in range(12) for step in (10**power, 2 * 10**power, 5 * 10**power) if reach <= step * most)


# --- the common look ---------------------------------------------------------------------------------------------------


@cache
def _family() -> str:
    """Registers the reports' typeface and returns the name its file gives it."""
    from matplotlib import font_manager

    for face in ("regular", "semibold"):
        font_manager.fontManager.addfont(str(resources.font_path(face)))
    return str(font_manager.FontProperties(fname=str(resources.font_path("regular"))).get_name())


def _painted(width: float, height: float, paint: Callable[[Any], None], *, left: float, bottom: float, top: float) -> str:
    """Runs ``paint`` on one pair of axes and returns the figure as SVG text."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    look: Any = {
        "font.family": [_family()], "font.size": SMALL, "text.color": STANDARD.ink, "axes.edgecolor": STANDARD.muted, "axes.linewidth": 0.7,
        "axes.labelcolor": STANDARD.muted, "axes.labelsize": SMALL, "xtick.color": STANDARD.ink, "ytick.color": STANDARD.ink,
        "xtick.labelsize": SMALL, "ytick.labelsize": SMALL, "xtick.major.size": 0, "ytick.major.size": 0, "svg.hashsalt": "cxgov",
        "svg.fonttype": "none", "text.parse_math": False, "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False,
    }
    with mpl.rc_context(look):
        figure = Figure(figsize=(width / POINTS, height / POINTS), facecolor="none")
        FigureCanvasSVG(figure)
        ax = figure.add_axes((left, bottom, RIGHT - left, 1 - bottom - top), facecolor="none")
        paint(ax)
        stream = io.StringIO()
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return stream.getvalue()


def _finished(svg: str, kind: str, alt: str, width: float) -> Drawing:
    """Makes matplotlib's file a piece of our page: our typeface, no prologue, no style sheet, ids of its own, a name."""
    own = f"{kind}-{sha256(svg.encode()).hexdigest()[:10]}"
    text = _STYLE.sub("", _METADATA.sub("", _HEAD.sub("", svg, count=1)))
    needed = {found[2] for found in _REFERENCE.finditer(text)}
    text = _ID.sub(lambda found: f' id="{own}-{found[1]}"' if found[1] in needed else "", text)
    text = _REFERENCE.sub(rf"\1{own}-\2", text).replace("xlink:href", "href").replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    text = text.replace(f"'{_family()}'", "'CXGov Sans'")
    text = text.replace("<svg ", f'<svg class="cx-{kind}" role="img" stroke-linejoin="round" ', 1)
    opening = text.index(">", text.index("<svg ")) + 1
    named = f"{text[:opening]}<title>{escape(alt)}</title>{text[opening:]}"
    del width
    return Drawing(Markup(named.strip()), alt)  # noqa: S704 - matplotlib escapes its texts
