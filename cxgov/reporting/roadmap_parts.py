"""The roadmap of a report: computed once, and handed to its picture.

In this room: the report's one roadmap and how its facts become lanes and columns. Not here: which step falls into which
quarter (`cxgov.reviewing.roadmap`) and how the picture looks (`cxgov.rendering.drawings.roadmap`).
"""

from __future__ import annotations

from collections.abc import Mapping

from cxgov.language import N_
from cxgov.rendering.drawings.roadmap import RoadmapBar, RoadmapLane, RoadmapQuarter, RoadmapStep, RoadmapWins
from cxgov.rendering.drawings.roadmap import roadmap as drawn
from cxgov.reporting.context import Context
from cxgov.reporting.pictures import Picture
from cxgov.reviewing.priorities import Recommendation
from cxgov.reviewing.roadmap import Empty, Roadmap, Running
from cxgov.scoring.scorecard import DimensionScore

NEVER = 4  # quarters: a gate that does not open within the four
EMPTY_TEXTS: Mapping[Empty, str] = {
    "quick_wins": N_("no room beside the quick wins"), "gate": N_("what is left waits for the gate"), "done": N_("no step is left under the targets"),
    "too_large": N_("the steps left are larger than a quarter’s room"),
}
"""Why a quarter has no steps."""


def picture(context: Context, plan: Roadmap) -> Picture | None:
    """Quarters by stages; ``None`` where nothing is planned and nothing runs."""
    if not plan.quick_wins and not any(q.steps for q in plan.quarters) and not plan.later and not plan.initiatives:
        return None
    lanes = [_lane(context, plan, d) for d in plan.start.dimensions]
    rest = tuple(_bar(run) for run in plan.initiatives if not run.stages)
    if rest:
        lanes.append(RoadmapLane(number="", name=context.say(N_("Initiatives without a practice")), bars=rest))
    quarters = [RoadmapQuarter(name=context.language.period(q.period), effort=q.effort, capacity=plan.capacity, index=q.after.index,
                               level=q.after.level, empty=context.say(EMPTY_TEXTS[q.empty]) if q.empty else "") for q in plan.quarters]
    wins = RoadmapWins(effort=plan.quick_effort, index=plan.after_wins.index, level=plan.after_wins.level)
    return drawn(context.environment, context.language, lanes, quarters, wins=wins, today=(plan.start.index, plan.start.level)).context()


def _lane(context: Context, plan: Roadmap, d: DimensionScore) -> RoadmapLane:
    own = {score.practice.id for score in d.practices}
    gate = next((g for g in plan.gates if g.stage == d.id), None)
    before = next((g for g in plan.gates if d.id in g.later), None)
    return RoadmapLane(
        number=str(context.stage_number(d.id)), name=d.dimension.short or d.dimension.name,
        quick=tuple(_step(s) for s in plan.quick_wins if s.score.practice.id in own),
        quarters=tuple(tuple(_step(s) for s in q.steps if s.score.practice.id in own) for q in plan.quarters),
        bars=tuple(_bar(run) for run in plan.initiatives if run.stages[:1] == (d.id,)),
        waits=0 if before is None or not before.steps else NEVER if before.opens is None else before.opens + 1,
        gate=None if gate is None or not gate.steps else NEVER if gate.opens is None else gate.opens)


def _step(step: Recommendation) -> RoadmapStep:
    practice = step.score.practice
    return RoadmapStep(number=practice.id, name=practice.short or practice.name, low=step.level - 1, high=step.level, effort=step.effort)


def _bar(run: Running) -> RoadmapBar:
    return RoadmapBar(title=run.initiative.title, first=run.first, last=run.last, before=run.before, beyond=run.beyond)
