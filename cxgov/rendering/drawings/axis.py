"""A level axis: where a score stands between two edges, its ticks and their digits; and rows named at the left.

In this room: what dumbbell, rater strip and other drawings with a scale share. Not here: what stands on the axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from cxgov.language import Language
from cxgov.rendering.drawings.drawing import SMALL, Shape, label
from cxgov.rendering.drawings.geometry import r
from cxgov.rendering.drawings.lettering import wrap
from cxgov.rendering.drawings.palette import Palette

NAME = 8.5
"""Type size of a row's name."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A horizontal axis.

    Attributes:
        left: where the least value stands, in points.
        right: where the greatest value stands.
        scale: least and greatest value.
    """

    left: float
    right: float
    scale: tuple[float, float]

    def at(self, value: float) -> float:
        """Returns where a value stands; values beyond the scale are held at its ends."""
        least, greatest = self.scale
        part = (value - least) / (greatest - least) if greatest > least else 0.0
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def steps(self) -> list[float]:
        """Returns the whole values of the scale."""
        least, greatest = self.scale
        return [least + step for step in range(floor(greatest - least) + 1)]

    def ticks(self) -> list[float]:
        """Returns where the whole values stand, rounded for the template."""
        return [r(self.at(value)) for value in self.steps()]

    def digits(self, language: Language, palette: Palette, y: float) -> list[Shape]:
        """Makes the digits of the axis, base line at ``y``."""
        return [
            label(self.at(value), y, language.number(value), SMALL, palette.muted, anchor="middle") for value in self.steps()
        ]


def wrapped_names(names: Sequence[str], width: float, lines: int = 2) -> list[list[str]]:
    """Wraps the names of rows to the width of their column."""
    return [wrap(name, width, NAME, lines=lines) for name in names]
