"""CXG-067: a roll-out without a trial."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_PRINCIPLES
from cxgov.checks.initiatives import finished
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every initiative that was rolled out or done without a trial."""
    for initiative in finished(view):
        if initiative.pilot is None or not initiative.pilot.done:
            yield finding(RULE, view.place(initiative, "pilot" if initiative.pilot else None),
                          N_("initiative {id} “{title}” was rolled out without a trial"),
                          about=initiative.id, id=initiative.id, title=initiative.title)


RULE = Rule(
    code="CXG-067",
    group="initiatives",
    severity=Severity.INFO,
    title=N_("Roll-out without a trial"),
    what=N_("Every initiative that is rolled out or done had a trial (`pilot` with `done: true`)."),
    why=N_("A trial with some customers shows cheaply what helps and what does not. What is rolled out at once is hard to take back, and "
           "without a comparison nobody knows what it brought."),
    grounding=CX_PRINCIPLES,
    example="""\
kind: initiatives
initiatives:
  - id: collection-reminder
    title: Reminder 20 hours after the parcel was placed
    signals: [{source: survey}]
    expects: [{kpi: ease, change: 0.3, by: 2026-Q4}]
    owner: anna-nowak
    end: 2026-09-15
    status: rolled_out
""",
    fix=N_("try the next change with some customers or places first, and write under `pilot` what came out; where a trial was impossible, suppress "
           "the finding with the reason"),
    find=find,
)
