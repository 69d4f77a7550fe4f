"""The cycle order: the stages in a row, what each handed to the next, and which one holds which back.

How it reads: boxes from left to right, an arrow back from the last to the first; a dashed amber box is a skipped stage, a
dashed grey one was not begun. Below each box stands what it owes to the next: filled blue was handed on, filled amber was
handed on by a stage that began too early, an empty dashed square is missing. The arrow after a stage is dashed while
something is missing. Without a recorded pass there are boxes and arrows alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxgov.language import N_, Language, Message, Text, message
from cxgov.rendering.drawings.drawing import (
    BODY,
    CAP,
    SMALL,
    Drawing,
    Shape,
    Templates,
    draw,
    label,
    lines,
    middle_lines,
    name_of,
)
from cxgov.rendering.drawings.geometry import FULL, path, r
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

GateState = Literal["present", "missing", "out_of_order"]

TURN = 14.0  # room above the boxes for the way back
BOX = 46.0
ARROW = 18.0  # room between two boxes
SQUARE = 6.5
STATES: dict[GateState, str] = {
    "present": N_("handed on"), "out_of_order": N_("handed on out of order"), "missing": N_("missing"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """An output that a stage owes to the next, and whether it was handed on."""

    name: Text
    state: GateState


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStage:
    """A stage of the cycle.

    Attributes:
        number: its place as it is called: ``1``.
        name: short name.
        gates: what it owes to the next; empty without a recorded pass.
        started: whether the recorded pass has begun it.
        skipped: whether it was skipped.
        limited_by: the number of the stage that limits its score.
    """

    number: str
    name: Text
    gates: tuple[Gate, ...] = ()
    started: bool = False
    skipped: bool = False
    limited_by: str | None = None


def cycle_order(
    environment: Templates,
    language: Language,
    stages: Sequence[OrderStage],
    *,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws the cycle order.

    Args:
        environment: renders the template.
        language: the language of the texts.
        stages: in the order of the cycle, at least one.
        width: width in points.
        palette: the theme.

    Raises:
        ValueError: without a stage.
    """
    if not stages:
        raise ValueError("a cycle has stages")
    recorded = any(stage.gates or stage.started for stage in stages)
    step = (width - 2 + ARROW) / len(stages)
    wide = step - ARROW
    centre = TURN + BOX / 2
    limited = any(stage.limited_by for stage in stages)
    list_top = TURN + BOX + (18 if limited else 8)
    texts: list[Shape] = []
    boxes: list[Shape] = []
    pills: list[Shape] = []
    squares: list[Shape] = []
    arrows: list[Shape] = []
    bottom = list_top
    for index, stage in enumerate(stages):
        x = 1 + index * step
        boxes.append({"x": r(x), "width": r(wide), "state": _state(stage, recorded=recorded)})
        texts += _title(language, stage, x + wide / 2, centre, wide - 6, palette)
        if stage.limited_by:
            pills.append(_pill(language, stage.limited_by, x + wide / 2, step - 2, palette))
        y = list_top
        for gate in stage.gates:
            name = wrap(name_of(language, gate.name), step - SQUARE - 12, SMALL, lines=4)
            squares.append({"x": r(x + 0.5), "y": r(y + 1), "state": gate.state})
            texts += lines(x + SQUARE + 4, y + SMALL * 0.9, name, SMALL, palette.ink)
            y += len(name) * SMALL * LEADING + 3.5
        bottom = max(bottom, y)
        if index + 1 < len(stages):
            arrows.append({
                "line": path([(x + wide + 2.5, centre), (x + step - 6, centre)]),
                "head": _head(x + step - 2.5, centre),
                "open": any(gate.state == "missing" for gate in stage.gates),
            })  # fmt: skip
    first, last = 1 + wide / 2, 1 + (len(stages) - 1) * step + wide / 2
    back = path([(last, TURN - 2), (last, 4), (first, 4), (first, TURN - 6)]) if len(stages) > 1 else ""
    key = _key(language, bottom + 9, palette, texts) if any(stage.gates for stage in stages) else []
    return draw(
        environment,
        language,
        "cycle_order",
        size=(width, bottom + (17 if key else 0)),
        alt=[_said(language, stage, recorded=recorded) for stage in stages],
        how=message(N_("The stages from left to right and back to the first; below each what it hands to the next.")),
        palette=palette,
        shapes={
            "boxes": boxes, "texts": texts, "pills": pills, "squares": [*squares, *key], "arrows": arrows, "back": back,
            "back_head": path([(first - 3, TURN - 6), (first + 3, TURN - 6), (first, TURN - 2)], closed=True),
            "top": TURN, "high": BOX, "square": SQUARE,
        },
    )  # fmt: skip


def _state(stage: OrderStage, *, recorded: bool) -> str:
    if stage.skipped:
        return "skipped"
    return "plain" if stage.started or not recorded else "waiting"


def _title(
    language: Language, stage: OrderStage, x: float, centre: float, width: float, palette: Palette
) -> list[Shape]:
    name = wrap(name_of(language, stage.name), width, SMALL, lines=3)
    shift = (BODY + 1) * LEADING / 2
    below = len(name) * SMALL * LEADING / 2
    return [
        label(x, centre - below + BODY * CAP / 2, stage.number, BODY + 1, palette.ink, weight=SEMIBOLD, anchor="middle"),
        *middle_lines(x, centre + shift, name, SMALL, palette.ink, anchor="middle"),
    ]


def _pill(language: Language, by: str, x: float, room: float, palette: Palette) -> Shape:
    """Makes the word on the lower edge of a box that says who limits it; the sign alone where there is no room."""
    said = language.say(message(N_("limited by {stage}"), stage=by))
    if text_width(said, SMALL) + 8 > room:
        said = f"≤ {by}"
    wide = text_width(said, SMALL) + 8
    y = TURN + BOX - 2
    return {
        "x": r(x - wide / 2), "y": r(y), "width": r(wide), "height": 11, "round": 5.5, "fill": palette.amber,
        "stroke": palette.paper, "label": label(x, y + 5.5 + SMALL * CAP / 2, said, SMALL, palette.ink, anchor="middle"),
    }  # fmt: skip


def _head(x: float, y: float) -> str:
    return path([(x - 5, y - 3), (x, y), (x - 5, y + 3)], closed=True)


def _key(language: Language, y: float, palette: Palette, texts: list[Shape]) -> list[Shape]:
    """Writes the legend of the squares; its words into ``texts``, its squares are returned."""
    squares = []
    at = 1.5
    for state, word in STATES.items():
        squares.append({"x": r(at), "y": r(y - SQUARE / 2), "state": state})
        said = language.say(word)
        texts.append(label(at + SQUARE + 3.5, y + SMALL * CAP / 2, said, SMALL, palette.muted))
        at += SQUARE + 3.5 + text_width(said, SMALL) + 14
    return squares


def _said(language: Language, stage: OrderStage, *, recorded: bool) -> Message | str:
    facts: list[Message] = []
    if stage.skipped:
        facts.append(message(N_("skipped")))
    elif recorded:
        facts.append(message(N_("begun") if stage.started else N_("not begun")))
    if stage.limited_by:
        facts.append(message(N_("limited by {stage}"), stage=stage.limited_by))
    facts += [
        message(N_("{output}: {state}"), output=name_of(language, gate.name), state=message(STATES[gate.state]))
        for gate in stage.gates
    ]
    name = message(N_("Stage {number} {name}"), number=stage.number, name=name_of(language, stage.name))
    if not facts:
        return language.say(name) + "."
    return message(N_("{name}: {facts}."), name=name, facts="; ".join(language.say(fact) for fact in facts))
