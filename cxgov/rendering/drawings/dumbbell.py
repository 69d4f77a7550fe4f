"""The dumbbell: two values of the same thing and the distance between them.

In this room: claimed against evidenced, self against assessor. The hollow dot is the first value, the filled one the
second; the bar between them is amber when the first is greater (claimed more than shown), blue when it is less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.axis import NAME, Axis, wrapped_names
from cxgov.rendering.drawings.drawing import (
    CAP,
    SMALL,
    Drawing,
    Shape,
    Templates,
    draw,
    label,
    middle_lines,
    name_of,
    not_applicable,
)
from cxgov.rendering.drawings.geometry import FULL, hatch, r, rounded
from cxgov.rendering.drawings.lettering import LEADING, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

_DOT = 3.6
_BARE_WIDTH = 120.0
_HOW = N_("The hollow dot is {first}, the filled dot {second}; the longer the bar, the greater the difference.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellRow:
    """One pair of values; ``None`` is a missing one."""

    name: Text
    first: float | None
    second: float | None

    @property
    def distance(self) -> float:
        """How far the values are apart; -1 when one is missing, so that such rows come last."""
        return -1.0 if self.first is None or self.second is None else abs(self.first - self.second)


def dumbbell(
    environment: Templates,
    language: Language,
    rows: Sequence[DumbbellRow],
    *,
    first_label: Text,
    second_label: Text,
    scale: tuple[float, float] = (0.0, 4.0),
    width: float | None = None,
    bare: bool = False,
    digits: int = 1,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws dumbbells, the greatest distance first.

    Args:
        environment: renders the template.
        language: the language of the texts.
        rows: the pairs; rows with a missing value come last.
        first_label: what the hollow dots are.
        second_label: what the filled dots are.
        scale: least and greatest value of the axis.
        width: in points; 170 mm, or 120 points when bare.
        bare: only axis and dots, for a table cell; the rows keep their order.
        digits: decimal places of the values.
        palette: the theme.
    """
    first, second = name_of(language, first_label), name_of(language, second_label)
    if width is None:
        width = _BARE_WIDTH if bare else FULL
    ordered = list(rows) if bare else sorted(rows, key=lambda row: -row.distance)
    names = [name_of(language, row.name) for row in ordered]
    column = 0.0 if bare else width * 0.34
    wrapped = [[] for _ in ordered] if bare else wrapped_names(names, column - 10)
    axis = Axis(_DOT + 2, width - _DOT - 2, scale) if bare else Axis(column + 16, width - 22, scale)
    head = 0.0 if bare else 27.0
    y = head
    shapes: dict[str, list[Shape]] = {"bars": [], "names": [], "keys": []}
    for row, lines in zip(ordered, wrapped, strict=True):
        height = 13.0 if bare else max(19.0, len(lines) * NAME * LEADING + 7)
        shapes["bars"].append(_bar(language, palette, axis, row, y + height / 2, digits, bare=bare))
        shapes["names"] += middle_lines(0, y + height / 2, lines, NAME, palette.ink)
        y += height
    if not bare:
        shapes["keys"] = _keys(palette, axis, width, (first, second))
    scale_shapes = {
        "digits": [] if bare else axis.digits(language, palette, head - 4),
        "ticks": axis.ticks(),
        "head": r(head),
        "bottom": r(y),
        "bare": bare,
    }
    alt = [_said(language, row, (first, second), digits) for row in ordered]
    return draw(
        environment, language, "dumbbell", size=(width, max(y, 13.0) + (0 if bare else 1)), alt=alt,
        how=message(_HOW, first=first, second=second), palette=palette, shapes={**shapes, **scale_shapes},
    )  # fmt: skip


def _bar(
    language: Language, palette: Palette, axis: Axis, row: DumbbellRow, y: float, digits: int, *, bare: bool
) -> Shape:
    first, second = row.first, row.second
    one = None if first is None else r(axis.at(first))
    two = None if second is None else r(axis.at(second))
    outline = rounded(axis.left, y - 3.5, axis.right - axis.left, 7, 0)
    shape: Shape = {
        "y": r(y), "left": r(axis.left), "right": r(axis.right), "first": one, "second": two, "dot": _DOT,
        "colour": palette.amber if first is not None and second is not None and first > second else palette.light_blue,
        "hatch": hatch(outline) if one is None and two is None else "", "values": [], "grounds": [],
    }  # fmt: skip
    if one is None and two is None:
        sign, middle = not_applicable(language), (axis.left + axis.right) / 2
        wide = text_width(sign, SMALL) + 3
        shape["grounds"].append({"x": r(middle - wide / 2), "width": r(wide), "y": r(y - 4), "height": 8})
        shape["values"].append(label(middle, y + SMALL * CAP / 2, sign, SMALL, palette.ink, anchor="middle"))
    if bare:
        return shape
    shown = sorted((value, which) for which, value in enumerate((first, second)) if value is not None)
    base = y + SMALL * CAP / 2
    for at, (value, which) in enumerate(shown):
        lower = at == 0 and len(shown) == 2
        # Equal values share one figure: two would say the same.
        if lower and language.number(value, digits) == language.number(shown[1][0], digits):
            continue
        x = axis.at(value) + (-_DOT - 3 if lower else _DOT + 3)
        colour = palette.ink if which else palette.muted
        figure = language.number(value, digits)
        wide = text_width(figure, SMALL)
        shape["grounds"].append({"x": r(x - wide - 1 if lower else x - 1), "width": r(wide + 2), "y": r(y - 4), "height": 8})
        shape["values"].append(label(x, base, figure, SMALL, colour, anchor="end" if lower else "start"))
    return shape


def _keys(palette: Palette, axis: Axis, width: float, names: tuple[str, str]) -> list[Shape]:
    """The key, right-aligned in the first line: hollow and filled dot with their names."""
    keys: list[Shape] = []
    x = width
    room = (width - axis.left) / 2 - 16
    for which in (1, 0):
        said = wrap(names[which], room, SMALL, lines=1)[0]
        x -= text_width(said, SMALL)
        keys.append({"x": r(x - 6), "y": r(SMALL - 2.6), "filled": bool(which), "text": label(x, SMALL, said, SMALL, palette.ink)})
        x -= 22
    return keys


def _said(language: Language, row: DumbbellRow, names: tuple[str, str], digits: int) -> str:
    def value(which: str, number: float | None) -> str:
        if number is None:
            return language.say(message(N_("{name} (no value)"), name=which))
        return f"{which} {language.number(number, digits)}"

    name = name_of(language, row.name)
    pair = f"{value(names[0], row.first)}, {value(names[1], row.second)}."
    return f"{name}: {pair}" if name else pair
