"""A Typeform export: every option a column, three columns called Other, two called None, times in UTC."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees

FILE = "2016 New Coders Survey Part 1 (first 1000 responses).csv"


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("typeform_fcc_new_coder_head", "2016-03", files="*.csv")


@pytest.fixture(scope="module")
def lines(public_data: Path) -> list[list[str]]:
    return independent.read(public_data / "typeform_fcc_new_coder_head" / FILE)


def column(lines: list[list[str]], name: str, occurrence: int = 1) -> list[str]:
    where = [i for i, cell in enumerate(lines[0]) if cell == name][occurrence - 1]
    return [line[where] for line in lines[1:]]


def test_would_recommend_the_bootcamp(measured: Measures, lines: list[list[str]]) -> None:
    found = column(lines, "Based on your experience, would you recommend this bootcamp to your friends?")
    measurement = measured.get("recommend-bootcamp", "2016-03")
    agrees(measurement, independent.percentage(found.count("1") / 48, 48))
    assert measurement.no_answer == found.count("") == 952


def test_yes_or_no_as_one_and_nought(measured: Measures, lines: list[list[str]]) -> None:
    found = column(lines, "Are you already working as a software developer?")
    agrees(measured.get("working", "2016-03"), independent.percentage(found.count("1") / 1000, 1000))


def test_hours_of_learning(measured: Measures, lines: list[list[str]]) -> None:
    cells = column(lines, "About how many hours do you spend learning each week?")
    found = independent.sort(({"hours": cell} for cell in cells), "hours", valid=lambda hours: 0 <= hours <= 168)
    assert any(hours.denominator > 1 for hours in found.values)
    assert "40+" in found.out_of_range
    agrees(measured.get("hours", "2016-03"), independent.mean(found), found)


def test_the_second_column_of_a_name(measured: Measures, lines: list[list[str]]) -> None:
    assert set(column(lines, "None", 1)) == {""}
    agrees(measured.get("no-podcast", "2016-03"), independent.percentage(column(lines, "None", 2).count("None") / 1000, 1000))


def test_an_option_not_chosen_is_an_answer(measured: Measures, lines: list[list[str]]) -> None:
    agrees(measured.get("free-code-camp", "2016-03"), independent.percentage(column(lines, "Free Code Camp").count("Free Code Camp") / 1000, 1000))


def test_the_day_is_that_of_the_calendar_asked_for(measured: Measures, lines: list[list[str]]) -> None:
    """By the clock in the data they fall on two days; in Los Angeles, seven hours behind, on one."""
    assert {time[:10] for time in column(lines, "Submit Date (UTC)")} == {"2016-03-29", "2016-03-30"}
    measured.accounts_for("coders", 1000, used=1000)
