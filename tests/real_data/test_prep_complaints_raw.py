"""A complaints log whose dates are written in two ways, one of them with day and month swapped."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row

PERIOD = "2023"


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("prep_complaints_raw", PERIOD, files="input_*.csv")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "prep_complaints_raw" / "input_02.csv")


def day(text: str) -> datetime:
    layout = "%m/%d/%Y" if "/" in text else "%Y-%d-%m %H:%M:%S"
    return datetime.strptime(text, layout)  # noqa: DTZ007 - a day on no particular clock


def test_the_published_53_were_resolved_after_they_came_in(measured: Measures, rows: list[Row], public_data: Path) -> None:
    """The other 47 ended before they began: counted and left out."""
    published = independent.table(public_data / "prep_complaints_raw" / "published_output_01.csv")
    lengths = [(day(row["Date Resolved"]) - day(row["Date Received"])).total_seconds() / 86400 for row in rows]
    found = measured.get("days-to-resolve", PERIOD)
    assert found.n == len(published) == 53
    agrees(found, independent.median([length for length in lengths if length >= 0]))
    assert dict(found.out_of_range) == {"ends_before_start": 47}


def test_timely_responses(measured: Measures, rows: list[Row]) -> None:
    agrees(measured.get("timely", PERIOD), independent.percentage(48 / 100, 100))
    for response, measurement in measured.segments("timely", PERIOD, "Response to Consumer").items():
        part = [row["Timely Response"] for row in rows if row["Response to Consumer"] == response]
        agrees(measurement, independent.percentage(part.count("True") / len(part), len(part)))


def test_every_row_is_accounted_for(measured: Measures, rows: list[Row]) -> None:
    assert len(rows) == 100
    measured.accounts_for("log", 100, used=100)
