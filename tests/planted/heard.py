"""What the generated programme hears and notes: expectations, feedback, complaints, meetings, trainings, and words for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planted.organised import SERVICE, general_people
from planted.text import Row
from planted.wording import FUNCTIONS

if TYPE_CHECKING:
    from planted.programme import Programme


def voice(made: Programme) -> None:
    """Expectations, two logs of feedback (one in a table) and one of complaints (in a table)."""
    touchpoints = [touchpoint["id"] for _, touchpoint in made.touchpoints()]
    made.files["expectations.yaml"] = {"kind": "expectations", "expectations": [
        {"id": made.id(role), "text": made.words.text("Chcę znać stan {thing}", "I want to know the state of {thing}"),
         "source": {"pl": "wywiady", "en": "interviews"}, "date": made.day(made.random.randint(1, 8), 9), "segment": {"pl": "rodziny", "en": "families"},
         "touchpoints": [made.random.choice(touchpoints)]} for role in ("e043", *(f"e{100 + n}" for n in range(made.size)))]}
    made.files["feedback/log.yaml"] = {"kind": "feedback", "items": [
        _item(made, "f040", at_risk=True), _item(made, "f045") | {"from": "employee"},
        _item(made, "f047") | {"closed": made.day(9, 28), "outcome": made.words.text("Wyjaśniono sprawę {thing}", "The matter of {thing} was explained")}],
        "contacts": [{"period": f"{made.year}-{month:02}", "customers": 900 + made.random.randint(0, 99), "contacts": 1400, "most": 3, "without_consent": 0}
                     for month in (7, 8, 9)]}
    made.files["feedback/table.yaml"] = {"kind": "feedback", "file": "feedback/table.csv"}
    made.files["feedback/table.csv"] = [
        _item(made, f"f{100 + n}") | {"customer": f"K-{n}", "cause": f"cause-{n}", "consent": True, "touchpoint": made.random.choice(touchpoints)}
        for n in range(12 * made.size)]
    made.files["complaints/table.yaml"] = {"kind": "complaints", "file": "complaints/table.csv"}
    made.files["complaints/table.csv"] = [
        {"id": made.id("r046"), "received": made.day(7, 10), "answered": made.day(7, 25), "cause": "bill-046", "upheld": True},
        *({"id": made.id(f"r042{letter}"), "received": made.day(8, 3 + n), "answered": made.day(8, 20), "cause": f"cause-{made.id('c042')}", "upheld": True}
          for n, letter in enumerate("abc")),
        *({"id": made.id(f"r{100 + n}"), "received": made.day(made.random.randint(4, 8), 5), "answered": made.day(8, 26) if n % 9 == 0 else None,
           "cause": f"bill-{n}", "upheld": False} for n in range(4 * made.size))]
    for row in made.files["complaints/table.csv"]:
        if row["answered"] is None or row["received"] < made.day(8, 1):
            month, day = map(int, row["received"].split("-")[1:])
            row["answered"] = made.day(month, day + made.random.randint(3, 17))


def _item(made: Programme, role: str, *, at_risk: bool = False) -> Row:
    """Something a customer said, answered on the next day."""
    month, day = made.random.randint(7, 9), made.random.randint(1, 14)
    found: Row = {"id": made.id(role), "received": made.day(month, day), "contacted": made.day(month, day + 1)}
    return found | {"at_risk": True} if at_risk else found


def registers(made: Programme) -> None:
    """Meetings in every quarter, trainings of every function, and two texts for the report of the quarter."""
    board = [person["id"] for person in general_people(made)[:3]]
    days = [(6, 18, -1), (11, 20, -1), (2, 19, 0), (5, 21, 0), (8, 20, 0), *([(9, 24, 0)] if made.seed % 2 else [])]
    made.files["meetings.yaml"] = {"kind": "meetings", "meetings": [{"date": made.day(*day), "attended": board} for day in days]}
    made.files["trainings.yaml"] = {"kind": "trainings", "trainings": [
        {"id": made.id("w1"), "title": made.words.text("Klient i obsługa {thing}", "The customer and {thing}"), "functions": [*FUNCTIONS, SERVICE],
         "date": made.day(3, made.random.randint(1, 28)), "participants": made.random.randint(12, 40)},
        {"id": made.id("w080"), "title": made.words.text("Warsztat w sprawie {thing}", "Workshop about {thing}"), "functions": [made.id("f080")],
         "date": made.day(4, made.random.randint(1, 28)), "participants": made.random.randint(3, 9)}]}
    good, same = made.id("k072b"), made.id("k072")
    made.files[f"{made.period}/narrative/summary.en.md"] = (
        f"# The quarter\n\nThe value of `{good}` improved in the quarter.\n\nThe value of `{same}` shows no clear change.\n")
    made.files[f"{made.period}/narrative/summary.pl.md"] = (
        f"# Kwartał\n\nWartość `{good}` poprawiła się w tym kwartale.\n\nWartość `{same}` nie zmieniła się wyraźnie.\n")
