"""CXG-031: a moment of truth that no indicator measures."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every moment of truth without an indicator, whether or not it is a key touchpoint too."""
    flagged = [t for t in view.workspace.touchpoints.values() if t.moment_of_truth]
    if not flagged:
        raise NotChecked(message(N_("no touchpoint is marked as a moment of truth")))
    for touchpoint in flagged:
        if not view.workspace.kpis_of(touchpoint.id):
            yield finding(
                RULE, view.place(touchpoint, "moment_of_truth"), N_("moment of truth {id} “{name}” is not measured by any indicator"),
                about=touchpoint.id, id=touchpoint.id, name=touchpoint.name)


RULE = Rule(
    code="CXG-031",
    group="kpi",
    severity=Severity.ERROR,
    title=N_("Moment of truth without an indicator"),
    what=N_("Every touchpoint with a `moment_of_truth` is named under `touchpoints` of at least one indicator. A touchpoint that is "
            "key as well is reported by CXG-030 too: one indicator settles both."),
    why=N_("At a moment of truth customers make up their minds about the company. If it goes unmeasured, the decision becomes "
           "visible only in lost customers."),
    grounding=N_("Training company’s guide to the principles of customer experience management: pillars, implementation stages, "
                 "metrics (witalni.pl) for the moment of truth; interview on customer experience management (erp-view.pl, 2013) for "
                 "measuring where it matters"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: locker-fault, name: The locker does not open, moment_of_truth: recovery}
""",
    fix=N_("name the touchpoint in an indicator's `touchpoints`, define an indicator for it, or take away `moment_of_truth`"),
    find=find,
)
