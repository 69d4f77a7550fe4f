"""Durations: how long something took. The value is the median, for the mean of durations describes nobody.

Unit: that of the KPI. In ``extra``: median, 90th percentile (p90), mean, and open cases, which have no duration yet and must
be printed beside, since only finished cases enter. Interval: order statistics of the median. Standard error and change:
Price and Bonett (2001, 2002). Many equal durations, as of whole days, make both look surer than they are.
"""

from __future__ import annotations

from fractions import Fraction

from cxgov.kpis.differences import by_standard_errors, variance_of
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.quantiles import HALF, median_interval, median_standard_error, ordered
from cxgov.kpis.sample_sizes import respondents_for_change
from cxgov.kpis.tally import Tally
from cxgov.kpis.weighing import mean_of
from cxgov.model import Period
from cxgov.model.indicators import Kpi

NINE_TENTHS = Fraction(9, 10)


def estimate(_kpi: Kpi, tally: Tally, _period: Period | None, /) -> Estimate:
    """Computes median, 90th percentile and mean of durations.

    Args:
        tally: durations in the KPI's unit, and the number of open cases.
    """
    answers, mean, still_open = ordered(tally), mean_of(tally), float(tally.open)
    if answers is None or mean is None:
        return Estimate(value=None, n=tally.n, n_effective=float(tally.n_effective), extra={"open": still_open})
    median = float(answers.quantile(HALF))
    return Estimate(
        value=median, n=tally.n, n_effective=float(answers.n), interval=median_interval(answers),
        standard_error=median_standard_error(answers),
        extra={"median": median, "p90": float(answers.quantile(NINE_TENTHS)), "mean": float(mean), "open": still_open})


def change(_kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference of two medians by their standard errors; ``None`` where one is not known."""
    return by_standard_errors(before, after)


def needed_n(_kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Cases per period to find a change of that size, by the standard error scaled; ``None`` where it is not known, or 0."""
    return respondents_for_change(found, variance_of(found), difference)
