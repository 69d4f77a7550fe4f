"""The rater strip: each rater a dot, the median a bar, the agreed level a mark, agreement in figures.

In this room: how raters spread over the levels. The dots of one level stand side by side, always in the same places:
nothing is random, and no dot can be told to be a person. Not here: how r*wg is computed (`cxgov.scoring`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, counted, message
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
from cxgov.rendering.drawings.geometry import FULL, hatch, path, r, rounded
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette

_DOT = 2.7
_ROW = 21.0
_HEAD = 29.0
_HOW = N_(
    "Each dot is a rater, the bar is the median, the triangle below is the agreed level; "
    "r*wg is agreement, 1 is full."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterRow:
    """How raters see one practice.

    Attributes:
        name: the practice's short name.
        levels: the raters' levels in any order.
        median: the lower median; ``None`` without raters.
        agreed: the agreed level, if there is one.
        agreement: r*wg, 1 is full agreement; ``None`` for fewer than two raters.
        discuss: whether the raters should talk about it.
    """

    name: Text
    levels: tuple[int, ...]
    median: float | None = None
    agreed: int | None = None
    agreement: float | None = None
    discuss: bool = False


def rater_strip(
    environment: Templates,
    language: Language,
    rows: Sequence[RaterRow],
    *,
    scale: tuple[float, float] = (0.0, 4.0),
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws one strip per practice.

    Args:
        environment: renders the template.
        language: the language of the texts.
        rows: the practices in the order they are shown.
        scale: least and greatest level.
        width: in points.
        palette: the theme.
    """
    column, right = width * 0.34, width - 92
    axis = Axis(column + 14, right - 14, scale)
    wrapped = wrapped_names([name_of(language, row.name) for row in rows], column - 8)
    y = _HEAD
    shapes: dict[str, list[Shape]] = {"rows": [], "names": []}
    for row, lines in zip(rows, wrapped, strict=True):
        height = max(_ROW, len(lines) * NAME * LEADING + 7)
        centre = y + height / 2
        shapes["rows"].append(_row(language, palette, axis, row, (centre, width, y + height)))
        shapes["names"] += middle_lines(0, centre, lines, NAME, palette.ink)
        y += height
    head = {
        "digits": axis.digits(language, palette, _HEAD - 4),
        "ticks": axis.ticks(),
        "head": r(_HEAD),
        "bottom": r(y),
        "width": r(width),
        "keys": _keys(language, palette, axis.left, width),
        "figure": label(right + 34, _HEAD - 4, "r*wg", SMALL, palette.muted, anchor="end"),
    }
    return draw(
        environment, language, "rater_strip", size=(width, y + 1), alt=[_said(language, row) for row in rows],
        how=message(_HOW), palette=palette, shapes={**shapes, **head},
    )  # fmt: skip


def _row(language: Language, palette: Palette, axis: Axis, row: RaterRow, place: tuple[float, float, float]) -> Shape:
    y, width, bottom = place
    figure = not_applicable(language) if row.agreement is None else language.number(row.agreement, 2)
    right = width - 92
    base = y + SMALL * CAP / 2
    median = None if row.median is None else r(axis.at(row.median))
    outline = rounded(axis.left, y - 3.5, axis.right - axis.left, 7, 0)
    return {
        "y": r(y),
        "bottom": r(bottom),
        "top": r(y - 9),
        "foot": r(y + 4.2),
        "left": r(axis.left),
        "right": r(axis.right),
        "dots": [{"x": r(x), "y": r(y + rise)} for x, rise in _dots(axis, row.levels)],
        "dot": _DOT,
        "median": median,
        "agreed": "" if row.agreed is None else _triangle(axis.at(row.agreed), y + 5.2),
        "hatch": "" if row.levels else hatch(outline),
        "figure": label(right + 34, base, figure, SMALL, palette.ink, anchor="end", weight=SEMIBOLD if row.discuss else 400),
        "pill": _pill(language, palette, right + 40, y, width) if row.discuss else {},
    }


def _dots(axis: Axis, levels: Sequence[int]) -> list[tuple[float, float]]:
    """Places the dots: those of one level side by side, every other one a little higher, centred on the level."""
    room = (axis.at(axis.scale[0] + 1) - axis.left) * 0.86
    places: list[tuple[float, float]] = []
    for level, count in sorted(Counter(levels).items()):
        apart = min(2 * _DOT + 0.8, room / count)
        for index in range(count):
            x = axis.at(level) + (index - (count - 1) / 2) * apart
            places.append((x, -2.4 if count > 1 and index % 2 else -0.4))
    return places


def _triangle(x: float, y: float) -> str:
    return path([(x, y), (x + 3.2, y + 4.6), (x - 3.2, y + 4.6)], closed=True)


def _pill(language: Language, palette: Palette, x: float, y: float, width: float) -> Shape:
    word = clip(language.say(N_("discuss")), width - x - 8, SMALL, SEMIBOLD)
    wide = text_width(word, SMALL, SEMIBOLD) + 8
    return {
        "x": r(x), "y": r(y - 5.6), "width": r(wide), "height": 11.2, "round": 5.6,
        "fill": palette.amber, "stroke": palette.amber,
        "label": label(x + wide / 2, y + SMALL * CAP / 2, word, SMALL, palette.ink, weight=SEMIBOLD, anchor="middle"),
    }  # fmt: skip


def _keys(language: Language, palette: Palette, left: float, width: float) -> list[Shape]:
    keys: list[Shape] = []
    x = left
    for kind, word in (("dot", N_("rater")), ("bar", N_("median")), ("agreed", N_("agreed level"))):
        said = clip(language.say(word), max(width - x - 10, 20), SMALL)
        keys.append({
            "kind": kind, "x": r(x), "y": r(SMALL - 2.6), "mark": _triangle(x, SMALL - 5) if kind == "agreed" else "",
            "text": label(x + 7, SMALL, said, SMALL, palette.ink),
        })  # fmt: skip
        x += text_width(said, SMALL) + 22
    return keys


def _said(language: Language, row: RaterRow) -> str:
    name = name_of(language, row.name)
    if not row.levels:
        facts = [message(N_("no raters"))]
    else:
        spread = ", ".join(language.number(level) for level in sorted(row.levels))
        facts = [counted(len(row.levels), N_("{n} rater: {levels}"), N_("{n} raters: {levels}"), levels=spread)]
        facts.append(message(N_("median {level}"), level=language.number(row.median, 1, trim=True)))
    if row.agreed is not None:
        facts.append(message(N_("agreed {level}"), level=row.agreed))
    if row.agreement is not None:
        facts.append(message(N_("r*wg {figure}"), figure=language.number(row.agreement, 2)))
    if row.discuss:
        facts.append(message(N_("to discuss")))
    return f"{name}: {'; '.join(language.say(fact) for fact in facts)}."
