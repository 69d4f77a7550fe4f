"""CXG-056: the cycle stands still for longer than its rhythm allows."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.cycles import passes
from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_, message
from cxgov.model import Cycle
from cxgov.problems import Location, Problem, Severity
from cxgov.reviewing.passes import Pass, begun, deadline
from cxgov.reviewing.rhythms import CYCLE_NAMES


def find(view: View) -> Iterator[Problem]:
    """Yields a finding when no cycle was completed within a rhythm and the tolerance.

    Counted from the end of the last completed cycle; where none was ever completed, from the start of the first.
    """
    for current in passes(view):
        limit = deadline(current)
        if view.as_of <= limit.day:
            continue
        rhythm = message(CYCLE_NAMES[current.cycle.rhythm])
        # The stage that came last is where the cycle stands still: there its end is entered, or what followed.
        place = view.place([*current.begun.values()][-1], "completed")
        if limit.completed is not None:
            yield finding(
                RULE, place,
                N_("the last complete cycle, {cycle}, ended on {day}; at a rhythm of “{rhythm}” the next one was due by {limit} at the latest"),
                about=current.cycle.id, related=_end(view, current, limit.completed), cycle=limit.completed.id, day=limit.since, rhythm=rhythm,
                limit=limit.day)
        else:
            yield finding(
                RULE, place,
                N_("no cycle was ever completed: the first began on {day}; at a rhythm of “{rhythm}” it was to end by {limit} at the latest"),
                about=current.cycle.id, day=limit.since, rhythm=rhythm, limit=limit.day)


def _end(view: View, current: Pass, completed: Cycle) -> tuple[Location, ...]:
    """Where an earlier cycle ended."""
    last = begun(completed, current.framework, current.day)[current.framework.dimensions[-1].id]
    return () if completed is current.cycle else (view.place(last, "completed"),)


RULE = Rule(
    code="CXG-056",
    group="cycle",
    severity=Severity.ERROR,
    title=N_("Cycle paused"),
    what=N_("On the day of the check no more time has passed since the end of the last complete cycle than the cycle’s `rhythm` and "
            "`tolerance_days` (30 where nothing is said) allow. A cycle ends when its last stage is completed."),
    why=N_("Needs, competitors and surroundings go on changing, so the cycle must not stop. Standards made for the customers of three "
           "years ago are kept by everyone and suit nobody."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: cycle
id: cycle-2023
rhythm: yearly
stages:
  - {stage: S1, started: 2023-01-09, completed: 2023-02-17}
  - {stage: S2, started: 2023-02-20, completed: 2023-03-17}
  - {stage: S3, started: 2023-03-20, completed: 2023-05-12}
  - {stage: S4, started: 2023-05-15, completed: 2023-09-29}
  - {stage: S5, started: 2023-10-02, completed: 2023-12-08}
""",
    fix=N_("start the next cycle with stage 1, or record the one that is under way; if the rhythm was too ambitious, declare the real one"),
    find=find,
)
