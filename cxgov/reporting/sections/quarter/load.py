"""Item 10, ownership and load: vacancies, how accountability is spread, who carries more than one person can."""

from __future__ import annotations

from typing import Any

from cxgov.language import N_
from cxgov.model import Touchpoint
from cxgov.reporting import headlines, programme_pictures
from cxgov.reporting.context import Context
from cxgov.reporting.ownership import Load, loads
from cxgov.reporting.section import Page, Section

MOST_ROWS = 6
MOST_NAMED = 5
CURVE = 150.0  # points
VACANT = "CXG-028"


def build(context: Context) -> list[Page]:
    """Makes the item; it goes on on the page of the initiatives, whose owners it speaks of."""
    carried = loads(context)
    touchpoints = list(context.workspace.touchpoints.values())
    ranked = sorted(carried, key=lambda load: (not load.overloaded, load.active, -_total(load)))
    return [Page(
        id="quarter-load", title=_title(context, carried), short_title=context.say(N_("Ownership and load")), lead=_lead(context, carried),
        template="quarter/load.html", follows=True, data={
            "words": context.narrative("quarter-load"), "touchpoints": len(touchpoints), "curve": programme_pictures.concentration(context, carried, width=CURVE),
            "loads": [_row(context, load, len(touchpoints)) for load in ranked[:MOST_ROWS]], "more": max(0, len(ranked) - MOST_ROWS),
            "vacant": _named(context, [t for t in touchpoints if not t.accountable]),
            "shared": _named(context, [t for t in touchpoints if len(t.accountable) > 1]),
            "overload": any(load.overloaded for load in carried),
        })]


def _total(load: Load) -> int:
    return load.accountable + load.initiatives + load.decisions


def _title(context: Context, carried: list[Load]) -> str:
    touchpoints = list(context.workspace.touchpoints.values())
    left = sorted({f.about for f in context.checked.findings if f.code == VACANT})
    if left:
        return context.counted(len(left), N_("{n} owner has left and no successor is named"), N_("{n} owners have left and no successors are named"))
    ownerless = sum(not t.accountable for t in touchpoints)
    if ownerless:
        return context.say(N_("Nobody is accountable for {count} of {total} touchpoints"), count=ownerless, total=len(touchpoints))
    person = headlines.one_person(context)
    if person is not None:
        return context.say(N_("{count} of {total} touchpoints depend on one person"), count=person[1], total=person[2])
    over = sum(load.overloaded for load in carried)
    if over:
        return context.counted(over, N_("{n} person carries more than the limit"), N_("{n} people carry more than the limit"))
    if touchpoints and all(len(t.accountable) == 1 for t in touchpoints):
        return context.say(N_("Every touchpoint has one accountable person"))
    return context.say(N_("Ownership and load"))


def _lead(context: Context, carried: list[Load]) -> str:
    touchpoints = context.workspace.touchpoints
    if not touchpoints:
        return ""
    owned = sum(bool(t.accountable) for t in touchpoints.values())
    people = sum(load.accountable > 0 for load in carried)
    return context.counted(people, N_("{owned} of {total} touchpoints have an accountable person; accountable: {n} person."),
                           N_("{owned} of {total} touchpoints have an accountable person; accountable: {n} people."), owned=owned, total=len(touchpoints))


def _row(context: Context, load: Load, touchpoints: int) -> dict[str, Any]:
    return {
        "name": context.person(load.person), "accountable": load.accountable,
        "share": load.accountable / touchpoints if touchpoints else None, "initiatives": load.initiatives, "decisions": load.decisions, "total": _total(load),
        "active": load.active, "overloaded": load.overloaded,
    }


def _named(context: Context, found: list[Touchpoint]) -> dict[str, Any]:
    return {"names": [context.text(t.name) for t in found[:MOST_NAMED]], "more": max(0, len(found) - MOST_NAMED)}


SECTION = Section(name="quarter-load", build=build)
