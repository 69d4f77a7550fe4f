"""Item 2: what became of the decisions of the period before, and which decisions are overdue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.governance import DECISIONS
from cxgov.reviewing.coverage import Effect, Recorded, State, decisions_of_period, overdue_decisions
from cxgov.reviewing.decisions import backed

MOST = 12
STATES: dict[State, tuple[str, str, str]] = {
    "done": ("met", N_("done"), N_("done: {n}")), "late": ("missed", N_("late"), N_("late: {n}")), "dropped": ("plain", N_("dropped"), N_("dropped: {n}")),
    "open": ("tolerance", N_("open"), N_("open: {n}")),
}
EFFECTS: dict[Effect | Literal["tested", "checked"], tuple[str, str, str]] = {
    "tested": ("met", N_("helped, and the change is tested"), N_("helped, and the change is tested: {n}")),
    "yes": ("plain", N_("helped, as recorded"), N_("helped, as recorded without a tested change: {n}")),
    "no": ("missed", N_("it did not help"), N_("did not help: {n}")), "too_early": ("tolerance", N_("too early to say"), N_("too early to say: {n}")),
    "unknown": ("unknown", N_("not checked"), N_("not checked: {n}")), "checked": ("plain", N_("checked, no effect stated"), N_("checked, no effect stated: {n}")),
}
"""State or effect -> kind of tag, its words in a row, and its words with a number."""


def build(context: Context) -> list[Page]:
    """Makes the item; where nothing was recorded it says so."""
    before = context.period.shift(-1)
    found = decisions_of_period(context.workspace, before, context.as_of)
    others = _overdue_elsewhere(context, found)
    return [Page(
        id="quarter-last-decisions", title=_title(context, found), short_title=context.say(N_("Decisions of last time")), lead=_lead(context, found),
        template="quarter/last-decisions.html", follows=True, data={
            "words": context.narrative("quarter-last-decisions"), "period": str(before), "rows": [_row(context, r) for r in found[:MOST]],
            "left_out": [r.decision.id for r in found[MOST:]], "others": [_row(context, r) for r in others[:MOST]],
            "others_left_out": [r.decision.id for r in others[MOST:]], "kept": bool(context.workspace.decisions),
        })]


def _title(context: Context, found: Sequence[Recorded]) -> str:
    period = context.period.shift(-1)
    if not found:
        return context.say(N_("No decision is on record for {period}"), period=period)
    late = sum(r.state == "late" for r in found)
    done = [r for r in found if r.state == "done"]
    if late:
        return context.counted(late, N_("{n} decision of {period} is late, of {m}"), N_("{n} decisions of {period} are late, of {m}"),
                               period=context.language.period(period), m=len(found))
    if len(done) == len(found):
        helped = sum(r.effect == "yes" for r in done)
        if helped:
            # What somebody wrote down is one thing, what a test says another.
            tested = sum(backed(context.workspace, r, context.verdicts) for r in done)
            return context.say(N_("Every decision of {period} is done; recorded as helpful: {yes} of {n}, with a tested change: {tested}"), period=period,
                               yes=helped, n=len(found), tested=tested)
        if any(r.effect != "unknown" for r in done):
            return context.say(N_("Every decision of {period} is done; none is recorded as helpful so far"), period=period)
        return context.say(N_("Every decision of {period} is done; whether it helped was not checked"), period=period)
    return context.say(N_("Decisions of {period} that are done: {done} of {n}; none is late"), period=period, done=len(done), n=len(found))


def _lead(context: Context, found: Sequence[Recorded]) -> str:
    """How many are done, late, dropped, open; what their effect was; how many of all periods are overdue."""
    said = []
    if found:
        said.append("; ".join(context.say(text, n=n) for state, (_, _, text) in STATES.items() if (n := sum(r.state == state for r in found))))
        effects = [_effect(context, r) for r in found if r.state == "done"]
        said.append("; ".join(context.say(text, n=n) for effect, (_, _, text) in EFFECTS.items() if (n := effects.count(effect))))
    late = len(overdue_decisions(context.workspace, context.as_of))
    if context.workspace.decisions:
        said.append(context.say(N_("overdue decisions of all periods: {n}"), n=late))
    text = ". ".join(part[:1].upper() + part[1:] for part in said if part)
    return f"{text}." if text else ""


def _overdue_elsewhere(context: Context, found: Sequence[Recorded]) -> list[Recorded]:
    """Overdue decisions of other periods, so that this item and the first count the same."""
    shown, late = {r.decision.id for r in found}, {d.id for d in overdue_decisions(context.workspace, context.as_of)}
    periods = dict.fromkeys(file.period for file in context.workspace.decisions)
    return [r for period in periods for r in decisions_of_period(context.workspace, period, context.as_of) if r.decision.id in late - shown]


def _effect(context: Context, recorded: Recorded) -> Effect | Literal["tested", "checked"]:
    if recorded.effect == "unknown" and recorded.verified:
        return "checked"
    return "tested" if backed(context.workspace, recorded, context.verdicts) else recorded.effect


def _row(context: Context, recorded: Recorded) -> dict[str, Any]:
    decision = recorded.decision
    kind, state, _ = STATES[recorded.state]
    effect_kind, effect, _ = EFFECTS[_effect(context, recorded)]
    return {
        "id": decision.id, "kind": context.say(DECISIONS[decision.decision]), "text": context.text(decision.text), "who": context.person(decision.owner) if decision.owner else "",
        "state": [kind, context.say(state)], "due": decision.due.isoformat() if decision.due else None, "days": recorded.days_late,
        "replaced_by": recorded.replaced_by, "effect": [effect_kind, context.say(effect)] if recorded.state == "done" else None,
        "result": context.text(decision.result), "period": context.language.period(recorded.period),
    }


SECTION = Section(name="quarter-last-decisions", build=build)
