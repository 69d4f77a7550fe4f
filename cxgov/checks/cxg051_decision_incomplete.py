"""CXG-051: a decision without an owner or without a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxgov.checks.grounding import OWN_JUDGEMENT
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.coverage import Lack, lacks

_TEXTS: Mapping[tuple[Lack, ...], str] = {
    ("owner",): N_("decision {id} “{text}” has no owner"),
    ("due",): N_("decision {id} “{text}” has no date by which it is to be carried out"),
    ("owner", "due"): N_("decision {id} “{text}” has neither an owner nor a date"),
}


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every decision taken by the day that lacks an owner or a date."""
    taken = [decision for file in view.workspace.decisions if file.period.start <= view.as_of for decision in file.decisions]
    if not taken:
        raise NotChecked(message(N_("no decision is on record yet")))
    for decision in taken:
        text = _TEXTS.get(lacks(decision))
        if text:
            yield finding(RULE, view.place(decision), text, about=decision.id, id=decision.id, text=decision.text)


RULE = Rule(
    code="CXG-051",
    group="cycle",
    severity=Severity.ERROR,
    title=N_("Decision without owner or date"),
    what=N_("Every decision has an `owner`, unless it was dropped. Every open decision to act or to investigate has a date under `due`. A decision "
            "to accept needs no date: nothing is to be carried out that could be late."),
    why=N_("What nobody carries out by no particular day is a wish. At the next review nobody can be asked about it, and the same thing is decided "
           "again."),
    grounding=OWN_JUDGEMENT,
    example="""\
kind: decisions
period: 2026-Q3
decisions:
  - {id: D-2026-01, about: {kpi: ease}, decision: act, text: Larger buttons on the screen}
""",
    fix=N_("name one person who carries the decision out, and the day by which it is done"),
    find=find,
)
