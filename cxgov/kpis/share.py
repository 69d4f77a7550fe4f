"""Shares: of answers, of contacts resolved at once, of customers lost or kept.

Formula: successes / trials x 100. Unit: per cent. Interval: Wilson. Change: pooled z test, interval by Newcombe (1998); for
the type `share`, to which task success belongs, z with N - 1 (Campbell 2007).

A tally counts 1 and 0, or pairs (successes, trials) of rows that are sums already: (lost, customers at the start). Churn is
lost / customers at the start; start minus end would mix new customers in. A month's churn c is 1 - (1 - c)^12 a year, not 12 c.
"""

from __future__ import annotations

from fractions import Fraction

from cxgov.kpis.differences import by_standard_errors, proportions, variance_of
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.intervals import wilson
from cxgov.kpis.sample_sizes import respondents_for_change
from cxgov.kpis.tally import Tally
from cxgov.kpis.weighing import pairs, weighted_sum
from cxgov.model import Period
from cxgov.model.indicators import Kpi


def estimate(kpi: Kpi, tally: Tally, period: Period | None, /) -> Estimate:
    """Computes a share from successes and failures.

    Args:
        kpi: the indicator.
        tally: 1 and 0, or pairs of successes and trials.
        period: whose share it is; churn and retention of a month carry the yearly figure in ``extra``.

    Raises:
        ValueError: if a row has fewer than no successes, or more than trials.
    """
    rows = list(pairs(tally))
    if any(not 0 <= successes <= trials for successes, trials, _ in rows):
        raise ValueError(f"{kpi.id}: successes must lie between 0 and the number of trials")
    trials = weighted_sum((b, w.total) for _, b, w in rows)
    squares = weighted_sum((b, w.squares) for _, b, w in rows)
    n = sum(b * tally.counts[answer] for (_, b, _), answer in zip(rows, tally.counts, strict=True))
    share = weighted_sum((a, w.total) for a, _, w in rows) / trials if trials else None
    found = of_share(share, int(n), trials * trials / squares if squares else Fraction(0))
    if share is None or period is None or period.months != 1 or kpi.type not in {"churn", "retention"}:
        return found
    kept = share if kpi.type == "retention" else 1 - share
    yearly = kept**12 if kpi.type == "retention" else 1 - kept**12
    return Estimate(value=found.value, n=found.n, n_effective=found.n_effective, interval=found.interval,
                    variance=found.variance, extra={"yearly": float(100 * yearly)})


def of_share(share: Fraction | None, n: int, n_effective: Fraction) -> Estimate:
    """Makes an estimate in per cent of a share.

    Args:
        share: 0..1; ``None`` when there are no answers.
        n: trials.
        n_effective: effective number of trials.
    """
    if share is None or not n_effective:
        return Estimate(value=None, n=n, n_effective=float(n_effective))
    low, high = wilson(float(share), float(n_effective))
    return Estimate(value=float(100 * share), n=n, n_effective=float(n_effective), interval=(100 * low, 100 * high),
                    variance=float(10000 * share * (1 - share)))


def change(kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference of two shares in percentage points.

    Value and number of answers suffice; without a number the standard errors are compared, however they are known.

    Args:
        kpi: the indicator.
        before: the earlier share.
        after: the later share.

    Returns:
        The change; ``None`` where the estimates do not hold enough.
    """
    first, second = _counted(before), _counted(after)
    if first is None or second is None or before.value is None or after.value is None:
        return by_standard_errors(before, after)
    found = proportions(first, second, n_minus_1=kpi.type == "share")
    return Change(difference=after.value - before.value, interval=(100 * found.interval[0], 100 * found.interval[1]), p=found.p)


def needed_n(_kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Answers per period to find a change of so many percentage points; ``None`` where the share is not known, 0 or 100."""
    if found.value is None or not 0 <= found.value <= 100:
        return respondents_for_change(found, variance_of(found), difference)
    return respondents_for_change(found, found.value * (100 - found.value), difference)


def _counted(found: Estimate) -> tuple[float, float] | None:
    if found.value is None or not 0 <= found.value <= 100 or found.n_effective <= 0:
        return None
    return found.value / 100, found.n_effective
