"""Each kind of file as a table of the embedded engine: its columns, what they hold, and how to read it.

In this room: one function a format. Not here: the question and its answer (`embedded`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile, headers
from cxgov.measuring.files.checks import Check, TextCheck, TextFile
from cxgov.measuring.files.sources import Format
from cxgov.measuring.files.text import LONGEST_RECORD, Dialect, copy_as_utf8, is_compressed, open_bytes, read_header
from cxgov.measuring.sql import Kind
from cxgov.problems import printable
from cxgov.writing import scratch_file

_GLOB_SIGNS = frozenset("*?[]{}")
_LINES_LOOKED_AT = 10_000
_BATCH = 20_000


@dataclass(slots=True, kw_only=True)
class Table:
    """A file as the engine sees it.

    Attributes:
        sql: what stands after FROM.
        names: the columns' names, as `cxgov.measuring.files.headers` gives them.
        engine_names: what the engine calls them.
        kinds: what they hold.
        renamed: names used in the definitions -> names in the file.
        check: fingerprint and number of records.
        readable: the file the engine opens; ``None`` where it opens none.
        ordinal: expression for a row's place in the file.
        shown: the file's name in messages.
    """

    sql: str
    names: list[str]
    engine_names: list[str]
    kinds: list[Kind]
    renamed: Mapping[str, str]
    check: Check
    readable: Path | None = None
    ordinal: str = "ordinal"
    shown: str = ""

    def find(self, column: str) -> int | None:
        """Index of a column that a definition names."""
        return headers.find_column(self.names, self.renamed.get(column, column))

    def nearest(self, column: str) -> list[str]:
        """Columns with names like it."""
        return headers.nearest(self.names, self.renamed.get(column, column))


def open_table(connection: Any, path: Path, form: Format, source: Mapping[str, Any], scratch: Path, *, ordered: bool) -> Table:
    """Opens a file as a table.

    Args:
        connection: the engine.
        path: the file.
        form: what it is.
        source: the fields of the source that say how to read it.
        scratch: name for a private copy, where one is needed.
        ordered: rows must know their place in the file.

    Raises:
        UnreadableFile: if the file is not what it should be.
    """
    openers: dict[Format, Callable[..., Table]] = {"csv": _text, "parquet": _parquet, "jsonl": _json_lines, "xlsx": _workbook, "sqlite": _sqlite}
    try:
        table = openers[form](connection, path, source, scratch)
    except OSError as error:
        raise UnreadableFile(message(N_("it cannot be read ({reason})"), reason=type(error).__name__), message(N_("check the name and the disk"))) from error
    if ordered:
        table.sql = f"(SELECT *, row_number() OVER () AS ordinal FROM {table.sql}) numbered"
    return table


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _has_plain_name(path: Path) -> bool:
    """Whether the engine takes the name for itself and not for a pattern, nor for no text at all."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return not _GLOB_SIGNS & set(str(path))


def _readable(path: Path, scratch: Path) -> Path:
    """The file under a name that the engine does not take for a pattern."""
    if _has_plain_name(path):
        return path
    copy = scratch.with_suffix(path.suffix)
    with scratch_file(copy.parent, copy.name) as target, path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            target.write(chunk)
    return copy


def _text(connection: Any, path: Path, source: Mapping[str, Any], scratch: Path) -> Table:
    del connection
    declared = Dialect(encoding=source["encoding"], delimiter=source["delimiter"], quote=source["quote"], skip=source["skip"],
                       header_rows=source["header_rows"])
    header = read_header(path, declared)
    dialect, readable = declared, path
    if not header.plain or not _has_plain_name(path):
        readable = scratch.with_suffix(".csv")
        with scratch_file(readable.parent, readable.name) as target:
            copy_as_utf8(path, declared, target)
        dialect = replace(declared, encoding="utf-8", skip=0)
        header = read_header(readable, dialect)
    names = headers.column_names(header.rows, source["names"])
    engine_names = [f"c{i}" for i in range(len(names))]
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in engine_names)
    rejects = source["malformed"] == "reject"
    options = {
        "header": "false", "skip": str(header.records_before_data), "delim": _literal(dialect.delimiter), "quote": _literal(dialect.quote),
        "escape": _literal(dialect.quote), "auto_detect": "false", "strict_mode": "true", "max_line_size": str(LONGEST_RECORD), "columns": "{" + columns + "}",
        "compression": "'gzip'" if is_compressed(readable) else "'none'",
        **({"store_rejects": "true", "rejects_limit": "0"} if rejects else {})}
    sql = f"read_csv({_literal(str(readable))}, {', '.join(f'{name} = {value}' for name, value in options.items())})"
    file = TextFile(path=path, readable=readable, declared=declared, dialect=dialect, header=header, columns=len(names))
    return Table(sql=sql, names=names, engine_names=engine_names, kinds=["text"] * len(names), renamed=source["columns"],
                 check=TextCheck(file, rejects=rejects), readable=readable)


def _parquet(connection: Any, path: Path, source: Mapping[str, Any], scratch: Path) -> Table:
    import pyarrow as arrow
    from pyarrow import parquet

    readable = _readable(path, scratch)
    try:
        with parquet.ParquetFile(readable) as file:
            records, names = file.metadata.num_rows, file.schema_arrow.names
        sql = f"read_parquet({_literal(str(readable))})"
        described = connection.execute(f"DESCRIBE SELECT * FROM {sql}").fetchall()
    except (arrow.ArrowException, *_engine_errors()) as error:
        raise UnreadableFile(message(N_("this is not a whole Parquet file")), message(N_("export it again"))) from error
    engine_names = [row[0] for row in described]
    return Table(sql=sql, names=headers.column_names([names], "first"), engine_names=engine_names, kinds=[_kind(row[1]) for row in described],
                 renamed=source["columns"], check=Check(path, lambda: records), readable=readable)


