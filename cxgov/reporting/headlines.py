"""The one sentence that a report says, and the reading of the numbers behind it.

In this room: which story the numbers support (`story`), and the sentences for cover, summary and stage chapters. A story
is told only where the numbers carry it; otherwise the sentence is neutral. Not here: lists of strengths, gaps and
decisions (`highlights`).
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reporting.ownership import loads
from cxgov.reporting.readings import readings
from cxgov.reviewing.whatif import with_levels
from cxgov.scoring.scorecard import DimensionScore, PracticeScore

WIDE_GAP = Fraction(1, 10)  # of the scale: 0.4 levels of 0..4
CLOSE = Fraction(1, 8)  # of the scale: stages that lie this close are called even
LEAST_INDICATORS = 3
CONTENT_FROM = Fraction(4, 5)  # share of the indicators with a target and a value
CONCENTRATION = "CXG-022"


class Story(StrEnum):
    """What a report is about, the most important first."""

    UNSCORED = "unscored"
    SKIPPED = "skipped"
    LIMITED = "limited"
    ONE_PERSON = "one_person"
    CARRIED_BY_PEOPLE = "carried_by_people"
    EVIDENCE_GAP = "evidence_gap"
    NEUTRAL = "neutral"


# --- readings ------------------------------------------------------------------------------------------------------


def story(context: Context) -> Story:
    """The first story the numbers support."""
    if context.card.index is None:
        return Story.UNSCORED
    cause = limiting(context)
    if cause is not None:
        return Story.SKIPPED if cause.skipped else Story.LIMITED
    if one_person(context) and mature(context):
        return Story.ONE_PERSON
    wide = mean_gap(context) >= WIDE_GAP * _range(context)
    if wide and customers_content(context):
        return Story.CARRIED_BY_PEOPLE
    return Story.EVIDENCE_GAP if wide else Story.NEUTRAL


def limiting(context: Context) -> DimensionScore | None:
    """The first skipped stage, or else the first one that limits another."""
    dimensions = context.card.dimensions
    causes = {d.limited_by for d in dimensions} - {None}
    return next((d for d in dimensions if d.skipped), None) or next((d for d in dimensions if d.id in causes), None)


def held_back(context: Context, dimension_id: str) -> list[DimensionScore]:
    """The stages that a stage limits."""
    return [d for d in context.card.dimensions if d.limited_by == dimension_id]


def ceiling(context: Context, dimension_id: str) -> int | None:
    """The index if a stage stayed as it is and every practice of all others were at the highest level."""
    highest = context.framework.scale.max
    levels = {s.practice.id: highest for d in context.card.dimensions if d.id != dimension_id for s in d.practices
              if s.evidenced is not None and not s.practice.answers}
    return with_levels(context.card, levels).index


def one_person(context: Context) -> tuple[str, int, int] | None:
    """The person accountable for more touchpoints than the check allows: id, how many, of how many."""
    too_many = {finding.about for finding in context.checked.findings if finding.code == CONCENTRATION}
    load = next((load for load in loads(context) if load.person in too_many), None)
    return (load.person, load.accountable, len(context.workspace.touchpoints)) if load else None


def mature(context: Context) -> bool:
    """Whether the overall level lies in the upper half of the scale."""
    scale = context.framework.scale
    return context.card.level is not None and 2 * context.card.level >= scale.min + scale.max


def mean_gap(context: Context) -> Fraction:
    """Claimed minus evidenced, mean over the scored stages, in levels."""
    gaps = [d.claimed - d.raw for d in context.card.scored if d.claimed is not None and d.raw is not None]
    return sum(gaps, Fraction(0)) / len(gaps) if gaps else Fraction(0)


def indicators_met(context: Context) -> tuple[int, int]:
    """How many indicators meet their target, and how many have a target and a value."""
    known = [reading.status for reading in readings(context) if reading.status != "unknown"]
    return known.count("met"), len(known)


def customers_content(context: Context) -> bool:
    """Whether nearly all indicators with a target meet it."""
    met, known = indicators_met(context)
    return known >= LEAST_INDICATORS and met >= CONTENT_FROM * known


def unproven(context: Context) -> list[PracticeScore]:
    """The practices that count for less than was claimed, because evidence is missing or old."""
    return [s for s in context.card.practices() if s.cap is not None]


def most_held_back(context: Context) -> DimensionScore | None:
    """The stage that loses most to the sequence."""
    limited = [d for d in context.card.dimensions if d.limited]
    return max(limited, key=lambda d: (d.raw or 0) - (d.effective or 0), default=None)


# --- sentences -----------------------------------------------------------------------------------------------------


def headline(context: Context) -> str:
    """The cover's sentence."""
    cause, found = limiting(context), story(context)
    person = one_person(context) if found is Story.ONE_PERSON else None
    if found is Story.UNSCORED:
        return context.say(N_("Too little was answered for an overall result; what was answered is set out here."))
    if cause is not None:
        return _order_sentence(context, cause)
    if person:
        return context.say(N_("A mature programme that rests on one person, accountable for {count} of {total} touchpoints."),
                           count=person[1], total=person[2])
    if found is Story.CARRIED_BY_PEOPLE:
        return context.say(N_("Customers are content, but little of what makes them so can be shown on paper."))
    if found is Story.EVIDENCE_GAP:
        return context.say(N_("More is claimed than can be shown: {n} of {m} rated practices lack valid evidence."),
                           n=len(unproven(context)), m=rated(context))
    return _profile_sentence(context)


