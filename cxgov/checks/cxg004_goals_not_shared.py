"""CXG-004: the experience of customers stands in the goals of one function, or of none."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.indicators import indicators
from cxgov.checks.inventory import listed
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding, for the organisation."""
    experience = {kpi.id for kpi in indicators(view) if kpi.family in view.settings["families"]}
    if not experience:
        raise NotChecked(message(N_("no indicator says anything about the experience of customers")))
    organisation = view.workspace.organisation
    least = view.settings["least"]
    if len(organisation.functions) < least:
        raise NotChecked(message(N_("too few functions are described to share a goal; at least {least} are needed"), least=least))
    if not any(function.goals for function in organisation.functions):
        raise NotChecked(message(N_("no function says which indicators stand in its goals (`goals`)")))
    sharing = [function for function in organisation.functions if experience & set(function.goals)]
    if not sharing:
        yield finding(RULE, view.place(organisation, "functions"), N_("no function has an indicator of the customers' experience among its goals"),
                      about=organisation.id)
    elif len(sharing) < least:
        yield finding(
            RULE, view.place(sharing[0], "goals"), N_("fewer than {least} functions have an indicator of the customers' experience among their goals: only "
                                                      "{functions}"),
            about=organisation.id, related=tuple(view.place(function, "goals") for function in sharing[1:]), least=least,
            functions=listed(function.name for function in sharing))


RULE = Rule(
    code="CXG-004",
    group="strategy",
    severity=Severity.WARNING,
    title=N_("Goals are not shared"),
    what=N_("Indicators of what customers live through (of the family perception or behaviour) stand among the `goals` of at least two functions. It is judged "
            "once a function says which indicators are among its goals."),
    why=N_("One function alone cannot make an experience that arises in many. While the others are measured by cost and volume only, each of them does its "
           "job well and the customer falls between them."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: organisation
id: acme
name: Acme
functions:
  - {id: operations, name: Operations, goals: [ease]}
  - {id: maintenance, name: Maintenance}
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
""",
    fix=N_("choose an indicator that several functions influence, agree on it with their heads, and enter it under `goals` of each of them"),
    parameters={
        "least": Parameter(2, N_("Functions that must have such an indicator among their goals"), 2, 100),
        "families": Parameter(["perception", "behaviour"], N_("Families of indicator that say something about the experience")),
    },
    find=find,
)
