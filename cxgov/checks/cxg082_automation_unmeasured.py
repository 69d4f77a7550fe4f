"""CXG-082: a machine serves the customer, and nobody counts whether it helps."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.indicators import SUCCESS_PARAMETERS, says_success, words_of
from cxgov.checks.inventory import automated
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.checks.words import names_a_hand_over
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every automated touchpoint at which neither success nor hand-over is measured."""
    names = view.settings["names"]
    for touchpoint in automated(view):
        if not any(says_success(kpi, view.settings) or names_a_hand_over([kpi.id, *words_of(kpi.name)], names)
                   for kpi in view.workspace.kpis_of(touchpoint.id)):
            yield finding(
                RULE, view.place(touchpoint, "automation"), N_("at touchpoint {id} “{name}” a machine serves the customer, and no indicator says how many "
                                                               "reach their goal or are handed over to a person"),
                about=touchpoint.id, id=touchpoint.id, name=touchpoint.name)


RULE = Rule(
    code="CXG-082",
    group="people",
    severity=Severity.WARNING,
    title=N_("Automation without a measure of success"),
    what=N_("Every touchpoint with `automation: true` has an indicator of goal completion (share, fcr or index of the family behaviour or perception), or one "
            "whose id or name says that it counts customers handed over to a person, in Polish or English."),
    why=N_("The number of conversations a bot has ended counts those it solved together with those who gave up. Only goals reached and hand-overs tell the two "
           "apart."),
    grounding=N_("Article on what customer experience is, its elements, the CX map and the mistakes that spoil it (CallPage, 2024) for exaggerated automation; "
                 "which indicators count is cxgov’s own judgement"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: locker-fault, name: The locker does not open, automation: true, human_route: The button with the receiver on the screen}
""",
    fix=N_("define an indicator that counts the customers who got what they came for without a person, and one for those who asked for a person; name the "
           "touchpoint in both"),
    parameters={
        **SUCCESS_PARAMETERS,
        "names": Parameter([], N_("Further names of indicators that count customers handed over to a person")),
    },
    find=find,
)