def summary_title(context: Context) -> str:
    """The summary's action title; a different, more exact sentence than the cover's."""
    card, found, cause, held = context.card, story(context), limiting(context), most_held_back(context)
    person = one_person(context) if found is Story.ONE_PERSON else None
    if found is Story.UNSCORED:
        return context.say(N_("There is no overall result yet: too few practices were answered"))
    if cause is not None and held is not None:
        return context.say(
            N_("Stage {late} scores {raw} but counts as {effective}; as long as stage {early} stays as it is, the index cannot exceed {ceiling}"),
            late=context.stage_number(held.id), raw=score_text(context, held.raw), effective=score_text(context, held.effective),
            early=context.stage_number(cause.id), ceiling=ceiling(context, cause.id))
    if person:
        return context.say(N_("The index stands at {index}, and {count} of {total} touchpoints depend on one person"),
                           index=card.index, count=person[1], total=person[2])
    if found is Story.CARRIED_BY_PEOPLE:
        met, known = indicators_met(context)
        return context.counted(known, N_("{met} of {n} indicator meets its target, while the evidence supports only level {level}, “{name}”"),
                               N_("{met} of {n} indicators meet their targets, while the evidence supports only level {level}, “{name}”"),
                               met=met, level=card.level, name=context.level_name(card.level))
    if found is Story.EVIDENCE_GAP:
        return context.say(N_("Evidence carries the index to {index}; it is missing or old for {n} of {m} rated practices"),
                           index=card.index, n=len(unproven(context)), m=rated(context))
    return context.say(N_("The index is {index} of 100 and the overall level {level}, “{name}”"),
                       index=card.index, level=card.level, name=context.level_name(card.level))


def stage_title(context: Context, dimension_id: str) -> str:
    """A stage chapter's action title."""
    d = context.card.dimension(dimension_id)
    number = context.stage_number(dimension_id)
    if not d.applicable:
        return context.say(N_("Stage {number} does not apply here"), number=number)
    if d.raw is None:
        return context.say(N_("Stage {number} has no score: too few practices were answered"), number=number)
    if d.skipped:
        later = max((x for x in context.card.scored if context.stage_number(x.id) > number), key=lambda x: x.raw or 0)
        return context.say(N_("Stage {number} was skipped: it scores {raw}, while stage {late} scores {high}"),
                           number=number, raw=score_text(context, d.raw), late=context.stage_number(later.id), high=score_text(context, later.raw))
    if d.limited_by:
        return context.say(N_("Stage {number} scores {raw} but counts as {effective}: stage {early} limits it"), number=number,
                           raw=score_text(context, d.raw), effective=score_text(context, d.effective), early=context.stage_number(d.limited_by))
    if held_back(context, d.id):
        return context.say(N_("Stage {number} scores {raw} and limits what comes after it"), number=number, raw=score_text(context, d.raw))
    if d.claimed is not None and d.claimed - d.raw >= WIDE_GAP * _range(context):
        return context.say(N_("Stage {number} claims {claimed}; the evidence carries {raw}"), number=number,
                           claimed=score_text(context, d.claimed), raw=score_text(context, d.raw))
    return context.say(N_("Stage {number} scores {raw}, level {level}, “{name}”"), number=number, raw=score_text(context, d.raw), level=d.level,
                       name=context.level_name(d.level))


def later_stages(context: Context, dimension_id: str) -> str:
    """Numbers of the stages that a stage limits, as a sentence lists them."""
    return context.join([str(context.stage_number(d.id)) for d in held_back(context, dimension_id)])


def rated(context: Context) -> int:
    """How many practices have a level."""
    return sum(s.evidenced is not None for s in context.card.practices())


def score_text(context: Context, value: Fraction | None) -> str:
    """A score with one decimal for a sentence; an en dash for none."""
    return context.language.number(None if value is None else float(value), 1)


def _order_sentence(context: Context, cause: DimensionScore) -> str:
    held = held_back(context, cause.id)
    values = {"number": context.stage_number(cause.id), "name": context.stage_short(cause.id), "later": later_stages(context, cause.id)}
    if not held:
        return context.say(N_("Stage {number}, “{name}”, was skipped."), **values)
    if cause.skipped:
        return context.counted(len(held), N_("Stage {number}, “{name}”, was skipped, so stage {later} counts for less than it scores."),
                               N_("Stage {number}, “{name}”, was skipped, so stages {later} count for less than they score."), **values)
    return context.counted(len(held), N_("Stage {number}, “{name}”, limits what comes after it: stage {later} counts for less than it scores."),
                           N_("Stage {number}, “{name}”, limits what comes after it: stages {later} count for less than they score."), **values)


def _profile_sentence(context: Context) -> str:
    card = context.card
    scores = [d.effective for d in card.scored if d.effective is not None]
    values = {"level": card.level, "name": context.level_name(card.level)}
    if card.lowest is None or max(scores) - min(scores) <= CLOSE * _range(context):
        return context.say(N_("Overall level {level}, “{name}”: no stage lies far behind the others."), **values)
    lowest = [d for d in card.scored if d.effective == card.lowest.effective]
    if len(lowest) > 1:
        return context.say(N_("Overall level {level}, “{name}”: the lowest stages are {numbers}."), **values,
                           numbers=context.join([str(context.stage_number(d.id)) for d in lowest]))
    return context.say(N_("Overall level {level}, “{name}”: the lowest stage is {number}, “{stage}”."), **values,
                       number=context.stage_number(card.lowest.id), stage=context.stage_short(card.lowest.id))


def _range(context: Context) -> int:
    return context.framework.scale.max - context.framework.scale.min
