"""Cards for rating: one A5 card for each practice, and cards with big digits for voting across the room.

In this room: which words of the framework stand on a card, and two cards side by side on a sheet to be cut. Not here: adding up what
was rated (`tally`) and the look of the cards.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.rated import rated
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_
from cxgov.model.frameworks import Practice

PER_SHEET = 2
LONG, LONGER = 1340, 1480
"""Characters of a card, its name and question among them, from which its levels are set in smaller type, so that the boxes below keep their room."""


def cards(workshop: Workshop) -> list[Sheet]:
    """Makes the scoring cards of the practices that all groups rate: question, levels to tick, evidence, initials; two on each sheet."""
    return _sheets(workshop, rated(workshop))


def all_cards(workshop: Workshop) -> list[Sheet]:
    """Makes a scoring card for every practice, for a full assessment."""
    return _sheets(workshop, workshop.framework.practices())


def _sheets(workshop: Workshop, practices: Iterable[Practice]) -> list[Sheet]:
    made = [_card(workshop, practice) for practice in practices]
    return [Sheet(id=f"cards-{number}", title=" · ".join(card["id"] for card in pair), template="cards.html", paper="a4-landscape", data={
        "cards": pair, "empty": PER_SHEET - len(pair)}) for number, pair in enumerate(_pairs(made), 1)]


def voting(workshop: Workshop) -> list[Sheet]:
    """Makes the voting cards of one person: a card for each level, and one for what somebody cannot tell."""
    scale, words = workshop.framework.scale, content("cards")["voting"]
    made = [{"digit": digit, "name": workshop.text(level.name)} for digit, level in scale.levels.items()]
    made.append({"digit": "?", "name": workshop.text(words["unknown"])})
    return [Sheet(id=f"voting-{number}", title=" · ".join(card["digit"] for card in pair), template="cards-voting.html", paper="a4-landscape",
                  data={"cards": pair, "empty": PER_SHEET - len(pair)}) for number, pair in enumerate(_pairs(made), 1)]


def _pairs(made: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [made[start : start + PER_SHEET] for start in range(0, len(made), PER_SHEET)]


def _card(workshop: Workshop, practice: Practice) -> dict[str, Any]:
    levels = _levels(workshop, practice)
    name, question = workshop.text(practice.name), workshop.text(practice.question)
    length = len(name) + len(question) + sum(len(level["text"]) for level in levels)
    return {
        "id": practice.id, "stage": workshop.text(workshop.framework.dimension_of(practice.id).name), "name": name,
        "question": question, "levels": levels, "size": "smallest" if length > LONGER else "small" if length > LONG else "",
        "evidence": [workshop.text(item) for item in practice.evidence]}


def _levels(workshop: Workshop, practice: Practice) -> list[dict[str, str]]:
    """What can be ticked: the practice's own answers where it has some, else the levels with its own words, or those of the scale."""
    if practice.answers:
        return [{"digit": f"{option.value:g}", "name": "", "text": workshop.text(option.name)} for option in practice.answers]
    return [{"digit": digit, "name": workshop.text(level.name), "text": workshop.text(practice.levels.get(digit) or level.test)}
            for digit, level in workshop.framework.scale.levels.items()]


PIECES = (
    Piece(name="cards", title=N_("Scoring cards"), audience="participants", copies="group", build=cards, lengths=("one-day", "half-day"),
          stock=N_("160 g paper; cut in the middle")),
    Piece(name="cards-all", title=N_("Scoring cards of all practices"), audience="participants", copies="room", build=all_cards, lengths=("one-day",),
          stock=N_("160 g paper; cut in the middle")),
    Piece(name="voting-cards", title=N_("Voting cards"), audience="participants", copies="person", build=voting, lengths=("one-day", "half-day"),
          stock=N_("160 g paper; cut in the middle")),
)
