"""Periods: years, half-years, quarters and months, and how far apart they are."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")
_MONTHS = {"Y": 12, "H": 6, "Q": 3, "M": 1}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of the calendar, written ``2026``, ``2026-H1``, ``2026-Q3`` or ``2026-07``.

    Periods order by their first day; a longer one that starts on the same day comes after the shorter.

    Attributes:
        start: first day.
        months: length in months: 1, 3, 6 or 12.
    """

    start: date
    months: int

    @property
    def end(self) -> date:
        """Last day."""
        return _last_day(self.start, self.months)

    def __str__(self) -> str:
        year, month = self.start.year, self.start.month
        match self.months:
            case 12:
                return f"{year:04}"
            case 6:
                return f"{year:04}-H{(month + 5) // 6}"
            case 3:
                return f"{year:04}-Q{(month + 2) // 3}"
        return f"{year:04}-{month:02}"

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end

    def shift(self, count: int) -> Period:
        """Returns the period ``count`` lengths later (earlier when negative)."""
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + count * self.months, 12)
        return Period(date(year, month + 1, 1), self.months)


@lru_cache(maxsize=4096)
def _last_day(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 2 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Reads a period.

    Raises:
        ValueError: if ``text`` is none of the four forms, or the year is 0.
    """
    found = _FORM.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, quarter, half, month = found.groups()
    if quarter:
        return Period(date(int(year), 3 * int(quarter) - 2, 1), 3)
    if half:
        return Period(date(int(year), 6 * int(half) - 5, 1), 6)
    if month:
        return Period(date(int(year), int(month), 1), 1)
    return Period(date(int(year), 1, 1), 12)


def quarter_of(day: date) -> int:
    """Returns the number of the calendar quarter since year 0: differences count quarters."""
    return day.year * 4 + (day.month - 1) // 3
