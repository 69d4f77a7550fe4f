"""What waits for the deciding body although no value and no date says so: unconfirmed decisions, vacant owners, a closed gate.

In this room: decisions on record that no meeting took, key touchpoints nobody answers for, a cycle that stands before its next
stage. Not here: what waits because of values and dates (`cxgov.reviewing.decisions`), checks on owners and cycles (`checks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxgov.model import Decision, Framework, Period, Touchpoint, Workspace
from cxgov.reviewing.clock import StageClock, clocks
from cxgov.reviewing.coverage import replacements


@dataclass(frozen=True, kw_only=True)
class WaitingGate:
    """A cycle in which no stage is under way and the next has not begun.

    Attributes:
        framework: the framework whose stages these are.
        before: the last stage that was completed.
        stage: the stage to be opened; its ``planned`` day where one is on record.
    """

    framework: Framework
    before: StageClock
    stage: StageClock


@dataclass(frozen=True, kw_only=True)
class Pending:
    """What waits for the body on a day.

    Attributes:
        unconfirmed: open decisions of the period that no meeting held by then took, in file order.
        vacant: key touchpoints for which nobody in the role is accountable, in journey order.
        gates: cycles that stand before a stage.
    """

    unconfirmed: tuple[Decision, ...]
    vacant: tuple[Touchpoint, ...]
    gates: tuple[WaitingGate, ...]


def pending(workspace: Workspace, period: Period, as_of: date) -> Pending:
    """Collects what waits for the body.

    Args:
        workspace: the organisation.
        period: the period under review.
        as_of: the day: who is in the role, which meetings were held, where the cycle stands.
    """
    return Pending(unconfirmed=unconfirmed(workspace, period, as_of), vacant=vacant(workspace, as_of), gates=waiting_gates(workspace, as_of))


def unconfirmed(workspace: Workspace, period: Period, as_of: date) -> tuple[Decision, ...]:
    """Returns the open decisions of a period that no meeting held by a day took.

    Where no register of meetings says which decisions were taken, nothing can be said, and there is none.
    """
    taken = {name for meeting in workspace.meetings if meeting.date <= as_of for name in meeting.decisions}
    if not taken:
        return ()
    replaced = replacements(workspace, as_of)
    return tuple(d for d in workspace.decisions_of(period) if d.status == "open" and d.id not in taken and d.id not in replaced)


def vacant(workspace: Workspace, as_of: date) -> tuple[Touchpoint, ...]:
    """Returns the key touchpoints that name nobody, or only people who have left the role."""
    return tuple(t for t in workspace.touchpoints.values() if t.key and not any(in_role(workspace, name, as_of) for name in t.accountable))


def in_role(workspace: Workspace, person: str, as_of: date) -> bool:
    """Whether somebody is in the role; of somebody who is not declared nothing else is known."""
    found = workspace.people.get(person)
    return found is None or found.active_on(as_of)


def waiting_gates(workspace: Workspace, as_of: date) -> tuple[WaitingGate, ...]:
    """Returns the cycles that stand: begun, not complete, no stage under way, and the next not begun."""
    found = []
    for clock in clocks(workspace, as_of):
        done = [stage for stage in clock.stages if stage.state == "completed"]
        if clock.current is None or clock.ended is not None or clock.running or clock.next is None or not done:
            continue
        found.append(WaitingGate(framework=clock.framework, before=done[-1], stage=clock.next))
    return tuple(found)
