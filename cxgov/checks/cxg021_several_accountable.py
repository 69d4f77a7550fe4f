"""CXG-021: several people accountable for one touchpoint."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import listed, touchpoints
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every touchpoint with more than one accountable person, key or not."""
    people = view.workspace.people
    for touchpoint in touchpoints(view):
        owners = list(dict.fromkeys(touchpoint.accountable))
        if len(owners) > 1:
            yield finding(
                RULE, view.place(touchpoint, "accountable"), N_("touchpoint {id} “{name}” has {count} accountable owners: {owners}"),
                about=touchpoint.id, id=touchpoint.id, name=touchpoint.name, count=len(owners),
                owners=listed(people[owner].name if owner in people else owner for owner in owners))


RULE = Rule(
    code="CXG-021",
    group="ownership",
    severity=Severity.ERROR,
    title=N_("More than one accountable owner"),
    what=N_("No touchpoint names more than one person under `accountable`. Any number of people may be `responsible` for the work."),
    why=N_("Two accountable people each count on the other. Accountability that is shared is accountability dissolved: exactly one person must be "
           "able to say yes or no."),
    grounding=N_("Gray, Brown and Macanufo, Gamestorming (O’Reilly, 2010), on the responsibility matrix RACI: one accountable person for each task"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: delivery
    name: On the way
    touchpoints:
      - {id: parcel-redirected, name: Parcel sent to another locker, accountable: [anna-nowak, jan-kowal], responsible: [jan-kowal]}
""",
    fix=N_("decide who of them has the last word and leave only that person under `accountable`; move the others to `responsible`"),
    find=find,
)
