"""The files of a source as one relation of the embedded engine, and how much of a question it is asked at once.

The engine keeps a hash table for every combination that is counted, in every thread, for every branch of the relation: many
indicators on many processors, or many files side by side, would need more memory than it may have. So files of one shape
are one branch, threads are as many as there is room for, and a long question is asked in parts. Not here: how a file is
read (`tables`), and the question's text (`cxgov.measuring.sql`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from cxgov.measuring.engines.tables import Table
from cxgov.measuring.query import Query
from cxgov.measuring.sql import ORDINAL, Dialect, Kind, Relation

MOST_TABLES = 160
"""Hash tables at one time; each takes about three megabytes, however few rows there are."""
FEWEST_THREADS = 2
"""Rather than ask with fewer, a question is asked in parts: reading twice costs less than reading on one processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a question is put to the engine.

    Attributes:
        relation: all files as one relation.
        threads: how many the engine may use.
        parts: indices of the cells that are asked for together.
        before: a statement to run first; empty for none.
    """

    relation: Relation
    threads: int
    parts: list[list[int]]
    before: str = ""

    def queries(self, query: Query) -> list[Query]:
        """The question in parts; every part counts the rows as well."""
        return [replace(query, cells=tuple(query.cells[cell] for cell in part)) for part in self.parts]


def prepare(connection: Any, tables: Sequence[Table], query: Query, dialect: Dialect) -> Asking:
    """Joins the files and divides the question.

    Args:
        connection: the engine, before it is locked.
        tables: the files.
        query: what is asked; no column is missing.
        dialect: the engine's SQL.
    """
    columns, ordered = query.columns(), query.keep is not None
    selects, kinds = [], []
    for number, table in enumerate(tables):
        found = [index for column in columns if (index := table.find(column)) is not None]
        assert len(found) == len(columns)  # missing columns were sorted out before
        kinds.append(tuple(table.kinds[index] for index in found))
        names = [f"{dialect.quote(table.engine_names[index])} AS k{i}" for i, index in enumerate(found)]
        order = [f"{number} * 1000000000000 + {table.ordinal} AS {ORDINAL}"] if ordered else []
        selects.append(_Select(", ".join([*names, *order]) or "1 AS k", table))
    branches = [select.sql() for select in selects] if ordered else _joined(connection, selects)
    agreed: tuple[Kind, ...] = kinds[0]
    if any(other != agreed for other in kinds[1:]):
        # Files of one source may type a column differently; as text they agree.
        agreed = tuple("text" for _ in columns)
        typed = ", ".join([*(f"CAST(k{i} AS VARCHAR) AS k{i}" for i in range(len(columns))), *([ORDINAL] if ordered else [])]) or "1 AS k"
        branches = [f"SELECT {typed} FROM ({branch}) typed" for branch in branches]
    threads, parts = divided(query, len(branches), connection.execute("SELECT current_setting('threads')").fetchone()[0])
    sql, before = " UNION ALL ".join(branches), ""
    if len(parts) > 1 and any(table.readable is None for table in tables):
        # What is handed over a batch at a time can be read once only.
        sql, before = "SELECT * FROM handed", f"CREATE TEMP TABLE handed AS {sql}"
    return Asking(relation=Relation(sql=sql, kinds=agreed, ordered=ordered), threads=threads, parts=parts, before=before)


def divided(query: Query, branches: int, processors: int) -> tuple[int, list[list[int]]]:
    """Says how many threads a question gets, and which cells are asked for together.

    Args:
        query: what is asked.
        branches: of the relation.
        processors: of the machine, or as many as the engine may use.
    """
    a_cell = max(1, len(query.dimensions))
    room = MOST_TABLES // branches - 1  # one is for the rows themselves
    threads = max(1, min(processors, max(FEWEST_THREADS, room // max(1, a_cell * len(query.cells)))))
    together = max(1, room // (threads * a_cell))
    cells = range(len(query.cells))
    return threads, [list(cells[start : start + together]) for start in cells[::together]] or [[]]


@dataclass(frozen=True, slots=True)
class _Select:
    """A file's wanted columns.

    Attributes:
        columns: what stands after SELECT.
        table: the file.
    """

    columns: str
    table: Table

    def sql(self, others: Sequence[_Select] = ()) -> str:
        """The SELECT, over further files of the same shape as well."""
        before, path, after = self.parts()
        paths = f"[{', '.join([path, *(other.parts()[1] for other in others)])}]" if others else path
        return f"SELECT {self.columns} FROM {before}{paths}{after}"

    def shape(self, connection: Any) -> tuple[object, ...]:
        """What two files have in common that can be read together: reader, options, columns and their exact types."""
        before, path, after = self.parts()
        if not path:
            return (id(self),)
        only_text = all(kind == "text" for kind in self.table.kinds)
        types = () if only_text else tuple(row[1] for row in connection.execute(f"DESCRIBE {self.sql()}").fetchall())
        return before, after, self.columns, types

    def parts(self) -> tuple[str, str, str]:
        """The reader's text before and after the path of the file."""
        path = "'" + str(self.table.readable).replace("'", "''") + "'"
        return self.table.sql.partition(path) if self.table.readable else (self.table.sql, "", "")


def _joined(connection: Any, selects: Sequence[_Select]) -> list[str]:
    """One SELECT for each run of files of one shape."""
    branches = []
    for _, run in groupby(selects, key=lambda select: select.shape(connection)):
        first, *others = run
        branches.append(first.sql(others))
    return branches
