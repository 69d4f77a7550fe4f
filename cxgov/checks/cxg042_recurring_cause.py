"""CXG-042: the same cause keeps coming back, and no initiative removes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxgov.checks.grounding import CLOSED_LOOP
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.checks.voices import dated
from cxgov.language import N_, counted, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.answering import CAUSE_QUARTERS, CAUSE_TIMES, MOST_QUARTERS, MOST_TIMES
from cxgov.reviewing.causes import causes


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every cause that recurs while no initiative is to remove it."""
    space = view.workspace
    if not space.feedback_files and not space.complaint_files:
        raise NotChecked(message(N_("there is no log of feedback and none of complaints")))
    dated(view)
    found = causes(space, view.as_of)
    if not found:
        raise NotChecked(message(N_("no feedback and no complaint names its cause (`cause`)")))
    for cause in found.values():
        recent = cause.recurring(view.settings["times"], view.settings["quarters"], view.as_of)
        if not recent or cause.answered_since(recent[0].received):
            continue
        finished = next((i for i in reversed(cause.initiatives) if i.end is not None), None)
        values: dict[str, Any] = {"cause": cause.code, "times": counted(len(recent), N_("{n} time"), N_("{n} times")),
                  "within": counted(view.settings["quarters"], N_("within one quarter"), N_("within {n} quarters"))}
        place, related = view.place(recent[-1], "cause"), tuple(view.place(record, "cause") for record in recent[-2:-5:-1])
        if finished is not None:
            yield finding(RULE, place, N_("the cause {cause} was named {times} {within}, although {initiative} was to remove it and ended on {day}"),
                          about=cause.code, related=related, initiative=finished.id, day=finished.end, **values)
        else:
            yield finding(RULE, place, N_("the cause {cause} was named {times} {within}, and no initiative is to remove it"),
                          about=cause.code, related=related, **values)


RULE = Rule(
    code="CXG-042",
    group="voice",
    severity=Severity.WARNING,
    title=N_("Recurring cause without outer loop"),
    what=N_("A cause that feedback and complaints name at least three times within two quarters, the running one among them, stands under `causes` of an "
            "initiative that is open or was finished after the first of those times. Stopped initiatives do not count."),
    why=N_("To calm each customer anew costs more than to remove what upsets them. The inner loop helps one customer, the outer loop changes the process; "
           "without it the same apology is made for years."),
    grounding=CLOSED_LOOP,
    example="""\
kind: feedback
items:
  - {id: F-101, received: 2026-07-14, cause: queue-at-peak}
  - {id: F-118, received: 2026-08-21, cause: queue-at-peak}
---
kind: complaints
complaints:
  - {id: R-7, received: 2026-09-02, answered: 2026-09-10, cause: queue-at-peak}
""",
    fix=N_("find out with the functions concerned what produces the cause, start an initiative and enter the cause's code under its `causes`; or decide to "
           "accept it, and say so in a suppression"),
    parameters={
        "times": Parameter(CAUSE_TIMES, N_("Times from which on a cause recurs"), 2, MOST_TIMES),
        "quarters": Parameter(CAUSE_QUARTERS, N_("Quarters that are counted, the running one among them"), 1, MOST_QUARTERS),
    },
    find=find,
)
