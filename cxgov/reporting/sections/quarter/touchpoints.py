"""Item 5: the key touchpoints: who answers for each, what measures it, where it stands, what is under way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxgov.language import N_
from cxgov.model import Touchpoint
from cxgov.reporting import programme_pictures
from cxgov.reporting.context import Context
from cxgov.reporting.ownership import loads, sole
from cxgov.reporting.readings import NOTES, STATUS_TAGS, Reading, readings
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.touchpoints import MOMENTS
from cxgov.reviewing.pending import in_role, vacant

MOST = 14
MANY = 3
"""From so many key touchpoints in one hand on, a title may speak of it, if they are more than half."""


def build(context: Context) -> list[Page]:
    """Makes the item; without key touchpoints it says what is missing."""
    key = [t for t in context.workspace.touchpoints.values() if t.key]
    by_kpi = {r.kpi.id: r for r in readings(context)}
    return [Page(
        id="quarter-touchpoints", title=_title(context, key, by_kpi), short_title=context.say(N_("Key touchpoints")), lead=_lead(context, key),
        template="quarter/touchpoints.html", follows=not key, data={
            "words": context.narrative("quarter-touchpoints"), "n": len(context.workspace.touchpoints), "key": len(key),
            "drawing": programme_pictures.owners(context, loads(context), key) if key else None, "people": _people(context, key),
            "rows": [_row(context, t, by_kpi) for t in key[:MOST]], "left_out": [context.text(t.name) for t in key[MOST:]],
        })]


def _title(context: Context, key: Sequence[Touchpoint], by_kpi: Mapping[str, Reading]) -> str:
    if not key:
        return context.say(N_("No touchpoint is marked as key") if context.workspace.touchpoints else N_("No touchpoint is on file"))
    empty = len(vacant(context.workspace, context.as_of))
    if empty:
        return context.counted(empty, N_("Nobody in the role answers for {n} of {m} key touchpoints"), N_("Nobody in the role answers for {n} of {m} key touchpoints"),
                               m=len(key))
    missed = [t for t in key if any(r.off_target for r in _readings(context, t, by_kpi))]
    if missed:
        return context.say(N_("Key touchpoints with an indicator off target: {n} of {m}"), n=len(missed), m=len(key))
    bare = sum(all(r.value is None for r in _readings(context, t, by_kpi)) for t in key)
    if bare:
        return context.say(N_("Key touchpoints without a measured value: {n} of {m}"), n=bare, m=len(key))
    share = _largest_share(key)
    if share >= MANY and 2 * share > len(key):
        return context.say(N_("{n} of {m} key touchpoints are in the hands of one person"), n=share, m=len(key))
    return context.say(N_("Every key touchpoint has somebody who answers for it and a measured value"))


def _lead(context: Context, key: Sequence[Touchpoint]) -> str:
    """Who is meant, and how many rest on one person."""
    vacancies = [context.text(t.name) for t in vacant(context.workspace, context.as_of)]
    said = [context.say(N_("To be filled: {names}."), names="; ".join(vacancies))] if vacancies else []
    share = _largest_share(key)
    if share >= MANY and 2 * share > len(key):
        person = next(name for name in dict.fromkeys(sole(t) for t in key) if name and sum(sole(t) == name for t in key) == share)
        said.append(context.say(N_("{name} is accountable for {n} of {m} key touchpoints."), name=context.person(person), n=share, m=len(key)))
    return " ".join(said)


def _people(context: Context, key: Sequence[Touchpoint]) -> list[list[str]]:
    """Whose initials stand over the map, and their names, in its order."""
    named = {name for t in key for name in (*t.accountable, *t.responsible)}
    return [[load.label, context.person(load.person)] for load in loads(context) if load.person in named]


def _largest_share(key: Sequence[Touchpoint]) -> int:
    owners = [sole(t) for t in key]
    return max((owners.count(name) for name in owners if name), default=0)


def _readings(context: Context, touchpoint: Touchpoint, by_kpi: Mapping[str, Reading]) -> list[Reading]:
    return [by_kpi[kpi.id] for kpi in context.workspace.kpis_of(touchpoint.id)]


def _row(context: Context, t: Touchpoint, by_kpi: Mapping[str, Reading]) -> dict[str, Any]:
    return {
        "name": context.text(t.name), "moment": context.say(MOMENTS[t.moment_of_truth]) if t.moment_of_truth else "",
        "owners": [[context.person(name), in_role(context.workspace, name, context.as_of)] for name in t.accountable],
        "kpis": [_kpi(context, r) for r in _readings(context, t, by_kpi)],
        "work": [context.text(i.title) for i in context.workspace.initiatives if i.open and t.id in i.touchpoints],
    }


def _kpi(context: Context, reading: Reading) -> dict[str, Any]:
    return {
        "name": context.text(reading.kpi.name), "value": reading.value, "digits": reading.digits, "note": context.say(NOTES[reading.note]),
        "target": reading.target.value if reading.target else None, "status": STATUS_TAGS[reading.status],
    }


SECTION = Section(name="quarter-touchpoints", build=build)
