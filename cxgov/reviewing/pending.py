"""What waits for the deciding body although no indicator and no date of a decision says so.

In this room: who decides at all, customers and complaints past their limit, decisions that no meeting took, key touchpoints that
nobody answers for or nothing measures, money without a promise, a cycle that stands before its next stage. Not here: what waits
because of values and dates (`cxgov.reviewing.decisions`), the stage that limits the index (the scorecard), checks (`checks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxgov.model import Decision, Framework, Initiative, Period, Touchpoint, Workspace
from cxgov.model.organisations import Governance
from cxgov.model.voice import Complaint, FeedbackItem
from cxgov.reviewing.answering import by, contactable, limits_of
from cxgov.reviewing.clock import StageClock, clocks
from cxgov.reviewing.coverage import AT_WORK, replacements


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
class Mandate:
    """What is missing at the top.

    Attributes:
        body: no deciding body is named.
        sponsor: no sponsor is named, or the one named has left the role.
        left: id of the sponsor who has left; ``None`` where none is named.
    """

    body: bool
    sponsor: bool
    left: str | None = None


@dataclass(frozen=True, kw_only=True)
class Pending:
    """What waits for the body on a day.

    Attributes:
        mandate: what is missing at the top; ``None`` where body and sponsor are there.
        customers: customers who may be lost and still wait for a contact past the limit, the longest wait first.
        complaints: complaints without an answer past their deadline, the longest overdue first.
        unconfirmed: open decisions of the period that no meeting held by then took, in file order.
        vacant: key touchpoints for which nobody in the role is accountable, in journey order.
        unmeasured: key touchpoints that no indicator measures, in journey order.
        unpromised: initiatives at work that cost money and name no indicator that they are to change, the dearest first.
        gates: cycles that stand before a stage.
    """

    mandate: Mandate | None
    customers: tuple[FeedbackItem, ...]
    complaints: tuple[Complaint, ...]
    unconfirmed: tuple[Decision, ...]
    vacant: tuple[Touchpoint, ...]
    unmeasured: tuple[Touchpoint, ...]
    unpromised: tuple[Initiative, ...]
    gates: tuple[WaitingGate, ...]


def pending(workspace: Workspace, period: Period, as_of: date) -> Pending:
    """Collects what waits for the body.

    Args:
        workspace: the organisation.
        period: the period under review.
        as_of: the day: who is in the role, which meetings were held, where the cycle stands.
    """
    return Pending(
        mandate=mandate(workspace, as_of), customers=waiting_customers(workspace, as_of), complaints=overdue_complaints(workspace, as_of),
        unconfirmed=unconfirmed(workspace, period, as_of), vacant=vacant(workspace, as_of), unmeasured=unmeasured(workspace),
        unpromised=unpromised(workspace), gates=waiting_gates(workspace, as_of))


def mandate(workspace: Workspace, as_of: date) -> Mandate | None:
    """Says what is missing at the top on a day: the deciding body, the sponsor, or both; ``None`` where neither is."""
    governance = workspace.organisation.governance or Governance()
    left = governance.sponsor if governance.sponsor and not in_role(workspace, governance.sponsor, as_of) else None
    found = Mandate(body=governance.body is None, sponsor=governance.sponsor is None or left is not None, left=left)
    return found if found.body or found.sponsor else None


def waiting_customers(workspace: Workspace, as_of: date) -> tuple[FeedbackItem, ...]:
    """Returns the customers who may be lost, could be contacted and were not, past the limit; who has waited longest comes first."""
    limits = limits_of(workspace.organisation)
    found = [item for item in workspace.feedback if item.received <= as_of and item.at_risk and contactable(item)
             and by(item.contacted, as_of) is None and limits.contact_in_time(item, as_of) is False]
    return tuple(sorted(found, key=lambda item: item.received))


def overdue_complaints(workspace: Workspace, as_of: date) -> tuple[Complaint, ...]:
    """Returns the complaints without an answer past their deadline, the longest overdue first."""
    limits = limits_of(workspace.organisation)
    found = [c for c in workspace.complaints if c.received <= as_of and by(c.answered, as_of) is None and limits.complaint_in_time(c, as_of) is False]
    return tuple(sorted(found, key=limits.due))


def unmeasured(workspace: Workspace) -> tuple[Touchpoint, ...]:
    """Returns the key touchpoints that no indicator measures."""
    return tuple(t for t in workspace.touchpoints.values() if t.key and not workspace.kpis_of(t.id))


def unpromised(workspace: Workspace) -> tuple[Initiative, ...]:
    """Returns the initiatives at work that cost money and expect no change of an indicator, the dearest first; of a proposal it is asked whether it begins."""
    found = [i for i in workspace.initiatives if i.status in AT_WORK and not i.expects and (i.cost or i.spent)]
    return tuple(sorted(found, key=lambda i: -(i.cost or i.spent or 0.0)))


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
