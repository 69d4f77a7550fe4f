"""How far an indicator lies from its target, in a unit that makes indicators of different kinds comparable.

The distance of maturity against outcome (section "Customer indicators"). Unit is the indicator's own tolerance, as this
is what the organisation itself calls close enough:

    0 the target; above 0 better than promised; -1 the edge of the tolerance; below -1 off target.

Where no tolerance is declared, target and edge fall together and a target that is missed lies below -1; the unit is then
half the width of the interval, else the smallest change of interest. The measure is monotonous, and its sign and its step
at -1 are the status of `cxgov.kpis.status`. Not here: maturity (`cxgov.reviewing.owner_maturity`).
"""

from __future__ import annotations

from dataclasses import dataclass

from cxgov.kpis.status import Status, status
from cxgov.kpis.variants import direction_of
from cxgov.model import Kpi, Measurement, Target

EDGE = -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A value's distance from its target.

    Attributes:
        value: in units of the tolerance; 0 is the target, -1 the edge of the tolerance.
        low: the same for the worse end of the interval; ``None`` without one.
        high: the same for the better end.
        status: the value against its target.
    """

    value: float
    low: float | None
    high: float | None
    status: Status


def outcome(kpi: Kpi, measured: Measurement) -> Outcome | None:
    """Measures how far an indicator lies from its target.

    Returns:
        The distance; ``None`` without value, target or direction, or where nothing gives a unit.
    """
    target, unit = kpi.target, _unit(kpi, measured)
    if measured.value is None or not isinstance(target, Target) or direction_of(kpi) is None or not unit:
        return None
    ends = sorted(_distance(kpi, target, end, unit) for end in measured.interval or ())
    value = _distance(kpi, target, measured.value, unit)
    if direction_of(kpi) == "target_is_best" and ends and measured.interval and measured.interval[0] <= target.value <= measured.interval[1]:
        ends[1] = _distance(kpi, target, target.value, unit)  # the best value lies inside
    return Outcome(value=value, low=ends[0] if ends else None, high=ends[1] if ends else None, status=status(kpi, measured.value))


def _unit(kpi: Kpi, measured: Measurement) -> float:
    if isinstance(kpi.target, Target) and kpi.target.tolerance:
        return kpi.target.tolerance
    half = (measured.interval[1] - measured.interval[0]) / 2 if measured.interval else 0.0
    return half or kpi.smallest_change


def _distance(kpi: Kpi, target: Target, value: float, unit: float) -> float:
    direction = direction_of(kpi)
    if direction == "target_is_best":
        # Met inside the whole band and off target outside it; there is no middle state.
        left = (target.tolerance - abs(value - target.value)) / unit
        return left if status(kpi, value) == "met" else EDGE + left
    gain = (value - target.value if direction == "higher_better" else target.value - value) / unit
    if status(kpi, value) == "missed":
        return EDGE + gain + target.tolerance / unit
    return gain
