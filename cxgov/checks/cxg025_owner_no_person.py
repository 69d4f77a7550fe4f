"""CXG-025: an owner who is a department, a committee, a supplier, or everybody."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.handle_time import plain
from cxgov.checks.indicators import words_of
from cxgov.checks.owners import holdings
from cxgov.checks.rule import Rule, View, finding
from cxgov.checks.words import names_everybody
from cxgov.language import N_
from cxgov.model import Person
from cxgov.problems import Problem, Severity

_TEXTS = {
    "department": N_("owner {id} “{name}” is a department, not a person, and owns {owned}"),
    "committee": N_("owner {id} “{name}” is a committee, not a person, and owns {owned}"),
    "vendor": N_("owner {id} “{name}” is a supplier, not a person of the organisation, and owns {owned}"),
}


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every owner that is no person, or is called like everybody, nobody or a function."""
    functions = {plain(name) for function in view.workspace.organisation.functions for name in (function.id, *words_of(function.name))}
    for held in holdings(view):
        text = _text(held.person, functions)
        if text:
            yield finding(RULE, view.place(held.person, "name" if held.person.type == "person" else "type"), text, about=held.person.id,
                          related=held.places(view), id=held.person.id, name=held.person.name, owned=held.ids)


def _text(owner: Person, functions: set[str]) -> str | None:
    if owner.type != "person":
        return _TEXTS[owner.type]
    if names_everybody(owner.name):
        return N_("owner {id} “{name}” is nobody in particular, and owns {owned}")
    return _TEXTS["department"] if plain(owner.name) in functions else None


RULE = Rule(
    code="CXG-025",
    group="ownership",
    severity=Severity.WARNING,
    title=N_("Owner is not a person"),
    what=N_("Whoever is accountable for a touchpoint, or owns an indicator, an open initiative or an open decision, is a person: not a department, a "
            "committee or a supplier (`type` in the organisation file), and not called “all”, “team” or like one of the functions."),
    why=N_("A department cannot be asked what it decided, a committee meets once a month, a supplier answers for its contract and not for your "
           "customer. Only a person can be called to account."),
    grounding=N_("Article on the difference between customer experience and customer service, and on CX governance (CustomerMatters) for clear "
                 "responsibility; that it must be a person is cxgov’s own judgement"),
    example="""\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
  - {id: marketing, name: Marketing department, type: department}
---
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: choose
    name: Choosing the delivery
    touchpoints:
      - {id: choose-locker, name: Picking a locker while shopping, accountable: [marketing]}
""",
    fix=N_("name the head of that department or the chair of that committee as the owner; for a supplier, the person who runs the contract"),
    find=find,
)
