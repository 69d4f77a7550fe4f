"""Indicators against their targets, period by period: which are off target, and which values count at all.

In this room: the value that counts in a period, as it may be shown, and where it stands. Not here: the comparison itself
(`cxgov.kpis.status`), whether a value has changed (`cxgov.reviewing.changes`) and what was decided about it
(`cxgov.reviewing.decisions`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxgov.kpis.status import Status, status
from cxgov.model import Kpi, Measurement, Period, Workspace
from cxgov.model.organisations import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An indicator's own value in a period against its target.

    Attributes:
        kpi: the indicator.
        period: the period.
        measured: the measurement behind it.
        status: the value against its target; unknown where the value rests on too few answers.
    """

    kpi: Kpi
    period: Period
    measured: Measurement
    status: Status

    @property
    def off_target(self) -> bool:
        """Whether the value lies outside the tolerance of its target."""
        return self.status == "missed"


def value_of(measured: Measurement | None, thresholds: Thresholds) -> float | None:
    """The value that may be shown and judged; ``None`` where there is none or where it rests on too few answers."""
    if measured is None or (measured.n is not None and measured.n < thresholds.suppress_below):
        return None
    return measured.value


def off_target(workspace: Workspace, period: Period) -> tuple[Standing, ...]:
    """Returns the indicators that miss their target in a period, in the order of the organisation's indicators."""
    found = {s.kpi.id: s for s in _all(workspace) if s.period == period and s.off_target}
    return tuple(found[kpi.id] for kpi in workspace.kpis if kpi.id in found)


def standings(workspace: Workspace, until: Period) -> Mapping[str, tuple[Standing, ...]]:
    """Collects where every indicator stood, oldest first; values from too few answers are left out.

    Args:
        workspace: the organisation.
        until: the last period; a period that ends later is left out. Of two periods with the same end that of the length
            of ``until`` comes last, else the shorter.

    Returns:
        Indicator id -> its standings, in the order of the organisation's indicators; without a value there is no entry.
    """
    found: dict[str, list[Standing]] = {}
    thresholds = workspace.organisation.thresholds
    for standing in _all(workspace):
        if standing.period.end <= until.end and value_of(standing.measured, thresholds) is not None:
            found.setdefault(standing.kpi.id, []).append(standing)
    return {kpi.id: tuple(sorted(found[kpi.id], key=lambda s: (s.period.end, s.period.months == until.months, -s.period.months)))
            for kpi in workspace.kpis if kpi.id in found}


def _all(workspace: Workspace) -> list[Standing]:
    """The organisation's own measurements of declared indicators; of two of one period the first."""
    found: dict[tuple[str, Period], Standing] = {}
    thresholds, known = workspace.organisation.thresholds, workspace.kpis_by_id
    for file in workspace.measurements:
        for measured in file.measurements:
            kpi = known.get(measured.kpi)
            if kpi is not None and measured.segment is None and measured.touchpoint is None:
                found.setdefault((kpi.id, file.period), Standing(
                    kpi=kpi, period=file.period, measured=measured, status=status(kpi, value_of(measured, thresholds))))
    return list(found.values())
