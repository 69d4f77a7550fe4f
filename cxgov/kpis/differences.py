"""Tests and intervals of a difference of two independent figures, later minus earlier. Formulas only.

Each p is two-sided and tests that nothing changed; it is not adjusted for other tests (`holm`). The interval of a difference
and its test are each the better known of their kind, so that in a close case one may exclude what the other allows.
"""

from __future__ import annotations

import math

from cxgov.kpis.distributions import binomial_at_most, normal_p, t_of, t_p, z_of
from cxgov.kpis.estimates import CONFIDENCE, Change, Estimate
from cxgov.kpis.intervals import Interval, Z, poisson, wilson


def by_z(difference: float, standard_error: float, shown: float | None = None) -> Change:
    """Plain normal test of a difference with its standard error.

    Without any spread the difference is what it is: p is 1 for none and 0 for any.

    Args:
        difference: later minus earlier, as it is tested.
        standard_error: of the difference, 0 or more.
        shown: later minus earlier as the two values are shown, where that is something else.
    """
    p = normal_p(difference / standard_error) if standard_error else float(not difference)
    half = Z * standard_error
    return Change(difference=difference if shown is None else shown, interval=(difference - half, difference + half), p=p)


def proportions(before: tuple[float, float], after: tuple[float, float], *, n_minus_1: bool = False) -> Change:
    """Two proportions: pooled z test, interval by Newcombe's hybrid of two score intervals.

    Sources: Newcombe (1998), method 10; Campbell (2007) for the variant with N - 1.

    Args:
        before: proportion 0..1 and trials, above 0.
        after: the same of the later period.
        n_minus_1: shrink z by sqrt((N - 1) / N), N being all trials together; better where there are few.
    """
    (p1, n1), (p2, n2) = before, after
    pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
    error = math.sqrt(max(0.0, pooled * (1 - pooled)) * (1 / n1 + 1 / n2))
    z = (p2 - p1) / error if error else 0.0
    if n_minus_1:
        z *= math.sqrt(max(0.0, 1 - 1 / (n1 + n2)))
    return Change(difference=p2 - p1, interval=square_and_add((p1, wilson(p1, n1)), (p2, wilson(p2, n2))), p=normal_p(z))


def rates(before: tuple[float, float], after: tuple[float, float]) -> Change:
    """Two Poisson rates: exact conditional binomial test, interval from the exact limits of each rate.

    Given all events, those of the later period are binomial with its share of the exposure; p is twice the smaller tail.
    Sources: Przyborowski and Wilenski (1940) for the test; Zou and Donner (2008) for the interval.

    Args:
        before: events, 0 or more, and exposure, above 0.
        after: the same of the later period.
    """
    (c1, e1), (c2, e2) = before, after
    events, share = c1 + c2, e2 / (e1 + e2)
    # At least c2 of the events is at most c1 of the others.
    p = min(1.0, 2 * min(binomial_at_most(c2, events, share), binomial_at_most(c1, events, 1 - share)))
    (low1, high1), (low2, high2) = poisson(c1), poisson(c2)
    interval = square_and_add((c1 / e1, (low1 / e1, high1 / e1)), (c2 / e2, (low2 / e2, high2 / e2)))
    return Change(difference=c2 / e2 - c1 / e1, interval=interval, p=p)


def square_and_add(before: tuple[float, Interval], after: tuple[float, Interval]) -> Interval:
    """Interval of a difference from the two intervals: each side adds the squares of the two distances that work to it.

    Sources: Newcombe (1998); Zou and Donner (2008), who show that it holds for figures of any kind.

    Args:
        before: figure and its interval.
        after: the same of the later period.
    """
    (x1, (low1, high1)), (x2, (low2, high2)) = before, after
    return x2 - x1 - math.hypot(x2 - low2, high1 - x1), x2 - x1 + math.hypot(high2 - x2, x1 - low1)


def welch(before: tuple[float, float, float], after: tuple[float, float, float]) -> Change | None:
    """Two means with variances of their own. Source: Welch (1947).

    Args:
        before: mean, sample variance and answers.
        after: the same of the later period.

    Returns:
        The change; ``None`` where one of the means comes from one answer.
    """
    (m1, v1, n1), (m2, v2, n2) = before, after
    if min(n1, n2) <= 1:
        return None
    square1, square2 = v1 / n1, v2 / n2
    error = math.sqrt(square1 + square2)
    if not error:
        return by_z(m2 - m1, 0.0)
    # Shares of the squared error, so that the tiniest variances do not vanish when they are squared again.
    share1, share2 = square1 / (square1 + square2), square2 / (square1 + square2)
    df = 1 / (share1 * share1 / (n1 - 1) + share2 * share2 / (n2 - 1))
    half = t_of(CONFIDENCE, df) * error
    return Change(difference=m2 - m1, interval=(m2 - m1 - half, m2 - m1 + half), p=t_p((m2 - m1) / error, df))


def by_standard_errors(before: Estimate, after: Estimate, *, student: bool = False) -> Change | None:
    """Plain normal test of two values that are known by their standard errors.

    For medians this is the method of Price and Bonett (2002); for values typed by hand it is all that can be done.

    Args:
        before: the earlier value.
        after: the later value.
        student: the intervals are t intervals, as those of means are.

    Returns:
        The change; ``None`` where a value or a standard error is not known.
    """
    first, second = standard_error_of(before, student=student), standard_error_of(after, student=student)
    if before.value is None or after.value is None or first is None or second is None:
        return None
    return by_z(after.value - before.value, math.hypot(first, second))


def standard_error_of(estimate: Estimate, *, student: bool = False) -> float | None:
    """Standard error of a value, in its unit, by the best that is known: stated, from the variance, from the interval.

    From an interval it is width / (2 z), z being the quantile of the interval's level: as if it were symmetric, so that one
    cut off at the end of the scale makes the value look surer than it is.

    Args:
        estimate: the value.
        student: the interval is a t interval; used where the number of answers is known.
    """
    if estimate.standard_error is not None:
        return estimate.standard_error
    if estimate.variance is not None and estimate.n_effective > 0:
        return math.sqrt(estimate.variance / estimate.n_effective)
    if estimate.interval is None or not 0 < estimate.confidence < 1:
        return None
    by_t = student and estimate.n_effective > 1
    quantile = t_of(estimate.confidence, estimate.n_effective - 1) if by_t else z_of(estimate.confidence)
    return (estimate.interval[1] - estimate.interval[0]) / (2 * quantile)


def variance_of(estimate: Estimate, *, student: bool = False) -> float | None:
    """Variance of one answer, in the unit squared: as stated, else from the standard error and the number of answers.

    Args:
        estimate: the value.
        student: as in :func:`standard_error_of`.
    """
    if estimate.variance is not None:
        return estimate.variance
    error = standard_error_of(estimate, student=student)
    return error * error * estimate.n_effective if error is not None and estimate.n_effective > 0 else None
