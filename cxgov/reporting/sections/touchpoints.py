"""Touchpoints and moments of truth: each journey as a strip, its touchpoints in a table, the customers' largest problems."""

from __future__ import annotations

from typing import Any

from cxgov.language import N_
from cxgov.model import Decision, Initiative, Journey, JourneyProblem, Touchpoint
from cxgov.reporting import programme_pictures
from cxgov.reporting.context import Context
from cxgov.reporting.ownership import initials, shown_touchpoints
from cxgov.reporting.section import Page, Section

TOP_PROBLEMS = 3
WIDEST = 3
MOMENTS = {
    "zmot": N_("moment of truth: the search before"), "fmot": N_("moment of truth: the choice"),
    "smot": N_("moment of truth: first use"), "service": N_("moment of truth: service"),
    "recovery": N_("moment of truth: repair of a failure"),
}
GROUNDS = {"none": N_("assumption"), "partly": N_("partly researched"), "research": N_("research")}


def build(context: Context) -> list[Page]:
    """Makes the chapter; without journeys it says so."""
    touchpoints = list(context.workspace.touchpoints.values())
    return [Page(
        id="touchpoints", title=_title(context, touchpoints), short_title=context.say(N_("Touchpoints and moments of truth")),
        lead=_lead(context, touchpoints), template="touchpoints.html", data={
            "words": context.narrative("touchpoints"), "unit": context.card.unit is not None,
            "journeys": [_journey(context, journey) for journey in context.workspace.journeys],
            "widest": _widest(context, touchpoints), "problems": _problems(context),
        })]


def behind(touchpoint: Touchpoint) -> int | None:
    """How far the emotion lies below the desired one; ``None`` where one of them is not known."""
    if touchpoint.emotion is None or touchpoint.desired_emotion is None:
        return None
    return touchpoint.desired_emotion - touchpoint.emotion


def _title(context: Context, touchpoints: list[Touchpoint]) -> str:
    known = [gap for t in touchpoints if (gap := behind(t)) is not None]
    below = sum(gap > 0 for gap in known)
    if below:
        return context.say(N_("Customers feel worse than intended at {n} of {known} touchpoints"), n=below, known=len(known))
    if known:
        return context.say(N_("Where it is known, customers feel as intended"))
    return context.say(N_("Touchpoints and moments of truth"))


def _lead(context: Context, touchpoints: list[Touchpoint]) -> str:
    key = [t for t in touchpoints if t.key]
    if not key:
        return context.say(N_("No touchpoint is marked as key.")) if touchpoints else ""
    return context.say(
        N_("Key touchpoints: {n}; with one accountable person: {owned}; with an indicator: {measured}; with a desired experience: {described}."),
        n=len(key), owned=sum(len(t.accountable) == 1 for t in key), measured=sum(bool(context.workspace.kpis_of(t.id)) for t in key),
        described=sum(t.desired is not None for t in key))


def _journey(context: Context, journey: Journey) -> dict[str, Any]:
    touchpoints = list(journey.touchpoints())
    shown = shown_touchpoints(touchpoints, programme_pictures.STRIP_TOUCHPOINTS)
    labels = initials(context)
    return {
        "name": context.text(journey.name), "reviewed": journey.date.isoformat() if journey.date else None, "n": len(touchpoints),
        "drawing": programme_pictures.journey(context, journey), "left_out": len(touchpoints) - len(shown),
        "in_picture": len(shown), "rows": [_row(context, t, labels) | {"number": number} for number, t in enumerate(shown, 1)],
    }


def _row(context: Context, t: Touchpoint, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "name": context.text(t.name), "key": t.key, "moment": context.say(MOMENTS[t.moment_of_truth]) if t.moment_of_truth else "",
        "emotion": t.emotion, "desired": t.desired_emotion, "wanted": context.text(t.desired.emotion) if t.desired else "",
        "effort": context.text(t.desired.effort) if t.desired else "", "success": context.text(t.desired.success) if t.desired else "",
        "kpis": [{"name": context.text(kpi.name), "id": f"kpi:{kpi.id}"} for kpi in context.workspace.kpis_of(t.id)],
        "owners": [labels.get(person, person) for person in t.accountable], "grounds": context.say(GROUNDS[t.evidence]),
    }


def _widest(context: Context, touchpoints: list[Touchpoint]) -> list[dict[str, Any]]:
    """The touchpoints where the distance is greatest; key ones and moments of truth first among equals."""
    gaps = [(gap, t) for t in touchpoints if (gap := behind(t)) is not None and gap > 0]
    gaps.sort(key=lambda pair: (-pair[0], not (pair[1].key or pair[1].moment_of_truth)))
    made = []
    for _gap, t in gaps[:WIDEST]:
        work = next((i for i in context.workspace.initiatives if i.open and t.id in i.touchpoints), None)
        made.append({
            "name": context.text(t.name), "emotion": t.emotion, "desired": t.desired_emotion,
            "goal": context.text(t.customer_goal), "work": context.text(work.title) if work else "",
            "owner": context.role(t.accountable[0]) if len(t.accountable) == 1 else "", "owners": len(t.accountable),
        })
    return made


def _problems(context: Context) -> list[dict[str, Any]]:
    """The problems with most signals, and what is being done about each."""
    ranked = sorted(context.workspace.problems.values(), key=lambda problem: -problem.signals)[:TOP_PROBLEMS]
    return [{
        "text": context.text(problem.text), "signals": problem.signals,
        "where": context.text(t.name) if (t := context.workspace.touchpoints.get(problem.touchpoint or "")) else "",
        "answer": _answer(context, problem),
    } for problem in ranked]


def _answer(context: Context, problem: JourneyProblem) -> str:
    decision = _decision(context, problem)
    if decision is not None:
        return context.say(N_("Decision {id}: {text}"), id=decision.id, text=decision.text)
    initiative = _initiative(context, problem)
    return context.say(N_("Initiative: {title}"), title=initiative.title) if initiative else ""


def _decision(context: Context, problem: JourneyProblem) -> Decision | None:
    found = [d for file in context.workspace.decisions if file.period <= context.period for d in file.decisions
             if d.about is not None and d.about.problem == problem.id and d.status != "dropped"]
    return found[-1] if found else None


def _initiative(context: Context, problem: JourneyProblem) -> Initiative | None:
    return next((i for i in context.workspace.initiatives
                 if i.status != "stopped" and problem.touchpoint is not None and problem.touchpoint in i.touchpoints), None)


SECTION = Section(name="touchpoints", build=build)
