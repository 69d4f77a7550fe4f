"""Where periods begin and end on the clock of the data, whatever zone the machine is in."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest

from cxgov.measuring.calendar import first_day, windows
from cxgov.model import Organisation, parse_period
from cxgov.model.indicators import DateColumn, Source


def organisation(start: int = 1, named: str = "start") -> Organisation:
    return Organisation(id="acme", name="Acme", fiscal_year_start=start, fiscal_year_named=named)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def window(period: str, **date_column: str):
    source = Source(id="s", path="s.csv", date=DateColumn(column="day", **date_column))
    return windows([parse_period(period)], organisation(), source)[0]


@pytest.mark.parametrize(("period", "start", "named", "day"), [
    ("2026-Q1", 1, "start", date(2026, 1, 1)),
    ("2026-Q1", 10, "start", date(2026, 10, 1)),
    ("2026-Q4", 10, "start", date(2027, 7, 1)),
    ("2026-Q1", 10, "end", date(2025, 10, 1)),
    ("2026-Q4", 10, "end", date(2026, 7, 1)),
    ("2026", 4, "start", date(2026, 4, 1)),
    ("2026", 4, "end", date(2025, 4, 1)),
    ("2026-H2", 7, "start", date(2027, 1, 1)),
    ("2026-H2", 7, "end", date(2026, 1, 1)),
    ("2026-07", 10, "start", date(2026, 7, 1)),
    ("2026-07", 10, "end", date(2026, 7, 1)),
    ("2026-Q1", 1, "end", date(2026, 1, 1)),
    ("2026-Q1", 2, "end", date(2025, 2, 1)),
    ("2026-Q1", 12, "start", date(2026, 12, 1)),
])  # fmt: skip
def test_fiscal_years_are_named_by_their_start_or_their_end_and_months_are_those_of_the_calendar(period, start, named, day):
    assert first_day(parse_period(period), organisation(start, named)) == day


def test_periods_that_follow_each_other_leave_no_gap():
    source = Source(id="s", path="s.csv", date=DateColumn(column="day", zone="Europe/Warsaw"))
    periods = [parse_period(f"{year}-Q{quarter}") for year in (2025, 2026) for quarter in (1, 2, 3, 4)]
    for start in (1, 4, 10):
        found = windows(periods, organisation(start, "end"), source)
        assert all(before.end == after.start and before.end_utc == after.start_utc for before, after in pairwise(found))


def test_without_a_zone_the_clock_of_the_data_counts():
    found = window("2026-Q3")
    assert (found.start, found.end) == (at("2026-07-01"), at("2026-10-01"))


def test_a_zone_alone_says_nothing_about_plain_times():
    """Data recorded in the zone whose calendar cuts the periods: midnight is midnight."""
    found = window("2026-Q3", zone="Europe/Warsaw")
    assert (found.start, found.end) == (at("2026-07-01"), at("2026-10-01"))


def test_times_recorded_on_another_clock_are_cut_at_the_zones_midnight():
    """Warsaw is two hours ahead of UTC in summer, one in winter; 1 October is still summer time."""
    summer, winter = window("2026-Q3", zone="Europe/Warsaw", recorded="UTC"), window("2026-Q1", zone="Europe/Warsaw", recorded="UTC")
    assert (summer.start, summer.end) == (at("2026-06-30 22:00"), at("2026-09-30 22:00"))
    assert (winter.start, winter.end) == (at("2025-12-31 23:00"), at("2026-03-31 22:00"))


def test_offsets_are_compared_in_utc():
    found = window("2026-Q3", zone="Europe/Warsaw")
    assert (found.start_utc, found.end_utc) == (at("2026-06-30 22:00"), at("2026-09-30 22:00"))
    assert window("2026-Q3").start_utc == at("2026-07-01")


def test_a_month_whose_first_midnight_the_clocks_skip_begins_all_the_same():
    """In Asuncion 1 October 2017 began at one o'clock, four hours behind UTC until then."""
    assert window("2017-10", zone="America/Asuncion", recorded="UTC").start == at("2017-10-01 04:00")
