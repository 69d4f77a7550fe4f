"""A Formbricks export of thirteen answers, four of them unfinished; every field is quoted, texts run over several lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row, between

PERIOD = "2026-01"
RECOMMEND = "10. How likely would you recommend Formbricks to people you know?"
HELPED = "1. Formbricks has helped solve my problems in surveys and experience management."


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("formbricks_nps_export", PERIOD, files="*.csv")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "formbricks_nps_export" / "sample_feedback_redacted.csv")


def test_recommendation(measured: Measures, rows: list[Row]) -> None:
    found = independent.sort(rows, RECOMMEND, valid=between(0, 10))
    assert (len(found.values), found.no_answer) == (7, 6)
    agrees(measured.get("nps", PERIOD), independent.nps(found), found)


def test_only_finished_answers(measured: Measures, rows: list[Row]) -> None:
    found = independent.sort([row for row in rows if row["Finished"] == "Yes"], HELPED, valid=between(1, 5))
    assert len(found.values) == 9
    agrees(measured.get("helped", PERIOD), independent.mean(found), found)


def test_every_row_is_accounted_for(measured: Measures, rows: list[Row]) -> None:
    assert len(rows) == 13
    measured.accounts_for("feedback", 13, used=13)
