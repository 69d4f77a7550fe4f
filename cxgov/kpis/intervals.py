"""Intervals of one figure: shares, means, counts, medians. Formulas only; each type of indicator chooses one.

Sizes may be fractions of one, so that an effective number of answers works. Not here: differences of two figures, and
the interval of a net score, which stands beside it (`nps`).
"""

from __future__ import annotations

import math

from cxgov.kpis.distributions import beta_quantile, binomial_at_most, gamma_quantile, t_of, z_of
from cxgov.kpis.estimates import CONFIDENCE

Interval = tuple[float, float]
Z = z_of(CONFIDENCE)


def wilson(p: float, n: float, z: float = Z) -> Interval:
    """Score interval of a proportion. Source: Wilson (1927).

    Args:
        p: proportion, 0..1.
        n: trials, above 0.
        z: normal quantile of the level.

    Returns:
        Limits within 0..1 that enclose ``p``.
    """
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # Where p is 0 or 1 the limit is p itself; rounding must not say otherwise.
    return (0.0 if p <= 0 else min(p, max(0.0, centre - half))), (1.0 if p >= 1 else max(p, min(1.0, centre + half)))


def adjusted_wald(p: float, n: float, z: float = Z) -> Interval:
    """Wald interval around (x + z²/2) / (n + z²), clipped to 0..1. Source: Agresti and Coull (1998).

    Args:
        p: proportion, 0..1.
        n: trials, above 0.
        z: normal quantile of the level.
    """
    size = n + z * z
    centre = (p * n + z * z / 2) / size
    half = z * math.sqrt(centre * (1 - centre) / size)
    return max(0.0, centre - half), min(1.0, centre + half)


def clopper_pearson(successes: float, n: float, confidence: float = CONFIDENCE) -> Interval:
    """Exact interval of a proportion; never below its level, therefore wide. Source: Clopper and Pearson (1934).

    Args:
        successes: 0..n.
        n: trials, above 0.
        confidence: level of the two-sided interval.
    """
    tail = (1 - confidence) / 2
    low = beta_quantile(tail, successes, n - successes + 1) if successes > 0 else 0.0
    high = beta_quantile(1 - tail, successes + 1, n - successes) if successes < n else 1.0
    return low, high


def t_interval(mean: float, variance: float, n: float, confidence: float = CONFIDENCE) -> Interval | None:
    """Interval of a mean by Student's t.

    Args:
        mean: the mean.
        variance: sample variance, divided by n - 1.
        n: answers.
        confidence: level.

    Returns:
        The limits; ``None`` for one answer or fewer, which say nothing of the spread.
    """
    if n <= 1:
        return None
    half = t_of(confidence, n - 1) * math.sqrt(variance / n)
    return mean - half, mean + half


def poisson(count: float, confidence: float = CONFIDENCE) -> Interval:
    """Exact limits of the expected count behind an observed one. Source: Garwood (1936).

    Args:
        count: observed events, 0 or more.
        confidence: level of the two-sided interval.
    """
    tail = (1 - confidence) / 2
    return (gamma_quantile(tail, count) if count > 0 else 0.0), gamma_quantile(1 - tail, count + 1)


def median_ranks(n: int, confidence: float = CONFIDENCE) -> tuple[int, int] | None:
    """Which order statistics enclose the median, whatever the distribution: the narrowest symmetric pair at the level.

    Source: Conover (1999), Practical Nonparametric Statistics, section 3.2.

    Args:
        n: answers.
        confidence: level.

    Returns:
        Ranks j and n - j + 1 counted from 1; ``None`` when even the extremes fall short of the level (n below 6 at 0.95).
    """
    tail = (1 - confidence) / 2
    # The normal approximation, which comes out low for want of the half between whole numbers; from there upwards.
    rank = max(0, math.floor((n - z_of(confidence) * math.sqrt(n)) / 2) - 1)
    while binomial_at_most(rank, n, 0.5) <= tail:
        rank += 1
    return (rank, n - rank + 1) if rank else None
