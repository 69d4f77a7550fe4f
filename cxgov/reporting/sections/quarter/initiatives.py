"""Item 9, the portfolio: initiatives by status, expected against measured changes, what began and ended, money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxgov.language import N_
from cxgov.model import Initiative
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.portfolio import STATUS, lacking
from cxgov.reporting.sections.quarter import pictures
from cxgov.reviewing.portfolio import NOT_TRIED, STATUSES, Effect, Item, Money, Portfolio, Status, due, portfolio

MOST_ROWS = 12
MOST_EFFECTS = 7
JUDGED = ("reached", "partly", "not_reached")
ORDER: tuple[Status, ...] = ("in_progress", "approved", "rolled_out", "proposed", "done", "stopped")
"""Statuses in the order of what the body can still influence."""


def build(context: Context) -> list[Page]:
    """Makes the item."""
    found = portfolio(context.workspace, context.period, context.as_of)
    effects = _effects(found)
    shown = [item for status in ORDER for item in found.by_status.get(status, ())][:MOST_ROWS]
    return [Page(
        id="quarter-initiatives", title=_title(context, found), short_title=context.say(N_("Initiative portfolio")), lead=_lead(context, found),
        template="quarter/initiatives.html", data={
            "words": context.narrative("quarter-initiatives"), "any": bool(found.items), "picture": pictures.effects(context, effects[:MOST_EFFECTS]),
            "effects": _judged(context, effects) if effects else "", "untried": any(i.effects and i.initiative.status in NOT_TRIED for i in found.items),
            "more_effects": max(0, len(effects) - MOST_EFFECTS),
            "bare": [context.text(i.initiative.title) for i in found.items if i.initiative.open and not i.initiative.expects],
            "groups": [{"name": context.say(STATUS[status]), "rows": [_row(context, item) for item in shown if item.initiative.status == status]}
                       for status in ORDER if any(item.initiative.status == status for item in shown)],
            "more": len(found.items) - len(shown), "period": context.language.period(context.period),
            "moves": _moves(context, found), "money": _money(context, found), "currency": context.currency,
        })]


def _effects(found: Portfolio) -> list[tuple[Item, Effect]]:
    """Every expected change, those that can be judged first, then those with a measured change, then the rest; in file order."""
    pairs = [(item, effect) for item in found.items if item.initiative.status not in NOT_TRIED for effect in item.effects]
    return sorted(pairs, key=lambda pair: (pair[1].state not in JUDGED, pair[1].difference is None))


def _title(context: Context, found: Portfolio) -> str:
    going = [item for item in found.items if item.initiative.open]
    late = [item for item in going if item.late]
    now, so_far = due(found, context.period, context.period.shift(-1)), due(found, context.period)
    bare = [item for item in going if lacking(item.initiative)]
    if not found.items:
        return context.say(N_("No initiative is on file"))
    if late:
        return context.counted(len(late), N_("{n} initiative is past its end and not finished"), N_("{n} initiatives are past their end and not finished"))
    if now:
        return context.say(N_("Expected changes due in {period}: {n}; measured in full: {reached}"), period=context.language.period(context.period), n=len(now),
                           reached=_reached(now))
    if so_far:
        return context.say(N_("Expected changes due so far: {n}; measured in full: {reached}"), n=len(so_far), reached=_reached(so_far))
    if bare:
        return context.say(N_("Cards of {n} of {m} open initiatives lack an owner, a date or an expected change"), n=len(bare), m=len(going))
    return context.say(N_("Initiative portfolio"))


def _reached(effects: Sequence[tuple[Item, Effect]]) -> int:
    return sum(effect.state == "reached" for _, effect in effects)


def _lead(context: Context, found: Portfolio) -> str:
    counts = "; ".join(f"{context.say(STATUS[status])}: {len(found.by_status[status])}" for status in STATUSES if status in found.by_status)
    said = [context.say(N_("Initiatives by status: {counts}."), counts=counts)] if counts else []
    so_far = due(found, context.period)
    if len(so_far) > len(due(found, context.period, context.period.shift(-1))) > 0:
        said.append(context.say(N_("Due so far, earlier periods included: {n}; measured in full: {reached}."), n=len(so_far), reached=_reached(so_far)))
    return " ".join(said)


def _judged(context: Context, effects: Sequence[tuple[Item, Effect]]) -> str:
    """The title of the picture: how many expected changes were due and how they came."""
    states = [effect.state for _, effect in effects]
    if not any(state in JUDGED for state in states):
        return context.say(N_("No expected change was due yet, or none could be judged"))
    return context.say(N_("Measured in full: {reached}; in part: {partly}; not the expected way: {missed}; not to be judged yet: {open}"),
                       reached=states.count("reached"), partly=states.count("partly"), missed=states.count("not_reached"),
                       open=sum(state not in JUDGED for state in states))


def _row(context: Context, item: Item) -> dict[str, Any]:
    one = item.initiative
    return {
        "title": context.text(one.title), "late": item.late, "owner": context.person(one.owner) if one.owner else None, "dates": _dates(context, one),
        "cost": one.cost, "spent": one.spent, "lacks": context.join([context.say(what) for what in lacking(one)]) if one.open else "",
        "evaluation": context.text(item.evaluation.text) if item.evaluation else "",
    }


def _dates(context: Context, one: Initiative) -> str | None:
    short = context.language.short_date
    if one.start and one.end:
        return f"{short(one.start)} – {short(one.end)}"
    if one.start:
        return context.say(N_("from {day}"), day=short(one.start))
    return context.say(N_("until {day}"), day=short(one.end)) if one.end else None


def _moves(context: Context, found: Portfolio) -> list[list[str]]:
    """What began, was finished and was stopped in the period."""
    groups = ((N_("Started"), found.started), (N_("Finished"), found.finished), (N_("Stopped"), found.stopped))
    return [[context.say(name), "; ".join(context.text(item.initiative.title) for item in items)] for name, items in groups if items]


def _money(context: Context, found: Portfolio) -> list[str]:
    """Planned and spent, each with how many initiatives say; nothing that nobody wrote down is a zero."""
    return [said for said in (
        _sum(context, found.cost, N_("Planned cost of what was not stopped: {total} (known for {known} of {of})."), N_("No initiative says what it costs.")),
        _sum(context, found.spent, N_("Spent so far: {total} (known for {known} of {of})."), N_("No initiative says what has been spent."))) if said]


def _sum(context: Context, money: Money, known: str, unknown: str) -> str:
    if not money.of:
        return ""
    if money.total is None:
        return context.say(unknown)
    return context.say(known, total=context.money(money.total), known=money.known, of=money.of)


SECTION = Section(name="quarter-initiatives", build=build)
