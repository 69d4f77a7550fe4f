"""CXG-018: the same touchpoint entered twice in one journey."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import OWN_JUDGEMENT
from cxgov.checks.indicators import words_of
from cxgov.checks.inventory import touchpoints
from cxgov.checks.rule import Rule, View, finding
from cxgov.checks.words import without_articles
from cxgov.language import N_, Text
from cxgov.model import Touchpoint
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every touchpoint whose name an earlier one of the journey has already, in any language."""
    touchpoints(view)
    for journey in view.workspace.journeys:
        seen: dict[tuple[str, ...], Touchpoint] = {}
        for touchpoint in journey.touchpoints():
            first = next((seen[name] for name in _names(touchpoint.name) if name in seen), None)
            for name in _names(touchpoint.name):
                seen.setdefault(name, touchpoint)
            if first is not None:
                yield finding(
                    RULE, view.place(touchpoint, "name"), N_("touchpoint {id} “{name}” has nearly the same name as {first} in the same journey"),
                    about=touchpoint.id, related=(view.place(first, "name"),), id=touchpoint.id, name=touchpoint.name, first=first.id)


def _names(text: Text) -> list[tuple[str, ...]]:
    """A name in each language as its words in alphabetical order, so that case, signs, articles and order do not matter."""
    return [tuple(sorted(words)) for spoken in words_of(text) if (words := without_articles(spoken).split())]


RULE = Rule(
    code="CXG-018",
    group="journey",
    severity=Severity.WARNING,
    title=N_("Duplicate touchpoints"),
    what=N_("No two touchpoints of a journey have the same name. Capitals, accents, punctuation, English articles and the order of words make no "
            "difference."),
    why=N_("A moment that stands there twice gets two owners and two ratings, and counts twice wherever touchpoints are counted."),
    grounding=OWN_JUDGEMENT,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker}
      - {id: locker-opening, name: "Opening a locker"}
""",
    fix=N_("merge the two and mend what refers to the one you delete; if they differ, say in the names how"),
    find=find,
)
