"""A value against its target: met, within tolerance, missed, or unknown. The colour of an indicator, never its arrow."""

from __future__ import annotations

from typing import Literal

from cxgov.kpis.variants import direction_of
from cxgov.model.indicators import Kpi, Target

Status = Literal["met", "within", "missed", "unknown"]


def status(kpi: Kpi, value: float | None) -> Status:
    """Compares a value with the KPI's target in the KPI's direction.

    The band ``target ± tolerance`` counts as within tolerance on the unfavourable side; for ``target_is_best`` the
    target is met inside the band and there is no middle state.

    Args:
        kpi: the indicator with its target.
        value: the measured value in the KPI's unit; ``None`` when there is none.
    """
    target = kpi.target
    direction = direction_of(kpi)
    if value is None or not isinstance(target, Target) or direction is None:
        return "unknown"
    # A difference smaller than any measurement must not decide (0.1 + 0.2 against 0.3).
    slack = 1e-9 * max(1.0, abs(value), abs(target.value))
    if direction == "target_is_best":
        return "met" if abs(value - target.value) <= target.tolerance + slack else "missed"
    shortfall = target.value - value if direction == "higher_better" else value - target.value
    if shortfall <= slack:
        return "met"
    return "within" if shortfall <= target.tolerance + slack else "missed"
