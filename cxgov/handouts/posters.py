"""Posters for the wall: the wheel of the cycle with its rule, and the levels of the scale.

In this room: which words of the framework they show. Not here: the drawing of the wheel and the look of the sheets.
"""

from __future__ import annotations

from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_
from cxgov.rendering.drawings.cycle_wheel import CycleWheel, WheelStage, cycle_wheel
from cxgov.rendering.drawings.wheel_inputs import LEAST, MOST

LEVEL_STEPS = 5  # a scale of as many levels has the colours of the reports


def blank_wheel(workshop: Workshop) -> dict[str, Any] | None:
    """The wheel with numbers in its cabins and no scores, as a template takes it.

    Returns:
        ``None`` where the framework's dimensions are no cycle, or too few or too many for a wheel.
    """
    framework = workshop.framework
    if framework.scoring.sequence is None or not LEAST <= len(framework.dimensions) <= MOST:
        return None
    stages = tuple(WheelStage(number=str(number), name=d.short or d.name, raw=None, effective=None, band=None)
                   for number, d in enumerate(framework.dimensions, 1))
    hub = content("posters")["wheel"]["hub"]
    return cycle_wheel(workshop.environment, workshop.language, CycleWheel(stages=stages, index=None, blank=True, hub=hub), size="page").context()


def wheel(workshop: Workshop) -> list[Sheet]:
    """Makes the poster of the stages: the wheel, the question of each stage and what it leaves behind."""
    framework, words = workshop.framework, content("posters")["wheel"]
    stages = [{
        "number": str(number), "name": workshop.text(d.name), "question": workshop.text(d.question or d.purpose),
        "leaves": " · ".join(workshop.text(output.name) for output in d.gate_outputs),
    } for number, d in enumerate(framework.dimensions, 1)]
    ordered = framework.scoring.sequence is not None
    return [Sheet(id="wheel", title=workshop.say(N_("The cycle")), template="poster-wheel.html", paper="a3-landscape", data={
        "drawing": blank_wheel(workshop), "name": workshop.text(words["title"]) if ordered else workshop.text(framework.name), "stages": stages,
        "rules": [workshop.text(rule) for rule in words["rules"]] if ordered else []})]


def levels(workshop: Workshop) -> list[Sheet]:
    """Makes the poster of the levels, the highest on top as on a ladder: digit, name, test."""
    scale, words = workshop.framework.scale, content("posters")["levels"]
    coloured = len(scale.levels) == LEVEL_STEPS
    rows = [{"digit": digit, "colour": f"l{step}" if coloured else "", "name": workshop.text(level.name), "test": workshop.text(level.test)}
            for step, (digit, level) in enumerate(scale.levels.items())]
    return [Sheet(id="levels", title=workshop.text(words["title"]), template="poster-levels.html", paper="a3-landscape", data={
        "levels": rows[::-1], "hints": [workshop.text(hint) for hint in words["hints"]]})]


PIECES = (
    Piece(name="poster-wheel", title=N_("Poster: the cycle"), audience="wall", copies="room", build=wheel, colour=True),
    Piece(name="poster-levels", title=N_("Poster: the levels"), audience="wall", copies="room", build=levels, colour=True),
)
