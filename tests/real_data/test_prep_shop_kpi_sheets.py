"""Twelve report sheets saved as CSV: the header in the fourth line, months as columns. The publisher unpivots them."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees

MONTHS = {"2021-11": "01/11/2021", "2021-12": "01/12/2021"}
INDICATORS = {"shipped-3": "% Orders Shipped in 3 days", "shipped-5": "% Orders Shipped in 5 days", "returns-3": "% Returns Processed in 3 days",
              "returns-5": "% Returns Processed in 5 days", "complaints": "# Complaints Received"}


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("prep_shop_kpi_sheets", *MONTHS, files="input_*.csv")


@pytest.mark.parametrize("period", MONTHS)
@pytest.mark.parametrize(("kpi", "published"), INDICATORS.items())
def test_mean_of_the_published_shops(measured: Measures, public_data: Path, period: str, kpi: str, published: str) -> None:
    """The sheets hold 0.9099999999999999 where the publication says 0.91."""
    rows = independent.table(public_data / "prep_shop_kpi_sheets" / "published_output_01.csv")
    found = independent.sort([row for row in rows if row["Date"] == MONTHS[period]], published)
    assert found.total == 12
    agrees(measured.get(kpi, period), independent.mean(found), found)


def test_every_row_is_accounted_for(measured: Measures, public_data: Path) -> None:
    rows = sum(len(independent.read(file, skip=3)) - 1 for file in (public_data / "prep_shop_kpi_sheets").glob("input_*.csv"))
    assert rows == 12 * 16
    for source in ("november", "december"):
        measured.accounts_for(source, rows, used=rows)
