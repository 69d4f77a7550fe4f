"""Rates of events that may happen to one exposed customer more than once: complaints per 1,000 orders.

Formula: events / exposure x `measure.per` (1,000 where it is not declared). Interval: exact Poisson. Change: conditional
binomial test, interval from the exact limits of each rate (see `differences`). Lower is not always better: fewer complaints
may mean that complaining became harder.
"""

from __future__ import annotations

from fractions import Fraction

from cxgov.kpis.differences import by_standard_errors, rates, variance_of
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.intervals import poisson
from cxgov.kpis.sample_sizes import respondents_for_change
from cxgov.kpis.tally import Tally
from cxgov.kpis.weighing import exact, exact_sum, pairs, weighted_sum
from cxgov.model import Period
from cxgov.model.indicators import Kpi

PER = Fraction(1000)


def estimate(kpi: Kpi, tally: Tally, _period: Period | None, /) -> Estimate:
    """Computes a rate.

    Args:
        kpi: the indicator; `measure.per` says per how many.
        tally: pairs (events, exposure), one of each row.

    Returns:
        The rate, n being the exposure; ``extra`` holds count and exposure. No value without exposure.

    Raises:
        ValueError: if events or exposure of a row are negative.
    """
    rows, per = list(pairs(tally)), _per(kpi)
    if any(min(events, exposed) < 0 for events, exposed, _ in rows):
        raise ValueError(f"{kpi.id}: neither events nor exposure can be negative")
    counts = list(tally.counts.values())
    count = exact_sum(a * times for (a, _, _), times in zip(rows, counts, strict=True))
    exposure = exact_sum(b * times for (_, b, _), times in zip(rows, counts, strict=True))
    weighted, squares = weighted_sum((b, w.total) for _, b, w in rows), weighted_sum((b, w.squares) for _, b, w in rows)
    extra = {"count": float(count), "exposure": float(exposure)}
    if not weighted:
        return Estimate(value=None, n=int(exposure), n_effective=0.0, extra=extra)
    rate, n = weighted_sum((a, w.total) for a, _, w in rows) / weighted, weighted * weighted / squares
    low, high = poisson(float(rate * n))
    scale = float(per / n)
    return Estimate(value=float(rate * per), n=int(exposure), n_effective=float(n), interval=(low * scale, high * scale),
                    variance=float(rate * per * per), extra=extra)


def change(kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference of two rates.

    Events are value x exposure / per. Exposure is n_effective, or that of ``extra`` where no number is given; without either
    the standard errors are compared.

    Args:
        kpi: the indicator.
        before: the earlier rate.
        after: the later rate.

    Returns:
        The change; ``None`` where the estimates do not hold enough.
    """
    per = float(_per(kpi))
    first, second = _counted(before, per), _counted(after, per)
    if first is None or second is None or before.value is None or after.value is None:
        return by_standard_errors(before, after)
    found = rates(first, second)
    return Change(difference=after.value - before.value, interval=(per * found.interval[0], per * found.interval[1]), p=found.p)


def needed_n(kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Exposure per period to find a change of that size; ``None`` where the rate is not known, or 0."""
    variance = found.value * float(_per(kpi)) if found.value is not None else variance_of(found)
    return respondents_for_change(found, variance, difference)


def _per(kpi: Kpi) -> Fraction:
    return exact(kpi.measure.per) if kpi.measure and kpi.measure.per else PER


def _counted(found: Estimate, per: float) -> tuple[float, float] | None:
    """Events and exposure."""
    if found.value is None or found.value < 0:
        return None
    stated = found.extra.get("exposure", 0.0)
    # A file keeps n as a whole number; the stated exposure has its fractions, unless weights made the effective one smaller.
    exposure = stated if int(stated) == int(found.n_effective) or not found.n_effective else found.n_effective
    return (found.value * exposure / per, exposure) if exposure > 0 else None
