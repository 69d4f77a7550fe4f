"""Roadmap: four quarters in the order of the cycle, quick wins apart, and what each quarter can bring."""

from __future__ import annotations

from typing import Any

from cxgov.language import N_
from cxgov.reporting import advice, roadmap_parts
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.priorities import Recommendation, StepKind
from cxgov.reviewing.roadmap import OpenGate, Quarter, Roadmap


def build(context: Context) -> list[Page]:
    """Makes the chapter."""
    plan = context.roadmap
    return [Page(
        id="roadmap", title=_title(context, plan), short_title=context.say(N_("Roadmap")), lead=_lead(context, plan), template="roadmap.html", data={
            "words": context.narrative("roadmap"), "picture": roadmap_parts.picture(context, plan), "planned": bool(context.steps),
            "scored": context.card.index is not None, "today": context.card.index, "capacity": plan.capacity,
            "wins": [_step(context, s) for s in plan.quick_wins], "after_wins": {"index": plan.after_wins.index, "level": plan.after_wins.level}, "quick_effort": plan.quick_effort, "quarters": [_quarter(context, q) for q in plan.quarters],
            "later": [_step(context, s) for s in plan.later], "later_effort": sum(s.effort for s in plan.later), "gates": [_gate(context, plan, g) for g in plan.gates if g.steps],
            "running": bool(plan.initiatives), "level": plan.end.level, "level_name": context.level_name(plan.end.level),
        })]


def _title(context: Context, plan: Roadmap) -> str:
    today, then = context.card.index, plan.end.index
    if not context.steps or today is None or then is None or then <= today:
        return context.say(N_("Roadmap for four quarters"))
    wins = {step.score.practice.id for step in plan.quick_wins}
    # A gate that quick wins alone open decides nothing about the order of the quarters.
    first = next((g for g in plan.gates if g.opens is not None and not wins.issuperset(g.steps)), None)
    if first is not None:
        return context.say(N_("Stage {number} first: in four quarters the index can go from {today} to {then}"),
                           number=context.stage_number(first.stage), today=today, then=then)
    return context.say(N_("In four quarters the index can go from {today} to {then}"), today=today, then=then)


def _lead(context: Context, plan: Roadmap) -> str:
    if not context.steps:
        return ""
    placed = sum(len(q.steps) for q in plan.quarters)
    said = [context.counted(len(plan.quick_wins), N_("{n} quick win can begin at once,"), N_("{n} quick wins can begin at once,")),
            context.counted(placed, N_("{n} further step stands in the quarters."), N_("{n} further steps stand in the quarters.")),
            context.counted(plan.capacity, N_("Together they take {n} unit of effort a quarter at most."),
                            N_("Together they take {n} units of effort a quarter at most."))]
    if plan.later:
        said.append(context.counted(len(plan.later), N_("{n} step finds no room."), N_("{n} steps find no room.")))
    return " ".join(said)


def _quarter(context: Context, quarter: Quarter) -> dict[str, Any]:
    return {"name": context.language.period(quarter.period), "steps": [_step(context, s) for s in quarter.steps], "effort": quarter.effort,
            "empty": context.say(roadmap_parts.EMPTY_TEXTS[quarter.empty]) if quarter.empty else "", "index": quarter.after.index, "level": quarter.after.level}


def _step(context: Context, step: Recommendation) -> dict[str, Any]:
    practice = step.score.practice
    who, agreed = advice.owner(context, step)
    return {"id": practice.id, "name": context.text(practice.short or practice.name), "from": step.level - 1, "to": step.level,
            "owner": who if agreed else "", "evidence": step.kind is not StepKind.IMPROVE}


def _gate(context: Context, plan: Roadmap, gate: OpenGate) -> str:
    values = {"number": context.stage_number(gate.stage), "later": context.join([str(context.stage_number(later)) for later in gate.later])}
    if gate.opens is None:
        said = context.counted(len(gate.later), N_("The steps of stage {number} that open its gate do not fit into the four quarters, so stage {later} waits longer."),
                               N_("The steps of stage {number} that open its gate do not fit into the four quarters, so stages {later} wait longer."), **values)
    else:
        said = context.counted(len(gate.later), N_("The gate of stage {number} opens at the end of {quarter}; stage {later} follows."),
                               N_("The gate of stage {number} opens at the end of {quarter}; stages {later} follow."),
                               quarter=context.language.period(plan.quarters[gate.opens].period), **values)
    if gate.free:
        return said
    more = context.say(N_("One level a practice is not enough to end the limit: stage {number} still counts against later ones after the four quarters."), **values)
    return f"{said} {more}"


SECTION = Section(name="roadmap", build=build)
