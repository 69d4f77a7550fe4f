"""The organisation, its people, and the engagement in which it was assessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from cxgov.language import Text
from cxgov.model.fields import (
    Bounds,
    Day,
    Defines,
    FrameworkRef,
    FunctionRef,
    Id,
    KpiRef,
    PersonRef,
    PracticeId,
    UnitRef,
    Words,
    entry,
    record,
)

Check = Annotated[str, Words(r"CXG-\d{3}", "check code")]
Currency = Annotated[str, Words(r"[A-Z]{3}", "currency code")]


@record
class Function:
    """A function (department, team) of the organisation."""

    id: Annotated[Id, Defines("function")] = entry("Id")
    name: Text = entry("Name")
    goals: tuple[KpiRef, ...] = entry("Indicators that stand in the function's own goals", default=())


@record
class Channel:
    """A place of dialogue with customers."""

    id: Annotated[Id, Defines("channel")] = entry("Id")
    name: Text = entry("Name")


@record
class Person:
    """Somebody who can be accountable."""

    id: Annotated[Id, Defines("person")] = entry("Id", example="anna-nowak")
    name: str = entry("Name")
    function: FunctionRef | None = entry("The function the person works in", default=None)
    role: Text | None = entry("Role or position", default=None)
    type: Literal["person", "department", "committee", "vendor"] = entry("What the owner is", default="person")
    active_until: Day | None = entry("Last day in the role", default=None)

    def active_on(self, day: Day) -> bool:
        """Tells whether the person is still in the role on ``day``."""
        return self.active_until is None or day <= self.active_until


@record
class Unit:
    """A part of the organisation that may be assessed on its own."""

    id: Annotated[Id, Defines("unit")] = entry("Id")
    name: Text = entry("Name")
    parent: UnitRef | None = entry("The unit it belongs to", default=None)


@record
class Body:
    """The body that decides on customer experience."""

    name: Text = entry("Name")
    meets: Literal["weekly", "monthly", "quarterly", "half_yearly", "yearly"] = entry("How often", default="quarterly")
    members: tuple[PersonRef, ...] = entry("Members", default=())


@record
class Governance:
    """Who carries customer experience at the top."""

    sponsor: PersonRef | None = entry("The sponsor on the board", default=None)
    body: Body | None = entry("The deciding body", default=None)


@record
class Goal:
    """A customer experience goal and the business objective it serves."""

    id: Annotated[Id, Defines("goal")] = entry("Id")
    text: Text = entry("The goal")
    objective: Text | None = entry("The business objective", default=None)


@record
class Strategy:
    """What the organisation wants to be for its customers."""

    promise: Text | None = entry("The value promise", default=None)
    goals: tuple[Goal, ...] = entry("Goals", default=())


@record
class Suppression:
    """A finding that is accepted for a while, with a reason."""

    rule: Check = entry("Code of the check")
    about: str | None = entry("Id of the record; absent means every finding of the rule", default=None)
    reason: Text = entry("Why it is accepted")
    author: PersonRef = entry("Who accepted it")
    expires: Day = entry("Last day it holds")


@record
class Thresholds:
    """From how many answers on a value may be shown, read and compared."""

    privacy: Annotated[int, Bounds(1)] = entry("Groups below this size are withheld, so that nobody can be recognised", default=5)
    suppress_below: Annotated[int, Bounds(1)] = entry("Values from fewer answers are not shown", default=10)
    directional_below: Annotated[int, Bounds(1)] = entry("Values from fewer answers tell a direction only", default=30)
    compare_from: Annotated[int, Bounds(2)] = entry("Periods are compared from this number of answers on", default=50)


@record
class Organisation:
    """The organisation: people, units, governance, and how it is checked."""

    id: Annotated[Id, Defines("organisation")] = entry("Id")
    name: Text = entry("Name")
    languages: Annotated[tuple[Literal["pl", "en"], ...], Bounds(1, 2)] = entry("Languages; the first is the default of every output", default=("pl",))
    currency: Currency | None = entry("Currency of all amounts, three letters as in ISO 4217", default=None, example="PLN")
    fiscal_year_start: Annotated[int, Bounds(1, 12)] = entry("First month of the fiscal year", default=1)
    fiscal_year_named: Literal["start", "end"] = entry("A fiscal year has the number of the year in which it starts or ends", default="end")
    thresholds: Thresholds = entry("From how many answers on a value may be shown, read and compared", factory=Thresholds)
    frameworks: Annotated[tuple[FrameworkRef, ...], Bounds(1)] = entry("Frameworks in use", default=("cem-cycle",))
    functions: tuple[Function, ...] = entry("Functions and their names", default=())
    channels: tuple[Channel, ...] = entry("Contact channels and their names", default=())
    customer_service: tuple[FunctionRef, ...] = entry("Functions that are customer service", default=())
    people: tuple[Person, ...] = entry("People who own something", default=())
    units: tuple[Unit, ...] = entry("Units", default=())
    governance: Governance | None = entry("Sponsor and deciding body", default=None)
    strategy: Strategy | None = entry("Promise and goals", default=None)
    checks: Mapping[Check, Mapping[str, Any]] = entry("Parameters of governance checks, by code", factory=dict)
    suppressions: tuple[Suppression, ...] = entry("Findings accepted for a while", default=())


@record
class Interview:
    """A conversation that was held."""

    function: FunctionRef = entry("Function of the person")
    date: Day = entry("Day")


@record
class NotAsked:
    """A function that was not asked, and why."""

    function: FunctionRef = entry("The function")
    reason: Text = entry("Why")


@record
class Assessor:
    """Somebody who led the assessment."""

    name: Text = entry("Name or role")


@record
class ReviewedDocument:
    """A document that was read."""

    id: str = entry("Reference, for example E-001")
    title: Text = entry("Title")
    date: Day | None = entry("Date of the document", default=None)


@record
class Quote:
    """An anonymised quotation from an interview."""

    practice: PracticeId = entry("The practice it is about")
    function: FunctionRef = entry("Function of the person quoted")
    text: Text = entry("The words")


@record
class Engagement:
    """Scope, people asked and not asked, status and confidentiality of an assessment."""

    scope: Text | None = entry("What was assessed", default=None)
    status: Literal["draft", "final"] = entry("Status of the report", default="draft")
    confidentiality: Text | None = entry("Who may read it", default=None)
    assessors: tuple[Assessor, ...] = entry("Who led the assessment", default=())
    not_asked: tuple[NotAsked, ...] = entry("Functions that were not asked", default=())
    interviews: tuple[Interview, ...] = entry("Interviews", default=())
    documents: tuple[ReviewedDocument, ...] = entry("Documents read", default=())
    limits: Text | None = entry("What limits the result", default=None)
    quotes: tuple[Quote, ...] = entry("Quotations for the stage chapters", default=())
