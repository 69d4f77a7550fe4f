"""The one query shape, as one text for every engine: windows by CASE, combinations by GROUPING SETS, COUNT.

In this room: the shape and what a dialect must say. Not here: connections and the dialects themselves (`engines`).
Nothing of a user's stands in the text but names of columns and tables, which the dialect quotes; values are compared
afterwards, in Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from cxgov.measuring.query import (
    AMBIGUOUS_DATE,
    NO_DATE,
    NO_WEIGHT,
    OUTSIDE,
    REPEATED,
    STEP,
    UNREADABLE_DATE,
    Count,
    Part,
    Query,
)

Kind = Literal["text", "number", "moment", "moment_utc", "day", "truth"]
"""What a column holds, as far as the shape cares: ``moment`` is a wall clock, ``moment_utc`` carries an offset."""

EARLIEST, LATEST = datetime(1900, 1, 1), datetime(2101, 1, 1)  # noqa: DTZ001 - a wall clock
"""A date before or after is a placeholder or a slip (``01/07/26`` read with a year of four digits): it cannot be read."""
ORDINAL = "ordinal"
"""Name of the column that says in which order the rows of a file stand."""


class Dialect(Protocol):
    """What the shape needs to know of an engine's SQL. All arguments and results are SQL expressions."""

    text_type: str

    def quote(self, name: str) -> str:
        """Quotes an identifier."""

    def moment(self, text: str, layout: str | None) -> str:
        """Reads a text as a wall-clock time; NULL where it is none. ``layout`` is a strptime format, ``None`` ISO 8601."""

    def moment_utc(self, text: str, layout: str | None) -> str:
        """Reads a text with an offset as a moment; NULL where it is none."""

    def literal(self, moment: datetime, *, utc: bool) -> str:
        """A wall-clock time, or a moment in UTC."""

    def seconds(self, start: str, end: str) -> str:
        """Whole seconds between two times of one kind."""

    def decimal(self, text: str, mark: str) -> str:
        """Reads a text as a number with nine decimal places; NULL where it is none."""

    def exact(self, number: str) -> str:
        """A number with nine decimal places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Where the rows come from.

    Attributes:
        sql: a SELECT that gives the wanted columns as ``k0``, ``k1`` … and, where ``ordered``, ``ordinal``.
        kinds: what each of them holds.
        ordered: rows have an order of their own.
        fence: what to write after a SELECT whose expressions must be worked out once; for planners that copy them.
    """

    sql: str
    kinds: tuple[Kind, ...]
    ordered: bool = False
    fence: str = ""


def with_offset(layout: str | None) -> bool:
    """Whether a format reads an offset from UTC."""
    return layout is not None and "%z" in layout


def statement(query: Query, relation: Relation, dialect: Dialect) -> str:
    """Writes the query for one source.

    Args:
        query: what is asked.
        relation: where the rows are; its columns are those of `Query.columns`, in their order.
        dialect: the engine's SQL.
    """
    writer = _Writer(query, relation, dialect)
    keys = writer.keys()
    flags = "".join(f", GROUPING({key}) AS g_{key}" for key in keys)
    sums = ", SUM(w) AS w, SUM(w * w) AS ww" if query.weight else ""
    shown = "".join(f", g_{key}, CAST({key} AS {dialect.text_type}) AS {key}" for key in keys)
    totals = f", CAST(w AS {dialect.text_type}) AS w, CAST(ww AS {dialect.text_type}) AS ww" if query.weight else ""
    sets = ", ".join(f"({', '.join(group)})" for group in writer.groups())
    return (f"SELECT b{shown}, n{totals} FROM (SELECT b{flags}{''.join(f', {key}' for key in keys)}, COUNT(*) AS n{sums} "
            f"FROM ({writer.keyed()}) keyed GROUP BY GROUPING SETS ({sets})) counted")


def read(query: Query, rows: Iterable[Sequence[Any]]) -> list[Count]:
    """Reads the rows that `statement` gives."""
    keys = _keys(query)
    column = {key: 2 + 2 * i for i, key in enumerate(keys)}
    end = 1 + 2 * len(keys)
    # Which keys a row is not grouped by says which dimension and cell it counts, and where its values stand.
    places: dict[tuple[bool, ...], list[tuple[int | None, int | None, int, list[int]]]] = {}
    for group, (dimension, cell) in _sets(query):
        parts = () if cell is None else query.cells[cell]
        answers = [column[key] for part in parts for key in _part_keys(part, query.parts[part])]
        places.setdefault(tuple(key not in group for key in keys), []).append((dimension, cell, column.get(f"d{dimension}", 0), answers))
    return [
        Count(window=int(row[0]), dimension=dimension, value=row[value] if value else None, cell=cell, answers=tuple([row[i] for i in answers]),
              n=int(row[end]), weight=_plain(row, end + 1), squares=_plain(row, end + 2))
        for row in rows for dimension, cell, value, answers in places[tuple(map(bool, row[1:end:2]))]]


