"""The measurements of an indicator over periods, cut into series wherever earlier and later values cannot be compared.

In this room: which measurements belong together, oldest first, and why two of them do not: a declared break, or another
question, scale, variant, trigger or type. Not here: whether a difference is more than chance
(`cxgov.reviewing.changes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from cxgov.language import N_, Message, message
from cxgov.model import Kpi, Measurement, Period, Workspace
from cxgov.model.indicators import SeriesBreak

_CHANGED: tuple[tuple[str, str], ...] = (
    ("type", N_("the type of the indicator changed")),
    ("variant", N_("the variant changed")),
    ("scale", N_("the answer scale changed")),
    ("trigger", N_("what the survey follows changed")),
    ("question", N_("the question changed")),
)


class Part(NamedTuple):
    """A part of the respondents, told apart by what it says and not by the record it stands in.

    Attributes:
        column: the column.
        value: its value as text: 1 typed by hand and "1" out of a file are one.
    """

    column: str
    value: str


class Cell(NamedTuple):
    """What a measurement is about.

    Attributes:
        kpi: id of the indicator.
        segment: column and value of a part of the respondents; ``None`` for all of them.
        touchpoint: id of a touchpoint; ``None`` for all of them.
    """

    kpi: str
    segment: Part | None = None
    touchpoint: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it is the organisation's own value and not a part of it."""
        return self.segment is None and self.touchpoint is None


@dataclass(frozen=True, slots=True)
class Point:
    """A measurement with a value, and the period it is of."""

    period: Period
    measured: Measurement


def cell_of(measured: Measurement) -> Cell:
    """Says what a measurement is about."""
    segment = measured.segment
    return Cell(measured.kpi, Part(segment.column, str(segment.value)) if segment else None, measured.touchpoint)


def histories(workspace: Workspace, until: Period) -> dict[Cell, list[Point]]:
    """Collects the measured values of every cell, oldest first.

    Args:
        workspace: the organisation.
        until: the last period; only periods of its length enter, as a month is never compared with a quarter.

    Returns:
        The cells in the order of the files. Measurements without a value are left out.
    """
    found: dict[Cell, dict[Period, Measurement]] = {}
    for file in workspace.measurements:
        if file.period.months != until.months or file.period > until:
            continue
        for measured in file.measurements:
            if measured.value is not None:
                found.setdefault(cell_of(measured), {}).setdefault(file.period, measured)
    return {cell: [Point(period, values[period]) for period in sorted(values)] for cell, values in found.items()}


def series(kpi: Kpi, points: Sequence[Point]) -> list[list[Point]]:
    """Cuts measurements into series that can be compared.

    Args:
        kpi: the indicator, with its declared breaks.
        points: measurements of one cell, oldest first.

    Returns:
        The series, oldest first, each with at least one measurement; empty without measurements.
    """
    made = [[point] for point in points[:1]]
    for before, after in pairwise(points):
        if unlike(kpi, before, after):
            made.append([])
        made[-1].append(after)
    return made


def unlike(kpi: Kpi, before: Point, after: Point) -> Message | None:
    """Says why two measurements of a cell cannot be compared; ``None`` when they can.

    A measurement that does not say what was asked (one typed by hand) is taken to ask the same as the other.
    """
    broken = break_between(kpi, before.period, after.period)
    if broken:
        return message(N_("a new series begins in {period}: {reason}"), period=broken.period, reason=broken.reason)
    return next(iter(redefined(before, after).values()), None)


def break_between(kpi: Kpi, before: Period, after: Period) -> SeriesBreak | None:
    """Returns the first declared break that parts two periods; ``None`` where they belong to one series."""
    # A break inside the earlier period leaves it half of the old series.
    return next((broken for broken in kpi.breaks if before.start < broken.period.start <= after.end), None)


def redefined(before: Point, after: Point) -> dict[str, Message]:
    """Says what changed in the definition between two measurements, by field; declared breaks are not looked at."""
    first, second = before.measured.definition, after.measured.definition
    if first is None or second is None:
        return {}
    return {name: message(said) for name, said in _CHANGED if getattr(first, name) != getattr(second, name)}
