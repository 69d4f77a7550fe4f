"""Enough answers? How many a period needs to show the smallest change of interest, and what the present number can show.

In this room: both questions turned on one indicator. Not here: the formulas (`cxgov.kpis.types`); significance level and
power are theirs.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxgov.kpis.estimates import Estimate, estimate_of
from cxgov.kpis.types import TYPES
from cxgov.kpis.variants import valid_range
from cxgov.model import Kpi, Measurement

_STEPS = 40  # halvings: finer than any indicator is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSize:
    """Answers an indicator has and needs, in respondents per period.

    Attributes:
        kpi: id of the indicator.
        n: answers in the period.
        needed: answers a period needs so that a change of ``smallest_change`` would show; ``None`` where the indicator
            names no smallest change or the type has no formula.
        detectable: the smallest change that ``n`` answers a period can show, in the indicator's unit; ``None`` where
            there is no formula, or no change within the indicator's range would show.
    """

    kpi: str
    n: int
    needed: int | None
    detectable: float | None

    @property
    def enough(self) -> bool | None:
        """Whether the answers suffice for the smallest change; ``None`` where that cannot be said."""
        return None if self.needed is None else self.n >= self.needed


def sample_size(kpi: Kpi, measured: Measurement) -> SampleSize | None:
    """Says how many answers an indicator needs, from the spread of its latest answers, weights included.

    Returns:
        The figures; ``None`` where the number of answers is not on file or the type has no formula.
    """
    if not measured.n or measured.value is None:
        return None
    estimate = estimate_of(measured)
    needed = TYPES[kpi.type].needed_n(kpi, estimate, kpi.smallest_change) if kpi.smallest_change else None
    detectable = _detectable(kpi, estimate, measured.n)
    if needed is None and detectable is None:
        return None
    return SampleSize(kpi=kpi.id, n=measured.n, needed=needed, detectable=detectable)


def _detectable(kpi: Kpi, estimate: Estimate, n: int) -> float | None:
    """Finds the difference that needs the present number of answers: the larger the change, the fewer it takes."""
    low, high = 0.0, _widest(kpi, estimate)

    def enough(difference: float) -> bool:
        needed = TYPES[kpi.type].needed_n(kpi, estimate, difference)
        return needed is not None and needed <= n

    if high <= 0 or not enough(high):
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _widest(kpi: Kpi, estimate: Estimate) -> float:
    """The largest change worth looking for: across the indicator's range, or its own size where the range is open."""
    least, most = valid_range(kpi)
    return most - least if least is not None and most is not None else abs(estimate.value or 0.0)
