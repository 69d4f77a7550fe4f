"""The roadmap: four quarters as columns, the stages as lanes in the order of the cycle, gates between them.

In this room: steps as cards with practice, level and effort; quick wins in a column of their own; the gate behind a stage
that limits others, at the end of the quarter in which its steps are done, and the lanes that wait for it; initiatives as
thin bars; the projected index under the quick wins and under each quarter. Not here: which step falls into which quarter (`cxgov.reviewing.roadmap`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, lines, name_of
from cxgov.rendering.drawings.geometry import FULL, path, r
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

_LANE = 70.0  # width of the stage names
_GAP = 7.0  # between the quick wins and the quarters
_PAD = 3.0  # inside a card
_BETWEEN = 3.0  # between cards, and above the first
_BAR = 2.6
_ROW = SMALL * LEADING + _BAR + 3.4  # an initiative: its title, its bar
_HEAD = 25.0
_LEAST = 24.0  # height of an empty lane
_INDEX = 11.0
_SQUARE = 3.0
_MARK = 4.6
_HOW = N_("Columns are quarters, lanes are stages. A card is a step of one level; its squares are its effort. A grey field waits for the gate before it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapStep:
    """A step: the practice's number and short name, the levels before and after, its effort (1 to 3)."""

    number: str
    name: Text
    low: int
    high: int
    effort: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapBar:
    """An initiative from the start of quarter ``first`` to the end of quarter ``last`` (0 to 3), open where it goes on."""

    title: Text
    first: int
    last: int
    before: bool = False
    beyond: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapLane:
    """A stage.

    Attributes:
        number: its number.
        name: its short name.
        quick: its quick wins.
        quarters: its steps of each quarter.
        bars: its initiatives.
        waits: how many quarters it waits for the gate before it; 0 where it waits for none, 4 where it stays closed.
        gate: position of the quarter at whose end its own gate opens; 4 where it does not; ``None`` where it limits nothing.
    """

    number: str
    name: Text
    quick: tuple[RoadmapStep, ...] = ()
    quarters: tuple[tuple[RoadmapStep, ...], ...] = ()
    bars: tuple[RoadmapBar, ...] = ()
    waits: int = 0
    gate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapQuarter:
    """A column: the quarter's name, the effort planned of the capacity, index and overall level after it, and why it is empty."""

    name: str
    effort: int
    capacity: int
    index: int | None
    level: int | None = None
    empty: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapWins:
    """The column of quick wins: their effort, part of that of the first quarter, and index and overall level after them alone."""

    effort: int
    index: int | None
    level: int | None = None


