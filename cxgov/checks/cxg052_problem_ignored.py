"""CXG-052: one of the problems customers speak of most, and nobody took it up."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, counted, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.coverage import TOP_PROBLEMS, unheeded_problems
from cxgov.reviewing.problems import ranked_problems


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every problem among the largest that nothing answers."""
    ranks = {problem.id: rank for rank, problem in enumerate(ranked_problems(view.workspace), 1) if problem.signals > 0}
    if not ranks:
        raise NotChecked(message(N_("no journey names a problem with the number of customer signals behind it")))
    for problem in unheeded_problems(view.workspace, view.as_of, view.settings["top"]):
        yield finding(
            RULE, view.place(problem), N_("problem {id} “{text}” is number {rank} by customer signals ({signals}), and nobody took it up: there is no "
                                          "initiative, no decision, and no reason why nothing is done"),
            about=problem.id, id=problem.id, text=problem.text, rank=ranks[problem.id],
            signals=counted(problem.signals, N_("{n} signal"), N_("{n} signals")))


RULE = Rule(
    code="CXG-052",
    group="cycle",
    severity=Severity.WARNING,
    title=N_("Top problem ignored"),
    what=N_("Each of the three problems with the most customer signals is answered: by an initiative that names it under `problems` and was not "
            "stopped, by a decision about it that was not dropped, or by the reason why nothing is done (`rejected`). Problems without signals have no "
            "rank."),
    why=N_("Customers notice whether they are heard by what happens to the thing they complain about most. To say openly why something is not "
           "mended is an answer; silence is none."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: queue, name: Queue at the locker, accountable: [anna-nowak]}
problems:
  - {id: queue-at-peak, touchpoint: queue, text: People queue at the locker after work, signals: 214}
""",
    fix=N_("start an initiative and name the problem under its `problems`, decide about the problem, or write under `rejected` why nothing is done"),
    parameters={"top": Parameter(TOP_PROBLEMS, N_("How many of the largest problems must be answered"), 1, 100)},
    find=find,
)
