"""Means of answers.

Formula: sum / n over the answers given. Unit: that of the answers. Interval: Student's t. Change: Welch's t test. A mean is
not a share: 4.2 on a scale of five is not 84 per cent.
"""

from __future__ import annotations

from cxgov.kpis.differences import by_standard_errors, variance_of, welch
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.intervals import t_interval
from cxgov.kpis.sample_sizes import respondents_for_change
from cxgov.kpis.scales import refuse_others
from cxgov.kpis.tally import Tally
from cxgov.kpis.weighing import mean_of, variance_about
from cxgov.model import Period
from cxgov.model.indicators import Kpi


def estimate(kpi: Kpi, tally: Tally, _period: Period | None, /) -> Estimate:
    """Computes a mean.

    Args:
        kpi: the indicator, with its scale if it has one.
        tally: answers as numbers.

    Returns:
        The mean; without interval and variance where there is one answer only.

    Raises:
        ValueError: if an answer lies outside of the scale.
    """
    refuse_others(kpi, tally)
    mean, n = mean_of(tally), float(tally.n_effective)
    if mean is None:
        return Estimate(value=None, n=tally.n, n_effective=n)
    variance = variance_about(mean, tally)
    if variance is None:
        return Estimate(value=float(mean), n=tally.n, n_effective=n)
    return Estimate(value=float(mean), n=tally.n, n_effective=n, variance=float(variance),
                    interval=t_interval(float(mean), float(variance), n))


def change(_kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference of two means.

    By Welch's t where both variances are known, else by the standard errors, which an interval typed by hand gives as well.

    Args:
        before: the earlier mean.
        after: the later mean.

    Returns:
        The change; ``None`` where the estimates do not hold enough.
    """
    if before.value is None or after.value is None:
        return None
    if before.variance is None or after.variance is None or min(before.n_effective, after.n_effective) <= 0:
        return by_standard_errors(before, after, student=True)
    return welch((before.value, before.variance, before.n_effective), (after.value, after.variance, after.n_effective))


def needed_n(_kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Answers per period to find a change of that size; ``None`` where the spread of the answers is not known, or none."""
    return respondents_for_change(found, variance_of(found, student=True), difference)
