"""The embedded engine (DuckDB): files are counted where they lie, with the declared dialect and every text column as text.

Runs in a process of its own (`cxgov.measuring.isolation`), locked: no extension is fetched, no other file opened, no
setting changed. Its automatic CSV mode, which drops rows and headers without a word, is never used.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

from cxgov.language import N_, message
from cxgov.measuring import query as questions
from cxgov.measuring.engines import Counted, Malformed, Missing
from cxgov.measuring.engines.columns import askable, renumbered, with_plain_numbers
from cxgov.measuring.engines.relations import Asking, prepare
from cxgov.measuring.engines.tables import Table, open_table
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.sources import find_files, format_of, joint_fingerprint, shown
from cxgov.measuring.files.text import SHOWN_LINES
from cxgov.measuring.query import Count, Query
from cxgov.measuring.sql import EARLIEST, LATEST, read, statement, with_offset

MEMORY = "640MB"
MOST_GROUPS = 3_000_000
"""Combinations that may come back; more means that an identifier was taken for an answer."""

_COUNT = attrgetter("window", "dimension", "value", "cell", "answers", "n", "weight", "squares")
"""The fields of a count, in the order in which they cross to the other process: there may be many of them."""


class DuckDialect:
    """DuckDB's SQL."""

    text_type = "VARCHAR"
    _ISO = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%f")

    def quote(self, name: str) -> str:
        """Quotes an identifier."""
        return '"' + name.replace('"', '""') + '"'

    def moment(self, text: str, layout: str | None) -> str:
        """Reads a text as a wall-clock time; a cast would drop an offset without a word, so formats are exact."""
        layouts = self._ISO if layout is None else (layout,)
        return f"try_strptime({text}, [{', '.join(map(literal, layouts))}])"

    def moment_utc(self, text: str, layout: str | None) -> str:
        """Reads a text with an offset; ``Z`` and offsets of one digit (``GMT+1``) are written out first."""
        written = f"regexp_replace(regexp_replace({text}, 'Z$', '+00:00'), '([+-])(\\d)$', '\\10\\2')"
        return f"try_strptime({written}, {literal(layout or '%Y-%m-%dT%H:%M:%S%z')})"

    def literal(self, moment: datetime, *, utc: bool) -> str:
        """A wall-clock time, or a moment in UTC."""
        return f"TIMESTAMPTZ '{moment:%Y-%m-%d %H:%M:%S}+00'" if utc else f"TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S}'"

    def seconds(self, start: str, end: str) -> str:
        """Whole seconds between two times."""
        return f"CAST(floor((epoch_us({end}) - epoch_us({start})) / 1000000) AS BIGINT)"

    def decimal(self, text: str, mark: str) -> str:
        """Reads a text as a number with nine decimal places."""
        plain = f"replace({text}, ',', '.')" if mark == "," else text
        return f"try_cast(trim({plain}) AS DECIMAL(18, 9))"

    def exact(self, number: str) -> str:
        """A number with nine decimal places; NULL for NaN and what is too large."""
        return f"try_cast({number} AS DECIMAL(18, 9))"


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A source's files opened: what can be asked, and what is missing."""

    tables: list[Table]
    query: Query
    cells: list[int]
    missing: list[Missing]
    asking: Asking


