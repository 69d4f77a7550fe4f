"""A LimeSurvey export: long headings, a column without a name, labels on the ends of the scales only."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row, between

PERIOD = "2017"
POSITION = "satisGen1[SQ001]. In general, how satisfied are you with: [Your current position]"
CAREER = "satisGen1[SQ002]. In general, how satisfied are you with: [Your career]"
CODING = "time1can[time1can]. In an average month, how much time do you spend on: [Software development]"
OPEN_SOURCE = "open01can. Have you ever released your software under an open-source licence?"
CONTRACT = "currentEmp12. Do you work full time or part time?"


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("limesurvey_rse_2017_uk", PERIOD, files="*.csv")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "limesurvey_rse_2017_uk" / "public_data.csv")


@pytest.mark.parametrize(("kpi", "column"), [("satisfied-position", POSITION), ("satisfied-career", CAREER)])
def test_satisfaction(measured: Measures, rows: list[Row], kpi: str, column: str) -> None:
    labels = {"0 - Not at all satisfied": 0, "10 - Completely satisfied": 10}
    found = independent.sort(rows, column, valid=between(0, 10), labels=labels)
    assert sum(v in (0, 10) for v in found.values) > 5
    agrees(measured.get(kpi, PERIOD), independent.mean(found), found)


def test_time_for_coding_by_contract(measured: Measures, rows: list[Row]) -> None:
    labels = {"1 (None at all)": 1, "10 (All my time)": 10}
    found = independent.sort(rows, CODING, valid=between(1, 10), labels=labels)
    agrees(measured.get("time-coding", PERIOD), independent.mean(found), found)
    parts = measured.segments("time-coding", PERIOD, "contract")
    assert set(parts) == {"Full Time", "Part-time"}
    for contract, measurement in parts.items():
        found = independent.sort([row for row in rows if row[CONTRACT] == contract], CODING, valid=between(1, 10), labels=labels)
        agrees(measurement, independent.mean(found), found)


def test_open_source(measured: Measures, rows: list[Row]) -> None:
    measurement = measured.get("open-source", PERIOD)
    agrees(measurement, independent.percentage(158 / 234, 234))
    assert measurement.no_answer == sum(not row[OPEN_SOURCE] for row in rows) == 19


def test_every_row_is_accounted_for(measured: Measures, rows: list[Row]) -> None:
    assert len(rows) == 253
    measured.accounts_for("engineers", 253, used=253)