def _plain(row: Sequence[Any], index: int) -> str | None:
    return None if len(row) <= index or row[index] is None else str(row[index])


def _part_keys(index: int, part: Part) -> tuple[str, ...]:
    return (f"p{index}",) if part.kind == "text" else (f"s{index}", f"p{index}")


def _keys(query: Query) -> list[str]:
    """Everything that some combination is counted by."""
    used = {key for group, _ in _sets(query) for key in group}
    keys = [f"d{i}" for i in range(len(query.dimensions))] + [key for i, part in enumerate(query.parts) for key in _part_keys(i, part)]
    return [key for key in keys if key in used]


def _sets(query: Query) -> list[tuple[tuple[str, ...], tuple[int | None, int | None]]]:
    """The combinations that are counted, and which dimension and cell each stands for.

    Where there are dimensions the whole is not counted again: it is the sum over the first one.
    """
    found: list[tuple[tuple[str, ...], tuple[int | None, int | None]]] = [((), (None, None))]
    for number, cell in enumerate(query.cells):
        parts = tuple(key for part in cell for key in _part_keys(part, query.parts[part]))
        found += [((f"d{d}", *parts), (d, number)) for d in range(len(query.dimensions))] or [(parts, (None, number))]
    return found


class _Writer:
    """Writes the nested SELECTs of one query, from the rows outward."""

    def __init__(self, query: Query, relation: Relation, dialect: Dialect) -> None:
        self.query, self.relation, self.dialect = query, relation, dialect
        self.names = {name: f"k{i}" for i, name in enumerate(query.columns())}
        self.kinds: Mapping[str, Kind] = dict(zip(query.columns(), relation.kinds, strict=True))

    def keys(self) -> list[str]:
        return _keys(self.query)

    def groups(self) -> list[tuple[str, ...]]:
        return [("b", *group) for group in {frozenset(group): group for group, _ in _sets(self.query)}.values()]

    def keyed(self) -> str:
        """Each row with its window and what it is counted by; rows of no window are counted, not read."""
        query = self.query
        columns = [f"CASE WHEN b >= 0 THEN {self.names[name]} END AS d{i}" for i, name in enumerate(query.dimensions)]
        for i, part in enumerate(query.parts):
            if part.kind == "text":
                columns.append(f"CASE WHEN b >= 0 THEN {self.names[part.column]} END AS p{i}")
            else:
                state, length = self._elapsed(part)
                columns += [f"CASE WHEN b >= 0 THEN {state} END AS s{i}", f"CASE WHEN b >= 0 THEN {length} END AS p{i}"]
        weight = ", w" if query.weight else ""
        return f"SELECT b{''.join(f', {column}' for column in columns)}{weight} FROM ({self._placed()}{self.relation.fence}) placed"

    def _placed(self) -> str:
        """Each row with its window, after repeated rows of a respondent and rows without a weight were told apart."""
        query = self.query
        if not query.keep or not query.respondent:
            return self._weighed(self._timed(), "")
        who = self.names[query.respondent]
        # Where missing values stand differs between engines unless it is said.
        back = " DESC NULLS LAST" if query.keep == "last" else " ASC NULLS FIRST"
        order = [f"t{back}"] if query.date else []
        order += [f"{ORDINAL}{back}"] if self.relation.ordered else [f"{name}{back}" for name in self.names.values()]
        ranked = (f"SELECT timed.*, ROW_NUMBER() OVER (PARTITION BY b0, {who} ORDER BY {', '.join(order)}) AS r FROM ({self._timed()}) timed")
        return self._weighed(ranked, f"WHEN b0 >= 0 AND r > 1 AND NOT ({self._blank(query.respondent)}) THEN {self._lost(REPEATED)} ")

    def _weighed(self, inner: str, repeated: str) -> str:
        query = self.query
        if query.weight is None:
            return f"SELECT placed.*, CASE {repeated}ELSE b0 END AS b FROM ({inner}) placed" if repeated else f"SELECT placed.*, b0 AS b FROM ({inner}) placed"
        column = self.names[query.weight]
        weight = self.dialect.exact(column) if self.kinds[query.weight] == "number" else self.dialect.decimal(column, query.decimal)
        return (f"SELECT weighed.*, CASE {repeated}WHEN b0 >= 0 AND (w IS NULL OR w < 0) THEN {self._lost(NO_WEIGHT)} ELSE b0 END AS b "
                f"FROM (SELECT placed.*, {weight} AS w FROM ({inner}) placed) weighed")

    @staticmethod
    def _lost(reason: int) -> str:
        """As `cxgov.measuring.query.lost`: the window stays known, for an account of each period."""
        return f"{reason} - {STEP} * (b0 + 1)"

    def _timed(self) -> str:
        """Each row with the index of its window, ``b0``, and its time, ``t``."""
        query = self.query
        if query.date is None:
            return f"SELECT 0 AS b0, source.* FROM ({self.relation.sql}) source"
        readings = self._readings(query.date, query.formats)
        names = [f"t{i}" for i in range(len(readings))]
        time = names[0] if len(names) == 1 else f"COALESCE({', '.join(names)})"
        utc = self._in_utc(query.date, query.formats)
        read_ = ", ".join(f"{reading} AS {name}" for reading, name in zip(readings, names, strict=True))
        # Two readings of one text matter where they lie in different periods.
        ambiguous = "".join(f"WHEN {a} <> {b} AND {self._window(a, utc=utc)} <> {self._window(b, utc=utc)} THEN {AMBIGUOUS_DATE} "
                            for i, a in enumerate(names) for b in names[i + 1 :])
        impossible = f"t < {self.dialect.literal(EARLIEST, utc=utc)} OR t >= {self.dialect.literal(LATEST, utc=utc)}"
        return (f"SELECT CASE WHEN {self._blank(query.date)} THEN {NO_DATE} WHEN t IS NULL OR {impossible} THEN {UNREADABLE_DATE} {ambiguous}"
                f"ELSE {self._window('t', utc=utc)} END AS b0, dated.* FROM (SELECT {time} AS t, parsed.* "
                f"FROM (SELECT {read_}, source.* FROM ({self.relation.sql}) source{self.relation.fence}) parsed) dated")

    def _window(self, time: str, *, utc: bool) -> str:
        """The index of the window that a time lies in; without windows every time lies outside."""
        cases = []
        for index, window in enumerate(self.query.windows):
            start, end = (window.start_utc, window.end_utc) if utc else (window.start, window.end)
            cases.append(f"WHEN {time} < {self.dialect.literal(start, utc=utc)} THEN {OUTSIDE} WHEN {time} < {self.dialect.literal(end, utc=utc)} THEN {index} ")
        return f"CASE {''.join(cases)}ELSE {OUTSIDE} END" if cases else str(OUTSIDE)

    def _readings(self, column: str, formats: Sequence[str]) -> list[str]:
        """The ways to read a column as a time, one expression each."""
        name, kind = self.names[column], self.kinds[column]
        if kind in ("moment", "moment_utc"):
            return [name]
        if kind == "day":
            return [f"CAST({name} AS TIMESTAMP)"]
        text = name if kind == "text" else f"CAST({name} AS {self.dialect.text_type})"
        read_one = self.dialect.moment_utc if self._in_utc(column, formats) else self.dialect.moment
        return [read_one(text, layout) for layout in formats or (None,)]

    def _in_utc(self, column: str, formats: Sequence[str]) -> bool:
        """Whether the times of a column carry an offset; formats of both kinds are refused before."""
        kind = self.kinds[column]
        return kind == "moment_utc" or (kind == "text" and any(with_offset(layout) for layout in formats))

    def _elapsed(self, part: Part) -> tuple[str, str]:
        assert part.until is not None
        readings = [self._readings(column, part.formats) for column in (part.column, part.until)]
        start, end = (found[0] if len(found) == 1 else f"COALESCE({', '.join(found)})" for found in readings)
        differ = "".join(f" OR {a} <> {b}" for found in readings for i, a in enumerate(found) for b in found[i + 1 :])
        state = (f"CASE WHEN {self._blank(part.column)} THEN 1 WHEN {self._blank(part.until)} THEN 2 "
                 f"WHEN {start} IS NULL OR {end} IS NULL{differ} THEN 3 ELSE 0 END")
        return state, self.dialect.seconds(start, end)

    def _blank(self, column: str) -> str:
        name = self.names[column]
        return f"{name} IS NULL OR TRIM({name}) = ''" if self.kinds[column] == "text" else f"{name} IS NULL"
