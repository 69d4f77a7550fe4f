"""How many answers it takes: for a margin, and to see a change between two periods. Net scores need their own three fewer."""

from __future__ import annotations

import math
from statistics import NormalDist

from cxgov.kpis.distributions import z_of
from cxgov.kpis.estimates import CONFIDENCE, Estimate

POWER = 0.80


def n_for_margin(variance: float, margin: float, spared: float = 0.0) -> int | None:
    """Answers for an interval of value ± ``margin`` at the level of ``CONFIDENCE``: v z² / m² - spared, rounded up.

    Args:
        variance: variance of one answer, in the unit squared.
        margin: half the interval's width, in the unit.
        spared: answers that the interval adds itself: 3 for the adjusted Wald interval of a net score, else 0.

    Returns:
        The number; ``None`` where the variance or the margin is not above zero.
    """
    return _whole(variance * z_of(CONFIDENCE) ** 2, margin, spared)


def n_for_change(variance: float, difference: float, spared: float = 0.0) -> int | None:
    """Answers per period for which a true difference is found with probability ``POWER``, tested two-sided at 0.05.

    n = 2 v (z_0.975 + z_0.80)² / d² - spared, rounded up: two independent groups of equal variance.

    Args:
        variance: variance of one answer, in the unit squared.
        difference: the change to detect, in the unit.
        spared: as in :func:`n_for_margin`.

    Returns:
        The number; ``None`` where the variance or the difference is not above zero.
    """
    return _whole(2 * variance * (z_of(CONFIDENCE) + NormalDist().inv_cdf(POWER)) ** 2, difference, spared)


def respondents_for_change(estimate: Estimate, variance: float | None, difference: float, spared: float = 0.0) -> int | None:
    """As :func:`n_for_change`, in respondents: weights cost answers, by the factor n / n_effective of the estimate.

    Args:
        estimate: what was measured.
        variance: variance of one answer, in the unit squared; ``None`` where it is not known.
        difference: the change to detect, in the unit.
        spared: as in :func:`n_for_margin`.
    """
    needed = n_for_change(variance, difference, spared) if variance is not None else None
    if needed is None or not estimate.n or not estimate.n_effective:
        return needed
    return math.ceil(needed * max(1.0, estimate.n / estimate.n_effective))


def _whole(numerator: float, difference: float, spared: float) -> int | None:
    if numerator <= 0 or difference <= 0 or not difference * difference:
        return None
    exact = numerator / (difference * difference) - spared
    # Two is the least that has a spread at all.
    return max(2, math.ceil(exact)) if math.isfinite(exact) else None
