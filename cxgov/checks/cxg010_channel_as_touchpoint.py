"""CXG-010: a touchpoint that is only the name of a contact channel."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import is_said, touchpoints
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.checks.words import names_a_channel
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every touchpoint named like a channel that has no customer goal."""
    for touchpoint in touchpoints(view):
        if not is_said(touchpoint.customer_goal) and names_a_channel(touchpoint.name, view.settings["more_channels"]):
            yield finding(
                RULE, view.place(touchpoint, "name"), N_("touchpoint {id} “{name}” is the name of a contact channel and says nothing of what the "
                                                         "customer wants there"), about=touchpoint.id, id=touchpoint.id, name=touchpoint.name)


RULE = Rule(
    code="CXG-010",
    group="journey",
    severity=Severity.ERROR,
    title=N_("Touchpoint is a channel"),
    what=N_("No touchpoint is called like a contact channel – telephone, chat, e-mail, shop, app, social media – while its `customer_goal` is "
            "empty. Names are compared whole, in Polish and English."),
    why=N_("A channel is a place of dialogue; a touchpoint is a moment in which the customer wants something. An inventory of channels leads to "
           "tidying up customer service, and moments without any contact stay out of sight: waiting, the packaging, the manual."),
    grounding=N_("Article on the difference between customer experience and customer service, and on CX governance (CustomerMatters); guide to "
                 "touchpoints and channels (UXPressia)"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: helpline, name: Helpline, channels: [phone]}
""",
    fix=N_("name the moment (“asking where the parcel is”), write the customer's goal under `customer_goal`, and put the channel under `channels`"),
    parameters={"more_channels": Parameter(["IVR"], N_("Names of channels in the organisation, beside the usual ones"))},
    find=find,
)
