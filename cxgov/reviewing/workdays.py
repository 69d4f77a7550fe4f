"""Working days: Monday to Friday without the holidays an organisation names.

In this room: how many lie between two days and which day is the last of so many; the one definition for checks and
figures. Not here: which limit applies to what (`cxgov.reviewing.answering`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Workdays:
    """A calendar of working days.

    Attributes:
        holidays: days off that fall on Monday to Friday, ascending; others are off anyway.
    """

    holidays: tuple[date, ...] = ()

    @classmethod
    def without(cls, holidays: Iterable[date]) -> Workdays:
        """Makes the calendar without these days."""
        return cls(tuple(sorted({day for day in holidays if day.weekday() <= _FRIDAY})))

    def between(self, first: date, last: date) -> int:
        """Counts working days after ``first`` up to and including ``last``; 0 where ``last`` is not later.

        The day on which something came in does not count: from Friday to Monday it is one working day.
        """
        if last <= first:
            return 0
        return _weekdays_until(last) - _weekdays_until(first) - bisect_right(self.holidays, last) + bisect_right(self.holidays, first)

    def on_or_after(self, day: date) -> date:
        """Returns the day itself where it is a working day, else the next one."""
        while day < date.max and not self.between(day - timedelta(days=1), day):
            day += timedelta(days=1)
        return day


def _weekdays_until(day: date) -> int:
    """Counts Mondays to Fridays from the first day of the calendar, a Monday, up to and including ``day``."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
