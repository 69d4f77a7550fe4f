"""What all statistical charts share: the house style on matplotlib, and the step from a figure to SVG that fits a page.

In this room: axes in the report's type and hues, and one inline SVG without style sheet, date and random ids. Not here: any
single chart. matplotlib is imported when a chart is drawn and not before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup, escape

from cxgov import resources
from cxgov.language import Language, Message
from cxgov.rendering.drawings.bullet import Status
from cxgov.rendering.drawings.drawing import SMALL, Drawing
from cxgov.rendering.drawings.geometry import r
from cxgov.rendering.drawings.palette import Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

KEPT = 256
"""So many charts of a kind are kept; the same data are drawn once."""

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


def axes_of(figure: Figure, palette: Palette, margins: tuple[float, float, float, float]) -> Axes:
    """Adds axes with margins in points: left, bottom, right, top."""
    wide, high = (size * 72 for size in figure.get_size_inches())
    left, bottom, right, top = margins
    axes = figure.add_axes((left / wide, bottom / high, 1 - (left + right) / wide, 1 - (bottom + top) / high))
    style(axes, palette)
    return axes


def style(axes: Axes, palette: Palette) -> None:
    """Sets axes in the report's hues, without the lines at the top and on the right."""
    axes.set_facecolor("none")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(palette.ink)
        axes.spines[side].set_linewidth(0.7)
    axes.tick_params(length=2.5, width=0.6, color=palette.muted, labelcolor=palette.muted, labelsize=SMALL, pad=2)


def ticks(axes: Axes, marks: Sequence[tuple[float, str]], which: Literal["x", "y"]) -> None:
    """Puts our own texts at an axis: no figure is written in the library's way."""
    places, labels = [place for place, _ in marks], [text for _, text in marks]
    if which == "x":
        axes.set_xticks(places, labels)
    else:
        axes.set_yticks(places, labels)


def dot(axes: Axes, palette: Palette, x: float, y: float, status: Status, size: float = 6.0) -> None:
    """Draws a value in the colour of its status: met filled blue, in tolerance outlined, missed amber, unknown grey."""
    fill = {"met": palette.blue, "tolerance": palette.paper, "missed": palette.amber, "unknown": palette.pale}[status]
    edge = {"met": palette.blue, "tolerance": palette.blue, "missed": palette.ink, "unknown": palette.muted}[status]
    axes.plot([x], [y], "o", markersize=size, markerfacecolor=fill, markeredgecolor=edge, markeredgewidth=1.1 if status == "tolerance" else 0.7,
              zorder=4, clip_on=False)


@cache
def _fonts() -> None:
    """Makes the report's faces known to matplotlib; it measures texts with them."""
    from matplotlib.font_manager import fontManager

    for face in ("regular", "semibold"):
        fontManager.addfont(resources.font_path(face))


def chart(
    language: Language,
    kind: str,
    size: tuple[float, float],
    paint: Callable[[Figure], None],
    alt: Sequence[Message | str],
    how: Message,
) -> Drawing:
    """Draws a chart.

    Args:
        language: the language of the texts.
        kind: name of the kind of chart, for the class of the SVG.
        size: width and height in points.
        paint: draws on the figure.
        alt: the sentences of the text alternative; strings are already in the language.
        how: one sentence that says how to read it.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    _fonts()
    said = " ".join(part if isinstance(part, str) else language.say(part) for part in alt)
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
