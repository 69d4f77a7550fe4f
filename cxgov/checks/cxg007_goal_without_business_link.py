"""CXG-007: a customer experience goal of which nobody knows what it brings the business."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_PRINCIPLES
from cxgov.checks.inventory import is_said
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every goal of the strategy without a business objective."""
    strategy = view.workspace.organisation.strategy
    if strategy is None or not strategy.goals:
        raise NotChecked(message(N_("the strategy names no goals (`goals` under `strategy`)")))
    for goal in strategy.goals:
        if not is_said(goal.objective):
            yield finding(RULE, view.place(goal, "objective"), N_("goal {id} “{text}” does not say which business objective it serves"),
                          about=goal.id, id=goal.id, text=goal.text)


RULE = Rule(
    code="CXG-007",
    group="strategy",
    severity=Severity.WARNING,
    title=N_("Goal without a link to the business"),
    what=N_("Every goal under `strategy` names the business objective it serves (`objective`)."),
    why=N_("A goal that serves nothing the board answers for is the first to go when money is short. The link also tells how to notice that the goal was the "
           "wrong one."),
    grounding=CX_PRINCIPLES,
    example="""\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
strategy:
  promise: The parcel waits for you
  goals:
    - {id: first-visit, text: Every parcel is collected on the first visit}
""",
    fix=N_("ask the sponsor which result of the business gets better when customers have this experience, and enter it with a number and a date under "
           "`objective`"),
    find=find,
)
