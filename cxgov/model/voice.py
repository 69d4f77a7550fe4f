"""The voice of the customer as the organisation records it: expectations, feedback and its closed loop, complaints.

In this room: what was said, when it was answered, and what came of it. Not here: answers to surveys, which stay in their
files and are only counted (`cxgov.measuring`), and how quickly loops are closed (`cxgov.reviewing.loops`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from cxgov.language import Text
from cxgov.model.fields import (
    Bounds,
    ChannelRef,
    Day,
    Defines,
    PersonRef,
    SourceRef,
    TouchpointRef,
    UnitRef,
    entry,
    record,
)
from cxgov.model.periods import Period

RecordId = Annotated[str, Bounds(1, 64)]


@record
class Expectation:
    """What customers expect, and how the organisation knows."""

    id: Annotated[RecordId, Defines("expectation")] = entry("Id")
    text: Text = entry("The expectation in the customer's words")
    source: Text | None = entry("Where it is known from", default=None)
    date: Day | None = entry("When it was found", default=None)
    segment: Text | None = entry("Whose expectation it is", default=None)
    touchpoints: tuple[TouchpointRef, ...] = entry("Touchpoints it is about", default=())


@record
class Expectations:
    """The catalogue of expectations."""

    expectations: tuple[Expectation, ...] = entry("Expectations", default=())


@record
class FeedbackItem:
    """One thing a customer or an employee said, and what happened to it. Customers stand under a code, never a name."""

    id: Annotated[RecordId, Defines("feedback")] = entry("Id")
    received: Day = entry("Day it came in")
    contacted: Day | None = entry("Day the customer was contacted; of an employee's signal the day it was answered", default=None)
    closed: Day | None = entry("Day it was closed", default=None)
    outcome: Text | None = entry("What came of it for the customer", default=None)
    cause: str | None = entry("Code of the cause, the same for the same cause", example="queue-at-peak", default=None)
    at_risk: bool = entry("May the customer be lost?", default=False)
    from_: Literal["customer", "employee"] = entry("Who said it", default="customer", key="from")
    customer: str | None = entry("Code of the customer", default=None)
    consent: bool | None = entry("Did the customer agree to be contacted?", default=None)
    source: SourceRef | None = entry("Source it came through", default=None)
    touchpoint: TouchpointRef | None = entry("Touchpoint it is about", default=None)
    unit: UnitRef | None = entry("Unit it is about", default=None)
    channel: ChannelRef | None = entry("Channel it came by", default=None)
    owner: PersonRef | None = entry("Who answers it", default=None)
    quote: Text | None = entry("Words that may be quoted without naming anybody", default=None)


@record
class Contacts:
    """How often customers were contacted in a period, as counted where the contacts are made."""

    period: Period = entry("Period", example="2026-07")
    customers: Annotated[int, Bounds(0)] | None = entry("Customers contacted", default=None)
    contacts: Annotated[int, Bounds(0)] | None = entry("Contacts made", default=None)
    most: Annotated[int, Bounds(0)] | None = entry("Most contacts with one customer in one month", default=None)
    without_consent: Annotated[int, Bounds(0)] | None = entry("Customers contacted without consent", default=None)


@record
class Feedback:
    """A log of feedback, in this file or in a CSV file beside it."""

    items: tuple[FeedbackItem, ...] = entry("What was said", default=())
    file: str | None = entry("CSV file with one row per item, relative to the organisation's folder", example="feedback/2026-Q3.csv", default=None)
    delimiter: Annotated[str, Bounds(1, 1)] = entry("Delimiter of the CSV file", default=",")
    encoding: str = entry("Encoding of the CSV file", example="cp1250", default="utf-8")
    date_format: str | None = entry("How the CSV file writes days; absent: year-month-day", example="%d.%m.%Y", default=None)
    columns: Mapping[str, str] = entry("Names used here -> names in the CSV file", factory=dict)
    contacts: tuple[Contacts, ...] = entry("How often customers were contacted", default=())


@record
class Complaint:
    """A formal complaint and its deadline."""

    id: Annotated[RecordId, Defines("complaint")] = entry("Id")
    received: Day = entry("Day it came in")
    answered: Day | None = entry("Day it was answered; absent while it is open", default=None)
    deadline: Day | None = entry("Day by which it must be answered; absent: the limit of CXG-046", default=None)
    cause: str | None = entry("Code of the cause, as in the feedback", default=None)
    upheld: bool | None = entry("Was the customer found to be right?", default=None)
    touchpoint: TouchpointRef | None = entry("Touchpoint it is about", default=None)
    unit: UnitRef | None = entry("Unit it is about", default=None)
    owner: PersonRef | None = entry("Who answers it", default=None)


@record
class Complaints:
    """A log of complaints, in this file or in a CSV file beside it."""

    complaints: tuple[Complaint, ...] = entry("Complaints", default=())
    file: str | None = entry("CSV file with one row per complaint, relative to the organisation's folder", example="complaints/2026-Q3.csv", default=None)
    delimiter: Annotated[str, Bounds(1, 1)] = entry("Delimiter of the CSV file", default=",")
    encoding: str = entry("Encoding of the CSV file", example="cp1250", default="utf-8")
    date_format: str | None = entry("How the CSV file writes days; absent: year-month-day", example="%d.%m.%Y", default=None)
    columns: Mapping[str, str] = entry("Names used here -> names in the CSV file", factory=dict)
