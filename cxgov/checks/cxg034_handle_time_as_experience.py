"""CXG-034: the average handle time passed off as an experience indicator."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.handle_time import is_handle_time
from cxgov.checks.indicators import indicators, words_of
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every perception or behaviour indicator with the name of a handle time."""
    for kpi in indicators(view):
        if kpi.family in ("perception", "behaviour") and is_handle_time((kpi.id, *words_of(kpi.name)), view.settings["names"]):
            yield finding(RULE, view.place(kpi, "family"), N_("indicator {id} “{name}” measures how long employees talk, not what customers "
                                                              "experience"), about=kpi.id, id=kpi.id, name=kpi.name)


RULE = Rule(
    code="CXG-034",
    group="kpi",
    severity=Severity.ERROR,
    title=N_("Handle time as an experience indicator"),
    what=N_("No indicator of the family perception or behaviour is the average handle time (AHT) or the length of a call, judged by its "
            "id and name in Polish and English. The time a customer waits for a result, such as a settled complaint, is not meant."),
    why=N_("Handle time plans the staff of a contact centre. As an experience indicator it rewards short calls: the customer is sent off "
           "unhelped and calls again. What counts is the effect for the customer."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: kpis
kpis:
  - {id: aht, name: Average handle time, type: duration, family: perception, unit: minutes, owner: anna-nowak, target: none}
""",
    fix=N_("move it to the family operational, or replace it with what the customer gets: settled in the first contact, ease, goal reached"),
    parameters={"names": Parameter(["AHT"], N_("Names of the handle time in the organisation, beside the usual ones"))},
    find=find,
)
