"""CXG-077: surveys after single contacts and surveys of the whole relationship in one series."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, pairwise

from cxgov.checks.grounding import NPS_TYPES
from cxgov.checks.indicators import indicators
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, Message, message
from cxgov.model import Kpi
from cxgov.model.indicators import Source
from cxgov.problems import Problem, Severity
from cxgov.reviewing.response import sources_of
from cxgov.reviewing.series import Cell, Point, break_between, histories

_NAMES = {"relationship": N_("the customer’s whole relationship"), "transactional": N_("a single contact"), "journey": N_("a whole journey")}


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding per indicator: its card against its sources, its sources, or its periods."""
    kpis = indicators(view)
    sources = {kpi.id: sources_of(view.workspace, kpi) for kpi in kpis}
    pasts = histories(view.workspace, view.period) if view.period else {}
    rows = [(kpi, sources[kpi.id], pasts.get(Cell(kpi.id), [])) for kpi in kpis]
    if not any(_said(*row) for row in rows):
        raise NotChecked(message(N_("no indicator, source or value says what the survey follows")))
    for kpi, own, points in rows:
        yield from islice(chain(_of_sources(view, kpi, own), _of_periods(view, kpi, points)), 1)


def _said(kpi: Kpi, own: tuple[Source, ...], points: list[Point]) -> bool:
    return bool(kpi.trigger or any(source.trigger for source in own) or any(p.measured.definition and p.measured.definition.trigger for p in points))


def _of_sources(view: View, kpi: Kpi, own: tuple[Source, ...]) -> Iterator[Problem]:
    named = [(source, source.trigger) for source in own if source.trigger]
    for (one, first), (other, second) in pairwise(named):
        if first != second:
            yield finding(
                RULE, view.place(other, "trigger"),
                N_("{id} “{name}” mixes two kinds of survey: source {one} follows {first}, source {other} {second}"), about=kpi.id,
                related=(view.place(one, "trigger"),), id=kpi.id, name=kpi.name, one=one.id, other=other.id, first=_name(first),
                second=_name(second))
    for source, trigger in named:
        if kpi.trigger and trigger != kpi.trigger:
            yield finding(
                RULE, view.place(kpi, "trigger"), N_("{id} “{name}” says that its survey follows {first}, but source {source} follows {second}"),
                about=kpi.id, related=(view.place(source, "trigger"),), id=kpi.id, name=kpi.name, first=_name(kpi.trigger), source=source.id,
                second=_name(trigger))


def _of_periods(view: View, kpi: Kpi, points: list[Point]) -> Iterator[Problem]:
    for before, after in pairwise(points):
        first, second = before.measured.definition, after.measured.definition
        if first and second and first.trigger and second.trigger and first.trigger != second.trigger and break_between(kpi, before.period, after.period) is None:
            yield finding(
                RULE, view.place(after.measured, "definition"),
                N_("the survey of {id} “{name}” followed {first} in {before} and follows {second} in {after}, and no new series is declared"),
                about=kpi.id, related=(view.place(before.measured, "definition"),), id=kpi.id, name=kpi.name, first=_name(first.trigger),
                before=str(before.period), second=_name(second.trigger), after=str(after.period))


def _name(trigger: str) -> Message | str:
    # In a measurement it is any text: what another programme wrote there stands as it is.
    return message(_NAMES[trigger]) if trigger in _NAMES else trigger


RULE = Rule(
    code="CXG-077",
    group="numbers",
    severity=Severity.WARNING,
    title=N_("Mixed kinds of survey"),
    what=N_("All sources of an indicator, its own `trigger` and its measured periods say the same about what the survey follows: the whole "
            "relationship, a single contact or a journey. A change declares a new series under `breaks`."),
    why=N_("Asked after a good contact, people answer about the contact; asked once a year, about everything since. The two scores differ by tens "
           "of points with nothing having changed, and mixed they move with the share of each."),
    grounding=NPS_TYPES,
    example="""\
kind: kpis
kpis:
  - id: recommend
    name: Willingness to recommend
    type: nps
    variant: nps_0_10
    family: perception
    trigger: relationship
    owner: anna-nowak
    target: none
    measure: {source: after-contact, column: recommend}
---
kind: sources
sources:
  - {id: after-contact, path: answers.csv, trigger: transactional, period: 2026-Q3}
""",
    fix=N_("keep one indicator per kind of survey, each with its own series; where the survey itself was changed, declare the new series under "
           "`breaks`"),
    find=find,
)
