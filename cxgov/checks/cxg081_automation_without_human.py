"""CXG-081: a machine serves the customer, and no way leads to a person."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_EXPLAINED
from cxgov.checks.indicators import words_of
from cxgov.checks.inventory import automated
from cxgov.checks.rule import Rule, View, finding
from cxgov.checks.words import says_nothing
from cxgov.language import N_, Text
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every automated touchpoint without a route to a person."""
    for touchpoint in automated(view):
        if not _leads_somewhere(touchpoint.human_route):
            yield finding(
                RULE, view.place(touchpoint, "human_route"), N_("at touchpoint {id} “{name}” a machine serves the customer, and no way to a person is "
                                                                "described"),
                about=touchpoint.id, id=touchpoint.id, name=touchpoint.name)


def _leads_somewhere(route: Text | None) -> bool:
    return route is not None and any(word.strip() and not says_nothing(word) for word in words_of(route))


RULE = Rule(
    code="CXG-081",
    group="people",
    severity=Severity.ERROR,
    title=N_("Automation without a way to a person"),
    what=N_("Every touchpoint with `automation: true` says under `human_route` how a customer reaches a person from there. “None” and the like do not count."),
    why=N_("Technology matters, but so does the human approach. A machine handles the usual case; the customer with an unusual one goes round in circles, "
           "gives up and does not come back."),
    grounding=CX_EXPLAINED,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: locker-fault, name: The locker does not open, automation: true}
""",
    fix=N_("open a way to a person from this point, say where the customer finds it and when somebody answers, and enter it under `human_route`"),
    find=find,
)
