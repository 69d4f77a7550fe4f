"""What to bring along and what to print: amounts computed from people, groups and pages.

In this room: the two lists and the piece that shows them. Not here: what the pieces say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from cxgov.handouts.agenda import agenda, uses
from cxgov.handouts.content import content
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_

AUDIENCES = {"participants": N_("Participants"), "facilitator": N_("Facilitator"), "wall": N_("Wall")}
ALWAYS = frozenset({"guide", "agenda", "materials", "answer-keys", "booklet", "exercises"})
"""Pieces that are needed whatever the blocks say."""
VARIANT_COPIES = 2
A5_ON_A4 = 4  # pages of a folded A5 booklet on a sheet of A4


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Something to bring along, for a workshop's people and groups."""

    id: str
    where: str
    name: str
    note: str
    amount: int
    counted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A line of the print list.

    Attributes:
        piece: what is printed.
        number: with which its file's name begins.
        copies: how often the file is printed.
        pages: pages of the file by paper: ``{"A4": 3}``; empty where they cannot be counted on this machine.
        sheets: sheets of paper of all copies, by paper.
        both_sides: printed on both sides.
        blocks: numbers of the blocks in which it is used.
        needed: the agenda of this length uses it, or nothing goes without it.
    """

    piece: Piece
    number: str
    copies: int
    pages: Mapping[str, int]
    sheets: Mapping[str, int]
    both_sides: bool
    blocks: tuple[int, ...]
    needed: bool


def materials(workshop: Workshop) -> list[Material]:
    """Everything to bring along, in the order of the list."""
    units = {"person": (workshop.people, N_("{n} per person")), "group": (len(workshop.groups), N_("{n} per group")), "room": (1, N_("{n} for the room"))}
    made = []
    for item in content("materials")["items"]:
        if workshop.length not in item.get("lengths", (workshop.length,)):
            continue
        each = {unit: Fraction(str(n)) for unit, n in item["each"].items()}
        counted = " + ".join(workshop.say(words, n=workshop.language.number(float(each[unit]), 1, trim=True))
                             for unit, (_count, words) in units.items() if unit in each)
        made.append(Material(
            id=item["id"], where=item["where"], name=workshop.text(item["name"]), note=workshop.text(item.get("note")), counted=counted,
            amount=ceil(sum(each[unit] * count for unit, (count, _words) in units.items() if unit in each))))
    return made


def copies(workshop: Workshop, piece: Piece) -> int:
    """How often a piece's file is printed.

    A file that holds the sheets of all groups is printed twice: a copy to write on in pairs, and one for the group's answer.
    """
    if piece.variants:
        return VARIANT_COPIES
    return {"person": workshop.people, "group": len(workshop.groups)}.get(piece.copies, 1)


def prints(workshop: Workshop) -> list[Print]:
    """The print list of the set: what the agenda uses, in the order of the files, then the rest."""
    from cxgov.handouts import chosen, file_stem, pages

    made = []
    for piece in chosen(workshop):
        paper = {} if piece.counts else pages(workshop, piece)  # this list is printed when it is read
        if paper == {}:  # the workshop has nothing for it
            continue
        numbers, many = uses(workshop, piece), copies(workshop, piece)
        both = piece.fold or _is_text(piece, paper or {})
        made.append(Print(
            piece=piece, number=file_stem(piece, workshop.language.code).split("-")[0], copies=many, pages=paper or {}, both_sides=both,
            sheets=sheets_of_paper(paper or {}, many, both=both, fold=piece.fold), blocks=numbers, needed=bool(numbers) or piece.name in ALWAYS))
    return sorted(made, key=lambda line: not line.needed)


def _is_text(piece: Piece, paper: Mapping[str, int]) -> bool:
    """Whether a piece is text to leaf through; what is cut, hung up, filled in or dealt out by group stays on one side."""
    return set(paper) == {"A4"} and paper["A4"] > 1 and piece.copies != "room" and not (piece.stock or piece.form or piece.variants)


def sheets_of_paper(pages: Mapping[str, int], many: int, *, both: bool, fold: bool) -> dict[str, int]:
    """Sheets of paper, by paper: a folded booklet of A5 takes a sheet of A4 for every four pages."""
    if fold:
        return {"A4": many * ceil(sum(pages.values()) / A5_ON_A4)} if pages else {}
    return {paper: many * (ceil(n / 2) if both else n) for paper, n in pages.items()}


def totals(lines: list[Print]) -> dict[str, int]:
    """Sheets of paper of the lines that are needed, by paper."""
    papers = sorted({paper for line in lines for paper in line.sheets})
    return {paper: sum(line.sheets.get(paper, 0) for line in lines if line.needed) for paper in papers}


def sheets(workshop: Workshop) -> list[Sheet]:
    """Makes the list of materials and the print list."""
    words = content("materials")
    brought = materials(workshop)
    used = {name: [slot.number for slot in agenda(workshop) if slot.number is not None and name in slot.block.materials] for name in
            {material.id for material in brought}}
    places = [{"name": workshop.text(name), "rows": [{
        "name": m.name, "note": m.note, "amount": workshop.language.number(m.amount), "counted": m.counted,
        "blocks": ", ".join(str(n) for n in used[m.id])} for m in brought if m.where == place]} for place, name in words["places"].items()]
    facts = {"people": workshop.counted(workshop.people, N_("{n} participant"), N_("{n} participants")),
             "groups": workshop.counted(len(workshop.groups), N_("{n} group"), N_("{n} groups"))}
    lines = prints(workshop)
    rows = [_row(workshop, line) for line in lines]
    return [
        Sheet(id="materials", title=workshop.say(N_("What to bring along")), template="materials.html", data={"places": places, **facts}),
        Sheet(id="print-list", title=workshop.say(N_("What to print")), template="print-list.html", data={
            "needed": [row for row in rows if row["needed"]], "spare": [row for row in rows if not row["needed"]], **facts,
            "twice": any(line.piece.variants and line.needed for line in lines), "uncounted": any(not line.pages for line in lines),
            "totals": [{"paper": paper, "sheets": workshop.counted(n, N_("{n} sheet"), N_("{n} sheets"))} for paper, n in totals(lines).items()]}),
    ]


def _row(workshop: Workshop, line: Print) -> dict[str, Any]:
    """A line of the print list as the template takes it."""
    say = workshop.say
    how = [say(N_("both sides (short edge), fold")) if line.piece.fold else say(N_("both sides")) if line.both_sides else say(N_("one side"))]
    if line.piece.colour:
        how.append(say(N_("colour if possible")))
    if line.piece.stock:
        how.append(say(line.piece.stock))
    return {
        "title": say(line.piece.title), "number": line.number, "copies": workshop.language.number(line.copies),
        "audience": say(AUDIENCES[line.piece.audience]), "how": ", ".join(how), "needed": line.needed,
        "blocks": ", ".join(str(n) for n in line.blocks),
        "pages": ", ".join(f"{workshop.language.number(n)} × {paper}" for paper, n in line.pages.items()),
        "sheets": ", ".join(f"{workshop.language.number(n)} × {paper}" for paper, n in line.sheets.items()),
    }


PIECES = (
    Piece(name="materials", title=N_("Materials and print list"), audience="facilitator", copies="trainer", build=sheets, counts=True),
)
