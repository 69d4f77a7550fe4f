"""CXG-039: somebody's own pay depends on a survey indicator."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.indicators import indicators, is_survey
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every survey indicator in an individual bonus."""
    for kpi in indicators(view):
        if kpi.bonus == "individual" and is_survey(kpi):
            yield finding(RULE, view.place(kpi, "bonus"), N_("indicator {id} “{name}” rests on what customers answer, and individual bonuses "
                                                             "depend on it"), about=kpi.id, id=kpi.id, name=kpi.name)


RULE = Rule(
    code="CXG-039",
    group="kpi",
    severity=Severity.WARNING,
    title=N_("Survey indicator in an individual bonus"),
    what=N_("No NPS, CSAT, CES or other indicator that rests on customers’ answers is marked `bonus: individual`. Shared goals of a team "
            "are not reported."),
    why=N_("Whoever is paid for a score looks after the score: customers are asked for a ten, the dissatisfied are not asked at all. "
           "The indicator rises and says less and less."),
    grounding=N_("Goodhart’s law: a measure that becomes a target ceases to be a good measure (Goodhart, 1975; Strathern, European Review, "
                 "1997); its use here is cxgov’s own judgement"),
    example="""\
kind: kpis
kpis:
  - id: recommend
    name: Willingness to recommend
    type: nps
    variant: nps_0_10
    family: perception
    bonus: individual
    owner: anna-nowak
    target: {by: 2026-Q4, value: 40}
""",
    fix=N_("pay the team for what it can influence, and use the survey to learn: change to `bonus: team` or `bonus: none` when the bonus rules "
           "have really changed"),
    find=find,
)