def roadmap(
    environment: Templates,
    language: Language,
    lanes: Sequence[RoadmapLane],
    quarters: Sequence[RoadmapQuarter],
    *,
    wins: RoadmapWins,
    today: tuple[int | None, int | None],
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws the roadmap.

    Args:
        environment: renders the template.
        language: the language of the texts.
        lanes: the stages in order; initiatives that belong to none come as a last lane without a number.
        quarters: the quarters in order.
        wins: what the quick wins take and bring.
        today: index and overall level today; ``None`` where there is none.
        width: in points.
        palette: the theme.

    Raises:
        ValueError: without quarters or lanes.
    """
    if not lanes or not quarters:
        raise ValueError("a roadmap has lanes and quarters")
    column = (width - _LANE - _GAP) / (len(quarters) + 1)
    lefts = [_LANE, *(_LANE + column + _GAP + column * index for index in range(len(quarters)))]
    made = _Board(language, palette, lefts, column, width)
    made.heads(wins, quarters)
    for lane in lanes:
        made.lane(lane)
    made.gates(lanes)
    made.foot(wins, quarters, today)
    alt = _alt(language, lanes, quarters, wins, today[0])
    return draw(environment, language, "roadmap", size=(width, made.y + 2), alt=alt, how=message(_HOW), palette=palette, shapes=made.shapes())


class _Board:
    """Collects the shapes from top to bottom; ``y`` is how far it has come."""

    def __init__(self, language: Language, palette: Palette, lefts: Sequence[float], column: float, width: float) -> None:
        self.language, self.palette, self.lefts, self.column, self.width = language, palette, lefts, column, width
        self.texts: list[Shape] = []
        self.cards: list[Shape] = []
        self.squares: list[Shape] = []
        self.fields: list[Shape] = []
        self.bars: list[Shape] = []
        self.grounds: list[Shape] = []
        self.rules: list[float] = []
        self.walls: list[Shape] = []
        self.spans: list[tuple[float, float]] = []
        self.y = 0.0

    def shapes(self) -> dict[str, object]:
        return {
            "texts": self.texts, "cards": self.cards, "squares": self.squares, "fields": self.fields, "bars": self.bars, "grounds": self.grounds,
            "rules": [r(y) for y in self.rules], "walls": self.walls, "width": r(self.width), "top": r(self.spans[0][0]), "bottom": r(self.spans[-1][1]),
            "columns": [r(left) for left in self.lefts[2:]], "first": r(self.lefts[1]), "quick": r(self.lefts[0]),
        }  # fmt: skip

    def heads(self, wins: RoadmapWins, quarters: Sequence[RoadmapQuarter]) -> None:
        """Names of the columns, how much of a quarter's capacity is planned, and why a quarter has no steps."""
        say, muted = self.language.say, self.palette.muted
        heads = [(say(N_("Quick wins")), say(message(N_("at once, effort {n}"), n=wins.effort)), ""), *(
            (quarter.name, say(message(N_("effort {n} of {of}"), n=quarter.effort, of=quarter.capacity)), name_of(self.language, quarter.empty))
            for quarter in quarters)]
        self.y = _HEAD
        for left, (name, below, why) in zip(self.lefts, heads, strict=True):
            self.texts.append(label(left + _PAD, SMALL, clip(name, self.column - _PAD, SMALL, SEMIBOLD), SMALL, self.palette.ink, weight=SEMIBOLD))
            self.texts.append(label(left + _PAD, SMALL * 2.25, clip(below, self.column - _PAD, SMALL), SMALL, muted))
            said = wrap(why, self.column - 2 * _PAD, SMALL, lines=4) if why else []
            self.texts += lines(left + _PAD, SMALL * (2.25 + LEADING), said, SMALL, muted)
            self.y = max(self.y, _HEAD + len(said) * SMALL * LEADING)

    def lane(self, lane: RoadmapLane) -> None:
        """One stage: its name, its cards from the top, its initiatives below them."""
        top = self.y
        self.rules.append(top)
        name = name_of(self.language, lane.name)
        said = wrap(f"{lane.number}\N{NO-BREAK SPACE}{name}" if lane.number else name, _LANE - 8, SMALL, SEMIBOLD, lines=5)
        self.texts += lines(0, top + _BETWEEN + SMALL, said, SMALL, self.palette.ink, weight=SEMIBOLD)
        low = max(top + _LEAST, top + 2 * _BETWEEN + len(said) * SMALL * LEADING)
        for left, steps in zip(self.lefts, (lane.quick, *lane.quarters), strict=False):
            y = top + _BETWEEN
            for step in steps:
                y += self._card(step, left, y) + _BETWEEN
            low = max(low, y)
        for bar in lane.bars:
            self._bar(bar, low)
            low += _ROW
        if lane.bars:
            low += _BETWEEN
        if lane.waits:
            right = self.lefts[lane.waits + 1] if lane.waits + 1 < len(self.lefts) else self.width
            self.fields.append({"x": r(self.lefts[1]), "y": r(top + 0.5), "width": r(right - self.lefts[1]), "height": r(low - top - 1)})
        self.spans.append((top, low))
        self.y = low

    def _card(self, step: RoadmapStep, left: float, y: float) -> float:
        """Draws a card; returns its height."""
        room = self.column - _BETWEEN - 2 * _PAD
        name = wrap(name_of(self.language, step.name), room, SMALL, lines=3)
        height = (1 + len(name)) * SMALL * LEADING + 2 * _PAD - 1
        self.cards.append({"x": r(left + 1), "y": r(y), "width": r(self.column - _BETWEEN), "height": r(height)})
        head = f"{step.number}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{step.low}\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}{step.high}"
        squares = 3 * (_SQUARE + 1.4)
        self.texts.append(label(left + 1 + _PAD, y + _PAD + SMALL * 0.8, clip(head, room - squares - 2, SMALL, SEMIBOLD), SMALL,
                                self.palette.ink, weight=SEMIBOLD))
        self.texts += lines(left + 1 + _PAD, y + _PAD + SMALL * (0.8 + LEADING), name, SMALL, self.palette.ink)
        for place in range(3):
            self.squares.append({
                "x": r(left + 1 + self.column - _BETWEEN - _PAD - squares + place * (_SQUARE + 1.4) + 1.4), "y": r(y + _PAD + SMALL * 0.8 - SMALL * CAP + 1),
                "size": _SQUARE, "filled": place < step.effort,
            })  # fmt: skip
        return height

    def _bar(self, bar: RoadmapBar, y: float) -> None:
        """A thin bar over its quarters, its title above it, where it has room on either side."""
        left = self.lefts[bar.first + 1] + 1
        right = (self.lefts[bar.last + 2] if bar.last + 2 < len(self.lefts) else self.width) - 2
        title = name_of(self.language, bar.title)
        begin, end = self.lefts[1] + 1, self.width - 2
        wide = text_width(title, SMALL)
        base = y + SMALL
        title = clip(title, end - begin, SMALL)
        wide = min(wide, end - begin)
        start = left if left + wide <= end else end - wide
        self.texts.append(label(start, base, title, SMALL, self.palette.muted))
        # Lines of quarters and gates must not run through the letters.
        self.grounds.append({"x": r(start - 1), "y": r(y + 0.6), "width": r(wide + 2), "height": r(SMALL * LEADING)})
        top = y + SMALL * LEADING + 1.2
        self.bars.append({
            "x": r(left), "y": r(top), "width": r(right - left), "height": _BAR, "before": bar.before, "beyond": bar.beyond,
            "middle": r(top + _BAR / 2), "right": r(right),
        })  # fmt: skip

    def gates(self, lanes: Sequence[RoadmapLane]) -> None:
        """A line at the end of the quarter in which a gate opens, through its own lane and those that wait for it."""
        for index, lane in enumerate(lanes):
            if lane.gate is None:
                continue
            at = lane.gate + 2
            x = self.lefts[at] - 1 if at < len(self.lefts) else self.width - 1
            waiting = [i for i, other in enumerate(lanes) if i > index and other.waits]
            top, bottom = self.spans[index][0], self.spans[max(waiting, default=index)][1]
            size, y = _MARK, self.spans[index][1]
            self.walls.append({
                "x": r(x), "top": r(top), "bottom": r(bottom), "opens": lane.gate < len(self.lefts) - 1,
                "mark": path([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], closed=True),
            })  # fmt: skip

    def foot(self, wins: RoadmapWins, quarters: Sequence[RoadmapQuarter], today: tuple[int | None, int | None]) -> None:
        """Index and level today, beside the name of the row, and after each column's steps."""
        say, muted = self.language.say, self.palette.muted
        self.rules.append(self.y)
        said = wrap(say(N_("Index and level afterwards")), _LANE - 6, SMALL, SEMIBOLD, lines=3)
        now = wrap(say(message(N_("today {index}, level {level}"), index=self.language.number(today[0]), level=self.language.number(today[1]))),
                   _LANE - 6, SMALL, lines=2)
        self.texts += lines(0, self.y + _BETWEEN + SMALL, said, SMALL, self.palette.ink, weight=SEMIBOLD)
        self.texts += lines(0, self.y + _BETWEEN + SMALL * (1 + len(said) * LEADING), now, SMALL, muted)
        base = self.y + _BETWEEN + SMALL * 1.4
        values = [(wins.index, wins.level), *((quarter.index, quarter.level) for quarter in quarters)]
        for left, (index, level) in zip(self.lefts, values, strict=True):
            shown = self.language.number(index)
            self.texts.append(label(left + _PAD, base, shown, _INDEX, self.palette.ink, weight=SEMIBOLD))
            start = left + _PAD + text_width(shown, _INDEX, SEMIBOLD) + 4
            word = say(message(N_("level {level}"), level=self.language.number(level)))
            self.texts.append(label(start, base, clip(word, left + self.column - start, SMALL), SMALL, muted))
        self.y = max(base, self.y + _BETWEEN + (len(said) + len(now)) * SMALL * LEADING) + 3


def _alt(language: Language, lanes: Sequence[RoadmapLane], quarters: Sequence[RoadmapQuarter], wins: RoadmapWins,
         today: int | None) -> list[str]:
    said = [language.say(message(N_("Index today: {index}."), index=language.number(today)))]
    quick = [_said(language, step) for lane in lanes for step in lane.quick]
    if quick:
        said.append(language.say(message(N_("Quick wins: {steps}; index then {index}."), steps=", ".join(quick), index=language.number(wins.index))))
    for position, quarter in enumerate(quarters):
        steps = [_said(language, step) for lane in lanes if position < len(lane.quarters) for step in lane.quarters[position]]
        values = {"quarter": quarter.name, "index": language.number(quarter.index), "steps": ", ".join(steps) or name_of(language, quarter.empty)}
        said.append(language.say(message(N_("{quarter}: {steps}; index then {index}."), **values) if values["steps"] else message(
            N_("{quarter}: no steps; index then {index}."), **values)))
    for lane in lanes:
        if lane.gate is not None and lane.gate < len(quarters):
            said.append(language.say(message(N_("The gate of stage {number} opens at the end of {quarter}."), number=lane.number,
                                             quarter=quarters[lane.gate].name)))
        elif lane.gate is not None:
            said.append(language.say(message(N_("The gate of stage {number} stays closed."), number=lane.number)))
    bars = [name_of(language, bar.title) for lane in lanes for bar in lane.bars]
    return [*said, language.say(message(N_("Initiatives: {titles}."), titles="; ".join(bars)))] if bars else said


def _said(language: Language, step: RoadmapStep) -> str:
    return language.say(message(N_("{number} {name} to level {level}"), number=step.number, name=name_of(language, step.name), level=step.high))
