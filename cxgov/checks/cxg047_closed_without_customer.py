"""CXG-047: feedback was closed and the customer knows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxgov.checks.grounding import CLOSED_LOOP
from cxgov.checks.inventory import is_said
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.checks.voices import bounded, feedback, reported
from cxgov.language import N_, message
from cxgov.model import FeedbackItem
from cxgov.problems import Problem, Severity
from cxgov.reviewing.answering import by, contactable


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for everything closed in the reported period without the customer or without an outcome."""
    period = reported(view)
    closed = [item for item in feedback(view, "customer") if contactable(item) and by(item.closed, view.as_of) and item.closed in period]
    if not closed:
        raise NotChecked(message(N_("no feedback of a customer who can be contacted was closed in the reported period")))
    yield from bounded(found for item in closed for found in _of_item(view, item))


def _of_item(view: View, item: FeedbackItem) -> Iterator[Problem]:
    values: dict[str, Any] = {"id": item.id, "day": item.closed}
    place = view.place(item, "closed")
    if item.contacted is None:
        yield finding(RULE, place, N_("{id} was closed on {day}, and nobody contacted the customer"), about=item.id, **values)
    elif item.closed is not None and item.contacted > item.closed:
        yield finding(RULE, place, N_("{id} was closed on {day}, before the customer was contacted on {contacted}"), about=item.id, contacted=item.contacted, **values)
    elif not is_said(item.outcome):
        yield finding(RULE, place, N_("{id} was closed on {day} without saying what came of it for the customer"), about=item.id, **values)


RULE = Rule(
    code="CXG-047",
    group="voice",
    severity=Severity.WARNING,
    title=N_("Loop closed without the customer"),
    what=N_("Feedback of a customer that was closed in the reported period has a day under `contacted` that is not later than `closed`, and says under "
            "`outcome` what came of it. Who refused to be contacted (`consent: false`) is left out, and so are employees' signals."),
    why=N_("A loop is closed when the customer knows what was done, not when the case leaves the list. Otherwise the count of closed cases measures how "
           "tidily the company files them."),
    grounding=CLOSED_LOOP,
    example="""\
kind: feedback
items:
  - {id: F-118, received: 2026-09-07, closed: 2026-09-09, customer: K-5521}
  - {id: F-121, received: 2026-09-14, contacted: 2026-09-15, closed: 2026-09-15, customer: K-8003}
""",
    fix=N_("tell the customer what was done, then close it: enter the day under `contacted` and what came of it under `outcome`"),
    find=find,
)
