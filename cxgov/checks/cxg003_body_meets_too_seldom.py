"""CXG-003: the deciding body meets less often than it is meant to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cxgov.checks.grounding import OWN_JUDGEMENT
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, counted, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.rhythms import MEETING_NAMES, MEETINGS_A_YEAR


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding, for the deciding body."""
    governance = view.workspace.organisation.governance
    if governance is None or governance.body is None:
        raise NotChecked(message(N_("no deciding body is named (`body` under `governance`)")))
    if not view.workspace.meeting_files:
        raise NotChecked(message(N_("there is no register of meetings (a file of kind `meetings`)")))
    body = governance.body
    start, months = _window(view)
    due = MEETINGS_A_YEAR[body.meets] * months // 12
    if not due:
        raise NotChecked(message(N_("the records of the deciding body begin only on {start}: by {day} no meeting was due"), start=start, day=view.as_of))
    held = sorted({meeting.date for meeting in view.workspace.meetings if start <= meeting.date <= view.as_of})
    if len(held) < due - view.settings["missing"]:
        yield finding(
            RULE, view.place(body, "meets"), N_("{body} is to meet {rhythm}; from {start} to {day} that makes {due}, on record: {held}"),
            about=view.workspace.organisation.id, related=tuple(view.place(file) for file in view.workspace.meeting_files),
            body=body.name, rhythm=message(MEETING_NAMES[body.meets]), start=start, day=view.as_of,
            due=counted(due, N_("{n} meeting"), N_("{n} meetings")), held=counted(len(held), N_("{n} meeting"), N_("{n} meetings")))


def _window(view: View) -> tuple[date, int]:
    """The first day that counts and the whole months up to the day of the check: twelve, or fewer for a young body.

    A body is as old as its first record: a meeting, or a period for which decisions were recorded. Before that nobody can
    say that it should have met.
    """
    days = [meeting.date for meeting in view.workspace.meetings]
    days += [file.period.start for file in view.workspace.decisions if file.decisions]
    first = min((day for day in days if day <= view.as_of), default=None)
    if first is None:
        raise NotChecked(message(N_("no meeting and no decision up to {day} is on record"), day=view.as_of))
    # The day after, so that 1 July to 30 September is three whole months.
    after = min(view.as_of, date.max - timedelta(days=1)) + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)
    if months < 12:
        return first, months
    leap_day = (after.month, after.day) == (2, 29)
    return date(after.year - 1, after.month, 28 if leap_day else after.day), 12


RULE = Rule(
    code="CXG-003",
    group="strategy",
    severity=Severity.WARNING,
    title=N_("Deciding body meets too seldom"),
    what=N_("In the twelve months up to the day of the check the deciding body met as often as `meets` under `governance` says: 52, 12, 4, 2 times or once "
            "a year. A body whose first meeting or first recorded decision is younger is judged by the whole months since then. It is judged only where "
            "a register of meetings is kept."),
    why=N_("Decisions wait for the meeting. A body that meets when it happens to suit everybody decides when it is too late, and people learn that its dates "
           "mean nothing."),
    grounding=OWN_JUDGEMENT,
    example="""\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak}
governance:
  sponsor: anna-nowak
  body: {name: CX board, meets: quarterly}
---
kind: meetings
meetings:
  - {date: 2025-09-18, attended: [anna-nowak]}
  - {date: 2026-03-19, attended: [anna-nowak]}
""",
    fix=N_("agree on the dates of a year ahead and keep them; enter meetings that were held and not recorded; if the body cannot meet so often, change `meets` "
           "to a rhythm it will keep"),
    parameters={"missing": Parameter(0, N_("Meetings that may be missing"), 0, 52)},
    find=find,
)
