"""Recommendations: the next steps ranked by effect on the index over effort, with owner, condition and first move."""

from __future__ import annotations

from typing import Any

from cxgov.language import N_
from cxgov.reporting import advice, programme_pictures
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.priorities import Recommendation
from cxgov.scoring.scorecard import Scorecard


def build(context: Context) -> list[Page]:
    """Makes the chapter."""
    steps, first, then = advice.shown(context), advice.first_five(context), advice.after_first_five(context)
    following = advice.following(context)
    idle = [step for step in context.steps if step.effect is not None and step.effect <= 0]
    return [Page(
        id="recommendations", title=_title(context, first, then), short_title=context.say(N_("Recommendations")), lead=_lead(context, steps),
        template="recommendations.html", data={
            "words": context.narrative("recommendations"), "steps": [_step(context, number, step) for number, step in enumerate(steps, 1)],
            "picture": programme_pictures.effect_and_effort(context, steps), "first": len(first),
            "index": context.card.index, "then": then.index if then else None, "level": context.card.level,
            "then_level": then.level if then else None, "then_name": context.level_name(then.level) if then else "",
            "sum": float(sum((s.effect for s in first if s.effect is not None), start=0)), "more": len(context.steps) - len(steps) - len(idle) - len(following),
            "following": [{"id": s.score.practice.id, "name": context.text(s.score.practice.short or s.score.practice.name), "from": int(s.score.evidenced or 0),
                           "to": s.level, "effect": float(s.effect) if s.effect is not None else None} for s in following],
            "idle": len(idle), "gates": sorted({context.stage_number(step.depends_on) for step in idle if step.depends_on}),
            "scored": context.card.index is not None,
        })]


def _title(context: Context, first: list[Recommendation], then: Scorecard | None) -> str:
    if not context.steps:
        return context.say(N_("Every rated practice has reached its target"))
    if context.card.index is None or then is None or then.index is None or then.index <= context.card.index:
        return context.say(N_("Recommendations"))
    return context.counted(len(first), N_("{n} step can take the index from {index} to {then}"), N_("{n} steps can take the index from {index} to {then}"),
                           index=context.card.index, then=then.index)


def _lead(context: Context, steps: list[Recommendation]) -> str:
    if not steps:
        return ""
    stages = {context.framework.dimension_of(step.score.practice.id).id for step in steps[: advice.TOGETHER]}
    if len(stages) == 1 and len(steps) >= advice.TOGETHER:
        only = stages.pop()
        return context.say(N_("The best steps all lie in stage {number}, “{name}”."), number=context.stage_number(only), name=context.stage_short(only))
    return context.say(N_("Ranked by effect on the index for the effort; at most one level a practice and year."))


def _step(context: Context, number: int, step: Recommendation) -> dict[str, Any]:
    practice = step.score.practice
    who, agreed = advice.owner(context, step)
    return {
        "number": number, "id": practice.id, "name": context.text(practice.short or practice.name),
        "from": int(step.score.evidenced or 0), "to": step.level, "action": advice.action(context, step),
        "effect": float(step.effect) if step.effect is not None else None, "effort": context.say(advice.EFFORTS[step.effort]),
        "depends": context.stage_label(step.depends_on) if step.depends_on else "", "owner": who, "agreed": agreed,
        "initiative": context.text(step.initiative.title) if step.initiative else "", "first": advice.first_step(context, step),
    }


SECTION = Section(name="recommendations", build=build)
