"""One question to a table that lives elsewhere: the same steps for every warehouse; the data stay where they are.

In this room: from the columns of a table to its counts, by one aggregating statement, of which only rows of the wanted
periods are read where the date column has a type. Not here: connections, drivers and dialects (one module a warehouse).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from cxgov.language import N_, message
from cxgov.measuring.engines import Counted, Missing
from cxgov.measuring.engines.columns import askable, renumbered, with_plain_numbers
from cxgov.measuring.files import UnreadableFile, headers
from cxgov.measuring.query import Count, Query, Window
from cxgov.measuring.sql import Dialect, Kind, Relation, read, statement
from cxgov.model import Source

MOST_GROUPS = 3_000_000
"""Combinations that may come back; more means that an identifier was taken for an answer."""
SECONDS = 3600
"""How long a warehouse may take for one question."""

_PARTS = re.compile(r'"((?:[^"]|"")+)"|([^."]+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: as the warehouse calls it.
        kind: what it holds once it was selected.
        sql: the expression that selects it.
        stored: its quoted name, for comparing it with the edges of the periods as it is stored.
    """

    name: str
    kind: Kind
    sql: str
    stored: str


class WarehouseDialect(Dialect, Protocol):
    """A dialect that also knows how a stored column is compared with the edge of a period."""

    def edge(self, moment: datetime, column: Column, *, utc: bool) -> str:
        """A literal of the type a column is stored in."""


def ask(source: Source, query: Query, columns: Sequence[Column], table: str, dialect: WarehouseDialect,
        send: Callable[[str], Iterable[Sequence[Any]]], *, fence: str = "") -> Counted:
    """Asks a table.

    Args:
        source: the source, for the names used in the definitions.
        query: what is asked.
        columns: the table's columns.
        table: the table, quoted.
        dialect: the warehouse's SQL.
        send: sends the one statement and gives its rows.
        fence: see `cxgov.measuring.sql.Relation`.

    Raises:
        UnreadableFile: if a column is missing that everything needs, or too much would come back.
    """
    names = headers.column_names([[column.name for column in columns]], "first")
    found: dict[str, Column] = {}
    missing: list[Missing] = []
    for column in query.columns():
        named = source.columns.get(column, column)
        index = headers.find_column(names, named)
        if index is None:
            missing.append(Missing(column=column, file="", nearest=tuple(headers.nearest(names, named))))
        else:
            found[column] = columns[index]
    asked, kept = askable(query, missing)
    used = [found[name] for name in asked.columns()]
    selected = ", ".join(f"{column.sql} AS k{i}" for i, column in enumerate(used)) or "1 AS k"
    only = within(found[asked.date], asked.windows, dialect) if asked.date else ""
    relation = Relation(sql=f"SELECT {selected} FROM {table}{only}", kinds=tuple(column.kind for column in used), fence=fence)
    rows = list(send(f"{statement(asked, relation, dialect)} LIMIT {MOST_GROUPS + 1}"))
    if len(rows) > MOST_GROUPS:
        raise UnreadableFile(message(N_("more than {n} different combinations of answers"), n=MOST_GROUPS), message(
            N_("a column of a KPI, a segment or 'only' holds something else in every row; choose a column with few values")))
    numbers = frozenset(name for name, column in found.items() if column.kind == "number")
    counts = renumbered(with_plain_numbers(read(asked, rows), asked, numbers), kept)
    return Counted(counts=counts, records=None, fingerprint=fingerprint(counts), missing=missing)


def within(date: Column, windows: Sequence[Window], dialect: WarehouseDialect) -> str:
    """The condition that keeps rows of the wanted periods, and those without a date; nothing for a date that is text.

    It compares the column as it is stored, so that partitions and indexes serve.
    """
    if date.kind not in ("moment", "moment_utc", "day"):
        return ""
    utc = date.kind == "moment_utc"
    start, end = (windows[0].start_utc, windows[-1].end_utc) if utc else (windows[0].start, windows[-1].end)
    if date.kind == "day":
        start, end = _first_midnight(start), _first_midnight(end)
    low, high = (dialect.edge(moment, date, utc=utc) for moment in (start, end))
    return f" WHERE ({date.stored} >= {low} AND {date.stored} < {high}) OR {date.stored} IS NULL"


def _first_midnight(moment: datetime) -> datetime:
    """The first day that begins at or after a moment."""
    return moment if moment.time() == time() else datetime.combine(moment.date() + timedelta(days=1), time())


def fingerprint(counts: Iterable[Count]) -> str:
    """Tells two answers of a warehouse apart: a hash of all counts, whatever their order."""
    rows = sorted(json.dumps([c.window, c.dimension, c.value, c.cell, c.answers, c.n, c.weight, c.squares]) for c in counts)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def table_parts(source: Source) -> list[str]:
    """Splits the name of a table at the dots outside quotation marks: ``schema.name``, ``"odd.schema".name``.

    Raises:
        UnreadableFile: if there is none, or its quotation marks do not fit together.
    """
    text = (source.table or "").strip()
    if not text:
        raise UnreadableFile(message(N_("say with 'table' which table is meant")))
    found, place = [], 0
    while True:
        part = _PARTS.match(text, place)
        if part is None:
            break
        found.append(part[1].replace('""', '"') if part[1] else part[2].strip())
        place = part.end()
        if place == len(text):
            return found
        if text[place] != ".":
            break
        place += 1
    raise UnreadableFile(message(N_("'{table}' is not the name of a table"), table=text), message(
        N_("write schema.name; put a part with a dot or a quotation mark between double quotation marks")))


def shown(connect: str | None) -> str:
    """Where a table lives, without a user's name or password, which nobody should have written there."""
    text = connect or ""
    parts = urlsplit(text)
    if "@" not in text:
        return text.partition("?")[0]
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def no_connection(source: Source) -> UnreadableFile:
    """Nobody answers."""
    return UnreadableFile(message(N_("no connection to {where}"), where=shown(source.connect)), message(
        N_("check host and port in 'connect', the network, and whether the server runs")))


def no_access(source: Source, variables: str) -> UnreadableFile:
    """The server refuses us.

    Args:
        source: the source.
        variables: where its driver takes the credentials from.
    """
    return UnreadableFile(message(N_("{where} refuses access"), where=shown(source.connect)), message(
        N_("check user and password; they are taken from the environment: {variables}"), variables=variables))


def no_table(source: Source) -> UnreadableFile:
    """The table is not there."""
    return UnreadableFile(message(N_("there is no table '{table}'"), table=source.table or ""), message(
        N_("check 'table' (schema.name, capitals as they are stored) and the rights of the user")))


def no_right(source: Source) -> UnreadableFile:
    """The table is there, and we may not read it."""
    return UnreadableFile(message(N_("the user may not read the table '{table}'"), table=source.table or ""), message(
        N_("ask for the right to read it (SELECT); cxgov never writes")))


def too_slow() -> UnreadableFile:
    """The question took too long, or somebody stopped it."""
    return UnreadableFile(message(N_("the question was stopped; it may take {seconds} seconds"), seconds=SECONDS), message(
        N_("ask for fewer periods, or measure a summary table or a partitioned one")))


def refused(source: Source, code: str) -> UnreadableFile:
    """Anything else; only the code is said, for a driver's own words may hold answers or a password."""
    return UnreadableFile(message(N_("{where} cannot answer ({code})"), where=shown(source.connect), code=code), message(
        N_("look into the server's log; a column may hold values its type does not allow")))
