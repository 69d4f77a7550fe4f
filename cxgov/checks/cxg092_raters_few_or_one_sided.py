"""CXG-092: too few raters, or raters who all come from one function."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.panels import Panel, panels
from cxgov.checks.rule import Parameter, Rule, View
from cxgov.language import N_, Message, counted, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding per organisation or unit."""
    for panel in panels(view):
        said = _said(view, panel)
        if said is not None:
            yield panel.finding(RULE, view.place(panel.lead, "status"), said, panel.about)


def _said(view: View, panel: Panel) -> Message | None:
    raters = panel.scorecard.raters
    if not raters:
        return message(N_("there are no individual ratings, so nobody can see how far people agree"))
    if len(raters) < view.settings["raters"]:
        return counted(len(raters), N_("only {n} person rated, {wanted} are wanted"), N_("only {n} people rated, {wanted} are wanted"),
                       wanted=view.settings["raters"])
    people = view.workspace.people
    functions = [people[rater].function if rater in people else None for rater in raters]
    known = {function for function in functions if function is not None}
    # A rater under a code may come from anywhere; the panel is one-sided only where that is certain.
    if None in functions or len(known) >= view.settings["functions"]:
        return None
    if len(known) == 1:
        return message(N_("all {count} raters come from one function: {function}"), count=len(raters),
                       function=view.workspace.function_name(known.pop()))
    return message(N_("the raters come from {found} functions, {wanted} are wanted"), found=len(known), wanted=view.settings["functions"])


RULE = Rule(
    code="CXG-092",
    group="integrity",
    severity=Severity.WARNING,
    title=N_("Too few or one-sided raters"),
    what=N_("At least three people rate on their own before a level is agreed, and they come from at least two functions. Raters under a code "
            "are counted; their function is not guessed."),
    why=N_("One person rates the own work, one department the own view. How far people from different places agree is half of what an "
           "assessment finds out."),
    grounding=N_("GovCX International Model (two to four assessors, individual rating, then consensus) and the advice of the Temkin Group to ask "
                 "people of various levels; the numbers are cxgov’s own judgement"),
    example="""\
kind: assessment
framework_version: "1.0.0"
period: 2026-Q3
rater: anna-nowak
date: 2026-09-20
answers:
  S1.P1: 1
""",
    fix=N_("ask further people to rate on their own, from functions that meet customers and from functions that do not"),
    parameters={
        "raters": Parameter(3, N_("Least number of individual raters"), 1, 1000),
        "functions": Parameter(2, N_("Least number of functions they come from"), 1, 100),
    },
    find=find,
)
