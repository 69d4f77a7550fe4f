"""CXG-024: a touchpoint where nobody does the work."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import touchpoints
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every touchpoint without a responsible person, key or not."""
    for touchpoint in touchpoints(view):
        if not touchpoint.responsible:
            yield finding(RULE, view.place(touchpoint, "responsible"), N_("nobody is named who does the work at touchpoint {id} “{name}”"),
                          about=touchpoint.id, id=touchpoint.id, name=touchpoint.name)


RULE = Rule(
    code="CXG-024",
    group="ownership",
    severity=Severity.WARNING,
    title=N_("Nobody does the work"),
    what=N_("Every touchpoint names at least one person under `responsible`; it may be the accountable person."),
    why=N_("An accountable owner answers for the result, but somebody must do the work. Where nobody is named, it is done by whoever has time, or not "
           "at all."),
    grounding=N_("Gray, Brown and Macanufo, Gamestorming (O’Reilly, 2010), on the responsibility matrix RACI: at least one person responsible for "
                 "each task"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: locker-light, name: Light at the locker after dark, accountable: [anna-nowak]}
""",
    fix=N_("enter under `responsible` who does the work, if need be the accountable person"),
    find=find,
)
