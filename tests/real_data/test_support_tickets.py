"""Support tickets with multi-line texts: lengths between two moments, half of them negative; satisfaction of closed ones."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row, between

PERIOD = "2023-06"
TOUCHPOINTS = {"Technical issue": "technical", "Refund request": "refund", "Cancellation request": "cancellation"}


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("support_tickets", PERIOD, files="*.csv")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "support_tickets" / "customer_support_tickets.csv")


def hours(row: Row) -> float | None:
    """Hours from the first response to the resolution; nothing where one of them is missing."""
    start, end = row["First Response Time"], row["Time to Resolution"]
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 3600 if start and end else None


def test_every_row_is_accounted_for(measured: Measures, rows: list[Row]) -> None:
    assert len(rows) == 8469
    measured.accounts_for("tickets", 8469, used=8469)


def test_the_median_is_of_the_lengths_that_can_be(measured: Measures, rows: list[Row]) -> None:
    """Half of the lengths are negative: counted, said aloud, and left out; cases without an end are open."""
    lengths = [length for row in rows if (length := hours(row)) is not None]
    assert (len(lengths), sum(length < 0 for length in lengths)) == (2769, 1365)
    found = measured.get("time-to-resolve", PERIOD)
    agrees(found, independent.median([length for length in lengths if length >= 0]))
    assert found.n == 2769 - 1365
    assert found.extra["open"] == sum(bool(row["First Response Time"]) and not row["Time to Resolution"] for row in rows) == 2881
    assert dict(found.out_of_range) == {"ends_before_start": 1365}
    assert "1,365 that end before they start" in measured.problem("CX073", "time-to-resolve")


def test_satisfaction_of_closed_tickets(measured: Measures, rows: list[Row]) -> None:
    closed = [row for row in rows if row["Ticket Status"] == "Closed"]
    found = independent.sort(closed, "Customer Satisfaction Rating", valid=between(1, 5))
    assert len(found.values) == len(closed) == 2769
    agrees(measured.get("satisfaction", PERIOD), independent.share(found, lambda v: v >= 4), found)


def test_satisfaction_of_all_that_have_one(measured: Measures, rows: list[Row]) -> None:
    found = independent.sort(rows, "Customer Satisfaction Rating", valid=between(1, 5))
    assert found.no_answer == 5700
    agrees(measured.get("satisfaction-mean", PERIOD), independent.mean(found), found)


def test_by_channel(measured: Measures, rows: list[Row]) -> None:
    parts = measured.segments("satisfaction", PERIOD, "Ticket Channel")
    assert set(parts) == {"Email", "Phone", "Social media", "Chat"}
    for channel, measurement in parts.items():
        found = independent.sort([row for row in rows if row["Ticket Channel"] == channel and row["Ticket Status"] == "Closed"],
                                 "Customer Satisfaction Rating", valid=between(1, 5))
        agrees(measurement, independent.share(found, lambda v: v >= 4), found)


@pytest.mark.parametrize(("kind", "touchpoint"), TOUCHPOINTS.items())
def test_by_touchpoint(measured: Measures, rows: list[Row], kind: str, touchpoint: str) -> None:
    found = independent.sort([row for row in rows if row["Ticket Type"] == kind and row["Ticket Status"] == "Closed"],
                             "Customer Satisfaction Rating", valid=between(1, 5))
    agrees(measured.get("satisfaction", PERIOD, touchpoint=touchpoint), independent.share(found, lambda v: v >= 4), found)


def test_closed_share(measured: Measures, rows: list[Row]) -> None:
    agrees(measured.get("closed", PERIOD), independent.percentage(2769 / 8469, 8469))
