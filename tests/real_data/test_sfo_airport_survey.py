"""San Francisco Airport's passenger survey, six years whose columns and codes differ; the field guides are the authority."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Answers, Row, between

pytestmark = pytest.mark.slow

YEARS = ("2011", "2012", "2013", "2015", "2016", "2017")
ROWS = {"2011": 3872, "2012": 3521, "2013": 3535, "2015": 2958, "2016": 3087, "2017": 2831}
LATER = {"overall": "Q7ALL", "art": "Q7ART", "restrooms": "Q9RESTROOM", "safety": "Q10SAFE", "getting": "Q13GETRATE",
         "finding": "Q14FIND", "security": "Q14PASSTHRU"}
# From the field guides ("SFO Airport as a whole", "Artwork and exhibitions", "Restrooms" …), by year.
COLUMNS = {
    "2011": {"overall": "Q8N", "art": "Q8A", "restrooms": "Q10F", "safety": "Q11", "finding": "Q15A", "security": "Q15B"},
    "2012": {"overall": "Q8N_WHOLE", "art": "Q8A_ART", "restrooms": "Q10F_CLNBATH", "safety": "Q11SAFE", "getting": "Q14RATEGETTO",
             "finding": "Q15A_FIND", "security": "Q15B_SECURITY"},
    "2013": {"overall": "Q7O_WHOLE", "art": "Q7A_ART", "restrooms": "Q9E_CLNBATH", "safety": "Q10SAFE", "getting": "Q13_RATEGETTO",
             "finding": "Q14A_FIND", "security": "Q14B_SECURITY"},
    "2015": LATER, "2016": LATER, "2017": LATER,
}
INDICATORS = {"overall-top2": ("overall", "top2"), "overall-mean": ("overall", "mean"), "art-mean": ("art", "mean"),
              "restrooms-top2": ("restrooms", "top2"), "safety-top2": ("safety", "top2"), "ease-getting": ("getting", "mean"),
              "ease-finding": ("finding", "mean"), "ease-security": ("security", "mean")}
CASES = [(year, kpi) for year in YEARS for kpi, (question, _) in INDICATORS.items() if question in COLUMNS[year]]


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("sfo_airport_survey", *YEARS, files="*.csv")


@pytest.fixture(scope="module")
def tables(public_data: Path) -> dict[str, list[Row]]:
    return {year: independent.table(public_data / "sfo_airport_survey" / f"{year}_SFO_Customer_Survey.csv") for year in YEARS}


def answers(rows: list[Row], year: str, question: str) -> Answers:
    return independent.sort(rows, COLUMNS[year][question], no_answer=("0", "Blank"), not_applicable=("6",), valid=between(1, 5),
                            weight="WEIGHT" if "WEIGHT" in rows[0] else None)


def figures(found: Answers, how: str) -> independent.Figures:
    return independent.share(found, lambda v: v >= 4) if how == "top2" else independent.mean(found)


@pytest.mark.parametrize(("year", "kpi"), CASES)
def test_every_rating_of_every_year(measured: Measures, tables: dict[str, list[Row]], year: str, kpi: str) -> None:
    question, how = INDICATORS[kpi]
    found = answers(tables[year], year, question)
    agrees(measured.get(kpi, year), figures(found, how), found)
    assert found.total == ROWS[year]


@pytest.mark.parametrize("year", YEARS)
def test_every_row_is_accounted_for(measured: Measures, year: str) -> None:
    measured.accounts_for(f"sfo-{year}", ROWS[year], used=ROWS[year])


@pytest.mark.parametrize(("year", "column"), [("2011", "TERM"), ("2012", "BAREA"), ("2015", "BAREA"), ("2016", "BAREA"), ("2017", "BAREA")])
def test_by_boarding_area(measured: Measures, tables: dict[str, list[Row]], year: str, column: str) -> None:
    parts = measured.segments("overall-mean", year, column)
    assert set(parts) == {row[column] for row in tables[year]}
    for value, measurement in parts.items():
        found = answers([row for row in tables[year] if row[column] == value], year, "overall")
        agrees(measurement, independent.mean(found), found)


def test_the_county_of_2011_is_no_rating(measured: Measures) -> None:
    """Q14 asks for the county in 2011, and rates the way to the airport nowhere."""
    assert "ease-getting" not in measured.kpis("2011")
    assert "ease-getting" in measured.kpis("2012")


def test_nought_is_an_answer_to_the_recommendation_and_eleven_is_none(measured: Measures, tables: dict[str, list[Row]]) -> None:
    found = independent.sort(tables["2017"], "NETPRO", no_answer=("11",), valid=between(0, 10), weight="WEIGHT")
    assert Counter(int(v) for v in found.values)[0] == 17
    assert found.no_answer == 84 + 1  # the code, and one empty cell
    measurement = measured.get("nps", "2017")
    agrees(measurement, independent.nps(found), found)
    assert measurement.counts["0"] == 17


def test_weights_change_value_and_effective_number(measured: Measures, tables: dict[str, list[Row]]) -> None:
    unweighted = independent.nps(independent.sort(tables["2017"], "NETPRO", no_answer=("11",), valid=between(0, 10)))
    measurement = measured.get("nps", "2017")
    assert measurement.n == unweighted.n
    assert measurement.n_effective < 0.95 * measurement.n
    assert abs(measurement.value - unweighted.value) > 0.5


def test_eighty_nine_percent_is_not_in_the_file(measured: Measures, tables: dict[str, list[Row]]) -> None:
    """A slide deck claims that 89 % gave 8 to 10 in 2017."""
    found = independent.sort(tables["2017"], "NETPRO", no_answer=("11",), valid=between(0, 10))
    assert round(100 * independent.weighted_share(found, lambda v: v >= 8)) == 77
