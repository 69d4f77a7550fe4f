"""The two pieces that hold the exercises: the sheets of every group, and the keys for the trainer.

In this room: which exercises a workshop has and how they become sheets of paper. Not here: drawing them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxgov.handouts.agenda import exercise_minutes
from cxgov.handouts.exercises import EXERCISES
from cxgov.handouts.exercises.drawing import Exercise, Kind
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.language import N_

DIFFICULTIES: dict[Difficulty, str] = {"easy": N_("easy"), "medium": N_("medium"), "hard": N_("hard")}


def kinds(workshop: Workshop) -> list[Kind]:
    """The exercises of the workshop's length, in their order."""
    return [kind for kind in EXERCISES if workshop.length in kind.lengths]


def more() -> list[Kind]:
    """The exercises that no agenda has time for, in their order."""
    return [kind for kind in EXERCISES if not kind.lengths]


def sheets(workshop: Workshop, chosen: Sequence[Kind] | None = None) -> list[Sheet]:
    """Makes the sheets of every group: its own variant of every exercise of the set, or of those chosen."""
    return [Sheet(id=f"{kind.id}-{number}", title=f"{kind.id.upper()} {workshop.say(kind.title)} – {name}", template=f"exercise-{kind.id}.html",
                  data={**drawn.sheet, "exercise": _head(workshop, kind, number), "group": name})
            for number, name in enumerate(workshop.groups, 1) for kind in (kinds(workshop) if chosen is None else chosen) for drawn in (kind.draw(workshop, number - 1),)]


def keys(workshop: Workshop, chosen: Sequence[Kind] | None = None) -> list[Sheet]:
    """Makes the keys: one exercise after the other, as they are debriefed, each with the variants of all groups."""
    made = []
    for kind in kinds(workshop) if chosen is None else chosen:
        drawn: list[Exercise] = [kind.draw(workshop, n) for n in range(len(workshop.groups))]
        together = kind.together(workshop, drawn) if kind.together else {}
        made.append(Sheet(id=kind.id, title=f"{kind.id.upper()} {workshop.say(kind.title)}", template=f"answer-key-{kind.id}.html", data={
            **together, "exercise": _head(workshop, kind, None), "group": "",
            "groups": [{"number": n, "name": name, **exercise.key} for n, (name, exercise) in enumerate(zip(workshop.groups, drawn, strict=True), 1)]}))
    return made


def _head(workshop: Workshop, kind: Kind, group: int | None) -> dict[str, Any]:
    """What stands above every exercise and its key; the code ties the two together."""
    code = "-".join([kind.id.upper(), str(workshop.seed), *([str(group)] if group else [])])
    return {"id": kind.id, "number": kind.id.upper(), "title": workshop.say(kind.title), "code": code,
            "minutes": exercise_minutes(workshop, kind.id) or kind.minutes,
            "difficulty": workshop.say(DIFFICULTIES[workshop.difficulty])}


PIECES = (
    Piece(name="exercises", title=N_("Exercises"), audience="participants", copies="group", build=sheets, variants=True),
    Piece(name="answer-keys", title=N_("Answer keys"), audience="facilitator", copies="trainer", build=keys),
)
MORE = (
    Piece(name="exercises-more", title=N_("More exercises"), audience="participants", copies="group", build=lambda workshop: sheets(workshop, more()),
          variants=True, lengths=("one-day",)),
    Piece(name="answer-keys-more", title=N_("Answer keys of more exercises"), audience="facilitator", copies="trainer",
          build=lambda workshop: keys(workshop, more()), lengths=("one-day",)),
)
"""Printed only on request: no agenda has time for them."""
