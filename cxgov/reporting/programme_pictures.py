"""Pictures of the programme: owners, journeys, indicators, next steps; handed to the drawings.

In this room: which facts a picture shows. Not here: how it looks (`cxgov.rendering.drawings`, ``charts``) and the pictures
of the scorecard (`cxgov.reporting.pictures`). Every function returns ``{"svg": Markup, "alt": text}``, or ``None`` where a
picture would show nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cxgov.kpis.status import Status
from cxgov.kpis.variants import direction_of, valid_range
from cxgov.model import Journey, Touchpoint
from cxgov.rendering.charts import concentration_curve
from cxgov.rendering.drawings.bullet import Bullet, bullet
from cxgov.rendering.drawings.impact_effort import ImpactEffort, impact_effort
from cxgov.rendering.drawings.journey_strip import JourneyTouchpoint, journey_strip
from cxgov.rendering.drawings.ownership_map import OwnershipPerson, OwnershipRow, ownership_map
from cxgov.reporting.context import Context
from cxgov.reporting.ownership import Load, initials, shown_touchpoints, sole
from cxgov.reporting.pictures import Picture
from cxgov.reporting.readings import Reading, unit_name
from cxgov.reviewing.priorities import Recommendation

MAP_ROWS = 24
MAP_PEOPLE = 12
STRIP_TOUCHPOINTS = 20
HALF = 226.8  # a column of two, in points
NARROW, WIDE = 168.0, 284.0  # the narrow and the wide column of two
BESIDE = 5  # so many people leave room for a picture beside the map
FULL = 481.9
BULLET = 78  # a cell of the table of indicators, in points
MARGIN = 0.15  # of the span of the figures, left free at both ends of a bullet's axis
_STATUS: dict[Status, Literal["met", "tolerance", "missed", "unknown"]] = {"met": "met", "within": "tolerance", "missed": "missed", "unknown": "unknown"}


def owners(context: Context, loads: Sequence[Load], only: Sequence[Touchpoint] | None = None) -> Picture | None:
    """Touchpoints by people: who is accountable, who does the work; all touchpoints and the people at them, or some."""
    touchpoints = shown_touchpoints(list(context.workspace.touchpoints.values()) if only is None else only, MAP_ROWS)
    named = None if only is None else {name for t in touchpoints for name in (*t.accountable, *t.responsible)}
    people = [load for load in loads if (load.accountable or load.responsible) and (named is None or load.person in named)][:MAP_PEOPLE]
    if not touchpoints or not people:
        return None
    shown = {load.person for load in people}
    rows = [OwnershipRow(
        name=t.name, accountable=next((person for person in t.accountable if person in shown), None),
        also=tuple(person for person in t.accountable if person in shown)[1:],
        responsible=tuple(person for person in t.responsible if person in shown), key=t.key) for t in touchpoints]
    return ownership_map(context.environment, context.language, [
        OwnershipPerson(id=load.person, label=load.label, overloaded=load.overloaded, active=load.active) for load in people], rows,
        width=WIDE if beside(loads) and only is None else FULL).context()


def beside(loads: Sequence[Load]) -> bool:
    """Whether the map is narrow enough for another picture beside it."""
    return sum(load.accountable + load.responsible > 0 for load in loads) <= BESIDE


def concentration(context: Context, loads: Sequence[Load], *, width: float = NARROW) -> Picture | None:
    """Share of the touchpoints over share of the accountable people."""
    found = [load.accountable for load in loads if load.accountable]
    return concentration_curve(context.language, found, width=width).context() if found else None


def journey(context: Context, found: Journey) -> Picture | None:
    """A journey: emotion today and desired, moments of truth, indicators, owners."""
    stage_of = {t.id: i for i, stage in enumerate(found.stages) for t in stage.touchpoints}
    touchpoints = shown_touchpoints(list(found.touchpoints()), STRIP_TOUCHPOINTS)
    if not touchpoints:
        return None
    labels = initials(context)
    return journey_strip(context.environment, context.language, [stage.name for stage in found.stages], [
        _touchpoint(context, t, stage_of[t.id], labels.get(sole(t) or "")) for t in touchpoints]).context()


def _touchpoint(context: Context, t: Touchpoint, stage: int, owner: str | None) -> JourneyTouchpoint:
    return JourneyTouchpoint(
        name=t.name, stage=stage, emotion=t.emotion, desired=t.desired_emotion, moment_of_truth=t.moment_of_truth is not None,
        kpi=bool(context.workspace.kpis_of(t.id)), owner=owner, evidence=t.evidence,
        channels=tuple(context.text(context.workspace.channel_name(channel)) for channel in t.channels))


def indicator(context: Context, reading: Reading, *, width: float = BULLET) -> Picture | None:
    """One indicator for a table cell: value, interval, target, tolerance, baseline."""
    axis = bullet_axis(reading)
    if axis is None:
        return None
    kpi, target, low_high = reading.kpi, reading.target, reading.interval
    return bullet(context.environment, context.language, Bullet(
        name=kpi.name, value=reading.value, low=low_high[0] if low_high else None, high=low_high[1] if low_high else None,
        target=target.value if target else None, tolerance=target.tolerance if target else None,
        baseline=kpi.baseline.value if kpi.baseline else None, minimum=axis[0], maximum=axis[1],
        higher_is_better=direction_of(kpi) != "lower_better", status=_STATUS[reading.status], unit=unit_name(context, kpi),
        digits=reading.digits), width=width).context()


def bullet_axis(reading: Reading) -> tuple[float, float] | None:
    """The part of the range in which an indicator's figures lie; ``None`` without a value."""
    if reading.value is None:
        return None
    target, baseline = reading.target, reading.kpi.baseline
    figures = [reading.value, *(reading.interval or ())]
    figures += [target.value - target.tolerance, target.value + target.tolerance] if target else []
    figures += [baseline.value] if baseline else []
    low, high = min(figures), max(figures)
    room = MARGIN * ((high - low) or abs(high) or 1.0)
    least, most = valid_range(reading.kpi)
    return low - room if least is None else max(least, low - room), high + room if most is None else min(most, high + room)


def effect_and_effort(context: Context, steps: Sequence[Recommendation], *, width: float = HALF) -> Picture | None:
    """The recommended steps, numbered, by effect on the index and effort."""
    items = [ImpactEffort(number=number, name=step.score.practice.short or step.score.practice.name, effect=float(step.effect), effort=step.effort)
             for number, step in enumerate(steps, 1) if step.effect is not None]
    return impact_effort(context.environment, context.language, items, width=width).context() if items else None
