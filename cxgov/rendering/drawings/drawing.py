"""What a drawing is, and the words and pieces that all drawings share.

In this room: the finished `Drawing`, the step from shapes to SVG, text labels and level cells as plain data for the
templates. Not here: any single drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from cxgov.language import Language, Message, Text
from cxgov.rendering.drawings.geometry import hatch, r, rounded
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, text_width
from cxgov.rendering.drawings.palette import Palette

Shape = dict[str, Any]
"""One piece of a drawing as a template takes it: plain numbers and texts."""
Anchor = Literal["start", "middle", "end"]

SMALL = 7.5
"""The smallest type size of a drawing at the width it is made for."""
BODY = 8.5
CAP = 0.66  # height of capitals and digits in type sizes


class Templates(Protocol):
    """What draws: `cxgov.rendering.environment.Environment` or anything that renders a template by name."""

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """Renders the template ``name`` below the templates folder."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture.

    Attributes:
        svg: the SVG element, safe to stand in HTML.
        alt: what it shows, in words and numbers.
    """

    svg: str
    alt: str

    def context(self) -> dict[str, str]:
        """Returns the drawing as page templates take it."""
        return {"svg": self.svg, "alt": self.alt}


def draw(
    environment: Templates,
    language: Language,
    kind: str,
    *,
    size: tuple[float, float],
    alt: Sequence[Message | str],
    how: Message,
    palette: Palette,
    shapes: Mapping[str, Any],
) -> Drawing:
    """Renders ``drawings/<kind>.svg``.

    Args:
        environment: renders the template.
        language: the language of the texts.
        kind: name of the template.
        size: width and height in points.
        alt: the sentences of the text alternative; strings are already in the language.
        how: one sentence that says how to read the picture; it becomes the description of the SVG.
        palette: the theme.
        shapes: what the template draws, plain data.
    """
    words = " ".join(part if isinstance(part, str) else language.say(part) for part in alt)
    context = {
        "kind": kind,
        "width": r(size[0]),
        "height": r(size[1]),
        "title": words,
        "how": language.say(how),
        "c": palette.hues(),
        **shapes,
    }
    return Drawing(environment.render(f"drawings/{kind}.svg", context), words)


def label(
    x: float,
    y: float,
    text: str,
    size: float,
    fill: str,
    *,
    weight: int = 400,
    anchor: Anchor = "start",
    turn: float = 0,
) -> Shape:
    """Makes a text: ``x`` of its anchor, ``y`` of its base line, ``turn`` in degrees clockwise about that point."""
    return {
        "x": r(x),
        "y": r(y),
        "text": text,
        "size": r(size),
        "fill": fill,
        "weight": weight,
        "anchor": anchor,
        "turn": r(turn),
    }


def lines(
    x: float,
    y: float,
    texts: Sequence[str],
    size: float,
    fill: str,
    *,
    weight: int = 400,
    anchor: Anchor = "start",
) -> list[Shape]:
    """Makes the lines of a wrapped text, the base line of the first at ``y``."""
    return [
        label(x, y + index * size * LEADING, text, size, fill, weight=weight, anchor=anchor)
        for index, text in enumerate(texts)
    ]


def middle_lines(
    x: float,
    centre: float,
    texts: Sequence[str],
    size: float,
    fill: str,
    *,
    weight: int = 400,
    anchor: Anchor = "start",
) -> list[Shape]:
    """Makes the lines of a wrapped text so that the block is centred on the height ``centre``."""
    first = centre + size * CAP / 2 - (len(texts) - 1) * size * LEADING / 2
    return lines(x, first, texts, size, fill, weight=weight, anchor=anchor)


def name_of(language: Language, text: Text | None) -> str:
    """Picks a text of a definition file for a label: in the language, its one-letter words bound."""
    return language.bind(language.text(text))


def not_applicable(language: Language) -> str:
    """Returns the short sign for "not applicable" or "not scored"."""
    return language.pgettext("not applicable, short", "n/a")


def level_cell(
    language: Language,
    palette: Palette,
    place: tuple[float, float, float, float],
    level: int | None,
    *,
    applicable: bool = True,
    size: float = BODY,
) -> Shape:
    """Makes the cell of a level: its colour, its digit, an ink outline.

    A level that does not apply is hatched and says so; one that was not answered is an empty dashed cell with a
    question mark. Neither looks like level 0.

    Args:
        language: the language of the digit or sign.
        palette: the theme.
        place: left, top, width, height.
        level: the level, or ``None``; the level of a practice that does not apply is not shown.
        applicable: whether ``None`` means "not answered" (true) or "does not apply" (false).
        size: type size of the digit.
    """
    x, y, width, height = place
    if level is not None and applicable:
        state, swatch, sign = "level", palette.level(level), language.number(level)
        fill, colour, weight = swatch.fill, swatch.text, SEMIBOLD
    else:
        state, sign = ("unanswered", "?") if applicable else ("na", not_applicable(language))
        fill, colour, weight = palette.paper, palette.ink if not applicable else palette.muted, 400
        size = min(size, max(SMALL, size - 1))
    wide = text_width(sign, size, weight)
    return {
        "x": r(x),
        "y": r(y),
        "width": r(width),
        "height": r(height),
        "state": state,
        "fill": fill,
        "hatch": hatch(rounded(x, y, width, height, 0)) if state == "na" else "",
        "ground": {
            "x": r(x + (width - wide) / 2 - 0.6), "y": r(y + height / 2 - size * 0.42),
            "width": r(wide + 1.2), "height": r(size * 0.84),
        },
        "digit": label(x + width / 2, y + height / 2 + size * CAP / 2, sign, size, colour, weight=weight, anchor="middle"),
    }  # fmt: skip
