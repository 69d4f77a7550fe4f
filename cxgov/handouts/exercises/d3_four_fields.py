"""D3 Service, CX, UX or CRM: statements to assign to one of four fields that are often taken for each other.

In this room: which statements a group gets. Not here: the statements and the reasons (``content/d3.yaml``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind, dealt, mixed, places
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.language import N_

FIELDS = ("service", "cx", "ux", "crm")
# Plain and tempting statements of each field, and in all disputed ones and others from anywhere, so that counting solves nothing.
NUMBERS: dict[Difficulty, tuple[int, int, int, int]] = {"easy": (2, 0, 0, 1), "medium": (2, 1, 2, 1), "hard": (1, 2, 3, 0)}


@cache
def statements() -> tuple[Mapping[str, Any], ...]:
    """The statements of the content file."""
    return tuple(content("d3")["items"])


def draw(workshop: Workshop, group: int) -> Exercise:
    """Draws the exercise of a group."""
    plain, tempting, disputed, more = NUMBERS[workshop.difficulty]
    drawn: list[Mapping[str, Any]] = []
    for field in FIELDS:
        clear = [item for item in statements() if item["is"] == field and "otherwise" not in item]
        drawn += dealt(workshop, f"d3/{field}/plain", [item for item in clear if not item.get("tempting")], plain, group)
        drawn += dealt(workshop, f"d3/{field}/tempting", [item for item in clear if item.get("tempting")], tempting, group)
    drawn += dealt(workshop, "d3/disputed", [item for item in statements() if "otherwise" in item], disputed, group)
    drawn += dealt(workshop, "d3/more", [item for item in statements() if item not in drawn and "otherwise" not in item
                                         and not item.get("tempting")], more, group)
    drawn = mixed(workshop, "d3", drawn, group)
    texts = content("d3")
    fields = [{"name": _name(workshop, field), "text": workshop.text(texts["terms"][field]["text"])} for field in FIELDS]
    return Exercise(
        id="d3", title=KIND.title, items=tuple(item["id"] for item in drawn), answers=tuple(item["is"] for item in drawn),
        disputed=frozenset(item["id"] for item in drawn if "otherwise" in item),
        sheet={"lead": workshop.text(texts["lead"]), "fields": fields, "items": [workshop.text(item["text"]) for item in drawn]},
        key={"items": [_row(workshop, item) for item in drawn]})


def together(workshop: Workshop, drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """The reasoning, once for every statement, field by field, the disputed ones first."""
    where = places(drawn)
    texts = content("d3")
    rows = [(item, {**_row(workshop, item), "places": where[item["id"]]}) for item in statements() if item["id"] in where]
    parts = [{"title": workshop.say(N_("Disputed: both reasons")), "items": [row for item, row in rows if "otherwise" in item]}]
    parts += [{"title": _name(workshop, field), "items": [row for item, row in rows if "otherwise" not in item and item["is"] == field]}
              for field in FIELDS]
    return {"lead": workshop.text(texts["key_lead"]), "debrief": [workshop.text(question) for question in texts["debrief"]],
            "parts": [part for part in parts if part["items"]]}


def _row(workshop: Workshop, item: Mapping[str, Any]) -> dict[str, Any]:
    other = item.get("otherwise")
    return {"text": workshop.text(item["text"]), "answer": _name(workshop, item["is"]), "why": workshop.text(item["why"]),
            "other": _name(workshop, other["is"]) if other else "", "other_why": workshop.text(other["why"]) if other else ""}


def _name(workshop: Workshop, field: str) -> str:
    return workshop.text(content("d3")["terms"][field]["name"])


KIND = Kind(id="d3", title=N_("Service, CX, UX or CRM?"), minutes=10, draw=draw, together=together)
