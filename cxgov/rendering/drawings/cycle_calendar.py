"""The calendar of a pass through the cycle: stages as bars over months, their gates, the day, meetings and what is due.

In this room: dates on one axis. A stage that was run is a full bar, one under way is open from the day on, one to come is an
outline; a stage that was passed over is hatched. The diamond at the end of a bar is its gate: blue when everything was handed
on, amber when a completed stage left something out, hollow while it is still to come. Not here: dates and states
(`cxgov.reviewing.clock`, ``agenda``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cxgov.language import N_, Language, Text, counted, message
from cxgov.model import Period
from cxgov.rendering.drawings.axis import NAME, Axis
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, middle_lines, name_of
from cxgov.rendering.drawings.geometry import FULL, hatch, path, r, rounded
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

StageState = Literal["completed", "running", "not_begun", "skipped"]
MarkKind = Literal["done", "planned", "late"]

_BAR = 9.0
_ROW = 20.0
_MARK = 4.4
_DOT = 3.4
_HEAD = 2 * SMALL + 8
_MONTHS_SHOWN = 15  # more than so many months are named by quarters
_HOW = N_("Months run from left to right; each bar is a stage, the diamond at its end its gate; the heavy upright line is the day of this report.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarStage:
    """A stage of the pass.

    Attributes:
        number: its number.
        name: its short name.
        state: where it stands on the day.
        start: the day it began, or is to begin; ``None`` where nobody says.
        end: the day it was completed.
        due: the day by which it is to be completed.
        reckoned: the due day follows from the rhythm and was not written down.
        handed: gate outputs handed on.
        outputs: gate outputs it is to hand on.
    """

    number: str
    name: Text
    state: StageState
    start: date | None = None
    end: date | None = None
    due: date | None = None
    reckoned: bool = False
    handed: int = 0
    outputs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLane:
    """A row of days: what they are, and each with what is true of it: done, still to come, past and not done."""

    name: Text
    marks: tuple[tuple[date, MarkKind], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleCalendar:
    """What is drawn.

    Attributes:
        first: first day of the calendar.
        last: its last day.
        today: the day of the report.
        stages: the stages in order.
        lanes: rows of days below them.
        deadline: the day by which the cycle should be complete; ``None`` where nothing says.
    """

    first: date
    last: date
    today: date
    stages: tuple[CalendarStage, ...]
    lanes: tuple[CalendarLane, ...] = ()
    deadline: date | None = None


def cycle_calendar(
    environment: Templates, language: Language, of: CycleCalendar, *, width: float = FULL, palette: Palette = STANDARD
) -> Drawing:
    """Draws the calendar.

    Args:
        environment: renders the template.
        language: the language of the texts.
        of: what is drawn; days outside the calendar are left out.
        width: in points.
        palette: the theme.

    Raises:
        ValueError: if the calendar ends before it begins.
    """
    if of.last < of.first:
        raise ValueError("a calendar ends after it begins")
    column = width * 0.22
    axis = Axis(column, width - 1, (of.first.toordinal(), of.last.toordinal() + 1))
    sheet = _Sheet(language, palette, axis, of)
    sheet.months()
    for stage in of.stages:
        sheet.stage(stage, column)
    for lane in of.lanes:
        sheet.lane(lane, column)
    sheet.uprights(width)
    return draw(environment, language, "cycle_calendar", size=(width, sheet.y + 2), alt=_said(language, of), how=message(_HOW), palette=palette,
                shapes=sheet.shapes())


class _Sheet:
    """Collects the shapes from top to bottom; ``y`` is how far it has come."""

    def __init__(self, language: Language, palette: Palette, axis: Axis, of: CycleCalendar) -> None:
        self.language, self.palette, self.axis, self.of = language, palette, axis, of
        self.texts: list[Shape] = []
        self.bars: list[Shape] = []
        self.hatches: list[str] = []
        self.gates: list[Shape] = []
        self.dots: list[Shape] = []
        self.rules: list[float] = []
        self.columns: list[Shape] = []
        self.today = self.at(of.today) if of.first <= of.today <= of.last else None
        self.deadline = self.at(of.deadline) if of.deadline and of.first <= of.deadline <= of.last else None
        self.bottom = 0.0
        self.y = 0.0

    def shapes(self) -> dict[str, object]:
        return {
            "texts": self.texts, "bars": self.bars, "hatches": self.hatches, "gates": self.gates, "dots": self.dots, "rules": [r(y) for y in self.rules],
            "columns": self.columns, "head": r(_HEAD), "bottom": r(self.bottom), "left": r(self.axis.left), "right": r(self.axis.right),
            "today": None if self.today is None else r(self.today), "deadline": None if self.deadline is None else r(self.deadline),
        }  # fmt: skip

    def at(self, day: date) -> float:
        """Where a day begins."""
        return self.axis.at(day.toordinal())

    def months(self) -> None:
        """The names of the months, or of the quarters of a long calendar, under their years."""
        months = [Period(date(self.of.first.year, self.of.first.month, 1), 1)]
        while months[-1].end < self.of.last:
            months.append(months[-1].shift(1))
        by_quarter = len(months) > _MONTHS_SHOWN
        for number, month in enumerate(months):
            year = month.start.month == 1
            begins = year or (by_quarter and month.start.month % 3 == 1)
            x = self.at(max(month.start, self.of.first))
            if number and (begins or not by_quarter):
                self.columns.append({"x": r(x), "year": year, "top": r(SMALL + 5 if not year else 0)})
            if year or number == 0:
                self.texts.append(label(x + 3, SMALL, str(month.start.year), SMALL, self.palette.ink, weight=SEMIBOLD))
            if by_quarter and (begins or number == 0):
                self.texts.append(label(x + 3, 2 * SMALL + 4, _quarter(self.language, month.start), SMALL, self.palette.muted))
            elif not by_quarter:
                name = clip(self.language.period(month)[:3], self.at(min(month.end, self.of.last) + timedelta(1)) - x - 3, SMALL)
                self.texts.append(label(x + 3, 2 * SMALL + 4, name, SMALL, self.palette.muted))
        self.y = _HEAD

    def row(self, name: str, column: float, *, weight: int = 400) -> float:
        """A row's name and the rule under it; returns its middle."""
        said = wrap(name, column - 8, NAME, weight, lines=2)
        height = max(_ROW, len(said) * NAME * LEADING + 5)
        self.texts += middle_lines(0, self.y + height / 2, said, NAME, self.palette.ink, weight=weight)
        middle = self.y + height / 2
        self.y += height
        self.rules.append(self.y)
        self.bottom = self.y
        return middle

    def stage(self, stage: CalendarStage, column: float) -> None:
        """A stage: what is behind it, what is still before it, its gate."""
        middle = self.row(f"{stage.number}\N{NO-BREAK SPACE}{name_of(self.language, stage.name)}", column)
        top, start, due = middle - _BAR / 2, stage.start, stage.due
        if stage.state == "skipped":
            self._unseen(self.language.say(N_("passed over: nothing on record")), middle)
            return
        if start is None and stage.end is None:
            start = due and max(self.of.today, self.of.first)  # nobody says when it is to begin
        if start is None and stage.end is None:
            self._unseen(self.language.say(N_("no dates")), middle)
            return
        begin = start or stage.end or self.of.first
        end = stage.end or (due if due and due >= begin else None)
        if stage.state == "not_begun":
            self._bar(begin, end or begin, top, "open")
        elif stage.state == "completed":
            self._bar(begin, stage.end or begin, top, "full")
        else:
            self._bar(begin, min(self.of.today, self.of.last), top, "full")
            if end and end > self.of.today:
                self._bar(self.of.today + timedelta(1), end, top, "open")
        self._gate(stage, stage.end or due, middle)

    def _bar(self, begin: date, end: date, top: float, kind: str) -> None:
        begin, end = max(begin, self.of.first), min(end, self.of.last)
        if end < begin:
            return
        left, right = self.at(begin), max(self.at(end + timedelta(1)), self.at(begin) + 1.5)
        self.bars.append({"x": r(left), "y": r(top), "width": r(right - left), "height": _BAR, "kind": kind})

    def _gate(self, stage: CalendarStage, day: date | None, middle: float) -> None:
        """The gate and how much was handed on; hollow until the stage is completed."""
        done = stage.state == "completed"
        fill = self.palette.paper if not done else self.palette.blue if stage.handed >= stage.outputs else self.palette.amber
        counts = f"{self.language.number(stage.handed)}/{self.language.number(stage.outputs)}" if stage.outputs else ""
        if day is None or not self.of.first <= day <= self.of.last:
            return
        x = min(max(self.at(day + timedelta(1)), self.axis.left + _MARK), self.axis.right - _MARK)
        self.gates.append({"d": _diamond(x, middle), "fill": fill})
        # Before the bar there is paper, behind it perhaps no room.
        wide = text_width(counts, SMALL)
        if x + _MARK + 2 + wide <= self.axis.right:
            self._said(counts, x + _MARK + 2, middle)
        elif done or stage.state == "running":
            start = max(stage.start or day, self.of.first)
            self._said(counts, self.at(start) - wide - 3, middle)

    def _unseen(self, text: str, middle: float) -> None:
        """A stage without a bar: words on hatching."""
        self.hatches.append(hatch(rounded(self.axis.left, middle - _BAR / 2, self.axis.right - self.axis.left, _BAR, 0)))
        self._said(text, self.axis.left + 4, middle)

    def _said(self, text: str, x: float, middle: float) -> None:
        said = clip(text, self.axis.right - x, SMALL)
        wide = text_width(said, SMALL)
        self.texts.append({**label(x, middle + SMALL * CAP / 2, said, SMALL, self.palette.ink),
                           "ground": {"x": r(x - 2), "y": r(middle - _BAR / 2 + 0.5), "width": r(wide + 4), "height": r(_BAR - 1)}})

    def lane(self, lane: CalendarLane, column: float) -> None:
        """A row of days; those of one place are drawn once, the gravest on top."""
        middle = self.row(name_of(self.language, lane.name), column)
        grave = ("done", "planned", "late")
        for day, kind in sorted(lane.marks, key=lambda mark: (grave.index(mark[1]), mark[0])):
            if self.of.first <= day <= self.of.last:
                x = min(max(self.at(day), self.axis.left + _DOT), self.axis.right - _DOT)
                self.dots.append({"x": r(x), "y": r(middle), "r": _DOT, "kind": kind})

    def uprights(self, width: float) -> None:
        """What the two upright lines are, side by side or one under the other."""
        base = self.bottom + SMALL + 2
        marks = []
        if self.today is not None:
            marks.append((self.today, self.language.say(message(N_("as of {day}"), day=self.of.today)), SEMIBOLD))
        if self.deadline is not None:
            marks.append((self.deadline, self.language.say(message(N_("cycle complete by {day}"), day=self.of.deadline)), 400))
        taken: list[tuple[float, float]] = []
        for x, text, weight in marks:
            wide = text_width(text, SMALL, weight)
            left = min(max(0.0, x - wide / 2), width - wide)
            if any(left < end + 4 and start - 4 < left + wide for start, end in taken):
                base += SMALL * LEADING + 1
            taken.append((left, left + wide))
            self.texts.append(label(left, base, text, SMALL, self.palette.ink, weight=weight))
        self.y = base + 2 if marks else self.bottom


