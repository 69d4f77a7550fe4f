"""CXG-058: a decision was carried out, and nobody looked whether it helped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, counted, message
from cxgov.model import Decision, Period, quarter_of
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every decision to act that was carried out and not verified in time."""
    carried_out = [(d, file.period) for file in view.workspace.decisions for d in file.decisions if d.decision == "act" and d.status == "done"]
    if not carried_out:
        raise NotChecked(message(N_("no decision to act has been carried out yet")))
    within: int = view.settings["quarters"]
    for decision, period in carried_out:
        closed = _closed(decision, period)
        verified = decision.verified is not None and decision.verified.start <= view.as_of
        if not verified and closed <= view.as_of >= _last_day(quarter_of(closed) + within):
            yield finding(
                RULE, view.place(decision, "closed"), N_("decision {id} “{text}” was carried out by {day}; {within} its effect has not been checked"),
                about=decision.id, id=decision.id, text=decision.text, day=closed,
                within=counted(within, N_("one quarter later"), N_("{n} quarters later")))


def _closed(decision: Decision, period: Period) -> date:
    """The day it was carried out: as recorded, else when it was due, else the end of the period it was taken in."""
    return decision.closed or decision.due or period.end


def _last_day(quarter: int) -> date:
    year, number = divmod(quarter, 4)
    return Period(date(year, 3 * number + 1, 1), 3).end


RULE = Rule(
    code="CXG-058",
    group="cycle",
    severity=Severity.WARNING,
    title=N_("Effect of a decision never checked"),
    what=N_("Every decision to act that is done has a period under `verified` by the end of the quarter after the one in which it was closed. "
            "Without `closed` the due date counts, without that the period of the file."),
    why=N_("CX is not about reporting but about decisions, and a decision is an assumption about what will help. Without a look back the "
           "organisation repeats what did not work and drops what did."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: decisions
period: 2026-Q1
decisions:
  - {id: D-2026-01, decision: act, text: Larger buttons, owner: anna-nowak, status: done, closed: 2026-03-20}
""",
    fix=N_("compare the indicator before and after, write down what came out, and enter the period of the look back under `verified`"),
    parameters={"quarters": Parameter(1, N_("Quarters after the one of closing within which the effect is checked"), 1, 12)},
    find=find,
)