def count(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Counts a source's files; plain data in and out, to run in a process of its own.

    Args:
        payload: ``root`` (the organisation's folder), ``source`` (the fields of the source that say how to read it),
            ``query`` (see `cxgov.measuring.query.as_data`), ``scratch`` (a private folder).

    Returns:
        The fields of `Counted` as plain data.

    Raises:
        UnreadableFile: if a file cannot be used as it is.
    """
    root, scratch, source = Path(payload["root"]), Path(payload["scratch"]), payload["source"]
    query = questions.from_data(payload["query"])
    paths = find_files(root, source["path"])
    connection = _connect(scratch)
    prepared = _prepare(connection, paths, root, scratch, source, query)
    _lock(connection, [table.readable for table in prepared.tables], scratch)
    checks = _Checks(connection, prepared.tables)
    try:
        counts = _ask(connection, prepared, source)
    finally:
        checks.finish()
    malformed, rejected = _malformed(connection, prepared.tables) if source["malformed"] == "reject" else ([], 0)
    used = sum(c.n for c in counts if c.cell is None)
    records = _settle(prepared.tables, used + rejected)
    return {
        "counts": [list(_COUNT(c)) for c in renumbered(counts, prepared.cells)],
        "records": records, "fingerprint": joint_fingerprint(table.check.fingerprint for table in prepared.tables),
        "malformed": [asdict(item) for item in malformed], "rejected": rejected,
        "missing": [asdict(item) for item in prepared.missing],
    }


def counted(data: Mapping[str, Any]) -> Counted:
    """Reads what `count` gave."""
    return Counted(
        counts=[Count(window=window, dimension=dimension, value=value, cell=cell, answers=tuple(answers), n=n, weight=weight, squares=squares)
                for window, dimension, value, cell, answers, n, weight, squares in data["counts"]], records=data["records"], fingerprint=data["fingerprint"],
        malformed=[Malformed(**m) for m in data["malformed"]], rejected=data["rejected"],
        missing=[Missing(**{**m, "nearest": tuple(m["nearest"])}) for m in data["missing"]])


def _connect(scratch: Path) -> Any:
    import duckdb

    return duckdb.connect(config={
        "autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "allow_community_extensions": "false",
        "memory_limit": MEMORY, "temp_directory": str(scratch), "preserve_insertion_order": "false"})


def _lock(connection: Any, files: Sequence[Path | None], scratch: Path) -> None:
    """From here on the engine opens the source's own files and its scratch folder, and nothing else."""
    allowed = ", ".join(literal(str(file)) for file in files if file)
    connection.execute(f"SET allowed_paths = [{allowed}]")
    connection.execute(f"SET allowed_directories = [{literal(str(scratch) + '/')}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _prepare(connection: Any, paths: Sequence[Path], root: Path, scratch: Path, source: Mapping[str, Any], query: Query) -> _Prepared:
    """Opens every file and finds the columns; cells whose columns a file lacks are left out and named."""
    tables, missing = [], []
    for number, path in enumerate(paths):
        try:
            table = open_table(connection, path, format_of(path, source["format"]), source, scratch / str(number), ordered=query.keep is not None)
        except UnreadableFile as refused:
            refused.file = refused.file or shown(path, root)
            raise
        table.shown = shown(path, root)
        tables.append(table)
        missing += [Missing(column=column, file=table.shown, nearest=tuple(table.nearest(column)))
                    for column in query.columns() if table.find(column) is None]
    asked, kept = askable(query, missing)
    asking = prepare(connection, tables, asked, DuckDialect())
    connection.execute(f"SET threads = {asking.threads}")
    return _Prepared(tables=tables, query=asked, cells=kept, missing=missing, asking=asking)


def _ask(connection: Any, prepared: _Prepared, source: Mapping[str, Any]) -> list[Count]:
    """Asks the question, in as many parts as it was divided into."""
    import duckdb

    counts: list[Count] = []
    asking = prepared.asking
    numbers = frozenset(name for name, kind in zip(prepared.query.columns(), asking.relation.kinds, strict=True) if kind == "number")
    for number, (query, cells) in enumerate(zip(asking.queries(prepared.query), asking.parts, strict=True)):
        try:
            if asking.before and not number:
                connection.execute(asking.before)
            rows = connection.execute(statement(query, asking.relation, DuckDialect())).fetchmany(MOST_GROUPS + 1 - len(counts))
        except duckdb.Error as error:
            raise _explained(error, prepared.tables, source) from error
        found = renumbered(with_plain_numbers(read(query, rows), query, numbers), cells)
        counts += [count for count in found if count.cell is not None] if number else found
        if len(counts) > MOST_GROUPS:
            raise UnreadableFile(message(N_("more than {n} different combinations of answers"), n=MOST_GROUPS), message(
                N_("a column of a KPI, a segment or 'only' holds something else in every row; choose a column with few values")))
    return counts


class _Checks:
    """Fingerprints and record counts, made beside the engine and not by it; what they find stops the engine."""

    def __init__(self, connection: Any, tables: Sequence[Table]) -> None:
        self._error: BaseException | None = None
        self._connection, self._tables = connection, tables
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            for table in self._tables:
                try:
                    table.check.run()
                except UnreadableFile as refused:
                    refused.file = refused.file or table.shown
                    raise
        except BaseException as error:  # noqa: BLE001 - raised again by `finish`, in the thread that asked
            self._error = error
            self._connection.interrupt()

    def finish(self) -> None:
        """Waits for the counts.

        Raises:
            UnreadableFile: if a file changed or cannot be read to its end.
        """
        self._thread.join()
        if self._error is not None:
            raise self._error


def _settle(tables: Sequence[Table], engine_records: int) -> int:
    """Compares the engine's number of records with the independent one; the slow, exact reader decides a doubt."""
    records = sum(table.check.records for table in tables)
    if records != engine_records:
        records = sum(table.check.exactly() for table in tables)
    if records != engine_records:
        raise UnreadableFile(message(N_("the records do not add up: {engine} read, {counted} counted"), engine=engine_records, counted=records), message(
            N_("look for stray quotation marks or line ends; save the file again as CSV")), file=tables[0].shown)
    return records


def _malformed(connection: Any, tables: Sequence[Table]) -> tuple[list[Malformed], int]:
    """The first of the rows the engine left out, as the second reader sees them, and the number of all.

    Raises:
        UnreadableFile: if the engine stumbled over anything but a number of fields: an open quotation mark may hide many rows.
    """
    if not any(table.check.rejects for table in tables):
        return [], 0
    rows = connection.execute(
        "SELECT s.file_path, bool_and(e.error_type IN ('TOO MANY COLUMNS', 'MISSING COLUMNS')) FROM reject_errors e "
        "JOIN reject_scans s USING (scan_id, file_id) GROUP BY s.file_path, e.line, e.line_byte_position").fetchall()
    concerned = [table for table in tables if any(path == str(table.readable) for path, _ in rows)]
    if not all(plain for _, plain in rows):
        raise _faulty(concerned)
    found = (Malformed(file=table.shown, line=line, fields=fields, expected=len(table.names)) for table in concerned
             for line, fields in table.check.misfits())
    return list(itertools.islice(found, SHOWN_LINES)), len(rows)


def _explained(error: Exception, tables: Sequence[Table], source: Mapping[str, Any]) -> UnreadableFile:
    """What a failed read means for the user; the engine's own words may hold answers and are not shown."""
    import duckdb

    if isinstance(error, duckdb.OutOfMemoryException):
        return UnreadableFile(message(N_("reading it needs more memory than is allowed")), message(
            N_("a column of a KPI, a segment or 'only' may hold something else in every row; choose a column with few values")))
    del source
    return _faulty(tables)


def _faulty(tables: Sequence[Table]) -> UnreadableFile:
    """What the second reader finds wrong with the files."""
    for table in tables:
        found = table.check.explain()
        if found is not None:
            found.file = found.file or table.shown
            return found
    return UnreadableFile(message(N_("the file cannot be read")), message(
        N_("check the dialect of the source, or save the file again as CSV in UTF-8")), file=tables[0].shown)


def look(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Finds the first rows of a source that hold certain texts, or a date that cannot be read; to tell a user where to look.

    Args:
        payload: as for `count`; ``column``, ``texts`` (``None``: dates that none of ``formats`` reads), ``formats``, ``most``.

    Returns:
        ``rows``: [file as messages show it, 1-based number of the row, text], in the order of the files.
    """
    root, scratch, source = Path(payload["root"]), Path(payload["scratch"]), payload["source"]
    connection, dialect = _connect(scratch), DuckDialect()
    connection.execute("SET preserve_insertion_order = true")  # before the lock: rows are numbered as they stand
    found: list[list[Any]] = []
    paths = find_files(root, source["path"])
    tables = [open_table(connection, path, format_of(path, source["format"]), source, scratch / f"look{number}", ordered=False)
              for number, path in enumerate(paths)]
    _lock(connection, [table.readable for table in tables], scratch)
    for path, table in zip(paths, tables, strict=True):
        index = table.find(payload["column"])
        if index is None or len(found) >= payload["most"]:
            continue
        rows = (f"SELECT row_number() OVER () AS ordinal, CAST({dialect.quote(table.engine_names[index])} AS VARCHAR) AS text FROM {table.sql}")
        if payload["texts"] is None:
            read_one = dialect.moment_utc if any(with_offset(layout) for layout in payload["formats"]) else dialect.moment
            readings = ", ".join(read_one("text", layout) for layout in payload["formats"] or [None])
            time, utc = f"COALESCE({readings})", read_one == dialect.moment_utc
            odd = f"{time} < {dialect.literal(EARLIEST, utc=utc)} OR {time} >= {dialect.literal(LATEST, utc=utc)}"
            wanted, values = f"TRIM(text) <> '' AND ({time} IS NULL OR {odd})", []
        else:
            wanted, values = f"TRIM(text) IN ({', '.join('?' * len(payload['texts']))})", list(payload["texts"])
        answer = connection.execute(f"SELECT ordinal, text FROM ({rows}) numbered WHERE {wanted} ORDER BY ordinal LIMIT {int(payload['most'])}", values)
        found += [[shown(path, root), int(row), text] for row, text in answer.fetchall()]
    return {"rows": found[: payload["most"]]}
