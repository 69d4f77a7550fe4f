"""What is coming up: every dated thing the files promise and that is still open, in the order of its days.

In this room: meetings, decisions, initiatives and their effects, complaints, targets, stages and the end of the cycle, people who
leave, suppressions that run out. Not here: what is wrong today (`cxgov.checks.attention`) and the form of a calendar
(`cxgov.rendering.calendar`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Literal

from cxgov.kpis.variants import digits_of
from cxgov.language import N_, Message, Number, counted, message
from cxgov.model import Kpi, Period, Workspace
from cxgov.model.indicators import Target
from cxgov.reviewing.answering import by, limits_of
from cxgov.reviewing.clock import Clock, clocks
from cxgov.reviewing.coverage import replacements
from cxgov.reviewing.load import load_by_person
from cxgov.reviewing.passes import later
from cxgov.reviewing.rhythms import CYCLE_NAMES, MEETING_MONTHS, MEETING_NAMES

Kind = Literal["complaint", "decision", "stage", "initiative", "effect", "target", "meeting", "cycle", "handover", "suppression"]
KIND_NAMES: Mapping[Kind, str] = {
    "complaint": N_("complaint"), "decision": N_("decision"), "stage": N_("stage"), "initiative": N_("initiative"), "effect": N_("expected effect"),
    "target": N_("target"), "meeting": N_("meeting"), "cycle": N_("cycle"), "handover": N_("handover"), "suppression": N_("suppression"),
}
_ORDER = {kind: number for number, kind in enumerate(KIND_NAMES)}


@dataclass(frozen=True, kw_only=True)
class Event:
    """One dated thing that is still open.

    Attributes:
        day: its day.
        kind: what it is.
        key: names it among all events of the organisation, and stays the same from run to run.
        about: id of the record it is about.
        text: what is due, one line.
        who: id of the person it is up to; ``None`` where nobody is named.
        reckoned: the day follows from a rhythm; nobody wrote it down.
        record: the record whose place in the files is meant.
        details: what it is made of, where it is several things at once.
    """

    day: date
    kind: Kind
    key: str
    about: str
    text: Message
    who: str | None = None
    reckoned: bool = False
    record: object = None
    details: tuple[Message, ...] = ()


def agenda(workspace: Workspace, day: date, until: date) -> tuple[Event, ...]:
    """Lists what is open on a day, overdue things included.

    Args:
        workspace: the organisation.
        day: the day: what was done by then is left out, and so are decisions of later periods.
        until: the last day that is of interest.

    Returns:
        Events up to ``until``, by day; those before ``day`` are overdue.
    """
    found: dict[str, Event] = {}
    for source in (_answers(workspace, day), _decisions(workspace, day), _initiatives(workspace), _targets(workspace, day),
                   _meetings(workspace, day, until), _cycle(workspace, day), _people(workspace, day)):
        for event in source:
            if event.day <= until:
                found.setdefault(event.key, event)
    return tuple(sorted(found.values(), key=lambda event: (event.day, _ORDER[event.kind], event.about, event.key)))


def _answers(workspace: Workspace, day: date) -> Iterator[Event]:
    limits = limits_of(workspace.organisation)
    for complaint in workspace.complaints:
        if complaint.received <= day and by(complaint.answered, day) is None:
            yield Event(day=limits.due(complaint), kind="complaint", key=f"complaint-{complaint.id}", about=complaint.id, who=complaint.owner, record=complaint,
                        text=message(N_("Complaint {id} must be answered"), id=complaint.id), reckoned=complaint.deadline is None)


def _decisions(workspace: Workspace, day: date) -> Iterator[Event]:
    replaced = replacements(workspace, day)
    for decision in workspace.open_decisions(day):
        if decision.due is not None and decision.id not in replaced:
            yield Event(day=decision.due, kind="decision", key=f"decision-{decision.id}", about=decision.id, who=decision.owner, record=decision,
                        text=message(N_("Decision {id} is due: {text}"), id=decision.id, text=decision.text))


def _initiatives(workspace: Workspace) -> Iterator[Event]:
    for initiative in workspace.initiatives:
        if initiative.status not in ("rolled_out", "done", "stopped") and initiative.end is not None:
            yield Event(day=initiative.end, kind="initiative", key=f"initiative-{initiative.id}", about=initiative.id, who=initiative.owner,
                        record=initiative, text=message(N_("Initiative “{title}” ends"), title=initiative.title))
        if initiative.status in ("proposed", "stopped") or initiative.evaluation is not None:
            continue
        for change in initiative.expects:
            kpi = workspace.kpis_by_id.get(change.kpi)
            yield Event(day=change.by.end, kind="effect", key=f"effect-{initiative.id}-{change.kpi}-{change.by}", about=initiative.id,
                        who=initiative.owner, record=initiative, text=message(
                            N_("The effect of “{title}” on “{kpi}” is due"), title=initiative.title, kpi=kpi.name if kpi else change.kpi))


def _targets(workspace: Workspace, day: date) -> Iterator[Event]:
    """One event for all targets of a period: they fall due together."""
    due: dict[Period, list[Kpi]] = {}
    for kpi in workspace.kpis:
        # A day that has passed is no promise any more: whether it was kept is said by the value.
        if isinstance(kpi.target, Target) and kpi.target.by.end >= day:
            due.setdefault(kpi.target.by, []).append(kpi)
    for period, kpis in due.items():
        owners = {kpi.owner for kpi in kpis}
        details = tuple(_target(kpi) for kpi in kpis)
        yield Event(
            day=period.end, kind="target", key=f"targets-{period}", about=", ".join(kpi.id for kpi in kpis), who=owners.pop() if len(owners) == 1 else None,
            record=kpis[0], details=details, text=message(N_("The target of {target} is due"), target=details[0]) if len(kpis) == 1 else counted(
                len(kpis), N_("{n} target is due"), N_("{n} targets are due")))


def _target(kpi: Kpi) -> Message:
    value = kpi.target.value if isinstance(kpi.target, Target) else 0.0
    return message(N_("“{kpi}”: {value}"), kpi=kpi.name, value=Number(value, digits_of(kpi)))


def _meetings(workspace: Workspace, day: date, until: date) -> Iterator[Event]:
    """Meetings that are on record for later days; after the last of all those that follow from the body's rhythm.

    A meeting is named by the week, month, quarter … in which it is due, so that it stays the same one when its day moves or is written down.
    """
    governance = workspace.organisation.governance
    body = governance.body if governance else None
    held: Counter[str] = Counter()
    for meeting in workspace.meetings:
        span = _span(meeting.date, body.meets) if body else str(meeting.date)
        held[span] += 1
        if meeting.date > day:
            yield Event(day=meeting.date, kind="meeting", key=f"meeting-{span}" + (f"-{held[span]}" if held[span] > 1 else ""), about=workspace.organisation.id, record=meeting,
                        text=message(N_("{body} meets"), body=body.name if body else message(N_("The deciding body"))))
    if body is None:
        return
    text = message(N_("{body} should meet ({rhythm})"), body=body.name, rhythm=message(MEETING_NAMES[body.meets]))
    last = workspace.meetings[-1].date if workspace.meetings else None
    for number in count(1):
        due = _step(last, body.meets, number) if last else _end_of(day, body.meets, number)
        # Of the meetings that were not held, the first says it all.
        if due > day or number == 1:
            yield Event(day=due, kind="meeting", key=f"meeting-{_span(due, body.meets)}", about=workspace.organisation.id, text=text, reckoned=True,
                        record=workspace.organisation)
        if due >= until or due == date.max:
            return


def _span(day: date, rhythm: str) -> str:
    """The week, month, quarter … in which a day lies, as it is written."""
    if rhythm == "weekly":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    months = MEETING_MONTHS[rhythm]
    return str(Period(date(day.year, (day.month - 1) // months * months + 1, 1), months))


def _step(last: date, rhythm: str, number: int) -> date:
    if rhythm == "weekly":
        return last + min(timedelta(weeks=number), date.max - last)
    return later(last, MEETING_MONTHS[rhythm] * number)


def _end_of(day: date, rhythm: str, number: int) -> date:
    """The last day of the calendar week, month, quarter … that holds the day (1), of the one after it (2) and so on."""
    if rhythm == "weekly":
        return _step(day + min(timedelta(days=6 - day.weekday()), date.max - day), rhythm, number - 1)
    months = MEETING_MONTHS[rhythm]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    following = later(first, months * number)
    return following if following == date.max else following - timedelta(days=1)


def _cycle(workspace: Workspace, day: date) -> Iterator[Event]:
    for clock in clocks(workspace, day):
        if clock.current is None or clock.deadline is None:
            continue
        cycle = clock.current.cycle
        yield from _stages(clock, cycle.id)
        # Of a cycle that is complete the deadline is that of the one to come, which has no name yet.
        after = "-next" if clock.ended else ""
        yield Event(day=clock.deadline.expected, kind="cycle", key=f"cycle-{cycle.id}{after}", about=cycle.id, reckoned=True, record=cycle,
                    text=message(N_("The cycle should be complete ({rhythm})"), rhythm=message(CYCLE_NAMES[cycle.rhythm])))
        if clock.deadline.day > clock.deadline.expected:
            yield Event(day=clock.deadline.day, kind="cycle", key=f"pause-{cycle.id}{after}", about=cycle.id, reckoned=True, record=cycle,
                        text=message(N_("Last day before the cycle counts as paused")))


def _stages(clock: Clock, cycle: str) -> Iterator[Event]:
    for stage in clock.stages:
        names = {"stage": stage.stage.id, "name": stage.stage.short or stage.stage.name}
        if stage.planned is not None and stage.state == "not_begun":
            yield Event(day=stage.planned, kind="stage", key=f"open-{cycle}-{stage.stage.id}", about=stage.stage.id, record=stage.record,
                        text=message(N_("Stage {stage} “{name}” is to begin"), **names))
        if stage.due is not None and stage.until is None:
            reckoned = stage.basis != "recorded"
            said = message(N_("Stage {stage} “{name}” should be completed, by the rhythm"), **names) if reckoned else message(
                N_("Stage {stage} “{name}” is to be completed"), **names)
            yield Event(day=stage.due, kind="stage", key=f"stage-{cycle}-{stage.stage.id}", about=stage.stage.id, record=stage.record, text=said,
                        reckoned=reckoned)


def _people(workspace: Workspace, day: date) -> Iterator[Event]:
    for name, load in load_by_person(workspace, day).items():
        person = workspace.people.get(name)
        if person and person.active_until and (load.total or load.kpis):
            yield Event(day=person.active_until, kind="handover", key=f"handover-{person.id}", about=person.id, who=None, record=person,
                        text=message(N_("{name} leaves the role: name a successor"), name=person.name))
    for suppression in workspace.organisation.suppressions:
        if suppression.expires < day:
            continue
        about = f"-{suppression.about}" if suppression.about else ""
        yield Event(day=suppression.expires, kind="suppression", key=f"suppression-{suppression.rule}{about}-{suppression.expires}",
                    about=suppression.about or suppression.rule, who=suppression.author, record=suppression,
                    text=message(N_("The suppression of {rule} runs out"), rule=suppression.rule))
