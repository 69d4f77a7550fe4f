"""D1 Touchpoint or channel: items to sort, from our own bank and from the journeys of the example organisations.

In this room: which items a group gets at which difficulty, and the reasoning of the key. Not here: the texts of the bank
(``content/d1.yaml``) and whether an organisation's own touchpoints are named well (`cxgov.checks`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from cxgov import resources
from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind, dealt, mixed, places
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.language import N_, Message, Text, counted, message
from cxgov.loading import load_workspace
from cxgov.model import Touchpoint, Workspace

Answer = Literal["touchpoint", "channel"]
WORDS: dict[str, str] = {"touchpoint": N_("touchpoint"), "channel": N_("channel")}
EXAMPLES = ("bank", "paczkownia", "piekarnia")
# The items of a sheet: touchpoints and channels that are plain, tempting, from the examples, and the disputed ones. No set is split
# evenly, so that counting ticks solves nothing.
Mix = tuple[tuple[int, int, int], tuple[int, int, int], int]
MIXES: dict[Difficulty, Mix] = {
    "easy": ((5, 0, 2), (3, 0, 2), 0),
    "medium": ((4, 3, 3), (4, 2, 1), 3),
    "hard": ((2, 4, 1), (2, 4, 1), 6),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to sort.

    Attributes:
        id: unique among all items.
        text: what stands on the sheet.
        answer: the right answer, or with ``otherwise`` the one we would give.
        why: the reason.
        otherwise: the reason for the other answer; only disputed items have one.
        tempting: it looks like the other thing.
        source: the example organisation it comes from.
    """

    id: str
    text: Text
    answer: Answer
    why: Text | Message
    otherwise: Text | None = None
    tempting: bool = False
    source: Text = ""


@cache
def bank() -> tuple[Item, ...]:
    """All items: ours and those of the example organisations."""
    return (*_own(), *_from_examples())


def draw(workshop: Workshop, group: int) -> Exercise:
    """Draws the exercise of a group."""
    (plain, tempting, told), channels, disputed = MIXES[workshop.difficulty]
    drawn: list[Item] = []
    for answer, numbers in (("touchpoint", (plain, tempting, told)), ("channel", channels)):
        clear = [item for item in bank() if item.answer == answer and item.otherwise is None]
        for name, pool, count in (
                ("plain", [i for i in clear if not i.tempting and not i.source], numbers[0]),
                ("tempting", [i for i in clear if i.tempting], numbers[1]),
                ("told", [i for i in clear if i.source], numbers[2])):
            drawn += dealt(workshop, f"d1/{answer}/{name}", pool, count, group)
    drawn += dealt(workshop, "d1/disputed", [item for item in bank() if item.otherwise is not None], disputed, group)
    items = mixed(workshop, "d1", drawn, group)
    texts = content("d1")
    return Exercise(
        id="d1", title=KIND.title, items=tuple(item.id for item in items), answers=tuple(item.answer for item in items),
        disputed=frozenset(item.id for item in items if item.otherwise is not None),
        sheet={"lead": workshop.text(texts["lead"]), "test": workshop.text(texts["test"]), "items": [{
            "text": _capital(workshop.text(item.text)), "source": workshop.text(item.source)} for item in items]},
        key={"items": [_row(workshop, item) for item in items]})


def together(workshop: Workshop, drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """The reasoning, once for every item however many groups have it: disputed ones first, then touchpoints and channels."""
    where = places(drawn)
    texts = content("d1")
    titles = {"disputed": N_("Disputed: both reasons"), "touchpoint": N_("Touchpoints"), "channel": N_("Channels")}
    parts: dict[str, list[dict[str, Any]]] = {kind: [] for kind in titles}
    for item in bank():
        if item.id in where:
            parts["disputed" if item.otherwise is not None else item.answer].append({**_row(workshop, item), "places": where[item.id]})
    return {"lead": workshop.text(texts["key_lead"]), "debrief": [workshop.text(question) for question in texts["debrief"]],
            "parts": [{"title": workshop.say(titles[kind]), "items": found} for kind, found in parts.items() if found]}


def _row(workshop: Workshop, item: Item) -> dict[str, Any]:
    answer = workshop.say(WORDS[item.answer])
    return {"text": _capital(workshop.text(item.text)), "source": workshop.text(item.source), "answer": answer, "letter": answer[0].upper(),
            "disputed": item.otherwise is not None,
            "why": workshop.said(item.why) if isinstance(item.why, Message) else workshop.text(item.why),
            "otherwise": workshop.text(item.otherwise)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _own() -> list[Item]:
    """The items of the content file."""
    return [Item(id=entry["id"], text=entry["text"], answer=entry["is"], why=entry["why"], otherwise=entry.get("otherwise"),
                 tempting=bool(entry.get("tempting"))) for entry in content("d1")["items"]]


def _from_examples() -> list[Item]:
    """Touchpoints and channels of the example organisations; a name that stands in the list already is left out, in whatever language."""
    taken = {name for item in _own() for name in _names(item.text)}
    found: list[Item] = []
    for name in EXAMPLES:
        workspace = load_workspace(str(resources.examples()[name]))
        source = workspace.organisation.name
        made = [_touchpoint(workspace, touchpoint, name, source) for touchpoint in workspace.touchpoints.values()]
        for item in [*made, *_channels(workspace, name, source)]:
            if taken.isdisjoint(_names(item.text)):
                found.append(item)
                taken |= _names(item.text)
    return found


def _touchpoint(workspace: Workspace, touchpoint: Touchpoint, name: str, source: Text) -> Item:
    goal = touchpoint.customer_goal  # in the customer's own words, so it is quoted
    channels = [workspace.channel_name(channel) for channel in touchpoint.channels]
    why = message(N_("A moment with a goal: “{goal}”. Channels there: {channels}."), goal=goal, channels=_listed(channels)) if channels \
        else message(N_("A moment with a goal: “{goal}”. There is no dialogue in it at all."), goal=goal)
    return Item(id=f"{name}.{touchpoint.id}", text=touchpoint.name, answer="touchpoint", why=why, source=source)


def _channels(workspace: Workspace, name: str, source: Text) -> list[Item]:
    """Channels that serve several touchpoints: the number shows best that they are none."""
    made = []
    for channel in workspace.organisation.channels:
        serves = sum(channel.id in touchpoint.channels for touchpoint in workspace.touchpoints.values())
        if serves > 1:
            why = counted(serves, N_("A place of dialogue: it serves {n} touchpoint of this organisation."),
                          N_("A place of dialogue: it serves {n} touchpoints of this organisation."))
            made.append(Item(id=f"{name}.{channel.id}", text=channel.name, answer="channel", why=why, source=source))
    return made


def _listed(names: Sequence[Text]) -> dict[str, str]:
    """The names as a list in each language."""
    return {code: ", ".join(text if isinstance(text, str) else text[code] for text in names) for code in ("pl", "en")}


def _names(text: Text) -> set[str]:
    return {text.casefold()} if isinstance(text, str) else {name.casefold() for name in text.values()}


KIND = Kind(id="d1", title=N_("Touchpoint or channel?"), minutes=15, draw=draw, together=together, lengths=("one-day", "half-day"))
