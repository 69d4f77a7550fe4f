"""Customer effort: five variants that cannot be converted into one another, two of them with opposite directions.

`ces1_effort5` asks how much effort it took (1-5) and is good when low; the others ask for agreement that it was easy and are
good when high (`variants` holds scale and direction of each). `ces1_effort5`, `ces2_agree7_mean`, `ces_agree5_mean`: the mean
(see `mean`). `ces2_agree7_top3`: count of 5-7 / n x 100 (see `share`). `ces2_agree7_net`: %(6-7) - %(1-3) (see `nps`).
"""

from __future__ import annotations

from fractions import Fraction

from cxgov.kpis import csat, mean, nps, share
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.tally import Tally
from cxgov.model import Period
from cxgov.model.indicators import Kpi

TOP_THREE = frozenset({Fraction(5), Fraction(6), Fraction(7)})
HARD_TO = 3
EASY_FROM = 6


def estimate(kpi: Kpi, tally: Tally, period: Period | None, /) -> Estimate:
    """Computes the effort score of the KPI's variant.

    Raises:
        ValueError: if an answer lies outside of the variant's scale.
    """
    match kpi.variant:
        case "ces2_agree7_top3":
            return csat.top_boxes(kpi, tally, TOP_THREE)
        case "ces2_agree7_net":
            return nps.net(kpi, tally, low_to=HARD_TO, high_from=EASY_FROM)
    return mean.estimate(kpi, tally, period)


def change(kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference by the variant's test; ``None`` where the estimates do not hold enough."""
    match kpi.variant:
        case "ces2_agree7_top3":
            return share.change(kpi, before, after)
        case "ces2_agree7_net":
            return nps.change(kpi, before, after)
    return mean.change(kpi, before, after)


def needed_n(kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Answers per period to find a change of that size; ``None`` where it cannot be said."""
    match kpi.variant:
        case "ces2_agree7_top3":
            return share.needed_n(kpi, found, difference)
        case "ces2_agree7_net":
            return nps.needed_n(kpi, found, difference)
    return mean.needed_n(kpi, found, difference)
