"""CXG-046: a complaint that was not answered by its deadline."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import COMPLAINT_LIMITS
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.checks.voices import bounded, complaints, days, reported
from cxgov.language import N_
from cxgov.model import Complaint
from cxgov.problems import Problem, Severity
from cxgov.reviewing.answering import COMPLAINT_DAYS, MOST_DAYS, Limits, by


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every complaint past its deadline, and for every one answered late in the reported period."""
    allowed = Limits(complaint_days=view.settings["days"])
    late = [complaint for complaint in complaints(view) if allowed.complaint_in_time(complaint, view.as_of) is False]
    yield from bounded(found for complaint in late for found in _of_complaint(view, complaint, allowed))


def _of_complaint(view: View, complaint: Complaint, allowed: Limits) -> Iterator[Problem]:
    due, answered = allowed.due(complaint), by(complaint.answered, view.as_of)
    if answered is None:
        yield finding(RULE, view.place(complaint), N_("complaint {id} of {day} should have been answered by {due} and is {late} overdue"), about=complaint.id,
                      id=complaint.id, day=complaint.received, due=due, late=days((view.as_of - due).days))
    elif answered in reported(view):
        yield finding(RULE, view.place(complaint, "answered"), N_("complaint {id} of {day} was answered on {answered}, {late} after its deadline"),
                      about=complaint.id, remedy=N_("find out where it lay, and settle who answers complaints and who stands in"),
                      id=complaint.id, day=complaint.received, answered=answered, late=days((answered - due).days))


RULE = Rule(
    code="CXG-046",
    group="voice",
    severity=Severity.ERROR,
    title=N_("Complaint past its deadline"),
    what=N_("Every complaint is answered by its `deadline`, or within 30 days where it has none. Complaints still open past it are named, and those answered "
            "late in the reported period. Which limit the law sets depends on the country and the trade and may be shorter: enter it as `deadline`, or set "
            "`days`."),
    why=N_("A late answer can cost the case whatever it says, and it is a second reason to leave. A complaint that is handled well turns a bad memory into "
           "trust."),
    grounding=COMPLAINT_LIMITS,
    example="""\
kind: complaints
complaints:
  - {id: R-12, received: 2026-08-03, cause: parcel-damaged}
""",
    fix=N_("answer it today, or write to the customer why it takes longer; then find out where it lay, and enter the day under `answered`"),
    parameters={"days": Parameter(COMPLAINT_DAYS, N_("Days to the answer where a complaint has no `deadline`"), 0, MOST_DAYS)},
    find=find,
)
