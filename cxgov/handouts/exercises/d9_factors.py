"""D9: the five groups of factors: sixteen questions about one's own company, asked from the customer's side.

In this room: who starts where. Not here: the questions (``content/d9.yaml``). Nothing is right or wrong: the key says how to
debrief and what would show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind, dealt
from cxgov.handouts.exercises.wording import spoken
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_

TITLE = N_("Five groups of factors in your own company")


def draw(workshop: Workshop, group: int) -> Exercise:
    """Makes the exercise of a group: the same questions for everybody, from another starting point."""
    data = spoken(workshop, content("d9"))
    first = dealt(workshop, "d9", [part["id"] for part in data["groups"]], 1, group)[0]
    place = next(n for n, part in enumerate(data["groups"]) if part["id"] == first)
    order = data["groups"][place:] + data["groups"][:place]
    numbers = {question["id"]: n for n, question in enumerate((q for part in data["groups"] for q in part["questions"]), 1)}
    parts = [{"name": part["name"], "questions": [{"number": numbers[q["id"]], "text": q["text"]} for q in part["questions"]]} for part in order]
    ids = tuple(q["id"] for part in order for q in part["questions"])
    return Exercise(id="d9", title=TITLE, items=ids, answers=(first,) * len(ids),
                    sheet={"words": data["words"], "parts": parts, "source": workshop.difficulty != "easy", "share": workshop.difficulty == "hard"},
                    key={"first": order[0]["name"]})


def together(workshop: Workshop, _drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """How to debrief, and what would show an answer."""
    data = spoken(workshop, content("d9"))
    first = 1
    parts = []
    for part in data["groups"]:
        parts.append({"name": part["name"], "ask": part["ask"], "watch": part["watch"],
                      "questions": [{"number": n, "text": q["text"], "shows": q["shows"]} for n, q in enumerate(part["questions"], first)]})
        first += len(part["questions"])
    return {"words": data["words"], "parts": parts}


KIND = Kind(id="d9", title=TITLE, minutes=15, draw=draw, together=together, lengths=())
