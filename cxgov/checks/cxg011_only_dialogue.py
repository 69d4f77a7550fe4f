"""CXG-011: a journey in which every touchpoint is a contact with the company."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import touchpoints
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, counted
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every journey without a single touchpoint that has no dialogue channel."""
    touchpoints(view)
    least = view.settings["least_touchpoints"]
    long = [(journey, found) for journey in view.workspace.journeys if len(found := list(journey.touchpoints())) >= least]
    if not long:
        raise NotChecked(counted(least, N_("no journey has {n} touchpoint"), N_("no journey has {n} touchpoints")))
    for journey, found in long:
        if all(touchpoint.channels for touchpoint in found):
            yield finding(RULE, view.place(journey, "name"), N_(
                "every touchpoint of journey {id} “{name}” is a contact through some channel: nothing is listed that the customer lives through "
                "without talking to anybody"), about=journey.id, id=journey.id, name=journey.name)


RULE = Rule(
    code="CXG-011",
    group="journey",
    severity=Severity.WARNING,
    title=N_("Only moments of dialogue"),
    what=N_("Every journey has at least one touchpoint whose `channels` are empty, because no dialogue takes place there."),
    why=N_("Much of the experience is made where nobody talks to the customer: waiting for the courier, the packaging, the quality of the manual. "
           "Who lists dialogues alone sees customer service and takes it for customer experience."),
    grounding=N_("Article on the difference between customer experience and customer service, and on CX governance (CustomerMatters)"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: arrival-notice, name: Notice that the parcel is waiting, channels: [sms]}
      - {id: open-locker, name: Opening the locker, channels: [app]}
      - {id: locker-fault, name: The locker does not open, channels: [phone]}
""",
    fix=N_("walk the journey as a customer does and add the moments without contact, for example waiting, packaging, instructions, the invoice; "
           "leave their `channels` empty"),
    parameters={"least_touchpoints": Parameter(3, N_("Journeys with fewer touchpoints are not judged"), 1, 1000)},
    find=find,
)
