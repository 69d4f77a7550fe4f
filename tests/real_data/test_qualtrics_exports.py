"""Qualtrics exports: three header rows, of which each names the columns in its own way; repeated names; -1 and -2 as codes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Answers, between

SQUASH = "No_Basis_for_Evaluation (Insights).csv"
SAMPLE = "Sample_Survey (Insights).csv"
MATRIX = "Single_Answer_Matrix_Questions (Insights).csv"


@pytest.fixture(scope="module")
def june(measure_set) -> Measures:
    return measure_set("qualtrics_exports", "2016-06", files="*.csv", refused=["cucumbers-undeclared"])


@pytest.fixture(scope="module")
def may(measure_set) -> Measures:
    return measure_set("qualtrics_exports", "2016-05", files="*.csv")


@pytest.fixture(scope="module")
def july(measure_set) -> Measures:
    return measure_set("qualtrics_exports", "2017-07", files="*.csv")


def cells(public_data: Path, file: str, column: int) -> list[str]:
    return [line[column] for line in independent.read(public_data / "qualtrics_exports" / file, header_rows=3)[3:]]


def position(public_data: Path, file: str, name: str, header: int = 0, occurrence: int = 1) -> int:
    """Where the n-th column of a name stands, in one of the header rows."""
    row = independent.read(public_data / "qualtrics_exports" / file, header_rows=3)[header]
    return [i for i, cell in enumerate(row) if cell == name][occurrence - 1]


def scaled(found: list[str], low: int, high: int, beside: tuple[str, ...] = ()) -> Answers:
    return independent.sort(({"cell": cell} for cell in found), "cell", not_applicable=beside, valid=between(low, high))


def test_codes_below_nought_do_not_apply(june: Measures, public_data: Path) -> None:
    found = scaled(cells(public_data, SQUASH, position(public_data, SQUASH, "Q1")), 1, 3, ("-1", "-2"))
    assert found.not_applicable == 2
    agrees(june.get("squash", "2016-06"), independent.mean(found), found)
    found = scaled(cells(public_data, SQUASH, position(public_data, SQUASH, "Q4_2")), 1, 3, ("-1", "-2"))
    assert found.not_applicable == 7
    agrees(june.get("cucumbers", "2016-06"), independent.mean(found), found)


def test_codes_that_nobody_declared_are_no_answers(june: Measures, public_data: Path) -> None:
    """Seven of fifteen do not fit the scale: nothing is computed, and the message gives them by value."""
    found = scaled(cells(public_data, SQUASH, position(public_data, SQUASH, "Q4_2")), 1, 3)
    assert found.out_of_range == {"-1": 2, "-2": 5}
    said = june.problem("CX072", "cucumbers-undeclared")
    assert all(part in said for part in ("7 of 15", "'-2' ×5", "'-1' ×2"))


def test_a_column_found_by_question_and_import_id(june: Measures) -> None:
    by_name, by_question = june.get("squash", "2016-06"), june.get("squash-by-question", "2016-06")
    assert (by_name.value, by_name.n, by_name.not_applicable) == (by_question.value, by_question.n, by_question.not_applicable)


def test_repeated_names_are_numbered(may: Measures, public_data: Path) -> None:
    """Four columns are called Q50#2_wedges_1231; the import ids tell them apart, and agree."""
    found = cells(public_data, SAMPLE, position(public_data, SAMPLE, "Q50#2_wedges_1231", occurrence=4))
    assert found == cells(public_data, SAMPLE, position(public_data, SAMPLE, "{'ImportId': 'QID50#2-1-4'}", header=2))
    for kpi in ("wedges-four", "wedges-four-by-import-id"):
        measurement = may.get(kpi, "2016-05")
        assert (measurement.n, measurement.no_answer) == (len([cell for cell in found if cell]), found.count(""))


def test_slider(may: Measures, public_data: Path) -> None:
    found = scaled(cells(public_data, SAMPLE, position(public_data, SAMPLE, "Q5_1")), 0, 100)
    assert len(found.values) == 5
    agrees(may.get("slider", "2016-05"), independent.mean(found, (0, 100)), found)
    agrees(may.get("slider-by-import-id", "2016-05"), independent.mean(found, (0, 100)), found)


def test_answers_with_codes_of_their_own(june: Measures, may: Measures, public_data: Path) -> None:
    codes = cells(public_data, MATRIX, position(public_data, MATRIX, "Q4_1"))
    month, measures = ("2016-06", june) if independent.read(public_data / "qualtrics_exports" / MATRIX)[3][4].startswith("2016-06") else ("2016-05", may)
    values = [Fraction(int(code) - 9) for code in codes]
    agrees(measures.get("recoded", month), independent.mean(Answers(values, [Fraction(1)] * len(values))))


def test_german_labels_and_json_import_ids(july: Measures) -> None:
    measurement = july.get("german", "2017-07")
    assert (measurement.value, measurement.n, measurement.interval) == (2, 1, None)


def test_every_row_is_accounted_for(june: Measures, may: Measures, july: Measures) -> None:
    for source in ("squash", "squash-by-question"):
        june.accounts_for(source, 15, used=15)
        may.accounts_for(source, 15, used=0, outside=15)
    for source in ("sample", "sample-by-import-id"):
        may.accounts_for(source, 5, used=5)
    july.accounts_for("german", 1, used=1)
