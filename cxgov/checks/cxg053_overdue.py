"""CXG-053: a decision or an initiative past its date, and nobody decided again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.initiatives import dated
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, Message, counted, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.coverage import overdue_decisions, overdue_initiatives


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every overdue decision and every overdue initiative."""
    space = view.workspace
    decided = any(d.due for file in space.decisions if file.period.start <= view.as_of for d in file.decisions)
    if not decided and all(initiative.end is None for initiative in space.initiatives):
        raise NotChecked(message(N_("no decision and no initiative has a date to be kept")))
    day = dated(view)
    for decision in overdue_decisions(space, day):
        if decision.due is not None:
            yield finding(RULE, view.place(decision, "due"), N_("decision {id} “{text}” was due on {day}, {ago}, and is still open"),
                          about=decision.id, id=decision.id, text=decision.text, day=decision.due, ago=_ago(day, decision.due))
    for initiative in overdue_initiatives(space, day):
        if initiative.end is not None:
            yield finding(RULE, view.place(initiative, "end"),
                          N_("initiative {id} “{title}” was to end on {day}, {ago}, and is neither rolled out nor done nor stopped"),
                          about=initiative.id, id=initiative.id, title=initiative.title, day=initiative.end, ago=_ago(day, initiative.end))


def _ago(today: date, day: date) -> Message:
    return counted((today - day).days, N_("{n} day ago"), N_("{n} days ago"))


RULE = Rule(
    code="CXG-053",
    group="cycle",
    severity=Severity.WARNING,
    title=N_("Overdue decision or initiative"),
    what=N_("No decision is still open after its `due` date, unless a later decision names it under `replaces`; and no initiative is past its `end` "
            "without being rolled out, done or stopped."),
    why=N_("A programme lives on consistency. A date that passes without a word says that dates are not meant; a new date, decided openly, "
           "does not."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: decisions
period: 2026-Q2
decisions:
  - {id: D-2026-01, about: {kpi: ease}, decision: act, text: Larger buttons on the screen, owner: anna-nowak, due: 2026-07-31}
""",
    fix=N_("close what is done, drop or stop what will not be, and decide again about the rest with a new date (`replaces` names the old decision)"),
    find=find,
)
