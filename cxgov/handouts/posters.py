"""Posters for the wall: the wheel of the cycle with its rule, and the five levels."""

from __future__ import annotations

from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_
from cxgov.rendering.drawings.cycle_wheel import CycleWheel, WheelStage, cycle_wheel


def wheel(workshop: Workshop) -> list[Sheet]:
    """Makes the poster of the cycle: blank cabins in their order and the question of each stage."""
    framework = workshop.framework
    stages = tuple(WheelStage(number=str(number), name=d.short or d.name, raw=None, effective=None, band=None, skipped=False, applicable=True)
                   for number, d in enumerate(framework.dimensions, 1))
    drawing = cycle_wheel(workshop.environment, workshop.language, CycleWheel(
        stages=stages, index=None, scale=(framework.scale.min, framework.scale.max)), size="page")
    return [Sheet(id="wheel", title=workshop.say(N_("The cycle")), template="poster-wheel.html", paper="a3-landscape", data={
        "drawing": drawing.context(), "name": workshop.text(framework.name),
        "stages": [{"number": n, "name": workshop.text(d.name), "purpose": workshop.text(d.purpose)} for n, d in enumerate(framework.dimensions, 1)],
        "ordered": framework.scoring.sequence is not None})]


def levels(workshop: Workshop) -> list[Sheet]:
    """Makes the poster of the levels: digit, name, test."""
    scale = workshop.framework.scale
    return [Sheet(id="levels", title=workshop.say(N_("The levels")), template="poster-levels.html", paper="a3-landscape", data={
        "levels": [{"digit": digit, "name": workshop.text(level.name), "test": workshop.text(level.test)} for digit, level in scale.levels.items()]})]


PIECES = (
    Piece(name="poster-wheel", title=N_("Poster: the cycle"), audience="wall", copies="room", build=wheel, colour=True),
    Piece(name="poster-levels", title=N_("Poster: the levels"), audience="wall", copies="room", build=levels, colour=True),
)
