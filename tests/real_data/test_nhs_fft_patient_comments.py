"""Friends and Family Test answers of two trusts, one row a comment: respondents repeat, dates are written in two orders."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Row, between

YEARS = ("2021", "2022")
RATING = "FFT categorical answer"


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("nhs_fft_patient_comments", *YEARS, files="*.csv")


@pytest.fixture(scope="module")
def rows(public_data: Path) -> list[Row]:
    return independent.table(public_data / "nhs_fft_patient_comments" / "v6framework_230831.csv")


def readable(row: Row, layout: str) -> datetime | None:
    try:
        return datetime.strptime(row["Date"], layout)  # noqa: DTZ007 - a day on no particular clock
    except ValueError:
        return None


def day_first(rows: list[Row], year: str) -> list[Row]:
    """Rows whose date has the day first and falls into the year."""
    return [row for row in rows if (day := readable(row, "%d/%m/%Y")) and day.year == int(year)]


def respondents(rows: list[Row]) -> list[Row]:
    """One row of each; their ratings never differ (asserted below)."""
    return list({row["Respondent ID"]: row for row in reversed(rows)}.values())


def positive(rows: list[Row]) -> tuple[independent.Figures, independent.Answers]:
    """NHS England: very good and good among all answers, "do not know" included; code 7 is none."""
    found = independent.sort(rows, RATING, no_answer=("7",), valid=between(1, 6))
    return independent.share(found, lambda v: v <= 2), found


def test_a_respondent_always_gives_one_rating(rows: list[Row]) -> None:
    assert len({(row["Respondent ID"], row[RATING]) for row in rows}) == len({row["Respondent ID"] for row in rows}) == 4466


@pytest.mark.parametrize("year", YEARS)
def test_percent_positive_counts_respondents_once(measured: Measures, rows: list[Row], year: str) -> None:
    agrees(measured.get("positive", year), *positive(respondents(day_first(rows, year))))


@pytest.mark.parametrize("year", YEARS)
def test_percent_positive_by_trust(measured: Measures, rows: list[Row], year: str) -> None:
    parts = measured.segments("positive", year, "Trust")
    assert set(parts) == {"NEAS", "NHFT"}
    for trust, measurement in parts.items():
        agrees(measurement, *positive(respondents([row for row in day_first(rows, year) if row["Trust"] == trust])))


def test_a_service_with_a_no_break_blank_in_its_name(measured: Measures, rows: list[Row]) -> None:
    parts = {service.replace("\u00a0", " "): m for service, m in measured.segments("positive", "2021", "Service type 1").items()}
    part = [row for row in day_first(rows, "2021") if row["Service type 1"].startswith("PTS")]
    assert {row["Service type 1"] for row in part} == {"PTS\u00a0 - Patient Transport"}
    agrees(parts["PTS  - Patient Transport"], *positive(respondents(part)))


@pytest.mark.parametrize("year", YEARS)
def test_counting_every_comment_inflates_the_base(measured: Measures, rows: list[Row], year: str) -> None:
    measurement = measured.get("positive-of-comments", year)
    agrees(measurement, *positive(day_first(rows, year)))
    assert measurement.n > 1.4 * measured.get("positive", year).n


@pytest.mark.parametrize("year", YEARS)
def test_mean_rating_is_turned_by_labels(measured: Measures, rows: list[Row], year: str) -> None:
    found = independent.sort(respondents(day_first(rows, year)), RATING, no_answer=("7",), not_applicable=("6",), valid=between(1, 5),
                             labels={"1": 5, "2": 4, "3": 3, "4": 2, "5": 1})
    agrees(measured.get("rating", year), independent.mean(found), found)


def test_rows_add_up_and_say_why_they_were_left_out(measured: Measures, rows: list[Row]) -> None:
    """289 dates have the month first; of the others every second and third row of a respondent is left out."""
    used = sum(len(respondents(day_first(rows, year))) for year in YEARS)
    unreadable = sum(readable(row, "%d/%m/%Y") is None for row in rows)
    assert (len(rows), unreadable) == (7908, 289)
    measured.accounts_for("comments", 7908, used=used, unreadable_date=289, repeated=7908 - 289 - used)
    measured.accounts_for("comments-all-rows", 7908, used=7908 - 289, unreadable_date=289)


def test_two_readings_of_one_year_are_no_doubt_about_the_year(measured: Measures, rows: list[Row]) -> None:
    """With both orders declared no date is unreadable, and the order of day and month does not move a row to another year."""
    used = {year: respondents([row for row in rows if row["Date"].endswith(year)]) for year in YEARS}
    kept = sum(map(len, used.values()))
    measured.accounts_for("comments-both-readings", 7908, used=kept, repeated=7908 - kept)
    for year in YEARS:
        agrees(measured.get("positive-both-readings", year), *positive(used[year]))


def test_a_date_whose_readings_lie_in_different_quarters_is_not_guessed(measure_set, rows: list[Row]) -> None:
    """Such rows are left out and counted; the others are used in the quarter that both readings give."""
    def quarters(row: Row) -> set[tuple[int, int]]:
        days = (readable(row, "%d/%m/%Y"), readable(row, "%m/%d/%Y"))
        return {(day.year, (day.month - 1) // 3) for day in days if day}

    quarter = measure_set("nhs_fft_patient_comments", "2021-Q2", files="*.csv")
    doubtful = [row for row in rows if len(quarters(row)) > 1 and (2021, 1) in quarters(row)]
    sure = respondents([row for row in rows if quarters(row) == {(2021, 1)}])
    (account,) = [account for account in quarter.measured.accounts if account.source == "comments-both-readings"]
    assert doubtful
    assert account.rejected["ambiguous_date"] == len(doubtful)
    agrees(quarter.get("positive-both-readings", "2021-Q2"), *positive(sure))
