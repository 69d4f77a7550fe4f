"""Governance check: who carries what, what was decided, which findings count most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxgov.language import N_
from cxgov.model import Decision
from cxgov.reporting import headlines, programme_pictures
from cxgov.reporting.context import Context
from cxgov.reporting.findings import Group, groups, in_short
from cxgov.reporting.ownership import Load, loads, shown_touchpoints
from cxgov.reporting.readings import readings
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.coverage import coverage

TOP_CHECKS = 6
TOP_OWNERSHIP = 4
NAMED_RECORDS = 3
OWNERSHIP = "ownership"
DECISIONS = {"act": N_("act"), "accept": N_("accept"), "investigate": N_("investigate")}
DECISION_STATES = {"open": N_("open"), "done": N_("done"), "dropped": N_("dropped")}


def build(context: Context) -> list[Page]:
    """Makes the chapter."""
    carried = loads(context)
    found = groups(context, context.checked.findings)
    ownership = [group for group in found if group["family"] == OWNERSHIP][:TOP_OWNERSHIP]
    top = [group for group in found if group["family"] != OWNERSHIP][: max(0, TOP_CHECKS - len(ownership))]
    touchpoints = list(context.workspace.touchpoints.values())
    return [Page(
        id="governance", title=_title(context, found), short_title=context.say(N_("Governance check")), lead=_lead(context, found),
        template="governance.html", data={
            "words": context.narrative("governance"), "unit": context.card.unit is not None,
            "map": programme_pictures.owners(context, carried), "curve": programme_pictures.concentration(context, carried),
            "beside": programme_pictures.beside(carried),
            "map_title": _map_title(context, carried), "touchpoints": len(touchpoints),
            "left_out": len(touchpoints) - len(shown_touchpoints(touchpoints, programme_pictures.MAP_ROWS)),
            "shared": [context.text(t.name) for t in touchpoints if len(t.accountable) > 1],
            "loads": [_load(context, load, len(touchpoints)) for load in carried],
            "ownership": [_shown(group) for group in ownership], "others": [_shown(group) for group in top],
            "more": len(found) - len(ownership) - len(top),
            "decisions": _decisions(context), "suppressed": len(context.checked.suppressed),
            "not_checked": len(context.checked.not_checked),
        })]


def _title(context: Context, found: list[Group]) -> str:
    person = headlines.one_person(context)
    if person is not None:
        return context.say(N_("{count} of {total} touchpoints depend on one person"), count=person[1], total=person[2])
    touchpoints = list(context.workspace.touchpoints.values())
    ownerless = sum(not t.accountable for t in touchpoints)
    if ownerless:
        return context.say(N_("Nobody is accountable for {count} of {total} touchpoints"), count=ownerless, total=len(touchpoints))
    grave = sum(group["n"] for group in found if group["severity"] == "error")
    if grave:
        return context.counted(grave, N_("The governance checks found {n} error that needs an owner"),
                               N_("The governance checks found {n} errors that need an owner"))
    if touchpoints and all(len(t.accountable) == 1 for t in touchpoints):
        return context.say(N_("Every touchpoint has one accountable person"))
    return context.say(N_("Governance check"))


def _lead(context: Context, found: list[Group]) -> str:
    if not found:
        return context.say(N_("None of the checks that could be made found anything to mend."))
    n = sum(group["n"] for group in found)
    findings = context.counted(n, N_("{n} finding"), N_("{n} findings"))
    checks = context.counted(len(found), N_("{n} check"), N_("{n} checks"))
    return context.say(N_("{findings} of {checks}: what is wrong, why it matters and what to do. The complete list is in annex C."),
                       findings=findings, checks=checks)


def _map_title(context: Context, carried: list[Load]) -> str:
    over = [load for load in carried if load.overloaded]
    if over:
        return context.say(N_("Accountability gathers at: {people}"), people=context.join([context.person(load.person) for load in over]))
    owners = sum(load.accountable > 0 for load in carried)
    return context.counted(owners, N_("{n} person is accountable for touchpoints"), N_("{n} people are accountable for touchpoints"))


def _load(context: Context, load: Load, touchpoints: int) -> dict[str, Any]:
    return {
        "label": load.label, "name": context.person(load.person), "role": context.role(load.person), "accountable": load.accountable,
        "share": load.accountable / touchpoints if touchpoints else None, "responsible": load.responsible,
        "initiatives": load.initiatives, "decisions": load.decisions, "active": load.active, "overloaded": load.overloaded,
    }


def _shown(group: Group) -> dict[str, Any]:
    """A group with its first finding in words and the records of the others."""
    others = list(dict.fromkeys(entry["about"] for entry in group["entries"][1:] if entry["about"]))
    return {**group, "why": in_short(group["why"]), "first": group["entries"][0]["text"], "others": others[:NAMED_RECORDS], "rest": max(0, len(others) - NAMED_RECORDS)}


def _decisions(context: Context) -> dict[str, Any]:
    """Decision coverage: which indicators off target, and which of the largest problems, have a decision."""
    found = coverage(context.workspace, context.period, context.as_of)
    rows = [_row(context, context.text(row.standing.kpi.name), f"kpi:{row.standing.kpi.id}", row.decisions) for row in found.rows]
    return {
        "recorded": found.recorded, "open": found.open, "late": found.late, "complete": found.complete, "rows": rows,
        "covered": found.covered, "measured": any(r.value is not None for r in readings(context)),
    }


def _row(context: Context, name: str, number: str, found: Sequence[Decision]) -> dict[str, Any]:
    decision = found[0] if found else None
    return {
        "name": name, "number": number, "id": decision.id if decision else None,
        "kind": context.say(DECISIONS[decision.decision]) if decision else None,
        "text": context.text(decision.text) if decision else None, "owner": context.role(decision.owner) if decision else None,
        "due": decision.due.isoformat() if decision and decision.due else None,
        "state": context.say(DECISION_STATES[decision.status]) if decision else None,
    }


SECTION = Section(name="governance", build=build)
