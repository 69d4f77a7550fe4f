"""CXG-040: a customer who may be lost was not contacted in time."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CLOSED_LOOP
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.checks.voices import bounded, feedback, ids, limits, reported, working_days
from cxgov.language import N_, counted, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.answering import CONTACT_DAYS, MOST_DAYS, by, contactable


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for everybody still waiting too long, and one for those of the reported period who waited too long."""
    at_risk = [item for item in feedback(view, "customer") if item.at_risk and contactable(item)]
    if not at_risk:
        raise NotChecked(message(N_("no feedback is marked as that of a customer who may be lost and can be contacted (`at_risk`)")))
    allowed = limits(view)
    late = [item for item in at_risk if allowed.contact_in_time(item, view.as_of) is False]
    waiting = [item for item in late if by(item.contacted, view.as_of) is None]
    yield from bounded(finding(
        RULE, view.place(item), N_("{id}: the customer may be lost and has been waiting for a contact since {day}, {ago}"), about=item.id,
        id=item.id, day=item.received, ago=working_days(allowed.workdays.between(item.received, view.as_of))) for item in waiting)
    period = reported(view)
    missed = [item for item in late if item.received in period and by(item.contacted, view.as_of) is not None]
    if missed:
        yield finding(
            RULE, view.place(missed[0], "contacted"), N_("{who} of {period} had to wait longer than {limit} for a contact: {ids}"),
            about=str(period), related=tuple(view.place(item, "contacted") for item in missed[1:6]), period=period,
            remedy=N_("settle who contacts customers at risk, and who stands in, so that nobody waits longer"),
            who=counted(len(missed), N_("{n} customer at risk"), N_("{n} customers at risk")), limit=working_days(allowed.contact_days), ids=ids(missed))


RULE = Rule(
    code="CXG-040",
    group="voice",
    severity=Severity.ERROR,
    title=N_("Customer at risk not contacted in time"),
    what=N_("Every customer whose feedback says that they may be lost (`at_risk`) is contacted within two working days, which is 48 hours of working time. "
            "The day of receipt does not count; working days are Monday to Friday without the `holidays`. Everybody still waiting is named, and those of the "
            "reported period who waited too long stand in one finding. Who refused to be contacted (`consent: false`) is left out."),
    why=N_("A customer who is about to leave decides within days. A call in time often keeps them and tells what went wrong; silence says that the opinion "
           "was asked for and ignored."),
    grounding=CLOSED_LOOP,
    example="""\
kind: feedback
items:
  - {id: F-118, received: 2026-09-21, at_risk: true, customer: K-5521, cause: queue-at-peak}
""",
    fix=N_("contact the customer today and enter the day under `contacted`; then settle who does it, and who stands in, so that nobody waits longer"),
    parameters={
        "working_days": Parameter(CONTACT_DAYS, N_("Working days within which a customer at risk is contacted"), 0, MOST_DAYS),
        "holidays": Parameter([], N_("Days off beside Saturdays and Sundays, as year-month-day")),
    },
    find=find,
)
