"""The closed loop in figures: what came in, how quickly it was answered, what is open, what keeps coming back.

The *inner loop* brings feedback to those who can answer it: the customer is contacted, the case closed. The *outer loop* takes a
cause that keeps coming back to an initiative that removes it (Net Promoter System, Bain & Company). Everything is counted as it
stood on a day. A log that is not kept gives ``None`` and never zero, and a median says of how many it is.

Not here: limits and what is in time (`cxgov.reviewing.answering`), causes (`causes`), sources (`listening`), and words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median

from cxgov.model import Initiative, Period, Workspace
from cxgov.model.voice import Complaint, FeedbackItem
from cxgov.reviewing.answering import Limits, by, contactable, limits_of
from cxgov.reviewing.causes import Cause, causes
from cxgov.reviewing.listening import Stream, streams

AGES = (2, 7, 30)
"""Open cases are counted up to so many days old, and older than the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promptness:
    """How many were answered within the limit.

    Attributes:
        n: those of which it can be said: answered, or past the limit.
        in_time: of them answered within the limit.
        waiting: those that are not answered and still have time.
    """

    n: int
    in_time: int
    waiting: int

    @property
    def late(self) -> int:
        """Those answered too late, or past the limit without an answer."""
        return self.n - self.in_time

    @property
    def share(self) -> Fraction | None:
        """Share answered in time, 0 to 1; ``None`` where nothing can be said yet."""
        return Fraction(self.in_time, self.n) if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long it took.

    Attributes:
        n: cases that are over, of which the median is.
        median: days, working days where it is about customers; ``None`` where no case is over.
    """

    n: int
    median: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """Cases that are open on the day, whenever they came in, by age in days.

    Attributes:
        counts: up to 2 days, 3 to 7, 8 to 30, over 30.
    """

    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All open cases."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerLoop:
    """Feedback of customers: the inner loop.

    Attributes:
        received: items of the period.
        at_risk: of them from customers who may be lost.
        refused: of those at risk who do not want to be contacted; contacts are counted without them.
        risk_contacts: how many of those at risk were contacted within the limit.
        contact: working days to the contact, of everybody contacted.
        closing: working days to the closing.
        open: items that are not closed.
    """

    received: int
    at_risk: int
    refused: int
    risk_contacts: Promptness
    contact: Wait
    closing: Wait
    open: Ages


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeLoop:
    """Signals from employees.

    Attributes:
        received: signals of the period.
        answers: how many were answered within the limit.
        answering: days to the answer.
        open: signals without an answer that are not closed.
    """

    received: int
    answers: Promptness
    answering: Wait
    open: Ages


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintLoop:
    """Formal complaints.

    Attributes:
        received: complaints of the period.
        answers: how many were answered by their deadline.
        answered_late: of the period's, answered after it.
        answering: days to the answer.
        open: complaints without an answer.
        overdue: of the open ones, past their deadline.
    """

    received: int
    answers: Promptness
    answered_late: int
    answering: Wait
    open: Ages
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseCount:
    """How often a cause was named: the outer loop.

    Attributes:
        cause: the cause, with everything that names it.
        count: times in the period.
        previous: times in the period before; ``None`` where no log reaches back to it.
        recurs: whether it keeps coming back.
        unanswered: whether it does while no initiative is to remove it.
        days_to_initiative: days from the time it began to recur to the start of an initiative, 0 where one had begun before;
            ``None`` where it never recurred or none has begun.
    """

    cause: Cause
    count: int
    previous: int | None
    recurs: bool
    unanswered: bool
    days_to_initiative: int | None

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """Initiatives that are to remove it."""
        return self.cause.initiatives


@dataclass(frozen=True, slots=True, kw_only=True)
class Loops:
    """The closed loop of a period.

    Attributes:
        period: the period.
        as_of: the day it is counted on.
        limits: the limits that applied.
        customers: feedback of customers; ``None`` where no log of feedback is kept, or it began only later.
        employees: signals from employees; ``None`` where no log of feedback holds one.
        complaints: complaints; ``None`` where no log of complaints is kept, or it began only later.
        causes: causes named in the period or the one before, the commonest of the period first, then of the one before, then
            by code; ``None`` where neither log is kept or had begun.
        sources: every source with its newest delivery; empty where no source is defined.
    """

    period: Period
    as_of: date
    limits: Limits
    customers: CustomerLoop | None
    employees: EmployeeLoop | None
    complaints: ComplaintLoop | None
    causes: tuple[CauseCount, ...] | None
    sources: tuple[Stream, ...]

    @property
    def silent(self) -> tuple[Stream, ...]:
        """Sources that have fallen silent."""
        return tuple(stream for stream in self.sources if stream.silent(self.as_of, self.limits.silent_quarters))


def loops(workspace: Workspace, period: Period, as_of: date | None = None) -> Loops:
    """Counts the closed loop of a period.

    Args:
        workspace: the loaded organisation.
        period: what came in during it is counted.
        as_of: the day it is counted on; the last of the period by default. What happened later has not happened yet.
    """
    day = as_of or period.end
    limits = limits_of(workspace.organisation)
    feedback = [item for item in workspace.feedback if item.received <= day]
    kept = bool(workspace.feedback_files) and _begun(workspace.feedback, period)
    filed = bool(workspace.complaint_files) and _begun(workspace.complaints, period)
    spoken = any(item.from_ == "employee" for item in feedback)
    return Loops(
        period=period, as_of=day, limits=limits, sources=streams(workspace, day, period),
        customers=_customers([item for item in feedback if item.from_ == "customer"], period, day, limits) if kept else None,
        employees=_employees([item for item in feedback if item.from_ == "employee"], period, day, limits) if spoken else None,
        complaints=_complaints([c for c in workspace.complaints if c.received <= day], period, day, limits) if filed else None,
        causes=_causes(workspace, period, day, limits) if kept or filed else None)


def _begun(records: Sequence[FeedbackItem | Complaint], period: Period) -> bool:
    """Whether a log that is kept reaches back to a period; one that holds nothing is an empty one."""
    return not records or min(record.received for record in records) <= period.end


def _customers(items: list[FeedbackItem], period: Period, day: date, limits: Limits) -> CustomerLoop:
    new = [item for item in items if item.received in period]
    reached = [item for item in new if contactable(item)]
    at_risk = [item for item in new if item.at_risk]
    between = limits.workdays.between
    return CustomerLoop(
        received=len(new), at_risk=len(at_risk), refused=sum(not contactable(item) for item in at_risk),
        risk_contacts=_promptness(limits.contact_in_time(item, day) for item in at_risk if contactable(item)),
        contact=_wait(between(item.received, at) for item in reached if (at := by(item.contacted, day))),
        closing=_wait(between(item.received, at) for item in new if (at := by(item.closed, day))),
        open=_ages((item.received for item in items if by(item.closed, day) is None), day))


def _employees(items: list[FeedbackItem], period: Period, day: date, limits: Limits) -> EmployeeLoop:
    new = [item for item in items if item.received in period]
    return EmployeeLoop(
        received=len(new), answers=_promptness(limits.signal_in_time(item, day) for item in new),
        answering=_wait((at - item.received).days for item in new if (at := by(item.contacted, day))),
        open=_ages((item.received for item in items if by(item.contacted, day) is None and by(item.closed, day) is None), day))


def _complaints(found: list[Complaint], period: Period, day: date, limits: Limits) -> ComplaintLoop:
    new = [complaint for complaint in found if complaint.received in period]
    waiting = [complaint for complaint in found if by(complaint.answered, day) is None]
    return ComplaintLoop(
        received=len(new), answers=_promptness(limits.complaint_in_time(complaint, day) for complaint in new),
        answered_late=sum(by(c.answered, day) is not None and limits.complaint_in_time(c, day) is False for c in new),
        answering=_wait((at - complaint.received).days for complaint in new if (at := by(complaint.answered, day))),
        open=_ages((complaint.received for complaint in waiting), day),
        overdue=sum(limits.complaint_in_time(complaint, day) is False for complaint in waiting))


def _causes(workspace: Workspace, period: Period, day: date, limits: Limits) -> tuple[CauseCount, ...]:
    before = period.shift(-1)
    reaches_back = _begun((*workspace.feedback, *workspace.complaints), before)
    found = (_cause(cause, period, before if reaches_back else None, day, limits) for cause in causes(workspace, day).values())
    return tuple(sorted((c for c in found if c.count or c.previous), key=lambda c: (-c.count, -(c.previous or 0), c.cause.code)))


def _cause(cause: Cause, period: Period, before: Period | None, day: date, limits: Limits) -> CauseCount:
    recent = cause.recurring(limits.cause_times, limits.cause_quarters, day)
    return CauseCount(
        cause=cause, count=sum(record.received in period for record in cause.named_in),
        previous=None if before is None else sum(record.received in before for record in cause.named_in),
        recurs=bool(recent), unanswered=bool(recent) and not cause.answered_since(recent[0].received),
        days_to_initiative=cause.days_to_initiative(limits.cause_times, limits.cause_quarters))


def _promptness(judged: Iterable[bool | None]) -> Promptness:
    found = list(judged)
    return Promptness(n=len(found) - found.count(None), in_time=found.count(True), waiting=found.count(None))


def _wait(days: Iterable[int]) -> Wait:
    found = [Fraction(number) for number in days]
    return Wait(n=len(found), median=median(found) if found else None)


def _ages(since: Iterable[date], day: date) -> Ages:
    ages = [(day - start).days for start in since]
    edges = (-1, *AGES)
    return Ages(counts=(*(sum(low < age <= high for age in ages) for low, high in pairwise(edges)), sum(age > AGES[-1] for age in ages)))
