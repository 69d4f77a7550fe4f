"""CXG-041: customers are listened to in one way only."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.checks.voices import dated
from cxgov.language import N_, counted, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.listening import WAY_NAMES, ways


def find(view: View) -> Iterator[Problem]:
    """Yields one finding when there are too few ways of listening."""
    space = view.workspace
    logs = space.feedback or space.complaints
    if not space.sources and not logs:
        raise NotChecked(message(N_("no way of listening is on file: no source, no feedback, no complaint")))
    if logs:
        dated(view)
    found = ways(space, view.as_of)
    if not found:
        raise NotChecked(message(N_("nothing had come in by the day of the check")))
    least: int = view.settings["ways"]
    if len(found) >= least:
        return
    place = view.place(next(iter((*space.sources, *space.feedback, *space.complaints))))
    if len(found) == 1:
        yield finding(RULE, place, N_("customers are listened to in one way only: {way}"), about=space.organisation.id, way=message(WAY_NAMES[found[0]]))
    else:
        yield finding(RULE, place, N_("customers are listened to in {ways}; {least} are wanted"), about=space.organisation.id, least=least,
                      ways=counted(len(found), N_("{n} way"), N_("{n} ways")))


RULE = Rule(
    code="CXG-041",
    group="voice",
    severity=Severity.WARNING,
    title=N_("One way of listening"),
    what=N_("Customers are listened to in at least two different ways. Ways are the kinds of the sources (`voice`: surveys, reviews, complaints, interviews "
            "and so on) and what the logs hold on top of them: feedback of customers, signals of employees, complaints. However many surveys there are, they "
            "are one way."),
    why=N_("A survey answers what it asks, by those who answer it. What nobody thought of asking, and those who never answer, are heard in complaints, in "
           "conversations and through employees. What only one source says cannot be checked against another."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: sources
sources:
  - {id: collection-survey, path: data/collection.csv, period: 2026-Q3}
  - {id: relationship-survey, path: data/relationship.csv, period: 2026-Q3}
""",
    fix=N_("add a way that asks nothing and only listens: keep a log of complaints and of what employees hear, or hold a few interviews each quarter"),
    parameters={"ways": Parameter(2, N_("Fewest ways of listening"), 1, 9)},
    find=find,
)
