"""Item 6: every indicator off target: what is known of the cause, what says so, and which decision that supports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxgov.language import N_
from cxgov.reporting import indicator_pictures, trends
from cxgov.reporting.context import Context
from cxgov.reporting.readings import Reading, readings, unit_name
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.governance import DECISIONS
from cxgov.reporting.sections.quarter.cause_names import cause_name
from cxgov.reporting.sections.quarter.changes import charted
from cxgov.reporting.verdicts import sentence_of
from cxgov.reviewing.diagnosis import Diagnosis, diagnoses

MOST = 4  # as many blocks as one page holds
PROBLEMS, CAUSES = 2, 2
BESIDE = 164.0  # the narrow one of two columns, in points
PROPOSALS = {
    "act": N_("act: a cause is known, and nothing is at work whose effect is still to come"), "accept": N_("accept for now: something is at work whose effect is still to come"),
    "investigate": N_("investigate: no cause is on file"),
}


def build(context: Context) -> list[Page]:
    """Makes the item; where nothing is off target it says so."""
    by_kpi = {r.kpi.id: r for r in readings(context)}
    found = diagnoses(context.workspace, context.period, context.as_of)
    # A series stands in the pack once.
    drawn = charted(context)
    past = {t.reading.kpi.id: t for t in trends.trends(context, [by_kpi[d.standing.kpi.id] for d in found]) if t.reading.kpi.id not in drawn}
    shown = sorted(found, key=lambda d: bool(d.decisions))[:MOST]
    return [Page(
        id="quarter-off-target", title=_title(context, found, list(by_kpi.values())), short_title=context.say(N_("Off-target indicators")),
        lead=_lead(context, found), template="quarter/off-target.html", follows=not found, data={
            "words": context.narrative("quarter-off-target"), "blocks": [_block(context, d, by_kpi[d.standing.kpi.id], past) for d in shown],
            "left_out": [context.text(d.standing.kpi.name) for d in found if d not in shown],
            "judged": any(r.status != "unknown" for r in by_kpi.values()), "undecided": any(not d.decisions for d in shown),
        })]


def _title(context: Context, found: Sequence[Diagnosis], known: Sequence[Reading]) -> str:
    judged = sum(r.status != "unknown" for r in known)
    if not judged:
        return context.say(N_("No indicator can be judged: a target or a value is missing"))
    if not found:
        return context.say(N_("No indicator is off target"))
    open_ = sum(not d.decisions for d in found)
    if not open_:
        return context.counted(len(found), N_("{n} indicator is off target, and there is a decision on it"), N_("{n} indicators are off target, and there is a decision on each"))
    if open_ == len(found):
        return context.counted(len(found), N_("{n} indicator is off target, and nothing is decided on it"), N_("{n} indicators are off target, and nothing is decided on any"))
    return context.say(N_("Indicators off target: {n}; without a decision: {open}"), n=len(found), open=open_)


def _lead(context: Context, found: Sequence[Diagnosis]) -> str:
    bare = sum(d.proposal == "investigate" for d in found)
    return context.counted(bare, N_("For {n} of them no cause is on file."), N_("For {n} of them no cause is on file.")) if bare else ""


def _block(context: Context, found: Diagnosis, reading: Reading, past: Mapping[str, trends.Trend]) -> dict[str, Any]:
    kpi, measured = reading.kpi, reading.measured
    trend = past.get(kpi.id)
    return {
        "name": context.text(kpi.name), "unit": unit_name(context, kpi), "value": reading.value, "digits": reading.digits,
        "target": reading.target.value if reading.target else None, "tolerance": reading.target.tolerance if reading.target else 0.0,
        "low": reading.interval[0] if reading.interval else None, "high": reading.interval[1] if reading.interval else None,
        "n": measured.n if measured else None, "change": sentence_of(context, reading.verdict, reading.digits), "owner": context.person(kpi.owner),
        "drawing": indicator_pictures.trend(context, trend, narrow=False, width=BESIDE) if trend else None, "causes": _causes(context, found),
        "evidence": _evidence(context, found),
        "decisions": [_decided(context, found, at) for at in range(len(found.decisions))], "proposal": context.say(PROPOSALS[found.proposal]), "means": _means(context, found),
    }


def _causes(context: Context, found: Diagnosis) -> list[str]:
    """The causes that the cards of its initiatives name; else what is reported at its touchpoints."""
    named = dict.fromkeys(context.text(i.cause) for i in found.initiatives if i.cause)
    return list(named) or [context.text(p.text) for p in found.problems[:1]]


def _evidence(context: Context, found: Diagnosis) -> list[str]:
    """What customers said at its touchpoints: signals of known problems, and causes counted in the period."""
    counted = {c.code: c.count for c in found.causes}
    said, cause = [], _causes(context, found)
    for p in found.problems[:PROBLEMS]:
        text = context.text(p.text)
        signals = context.counted(p.signals, N_("{n} customer signal"), N_("{n} customer signals"))
        now = f", {_times(context, counted[p.id])}" if p.id in counted else ""
        said.append(f"{signals}{now}" if text in cause else f"{_sentence(text)} ({signals}{now})")
    shown = {p.id for p in found.problems[:PROBLEMS]}
    others = [c for c in found.causes if c.code not in shown and cause_name(context, c.code)]
    return said + [f"{cause_name(context, c.code)} ({_times(context, c.count)})" for c in others[:CAUSES]]


def _times(context: Context, n: int) -> str:
    return context.counted(n, N_("named {n} time this period"), N_("named {n} times this period"))


def _decided(context: Context, found: Diagnosis, at: int) -> dict[str, Any]:
    decision = found.decisions[at]
    return {"id": decision.id, "kind": context.say(DECISIONS[decision.decision]), "text": context.text(decision.text),
            "who": context.person(decision.owner) if decision.owner else "", "due": decision.due.isoformat() if decision.due else None}


def _means(context: Context, found: Diagnosis) -> str:
    """What stands behind the proposal."""
    if found.due is not None:
        return context.say(N_("“{title}” is to bring {change} by {period}"), title=found.due.initiative.title, period=found.due.expected.by,
                           change=context.language.number(found.due.expected.change, 2, signed=True, trim=True))
    work = next((i for i in found.initiatives if i.open), None)
    if found.proposal == "act" and work is not None:
        return context.say(N_("“{title}” is proposed") if work.status == "proposed" else N_("“{title}” is under way, but expects no later change of this indicator"),
                           title=work.title)
    return ""


def _sentence(text: str) -> str:
    return text.rstrip().removesuffix(".")


SECTION = Section(name="quarter-off-target", build=build)
