"""Published percentages of hospitals: values that are already aggregated, and the mean that must not be made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row

import cxgov
from cxgov.cli import run

YEARS = tuple(str(year) for year in range(2015, 2022))


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("hcahps_state_national", *YEARS, files="*.csv")


@pytest.fixture(scope="module")
def tables(public_data: Path) -> dict[str, list[Row]]:
    return {name: independent.table(public_data / "hcahps_state_national" / f"{name}.csv") for name in ("national_results", "state_results", "responses")}


def of(rows: list[Row], year: str, measure: str) -> list[Row]:
    return [row for row in rows if row["release_period"] == f"07_{year}" and row["measure_id"] == measure]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("kpi", "measure"), [("recommend", "H_RECMND"), ("quiet", "H_QUIET_HSP")])
def test_the_published_percentage_is_read_as_it_stands(measured: Measures, tables: dict[str, list[Row]], year: str, kpi: str, measure: str) -> None:
    """One row, no interval: how many patients stand behind it is not published here."""
    (row,) = of(tables["national_results"], year, measure)
    measurement = measured.get(kpi, year)
    assert measurement.value == float(row["top_box_percentage"])
    assert (measurement.n, measurement.interval) == (1, None)


@pytest.mark.parametrize("year", YEARS)
def test_the_mean_of_the_states_is_something_else(measured: Measures, tables: dict[str, list[Row]], year: str) -> None:
    found = independent.sort(of(tables["state_results"], year, "H_RECMND"), "top_box_percentage")
    states = measured.get("recommend-mean-of-states", year)
    agrees(states, independent.mean(found), found)
    assert states.n == (50 if year == "2016" else 51)
    assert states.value != measured.get("recommend", year).value


@pytest.mark.parametrize("year", YEARS)
def test_not_available_is_no_answer(measured: Measures, tables: dict[str, list[Row]], year: str) -> None:
    found = independent.sort([row for row in tables["responses"] if row["release_period"] == f"07_{year}"], "response_rate", no_answer=("Not Available",))
    assert found.no_answer > 0
    agrees(measured.get("response-rate-of-hospitals", year), independent.mean(found), found)


def test_a_typed_value_is_left_alone(measured: Measures, organisation_of: Callable[[str, str], Path]) -> None:
    """What was typed in published.yaml stays there, and is not measured."""
    assert measured.kpis("2021") == {"recommend", "quiet", "recommend-mean-of-states", "response-rate-of-hospitals"}
    folder = organisation_of("hcahps_state_national", "*.csv")
    before = (folder / "published.yaml").read_bytes()
    assert run(["measure", str(folder), "--period", "2021"]) == 0
    assert (folder / "published.yaml").read_bytes() == before
    loaded = cxgov.load(folder)
    found = {m.kpi: (m.value, m.written_by) for file in loaded.measurements for m in file.measurements}
    assert found["recommend-typed"] == (72, None)
    assert found["recommend"] == (72, "measure")


def test_every_row_is_accounted_for(measured: Measures, tables: dict[str, list[Row]]) -> None:
    for source, name in (("national", "national_results"), ("states", "state_results"), ("hospitals", "responses")):
        measured.accounts_for(source, len(tables[name]), used=len(tables[name]))
