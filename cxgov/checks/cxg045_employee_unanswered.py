"""CXG-045: an employee said something and got no answer in time."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.checks.voices import bounded, days, feedback, ids, reported
from cxgov.language import N_, counted
from cxgov.problems import Problem, Severity
from cxgov.reviewing.answering import MOST_DAYS, SIGNAL_DAYS, Limits, by


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every signal still without an answer, and one for those of the reported period answered late."""
    allowed = Limits(signal_days=view.settings["days"])
    late = [item for item in feedback(view, "employee") if allowed.signal_in_time(item, view.as_of) is False]
    waiting = [item for item in late if by(item.contacted, view.as_of) is None]
    yield from bounded(finding(
        RULE, view.place(item), N_("{id}: an employee has had no answer to the signal of {day} for {ago}"), about=item.id,
        id=item.id, day=item.received, ago=days((view.as_of - item.received).days)) for item in waiting)
    period = reported(view)
    missed = [item for item in late if item.received in period and by(item.contacted, view.as_of) is not None]
    if missed:
        yield finding(
            RULE, view.place(missed[0], "contacted"), N_("{what} of {period} had to wait longer than {limit} for an answer: {ids}"),
            about=str(period), related=tuple(view.place(item, "contacted") for item in missed[1:6]), period=period,
            remedy=N_("settle who answers employees' signals, and who stands in, so that nobody waits longer"),
            what=counted(len(missed), N_("{n} signal from employees"), N_("{n} signals from employees")), limit=days(allowed.signal_days), ids=ids(missed))


RULE = Rule(
    code="CXG-045",
    group="voice",
    severity=Severity.WARNING,
    title=N_("Employee signal not answered in time"),
    what=N_("Every signal from an employee (`from: employee`) is answered within 14 days; the day of the answer stands under `contacted`. Every signal still "
            "waiting is named, and those of the reported period that were answered late stand in one finding."),
    why=N_("Those who talk with customers every day know first what fails. Whoever gets no answer twice says nothing the third time, and the cheapest source "
           "is lost."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: feedback
items:
  - {id: F-201, received: 2026-08-20, from: employee, cause: label-unreadable}
""",
    fix=N_("tell the employee what becomes of it, even if nothing can be done, and enter the day under `contacted`"),
    parameters={"days": Parameter(SIGNAL_DAYS, N_("Days within which an employee's signal is answered"), 0, MOST_DAYS)},
    find=find,
)
