"""The agenda of a workshop: blocks with their clock, which add up to the set's length for any number of groups.

In this room: blocks as they are defined in ``content/agenda.yaml``, and slots on the clock. Not here: how the agenda is
printed (`guide`) and what there is to carry along (`materials`).

What the groups present takes longer the more groups there are. A reserve after it takes up the difference, so that
breaks, lunch and the end stay where they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from typing import Any, Literal

from cxgov.handouts.content import content
from cxgov.handouts.piece import Piece
from cxgov.handouts.workshop import Workshop
from cxgov.language import Text

Kind = Literal["work", "break", "reserve"]
SENTENCE, ROUND_FROM = 12, 15
"""Seconds that one sentence of one person takes: where a round leaves less, it is held at the tables. From the second on by fives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a block.

    Attributes:
        minutes: by length of the workshop; the step belongs to the lengths named.
        text: what to do.
        pieces: names of the handouts used.
        exercise: id of the exercise that is done in it: ``d1``; empty where none is.
        told: most tables that tell something to all, a minute each, by length.
        crowded: text for a round of everybody that leaves too little time for each; empty for what is no such round.
        own: the practices that all groups rate stand behind the text.
    """

    minutes: Mapping[str, int]
    text: Text
    pieces: tuple[str, ...] = ()
    exercise: str = ""
    told: Mapping[str, int] = field(default_factory=dict)
    crowded: Text = ""
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of the agenda.

    Attributes:
        id: its name.
        kind: work, a break, or a reserve that takes up what others leave.
        title: heading.
        aim: what it is for; empty for a break.
        steps: in their order; none for a reserve.
        presenting: minutes each group presents, by length.
        reserve: for a reserve, its minutes when the most groups present, by length.
        materials: ids of materials.
        text: for a reserve, what to do with it.
        say: what the trainer says.
        ask: questions to ask.
        watch: what goes wrong.
        close: what there is at the end.
        next: the words that lead on.
        remote: how it is done on screen.
    """

    id: str
    kind: Kind
    title: Text
    aim: Text
    steps: tuple[Step, ...]
    presenting: Mapping[str, int]
    reserve: Mapping[str, int]
    materials: tuple[str, ...]
    text: Text
    say: tuple[Text, ...]
    ask: tuple[Text, ...]
    watch: tuple[Text, ...]
    close: Text
    next: Text
    remote: Text

    def belongs(self, length: str) -> bool:
        """Whether the block is in the agenda of a length."""
        return length in self.reserve or any(length in step.minutes for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A step on the clock: ``minutes`` from ``start``; the groups' presenting is one without a text, ``own`` as in `Step`."""

    start: time
    minutes: int
    text: Text
    pieces: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A block on the clock.

    Attributes:
        block: which block.
        number: its number among the blocks that are work; ``None`` for breaks and reserves.
        start: when it begins.
        end: when it ends.
        minutes: how long it is.
        moments: its steps on the clock, the presenting last.
        presenting: minutes each group presents; 0 where none does.
    """

    block: Block
    number: int | None
    start: time
    end: time
    minutes: int
    moments: tuple[Moment, ...] = ()
    presenting: int = 0

    @property
    def pieces(self) -> tuple[str, ...]:
        """Names of the handouts used, each once, in their order."""
        return tuple(dict.fromkeys(name for moment in self.moments for name in moment.pieces))


@cache
def blocks() -> tuple[Block, ...]:
    """All blocks of all lengths, in their order."""
    return tuple(_block(entry) for entry in content("agenda")["blocks"])


def length_in_minutes(workshop: Workshop) -> int:
    """Minutes from the beginning to the end, breaks included."""
    return int(content("agenda")["minutes"][workshop.length])


def presenting_groups(workshop: Workshop) -> int:
    """How many groups present; where there are more, lots are drawn."""
    return min(len(workshop.groups), int(content("agenda")["most_presenting"]))


def agenda(workshop: Workshop) -> tuple[Slot, ...]:
    """Puts the blocks of the workshop's length on the clock.

    Returns:
        The slots without gaps from the workshop's start; their minutes add up to `length_in_minutes` for any number of
        groups. A reserve of no minutes is left out.
    """
    groups, most = presenting_groups(workshop), int(content("agenda")["most_presenting"])
    clock, left, number = 0, 0, 0
    slots: list[Slot] = []
    for block in blocks():
        if not block.belongs(workshop.length):
            continue
        begun, moments = clock, []
        for step in block.steps:
            if workshop.length in step.minutes:
                moments.append(Moment(start=_at(workshop, clock), minutes=step.minutes[workshop.length], text=_text(workshop, step),
                                      pieces=step.pieces, own=step.own))
                clock += step.minutes[workshop.length]
        each = block.presenting.get(workshop.length, 0)
        if each:
            moments.append(Moment(start=_at(workshop, clock), minutes=each * groups, text=""))
            clock += each * groups
            left += each * (most - groups)
        if block.kind == "reserve":
            clock += block.reserve[workshop.length] + left
            left = 0
        if block.kind == "work":
            number += 1
        if clock > begun:
            slots.append(Slot(block=block, number=number if block.kind == "work" else None, start=_at(workshop, begun), end=_at(workshop, clock),
                              minutes=clock - begun, moments=tuple(moments), presenting=each))
    return tuple(slots)


def exercise_minutes(workshop: Workshop, exercise: str) -> int | None:
    """Minutes that the agenda gives an exercise; ``None`` where it is not on it."""
    steps = [step for block in blocks() for step in block.steps if step.exercise == exercise and workshop.length in step.minutes]
    return sum(step.minutes[workshop.length] for step in steps) or None


def uses(workshop: Workshop, piece: Piece) -> tuple[int, ...]:
    """Numbers of the blocks in which a piece is used."""
    return tuple(slot.number for slot in agenda(workshop) if slot.number is not None and piece.name in slot.pieces)


def spoken_time(moment: time) -> str:
    """A time as both languages write it: ``9:05``."""
    return f"{moment.hour}:{moment.minute:02}"


def _text(workshop: Workshop, step: Step) -> Text:
    """What to do in a step, with the seconds that a round leaves each person."""
    seconds = 60 * step.minutes[workshop.length]
    if step.told:
        told = min(len(workshop.groups), step.told[workshop.length])
        return _filled(step.text, seconds=_round(seconds - 60 * told, max(workshop.group_sizes)), told=told)
    if step.crowded:
        each = seconds // workshop.people
        return step.crowded if each < SENTENCE else _filled(step.text, seconds=_round(seconds, workshop.people))
    return step.text


def _round(seconds: int, people: int) -> int:
    """Seconds for each of so many people, rounded down to a number that one can say."""
    each = seconds // people
    return each - each % 5 if each >= ROUND_FROM else each


def _filled(text: Text, **values: int) -> Text:
    """A text with its numbers, in all its languages."""
    return text.format(**values) if isinstance(text, str) else {language: one.format(**values) for language, one in text.items()}


def _at(workshop: Workshop, minutes: int) -> time:
    """The time so many minutes after the start."""
    hours, rest = divmod(workshop.start.hour * 60 + workshop.start.minute + minutes, 60)
    return time(hours % 24, rest)


def _block(entry: Mapping[str, Any]) -> Block:
    """Makes a block of its entry; what is not said is empty."""
    said: dict[str, Any] = {"kind": "work", "aim": "", "presenting": {}, "reserve": {}, "text": "", "close": "", "next": "", "remote": "", **entry}
    lists = {name: tuple(said.get(name, ())) for name in ("materials", "say", "ask", "watch")}
    steps = tuple(Step(**{**step, "pieces": tuple(step.get("pieces", ()))}) for step in said.get("steps", ()))
    return Block(**{**said, **lists, "steps": steps})
