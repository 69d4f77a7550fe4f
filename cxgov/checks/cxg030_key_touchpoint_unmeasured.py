"""CXG-030: a key touchpoint that no indicator measures."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every key touchpoint without an indicator."""
    key = [t for t in view.workspace.touchpoints.values() if t.key]
    if not key:
        raise NotChecked(message(N_("no touchpoint is marked as key")))
    for touchpoint in key:
        if not view.workspace.kpis_of(touchpoint.id):
            yield finding(RULE, view.place(touchpoint, "key"), N_("key touchpoint {id} “{name}” is not measured by any indicator"),
                          about=touchpoint.id, id=touchpoint.id, name=touchpoint.name)


RULE = Rule(
    code="CXG-030",
    group="kpi",
    severity=Severity.ERROR,
    title=N_("Key touchpoint without an indicator"),
    what=N_("Every touchpoint marked `key: true` is named under `touchpoints` of at least one indicator."),
    why=N_("A touchpoint is key because the experience is decided there. Where nothing is measured, nobody notices that it gets "
           "worse, and no initiative can show that it helped."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, key: true}
""",
    fix=N_("name the touchpoint in an indicator's `touchpoints`, define an indicator for it, or take away `key`"),
    find=find,
)
