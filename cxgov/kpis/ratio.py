"""Ratios of two sums: minutes per contact, returns per order.

Formula: sum of numerators / sum of denominators, times `measure.per` where it is declared; not the mean of the rows' ratios.
Standard error: linearised, the spread of y - r x over the rows (Cochran 1977, section 6.4); it wants 30 rows or more.
Interval and change by Student's t, as of a mean, rows being what varies.
"""

from __future__ import annotations

from cxgov.kpis import mean
from cxgov.kpis.estimates import Estimate
from cxgov.kpis.intervals import t_interval
from cxgov.kpis.tally import Tally
from cxgov.kpis.weighing import exact, exact_sum, pairs, weighted_sum
from cxgov.model import Period
from cxgov.model.indicators import Kpi

change = mean.change
needed_n = mean.needed_n


def estimate(kpi: Kpi, tally: Tally, _period: Period | None, /) -> Estimate:
    """Computes a ratio.

    Args:
        kpi: the indicator; `measure.per` scales it.
        tally: pairs (numerator, denominator), one of each row.

    Returns:
        The ratio; no value where the denominators add up to nothing.

    Raises:
        ValueError: if an answer is no pair.
    """
    rows, n = list(pairs(tally)), tally.n_effective
    weight, denominators = exact_sum(w.total for _, _, w in rows), weighted_sum((b, w.total) for _, b, w in rows)
    if not denominators:
        return Estimate(value=None, n=tally.n, n_effective=float(n))
    per = exact(kpi.measure.per) if kpi.measure and kpi.measure.per else 1
    ratio = weighted_sum((a, w.total) for a, _, w in rows) / denominators
    value, variance = float(per * ratio), None
    if n > 1:
        residual = weighted_sum(((a - ratio * b) ** 2, w.total) for a, b, w in rows) / weight
        variance = float(residual * n / (n - 1) * (per * weight / denominators) ** 2)
    return Estimate(value=value, n=tally.n, n_effective=float(n), variance=variance,
                    interval=t_interval(value, variance, float(n)) if variance is not None else None)
