"""Maturity against outcome: which indicators stand in which quadrant, and the question each quadrant puts to the board.

In this room: sorting and words. Not here: how maturity and outcome are measured (`cxgov.reviewing`), the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reporting.readings import Reading
from cxgov.reviewing.outcome import Outcome, outcome
from cxgov.reviewing.owner_maturity import Maturity, maturity

LEAST = 2
Quadrant = Literal["image", "begin", "carried", "steady"]

QUESTIONS: dict[Quadrant, tuple[str, str]] = {
    "image": (N_("Self-image gap?"), N_("We rate the management behind them in the upper half of the scale, yet they miss their targets. Do we see ourselves as our customers see us?")),
    "begin": (N_("Where to begin?"), N_("Little is in place and the targets are missed. Which touchpoint comes first, and who decides?")),
    "carried": (N_("Carried by people?"), N_("Little is in place, yet the targets are met. Who carries this today, and what happens when they leave?")),
    "steady": (N_("What keeps it so?"), N_("Much is in place and the targets are met. Which practice makes the difference, and who else could use it?")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An indicator between maturity and outcome.

    Attributes:
        reading: the indicator.
        maturity: of the management behind it.
        outcome: how far its value lies from the target.
        quadrant: where it stands; ``None`` within the tolerance.
    """

    reading: Reading
    maturity: Maturity
    outcome: Outcome
    quadrant: Quadrant | None


def placed(context: Context, found: list[Reading]) -> list[Placed]:
    """Every indicator that has a maturity and an outcome, in the order of the files; none where there are fewer than two."""
    made = []
    for reading in found:
        if reading.value is None or reading.measured is None:
            continue
        behind = maturity(context.workspace, context.card, context.units, reading.kpi)
        reached = outcome(reading.kpi, reading.measured)
        if behind is not None and reached is not None:
            made.append(Placed(reading=reading, maturity=behind, outcome=reached, quadrant=_quadrant(context, behind, reached)))
    return made if len(made) >= LEAST else []


def _quadrant(context: Context, behind: Maturity, reached: Outcome) -> Quadrant | None:
    scale = context.framework.scale
    high = 2 * behind.effective >= scale.min + scale.max
    if reached.status == "missed":
        return "image" if high else "begin"
    if reached.status == "met":
        return "steady" if high else "carried"
    return None


def questions(context: Context, found: list[Placed]) -> list[dict[str, Any]]:
    """The questions to the board, each with the indicators it is about; only those that there is reason to ask."""
    made = []
    for quadrant, (title, text) in QUESTIONS.items():
        names = [f"{number}\N{NO-BREAK SPACE}{context.text(p.reading.kpi.name)}" for number, p in enumerate(found, 1) if p.quadrant == quadrant]
        if names:
            made.append({"title": context.say(title), "text": context.say(text), "names": names})
    return made


def title(context: Context, found: list[Placed]) -> str:
    """What the picture shows, in one sentence; neutral where no story stands out."""
    count = {quadrant: sum(p.quadrant == quadrant for p in found) for quadrant in QUESTIONS}
    if count["image"]:
        return context.counted(count["image"], N_("{n} indicator misses its target although we rate the management behind it in the upper half"),
                               N_("{n} indicators miss their targets although we rate the management behind them in the upper half"))
    if count["carried"]:
        return context.counted(count["carried"], N_("{n} indicator meets its target although little is in place behind it"),
                               N_("{n} indicators meet their targets although little is in place behind them"))
    return context.say(N_("Maturity and outcome tell the same story"))
