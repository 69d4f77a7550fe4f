"""D2 Find the anti-pattern: short cases, each showing one of the framework's named mistakes.

In this room: which cases and which names to choose from a group gets. Not here: the cases (``content/d2.yaml``) and the
names of the mistakes, which are the framework's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind, cycle, dealt, mixed, places
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.language import N_, NBSP

LETTERS = "ABCDEFGHIJKLMNOPRSTUWZ"
# How many cases, and how many names that fit none of them.
NUMBERS: dict[Difficulty, tuple[int, int]] = {"easy": (6, 2), "medium": (8, 4), "hard": (8, 99)}


@cache
def cases() -> tuple[Mapping[str, Any], ...]:
    """The cases of the content file."""
    return tuple(content("d2")["cases"])


def draw(workshop: Workshop, group: int) -> Exercise:
    """Draws the exercise of a group: as many different mistakes as cases, and names that lead astray."""
    count, astray = NUMBERS[workshop.difficulty]
    patterns = list(cycle().anti_patterns)
    drawn: list[Mapping[str, Any]] = []
    for pattern in dealt(workshop, "d2", patterns, count, group):
        pool = [case for case in cases() if case["shows"] == pattern and _fits(case, workshop.difficulty)]
        drawn += dealt(workshop, f"d2/{pattern}", pool, 1, group)
    drawn = mixed(workshop, "d2", drawn, group)
    used = {case["shows"] for case in drawn} | {case["otherwise"]["shows"] for case in drawn if "otherwise" in case}
    used |= set(dealt(workshop, "d2/astray", [pattern for pattern in patterns if pattern not in used], astray, group))
    names = [pattern for pattern in patterns if pattern in used]
    letters = dict(zip(names, LETTERS, strict=False))
    texts = content("d2")
    return Exercise(
        id="d2", title=KIND.title, items=tuple(case["id"] for case in drawn), answers=tuple(case["shows"] for case in drawn),
        disputed=frozenset(case["id"] for case in drawn if "otherwise" in case),
        sheet={"lead": workshop.text(texts["lead"]), "names": [{"letter": letters[pattern], "name": _name(workshop, pattern)} for pattern in names],
               "cases": [workshop.text(case["text"]) for case in drawn]},
        key={"cases": [{**_row(workshop, case), "letter": letters[case["shows"]],
                        "other_letter": letters[case["otherwise"]["shows"]] if "otherwise" in case else ""} for case in drawn]})


def together(workshop: Workshop, drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """The reasoning, once for every case, in the order of the mistakes."""
    where = places(drawn)
    texts = content("d2")
    found = [{**_row(workshop, case), "places": where[case["id"]]}
             for pattern in cycle().anti_patterns for case in cases() if case["shows"] == pattern and case["id"] in where]
    return {"lead": workshop.text(texts["key_lead"]), "cases": found, "debrief": [workshop.text(question) for question in texts["debrief"]]}


def _fits(case: Mapping[str, Any], difficulty: Difficulty) -> bool:
    """Easy cases are plain and undisputed, hard ones hide their mistake."""
    return difficulty == "medium" or bool(case.get("tempting")) == (difficulty == "hard")


def _row(workshop: Workshop, case: Mapping[str, Any]) -> dict[str, Any]:
    other = case.get("otherwise")
    practices = [practice for practice in cycle().practices() if case["shows"] in practice.anti_patterns]
    return {"start": _start(workshop.text(case["text"])), "name": _name(workshop, case["shows"]), "why": workshop.text(case["why"]),
            "practices": ", ".join(practice.id for practice in practices),
            "other": _name(workshop, other["shows"]) if other else "", "other_why": workshop.text(other["why"]) if other else ""}


def _start(text: str) -> str:
    """The first words of a case, to find it by."""
    return " ".join(text.split()[:5]).rstrip(",:;.–") + NBSP + "…"


def _name(workshop: Workshop, pattern: str) -> str:
    return workshop.text(cycle().anti_patterns[pattern].name)


KIND = Kind(id="d2", title=N_("Find the anti-pattern"), minutes=20, draw=draw, together=together, lengths=())
