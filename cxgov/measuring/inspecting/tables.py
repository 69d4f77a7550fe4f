"""Opening a file of any format as the records of one table, as far as an inspection looks.

In this room: one function a format, and what was found on the way. Not here: what the columns hold (`columns`). Nothing of a
file is believed: sizes are limited, a database is opened for reading alone, and what cannot be read is refused in a sentence.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cxgov.language import N_, Message, counted, message
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.contents import HEAD, Content, content_of, content_of_bytes, refuse_foreign
from cxgov.measuring.files.workbook import Sheet, read_sheet, text_of
from cxgov.measuring.inspecting.dialects import Layout, QuoteFault, filled_cells, find_layout, find_quote_fault, records
from cxgov.measuring.inspecting.encodings import Encoding, decode, detect

MOST_RECORDS = 200_000
MOST_BYTES = 64 << 20
MOST_COLUMNS = 5_000
_BEGINNING = 1 << 20
_MOST_SHEETS = 20
_STEPS = 50_000_000
"""Steps of SQLite's virtual machine after which a table of a database is given up."""
_TOO_WIDE = N_("it has {n} columns; tables of answers have fewer than {most}")
_TOO_WIDE_REMEDY = N_("look whether rows and columns are exchanged, or name the delimiter with --delimiter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The records of a table.

    Attributes:
        format: as a source's ``format`` calls it.
        records: text of every cell, header first; each as wide as the first.
        complete: no record was left unread.
        compressed: the file is compressed with gzip.
        encoding: of a text, else ``None``.
        layout: of a delimited text, else ``None``.
        table: name of the table or sheet, where the file has several or a source must name it.
        others: names of the other tables or sheets.
        misfits: number of records with another number of fields than the header.
        misfit: the first of them: its line, its fields, the header's fields.
        broken_cells: cells of a workbook with an error or without a result.
        chosen: the sheet was chosen because no other holds a table.
        quote_fault: the first quotation mark that does not fit.
    """

    format: str
    records: list[list[str]]
    complete: bool = True
    compressed: bool = False
    encoding: Encoding | None = None
    layout: Layout | None = None
    table: str | None = None
    others: tuple[str, ...] = ()
    misfits: int = 0
    misfit: tuple[int, int, int] | None = None
    broken_cells: tuple[str, ...] = ()
    chosen: bool = False
    quote_fault: QuoteFault | None = None


def open_table(path: Path, *, table: str | None = None, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """Opens a file.

    Args:
        path: the file.
        table: sheet or table, where there are several.
        encoding: of a text, where the user names it.
        delimiter: of a text, where the user names it.

    Raises:
        UnreadableFile: if it holds no table, or one that cannot be read.
    """
    content = content_of(path)
    if content.kind == "gzip":
        return replace(_compressed(path, encoding, delimiter), compressed=True)
    if content.kind in {"foreign", "jsonl"}:
        _refuse_questionnaire(path)
    if content.kind == "foreign":
        raise refuse_foreign(content)
    if content.kind in {"text", "jsonl"}:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        return _text(data, content, encoding, delimiter)
    return {"xlsx": _workbook, "sqlite": _database, "parquet": _parquet}[content.kind](path, table)


def _refuse_questionnaire(path: Path) -> None:
    """Refuses the definition of a Qualtrics survey, which people take for its export."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return  # an empty place; what it is was said already
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and re.search(rb'"SurveyEntry"\s*:', head):
        raise UnreadableFile(message(N_("this is the definition of a Qualtrics survey (.qsf): its questions, no answers")), message(
            N_("export the answers in Qualtrics: Data & Analysis, Export & Import, Export Data, CSV")))


def _compressed(path: Path, encoding: str | None, delimiter: str | None) -> Table:
    try:
        with gzip.open(path, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableFile(message(N_("the gzip archive is cut or damaged")), message(N_("download or save it again"))) from None
    content = content_of_bytes(data[:HEAD])
    if content.kind not in {"text", "jsonl"}:
        raise UnreadableFile(message(N_("the gzip archive holds no text but {what}"), what=message(content.what)), message(N_("unpack it and name the file inside")))
    return _text(data, content, encoding, delimiter)


def _text(data: bytes, content: Content, encoding: str | None, delimiter: str | None) -> Table:
    whole = len(data) <= MOST_BYTES
    data = data[:MOST_BYTES]
    found = Encoding(encoding) if encoding else detect(data, whole=whole)
    text = decode(data, found.name, whole=whole, strict=encoding is not None)
    if "\0" in text[:MOST_BYTES]:
        raise UnreadableFile(message(N_("there is a NUL byte in it, which no text holds")), message(N_("export it again as CSV in UTF-8")),
                             text[: text.index("\0")].count("\n") + 1)
    if content.kind == "jsonl":
        return replace(_json_lines(text), encoding=found, complete=whole)
    return _delimited(text, found, delimiter, whole=whole)


def _delimited(text: str, encoding: Encoding, delimiter: str | None, *, whole: bool) -> Table:
    layout = find_layout(text[:_BEGINNING], delimiter)
    rows: list[list[str]] = []
    misfits, first_misfit, line, width = 0, None, layout.skip + 1, 0
    try:
        for record in itertools.islice(records(text, layout), MOST_RECORDS + 1):
            line = record.line
            if not rows:
                width = len(record.fields)
                check_width(width)
            if len(record.fields) != width:
                misfits += 1
                first_misfit = first_misfit or (record.line, len(record.fields), width)
                rows.append([*record.fields, *[""] * width][:width])
            else:
                rows.append(record.fields)
    except csv.Error:
        fault = find_quote_fault(text, layout, whole=whole)
        raise UnreadableFile(message(N_("a field is longer than {n} characters"), n=csv.field_size_limit()), message(
            N_("look for a quotation mark that is opened and not closed")), fault.line if fault else line) from None
    if not rows:
        raise UnreadableFile(message(N_("there is nothing in it but blank lines")), message(N_("export the answers again")))
    return Table(format="csv", records=rows[:MOST_RECORDS], complete=whole and len(rows) <= MOST_RECORDS, encoding=encoding, layout=layout,
                 misfits=misfits, misfit=first_misfit, quote_fault=find_quote_fault(text, layout, whole=whole))


def _json_lines(text: str) -> Table:
    rows: list[Mapping[str, Any]] = []
    names: dict[str, None] = {}
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    for number, line in lines[:MOST_RECORDS]:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise UnreadableFile(message(N_("a line is no JSON object")), message(N_("write one JSON object a line")), number)
        rows.append(row)
        if len(lines) == 1 and any(isinstance(value, list | dict) and value for value in row.values()):
            raise UnreadableFile(message(N_("this is one JSON object with lists inside, no table")), message(
                N_("export the answers as CSV, or write one JSON object a line")))
        names.update(dict.fromkeys(row))
        check_width(len(names))
    header = list(names)
    return Table(format="jsonl", records=[header, *[[_json_text(row.get(name)) for name in header] for row in rows]], complete=len(lines) <= MOST_RECORDS)


def _json_text(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return text_of(value)


def _workbook(path: Path, table: str | None) -> Table:
    sheet = read_sheet(path, table, broken="keep")
    first = sheet
    if table is None and sheet.others and not _holds_table(sheet):
        sheet = _only_table(path, sheet)
    if not any(cell.strip() for row in sheet.rows for cell in row):
        raise UnreadableFile(message(N_("the sheet '{sheet}' is empty"), sheet=sheet.name), _name_another(sheet.others))
    skip = _title_rows(sheet.rows)
    return Table(format="xlsx", records=sheet.rows[skip : skip + MOST_RECORDS], complete=len(sheet.rows) - skip <= MOST_RECORDS,
                 layout=Layout(",", skip=skip), table=sheet.name if table or sheet.others else None, others=sheet.others,
                 broken_cells=sheet.errors + sheet.uncomputed, chosen=sheet is not first)


def _only_table(path: Path, first: Sheet) -> Sheet:
    """The one sheet that holds a table, where the first is a cover; the first where there is none.

    Raises:
        UnreadableFile: naming them where there are several.
    """
    tables = []
    for name in first.others[:_MOST_SHEETS]:
        try:
            other = read_sheet(path, name, broken="keep")
        except UnreadableFile:
            continue
        if _holds_table(other):
            tables.append(other)
    if len(tables) > 1:
        raise UnreadableFile(message(N_("the first sheet '{sheet}' holds no table, and several others do"), sheet=first.name),
                             _name_another(tuple(sheet.name for sheet in tables)))
    return tables[0] if tables else first


def _holds_table(sheet: Sheet) -> bool:
    """Whether there is a header of at least two columns and an answer below it; a cover has neither."""
    below = [filled_cells(row) for row in sheet.rows[_title_rows(sheet.rows) :]] if sheet.rows else []
    return len(below) > 1 and below[0] > 1 and max(below[1:]) > 1


def _name_another(names: Sequence[str]) -> Message | None:
    return message(N_("name another with --sheet: {names}"), names=", ".join(names)) if names else None


def no_answers(table: Table, columns: int) -> UnreadableFile:
    """Builds the refusal of a table that is a header alone."""
    return UnreadableFile(
        counted(columns, N_("it has a header of {n} column and no answers below it"), N_("it has a header of {n} columns and no answers below it")),
        _name_another(table.others) if table.others and table.format == "xlsx" else message(
            N_("look whether a filter was set when it was exported, or whether answers have come in at all")))


def _title_rows(rows: list[list[str]]) -> int:
    """Rows above the header of a sheet: empty ones and titles, which fill one cell where the table fills many."""
    filled = [filled_cells(row) for row in rows[:300]]
    usual = sorted(filled)[len(filled) // 2]
    return next((i for i, cells in enumerate(filled[:20]) if cells and (usual < 3 or cells > max(1, 0.2 * usual))), 0)


def _parquet(path: Path, table: str | None) -> Table:
    del table
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, thrift_string_size_limit=64 << 20, thrift_container_size_limit=1 << 20) as file:
            names = [str(name) for name in file.schema_arrow.names]
            check_width(len(names))
            rows: list[list[str]] = [names]
            for batch in file.iter_batches(batch_size=10_000):
                columns = [[text_of(_plain(value)) for value in column.to_pylist()] for column in batch.columns]
                rows += [list(row) for row in zip(*columns, strict=True)]
                if len(rows) > MOST_RECORDS:
                    break
            complete = len(rows) - 1 >= file.metadata.num_rows
    except (pa.ArrowException, OSError, ValueError, KeyError):
        raise UnreadableFile(message(N_("the Parquet file is cut or damaged")), message(N_("write it again from the program that made it"))) from None
    return Table(format="parquet", records=rows[:MOST_RECORDS], complete=complete)


def _plain(value: Any) -> Any:
    """Values of types that a table of answers has, as text where they are of others."""
    from decimal import Decimal

    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else value


def _database(path: Path, table: str | None) -> Table:
    import sqlite3
    from urllib.parse import quote

    try:
        connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.set_progress_handler(lambda: 1, _STEPS)
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            return _query(connection, table)
        finally:
            connection.close()
    except sqlite3.Error:
        raise UnreadableFile(message(N_("the database is damaged, or reading it takes too long")), message(
            N_("export the table as CSV in UTF-8"))) from None


def _query(connection: Any, table: str | None) -> Table:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name")]
    known = ", ".join(names[:20])
    if not names:
        raise UnreadableFile(message(N_("the database has no table")), message(N_("look whether it is the right file")))
    if table is None and len(names) > 1:
        raise UnreadableFile(message(N_("the database has several tables")), message(N_("name one with --table: {names}"), names=known))
    if table is not None and table not in names:
        raise UnreadableFile(message(N_("there is no table '{table}'"), table=table), message(N_("the database has {names}"), names=known))
    chosen = table or names[0]
    quoted = '"' + chosen.replace('"', '""') + '"'
    cursor = connection.execute(f"SELECT * FROM {quoted} LIMIT {MOST_RECORDS + 1}")
    header = [column[0] for column in cursor.description]
    check_width(len(header))
    rows = [[text_of(_plain(value)) for value in row] for row in cursor]
    return Table(format="sqlite", records=[header, *rows[:MOST_RECORDS]], complete=len(rows) <= MOST_RECORDS, table=chosen,
                 others=tuple(name for name in names if name != chosen))


def check_width(columns: int) -> None:
    """Refuses a table with more columns than answers have.

    Raises:
        UnreadableFile: with both numbers.
    """
    if columns > MOST_COLUMNS:
        raise UnreadableFile(message(_TOO_WIDE, n=columns, most=MOST_COLUMNS), message(_TOO_WIDE_REMEDY))


def looks_like_data(records: list[list[str]]) -> bool:
    """Whether the first record looks like answers and not like a header: a number or date stands above others of its kind."""
    value = re.compile(r"[-+]?\d+(?:[.,]\d+)?%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*")
    first, others = records[0], records[1:50]
    kinds = [bool(value.fullmatch(cell.strip())) for cell in first]
    alike = sum(kind and all(value.fullmatch(row[i].strip()) for row in others if row[i].strip()) for i, kind in enumerate(kinds))
    return bool(others) and alike > 0 and alike >= 0.3 * len(first) and max(Counter(first).values()) < len(first)
