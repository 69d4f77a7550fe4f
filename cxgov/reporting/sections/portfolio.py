"""Portfolio of initiatives: improvement cards of the first quarter ahead, a table of the rest."""

from __future__ import annotations

from typing import Any

from cxgov.language import N_
from cxgov.model import Initiative
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.measure_next import change_said
from cxgov.reviewing.portfolio import NOT_TRIED, Effect, Item, Portfolio, portfolio

MOST_CARDS = 6
FEW = 2
"""So many other initiatives stand in lines below the cards; a table of them would often take a page of its own."""
STATUS: dict[str, str] = {"proposed": N_("proposed"), "approved": N_("approved"), "in_progress": N_("in progress"), "rolled_out": N_("rolled out"),
                          "done": N_("done"), "stopped": N_("stopped")}
OUTCOMES: dict[str, str] = {"reached": N_("the expected change was measured"), "partly": N_("it moved the expected way, but less"),
                            "not_reached": N_("it did not move the expected way"),
                            "too_early": N_("too early to judge"), "not_comparable": N_("not comparable"), "not_measured": N_("not measured yet")}


def build(context: Context) -> list[Page]:
    """Makes the chapter."""
    found = portfolio(context.workspace, context.period, context.as_of)
    now = {run.initiative.id for run in context.roadmap.initiatives if run.first == 0}
    cards = [item for item in found.items if item.initiative.id in now]
    rest = [item for item in found.items if item not in cards[:MOST_CARDS]]
    return [Page(
        id="portfolio", title=_title(context, found), short_title=context.say(N_("Initiative portfolio")), lead=_lead(context, found),
        template="portfolio.html", data={
            "words": context.narrative("portfolio"), "cards": [_card(context, item) for item in cards[:MOST_CARDS]],
            "rest": [_card(context, item) for item in rest], "any": bool(found.items), "few": len(rest) <= FEW, "currency": context.currency, "quarter": context.language.period(context.roadmap.quarters[0].period),
            "outside": [context.text(item.initiative.title) for item in found.items if item.initiative.open and not item.initiative.practices],
        })]


def lacking(initiative: Initiative) -> list[str]:
    """What an open initiative's card does not say: msgids of owner, dates, expected change."""
    found = [] if initiative.owner else [N_("an owner")]
    found += [] if initiative.start and initiative.end else [N_("dates")]
    return found + ([] if initiative.expects else [N_("an expected change")])


def _title(context: Context, found: Portfolio) -> str:
    going = [item for item in found.items if item.initiative.open]
    late = [item for item in going if item.late]
    bare = [item for item in going if lacking(item.initiative)]
    if late:
        return context.counted(len(late), N_("{n} initiative is past its end and not finished"), N_("{n} initiatives are past their end and not finished"))
    if bare:
        return context.say(N_("Cards of {n} of {m} open initiatives lack an owner, a date or an expected change"), n=len(bare), m=len(going))
    if going:
        return context.say(N_("Every open initiative has an owner, dates and an expected change"))
    return context.say(N_("Initiative portfolio"))


def _lead(context: Context, found: Portfolio) -> str:
    if not found.items:
        return ""
    said = "; ".join(f"{context.say(STATUS[status])}: {len(items)}" for status, items in found.by_status.items())
    if found.cost.total is None:
        return context.say(N_("Initiatives by status: {counts}."), counts=said)
    return context.say(N_("Initiatives by status: {counts}. Planned cost of {known} of {of} not stopped: {total}."), counts=said,
                       known=found.cost.known, of=found.cost.of, total=context.money(found.cost.total))


def _card(context: Context, item: Item) -> dict[str, Any]:
    one = item.initiative
    names = [context.text(context.workspace.touchpoints[t].name) for t in one.touchpoints if t in context.workspace.touchpoints]
    return {
        "id": one.id, "title": context.text(one.title), "status": context.say(STATUS[one.status]), "late": item.late,
        "signals": [_signal(context, signal.text, signal.source, signal.period) for signal in one.signals], "cause": context.text(one.cause),
        "touchpoints": "; ".join(names), "practices": list(one.practices), "effects": [_effect(context, effect, tried=one.status not in NOT_TRIED) for effect in item.effects],
        "owner": context.role(one.owner) if one.owner else "", "dates": _dates(context, one),
        "cost": one.cost, "priced": "" if one.cost is None else context.money(one.cost), "spent": "" if one.spent is None else context.language.number(one.spent), "pilot": _pilot(context, one), "first": context.text(one.first_step),
        "evaluation": context.text(item.evaluation.text) if item.evaluation else "",
        "lacks": context.join([context.say(what) for what in lacking(one)]) if one.open else "",
    }


def _signal(context: Context, text: Any, source: str, period: Any) -> str:
    known = context.workspace.sources_by_id.get(source)
    when = context.language.period(period) if period else ""
    # An id says nothing to a reader; it stands only where nothing else would.
    where = ", ".join(part for part in (context.text(known.name) if known and known.name else "", when) if part)
    if not text:
        return where or source
    return f"{context.text(text)} ({where})" if where else context.text(text)


def _dates(context: Context, one: Initiative) -> str:
    short = context.language.short_date
    if one.start and one.end:
        return f"{short(one.start)} – {short(one.end)}"
    if one.start:
        return context.say(N_("from {day}"), day=short(one.start))
    return context.say(N_("until {day}"), day=short(one.end)) if one.end else ""


def _pilot(context: Context, one: Initiative) -> str:
    if one.pilot is None:
        return ""
    result = context.text(one.pilot.result)
    if not one.pilot.done:
        return context.say(N_("planned, not yet done"))
    return result or context.say(N_("done, result not on file"))


def _effect(context: Context, effect: Effect, *, tried: bool) -> str:
    """What was expected and, of an initiative that was carried out, what was measured."""
    name = context.text(effect.kpi.name) if effect.kpi else effect.expected.kpi
    number = context.language.number
    wanted = effect.expected.change
    said = context.say(N_("{name}: {change} by {period}"), name=name,
                       change=change_said(context, effect.kpi, wanted) if effect.kpi else number(wanted, 2, signed=True, trim=True), period=context.language.period(effect.expected.by))
    if not tried:
        return said
    if effect.difference is None:
        return f"{said} ({context.said(effect.reason) if effect.reason else context.say(OUTCOMES[effect.state])})"
    measured = context.say(N_("measured so far {difference}, {outcome}"), difference=number(effect.difference, 2, signed=True, trim=True),
                           outcome=context.say(OUTCOMES[effect.state]))
    return f"{said} ({measured})"


SECTION = Section(name="portfolio", build=build)
