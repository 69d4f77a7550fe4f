"""CXG-013: an inventory of touchpoints that nobody has reviewed for a long time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.inventory import journeys
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.language import N_, counted
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every journey that was reviewed too long ago, or never says when."""
    limit = view.settings["months"]
    for journey in journeys(view):
        if journey.date is None:
            yield finding(RULE, view.place(journey, "name"), N_("journey {id} “{name}” does not say when its touchpoints were last reviewed"),
                          about=journey.id, id=journey.id, name=journey.name)
        elif _older(journey.date, limit, view.as_of):
            yield finding(RULE, view.place(journey, "date"), N_("the touchpoints of journey {id} “{name}” were last reviewed on {day}, {age}"),
                          about=journey.id, id=journey.id, name=journey.name, day=journey.date,
                          age=counted(limit, N_("more than {n} month ago"), N_("more than {n} months ago")))


def _older(day: date, months: int, as_of: date) -> bool:
    """Tells whether more than so many calendar months lie between two days."""
    whole = (as_of.year - day.year) * 12 + as_of.month - day.month
    return whole > months or (whole == months and as_of.day > day.day)


RULE = Rule(
    code="CXG-013",
    group="journey",
    severity=Severity.WARNING,
    title=N_("Stale inventory of touchpoints"),
    what=N_("The `date` of every journey, the day its touchpoints were last reviewed, is at most 12 months old."),
    why=N_("Customers' needs, competitors and the company's own processes change. Last year's map leads to decisions about last year's journey."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
date: 2024-03-01
""",
    fix=N_("go through the journey with the owners of its touchpoints, add and strike out, then enter the day of the review under `date`"),
    parameters={"months": Parameter(12, N_("Age in months from which an inventory is stale"), 1, 240)},
    find=find,
)
