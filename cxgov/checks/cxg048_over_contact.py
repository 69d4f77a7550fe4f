"""CXG-048: customers are contacted too often, or without having agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cxgov.checks.grounding import CX_FACTORS
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.checks.voices import bounded, dated, reported
from cxgov.language import N_, Message, counted, message
from cxgov.model import FeedbackItem, Period
from cxgov.model.voice import Contacts
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every count, customer and item of the reported period that shows too many contacts or no consent."""
    if not view.workspace.feedback_files:
        raise NotChecked(message(N_("there is no log of feedback (a file of kind `feedback`)")))
    dated(view)
    period = reported(view)
    counts = [count for count in view.workspace.contacts if count.period.start <= min(period.end, view.as_of) and count.period.end >= period.start]
    contacted = [item for item in view.workspace.feedback
                 if item.from_ == "customer" and item.contacted is not None and item.contacted in period and item.contacted <= view.as_of]
    judged = [count for count in counts if count.most is not None or count.without_consent is not None]
    if not judged and not contacted:
        raise NotChecked(message(N_("no contact with customers is on record for the reported period (`contacts` or `contacted`)")))
    for count in judged:
        yield from _of_count(view, count)
    yield from bounded(_of_customers(view, contacted))
    yield from bounded(finding(RULE, view.place(item, "contacted"), N_("{id}: the customer was contacted on {day} without having agreed to it"),
                               about=item.id, id=item.id, day=item.contacted) for item in contacted if item.consent is False)


def _of_count(view: View, count: Contacts) -> Iterator[Problem]:
    limit: int = view.settings["per_month"]
    if count.most is not None and count.most > limit:
        yield finding(RULE, view.place(count, "most"), N_("one customer was contacted {times} in one month ({period}); the limit is {limit}"),
                      about=str(count.period), times=_times(count.most), period=count.period, limit=limit)
    if count.without_consent:
        yield finding(
            RULE, view.place(count, "without_consent"), N_("{who} contacted without consent in {period}"), about=str(count.period), period=count.period,
            who=counted(count.without_consent, N_("{n} customer was"), N_("{n} customers were")))


def _of_customers(view: View, contacted: list[FeedbackItem]) -> Iterator[Problem]:
    """One finding per customer and month with too many contacts, in the order of the log."""
    limit: int = view.settings["per_month"]
    months = [(item, Period(item.contacted.replace(day=1), 1)) for item in contacted if item.contacted and item.customer]
    found = Counter((item.customer, month) for item, month in months)
    for item, month in months:
        times = found.pop((item.customer, month), 0)
        if times > limit:
            yield finding(RULE, view.place(item, "customer"), N_("customer {code} was contacted {times} in {month}; the limit is {limit}"),
                          about=item.customer or "", code=item.customer, times=_times(times), month=month, limit=limit)


def _times(n: int) -> Message:
    return counted(n, N_("{n} time"), N_("{n} times"))


RULE = Rule(
    code="CXG-048",
    group="voice",
    severity=Severity.WARNING,
    title=N_("Over-contact, or no consent"),
    what=N_("In the reported period no customer was contacted more than four times in a calendar month, and nobody who had not agreed to it. Both are read from "
            "the `contacts` of the feedback files, counted where the contacts are made, and from the feedback that has a day under `contacted`. Consent that "
            "is not recorded is unknown and gives no finding."),
    why=N_("Between silence and flooding there is a golden mean. Whoever is asked and written to all the time stops answering, and contact without consent "
           "breaks a promise and often the law."),
    grounding=CX_FACTORS,
    example="""\
kind: feedback
contacts:
  - {period: 2026-09, customers: 1240, contacts: 1610, most: 7, without_consent: 3}
""",
    fix=N_("keep one calendar of all contacts with a limit per customer that every team respects, and take those who have not agreed off the lists"),
    parameters={"per_month": Parameter(4, N_("Most contacts with one customer in a calendar month"), 1, 1000)},
    find=find,
)
