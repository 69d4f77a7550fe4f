"""A large file with ratings in which 0 means not applicable, and delays in which 0 is the commonest value."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row, between

PERIOD = "2020"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("airline_passenger_satisfaction", PERIOD, files="*.csv.gz")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "airline_passenger_satisfaction" / "train.csv.gz")


def test_every_row_is_accounted_for(measured: Measures, rows: list[Row]) -> None:
    assert len(rows) == 103_904
    measured.accounts_for("passengers", 103_904, used=103_904)


def test_satisfied_passengers(measured: Measures, rows: list[Row]) -> None:
    satisfied = sum(row["satisfaction"] == "satisfied" for row in rows)
    assert satisfied == 45_025
    agrees(measured.get("satisfied", PERIOD), independent.percentage(satisfied / len(rows), len(rows)))


@pytest.mark.parametrize("column", ["Class", "Type of Travel", "Customer Type"])
def test_satisfied_passengers_by(measured: Measures, rows: list[Row], column: str) -> None:
    parts = measured.segments("satisfied", PERIOD, column)
    assert set(parts) == {row[column] for row in rows}
    for value, measurement in parts.items():
        part = [row for row in rows if row[column] == value]
        agrees(measurement, independent.percentage(sum(row["satisfaction"] == "satisfied" for row in part) / len(part), len(part)))


def test_nought_does_not_lower_a_rating(measured: Measures, rows: list[Row]) -> None:
    found = independent.sort(rows, "Inflight wifi service", not_applicable=("0",), valid=between(1, 5))
    assert found.not_applicable == 3103
    agrees(measured.get("wifi-top2", PERIOD), independent.share(found, lambda v: v >= 4), found)
    found = independent.sort(rows, "Ease of Online booking", not_applicable=("0",), valid=between(1, 5))
    agrees(measured.get("booking-mean", PERIOD), independent.mean(found), found)


def test_only_business_class(measured: Measures, rows: list[Row]) -> None:
    business = [row for row in rows if row["Class"] == "Business"]
    found = independent.sort(business, "Online boarding", not_applicable=("0",), valid=between(1, 5))
    agrees(measured.get("boarding-mean", PERIOD), independent.mean(found), found)


@pytest.mark.parametrize(("kpi", "column", "empty"), [("departure-delay", "Departure Delay in Minutes", 0), ("arrival-delay", "Arrival Delay in Minutes", 310)])
def test_delays(measured: Measures, rows: list[Row], kpi: str, column: str, empty: int) -> None:
    found = independent.sort(rows, column, valid=lambda v: v >= Fraction(0))
    assert found.no_answer == empty
    agrees(measured.get(kpi, PERIOD), independent.median([float(v) for v in found.values]), found)
