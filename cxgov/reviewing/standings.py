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
    found = (_standing(workspace, kpi, period, workspace.measurement(kpi.id, period)) for kpi in workspace.kpis)
    return tuple(standing for standing in found if standing and standing.off_target)


def standings(workspace: Workspace, until: Period) -> Mapping[str, tuple[Standing, ...]]:
    """Collects where every indicator stood, oldest first; values from too few answers are left out.

    Args:
        workspace: the organisation.
        until: the last period; a period that ends later is left out. Of two periods with the same end that of the length
            of ``until`` comes last, else the shorter.

    Returns:
        Indicator id -> its standings, in the order of the organisation's indicators; without a value there is no entry.
    """
    periods = sorted({file.period for file in workspace.measurements if file.period.end <= until.end},
                     key=lambda p: (p.end, p.months == until.months, -p.months))
    thresholds, found = workspace.organisation.thresholds, {}
    for kpi in workspace.kpis:
        known = [_standing(workspace, kpi, p, m) for p in periods if value_of(m := workspace.measurement(kpi.id, p), thresholds) is not None]
        if known:
            found[kpi.id] = tuple(standing for standing in known if standing)
    return found


def _standing(workspace: Workspace, kpi: Kpi, period: Period, measured: Measurement | None) -> Standing | None:
    value = value_of(measured, workspace.organisation.thresholds)
    return None if measured is None else Standing(kpi=kpi, period=period, measured=measured, status=status(kpi, value))
