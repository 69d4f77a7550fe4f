"""Net scores: the share at the top of the scale minus the share at its bottom.

Formula: %(9-10) - %(0-6) of all answers; who answers 7 or 8 counts in n. Unit: points, -100..100, no per cent.
Interval: adjusted Wald, three more answers of which 3/4 at either end (Rocks 2016), around the adjusted score and clipped; the
value shown is the raw score. Change: the same with the sign kept. Both shares come from the same answers: two-proportion
tests do not apply. A question of 1-5 or 1-10 cannot be rescaled into one of 0-10.
"""

from __future__ import annotations

import math
from fractions import Fraction

from cxgov.kpis.differences import by_standard_errors, by_z, variance_of
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.intervals import Interval, Z
from cxgov.kpis.sample_sizes import respondents_for_change
from cxgov.kpis.scales import refuse_others
from cxgov.kpis.tally import Tally
from cxgov.kpis.weighing import exact_sum, numbers
from cxgov.model import Period
from cxgov.model.indicators import Kpi

DETRACTORS_TO = 6
PROMOTERS_FROM = 9
ADDED = 3  # answers that the adjustment adds


def estimate(kpi: Kpi, tally: Tally, _period: Period | None, /) -> Estimate:
    """Computes the Net Promoter Score.

    Args:
        kpi: the indicator.
        tally: answers 0..10.

    Raises:
        ValueError: if an answer is not one of them.
    """
    return net(kpi, tally, low_to=DETRACTORS_TO, high_from=PROMOTERS_FROM)


def net(kpi: Kpi, tally: Tally, *, low_to: int, high_from: int) -> Estimate:
    """Computes a net score.

    Args:
        kpi: the indicator.
        tally: answers on the KPI's scale.
        low_to: highest answer of the bottom.
        high_from: lowest answer of the top.

    Raises:
        ValueError: if an answer lies outside of the scale.
    """
    refuse_others(kpi, tally)
    found, n = list(numbers(tally)), tally.n_effective
    total = exact_sum(w.total for _, w in found)
    if not total:
        return Estimate(value=None, n=tally.n, n_effective=float(n))
    high = exact_sum(w.total for x, w in found if x >= high_from) / total
    low = exact_sum(w.total for x, w in found if x <= low_to) / total
    score: Fraction = high - low
    return Estimate(value=float(100 * score), n=tally.n, n_effective=float(n), variance=float(10000 * (high + low - score * score)),
                    interval=adjusted_interval(float(high), float(low), float(n)))


def adjusted(high: float, low: float, n: float) -> tuple[float, float]:
    """Adjusted net score and its standard error, both in points.

    Args:
        high: share at the top, 0..1.
        low: share at the bottom, 0..1.
        n: answers, above 0.
    """
    size = n + ADDED
    top, bottom = (high * n + ADDED / 4) / size, (low * n + ADDED / 4) / size
    return 100 * (top - bottom), 100 * math.sqrt((top + bottom - (top - bottom) ** 2) / size)


def adjusted_interval(high: float, low: float, n: float, z: float = Z) -> Interval:
    """Adjusted Wald interval of a net score in points, clipped to -100..100; arguments as in :func:`adjusted`."""
    centre, error = adjusted(high, low, n)
    return max(-100.0, centre - z * error), min(100.0, centre + z * error)


def change(_kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference of two net scores, adjusted; the difference given is that of the raw scores.

    Top and bottom share are taken from score N and variance v of one answer: their sum is v / 100² + (N / 100)². Values
    without variance are compared by the standard errors that their intervals give, unadjusted.

    Args:
        before: the earlier score.
        after: the later score.

    Returns:
        The change; ``None`` where the estimates do not hold enough.
    """
    first, second = _ends(before), _ends(after)
    if first is None or second is None or before.value is None or after.value is None:
        return by_standard_errors(before, after)
    (score1, error1), (score2, error2) = adjusted(*first, before.n_effective), adjusted(*second, after.n_effective)
    found = by_z(score2 - score1, math.hypot(error1, error2), shown=after.value - before.value)
    return Change(difference=found.difference, interval=(max(-200.0, found.interval[0]), min(200.0, found.interval[1])), p=found.p)


def needed_n(_kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Answers per period to find a change of so many points; ``None`` where the spread of the answers is not known, or none."""
    return respondents_for_change(found, variance_of(found), difference, spared=ADDED)


def _ends(found: Estimate) -> tuple[float, float] | None:
    """Share at the top and at the bottom, 0..1."""
    if found.value is None or found.variance is None or found.n_effective <= 0 or not -100 <= found.value <= 100:
        return None
    score = found.value / 100
    both = min(1.0, max(abs(score), found.variance / 10000 + score * score))  # rounding in a file must not leave 0..1
    return (both + score) / 2, (both - score) / 2
