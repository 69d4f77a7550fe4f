"""The level scale: all levels from the least to the greatest on one strip, with their names.

How it reads: from left to right; fill and digit as in every other drawing, so it serves as their legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import BODY, CAP, Drawing, Shape, Templates, draw, label, lines, name_of
from cxgov.rendering.drawings.geometry import FULL, r
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

HIGH = 22.0
DIGIT = 12.0
EDGE = 0.5
GAP = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLevel:
    """A level of the scale and its name."""

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
        levels: from the least to the greatest.
        width: width in points.
        palette: the theme.
    """
    step = (width - 2 * EDGE + GAP) / max(len(levels), 1)
    texts: list[Shape] = []
    bars: list[Shape] = []
    most = 1
    for index, one in enumerate(levels):
        x = EDGE + index * step
        swatch = palette.level(one.level)
        bars.append({"x": r(x), "width": r(step - GAP), "fill": swatch.fill})
        texts.append(label(
            x + (step - GAP) / 2, EDGE + HIGH / 2 + DIGIT * CAP / 2, language.number(one.level), DIGIT, swatch.text,
            weight=SEMIBOLD, anchor="middle",
        ))  # fmt: skip
        name = wrap(name_of(language, one.name), step - GAP, BODY, lines=3)
        most = max(most, len(name))
        texts += lines(x + (step - GAP) / 2, HIGH + BODY + 4, name, BODY, palette.ink, anchor="middle")
    said = [f"{language.number(one.level)} {name_of(language, one.name)}" for one in levels]
    return draw(
        environment,
        language,
        "level_scale",
        size=(width, HIGH + 6 + most * BODY * LEADING + 2),
        alt=[message(N_("Levels from the lowest: {levels}."), levels=", ".join(said))],
        how=message(N_("The levels from left to right, by fill and digit.")),
        palette=palette,
        shapes={"bars": bars, "texts": texts, "top": EDGE, "high": HIGH},
    )