def _diamond(x: float, y: float) -> str:
    return path([(x, y - _MARK), (x + _MARK, y), (x, y + _MARK), (x - _MARK, y)], closed=True)


def _quarter(language: Language, day: date) -> str:
    """A quarter without its year, in the words of the period."""
    return language.period(Period(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3)).replace(str(day.year), "").strip(" \N{NO-BREAK SPACE}")


def _said(language: Language, of: CycleCalendar) -> list[str]:
    said = [_stage_said(language, stage) for stage in of.stages]
    for lane in of.lanes:
        days = [language.short_date(day) for day, _ in sorted(lane.marks) if of.first <= day <= of.last]
        if days:
            said.append(f"{name_of(language, lane.name)}: {', '.join(days)}.")
    said.append(language.say(message(N_("Day of the report: {day}."), day=of.today)))
    if of.deadline is not None:
        said.append(language.say(message(N_("The cycle should be complete by {day}."), day=of.deadline)))
    return said


def _stage_said(language: Language, stage: CalendarStage) -> str:
    name = f"{stage.number}\N{NO-BREAK SPACE}{name_of(language, stage.name)}"
    if stage.state == "skipped":
        return language.say(message(N_("{name}: passed over."), name=name))
    facts = []
    if stage.start:
        facts.append(message(N_("from {day}"), day=stage.start))
    if stage.end:
        facts.append(message(N_("completed on {day}"), day=stage.end))
    elif stage.due:
        facts.append(message(N_("due by the rhythm on {day}") if stage.reckoned else N_("due on {day}"), day=stage.due))
    if stage.outputs:
        facts.append(counted(stage.outputs, N_("{handed} of {n} gate output handed on"), N_("{handed} of {n} gate outputs handed on"), handed=stage.handed))
    return f"{name}: {', '.join(language.say(fact) for fact in facts)}."
