"""The response rate: how many of the people asked gave something back. One definition for checks, reports and commands.

In this room: who was asked, and the rate. Not here: whether a rate is good. A higher one does not by itself mean that those
who answered are more like the others.
"""

from __future__ import annotations

from fractions import Fraction

from cxgov.model import Kpi, Measurement, Period, Workspace
from cxgov.model.indicators import Source


def response_rate(workspace: Workspace, measured: Measurement, period: Period) -> Fraction | None:
    """Computes the response rate of a measurement of all respondents.

    Formula: (n + no answer + not applicable) / people asked. Who sent the form back and left one question out has
    responded. A rate that somebody wrote down stands as it is written.

    Returns:
        The rate, 0 to 1; above 1 where the files hold more answers than people asked. ``None`` where it is not known.
    """
    if measured.response_rate is not None:
        return Fraction(str(measured.response_rate))
    asked = invited(workspace, measured, period)
    if not asked or measured.n is None:
        return None
    return Fraction(responded(measured), asked)


def responded(measured: Measurement) -> int:
    """The number of people who gave something back."""
    return (measured.n or 0) + measured.no_answer + measured.not_applicable


def invited(workspace: Workspace, measured: Measurement, period: Period) -> int | None:
    """The number of people asked: as written with the value, else with its source for the period; ``None`` if unknown."""
    if measured.invited is not None:
        return measured.invited
    source = source_of(workspace, measured)
    return source.invited.get(str(period)) if source else None


def source_of(workspace: Workspace, measured: Measurement) -> Source | None:
    """The declared source a value comes from: the one it names, else the indicator's only one; ``None`` for a typed value."""
    if measured.source is not None:
        return workspace.sources_by_id.get(measured.source)
    kpi = workspace.kpis_by_id.get(measured.kpi)
    declared = sources_of(workspace, kpi) if kpi else ()
    return declared[0] if len(declared) == 1 else None


def sources_of(workspace: Workspace, kpi: Kpi) -> tuple[Source, ...]:
    """The declared sources an indicator is measured from, in the order of its card."""
    if kpi.measure is None:
        return ()
    named = (kpi.measure.source,) if isinstance(kpi.measure.source, str) else kpi.measure.source
    return tuple(workspace.sources_by_id[name] for name in named if name in workspace.sources_by_id)
