"""Pictures of a report: what stands in the context, handed to the drawings.

In this room: which numbers a picture shows. Not here: how a picture looks (`cxgov.rendering.drawings`, ``charts``) and the
words around it (the sections). Every function returns ``{"svg": Markup, "alt": text}`` for the templates; where a picture
would show nothing, it returns ``None``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

from cxgov.language import N_
from cxgov.rendering.charts import StageInterval
from cxgov.rendering.charts import intervals as intervals_chart
from cxgov.rendering.drawings.cycle_order import Gate, OrderStage, cycle_order
from cxgov.rendering.drawings.cycle_wheel import CycleWheel, WheelStage, cycle_wheel
from cxgov.rendering.drawings.dumbbell import DumbbellRow, dumbbell
from cxgov.rendering.drawings.heat_map import HeatCell, HeatRow, heat_map
from cxgov.rendering.drawings.level_scale import ScaleLevel, level_scale
from cxgov.rendering.drawings.level_strip import StripCell, level_strip
from cxgov.rendering.drawings.radar import RadarAxis, radar
from cxgov.rendering.drawings.rater_strip import RaterRow, rater_strip
from cxgov.reporting.context import Context
from cxgov.reviewing.passes import Pass, in_order
from cxgov.reviewing.whatif import with_levels
from cxgov.scoring.levels import band
from cxgov.scoring.scorecard import DimensionScore, PracticeScore

Picture = dict[str, Any]
RADAR_AXES = range(3, 9)
COLOUR_STEPS = 4  # the palette has the steps 0 to 4


def wheel(context: Context, *, size: Literal["half", "page"] = "page", compact: bool = False) -> Picture:
    """The cycle wheel: every stage a cabin, the index in the hub, the period before as a shadow."""
    card, previous = context.card, context.previous
    stages = tuple(WheelStage(
        number=str(number), name=d.dimension.short or d.dimension.name, raw=_float(d.raw), effective=_float(d.effective),
        band=_colour(d.level), skipped=d.skipped, applicable=d.applicable,
        previous=_float(previous.dimension(d.id).effective) if previous else None,
        limits=tuple(str(context.stage_number(held.id)) for held in card.dimensions if held.limited_by == d.id))
        for number, d in enumerate(card.dimensions, 1))
    scale = context.framework.scale
    return cycle_wheel(context.environment, context.language, CycleWheel(
        stages=stages, index=card.index, previous_index=previous.index if previous else None,
        previous_label=context.language.period(previous.period) if previous else None, scale=(scale.min, scale.max)),
        size=size, compact=compact).context()


def strip(context: Context, dimension_id: str) -> Picture:
    """The level strip of a stage: evidenced digit in each cell, target below it."""
    dimension = context.card.dimension(dimension_id)
    cells = [StripCell(
        name=s.practice.short or s.practice.name, level=digit(context, s.evidenced), claimed=digit(context, s.claimed),
        target=None if s.na or s.practice.answers else s.target, applicable=not s.na) for s in dimension.practices]
    return level_strip(context.environment, context.language, cells, name=context.stage_label(dimension_id)).context()


def claimed_and_evidenced(context: Context) -> Picture | None:
    """Claimed (hollow) against evidenced (filled) per stage, the widest gap first."""
    rows = [DumbbellRow(name=context.stage_label(d.id), first=_float(d.claimed), second=_float(d.raw)) for d in context.card.scored]
    return _dumbbell(context, rows, N_("claimed"), N_("evidenced"))


def claimed_and_evidenced_cell(context: Context, dimension_id: str) -> Picture | None:
    """The same for one stage, to stand in a table."""
    d = context.card.dimension(dimension_id)
    if d.raw is None:
        return None
    row = DumbbellRow(name=context.stage_label(d.id), first=_float(d.claimed), second=_float(d.raw))
    scale = context.framework.scale
    return dumbbell(context.environment, context.language, [row], first_label=context.say(N_("claimed")),
                    second_label=context.say(N_("evidenced")), scale=(scale.min, scale.max), width=110.0, bare=True).context()


def self_and_assessor(context: Context) -> Picture | None:
    """Own evidenced score (hollow) against the assessor's (filled), over the practices both scored."""
    rows = [DumbbellRow(name=context.stage_label(d.id), first=_float(d.self_shared), second=_float(d.assessor))
            for d in context.card.dimensions if d.assessor is not None]
    return _dumbbell(context, rows, N_("own rating"), N_("assessor"))


def _dumbbell(context: Context, rows: Sequence[DumbbellRow], first: str, second: str) -> Picture | None:
    if not rows:
        return None
    ordered = sorted(rows, key=lambda row: -abs((row.first or 0) - (row.second or 0)))
    scale = context.framework.scale
    return dumbbell(context.environment, context.language, ordered, first_label=context.say(first),
                    second_label=context.say(second), scale=(scale.min, scale.max)).context()


