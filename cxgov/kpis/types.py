"""The list of indicator types and what each can do. A new type is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from cxgov.kpis import ces, csat, duration, index, mean, nps, rate, ratio, share, value
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.tally import Tally
from cxgov.model import Period
from cxgov.model.indicators import Kpi, KpiType


class Arithmetic(Protocol):
    """What the module of a type offers. Values, intervals and differences are in the KPI's unit; shares in per cent."""

    def estimate(self, kpi: Kpi, tally: Tally, period: Period | None, /) -> Estimate:
        """Computes the value from counted answers; without answers there is none, and no exception.

        Args:
            kpi: the indicator.
            tally: answers used, all of them valid (`scales.scale_of`).
            period: the period they belong to, where there is one.

        Raises:
            ValueError: if the tally holds what the type cannot count.
        """

    def change(self, kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
        """Tests the difference of two periods; ``None`` where the estimates do not hold enough.

        Works as well on estimates that were read from a file. Whether the two may be compared is not asked here.
        """

    def needed_n(self, kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
        """Answers per period to detect a true change of that size (two-sided 0.05, power 0.80).

        Args:
            kpi: the indicator.
            found: a measured value, for its spread and its design effect.
            difference: the change in the KPI's unit, above 0.

        Returns:
            The number, for a rate the exposure; ``None`` where it cannot be said.
        """


TYPES: Mapping[KpiType, Arithmetic] = {
    "nps": nps,
    "csat": csat,
    "ces": ces,
    "share": share,
    "fcr": share,
    "churn": share,
    "retention": share,
    "ratio": ratio,
    "mean": mean,
    "duration": duration,
    "rate_per": rate,
    "index": index,
    "value": value,
}
