"""CXG-043: an expectation of which nobody knows where it comes from, how old it is or whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.inventory import is_said
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, Message, message
from cxgov.model import Expectation
from cxgov.problems import Problem, Severity

_LISTS = {2: N_("{a} and {b}"), 3: N_("{a}, {b} and {c}")}


def find(view: View) -> Iterator[Problem]:
    """Yields one finding per expectation that lacks something, with everything it lacks."""
    if not view.workspace.expectation_files:
        raise NotChecked(message(N_("there is no catalogue of expectations (a file of kind `expectations`)")))
    if not view.workspace.expectations:
        raise NotChecked(message(N_("the catalogue of expectations is empty")))
    for expectation in view.workspace.expectations:
        missing = [text for name, text in _missing(expectation) if name in view.settings["fields"]]
        if missing:
            parts = missing[0] if len(missing) == 1 else message(_LISTS[len(missing)], **dict(zip("abc", missing, strict=False)))
            yield finding(RULE, view.place(expectation), N_("expectation {id} “{text}” lacks: {parts}"), about=expectation.id,
                          id=expectation.id, text=expectation.text, parts=parts)


def _missing(expectation: Expectation) -> Iterator[tuple[str, Message]]:
    if not is_said(expectation.source):
        yield "source", message(N_("the source (`source`)"))
    if expectation.date is None:
        yield "date", message(N_("the day it was found (`date`)"))
    if not is_said(expectation.segment):
        yield "segment", message(N_("the segment (`segment`)"))


RULE = Rule(
    code="CXG-043",
    group="voice",
    severity=Severity.WARNING,
    title=N_("Expectation without source, date or segment"),
    what=N_("Every expectation in the catalogue says where it is known from (`source`), when it was found (`date`) and whose it is (`segment`)."),
    why=N_("An expectation without a source is an opinion of the house. Needs change, so one without a date cannot be called into question, and one that is "
           "everybody's usually belongs to nobody."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: expectations
expectations:
  - {id: E-01, text: I collect the parcel without waiting, source: Collection survey}
""",
    fix=N_("go back to the survey, the interview or the complaint it comes from and add what is missing; if nothing is found, mark it as an assumption to be "
           "tested, or strike it out"),
    parameters={"fields": Parameter(["source", "date", "segment"], N_("What every expectation must say"))},
    find=find,
)
