"""CXG-012: a journey stage without touchpoints."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import journeys
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every stage without touchpoints, and for every journey without stages."""
    for journey in journeys(view):
        if not journey.stages:
            yield finding(RULE, view.place(journey, "name"), N_("journey {id} “{name}” has no stages and no touchpoints"),
                          about=journey.id, id=journey.id, name=journey.name)
        for stage in journey.stages:
            if not stage.touchpoints:
                yield finding(RULE, view.place(stage), N_("stage {id} “{name}” of journey {journey} has no touchpoints"),
                              about=stage.id, id=stage.id, name=stage.name, journey=journey.id)


RULE = Rule(
    code="CXG-012",
    group="journey",
    severity=Severity.WARNING,
    title=N_("Journey stage without touchpoints"),
    what=N_("Every journey has stages, and every stage has at least one touchpoint."),
    why=N_("A stage that was named but not worked out is a blind spot: nothing there has an owner, an indicator or a desired experience, and the "
           "customer goes through it all the same."),
    grounding=N_("Article on what customer experience is, its elements, the CX map and the mistakes that spoil it (CallPage, 2024)"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: delivery
    name: On the way
    touchpoints: []
""",
    fix=N_("write down what the customer meets in this stage, moments without contact included, or take the stage out of the journey"),
    find=find,
)
