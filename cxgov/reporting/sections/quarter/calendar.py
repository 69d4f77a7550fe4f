"""Item 12, the cycle: where each stage stands, what its gate still lacks, what comes next, and whether the rhythm is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reporting.findings import entry
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.quarter import pictures
from cxgov.reporting.sections.quarter.record_names import without_ids
from cxgov.reviewing.agenda import KIND_NAMES, Event, agenda
from cxgov.reviewing.clock import Clock, StageClock, clocks

MOST_EVENTS = 5
MEETINGS = "CXG-003"
STATES = {"not_begun": N_("not begun"), "running": N_("running"), "completed": N_("completed"), "skipped": N_("passed over")}


def build(context: Context) -> list[Page]:
    """Makes the item."""
    clock = next((c for c in clocks(context.workspace, context.as_of) if c.framework.id == context.framework.id), None)
    until = context.period.shift(1).end
    events = agenda(context.workspace, context.as_of, until)
    # Every complaint on its own would drown the rest; item 8 counts them.
    listed = [event for event in events if event.kind != "complaint"]
    meetings = [m for m in context.workspace.meetings if m.date <= context.as_of]
    return [Page(
        id="quarter-calendar", title=_title(context, clock), short_title=context.say(N_("Cycle calendar")), lead=_lead(context, clock),
        template="quarter/calendar.html", data={
            "words": context.narrative("quarter-calendar"), "ordered": clock is not None, "begun": clock is not None and clock.current is not None,
            "picture": pictures.calendar(context, clock, events, meetings, until) if clock else None,
            "stages": [_stage(context, stage) for stage in clock.stages] if clock and clock.current else [],
            "events": [_event(context, event) for event in listed[:MOST_EVENTS]], "more": max(0, len(listed) - MOST_EVENTS),
            "until": until.isoformat(), "meetings": _meetings(context), "rhythm": [without_ids(context, entry(context, f)["text"]) for f in context.checked.findings if f.code == MEETINGS],
        })]


def _title(context: Context, clock: Clock | None) -> str:
    if clock is None:
        return context.say(N_("Cycle calendar"))
    if clock.current is None:
        return context.say(N_("No pass through the cycle is on record"))
    if clock.paused and clock.deadline:
        return context.say(N_("The cycle stands still: it was to be complete by {day}"), day=clock.deadline.day)
    skipped = [s for s in clock.stages if s.state == "skipped"]
    if skipped:
        return context.counted(len(skipped), N_("The cycle passed over stage {stages}: nothing of it is on record"),
                               N_("The cycle passed over stages {stages}: nothing of them is on record"), stages=_numbers(context, skipped))
    late = [s for s in clock.stages if s.late and s.until is None]
    if late:
        return context.counted(len(late), N_("Stage {stages} is past its day"), N_("Stages {stages} are past their days"), stages=_numbers(context, late))
    lacking = [s for s in clock.stages if s.state == "completed" and s.missing]
    if lacking:
        return context.counted(len(lacking), N_("The rhythm is kept, but stage {stages} did not hand on everything"),
                               N_("The rhythm is kept, but stages {stages} did not hand on everything"), stages=_numbers(context, lacking))
    if clock.ended:
        return context.say(N_("The rhythm is kept: the cycle was completed on {day}"), day=clock.ended)
    if clock.running:
        return context.counted(len(clock.running), N_("The rhythm is kept: stage {stages} is under way"), N_("The rhythm is kept: stages {stages} are under way"),
                               stages=_numbers(context, clock.running))
    return context.say(N_("Cycle calendar"))


def _numbers(context: Context, stages: Sequence[StageClock]) -> str:
    return context.join([str(context.stage_number(s.stage.id)) for s in stages])


def _lead(context: Context, clock: Clock | None) -> str:
    if clock is None or clock.deadline is None:
        return ""
    if clock.ended:
        return context.say(N_("The next cycle should be complete by {day}, {last} at the latest."), day=clock.deadline.expected, last=clock.deadline.day)
    return context.say(N_("The cycle should be complete by {day}, {last} at the latest."), day=clock.deadline.expected, last=clock.deadline.day)


def _stage(context: Context, stage: StageClock) -> dict[str, Any]:
    return {
        "label": context.stage_label(stage.stage.id), "state": context.say(STATES[stage.state]), "passed_over": stage.state == "skipped",
        "from": stage.since.isoformat() if stage.since else None, "until": stage.until.isoformat() if stage.until else None,
        "due": stage.due.isoformat() if stage.due and not stage.until else None, "reckoned": stage.basis != "recorded", "late": stage.late,
        "handed": len(stage.handed) - len(stage.missing), "outputs": len(stage.handed),
        "missing": [context.text(item.output.name) for item in stage.missing],
    }


def _event(context: Context, event: Event) -> dict[str, Any]:
    return {"day": event.day.isoformat(), "kind": context.say(KIND_NAMES[event.kind]), "text": context.said(event.text),
            "who": context.person(event.who) if event.who else None, "late": event.day < context.as_of, "reckoned": event.reckoned}


def _meetings(context: Context) -> str:
    """How often the deciding body met in the period; what to do where nobody writes it down."""
    if not context.workspace.meeting_files:
        return context.say(N_("No register of meetings is kept. What to do next: write down the days the deciding body meets and who was there."))
    held = [m.date for m in context.workspace.meetings if m.date in context.period and m.date <= context.as_of]
    if not held:
        return context.say(N_("No meeting of the deciding body is on record in {period}."), period=context.language.period(context.period))
    return context.counted(len(held), N_("In {period} the deciding body met once: {days}."), N_("In {period} the deciding body met {n} times: {days}."),
                           period=context.language.period(context.period), days=context.join([context.language.short_date(day) for day in held]))


SECTION = Section(name="quarter-calendar", build=build)
