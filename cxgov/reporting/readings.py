"""Indicators of the reported period as a report may show them: value, interval, target, status, what must be said of n, change.

In this room: which figures may be shown. Not here: formulas and targets (`cxgov.kpis`), verdicts (`cxgov.reviewing.changes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxgov.kpis.status import Status, status
from cxgov.kpis.variants import digits_of, unit_of
from cxgov.language import N_
from cxgov.model import Kpi, Measurement, Target
from cxgov.model.organisations import Thresholds
from cxgov.reporting.context import Context
from cxgov.reviewing.changes import Verdict
from cxgov.reviewing.standings import value_of

Note = Literal["measured", "none", "suppressed", "directional", "below_minimum"]

NOTES: dict[str, str] = {
    "measured": "", "none": N_("not measured"), "suppressed": N_("too few answers to show"), "directional": N_("direction only"),
    "below_minimum": N_("fewer answers than planned"),
}
STATUS_TAGS: dict[Status, str] = {"met": "met", "within": "tolerance", "missed": "missed", "unknown": "unknown"}
UNITS: dict[str, str] = {
    "points": N_("points"), "percent": N_("per cent"), "per_1000": N_("per 1,000"), "hours": N_("hours"), "days": N_("days"),
    "minutes": N_("minutes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One indicator in the reported period.

    Attributes:
        kpi: the indicator.
        measured: the measurement; ``None`` where there is none.
        value: the value that may be shown; ``None`` when it was not measured or rests on too few answers.
        interval: its interval, under the same condition.
        target: the promised value, where there is one.
        status: the value against its target.
        note: what must be said of the number of answers.
        digits: decimal places.
        verdict: the value against the period before; ``None`` where there is no value.
    """

    kpi: Kpi
    measured: Measurement | None
    value: float | None
    interval: tuple[float, float] | None
    target: Target | None
    status: Status
    note: Note
    digits: int
    verdict: Verdict | None

    @property
    def off_target(self) -> bool:
        """Whether it lies outside the tolerance of its target."""
        return self.status == "missed"

    @property
    def withheld(self) -> bool:
        """Whether it rests on so few answers that no figure of it is shown."""
        return self.note == "suppressed"


def readings(context: Context) -> list[Reading]:
    """Every indicator of the organisation in the order of its files."""
    return [_reading(context, kpi) for kpi in context.workspace.kpis]


def unit_name(context: Context, kpi: Kpi) -> str:
    """The indicator's unit in words; empty where nobody says, and for a number of things, which has none."""
    unit = unit_of(kpi)
    if unit in ("money", "count"):
        return context.currency if unit == "money" else ""
    return context.say(UNITS[unit]) if unit in UNITS else unit or ""


def note_of(measured: Measurement | None, thresholds: Thresholds, minimum: int | None = None) -> Note:
    """Says what must be said of the number of answers behind a value.

    Args:
        measured: the measurement; ``None`` where there is none.
        thresholds: the organisation's.
        minimum: the number of answers that the indicator's own card asks for.
    """
    if measured is None:
        return "none"
    if measured.n is not None and measured.n < thresholds.suppress_below:
        return "suppressed"
    if measured.value is None:
        return "none"
    if measured.n is not None and measured.n < thresholds.directional_below:
        return "directional"
    return "below_minimum" if measured.n is not None and minimum is not None and measured.n < minimum else "measured"


def _reading(context: Context, kpi: Kpi) -> Reading:
    measured = context.workspace.measurement(kpi.id, context.period)
    note = note_of(measured, context.workspace.organisation.thresholds, kpi.minimum_n)
    value = value_of(measured, context.workspace.organisation.thresholds)
    return Reading(
        kpi=kpi, measured=measured, value=value, interval=measured.interval if measured and value is not None else None,
        target=kpi.target if isinstance(kpi.target, Target) else None, status=status(kpi, value), note=note,
        digits=_digits(kpi, measured), verdict=context.verdicts.get(kpi.id))


def _digits(kpi: Kpi, measured: Measurement | None) -> int:
    """The customary decimal places; none where value and target are whole numbers."""
    figures = [f for f in (measured.value if measured else None, kpi.target.value if isinstance(kpi.target, Target) else None) if f is not None]
    return 0 if figures and all(float(f).is_integer() for f in figures) and kpi.type == "value" else digits_of(kpi)