def _engine_errors() -> tuple[type[Exception], ...]:
    import duckdb

    return (duckdb.Error,)


def _kind(engine_type: str) -> Kind:
    """What a typed column holds."""
    if engine_type == "VARCHAR":
        return "text"
    if engine_type == "TIMESTAMP WITH TIME ZONE":
        return "moment_utc"
    if engine_type.startswith("TIMESTAMP"):
        return "moment"
    return {"DATE": "day", "BOOLEAN": "truth"}.get(engine_type, "number")  # type: ignore[return-value]  # the two words are kinds


def _json_lines(connection: Any, path: Path, source: Mapping[str, Any], scratch: Path) -> Table:
    del connection
    readable = _readable(path, scratch)
    keys: dict[str, None] = {}
    with open_bytes(path) as stream:
        for number, line in enumerate(stream, 1):
            if number > _LINES_LOOKED_AT:
                break
            if line.strip():
                keys.update(dict.fromkeys(_object(line, number)))
    names = list(keys)
    if not names:
        raise UnreadableFile(message(N_("the file is empty")), message(N_("check which file was meant")))
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in names)
    sql = (f"read_json({_literal(str(readable))}, format = 'newline_delimited', columns = {{{columns}}}, "
           f"compression = {_literal('gzip' if is_compressed(readable) else 'uncompressed')})")
    return Table(sql=sql, names=headers.column_names([names], "first"), engine_names=names, kinds=["text"] * len(names), renamed=source["columns"],
                 check=LinesCheck(path), readable=readable)


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line, object_pairs_hook=_different_keys)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UnreadableFile(message(N_("line {line} is not a JSON object with different keys"), line=number), message(
            N_("write one object a line, in UTF-8; the engine takes 'Score' and 'score' for one key")), number)
    return found


def _different_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len({key.casefold() for key in found}) < len(pairs):
        raise ValueError
    return found


class LinesCheck(Check):
    """Counts the lines of a JSON Lines file and finds the one that is none."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, self._lines)

    def _lines(self) -> int:
        count = 0
        with open_bytes(self._path) as stream:
            for number, line in enumerate(stream, 1):
                text = line.strip(b"\xef\xbb\xbf \t\r\n" if number == 1 else None)
                if text and text[:1] != b"{":  # to the engine any value is a row, and then every row another thing
                    _object(line, number)
                count += bool(text)
        return count

    def explain(self) -> UnreadableFile | None:
        """Finds the line that is no JSON object."""
        with open_bytes(self._path) as stream:
            for number, line in enumerate(stream, 1):
                try:
                    if line.strip():
                        _object(line, number)
                except UnreadableFile as refused:
                    return refused
        return None


def _workbook(connection: Any, path: Path, source: Mapping[str, Any], scratch: Path) -> Table:
    from cxgov.measuring.files.workbook import read_sheet

    sheet = read_sheet(path, source["table"])
    skip, header_rows = source["skip"], source["header_rows"]
    rows = [row for row in sheet.rows[skip:] if any(row)]
    if len(rows) < header_rows:
        raise UnreadableFile(message(N_("the sheet is empty")), message(N_("name another sheet with 'table', or check 'skip' and 'header_rows'")))
    names = headers.column_names([list(row) for row in rows[:header_rows]], source["names"])
    data = rows[header_rows:]
    return _given(connection, path, names, (data[i : i + _BATCH] for i in range(0, len(data), _BATCH)), lambda: len(data), source, scratch)


def _sqlite(connection: Any, path: Path, source: Mapping[str, Any], scratch: Path) -> Table:
    try:
        database = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")]
        wanted = source["table"] or (tables[0] if len(tables) == 1 else None)
        if wanted is None or wanted not in tables:
            raise UnreadableFile(message(N_("say with 'table' which table is meant")) if wanted is None else message(
                N_("there is no table '{table}'"), table=printable(wanted)), message(N_("tables in the file: {names}"), names=", ".join(map(printable, tables)) or "–"))
        quoted = '"' + wanted.replace('"', '""') + '"'
        names = [row[1] for row in database.execute(f"PRAGMA table_info({quoted})")]
        records = database.execute(f"SELECT COUNT(*) FROM {quoted}").fetchone()[0]
        cursor = database.execute(f"SELECT * FROM {quoted}")
    except sqlite3.Error as error:
        raise UnreadableFile(message(N_("this is not a whole SQLite database")), message(N_("check which file was meant"))) from error
    batches = iter(lambda: [[_sqlite_text(value) for value in row] for row in cursor.fetchmany(_BATCH)], [])
    return _given(connection, path, headers.column_names([names], "first"), batches, lambda: records, source, scratch)


def _sqlite_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _given(connection: Any, path: Path, names: list[str], batches: Iterator[Sequence[Sequence[str]]], records: Callable[[], int], source: Mapping[str, Any],
           scratch: Path) -> Table:
    """Rows of text handed to the engine a batch at a time."""
    import pyarrow as arrow

    engine_names = [f"c{i}" for i in range(len(names))]
    schema = arrow.schema([(name, arrow.string()) for name in engine_names])

    def batch(rows: Sequence[Sequence[str]]) -> Any:
        columns = [[row[i] if i < len(row) else "" for row in rows] for i in range(len(names))]
        return arrow.RecordBatch.from_arrays([arrow.array(column, arrow.string()) for column in columns], schema=schema)

    view = f"given_{scratch.name}"
    connection.register(view, arrow.RecordBatchReader.from_batches(schema, (batch(rows) for rows in batches)))
    return Table(sql=view, names=names, engine_names=engine_names, kinds=["text"] * len(names), renamed=source["columns"], check=Check(path, records))
