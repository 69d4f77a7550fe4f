"""Quantiles and tail areas of the distributions that the formulas need. The only room that opens scipy.

All take whole numbers as well as fractions of one for counts and sizes, so that an effective number of answers works.
`scipy.stats` is left alone: opening it takes longer than a whole run of cxgov.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from cxgov.kpis.estimates import CONFIDENCE


def z_of(confidence: float = CONFIDENCE) -> float:
    """Two-sided quantile of the standard normal distribution: 1.96 for 0.95.

    Args:
        confidence: level between 0 and 1, both excluded.

    Raises:
        statistics.StatisticsError: if it is not.
    """
    return NormalDist().inv_cdf((1 + confidence) / 2)


def normal_p(z: float) -> float:
    """Two-sided p of a standard normal statistic."""
    return math.erfc(abs(z) / math.sqrt(2))


def t_of(confidence: float, df: float) -> float:
    """Two-sided quantile of Student's t distribution with ``df`` degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(df, (1 + confidence) / 2))


def t_p(t: float, df: float) -> float:
    """Two-sided p of a t statistic with ``df`` degrees of freedom."""
    from scipy.special import stdtr

    return 2 * float(stdtr(df, -abs(t)))


def beta_quantile(q: float, a: float, b: float) -> float:
    """Quantile of the beta distribution."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, q))


def gamma_quantile(q: float, a: float) -> float:
    """Quantile of the gamma distribution of shape ``a`` and scale 1: half the chi-square quantile with 2 a degrees."""
    from scipy.special import gammaincinv

    return float(gammaincinv(a, q))


def binomial_at_most(k: float, n: float, p: float) -> float:
    """Probability of at most ``k`` successes in ``n`` trials; between whole numbers by the incomplete beta function."""
    from scipy.special import betainc

    return 1.0 if k >= n else float(betainc(n - k, k + 1, 1 - p))
