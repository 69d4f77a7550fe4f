"""Workspaces with measured indicators, made in memory, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from makers import Nowhere, assessment, framework, stages

from cxgov.model import Kpi, Measurement, Measurements, Organisation, Target, Workspace, parse_period
from cxgov.model.organisations import Thresholds

Q = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
LATEST = parse_period(Q[-1])
BEFORE = parse_period(Q[-2])


def indicator(name: str = "ease", **changes: Any) -> Kpi:
    """An indicator that is a mean on a scale of 1 to 7; higher is better."""
    return Kpi(**{"id": name, "name": name.title(), "type": "ces", "variant": "ces2_agree7_mean", "family": "perception", "owner": "anna",
                  "target": Target(by=LATEST, value=6.0, tolerance=0.2), "smallest_change": 0.2, **changes})


def value(of: float | None, n: int | None = 400, *, kpi: str = "ease", variance: float | None = 1.0, **changes: Any) -> Measurement:
    """A measurement whose interval fits its variance."""
    half = 1.96 * (variance / n) ** 0.5 if variance is not None and n else None
    interval = (of - half, of + half) if of is not None and half is not None else None
    return Measurement(**{"kpi": kpi, "value": of, "n": n, "variance": variance, "interval": interval, "written_by": "measure", **changes})


def measured(kpis: Sequence[Kpi], values: Mapping[str, Sequence[Measurement]], thresholds: Thresholds | None = None, **changes: Any) -> Workspace:
    """A workspace with measurements by period, and an assessment, so that a report can be made of it."""
    made = framework()
    organisation = Organisation(id="made", name="Made", frameworks=(made.id,), thresholds=thresholds or Thresholds())
    return Workspace(**{
        "name": "made", "organisation": organisation, "frameworks": {made.id: made}, "kpis": tuple(kpis), "places": Nowhere(),
        "assessments": (assessment(stages(2, 2, 2, 2, 2)),),
        "measurements": tuple(Measurements(period=parse_period(period), measurements=tuple(found)) for period, found in values.items()), **changes})


def two(before: Measurement, after: Measurement, kpi: Kpi | None = None, **changes: Any) -> Workspace:
    """One indicator in the last two periods."""
    return measured([kpi or indicator()], {Q[-2]: [before], Q[-1]: [after]}, **changes)
