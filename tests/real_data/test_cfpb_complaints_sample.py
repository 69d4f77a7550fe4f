"""Consumer complaints, gzipped, with narratives over several lines. A published report gives totals by product and year."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row

YEARS = tuple(str(year) for year in range(2015, 2021))


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("cfpb_complaints_sample", *YEARS, files="*.csv.gz")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "cfpb_complaints_sample" / "complaints.csv.gz")


def of(rows: list[Row], year: str) -> list[Row]:
    return [row for row in rows if row["Date received"].startswith(year)]


def test_published_totals_by_product_and_year(measured: Measures, public_data: Path) -> None:
    with (public_data / "cfpb_complaints_sample" / "published_report.csv").open(encoding="utf-8", newline="") as file:
        published = {(product, year): int(total) for product, year, total, *_ in csv.reader(file)}
    found = {(product.lower(), year): m.n + m.no_answer + m.not_applicable
             for year in YEARS for product, m in measured.segments("timely", year, "Product").items()}
    assert found == published
    assert sum(found.values()) == 6664


def test_every_row_is_accounted_for(measured: Measures, rows: list[Row]) -> None:
    assert len(rows) == 6664
    measured.accounts_for("complaints", 6664, used=6664)


@pytest.mark.parametrize("year", YEARS)
def test_timely_responses(measured: Measures, rows: list[Row], year: str) -> None:
    part = of(rows, year)
    agrees(measured.get("timely", year), independent.percentage(sum(row["Timely response?"] == "Yes" for row in part) / len(part), len(part)))


def test_timely_responses_by_product(measured: Measures, rows: list[Row]) -> None:
    for product, measurement in measured.segments("timely", "2019", "Product").items():
        part = [row for row in of(rows, "2019") if row["Product"] == product]
        agrees(measurement, independent.percentage(sum(row["Timely response?"] == "Yes" for row in part) / len(part), len(part)))


def test_not_asked_is_not_undisputed(measured: Measures, rows: list[Row]) -> None:
    """The question was dropped in April 2017: N/A since then."""
    part = [row["Consumer disputed?"] for row in of(rows, "2016")]
    asked = [answer for answer in part if answer != "N/A"]
    measurement = measured.get("disputed", "2016")
    agrees(measurement, independent.percentage(asked.count("Yes") / len(asked), len(asked)))
    assert measurement.not_applicable == part.count("N/A")
    never = measured.get("disputed", "2019")
    assert (never.value, never.n, never.not_applicable) == (None, 0, len(of(rows, "2019")))


def test_relief(measured: Measures, rows: list[Row]) -> None:
    for year in YEARS:
        closed = [row["Company response to consumer"] for row in of(rows, year)]
        answered = [answer for answer in closed if answer and answer != "In progress"]
        relief = [answer for answer in answered if answer in ("Closed with monetary relief", "Closed with non-monetary relief")]
        measurement = measured.get("relief", year)
        agrees(measurement, independent.percentage(len(relief) / len(answered), len(answered)))
        assert measurement.no_answer == len(closed) - len(answered)


def test_days_until_the_company_has_it(measured: Measures, rows: list[Row]) -> None:
    for year in YEARS:
        days = [(date.fromisoformat(row["Date sent to company"]) - date.fromisoformat(row["Date received"])).days for row in of(rows, year)]
        measurement = measured.get("days-to-company", year)
        agrees(measurement, independent.median([length for length in days if length >= 0]))
        assert sum(measurement.out_of_range.values()) == sum(length < 0 for length in days)
