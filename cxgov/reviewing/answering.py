"""What must be answered by when, and whether it was: customers at risk, employees' signals, complaints.

In this room: the limits an organisation sets itself, also for causes and sources, and the one definition of "in time", for
checks and figures alike. Everything is judged as it stood on a day: what happened later has not happened yet. Not here: the
counts (`cxgov.reviewing.loops`) and what a check says of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cxgov.model import Organisation
from cxgov.model.voice import Complaint, FeedbackItem
from cxgov.reviewing.workdays import Workdays

CONTACT_DAYS = 2
"""Working days within which a customer at risk is contacted: 48 hours of working time."""
SIGNAL_DAYS = 14
COMPLAINT_DAYS = 30
CAUSE_TIMES, CAUSE_QUARTERS = 3, 2
"""A cause that is named so many times within so many quarters, the running one among them, recurs."""
SILENT_QUARTERS = 2
"""A source that brought nothing in so many quarters, the running one among them, is silent."""
MOST_DAYS, MOST_QUARTERS, MOST_TIMES = 365, 40, 1000
"""The greatest values an organisation may set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """By when what must be answered.

    Attributes:
        contact_days: working days to the contact with a customer at risk.
        workdays: the calendar of working days.
        signal_days: days to the answer to an employee's signal.
        complaint_days: days to the answer to a complaint that brings no deadline of its own.
        cause_times: times from which on a cause recurs.
        cause_quarters: quarters within which they are counted.
        silent_quarters: quarters without a delivery after which a source is silent.
    """

    contact_days: int = CONTACT_DAYS
    workdays: Workdays = field(default_factory=Workdays)
    signal_days: int = SIGNAL_DAYS
    complaint_days: int = COMPLAINT_DAYS
    cause_times: int = CAUSE_TIMES
    cause_quarters: int = CAUSE_QUARTERS
    silent_quarters: int = SILENT_QUARTERS

    def contact_in_time(self, item: FeedbackItem, as_of: date) -> bool | None:
        """Whether the customer was contacted in time; ``None`` while there is still time."""
        contacted = by(item.contacted, as_of)
        if self.workdays.between(item.received, contacted or as_of) > self.contact_days:
            return False
        return True if contacted else None

    def signal_in_time(self, item: FeedbackItem, as_of: date) -> bool | None:
        """Whether an employee's signal was answered in time; ``None`` while there is still time."""
        return _in_time(by(item.contacted, as_of), _after(item.received, self.signal_days), as_of)

    def complaint_in_time(self, complaint: Complaint, as_of: date) -> bool | None:
        """Whether a complaint was answered by its deadline; ``None`` while there is still time."""
        return _in_time(by(complaint.answered, as_of), self.due(complaint), as_of)

    def due(self, complaint: Complaint) -> date:
        """The day by which a complaint must be answered: its own deadline, else so many days after it came in."""
        return complaint.deadline or _after(complaint.received, self.complaint_days)


def limits_of(organisation: Organisation) -> Limits:
    """Returns the limits as the organisation set them for the checks CXG-040 to CXG-046; the default for what those refuse."""
    def whole(code: str, name: str, default: int, most: int, least: int = 0) -> int:
        value = organisation.checks.get(code, {}).get(name, default)
        return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else default

    return Limits(
        contact_days=whole("CXG-040", "working_days", CONTACT_DAYS, MOST_DAYS),
        workdays=Workdays.without(holidays(organisation.checks.get("CXG-040", {}).get("holidays"))[0]),
        signal_days=whole("CXG-045", "days", SIGNAL_DAYS, MOST_DAYS), complaint_days=whole("CXG-046", "days", COMPLAINT_DAYS, MOST_DAYS),
        cause_times=whole("CXG-042", "times", CAUSE_TIMES, MOST_TIMES, 2), cause_quarters=whole("CXG-042", "quarters", CAUSE_QUARTERS, MOST_QUARTERS, 1),
        silent_quarters=whole("CXG-044", "quarters", SILENT_QUARTERS, MOST_QUARTERS, 1))


def holidays(given: Any) -> tuple[tuple[date, ...], tuple[str, ...]]:
    """Reads a list of holidays.

    Returns:
        The days, and the texts that are none.
    """
    days: list[date] = []
    wrong: list[str] = []
    for text in given if isinstance(given, list) else ():
        try:
            days.append(date.fromisoformat(text))
        except (TypeError, ValueError):
            wrong.append(str(text))
    return tuple(days), tuple(wrong)


def contactable(item: FeedbackItem) -> bool:
    """Whether it is a customer's word and the customer has not refused to be contacted."""
    return item.from_ == "customer" and item.consent is not False


def by(day: date | None, as_of: date) -> date | None:
    """A day if it has come by ``as_of``; what lies later has not happened yet."""
    return day if day is not None and day <= as_of else None


def _in_time(answered: date | None, due: date, as_of: date) -> bool | None:
    if (answered or as_of) > due:
        return False
    return True if answered else None


def _after(day: date, days: int) -> date:
    return day + min(timedelta(days=days), date.max - day)
