"""CXG-026: an owner whose function has no part in the work."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.inventory import listed, touchpoints
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, message
from cxgov.model import Person, Touchpoint
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every owner of a touchpoint whose function is not among those that perform it."""
    space = view.workspace
    judged = [
        (touchpoint, owners) for touchpoint in touchpoints(view)
        if touchpoint.performed_by and (owners := _owners(view, touchpoint))]
    if not judged:
        raise NotChecked(message(N_("no touchpoint names both the functions that perform it and an owner with a `function`")))
    for touchpoint, owners in judged:
        # Of two owners one may run the work: that there are two is the finding of CXG-021.
        if any(function in touchpoint.performed_by for _, function in owners):
            continue
        for person, function in owners:
            yield finding(
                RULE, view.place(touchpoint, "accountable"),
                N_("{person} ({function}) is accountable for touchpoint {id} “{name}”, but the work is done elsewhere: {others}"),
                about=touchpoint.id, person=person.name, function=space.function_name(function), id=touchpoint.id, name=touchpoint.name,
                others=listed(space.function_name(other) for other in touchpoint.performed_by))


def _owners(view: View, touchpoint: Touchpoint) -> list[tuple[Person, str]]:
    people = view.workspace.people
    return [
        (people[name], function) for name in dict.fromkeys(touchpoint.accountable)
        if name in people and (function := people[name].function) is not None]


RULE = Rule(
    code="CXG-026",
    group="ownership",
    severity=Severity.WARNING,
    title=N_("Owner without control"),
    what=N_("The function of the accountable person – of one of them, where there are several – is among the functions that perform the "
            "touchpoint (`performed_by`). Touchpoints without `performed_by` and owners without a `function` are not judged."),
    why=N_("Who cannot change the process cannot answer for its result. An owner from outside reports, asks and reminds, and nothing changes for the "
           "customer."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: marketing}
---
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, accountable: [anna-nowak], performed_by: [operations, maintenance]}
""",
    fix=N_("make somebody from a performing function accountable; if the owner does control the work, say by a contract, suppress the finding with "
           "that reason"),
    find=find,
)
