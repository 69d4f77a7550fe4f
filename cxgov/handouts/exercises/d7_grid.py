"""D7: repair an ownership grid: a sound one is drawn, faults are planted in it, and the governance checks find them.

In this room: the drawn grid and its faults. Not here: what counts as a fault (checks CXG-020 to CXG-028).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from string import ascii_lowercase
from typing import Any

from cxgov.checks import RULES, check
from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind
from cxgov.handouts.exercises.figures import firm
from cxgov.handouts.exercises.wording import spoken
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.language import N_
from cxgov.model import Journey, JourneyStage, Organisation, Person, Touchpoint, Workspace
from cxgov.model.organisations import Function
from cxgov.problems import Problem

TITLE = N_("Repair the ownership grid")
AS_OF = date(2026, 9, 30)
LEFT = date(2026, 6, 30)
OWNERSHIP = "ownership"
FAULTS: Mapping[Difficulty, tuple[str, ...]] = {
    "easy": ("CXG-020", "CXG-021", "CXG-025"),
    "medium": ("CXG-020", "CXG-021", "CXG-025", "CXG-022", "CXG-026"),
    "hard": ("CXG-020", "CXG-021", "CXG-025", "CXG-022", "CXG-026", "CXG-024", "CXG-028"),
}
# Touchpoints of each function; those of operations have two people to share them. The largest share one person may hold
# (CXG-022) leaves each of the two their half.
SHAPES: Mapping[Difficulty, Mapping[str, int]] = {
    "easy": {"operations": 3, "digital": 2, "service": 1},
    "medium": {"operations": 4, "digital": 2, "service": 1, "finance": 1},
    "hard": {"operations": 4, "digital": 3, "service": 2, "finance": 1},
}


@dataclass(frozen=True, slots=True)
class Row:
    """A touchpoint with its owners.

    Attributes:
        touchpoint: entry of the content file.
        function: who performs it.
        accountable: ids of who is accountable.
        responsible: ids of who does the work.
    """

    touchpoint: Mapping[str, Any]
    function: str
    accountable: tuple[str, ...]
    responsible: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """An ownership grid.

    Attributes:
        people: entries of the content file, in the order of the columns.
        department: the column that is no person.
        rows: the touchpoints.
        gone: id of the person who has left; ``None`` where everybody is there.
    """

    people: tuple[Mapping[str, Any], ...]
    department: Mapping[str, Any]
    rows: tuple[Row, ...]
    gone: str | None = None


def draw(workshop: Workshop, group: int) -> Exercise:
    """Makes the exercise of a group."""
    sound, faulty = grids(workshop, group)
    planted, words = FAULTS[workshop.difficulty], spoken(workshop, content("d7")["words"])
    found = findings(workshop, faulty)
    sheet = {"words": words, **_table(workshop, faulty, faulty), "limit": words["limit"].format(n=_limit(faulty), all=len(faulty.rows)),
             "how_many": words["how_many"].format(n=len(planted)) if workshop.difficulty == "easy" else "",
             "today": words["today"].format(day=workshop.language.short_date(AS_OF)), "free_rows": len(planted)}
    return Exercise(
        id="d7", title=TITLE, items=tuple(row.touchpoint["id"] for row in faulty.rows), answers=tuple(sorted({problem.code for problem in found})),
        sheet=sheet, key={"words": words, **_table(workshop, sound, faulty), "findings": [
            {"code": problem.code, "title": workshop.say(RULES[problem.code].title), "text": _by_name(workshop.said(problem.text)), "follows": problem.code not in planted}
            for problem in found]})


def findings(workshop: Workshop, grid: Grid) -> list[Problem]:
    """What the ownership checks find in a grid, by code."""
    checked = check(workspace_of(workshop, grid), as_of=AS_OF)
    return sorted((problem for problem in checked.findings if problem.code in RULES and RULES[problem.code].group == OWNERSHIP), key=lambda p: p.code)


def workspace_of(workshop: Workshop, grid: Grid) -> Workspace:
    """The grid as an organisation's files would hold it; ids are the numbers and letters printed beside rows and columns."""
    ids = letters_of(grid)
    people = [Person(id=ids[p["id"]], name=p["name"], function=p["function"], active_until=LEFT if p["id"] == grid.gone else None) for p in grid.people]
    department = grid.department
    people.append(Person(id=ids[department["id"]], name=workshop.text(department["name"]), function=department["function"] or None,
                         type="department" if department["function"] else "committee"))
    journey = Journey(id="journey", name="Journey", stages=(JourneyStage(id="stage", name="Stage", touchpoints=tuple(
        Touchpoint(id=str(number), name=row.touchpoint["name"], key=True, accountable=tuple(ids[name] for name in row.accountable),
                   responsible=tuple(ids[name] for name in row.responsible), performed_by=(row.function,)) for number, row in enumerate(grid.rows, 1))),))
    functions = tuple(Function(id=f["id"], name=f["name"]) for f in content("d7")["functions"])
    return firm(Organisation(id="firm", name="Firm", people=tuple(people), functions=functions), journeys=(journey,))


def letters_of(grid: Grid) -> dict[str, str]:
    """The letter of each column, by id of who stands there."""
    return {owner["id"]: letter for owner, letter in zip((*grid.people, grid.department), ascii_lowercase, strict=False)}


def grids(workshop: Workshop, group: int) -> tuple[Grid, Grid]:
    """The sound grid and the one with its faults, for a group."""
    dice = workshop.random("d7", str(group))
    sound = _sound(workshop.difficulty, dice)
    return sound, _with_faults(sound, FAULTS[workshop.difficulty], dice)


# --- drawing -------------------------------------------------------------------------------------------------------


