"""CXG-020: a key touchpoint for which nobody is accountable."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.inventory import key_touchpoints
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every key touchpoint without an accountable person."""
    for touchpoint in key_touchpoints(view):
        if not touchpoint.accountable:
            yield finding(RULE, view.place(touchpoint, "accountable"), N_("nobody is accountable for key touchpoint {id} “{name}”"),
                          about=touchpoint.id, id=touchpoint.id, name=touchpoint.name)


RULE = Rule(
    code="CXG-020",
    group="ownership",
    severity=Severity.ERROR,
    title=N_("Key touchpoint without an accountable owner"),
    what=N_("Every touchpoint marked `key: true` names a person under `accountable`."),
    why=N_("What belongs to nobody is improved by nobody. When the experience breaks at a touchpoint without an owner, departments point at each "
           "other and the customer waits."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, key: true, responsible: [jan-kowal]}
""",
    fix=N_("have the deciding body appoint one person who runs the process behind the touchpoint, and enter the person under `accountable`"),
    find=find,
)
