"""CXG-032: an indicator without a target."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.indicators import indicators
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.model import Target
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every indicator that declares `target: none`; one that says nothing is refused when files are read."""
    for kpi in indicators(view):
        if not isinstance(kpi.target, Target):
            yield finding(
                RULE, view.place(kpi, "target"),
                N_("indicator {id} “{name}” has no target, by declaration: its value can be reported, but nobody can say whether it is good enough"),
                about=kpi.id, id=kpi.id, name=kpi.name)


RULE = Rule(
    code="CXG-032",
    group="kpi",
    severity=Severity.ERROR,
    title=N_("Indicator without a target"),
    what=N_("Every indicator has a target: a value, the period by which it is due, and a tolerance. `target: none` is an open "
            "declaration that there is none; it is reported all the same, so that it is decided once and not forgotten. An indicator "
            "whose `target` is not written at all is refused when the files are read."),
    why=N_("Stage 3 of the cycle says how good the experience is to be. Without a target a measured value is neither good nor "
           "bad: it can be reported, but no decision follows from it."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: kpis
kpis:
  - {id: locker-share, name: Share of our locker, type: share, family: behaviour, owner: anna-nowak, target: none}
""",
    fix=N_("set a target with a value and a period; if there can be none for now, suppress the finding with a reason and an expiry date"),
    find=find,
)
