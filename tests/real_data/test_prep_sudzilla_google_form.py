"""A Google Form of 39 answers with a published score; ratings of the food in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row, between

PERIOD = "2019-11"
FOOD = {"Horrendous": 1, "Just about edible but I was hungry": 2, "Some good, some not so good": 3, "Yum!": 4, "Give the team a Michelin star!!": 5}


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("prep_sudzilla_google_form", PERIOD, files="input_*.csv")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "prep_sudzilla_google_form" / "input_02.csv")


@pytest.mark.parametrize("form", ["exported", "cleaned"])
def test_the_published_score(measured: Measures, rows: list[Row], public_data: Path, form: str) -> None:
    """NPS -35.9 of 39 respondents, 8 promoters and 22 detractors."""
    (published,) = independent.table(public_data / "prep_sudzilla_google_form" / "published_output_01.csv")
    measurement = measured.get(f"nps-{form}", PERIOD)
    assert round(measurement.value, 1) == float(published["NPS Score"]) == -35.9
    assert measurement.n == int(published["Total Respondents"]) == 39
    assert sum(n for answer, n in measurement.counts.items() if int(answer) >= 9) == int(published["Promoter"]) == 8
    assert sum(n for answer, n in measurement.counts.items() if int(answer) <= 6) == int(published["Detractor"]) == 22
    found = independent.sort(rows, "On a scale of 0-10, how would you rate Sudzilla?", valid=between(0, 10))
    agrees(measurement, independent.nps(found), found)


@pytest.mark.parametrize("meal", ["breakfast", "lunch", "dinner"])
def test_food_in_words(measured: Measures, rows: list[Row], meal: str) -> None:
    found = independent.sort(rows, f"How would you rate the food at Sudzilla ({meal})?", valid=between(1, 5), labels=FOOD)
    assert found.no_answer == (1 if meal == "breakfast" else 0)
    agrees(measured.get(f"food-{meal}", PERIOD), independent.mean(found), found)


def test_every_row_is_accounted_for(measured: Measures) -> None:
    for form in ("exported", "cleaned"):
        measured.accounts_for(f"form-as-{form}", 39, used=39)
