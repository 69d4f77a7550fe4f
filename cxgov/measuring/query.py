"""What is asked of a source, whatever engine answers: which columns, which periods, which combinations to count.

In this room: the question as plain data. Not here: its SQL (`sql`), its meaning for an indicator (`plan`) and the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

# Where a row belongs: 0, 1 … is a period, below zero is why it belongs to none.
OUTSIDE, NO_DATE, UNREADABLE_DATE, AMBIGUOUS_DATE, REPEATED, NO_WEIGHT = -1, -2, -3, -4, -5, -6

STEP = 10


def lost(reason: int, window: int) -> int:
    """Where a row belongs that lies in a window and is not used, for `REPEATED` or `NO_WEIGHT`."""
    return reason - STEP * (window + 1)


def reason_of(place: int) -> tuple[int, int | None]:
    """Why a row is not used, and the window it lies in where that is known; the inverse of `lost`."""
    return (place, None) if place > -STEP else (-(-place % STEP), -place // STEP - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A period as a stretch of time: from ``start`` up to, but not including, ``end``.

    Attributes:
        start: first moment on the clock of the data, without an offset.
        end: first moment after it, on the same clock.
        start_utc: the same moment in UTC, for data that carry an offset.
        end_utc: likewise.
    """

    start: datetime
    end: datetime
    start_utc: datetime
    end_utc: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing a row is counted by.

    Attributes:
        kind: ``text``, the column as it stands; ``elapsed``, the seconds from one column to another.
        column: the column; for ``elapsed`` the one with the start.
        until: for ``elapsed`` the column with the end.
        formats: for ``elapsed`` how text columns write a time; empty: as ISO 8601.
    """

    kind: Literal["text", "elapsed"]
    column: str
    until: str | None = None
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question to one source.

    Attributes:
        windows: the periods, in order and without overlap.
        date: column with the moment of a row; ``None``: every row belongs to the only window.
        formats: how a text column writes it; empty: as ISO 8601.
        dimensions: columns to count by, each on its own, beside the whole.
        parts: what rows are counted by.
        cells: combinations of parts, by index; each is counted in every window and dimension.
        weight: column with the survey weight.
        decimal: decimal mark of the weights.
        respondent: column that identifies the respondent, where only one row of each counts.
        keep: which one.
    """

    windows: tuple[Window, ...]
    date: str | None = None
    formats: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    cells: tuple[tuple[int, ...], ...] = ()
    weight: str | None = None
    decimal: str = "."
    respondent: str | None = None
    keep: Literal["first", "last"] | None = None

    def columns(self) -> tuple[str, ...]:
        """Every column it needs, once, in a fixed order."""
        named = [self.date, self.weight, self.respondent, *self.dimensions]
        for part in self.parts:
            named += [part.column, part.until]
        return tuple(dict.fromkeys(name for name in named if name is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many rows share a combination.

    Attributes:
        window: index of the period, or why the row belongs to none (`reason_of`).
        dimension: index of the dimension; ``None`` for a count over all.
        value: value of the dimension as text; ``None`` where it is missing.
        cell: index of the cell; ``None`` for the count of rows.
        answers: what each part of the cell holds, as text; ``None`` where it is missing. An elapsed part gives two: its
            state (``0`` known, ``1`` no start, ``2`` open, ``3`` unreadable) and its seconds.
        n: number of rows.
        weight: sum of their weights as decimal text; ``None`` without weights.
        squares: sum of the squares of their weights.
    """

    window: int
    dimension: int | None = None
    value: str | None = None
    cell: int | None = None
    answers: tuple[str | None, ...] = ()
    n: int
    weight: str | None = None
    squares: str | None = None


def as_data(query: Query) -> dict[str, Any]:
    """Writes a query as plain data, to cross from one process to another."""
    data = asdict(query)
    data["windows"] = [{name: moment.isoformat() for name, moment in window.items()} for window in data["windows"]]
    return data


def from_data(data: Mapping[str, Any]) -> Query:
    """Reads a query written by `as_data`."""
    return Query(**{
        **data, "windows": tuple(Window(**{name: datetime.fromisoformat(text) for name, text in window.items()}) for window in data["windows"]),
        "formats": tuple(data["formats"]), "dimensions": tuple(data["dimensions"]),
        "parts": tuple(Part(**{**part, "formats": tuple(part["formats"])}) for part in data["parts"]),
        "cells": tuple(tuple(cell) for cell in data["cells"])})
