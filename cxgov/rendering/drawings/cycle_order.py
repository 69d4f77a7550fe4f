"""The order of the cycle: the stages as a flow, between them the gates and what has to pass them.

In this room: which gate outputs are there, missing, or made before their stage could give them. A closed gate is amber,
an open one blue; the stage that limits another is named at the limited one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import (
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
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

GateState = Literal["present", "missing", "out_of_order"]

_POINT = 8.0  # how far the head of a stage points on
_NAME = 8.2
_ICON = 8.0
_HOW = N_(
    "From left to right in the order of the cycle; under each stage its gate outputs: "
    "a tick is in place, a dashed box is missing, an exclamation mark is out of order."
)
_STATES = {
    "present": N_("{name} (in place)"),
    "missing": N_("{name} (missing)"),
    "out_of_order": N_("{name} (out of order)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A gate output of a stage."""

    name: Text
    state: GateState


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStage:
    """A stage in the flow.

    Attributes:
        number: its number.
        name: short name.
        gates: what it has to hand to the next stage.
        started: whether it has been started in this cycle.
        skipped: whether it was skipped.
        limited_by: the number of the stage that limits its score.
    """

    number: str
    name: Text
    gates: tuple[Gate, ...] = ()
    started: bool = False
    skipped: bool = False
    limited_by: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the gate behind the stage is open: every output is in place and in order."""
        return all(gate.state == "present" for gate in self.gates)


def cycle_order(
    environment: Templates,
    language: Language,
    stages: Sequence[OrderStage],
    *,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws the order of the cycle with its gates.

    Args:
        environment: renders the template.
        language: the language of the texts.
        stages: the stages in order.
        width: in points.
        palette: the theme.

    Raises:
        ValueError: without stages.
    """
    if not stages:
        raise ValueError("an order has stages")
    # Without a single gate or start there is no record of a pass, and "not started" would be a guess.
    recorded = any(stage.started or stage.gates for stage in stages)
    step = (width - _POINT - 1) / max(len(stages), 1)
    names = [
        wrap(f"{stage.number}\N{NO-BREAK SPACE}{name_of(language, stage.name)}", step - _POINT * 2 - 6, _NAME, SEMIBOLD)
        for stage in stages
    ]
    head = max((len(name) for name in names), default=1) * _NAME * LEADING + 11
    heads = [_head(palette, stage, index, (step, head), recorded=recorded) for index, stage in enumerate(stages)]
    texts: list[Shape] = []
    pills: list[Shape] = []
    gates: list[Shape] = []
    bottom = head + 6
    noted = any(stage.skipped or stage.limited_by or (recorded and not stage.started) for stage in stages)
    below = head + (20 if noted else 8)
    for index, (stage, name) in enumerate(zip(stages, names, strict=True)):
        left = 0.5 + index * step
        colour = palette.ink if stage.started or stage.skipped or not recorded else palette.muted
        texts += middle_lines(left + _POINT + 4, head / 2 + 0.5, name, _NAME, colour, weight=SEMIBOLD)
        pills += _notes(language, palette, stage, (left + 3, head + 5, step - 8), recorded=recorded)
        y = below
        for gate in stage.gates:
            said = wrap(name_of(language, gate.name), step - _ICON - 14, SMALL)
            gates.append(_gate(gate, left + 3, y))
            texts += lines(left + _ICON + 7, y + SMALL * 0.85, said, SMALL, palette.ink)
            y += max(len(said) * SMALL * LEADING, _ICON) + 4
        bottom = max(bottom, y)
    shapes = {
        "heads": heads,
        "texts": texts,
        "pills": pills,
        "gates": gates,
        "walls": [
            {"x": r(0.5 + (index + 1) * step - 1), "top": r(below), "bottom": r(bottom), "open": stage.is_open}
            for index, stage in enumerate(stages)
            if stage.gates
        ],
    }
    alt = [_said(language, stage, recorded=recorded) for stage in stages]
    size = (width, bottom + 2)
    return draw(environment, language, "cycle_order", size=size, alt=alt, how=message(_HOW), palette=palette, shapes=shapes)


def _head(palette: Palette, stage: OrderStage, index: int, size: tuple[float, float], *, recorded: bool) -> Shape:
    step, height = size
    left = 0.5 + index * step
    right = left + step - 3
    notch = left + (_POINT if index else 0)
    outline = [
        (left, 0.8), (right, 0.8), (right + _POINT, height / 2), (right, height - 0.8), (left, height - 0.8), (notch, height / 2)
    ]  # fmt: skip
    begun = stage.started or not recorded
    fill = palette.paper if stage.skipped or not begun else palette.pale
    return {"d": path(outline, closed=True), "fill": fill, "skipped": stage.skipped, "started": begun}


def _notes(
    language: Language, palette: Palette, stage: OrderStage, place: tuple[float, float, float], *, recorded: bool
) -> list[Shape]:
    """A pill under the head: skipped, limited or not started."""
    x, y, room = place
    if stage.skipped:
        said, fill = language.say(N_("skipped")), palette.amber
    elif stage.limited_by:
        said, fill = language.say(message(N_("limited by {stage}"), stage=stage.limited_by)), palette.light_amber
    elif recorded and not stage.started:
        said, fill = language.say(N_("not started")), palette.paper
    else:
        return []
    said = clip(said, room - 8, SMALL, SEMIBOLD)
    wide = text_width(said, SMALL, SEMIBOLD) + 8
    return [{
        "x": r(x), "y": r(y), "width": r(wide), "height": 11, "round": 5.5, "fill": fill,
        "stroke": palette.muted if fill == palette.paper else palette.amber,
        "label": label(x + wide / 2, y + 5.5 + SMALL * CAP / 2, said, SMALL, palette.ink, weight=SEMIBOLD, anchor="middle"),
    }]  # fmt: skip


def _gate(gate: Gate, x: float, y: float) -> Shape:
    tick = path([(x + 1.8, y + 4.2), (x + 3.4, y + 5.9), (x + 6.3, y + 2.3)])
    mark = f"M{r(x + 4)} {r(y + 1.7)}v2.9M{r(x + 4)} {r(y + 5.6)}v0.9"
    return {
        "x": r(x), "y": r(y), "size": _ICON, "state": gate.state,
        "mark": tick if gate.state == "present" else mark if gate.state == "out_of_order" else "",
    }  # fmt: skip


def _said(language: Language, stage: OrderStage, *, recorded: bool) -> str:
    facts: list[str] = []
    if stage.skipped:
        facts.append(language.say(N_("skipped")))
    elif recorded and not stage.started:
        facts.append(language.say(N_("not started")))
    if stage.limited_by:
        facts.append(language.say(message(N_("limited by {stage}"), stage=stage.limited_by)))
    facts += [language.say(message(_STATES[gate.state], name=name_of(language, gate.name))) for gate in stage.gates]
    if stage.gates:
        facts.append(language.say(N_("gate open") if stage.is_open else N_("gate closed")))
    name = f"{stage.number} {name_of(language, stage.name)}"
    return f"{name}: {', '.join(facts)}." if facts else f"{name}."
