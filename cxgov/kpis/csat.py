"""Customer satisfaction: the share of the top boxes, or a mean. Neither can be converted into the other.

Top boxes: count of 4 and 5 / n x 100 on a scale of 1-5, or of the boxes that `measure.boxes` declares (see `share`). Mean:
sum / n on 1-5 or 1-10 (see `mean`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cxgov.kpis import mean, share
from cxgov.kpis.estimates import Change, Estimate
from cxgov.kpis.scales import refuse_others
from cxgov.kpis.tally import Tally
from cxgov.kpis.weighing import exact_sum, numbers
from cxgov.model import Period
from cxgov.model.indicators import Kpi, Value

TOP_TWO = frozenset({Fraction(4), Fraction(5)})


def estimate(kpi: Kpi, tally: Tally, period: Period | None, /) -> Estimate:
    """Computes the share of satisfied answers in per cent, or the mean, as the variant says.

    Raises:
        ValueError: if an answer lies outside of the scale, or a declared box is no number and has none in the labels.
    """
    return top_boxes(kpi, tally, boxes_of(kpi)) if kpi.variant == "csat5_top2" else mean.estimate(kpi, tally, period)


def boxes_of(kpi: Kpi) -> frozenset[Fraction]:
    """Returns the answers that count as satisfied: as declared, in numbers or in labelled words, else 4 and 5.

    Raises:
        ValueError: if a declared box is no number and has none in the labels.
    """
    measure = kpi.measure
    return frozenset(_number(box, measure.labels) for box in measure.boxes) if measure and measure.boxes else TOP_TWO


def top_boxes(kpi: Kpi, tally: Tally, boxes: frozenset[Fraction]) -> Estimate:
    """Share of the answers that lie in certain boxes, in per cent.

    Args:
        kpi: the indicator.
        tally: answers on the KPI's scale.
        boxes: answers that count.

    Raises:
        ValueError: if an answer lies outside of the scale.
    """
    refuse_others(kpi, tally)
    found = list(numbers(tally))
    total = exact_sum(w.total for _, w in found)
    inside = exact_sum(w.total for x, w in found if x in boxes)
    return share.of_share(inside / total if total else None, tally.n, tally.n_effective)


def change(kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference as that of two shares or of two means; ``None`` where the estimates do not hold enough."""
    return share.change(kpi, before, after) if kpi.variant == "csat5_top2" else mean.change(kpi, before, after)


def needed_n(kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Answers per period to find a change of that size; ``None`` where it cannot be said."""
    return share.needed_n(kpi, found, difference) if kpi.variant == "csat5_top2" else mean.needed_n(kpi, found, difference)


def _number(box: Value, labels: Mapping[str, float]) -> Fraction:
    return Fraction(str(labels.get(str(box), box)))
