"""CXG-063: an initiative is finished, and nobody wrote down what it brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.initiatives import dated, finished
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.language import N_, counted
from cxgov.model import Period
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every finished initiative without an evaluation in time; one without an end is CXG-062's."""
    found, day = finished(view), dated(view)
    within: int = view.settings["quarters"]
    for initiative in found:
        evaluated = initiative.evaluation is not None and initiative.evaluation.period.start <= day
        if not evaluated and initiative.end is not None and initiative.end <= day >= _limit(initiative.end, within):
            yield finding(
                RULE, view.place(initiative, "end"), N_("initiative {id} “{title}” ended on {day}, {ago}, and nobody has written down what it brought"),
                about=initiative.id, id=initiative.id, title=initiative.title, day=initiative.end,
                ago=counted((day - initiative.end).days, N_("{n} day ago"), N_("{n} days ago")))


def _limit(end: date, quarters: int) -> date:
    """The last day of the quarter so many quarters after the one of the end."""
    return Period(date(end.year, 3 * ((end.month - 1) // 3) + 1, 1), 3).shift(quarters).end


RULE = Rule(
    code="CXG-063",
    group="initiatives",
    severity=Severity.WARNING,
    title=N_("Finished but not evaluated"),
    what=N_("Every initiative that is rolled out or done has an `evaluation` by the end of the quarter after the one in which it ended."),
    why=N_("The effect of what was done is measured quarter by quarter; what nobody looks back on teaches nothing, and the next "
           "initiative repeats its mistakes."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: initiatives
initiatives:
  - id: collection-reminder
    title: Reminder 20 hours after the parcel was placed
    signals: [{source: survey}]
    expects: [{kpi: ease, change: 0.3, by: 2026-Q2}]
    owner: anna-nowak
    end: 2026-05-29
    pilot: {done: true}
    status: done
""",
    fix=N_("compare the indicator before and after, and write period, change and conclusion under `evaluation`; that it changed nothing is a "
           "result, too"),
    parameters={"quarters": Parameter(1, N_("Quarters after the one of the end within which it is evaluated"), 1, 12)},
    find=find,
)
