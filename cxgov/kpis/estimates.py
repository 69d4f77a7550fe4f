"""What is known of an indicator's value, and what a comparison of two values gives. Records only; the formulas stand beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxgov.model.indicators import Measurement

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with what one must know to trust and to compare it.

    Attributes:
        value: in the indicator's unit, unrounded; ``None`` where there is nothing to compute it from.
        n: respondents (rows, cases, exposure for a rate).
        n_effective: effective number after weighting (Kish); equals n without weights.
        interval: [low, high] at ``confidence``; ``None`` where the type has none.
        variance: variance of one answer in the unit squared, where the standard error is sqrt(variance / n_effective).
        standard_error: standard error of the value where it does not follow from the variance.
        extra: further figures of the type (median, p90, mean, open; count, exposure; yearly).
    """

    value: float | None
    n: int
    n_effective: float
    interval: tuple[float, float] | None = None
    confidence: float = CONFIDENCE
    variance: float | None = None
    standard_error: float | None = None
    extra: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A tested difference, later minus earlier.

    Attributes:
        difference: signed, in the indicator's unit: later value minus earlier value as they are shown.
        interval: interval of the difference at the level of ``CONFIDENCE``, not adjusted for several comparisons.
        p: two-sided p of no difference, not adjusted.
    """

    difference: float
    interval: tuple[float, float]
    p: float


def estimate_of(measured: Measurement) -> Estimate:
    """Takes a measurement from a file as an estimate; what the file does not say stays unknown."""
    n = measured.n or 0
    return Estimate(
        value=measured.value, n=n, n_effective=measured.n_effective if measured.n_effective is not None else float(n),
        interval=measured.interval, confidence=measured.confidence, variance=measured.variance,
        standard_error=measured.standard_error,
        extra={k: float(v) for k, v in measured.extra.items() if isinstance(v, int | float) and not isinstance(v, bool)})