def _sound(level: Difficulty, dice: Random) -> Grid:
    """A grid without faults: everything is owned by somebody of the function that performs it, evenly shared."""
    bank, shape = content("d7"), SHAPES[level]
    people = [p for p in bank["people"] if p["function"] in shape]
    if level != "hard":  # one person for digital channels is enough there
        people = [p for p in people if p["id"] != "piotr-zima"]
    rows, gone = [], dice.choice([p["id"] for p in people if p["function"] == "digital"]) if level == "hard" else None
    for function, count in shape.items():
        held = [p["id"] for p in people if p["function"] == function and p["id"] != gone]
        first = dice.randrange(len(held))
        for number, touchpoint in enumerate(dice.sample(bank["touchpoints"][function], count)):
            owner = held[(first + number) % len(held)]
            helpers = [name for name in held if name != owner]
            rows.append(Row(touchpoint, function, (owner,), (dice.choice(helpers),) if helpers and dice.random() < 0.5 else (owner,)))
    dice.shuffle(rows)
    dice.shuffle(people)
    return Grid(people=tuple(people), department=dice.choice([d for d in bank["departments"] if not d["function"] or d["function"] in shape]), rows=tuple(rows),
                gone=gone)


def _with_faults(sound: Grid, faults: Sequence[str], dice: Random) -> Grid:
    """Plants each fault at a touchpoint of its own; the load of one person needs all touchpoints of operations."""
    rows = list(sound.rows)
    free = [n for n, row in enumerate(rows) if row.function != "operations"]
    spare = [n for n, row in enumerate(rows) if row.function == "operations"]
    if "CXG-022" in faults:
        overloaded = rows[dice.choice(spare)].accountable[0]
        for n in spare:
            rows[n] = replace(rows[n], accountable=(overloaded,))
    else:
        free += spare
    dice.shuffle(free)
    if sound.gone is not None:
        # What the one who has left still holds; a colleague of the same function takes it over in the sound grid.
        place = next(n for n in free if rows[n].function == "digital")
        rows[place] = replace(rows[place], accountable=(sound.gone,), responsible=(sound.gone,))
        free.remove(place)
    if "CXG-024" in faults:
        place = free.pop() if len(free) > 4 else spare[0]
        rows[place] = replace(rows[place], responsible=())
    for fault in [f for f in ("CXG-025", "CXG-020", "CXG-021", "CXG-026") if f in faults]:
        # A department that does the work itself makes no second fault.
        own = [n for n in free if rows[n].function == sound.department["function"]] if fault == "CXG-025" else []
        place = own[0] if own else free[0]
        free.remove(place)
        rows[place] = _spoiled(sound, rows[place], fault, dice, rows)
    return replace(sound, rows=tuple(rows))


def _spoiled(grid: Grid, row: Row, fault: str, dice: Random, rows: Sequence[Row]) -> Row:
    if fault == "CXG-020":
        return replace(row, accountable=())
    if fault == "CXG-025":
        return replace(row, accountable=(grid.department["id"],))
    # The one with the least in hand, so that no other fault comes with it.
    held = {p["id"]: sum(p["id"] in r.accountable for r in rows) for p in grid.people}
    others = [p for p in grid.people if p["id"] not in (*row.accountable, grid.gone) and p["function"] != row.function]
    least = min(held[p["id"]] for p in others)
    other = dice.choice([p["id"] for p in others if held[p["id"]] == least])
    return replace(row, accountable=(row.accountable[0], other) if fault == "CXG-021" else (other,))


def _limit(grid: Grid) -> int:
    """The most touchpoints the check lets one person hold here."""
    settings = {name: parameter.default for name, parameter in RULES["CXG-022"].parameters.items()}
    active = sum(p["id"] != grid.gone for p in grid.people)
    return int(max(settings["max_share"], settings["fair_shares"] / active) * len(grid.rows) + 1e-9)


# --- words ---------------------------------------------------------------------------------------------------------


def _table(workshop: Workshop, grid: Grid, faulty: Grid) -> dict[str, Any]:
    """The grid as a table; cells that differ from the faulty grid are marked, in the faulty grid itself none."""
    bank = content("d7")
    functions = {f["id"]: workshop.text(f["name"]) for f in bank["functions"]}
    left = spoken(workshop, bank["words"])["left"].format(day=workshop.language.short_date(LEFT))
    ids = letters_of(grid)
    columns = [{"letter": ids[p["id"]], "id": p["id"], "name": p["name"], "role": functions[p["function"]], "left": left if p["id"] == faulty.gone else ""} for p in grid.people]
    columns.append({"letter": ids[grid.department["id"]], "id": grid.department["id"], "name": workshop.text(grid.department["name"]), "role": "", "left": ""})
    rows = [{"name": workshop.text(row.touchpoint["name"]), "done_by": functions[row.function], "cells": [
        {"letters": (letters := _letters(row, column["id"])), "changed": letters != _letters(before, column["id"])} for column in columns]}
        for row, before in zip(grid.rows, faulty.rows, strict=True)]
    return {"columns": columns, "rows": rows}


def _by_name(text: str) -> str:
    """A finding's sentence without ids of functions: the sheet prints their names alone."""
    return re.sub(rf"\b(?:{'|'.join(f['id'] for f in content('d7')['functions'])}) (?=[“„])", "", text)


def _letters(row: Row, owner: str) -> str:
    return ("A" if owner in row.accountable else "") + ("R" if owner in row.responsible else "")


def together(workshop: Workshop, _drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """What is said of every group's grid."""
    return {"words": spoken(workshop, content("d7")["words"])}


KIND = Kind(id="d7", title=TITLE, minutes=12, draw=draw, together=together, lengths=("one-day",))
