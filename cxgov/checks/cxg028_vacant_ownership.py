"""CXG-028: an owner who has left the role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cxgov.checks.grounding import OWN_JUDGEMENT
from cxgov.checks.owners import holdings
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, counted, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every owner whose last day in the role is too long ago."""
    owners = holdings(view)
    if view.as_of == date.min:
        raise NotChecked(message(N_("nothing in the files has a date by which to judge who is still in the role")))
    for held in owners:
        last = held.person.active_until
        days = (view.as_of - last).days if last else 0
        if last and days > view.settings["days"]:
            yield finding(
                RULE, view.place(held.person, "active_until"), N_("{name} left the role on {day}, {ago}, and is still the owner of {owned}"),
                about=held.person.id, related=held.places(view), name=held.person.name, day=last,
                ago=counted(days, N_("{n} day ago"), N_("{n} days ago")), owned=held.ids)


RULE = Rule(
    code="CXG-028",
    group="ownership",
    severity=Severity.ERROR,
    title=N_("Vacant ownership"),
    what=N_("Nobody is accountable for a touchpoint, or owns an indicator, an open initiative or an open decision, more than 30 days after the last day "
            "in the role (`active_until`)."),
    why=N_("On paper there is an owner, in truth there is none: signals go to an empty mailbox and nobody notices, because every box is filled in."),
    grounding=OWN_JUDGEMENT,
    example="""\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
  - {id: jan-kowal, name: Jan Kowal, function: maintenance, active_until: 2026-03-31}
---
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, accountable: [jan-kowal]}
""",
    fix=N_("name a successor wherever this owner still stands, or the superior until there is one; if the person stays, correct `active_until`"),
    parameters={"days": Parameter(30, N_("Days after the last day in the role until a successor must be named"), 0, 3650)},
    find=find,
)
