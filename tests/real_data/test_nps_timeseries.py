"""A year of answers in three markets, day first; the same as CSV and as Parquet. The publisher's dashboard gives the score."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row, between

from cxgov.cli import run

QUARTERS = tuple(f"2021-Q{q}" for q in range(1, 5))
MONTHS = tuple(f"2021-{month:02}" for month in range(1, 13))
FORMATS = ("csv", "parquet")


@pytest.fixture(scope="module")
def year(measure_set) -> Measures:
    return measure_set("nps_timeseries", "2021", files="NPS_timeseries_data.*")


@pytest.fixture(scope="module")
def quarters(measure_set) -> Measures:
    return measure_set("nps_timeseries", *QUARTERS, files="NPS_timeseries_data.*")


@pytest.fixture(scope="module")
def months(measure_set) -> Measures:
    return measure_set("nps_timeseries", *MONTHS, files="NPS_timeseries_data.*")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "nps_timeseries" / "NPS_timeseries_data.csv")


def score(rows: list[Row]) -> tuple[independent.Figures, independent.Answers]:
    found = independent.sort(rows, "NPS", valid=between(0, 10))
    return independent.nps(found), found


@pytest.mark.parametrize("file", FORMATS)
def test_the_published_score(year: Measures, file: str) -> None:
    """Promoters 46.18 %, passives 19.44 %, detractors 34.38 %, NPS 11.8."""
    assert round(year.get(f"nps-{file}", "2021").value, 1) == 11.8
    for group, published in (("promoters", 46.18), ("passives", 19.44), ("detractors", 34.38)):
        assert round(year.get(f"{group}-{file}", "2021").value, 2) == published


@pytest.mark.parametrize("file", FORMATS)
def test_the_year_and_its_markets(year: Measures, rows: list[Row], file: str) -> None:
    agrees(year.get(f"nps-{file}", "2021"), *score(rows))
    parts = year.segments(f"nps-{file}", "2021", "Market")
    assert set(parts) == {"US", "UK", "MEX"}
    for market, measurement in parts.items():
        agrees(measurement, *score([row for row in rows if row["Market"] == market]))


@pytest.mark.parametrize("file", FORMATS)
def test_quarters_follow_the_publisher_s_own_column(quarters: Measures, rows: list[Row], file: str) -> None:
    """Day first: read the other way round, 4 in 10 answers would fall into another month."""
    for number, period in enumerate(QUARTERS, 1):
        agrees(quarters.get(f"nps-{file}", period), *score([row for row in rows if row["Quarter"] == str(number)]))


@pytest.mark.parametrize("file", FORMATS)
def test_months_follow_the_publisher_s_own_column(months: Measures, rows: list[Row], file: str) -> None:
    for number, period in enumerate(MONTHS, 1):
        agrees(months.get(f"nps-{file}", period), *score([row for row in rows if row["Month"] == str(number)]))


@pytest.mark.parametrize("file", FORMATS)
def test_every_row_is_accounted_for(year: Measures, months: Measures, file: str) -> None:
    year.accounts_for(f"answers-{file}", 5000, used=5000)
    months.accounts_for(f"answers-{file}", 5000, used=5000)


def test_both_files_say_the_same(year: Measures) -> None:
    first, second = (year.get(f"nps-{file}", "2021") for file in FORMATS)
    assert (first.value, first.n, first.interval, first.counts) == (second.value, second.n, second.interval, second.counts)
    assert first.fingerprint != second.fingerprint


def test_the_command_says_the_same(organisation_of: Callable[[str, str], Path], rows: list[Row], capfd: pytest.CaptureFixture[str]) -> None:
    """The machine output of `cxgov measure`: one entry a value, with the fields that the contract names."""
    folder = organisation_of("nps_timeseries", "NPS_timeseries_data.*")
    assert run(["measure", str(folder), "--period", "2021-Q4", "--dry-run", "--format", "json"]) == 0
    entries = {(entry["kpi"], str(entry["segment"])): entry for entry in json.loads(capfd.readouterr().out)}
    fourth = [row for row in rows if row["Quarter"] == "4"]
    for segment, part in ((None, fourth), ({"column": "Market", "value": "UK"}, [row for row in fourth if row["Market"] == "UK"])):
        entry, (figures, _) = entries["nps-csv", str(segment)], score(part)
        assert (entry["period"], entry["touchpoint"], entry["n"]) == ("2021-Q4", None, figures.n)
        assert entry["value"] == pytest.approx(figures.value, rel=1e-9)
        assert entry["interval"] == pytest.approx(figures.interval, rel=1e-9)
        assert set(entry) >= {"n_effective", "no_answer", "not_applicable", "out_of_range", "rejected", "status", "difference", "p", "verdict", "fingerprint"}
