"""Where periods begin and end on the clock of the data: fiscal years, time zones, the edge of a quarter.

Every edge is worked out here, once, in the declared zone; the machine's own zone plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from cxgov.measuring.query import Window
from cxgov.model import Organisation, Period, Source


def first_day(period: Period, organisation: Organisation) -> date:
    """First day of a period in the organisation's year; months are those of the calendar everywhere.

    A fiscal year that starts in October and is named by its end: 2026 begins on 1 October 2025.
    """
    months = organisation.fiscal_year_start - 1
    if period.months == 1 or not months:
        return period.start
    if organisation.fiscal_year_named == "end":
        months -= 12
    year, month = divmod(period.start.year * 12 + period.start.month - 1 + months, 12)
    return date(year, month + 1, 1)


def windows(periods: Sequence[Period], organisation: Organisation, source: Source) -> tuple[Window, ...]:
    """The periods as stretches of the source's clock.

    Args:
        periods: of one length, in order.
        organisation: says when its fiscal year starts.
        source: says in which zone periods are cut, and which zone's clock the data show.
    """
    return tuple(_window(first_day(period, organisation), first_day(period.shift(1), organisation), source) for period in periods)


def _window(start: date, end: date, source: Source) -> Window:
    found = source.date
    zone = ZoneInfo(found.zone) if found and found.zone else UTC
    clock = ZoneInfo(found.recorded) if found and found.recorded else zone
    moments = [datetime.combine(day, time(), zone) for day in (start, end)]
    shown = [moment.astimezone(clock).replace(tzinfo=None) for moment in moments]
    utc = [moment.astimezone(UTC).replace(tzinfo=None) for moment in moments]
    return Window(start=shown[0], end=shown[1], start_utc=utc[0], end_utc=utc[1])
