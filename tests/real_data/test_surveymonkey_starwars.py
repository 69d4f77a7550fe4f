"""A SurveyMonkey export: two header rows, questions that span columns, two bytes that are not UTF-8.

The figures are those FiveThirtyEight published in "America's Favorite 'Star Wars' Movies (And Least Favorite Characters)",
July 2014, as newspapers repeated them (KTAR, 22 July 2014).
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Answers

PERIOD = "2014-06"
FAVOUR = {"Very favorably": 5, "Somewhat favorably": 4, "Neither favorably nor unfavorably (neutral)": 3, "Somewhat unfavorably": 2,
          "Very unfavorably": 1}
FILMS = ("phantom", "clones", "sith", "hope", "empire", "jedi")
SEEN, RANK = 3, 9  # where the six columns of each question begin
CHARACTERS = {"solo": 15, "luke": 16, "leia": 17, "obi-wan": 19, "vader": 21, "c3po": 24, "r2": 25, "jar-jar": 26, "yoda": 28}
PUBLISHED_FAVOUR = {"luke": 93, "solo": 92, "leia": 91, "obi-wan": 91, "yoda": 91, "r2": 90, "c3po": 85, "vader": 58, "jar-jar": 29}
PUBLISHED_SEEN = {"empire": 91, "jedi": 88, "hope": 73}  # and 80 for The Phantom Menace, of which the file gives 80.6


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("surveymonkey_starwars", PERIOD, files="*.csv")


@pytest.fixture(scope="module")
def lines(public_data: Path) -> list[list[str]]:
    return independent.read(public_data / "surveymonkey_starwars" / "StarWars.csv", encoding="cp1252", header_rows=2)[2:]


def of(found: list[str], wanted: tuple[str, ...]) -> independent.Figures:
    answered = [cell for cell in found if cell]
    return independent.percentage(sum(cell in wanted for cell in answered) / len(answered), len(answered))


@pytest.mark.parametrize(("character", "published"), PUBLISHED_FAVOUR.items())
def test_published_favour(measured: Measures, lines: list[list[str]], character: str, published: int) -> None:
    measurement = measured.get(f"favourable-{character}", PERIOD)
    assert round(measurement.value) == published
    agrees(measurement, of([line[CHARACTERS[character]] for line in lines], ("Very favorably", "Somewhat favorably")))


def test_empire_is_the_favourite_of_36_percent_of_471(measured: Measures, lines: list[list[str]]) -> None:
    measurement = measured.get("empire-first", PERIOD)
    assert (measurement.n, round(measurement.value)) == (471, 36)
    agrees(measurement, of([line[RANK + 4] for line in lines if all(line[SEEN : SEEN + 6])], ("1",)))


@pytest.mark.parametrize(("film", "published"), PUBLISHED_SEEN.items())
def test_published_share_that_has_seen_a_film(measured: Measures, film: str, published: int) -> None:
    """Of 835: an empty cell of a multiple choice means no, not no answer."""
    measurement = measured.get(f"seen-{film}", PERIOD)
    assert (measurement.n, round(measurement.value)) == (835, published)


def test_every_film(measured: Measures, lines: list[list[str]]) -> None:
    """Asked were 835 who ranked the films; the publisher's 835 have seen any, and are the same but for one on either side."""
    ranked, seen = [line for line in lines if line[RANK]], [line for line in lines if any(line[SEEN : SEEN + 6])]
    assert len(ranked) == len(seen) == 835
    assert len([line for line in ranked if line not in seen]) == 1
    for column, film in enumerate(FILMS, SEEN):
        agrees(measured.get(f"seen-{film}", PERIOD), independent.percentage(sum(bool(line[column]) for line in ranked) / 835, 835))


def test_who_shot_first(measured: Measures, lines: list[list[str]]) -> None:
    measurement = measured.get("han-shot-first", PERIOD)
    assert round(measurement.value) == 39
    agrees(measurement, of([line[29] for line in lines], ("Han",)))


def test_a_column_whose_name_has_foreign_bytes(measured: Measures, lines: list[list[str]]) -> None:
    agrees(measured.get("expanded-universe-fan", PERIOD), of([line[31] for line in lines], ("Yes",)))


def test_unfamiliar_is_no_low_rating(measured: Measures, lines: list[list[str]]) -> None:
    found = [line[CHARACTERS["vader"]] for line in lines]
    values = [Fraction(FAVOUR[cell]) for cell in found if cell in FAVOUR]
    expected = Answers(values, [Fraction(1)] * len(values), no_answer=found.count(""), not_applicable=found.count("Unfamiliar (N/A)"))
    assert (expected.not_applicable, expected.total) == (10, 1186)
    agrees(measured.get("vader-mean", PERIOD), independent.mean(expected), expected)


def test_by_gender(measured: Measures, lines: list[list[str]]) -> None:
    for gender in ("Female", "Male"):
        agrees(measured.get("seen-any", PERIOD, segment=("gender", gender)), of([line[1] for line in lines if line[33] == gender], ("Yes",)))


def test_every_row_is_accounted_for(measured: Measures, lines: list[list[str]]) -> None:
    assert len(lines) == 1186
    measured.accounts_for("poll", 1186, used=1186)
