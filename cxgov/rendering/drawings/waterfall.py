"""The waterfall: how one number became another, step by step, so that the steps add up before the eyes.

In this room: two totals and the steps between them, from above to below. A step up is blue, a step down amber, totals are
ink; every bar carries its figure, so that colour is never needed to read it. Not here: which steps there are and how they
are rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, counted, message
from cxgov.rendering.drawings.axis import NAME, Axis, wrapped_names
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, middle_lines, name_of
from cxgov.rendering.drawings.geometry import FULL, r
from cxgov.rendering.drawings.lettering import LEADING, text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette

_BAR = 10.0
_ROW = 17.0
_GAP = 3.0
_THIN = 1.0  # a step too small to see is drawn at least this wide
_HOW = N_("The bars are read from above: each step begins where the one before ends; steps up are blue, steps down amber.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step.

    Attributes:
        name: what moved.
        amount: by how much.
    """

    name: Text
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """Two totals and what lies between; ``start`` and all steps add up to ``end``.

    Attributes:
        start: the earlier total.
        start_name: what it is.
        end: the later total.
        end_name: what it is.
        steps: in the order in which they are drawn.
        joined: how many further steps stand together as one.
        others: what these come to.
        others_name: what they are called; by default their number.
        limits: least and greatest value that a total can have.
        digits: decimal places.
    """

    start: float
    start_name: Text
    end: float
    end_name: Text
    steps: Sequence[Step]
    joined: int = 0
    others: float = 0.0
    others_name: Text = ""
    limits: tuple[float, float] = (0.0, 100.0)
    digits: int = 1


def waterfall(environment: Templates, language: Language, of: Waterfall, *, width: float = FULL, palette: Palette = STANDARD) -> Drawing:
    """Draws a waterfall.

    The axis shows the stretch on which something moves and not the whole scale; it says so by its figures.

    Args:
        environment: renders the template.
        language: the language of the texts.
        of: what is drawn.
        width: in points.
        palette: the theme.
    """
    steps = [(name_of(language, step.name), step.amount) for step in of.steps]
    if of.joined:
        steps.append((name_of(language, of.others_name) or language.say(counted(of.joined, N_("{n} other"), N_("{n} others"))), of.others))
    names = [name_of(language, of.start_name), *(name for name, _ in steps), name_of(language, of.end_name)]
    column = width * 0.36
    wrapped = wrapped_names(names, column - 10)
    axis = Axis(column + 36, width - 36, _stretch(of, [amount for _, amount in steps]))
    head = SMALL + 5
    shapes: dict[str, list[Shape]] = {"bars": [], "links": [], "texts": []}
    y, at = head + _GAP, of.start
    for place, lines in enumerate(wrapped):
        height = max(_ROW, len(lines) * NAME * LEADING + 5)
        middle = y + height / 2
        total = place in (0, len(names) - 1)
        begin, end = (axis.scale[0], of.start if place == 0 else of.end) if total else (at, at + steps[place - 1][1])
        shapes["bars"].append(_bar(palette, axis, begin, end, middle, total=total))
        shapes["texts"] += middle_lines(0, middle, lines, NAME, palette.ink, weight=600 if total else 400)
        shapes["texts"].append(_figure(language, palette, axis, (begin, end), middle, of.digits, total=total))
        at = end
        y += height
        if place < len(names) - 1:
            shapes["links"].append({"x": r(axis.at(at)), "top": r(middle + _BAR / 2), "bottom": r(y + _next(wrapped, place) / 2 - _BAR / 2)})
    shapes["texts"] += _ends(language, palette, axis)
    return draw(
        environment, language, "waterfall", size=(width, y + 1), alt=_said(language, of, steps, names), how=message(_HOW), palette=palette,
        shapes={**shapes, "head": r(head), "bottom": r(y), "left": r(axis.left), "right": r(axis.right)},
    )  # fmt: skip


def _next(wrapped: Sequence[Sequence[str]], place: int) -> float:
    return max(_ROW, len(wrapped[place + 1]) * NAME * LEADING + 5)


def _stretch(of: Waterfall, amounts: Sequence[float]) -> tuple[float, float]:
    """The part of the scale that is drawn: everything the steps reach, widened to whole fives."""
    reached = [of.start, of.end]
    at = of.start
    for amount in amounts:
        at += amount
        reached.append(at)
    room = max(2.0, (max(reached) - min(reached)) * 0.15)
    low, high = 5 * ((min(reached) - room) // 5), -5 * (-(max(reached) + room) // 5)
    return max(of.limits[0], low), min(of.limits[1], high)


def _bar(palette: Palette, axis: Axis, begin: float, end: float, middle: float, *, total: bool) -> Shape:
    left, right = sorted((axis.at(begin), axis.at(end)))
    if right - left < _THIN and not total:
        left, right = (left + right - _THIN) / 2, (left + right + _THIN) / 2
    fill = palette.ink if total else palette.blue if end > begin else palette.amber if end < begin else palette.muted
    return {"x": r(left), "y": r(middle - _BAR / 2), "width": r(right - left), "height": _BAR, "fill": fill}


def _figure(language: Language, palette: Palette, axis: Axis, ends: tuple[float, float], middle: float, digits: int, *, total: bool) -> Shape:
    """The figure stands at the end to which the step leads, outside the bar."""
    begin, end = ends
    said = language.number(end if total else end - begin, digits, signed=not total)
    back = end < begin and not total
    x = axis.at(end) + (-3 if back else 3)
    if not back and x + text_width(said, SMALL, 600) > axis.right + 36:
        x = axis.right + 36 - text_width(said, SMALL, 600)
    return label(x, middle + SMALL * CAP / 2, said, SMALL, palette.ink, weight=600, anchor="end" if back else "start")


def _ends(language: Language, palette: Palette, axis: Axis) -> list[Shape]:
    low, high = axis.scale
    return [label(axis.left, SMALL, language.number(low), SMALL, palette.muted, anchor="middle"),
            label(axis.right, SMALL, language.number(high), SMALL, palette.muted, anchor="middle")]


def _said(language: Language, of: Waterfall, steps: Sequence[tuple[str, float]], names: Sequence[str]) -> list[str]:
    said = [f"{names[0]}: {language.number(of.start, of.digits)}."]
    said += [f"{name}: {language.number(amount, of.digits, signed=True)}." for name, amount in steps]
    return [*said, f"{names[-1]}: {language.number(of.end, of.digits)}."]
