"""Pictures of the quarterly pack: open cases by age, expected against achieved change, the calendar of the cycle.

In this room: which facts a picture shows. Not here: the facts (`cxgov.reviewing`) and how a picture looks
(`cxgov.rendering.drawings`). Every function returns ``{"svg": Markup, "alt": text}``, or ``None`` where a picture would show nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxgov.kpis.variants import digits_of
from cxgov.language import N_
from cxgov.model import Meeting, Period
from cxgov.rendering.drawings.cycle_calendar import CalendarLane, CalendarStage, CycleCalendar, MarkKind, cycle_calendar
from cxgov.rendering.drawings.expected_achieved import Mark, Progress, expected_achieved
from cxgov.rendering.drawings.loop_ageing import AgeingRow, loop_ageing
from cxgov.reporting.context import Context
from cxgov.reporting.pictures import Picture
from cxgov.reporting.sections.measure_next import unit_of_change
from cxgov.reporting.sections.portfolio import OUTCOMES
from cxgov.reporting.verdicts import difference_digits
from cxgov.reviewing.agenda import Event
from cxgov.reviewing.clock import Clock, StageClock
from cxgov.reviewing.loops import AGES, Loops
from cxgov.reviewing.passes import start_of
from cxgov.reviewing.portfolio import Effect, Item, Outcome

LANES = ("decision", "initiative")
"""Kinds of events that are drawn as days that are due; the others stand in the table."""
_MARKS: dict[Outcome, Mark] = {"reached": "met", "partly": "tolerance", "not_reached": "missed"}


def ageing(context: Context, found: Loops) -> Picture | None:
    """Open cases of every log by age; ``None`` where none is kept, or nothing is open."""
    rows = []
    if found.customers:
        rows.append(AgeingRow(name=context.say(N_("Feedback from customers")), counts=found.customers.open.counts))
    if found.employees:
        rows.append(AgeingRow(name=context.say(N_("Signals from employees")), counts=found.employees.open.counts))
    if found.complaints:
        late = found.complaints.overdue
        rows.append(AgeingRow(name=context.say(N_("Complaints")), counts=found.complaints.open.counts, remark=context.counted(
            late, N_("{n} past its deadline"), N_("{n} past their deadline")) if late else ""))
    elif rows:
        rows.append(AgeingRow(name=context.say(N_("Complaints")), counts=None))
    if not any(row.counts and sum(row.counts) for row in rows):
        return None
    return loop_ageing(context.environment, context.language, rows, AGES).context()


def effects(context: Context, found: Sequence[tuple[Item, Effect]]) -> Picture | None:
    """Expected changes and what was measured of them; ``None`` where nothing was measured of any."""
    rows = [_progress(context, item, effect) for item, effect in found] if any(effect.difference is not None for _, effect in found) else []
    return expected_achieved(context.environment, context.language, rows).context() if rows else None


def _progress(context: Context, item: Item, effect: Effect) -> Progress:
    kpi = effect.kpi
    said = context.say(OUTCOMES[effect.state])
    if effect.difference is None and effect.reason:
        said = context.said(effect.reason)
    elif effect.clear is False:
        said = context.say(N_("{outcome}; the change may be chance"), outcome=said)
    places = difference_digits(digits_of(kpi)) if kpi else 1
    figures = [effect.expected.change, effect.difference or 0.0]
    # An expected change is written as it was promised: 0.35 is not shown as 0.4.
    while places < 3 and any(abs(round(figure, places) - figure) > 1e-9 for figure in figures[:1]):
        places += 1
    return Progress(
        name=item.initiative.title, indicator=context.say(N_("{indicator}, by {period}"), indicator=kpi.name if kpi else effect.expected.kpi, period=effect.expected.by),
        expected=effect.expected.change, achieved=effect.difference, interval=effect.interval, mark=_MARKS.get(effect.state, "open"), outcome=said,
        unit=unit_of_change(context, kpi) if kpi else "", digits=places)


def calendar(context: Context, clock: Clock, events: Sequence[Event], meetings: Sequence[Meeting], until: date) -> Picture | None:
    """Stages, gates, meetings and what is due, from the beginning of the pass; ``None`` where no pass had begun.

    Args:
        context: the report.
        clock: where the stages stand.
        events: what is coming up, and what is late.
        meetings: meetings on record.
        until: the last day that is drawn, the deadline permitting.
    """
    if clock.current is None:
        return None
    starts = [start for record in clock.current.begun.values() if (start := start_of(record)) is not None]
    # When the pass is complete the next is due in a year or two: that would leave no room for what was.
    deadline = clock.deadline.expected if clock.deadline and not clock.ended else None
    first = min(starts).replace(day=1)
    last = max([until, clock.day, *([deadline] if deadline else []), *(s.due for s in clock.stages if s.due)])
    last = Period(last.replace(day=1), 1).end
    lanes = [_lane(context, N_("Meetings"), [*((m.date, "done") for m in meetings if m.date <= clock.day),
                                             *((e.day, "late" if e.day < clock.day else "planned") for e in events if e.kind == "meeting")])]
    for kind, name in zip(LANES, (N_("Decisions due"), N_("Ends of initiatives")), strict=True):
        lanes.append(_lane(context, name, [(e.day, "late" if e.day < clock.day else "planned") for e in events if e.kind == kind]))
    return cycle_calendar(context.environment, context.language, CycleCalendar(
        first=first, last=last, today=clock.day, deadline=deadline, stages=tuple(_stage(context, s) for s in clock.stages),
        lanes=tuple(lane for lane in lanes if any(first <= day <= last for day, _ in lane.marks)))).context()


def _stage(context: Context, stage: StageClock) -> CalendarStage:
    return CalendarStage(
        number=str(context.stage_number(stage.stage.id)), name=stage.stage.short or stage.stage.name, state=stage.state, start=stage.since or stage.planned,
        end=stage.until, due=stage.due, reckoned=stage.basis != "recorded", handed=len(stage.handed) - len(stage.missing), outputs=len(stage.handed))


def _lane(context: Context, name: str, marks: Sequence[tuple[date, MarkKind]]) -> CalendarLane:
    return CalendarLane(name=context.say(name), marks=tuple(marks))
