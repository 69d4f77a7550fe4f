"""Counted answers and indicators made in memory, for tests of KPI arithmetic."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from cxgov.kpis.estimates import Estimate, estimate_of
from cxgov.kpis.tally import Tally, Weight
from cxgov.kpis.types import TYPES
from cxgov.model import Kpi, Measurement
from cxgov.model.indicators import Measure


def kpi(kind: str, variant: str | None = None, **changes: Any) -> Kpi:
    """An indicator of a type; what `measure` holds goes in as `per=` or `boxes=` and so on."""
    measure = {name: changes.pop(name) for name in ("per", "boxes", "labels") if name in changes}
    return Kpi(**{"id": "k", "name": "K", "type": kind, "variant": variant, "family": "operational", "owner": "anna", "target": "none",
                  "measure": Measure(source="s", **measure) if measure else None, **changes})


def tally(counts: Mapping[Any, int], still_open: int = 0) -> Tally:
    """Counts with their answers as fractions."""
    return Tally(counts={_exact(answer): count for answer, count in counts.items()}, open=still_open)


def weighted(rows: Mapping[Any, tuple[int, Fraction]], still_open: int = 0) -> Tally:
    """Counts and the weight that each respondent who gave the answer has."""
    return Tally(counts={_exact(answer): count for answer, (count, _) in rows.items()},
                 weights={_exact(answer): Weight(count * w, count * w * w) for answer, (count, w) in rows.items()}, open=still_open)


def from_file(estimate: Estimate) -> Estimate:
    """The estimate after it was written as a measurement and read again."""
    fields = {"value": estimate.value, "n": estimate.n, "n_effective": estimate.n_effective, "interval": estimate.interval,
              "variance": estimate.variance, "standard_error": estimate.standard_error, "extra": dict(estimate.extra)}
    read = json.loads(json.dumps(fields))
    if read["interval"]:
        read["interval"] = tuple(read["interval"])
    return estimate_of(Measurement(kpi="k", **read))


def estimate(indicator: Kpi, counts: Mapping[Any, int] | Tally, period: Any = None) -> Estimate:
    """The estimate of an indicator from counts."""
    found = counts if isinstance(counts, Tally) else tally(counts)
    return TYPES[indicator.type].estimate(indicator, found, period)


def _exact(answer: Any) -> Any:
    if isinstance(answer, tuple):
        return tuple(None if part is None else Fraction(str(part)) for part in answer)
    return Fraction(str(answer))
