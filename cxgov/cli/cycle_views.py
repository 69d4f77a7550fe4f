"""The cycle's clock and the calendar, for people and for machines."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any

from cxgov.cli.tables import aligned, width
from cxgov.language import N_, Language, Message, message
from cxgov.model import Workspace
from cxgov.rendering.calendar import Entry
from cxgov.rendering.calendar import calendar as ics
from cxgov.reviewing.agenda import KIND_NAMES, Event
from cxgov.reviewing.clock import Clock, StageClock
from cxgov.reviewing.moves import lacks
from cxgov.reviewing.rhythms import CYCLE_NAMES

SCREEN = 100
"""Columns of a screen."""
NEXT = 6
"""Events shown below the clock."""
STATE_NAMES = {"not_begun": N_("not begun"), "running": N_("running"), "completed": N_("completed"), "skipped": N_("skipped")}
_RECKONED = "~"
_RECKONED_TEXT = N_("The day is reckoned; nobody wrote it down.")
_STAGE_NAME = 26
_LEAST = 30


def as_data(workspace: Workspace, clocks: Sequence[Clock], events: Sequence[Event], day: date, language: Language) -> dict[str, Any]:
    """The machine form of the clocks."""
    return {"organisation": workspace.organisation.id, "day": day.isoformat(), "cycles": [_clock_data(clock, language) for clock in clocks],
            "events": calendar_data(workspace, events, language, day)}


def _clock_data(clock: Clock, language: Language) -> dict[str, Any]:
    limit = clock.deadline
    return {
        "framework": clock.framework.id, "cycle": clock.current.cycle.id if clock.current else None,
        "previous": clock.current.previous.id if clock.current and clock.current.previous else None,
        "rhythm": clock.current.cycle.rhythm if clock.current else None, "ended": _day(clock.ended),
        "expected": _day(limit.expected if limit else None), "deadline": _day(limit.day if limit else None), "paused": clock.paused,
        "next": clock.next.stage.id if clock.next else None, "stages": [_stage_data(stage, language) for stage in clock.stages]}


def _stage_data(stage: StageClock, language: Language) -> dict[str, Any]:
    return {
        "id": stage.stage.id, "name": language.text(stage.stage.name), "state": stage.state, "order": stage.order,
        "reason": language.text(stage.record.reason) or None if stage.record else None, "since": _day(stage.since), "until": _day(stage.until),
        "planned": _day(stage.planned), "due": _day(stage.due), "due_basis": stage.basis, "late_days": stage.late,
        "outputs": [{"id": item.output.id, "name": language.text(item.output.name), "version": item.version, "newest": item.newest,
                     "current": item.current} for item in stage.handed],
        "inputs": [{"id": item.id, "version": item.version, "newest": item.newest, "outdated": item.outdated} for item in stage.taken]}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_text(workspace: Workspace, clocks: Sequence[Clock], events: Sequence[Event], day: date, org: str, language: Language) -> list[str]:
    """The clocks for people: a table of the stages, what stands out, what comes next."""
    say = language.say
    lines = []
    if not clocks:
        lines += [_head(workspace, [], day, language), "", say(N_("No framework in use has stages in a fixed order: there is no cycle to keep."))]
    for clock in clocks:
        name = clock.current.cycle.id if clock.current else say(N_("no cycle yet"))
        lines += [*([""] if lines else []), _head(workspace, [clock.framework.id, name], day, language), "", *_table(clock, language), "", *_remarks(clock, org, language)]
    coming = [event for event in events if event.day >= day][:NEXT]
    if coming:
        lines += ["", say(N_("Coming up")), *_events(workspace, coming, language, indent="  ")]
    return lines


def _head(workspace: Workspace, parts: Sequence[str], day: date, language: Language) -> str:
    return " · ".join([language.text(workspace.organisation.name), *parts, language.date(day)])


def _table(clock: Clock, language: Language) -> list[str]:
    say = language.say
    rows = [["", say(N_("Stage")), "", say(N_("since")), say(N_("until")), say(N_("due")), say(N_("outputs"))]]
    for stage in clock.stages:
        days = [language.short_date(day) if day else "" for day in (stage.since or stage.planned, stage.until, stage.due)]
        if stage.due and stage.basis != "recorded":
            days[2] += _RECKONED
        there = len(stage.handed) - len(stage.missing)
        begun = stage.since is not None or stage.until is not None
        gates = say(message(N_("{n} of {all}"), n=there, all=len(stage.handed))) if stage.handed and begun else ""
        rows.append([stage.stage.id, cut(language.text(stage.stage.short or stage.stage.name), _STAGE_NAME), say(STATE_NAMES[stage.state]), *days, gates])
    basis = next((stage.basis for stage in clock.stages if stage.due and stage.basis != "recorded"), None)
    if basis is None:
        return aligned(rows)
    note = N_("reckoned from the rhythm, divided as the cycle before divided its own; `due:` in the record sets a day") if basis == "previous" else N_(
        "reckoned from the rhythm, divided evenly; `due:` in the record sets a day")
    return [*aligned(rows), "", *wrapped(f"{_RECKONED} {say(note)}")]


def _remarks(clock: Clock, org: str, language: Language) -> list[str]:
    """What stands out, one line each; the next step last."""
    said: list[Message] = []
    for stage in clock.stages:
        if stage.order == "early" and stage.record:
            said.append(message(N_("{stage} was opened early; the reason given: {reason}"), stage=stage.stage.id, reason=stage.record.reason))
        elif stage.order == "out_of_order":
            said.append(message(N_("{stage} began before the stage before it was completed, and no reason is given."), stage=stage.stage.id))
        if stage.state == "skipped":
            said.append(message(N_("{stage} was skipped: a later stage has begun."), stage=stage.stage.id))
        if stage.state == "running":
            said += [message(N_("{stage}: {what}"), stage=stage.stage.id, what=lacks(item)) for item in stage.missing]
            said += [message(N_("{stage} works with {id} in version {version}; version {newest} exists."), stage=stage.stage.id, id=item.id,
                             version=item.version, newest=item.newest) for item in stage.taken if item.outdated]
            if stage.late:
                said.append(late(stage))
    said += _deadline(clock)
    lines = [line for message_ in said for line in wrapped(language.say(message_))]
    return [*lines, language.say(_next_step(clock, org))]


def late(stage: StageClock) -> Message:
    """How late a stage is, and by what reckoning."""
    if stage.basis == "recorded":
        return message(N_("{stage} was due on {day} and is not completed."), stage=stage.stage.id, day=stage.due)
    return message(N_("{stage} should have been completed by {day}, by the rhythm."), stage=stage.stage.id, day=stage.due)


def _deadline(clock: Clock) -> list[Message]:
    if clock.current is None or clock.deadline is None:
        return []
    rhythm = message(CYCLE_NAMES[clock.current.cycle.rhythm])
    if clock.paused:
        return [message(N_("The cycle is paused: at the rhythm “{rhythm}” one was to be complete by {day}."), rhythm=rhythm, day=clock.deadline.day)]
    text = N_("The cycle is complete since {ended}; the next should be by {expected} ({rhythm}), at the latest {day}.") if clock.ended else N_(
        "The cycle should be complete by {expected} ({rhythm}), at the latest by {day}.")
    return [message(text, ended=clock.ended, expected=clock.deadline.expected, rhythm=rhythm, day=clock.deadline.day)]


def _next_step(clock: Clock, org: str) -> Message:
    """The command to go on with."""
    running = clock.running
    if running:
        stage = running[0]
        options = "".join(f" --output {item.output.id}" for item in stage.missing)
        return message(N_("Next: cxgov cycle close {org} {stage}{options}"), org=org, stage=stage.stage.id, options=options)
    following = clock.next or clock.stages[0]
    return message(N_("Next: cxgov cycle open {org} {stage}"), org=org, stage=following.stage.id)


def calendar_data(workspace: Workspace, events: Sequence[Event], language: Language, day: date | None = None) -> list[dict[str, Any]]:
    """The machine form of events; with a day, whether they are overdue on it."""
    return [{
        "day": event.day.isoformat(), "kind": event.kind, "id": event.key, "about": event.about, "text": language.say(event.text), "who": event.who,
        "reckoned": event.reckoned, "details": [language.say(detail) for detail in event.details],
        **({"overdue": event.day < day} if day else {}), "file": str(workspace.places.of(event.record)) if event.record is not None else None} for event in events]


def calendar_text(workspace: Workspace, events: Sequence[Event], first: date, last: date, language: Language, columns: int | None = None) -> list[str]:
    """The calendar for people: one event a line; where the screen has so many ``columns``, a long one goes on below."""
    title = language.say(message(N_("{first} to {last}"), first=first, last=last))
    head = f"{language.text(workspace.organisation.name)} · {title}"
    note = ["", f"{_RECKONED} {language.say(_RECKONED_TEXT)}"] if any(event.reckoned for event in events) else []
    return [head, "", *(_events(workspace, events, language, columns=columns) or [language.say(N_("Nothing is due in these days."))]), *note]


def _events(workspace: Workspace, events: Sequence[Event], language: Language, indent: str = "", columns: int | None = SCREEN) -> list[str]:
    """One event a line: the day, what is due, whose it is; nothing is cut, what does not fit into so many columns goes on below."""
    days = [language.short_date(event.day) + (_RECKONED if event.reckoned else "") for event in events]
    owners = [person(workspace, event.who) for event in events]
    rows = []
    room = None if columns is None else max(_LEAST, columns - len(indent) - max(map(width, days), default=0) - max(map(width, owners), default=0) - 4)
    for day, event, owner in zip(days, events, owners, strict=True):
        said = language.say(event.text)
        text, *more = textwrap.wrap(said, room, break_long_words=False, break_on_hyphens=False) if room is not None else [said]
        rows += [[day, text, owner], *(["", f"  {line}", ""] for line in more)]
    return aligned(rows, indent=indent)


def calendar_file(workspace: Workspace, events: Sequence[Event], language: Language) -> bytes:
    """The calendar as an iCalendar file."""
    organisation = workspace.organisation
    name = language.say(message(N_("{organisation}: customer experience"), organisation=organisation.name))
    return ics(name, organisation.id, [
        Entry(key=event.key, day=event.day, summary=language.say(event.text), description=_description(workspace, event, language),
              category=language.say(KIND_NAMES[event.kind])) for event in events])


def _description(workspace: Workspace, event: Event, language: Language) -> str:
    """Who it is up to, what it is made of, and where it stands."""
    say = language.say
    owner = person(workspace, event.who)
    lines = [say(detail) for detail in event.details]
    lines += [say(message(N_("Owner: {name}"), name=owner))] if owner else []
    lines += [say(_RECKONED_TEXT)] if event.reckoned else []
    place = workspace.places.of(event.record) if event.record is not None else None
    file = place.file.removeprefix(f"{workspace.name}/") if place else ""
    return "\n".join([*lines, *([say(message(N_("File: {path}"), path=file))] if file else [])])


def person(workspace: Workspace, name: str | None) -> str:
    """A person's name; the id of one who is not declared, and nothing for nobody."""
    if name is None:
        return ""
    return workspace.people[name].name if name in workspace.people else name


def wrapped(text: str) -> list[str]:
    """A sentence over as many lines as the screen needs; what goes on is indented."""
    return textwrap.wrap(text, SCREEN, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def cut(text: str, most: int) -> str:
    """A text that fits into so many columns; what is left out shows as ``…``."""
    if width(text) <= most:
        return text
    while text and width(text) > most - 1:
        text = text[:-1]
    return text.rstrip() + "…"
