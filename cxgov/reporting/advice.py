"""The steps a report recommends: which are shown, who takes them, how they begin, and what they give together.

In this room: choice and wording. Not here: finding and ranking the steps (`cxgov.reviewing.priorities`).
"""

from __future__ import annotations

from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reviewing.priorities import Recommendation, StepKind, together
from cxgov.scoring.scorecard import Scorecard

SHOWN = 7
NEXT = 8
TOGETHER = 5
SMALL_EFFORT = 1
ROLES_ASKED = 2
EFFORTS: dict[int, str] = {1: N_("small"), 2: N_("medium"), 3: N_("large")}


def shown(context: Context) -> list[Recommendation]:
    """The steps a report describes: the best ones that move the index; without an index the first ones in rank."""
    return _moving(context)[:SHOWN]


def following(context: Context) -> list[Recommendation]:
    """The steps that come after them; a report names them only."""
    return _moving(context)[SHOWN : SHOWN + NEXT]


def _moving(context: Context) -> list[Recommendation]:
    return [step for step in context.steps if step.effect is None or step.effect > 0]


def first_five(context: Context) -> list[Recommendation]:
    """The steps whose joint effect is computed."""
    return shown(context)[:TOGETHER]


def after_first_five(context: Context) -> Scorecard | None:
    """The scorecard after the first steps; ``None`` where there are none."""
    steps = first_five(context)
    return together(context.card, steps) if steps else None


def action(context: Context, step: Recommendation) -> str:
    """What to do, in the framework's words; for evidence in ours."""
    if step.kind is StepKind.SHOW:
        return context.say(N_("Show evidence of what is claimed: level {claimed} was given, and nothing on file supports it."),
                           claimed=_claimed(step))
    if step.kind is StepKind.REFRESH:
        return context.say(N_("Renew the evidence of what is claimed: level {claimed} was given, and what is on file is old or undated."),
                           claimed=_claimed(step))
    return context.text(step.action) or context.say(N_("Bring the practice to what level {level} describes."), level=step.level)


def owner(context: Context, step: Recommendation) -> tuple[str, bool]:
    """Who takes the step, and whether that is agreed already: the open initiative's owner, else the roles to ask."""
    if step.initiative is not None and step.initiative.owner is not None:
        return context.role(step.initiative.owner), True
    return context.join(roles(context, step)), False


def first_step(context: Context, step: Recommendation) -> str:
    """What happens in the first 30 days."""
    if step.initiative is not None and step.initiative.first_step and step.kind is StepKind.IMPROVE:
        return context.text(step.initiative.first_step)
    wanted = context.text(step.score.practice.evidence[0]) if step.score.practice.evidence else ""
    if step.kind is not StepKind.IMPROVE:
        if wanted:
            return context.say(N_("Put on file, dated: {evidence}"), evidence=_lower(wanted))
        return context.say(N_("Put dated evidence of the practice on file."))
    if step.effort == SMALL_EFFORT:
        if wanted:
            return context.say(N_("Do it, and put on file: {evidence}"), evidence=_lower(wanted))
        return context.say(N_("Do it: the step takes days, not weeks."))
    if wanted:
        return context.say(N_("Name an owner and a date by which this exists: {evidence}"), evidence=_lower(wanted))
    return context.say(N_("Name an owner and a date."))


def roles(context: Context, step: Recommendation) -> list[str]:
    """The roles that know the practice best."""
    known = context.framework.roles
    # What stands in brackets explains the role to somebody who rates; here its name is enough.
    return [context.text(known.get(role, role)).split(" (")[0] for role in step.score.practice.ask[:ROLES_ASKED]]


def _claimed(step: Recommendation) -> int:
    return int(step.score.claimed or 0)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
