"""The heat map: rows by columns, a level in each cell.

In this room: the grid of stages and practices, touchpoints and indicators, practices and units. Every cell carries its
digit; a missing one is hatched or dashed and never looks like level 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.axis import NAME, wrapped_names
from cxgov.rendering.drawings.drawing import (
    SMALL,
    Drawing,
    Shape,
    Templates,
    draw,
    label,
    level_cell,
    lines,
    middle_lines,
    name_of,
)
from cxgov.rendering.drawings.geometry import FULL, r
from cxgov.rendering.drawings.lettering import LEADING, clip, fits, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

_GAP = 2.0
_HEIGHT = 18.0
_WIDEST = 58.0
_TALLEST_HEAD = 90.0
_HOW = N_("Each cell carries its level; hatched cells do not apply, dashed cells with a question mark were not answered.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """A level 0..4; with ``None``, `applicable` tells "not answered" (true) from "not applicable" (false)."""

    level: int | None
    applicable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """A row; ``None`` in place of a cell where the row has no such column."""

    name: Text
    cells: tuple[HeatCell | None, ...]


def heat_map(
    environment: Templates,
    language: Language,
    rows: Sequence[HeatRow],
    columns: Sequence[Text],
    *,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws a heat map.

    Args:
        environment: renders the template.
        language: the language of the texts.
        rows: the rows, each with one cell per column.
        columns: the heads; they are turned upright when they are too wide for their columns.
        width: greatest width in points; few columns make a narrower picture.
        palette: the theme.

    Raises:
        ValueError: for a row with more or fewer cells than there are columns.
    """
    if any(len(row.cells) != len(columns) for row in rows):
        raise ValueError("a row has one cell per column, None where there is none")
    heads = [name_of(language, column) for column in columns]
    names = [name_of(language, row.name) for row in rows]
    room = width * 0.36
    column = min(room, max((text_width(name, NAME) for name in names), default=0.0) + 8)
    across = min(_WIDEST, (width - column - 1) / max(len(columns), 1))
    head, head_height = _heads(palette, heads, column, across)
    wrapped = wrapped_names(names, column - 8)
    y = head_height
    cells: list[Shape] = []
    labels: list[Shape] = []
    for row, said in zip(rows, wrapped, strict=True):
        height = max(_HEIGHT, len(said) * NAME * LEADING + 3)
        labels += middle_lines(0, y + height / 2, said, NAME, palette.ink)
        for index, cell in enumerate(row.cells):
            if cell is not None:
                place = (column + index * across, y, across - _GAP, height)
                cells.append(level_cell(language, palette, place, cell.level, applicable=cell.applicable, size=9.5))
        y += height + _GAP
    size = (min(width, column + len(columns) * across + 1), max(y, _HEIGHT))
    alt = [_said(language, row, heads) for row in rows]
    shapes = {"heads": head, "names": labels, "cells": cells}
    return draw(environment, language, "heat_map", size=size, alt=alt, how=message(_HOW), palette=palette, shapes=shapes)


def _heads(palette: Palette, heads: Sequence[str], column: float, across: float) -> tuple[list[Shape], float]:
    if all(fits(head, across - _GAP, SMALL) for head in heads):
        wrapped = [wrap(head, across - _GAP, SMALL) for head in heads]
        tallest = max((len(said) for said in wrapped), default=0)
        height = tallest * SMALL * LEADING + 3
        shapes: list[Shape] = []
        for index, said in enumerate(wrapped):
            x = column + index * across + (across - _GAP) / 2
            first = height - 4.5 - (len(said) - 1) * SMALL * LEADING
            shapes += lines(x, first, said, SMALL, palette.muted, anchor="middle")
        return shapes, height
    said = [clip(head, _TALLEST_HEAD, SMALL) for head in heads]
    height = max((text_width(head, SMALL) for head in said), default=0.0) + 6
    middle = column + (across - _GAP) / 2 + SMALL * 0.33
    return [
        label(middle + index * across, height - 4, head, SMALL, palette.muted, turn=-90) for index, head in enumerate(said)
    ], r(height)


def _said(language: Language, row: HeatRow, heads: Sequence[str]) -> str:
    facts: list[str] = []
    for head, cell in zip(heads, row.cells, strict=True):
        if cell is None:
            continue
        if cell.level is not None and cell.applicable:
            said = message(N_("{name} {level}"), name=head, level=cell.level)
        elif cell.applicable:
            said = message(N_("{name} not answered"), name=head)
        else:
            said = message(N_("{name} not applicable"), name=head)
        facts.append(language.say(said))
    return f"{name_of(language, row.name)}: {'; '.join(facts) or '–'}."
