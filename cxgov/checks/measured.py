"""What was measured in the reported period, as checks of numbers look at it; no check by itself."""

from __future__ import annotations

from cxgov.checks.indicators import indicators
from cxgov.checks.rule import NotChecked, View
from cxgov.language import N_, message
from cxgov.model import Kpi, Measurement


def measured_in_period(view: View) -> list[tuple[Kpi, Measurement]]:
    """Returns the values of the period, those of parts of the respondents too, each with its indicator, in file order.

    Raises:
        NotChecked: if there are no indicators, or no value of the period.
    """
    indicators(view)
    known = view.workspace.kpis_by_id
    found = [(known[m.kpi], m) for m in (view.workspace.measurements_of(view.period) if view.period else ()) if m.value is not None and m.kpi in known]
    if not found:
        raise NotChecked(message(N_("nothing was measured in the period")))
    return found


def is_whole(measured: Measurement) -> bool:
    """Tells whether a value is that of all respondents."""
    return measured.segment is None and measured.touchpoint is None
