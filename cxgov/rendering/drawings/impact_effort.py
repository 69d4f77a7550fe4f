"""Effect against effort: the recommendations as numbered dots.

In this room: where to begin, top left first. The names stand in the table beside the picture; the numbers join them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Templates, draw, label, name_of
from cxgov.rendering.drawings.geometry import HALF, r
from cxgov.rendering.drawings.lettering import SEMIBOLD, clip
from cxgov.rendering.drawings.palette import STANDARD, Palette

_EFFORTS = ((1, N_("low effort")), (2, N_("medium effort")), (3, N_("high effort")))
_DOT = 6.6
_TOP, _HEIGHT, _LEFT = 18.0, 138.0, 24.0
_ROWS = 8  # as many as stand in the field
_HOW = N_("Higher is more effect on the index, further right is more effort; begin at the top left.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactEffort:
    """A recommendation: its number, the index points it brings and its effort (1 low, 2 medium, 3 high)."""

    number: int
    name: Text
    effect: float
    effort: int


def impact_effort(
    environment: Templates,
    language: Language,
    items: Sequence[ImpactEffort],
    *,
    width: float = HALF,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws effect against effort.

    Args:
        environment: renders the template.
        language: the language of the texts.
        items: the recommendations; dots of the same effect and effort stand side by side.
        width: in points.
        palette: the theme.
    """
    step = _step(max([item.effect for item in items], default=1.0))
    most = max(step, ceil(max([item.effect for item in items], default=1.0) / step) * step)
    column = (width - _LEFT) / 3
    bottom = _TOP + _HEIGHT

    def y(effect: float) -> float:
        # The scale begins a little above the axis, so that a dot without effect stands on it and not across it.
        return bottom - _DOT - 2 - min(max(effect / most, 0.0), 1.0) * (_HEIGHT - 2 * _DOT - 4)

    ticks = [step * index for index in range(round(most / step) + 1)]
    shapes = {
        "left": _LEFT, "right": r(width), "top": _TOP, "bottom": r(bottom),
        "columns": [r(_LEFT + column * index) for index in (1, 2)],
        "ticks": [r(y(tick)) for tick in ticks],
        "texts": [
            *(label(_LEFT - 5, y(tick) + SMALL * CAP / 2, language.number(tick, 2, trim=True), SMALL, palette.muted,
                    anchor="end") for tick in ticks),
            *(label(_LEFT + column * (effort - 0.5), bottom + SMALL * 1.9, clip(language.say(word), column - 4, SMALL),
                    SMALL, palette.ink, anchor="middle") for effort, word in _EFFORTS),
            label(0, SMALL, clip(language.say(N_("effect, index points ↑")), width, SMALL), SMALL, palette.muted),
        ],
        "dots": [
            {"x": r(x), "y": r(up), "r": _DOT,
             "text": label(x, up + 8 * CAP / 2, str(item.number), 8, palette.paper, weight=SEMIBOLD, anchor="middle")}
            for item, x, up in _spread(items, column, y)
        ],
    }  # fmt: skip
    alt = [language.say(message(
        N_("{number} {name}: effect {effect}, {effort}."), number=str(item.number), name=name_of(language, item.name),
        effect=language.number(item.effect, 1, trim=True), effort=language.say(_EFFORTS[_held(item.effort) - 1][1]),
    )) for item in items]  # fmt: skip
    size = (width, bottom + SMALL * 2.4)
    return draw(environment, language, "impact_effort", size=size, alt=alt, how=message(_HOW), palette=palette, shapes=shapes)


def _step(most: float) -> float:
    """Chooses a round distance of the ticks that gives at most five of them."""
    most = max(most, 0.1)
    power = 10.0 ** floor(log10(most))
    return next(power * part for part in (0.2, 0.5, 1.0, 2.0, 5.0) if most / (power * part) <= 5)


def _held(effort: int) -> int:
    return min(max(effort, 1), 3)


def _spread(
    items: Sequence[ImpactEffort], column: float, y: Callable[[float], float]
) -> list[tuple[ImpactEffort, float, float]]:
    """Places the dots; those that would lie over one another move aside within their column."""
    placed: list[tuple[ImpactEffort, float, float]] = []
    apart = 2 * _DOT + 1.5
    most = max(1, int((column - 2) // apart) - 1 | 1)  # odd: as many on either side
    for item in sorted(items, key=lambda one: (-one.effect, one.number)):
        up = y(item.effect)
        middle = _LEFT + column * (_held(item.effort) - 0.5)
        # Aside first; only where a row is full, higher or lower, always inside the field.
        rows = [up + row * apart for row in sorted(range(-_ROWS, _ROWS + 1), key=lambda row: (abs(row), row))]
        spots = [
            (middle + side * ((place + 1) // 2) * apart, height) for height in rows
            if _TOP + _DOT <= height <= _TOP + _HEIGHT - _DOT for place, side in _sides(most)
        ]
        free = [
            spot for spot in spots if all(abs(spot[0] - x) + 0.1 >= apart or abs(spot[1] - v) >= apart for _, x, v in placed)
        ]
        placed.append((item, *(free or spots)[0]))
    return placed


def _sides(count: int) -> list[tuple[int, int]]:
    return [(place, 1 if place % 2 else -1) for place in range(count)]
