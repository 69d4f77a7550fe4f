"""A customer list as workbook and as database; the publisher gives customers, churn and charges."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from real_data import independent
from real_data.agreement import Measures, agrees
from real_data.independent import Answers

PERIOD = "2020"
FORMATS = ("xlsx", "sqlite")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def measured(measure_set) -> Measures:
    return measure_set("telco_churn_classic", PERIOD, files="*[xe]")


@pytest.fixture(scope="module")
def customers(public_data: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{public_data / 'telco_churn_classic' / 'telco_churn.sqlite'}?mode=ro&immutable=1", uri=True)
    yield connection
    connection.close()


def numbers(customers: sqlite3.Connection, column: str) -> Answers:
    """A column of money: what the database holds in binary was written with two decimal places."""
    cells = [value for (value,) in customers.execute(f"SELECT {column} FROM customers")]
    values = [Fraction(str(value)) for value in cells if value is not None]
    return Answers(values, [Fraction(1)] * len(values), no_answer=cells.count(None))


@pytest.mark.parametrize("file", FORMATS)
def test_the_published_figures(measured: Measures, file: str) -> None:
    """7,043 customers, churn 26.54 %, average monthly charge 64.76, total charges 16.06 million."""
    churn = measured.get(f"churn-{file}", PERIOD)
    assert churn.n == 7043
    assert round(churn.value, 2) == 26.54
    assert round(measured.get(f"monthly-charge-{file}", PERIOD).value, 2) == 64.76
    total = measured.get(f"total-charge-{file}", PERIOD)
    assert round(total.value * total.n / 1e6, 2) == 16.06


@pytest.mark.parametrize("file", FORMATS)
def test_churn_and_its_segments(measured: Measures, customers: sqlite3.Connection, file: str) -> None:
    lost, n = customers.execute("SELECT sum(Churn = 'Yes'), count(*) FROM customers").fetchone()
    agrees(measured.get(f"churn-{file}", PERIOD), independent.percentage(lost / n, n))
    parts = measured.segments(f"churn-{file}", PERIOD, "Contract")
    found = {contract: (lost, n) for contract, lost, n in customers.execute("SELECT Contract, sum(Churn = 'Yes'), count(*) FROM customers GROUP BY 1")}
    assert set(parts) == set(found)
    for contract, (lost, n) in found.items():
        agrees(parts[contract], independent.percentage(lost / n, n))


@pytest.mark.parametrize("file", FORMATS)
def test_only_senior_citizens(measured: Measures, customers: sqlite3.Connection, file: str) -> None:
    """The database holds 1, the workbook 1.0."""
    lost, n = customers.execute("SELECT sum(Churn = 'Yes'), count(*) FROM customers WHERE SeniorCitizen = 1").fetchone()
    agrees(measured.get(f"senior-churn-{file}", PERIOD), independent.percentage(lost / n, n))


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize(("kpi", "column", "blank"), [("monthly-charge", "MonthlyCharges", 0), ("total-charge", "TotalCharges", 11)])
def test_mean_charges(measured: Measures, customers: sqlite3.Connection, file: str, kpi: str, column: str, blank: int) -> None:
    found = numbers(customers, column)
    assert found.no_answer == blank
    agrees(measured.get(f"{kpi}-{file}", PERIOD), independent.mean(found), found)


@pytest.mark.parametrize("file", FORMATS)
def test_rate_and_ratio(measured: Measures, customers: sqlite3.Connection, file: str) -> None:
    tickets, n = customers.execute("SELECT sum(numTechTickets), count(*) FROM customers").fetchone()
    agrees(measured.get(f"tech-tickets-{file}", PERIOD), independent.rate(tickets, n, 1000))
    rows = customers.execute("SELECT TotalCharges, tenure FROM customers WHERE TotalCharges IS NOT NULL").fetchall()
    agrees(measured.get(f"charge-per-month-{file}", PERIOD),
           independent.ratio([Fraction(str(charge)) for charge, _ in rows], [Fraction(tenure) for _, tenure in rows]))


@pytest.mark.parametrize("file", FORMATS)
def test_every_row_is_accounted_for(measured: Measures, file: str) -> None:
    measured.accounts_for(f"customers-{file}", 7043, used=7043)
