"""What an exercise is and how items are dealt to the groups.

In this room: the drawn exercise, whose sheet and key come from the same items, the kinds of exercises, and the dealing
that gives neighbouring groups different items. Not here: the single exercises (one module each), the items themselves
(``templates/handouts/content/d*.yaml``) and the two pieces (`pieces`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from cxgov.handouts.workshop import Workshop
from cxgov.loading import built_in_frameworks
from cxgov.model import Framework

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One drawn exercise: what a group gets and what the trainer has in hand for it.

    Attributes:
        id: the exercise, such as ``d1``.
        title: its name, a msgid.
        items: what was drawn, as ids in the order of the sheet; the same in every language.
        answers: the right answer of each item, in the order of ``items``, as words of the program; the same in every language.
        disputed: ids of the items that may be answered otherwise with a good reason; the key gives both reasons.
        sheet: plain data for ``handouts/exercise-<id>.html``.
        key: plain data for ``handouts/answer-key-<id>.html``.
    """

    id: str
    title: str
    items: tuple[str, ...]
    answers: tuple[str, ...]
    disputed: frozenset[str] = frozenset()
    sheet: Mapping[str, Any]
    key: Mapping[str, Any]

    @property
    def number(self) -> str:
        """The number people call it by: D1."""
        return self.id.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of exercise.

    Attributes:
        id: such as ``d1``; it names the templates.
        title: its name, a msgid.
        minutes: how long a group needs, where the agenda does not say.
        draw: makes the exercise of a group, counted from 0; the same workshop and group give the same exercise.
        together: what the key says once for all groups, from their exercises in order; nothing by default.
        lengths: the sets it belongs to, those whose agenda gives it time; without any it is printed only on request.
    """

    id: str
    title: str
    minutes: int
    draw: Callable[[Workshop, int], Exercise]
    together: Callable[[Workshop, Sequence[Exercise]], Mapping[str, Any]] | None = None
    lengths: tuple[str, ...] = ("one-day", "half-day", "two-hours")


def cycle() -> Framework:
    """The framework that cases are written for: always the built-in one, whatever the workshop works with."""
    return built_in_frameworks()["cem-cycle"]


def dealt(workshop: Workshop, name: str, pool: Sequence[T], count: int, group: int) -> list[T]:
    """Deals ``count`` different items of a pool to a group, as cards are dealt from a shuffled pack.

    The pack is shuffled with the workshop's seed and dealt group after group, so that no two groups get the same item
    before the pack is used up; then it is shuffled anew. An item that a group already holds is passed over.

    Args:
        workshop: whose seed decides.
        name: what is dealt, such as ``d1/touchpoints``: every name is shuffled on its own.
        pool: the items, in a fixed order.
        count: how many; all of them where the pool has no more.
        group: the group, counted from 0.
    """
    count = min(count, len(pool))
    lap, pack = 0, list[int]()
    for turn in range(group + 1):
        hand: list[int] = []
        while len(hand) < count:
            if not pack:
                lap += 1
                pack = list(range(len(pool)))
                workshop.random(name, str(lap)).shuffle(pack)
            card = pack.pop()
            if card not in hand:
                hand.append(card)
        if turn == group:
            return [pool[card] for card in hand]
    return []


def mixed(workshop: Workshop, name: str, items: Sequence[T], group: int) -> list[T]:
    """The items in the order of a group's sheet."""
    order = list(items)
    workshop.random(name, "order", str(group)).shuffle(order)
    return order


def places(drawn: Sequence[Exercise]) -> dict[str, str]:
    """Where the items stand: id -> ``2/14`` for item 14 of the second group, several joined with commas."""
    found: dict[str, list[str]] = {}
    for number, exercise in enumerate(drawn, 1):
        for position, item in enumerate(exercise.items, 1):
            found.setdefault(item, []).append(f"{number}/{position}")
    return {item: ", ".join(where) for item, where in found.items()}
