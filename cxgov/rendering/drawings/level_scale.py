"""The level scale: the levels on one strip with their names, for "how to read"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import Drawing, Shape, Templates, draw, level_cell, lines, name_of
from cxgov.rendering.drawings.geometry import FULL
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

_CELL = 26.0
_NAME = 9.0
_HOW = N_("The levels from the lowest at the left to the highest at the right.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLevel:
    """A level 0..4 and its name."""

    level: int
    name: Text


def level_scale(
    environment: Templates,
    language: Language,
    levels: Sequence[ScaleLevel],
    *,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws the level scale.

    Args:
        environment: renders the template.
        language: the language of the texts.
        levels: from the lowest to the highest.
        width: in points.
        palette: the theme.
    """
    step = (width - 1) / max(len(levels), 1)
    wrapped = [wrap(name_of(language, level.name), step - 6, _NAME, SEMIBOLD) for level in levels]
    cells = [
        level_cell(language, palette, (0.5 + index * step, 0.5, step - 2, _CELL), level.level, size=15)
        for index, level in enumerate(levels)
    ]
    names: list[Shape] = []
    for index, said in enumerate(wrapped):
        middle = 0.5 + index * step + (step - 2) / 2
        names += lines(middle, _CELL + _NAME + 4, said, _NAME, palette.ink, weight=SEMIBOLD, anchor="middle")
    height = _CELL + 6 + max((len(said) for said in wrapped), default=0) * _NAME * LEADING + 3
    alt = [f"{language.number(level.level)} {name_of(language, level.name)};" for level in levels]
    if alt:
        alt[-1] = alt[-1].removesuffix(";") + "."
    return draw(
        environment, language, "level_scale", size=(width, height), alt=alt, how=message(_HOW), palette=palette,
        shapes={"cells": cells, "names": names},
    )  # fmt: skip
