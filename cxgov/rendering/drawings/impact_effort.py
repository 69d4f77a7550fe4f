"""Impact and effort: recommendations by what they bring and what they cost, as numbers in a small field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Message, Text, message
from cxgov.rendering.drawings.drawing import SMALL, Drawing, Shape, Templates, draw, label, name_of
from cxgov.rendering.drawings.geometry import HALF, r
from cxgov.rendering.drawings.lettering import SEMIBOLD
from cxgov.rendering.drawings.palette import STANDARD, Palette

EFFORTS = (N_("small"), N_("medium"), N_("large"))
HEIGHT, LEFT, TOP, BOTTOM = 170.0, 30.0, 12.0, 30.0
RADIUS = 7.0
TICKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactEffort:
    """One recommendation.

    Attributes:
        number: its number in the list.
        name: its name, for the text alternative.
        effect: expected change of the index, in points.
        effort: 1 small, 2 medium, 3 large.
    """

    number: int
    name: Text
    effect: float
    effort: int


def impact_effort(environment: Templates, language: Language, items: Sequence[ImpactEffort], *, width: float = HALF,
                  palette: Palette = STANDARD) -> Drawing:
    """Draws the field; steps that would cover one another are set side by side.

    Args:
        environment: renders the template.
        language: the language of the texts.
        items: the recommendations in their order.
        width: width in points.
        palette: the theme.
    """
    most = _rounded_up(max((item.effect for item in items), default=1.0))
    column = (width - LEFT - 4) / 3
    ground = HEIGHT - BOTTOM

    def y(effect: float) -> float:
        return ground - RADIUS - max(0.0, effect) / most * (ground - TOP - 2 * RADIUS)

    ticks = [most * i / TICKS for i in range(TICKS + 1)]
    shapes = {
        "left": LEFT, "right": r(width - 4), "top": TOP, "ground": ground,
        "columns": [r(LEFT + column * i) for i in range(1, 3)],
        "ticks": [{"y": r(y(t)), "label": label(LEFT - 4, y(t) + 2.5, language.number(t, 2, trim=True), SMALL, palette.muted, anchor="end")} for t in ticks],
        "names": [label(LEFT + column * (i + 0.5), ground + 11, language.gettext(word), SMALL, palette.muted, anchor="middle")
                  for i, word in enumerate(EFFORTS)],
        "titles": [label(LEFT, TOP - 4, language.gettext(N_("effect, index points")), SMALL, palette.muted),
                   label(width - 4, ground + 23, language.gettext(N_("effort")), SMALL, palette.muted, anchor="end")],
        "dots": _placed(items, column, y, palette),
    }
    return draw(environment, language, "impact_effort", size=(width, HEIGHT), alt=_words(language, items),
                how=message(N_("Upwards the expected effect on the index, to the right the effort; the numbers are those of the list.")),
                palette=palette, shapes=shapes)


def _placed(items: Sequence[ImpactEffort], column: float, y: Callable[[float], float], palette: Palette) -> list[Shape]:
    dots: list[Shape] = []
    taken: dict[int, list[tuple[float, float]]] = {1: [], 2: [], 3: []}
    for item in items:
        effort = min(max(item.effort, 1), 3)
        height = y(item.effect)
        centre = LEFT + column * (effort - 0.5)
        # To the sides in turn until nobody is covered; a full row goes on a little higher.
        offsets = [0.0, *(side * step * (2 * RADIUS + 1) for step in range(1, 3) for side in (1, -1))]
        place = next(((centre + dx, height - dy) for dy in (0.0, 15.0, 30.0, 45.0) for dx in offsets
                      if abs(dx) + RADIUS < column / 2 and all(abs(centre + dx - px) >= 2 * RADIUS + 0.5 or abs(height - dy - py) >= 2 * RADIUS + 0.5
                                                               for px, py in taken[effort])), (centre, height))
        taken[effort].append(place)
        dots.append({"x": r(place[0]), "y": r(max(place[1], TOP + RADIUS)), "r": RADIUS,
                     "label": label(place[0], max(place[1], TOP + RADIUS) + 2.7, str(item.number), 8, palette.paper, weight=SEMIBOLD, anchor="middle")})
    return dots


def _rounded_up(value: float) -> float:
    for step in (1, 2, 4, 6, 8, 10, 12, 16, 20, 30, 40, 60, 80, 100):
        if value <= step:
            return float(step)
    return value


def _words(language: Language, items: Sequence[ImpactEffort]) -> list[Message | str]:
    return [message(N_("{number}: {name}, {effect} index points, effort {effort}."), number=item.number, name=name_of(language, item.name),
                    effect=language.number(item.effect, 1, signed=True), effort=message(EFFORTS[min(max(item.effort, 1), 3) - 1])) for item in items]