def rater_spread(context: Context, dimension_id: str) -> Picture | None:
    """Every rater's level, the median and the agreement for the practices of a stage; needs two raters."""
    if len(context.card.raters) < 2:
        return None
    rows = [RaterRow(
        name=f"{s.practice.id}\N{NO-BREAK SPACE}{context.text(s.practice.short or s.practice.name)}",
        levels=tuple(found for r in s.raters.ratings if (found := digit(context, r.value)) is not None),
        median=_float(s.raters.median_low), agreed=digit(context, s.claimed) if s.agreed else None,
        agreement=_float(s.raters.agreement), discuss=s.raters.discuss or s.raters.mixed)
        for s in context.card.dimension(dimension_id).practices if s.raters.n]
    scale = context.framework.scale
    return rater_strip(context.environment, context.language, rows, scale=(scale.min, scale.max)).context() if rows else None


def heat(context: Context) -> Picture:
    """Stages by practices: the evidenced level of each."""
    dimensions = context.card.dimensions
    columns = max(len(d.practices) for d in dimensions)
    rows = [HeatRow(name=context.stage_label(d.id), cells=tuple(
        _heat_cell(context, d.practices[i]) if i < len(d.practices) else None for i in range(columns))) for d in dimensions]
    return heat_map(context.environment, context.language, rows, [f"P{i}" for i in range(1, columns + 1)]).context()


def _heat_cell(context: Context, score: PracticeScore) -> HeatCell:
    return HeatCell(level=digit(context, score.evidenced), applicable=not score.na)


def profile(context: Context, *, width: float = 240.9) -> Picture | None:
    """The profile as a radar: raw, effective and the score with every practice at its target; for three to eight stages."""
    card, scale = context.card, context.framework.scale
    if len(card.dimensions) not in RADAR_AXES or not card.scored:
        return None
    wanted = with_levels(card, {s.practice.id: max(s.target, int(s.evidenced)) for s in card.practices()
                                if s.evidenced is not None and not s.practice.answers})
    axes = [RadarAxis(name=context.stage_label(d.id), raw=_float(d.raw), effective=_float(d.effective),
                      target=_float(wanted.dimension(d.id).raw)) for d in card.dimensions]
    return radar(context.environment, context.language, axes, scale=(scale.min, scale.max), width=width).context()


def order(context: Context, recorded: Pass | None) -> Picture:
    """The stages in their order, what each handed to the next, and which one limits which.

    Args:
        context: the report's facts.
        recorded: the latest pass on record; without one no gates are drawn.
    """
    stages = [OrderStage(
        number=str(number), name=d.dimension.short or d.dimension.name, gates=_gates(d, recorded),
        started=recorded is not None and d.id in recorded.begun, skipped=d.skipped,
        limited_by=str(context.stage_number(d.limited_by)) if d.limited_by else None)
        for number, d in enumerate(context.card.dimensions, 1)]
    return cycle_order(context.environment, context.language, stages).context()


def _gates(score: DimensionScore, recorded: Pass | None) -> tuple[Gate, ...]:
    if recorded is None:
        return ()
    record = recorded.begun.get(score.id)
    handed = {output.id for output in record.outputs} if record else set()
    late = in_disorder(recorded, score.id)
    return tuple(Gate(name=gate.name, state="missing" if gate.id not in handed else "out_of_order" if late else "present")
                 for gate in score.dimension.gate_outputs)


def in_disorder(recorded: Pass, dimension_id: str) -> bool:
    """Whether a stage began although an earlier one had not been completed by then, or was never begun."""
    record = recorded.begun.get(dimension_id)
    for dimension in recorded.framework.dimensions:
        if dimension.id == dimension_id or record is None:
            return False
        earlier = recorded.begun.get(dimension.id)
        if earlier is None or not in_order(earlier, record, recorded.day):
            return True
    return False


def scale(context: Context) -> Picture:
    """All levels on one strip."""
    found = context.framework.scale
    levels = [ScaleLevel(level=level, name=found.levels[str(level)].name) for level in range(found.min, found.max + 1)]
    return level_scale(context.environment, context.language, levels).context()


def rater_range(context: Context) -> Picture | None:
    """How far each stage's score hangs on who was asked; ``None`` with too few raters."""
    found = context.rater_intervals
    if not any(found.values()):
        return None
    stages = [StageInterval(name=context.stage_label(d.id), value=_float(d.raw), low=i.low if i else None, high=i.high if i else None)
              for d in context.card.dimensions for i in (found.get(d.id),)]
    scale = context.framework.scale
    return intervals_chart(context.language, stages, scale=(scale.min, scale.max),
                           confidence=context.framework.scoring.bootstrap.confidence).context()


def digit(context: Context, value: Fraction | None) -> int | None:
    """A level as its digit; an own answer's value between two levels as the level word it belongs to."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else band(value, context.framework)


def _colour(level: int | None) -> int | None:
    """The palette's step of a level: its own number, as in badges and strips, within the palette."""
    return None if level is None else max(0, min(COLOUR_STEPS, level))


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
