"""Two published rows of quarterly means: figures that are read as they stand, or weighed by the answers behind them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row

PERIOD = "2020"


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("va_vha_a11_quarterly", PERIOD, files="*.csv")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "va_vha_a11_quarterly" / "va-vha.csv")


@pytest.mark.parametrize("question", ["satisfied", "trust", "easy"])
def test_a_quarter_is_the_published_figure_and_the_year_weighs_them(measured: Measures, rows: list[Row], question: str) -> None:
    for row in rows:
        quarter = measured.get(question, PERIOD, segment=("quarter", row["quarter"]))
        assert (quarter.value, quarter.n, quarter.interval) == (float(row[question]), 1, None)
    found = independent.sort(rows, question, valid=lambda v: 1 <= v <= 5, weight="response_count")
    assert len(found.values) == 2
    agrees(measured.get(question, PERIOD), independent.mean(found), found)


def test_response_rate(measured: Measures, rows: list[Row]) -> None:
    for row in rows:
        quarter = measured.get("response-rate", PERIOD, segment=("quarter", row["quarter"]))
        assert quarter.value == pytest.approx(int(row["response_count"]) / int(row["surveys_offered_count"]), rel=1e-9)
    agrees(measured.get("response-rate", PERIOD), independent.ratio(
        [Fraction(row["response_count"]) for row in rows], [Fraction(row["surveys_offered_count"]) for row in rows]))


def test_every_row_is_accounted_for(measured: Measures, rows: list[Row]) -> None:
    for source in ("quarters", "quarters-weighted"):
        measured.accounts_for(source, 2, used=2)
