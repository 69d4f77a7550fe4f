"""The level strip: one cell per practice with its digit, the target under it.

In this room: the strip, made to stand in a table cell. It replaces the radar with many axes. A ringed digit above a
cell is a claim that goes beyond the evidence (hollow means claimed in all drawings).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, level_cell, name_of
from cxgov.rendering.drawings.geometry import r
from cxgov.rendering.drawings.lettering import SEMIBOLD
from cxgov.rendering.drawings.palette import STANDARD, Palette

_CELL = 16.0
_GAP = 3.0
_EDGE = 0.6
_RING = 5.2
_HOW = N_(
    "One cell per practice with its evidenced level; the digit below is the target, bold where it is not reached; "
    "a ringed digit above is a claim beyond the evidence."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripCell:
    """A practice on the strip.

    Attributes:
        name: the practice's short name, for the text alternative.
        level: the evidenced level 0..4; ``None`` when there is none.
        claimed: the claimed level; drawn where it differs from ``level``.
        target: the level aimed at.
        applicable: tells a ``level`` of ``None`` apart: not answered (true) or not applicable (false).
    """

    name: Text
    level: int | None
    claimed: int | None = None
    target: int | None = None
    applicable: bool = True


def level_strip(
    environment: Templates,
    language: Language,
    cells: Sequence[StripCell],
    *,
    name: Text = "",
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws a level strip.

    Args:
        environment: renders the template.
        language: the language of the texts.
        cells: the practices in their order.
        name: what they belong to, for the text alternative.
        palette: the theme.
    """
    ringed = [_beyond(cell) for cell in cells]
    top = _EDGE + (2 * _RING + 2.2 if any(ringed) else 0)
    targets = any(cell.target is not None for cell in cells)
    places = [_EDGE + index * (_CELL + _GAP) for index in range(len(cells))]
    shapes = {
        "cells": [
            level_cell(language, palette, (x, top, _CELL, _CELL), cell.level, applicable=cell.applicable, size=10)
            for x, cell in zip(places, cells, strict=True)
        ],
        "rings": [
            _ring(language, palette, x + _CELL / 2, cell)
            for x, cell, shown in zip(places, cells, ringed, strict=True)
            if shown
        ],
        "targets": list(_targets(language, palette, cells, places, top + _CELL)),
    }
    width = max(len(cells) * (_CELL + _GAP) - _GAP, _CELL) + 2 * _EDGE
    height = top + _CELL + (SMALL + 3 if targets else _EDGE)
    alt = [f"{language.text(name)}:"] if language.text(name) else []
    alt.append("; ".join(_said(language, cell) for cell in cells) + ".")
    return draw(
        environment, language, "level_strip", size=(width, height), alt=alt, how=message(_HOW), palette=palette, shapes=shapes
    )


def _beyond(cell: StripCell) -> bool:
    return cell.applicable and cell.claimed is not None and cell.claimed != cell.level


def _ring(language: Language, palette: Palette, x: float, cell: StripCell) -> Shape:
    y = _EDGE + _RING
    digit = label(x, y + SMALL * CAP / 2, language.number(cell.claimed), SMALL, palette.ink, anchor="middle")
    return {"x": r(x), "y": r(y), "r": r(_RING - 0.4), "digit": digit}


def _targets(
    language: Language, palette: Palette, cells: Sequence[StripCell], places: Sequence[float], below: float
) -> Iterator[Shape]:
    for x, cell in zip(places, cells, strict=True):
        if cell.target is None:
            continue
        reached = cell.level is not None and cell.level >= cell.target  # "not answered" is not reached either
        weight, colour = (400, palette.muted) if reached or not cell.applicable else (SEMIBOLD, palette.ink)
        yield label(
            x + _CELL / 2, below + SMALL + 0.8, language.number(cell.target), SMALL, colour, weight=weight, anchor="middle"
        )


def _said(language: Language, cell: StripCell) -> str:
    name = name_of(language, cell.name)
    if cell.level is not None and cell.applicable:
        facts = [message(N_("{name} {level}"), name=name, level=cell.level)]
    elif cell.applicable:
        facts = [message(N_("{name} not answered"), name=name)]
    else:
        facts = [message(N_("{name} not applicable"), name=name)]
    if cell.claimed is not None and _beyond(cell):
        facts.append(message(N_("claimed {level}"), level=cell.claimed))
    if cell.target is not None:
        facts.append(message(N_("target {level}"), level=cell.target))
    return ", ".join(language.say(fact) for fact in facts)
