"""Values typed by hand: cxgov knows no formula for them and computes nothing."""

from __future__ import annotations

from cxgov.kpis.differences import by_standard_errors, variance_of
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.sample_sizes import respondents_for_change
from cxgov.kpis.tally import Tally
from cxgov.model import Period
from cxgov.model.indicators import Kpi


def estimate(_kpi: Kpi, tally: Tally, _period: Period | None, /) -> Estimate:
    """Returns no value: there is no formula."""
    return Estimate(value=None, n=tally.n, n_effective=float(tally.n_effective))


def change(_kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference by standard errors or intervals typed beside the values; ``None`` where there are none."""
    return by_standard_errors(before, after)


def needed_n(_kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Answers per period to find a change of that size; ``None`` where spread or number of answers are not known."""
    return respondents_for_change(found, variance_of(found), difference)
