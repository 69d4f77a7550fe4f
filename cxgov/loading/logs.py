"""Logs of feedback and complaints that stand in a CSV file: one row per record, checked as if it stood in YAML.

In this room: finding the file without leaving the folder, its columns, and its cells as plain data that `structure` can
validate, so that every fault has the line and column of its cell. A cell is text and nothing else: what looks like a formula
is not computed. Not here: splitting the text into cells (`csv_rows`), what a cell means (`log_cells`) and what must hold between
records (`voice`).
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from cxgov.language import N_, message
from cxgov.loading.csv_rows import LINE_ENDS, QUOTE, Row, rows
from cxgov.loading.declared import is_text_encoding, is_utf8, tells_the_day
from cxgov.loading.decoding import decode, inspect
from cxgov.loading.excerpts import Lines
from cxgov.loading.files import read_bytes
from cxgov.loading.log_cells import in_words_of_a_table, reader
from cxgov.loading.source import Document
from cxgov.loading.structure import validate
from cxgov.model.fields import entry_of, keys_of
from cxgov.model.voice import Complaint, Complaints, Feedback, FeedbackItem
from cxgov.problems import Location, Problem, Severity, printable

MOST_BYTES = 8 << 20
MOST_ROWS = 100_000
DELIMITERS = (";", ",", "\t", "|")
_OUT_OF_FOLDER = re.compile(r"[A-Za-z]:[\\/]|\w+://|[\\/]")
_CODECS = {"Windows-1250": "cp1250", "ISO-8859-2": "iso-8859-2", "CP852": "cp852", "UTF-16": "utf-16", "UTF-32": "utf-32"}
"""What an encoding is called in messages -> what one declares."""


class LogDocument(Document):
    """A CSV file as it was read: each row is a map, each cell in it has its place.

    Args:
        lines: the text.
        data: ``kind`` and the list of records.
        items: that list.
        found: the row of each record.
        columns: key of a record -> number of its column.
    """

    __slots__ = ("_columns", "_items", "_numbers", "_rows")

    def __init__(self, lines: Lines, data: dict[str, Any], items: list[dict[str, Any]], found: Sequence[Row], columns: Mapping[str, int]) -> None:
        super().__init__(lines, data, ())
        self._items = items
        self._rows = found
        self._columns = columns
        self._numbers: dict[int, int] = {}

    def _marks_of(self, container: object) -> list[int] | None:
        if self._marks is None:
            self._marks = {id(self.data): [0] * (1 + 2 * len(self.data or ())), id(self._items): [0, *(row.start for row in self._rows)]}
            self._numbers = {id(item): number for number, item in enumerate(self._items)}
        number = self._numbers.get(id(container))
        if number is None:
            return self._marks.get(id(container))
        row = self._rows[number]
        places = (row.place(self._columns[key]) for key in self._items[number])
        return [row.start, *chain.from_iterable((place, place) for place in places)]


@dataclass(frozen=True, slots=True)
class Log:
    """What came of a CSV file.

    Attributes:
        relative: its path relative to the organisation's folder.
        document: its text and data.
        record: the record; ``None`` when a cell has a fault.
        problems: what is wrong with the file, its columns, rows and cells.
    """

    relative: str
    document: Document | None
    record: Any | None
    problems: list[Problem]


def read_log(root: Path, shown_root: str, document: Document, record: Feedback | Complaints, taken: dict[str, Location]) -> Log | None:
    """Reads the CSV file that a log names; never raises for anything a file can hold.

    Args:
        root: the organisation's folder.
        shown_root: its name in messages.
        document: the YAML file of the log.
        record: the log made from it.
        taken: CSV files that other logs name -> where; this one is added.

    Returns:
        What came of it; ``None`` where the log names no file.
    """
    if record.file is None:
        return None
    named = document.place(("file",))

    def refused(*problems: Problem) -> Log:
        """A fault of the whole CSV file says which log names it."""
        return Log(relative, None, None, [
            problem if problem.place.file == named.file else replace(problem, related=(*problem.related, named)) for problem in problems])

    relative = PurePosixPath(record.file).as_posix()
    if _OUT_OF_FOLDER.match(record.file) or ".." in PurePosixPath(record.file.replace("\\", "/")).parts:
        return refused(_unfit(named, message(N_("'{path}' leads out of the organisation's folder"), path=printable(record.file)), message(
            N_("copy the file into the folder, for example to data/"))))
    if relative in taken:
        return refused(replace(_unfit(named, message(N_("two logs name the same CSV file '{path}'"), path=printable(relative)), message(
            N_("name it in one of them"))), related=(taken[relative],)))
    taken[relative] = named
    if record.delimiter in (QUOTE, *LINE_ENDS):
        return refused(_unfit(document.place(("delimiter",)), message(N_("a quotation mark or a line end cannot part the columns")), message(
            N_('for example delimiter: ";"; a tab is "\\t"'))))
    if not is_text_encoding(record.encoding):
        return refused(_unfit(document.place(("encoding",)), message(N_("there is no encoding '{encoding}'"), encoding=printable(record.encoding)), message(
            N_("for example utf-8, cp1250, iso-8859-2, utf-16"))))
    if record.date_format is not None and not tells_the_day(record.date_format):
        return refused(_unfit(document.place(("date_format",)), message(N_("'{format}' is no format of a day"), format=printable(record.date_format)), message(
            N_("day %d, month %m, year %Y; for example {form}"), form='"%d.%m.%Y"')))
    shown = relative if shown_root == "." else f"{shown_root}/{relative}"
    text, problems = _text(root, relative, shown, record.encoding)
    if text is None:
        return refused(*problems)
    log = _read(Lines(shown, text), document, record)
    if log.document is None:
        return refused(*problems, *log.problems)
    return replace(log, relative=relative, problems=[*problems, *log.problems])


def _text(root: Path, relative: str, shown: str, encoding: str) -> tuple[str | None, list[Problem]]:
    path = root / relative
    try:
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    except (OSError, ValueError):  # a NUL in the name: `read_bytes` says so
        inside = True
    if not inside:
        return None, [Problem("CX004", Severity.ERROR, Location(Lines(shown, "").file), message(N_("a link that leads outside the workspace")), message(
            N_("copy the file or folder into the workspace")))]
    data, problem = read_bytes(path, shown, MOST_BYTES)
    if data is None:
        return None, [problem] if problem else []
    text, problems = _decoded(data, shown, encoding)
    if text is None:
        return None, problems
    text = text.removeprefix("\ufeff")
    problems = inspect(Lines(shown, text))
    return (None if any(found.severity is Severity.ERROR for found in problems) else text), problems


def _decoded(data: bytes, shown: str, encoding: str) -> tuple[str | None, list[Problem]]:
    """Decodes the file as declared; where it is another encoding, the remedy is to declare that one."""
    text, problems = decode(data, shown)
    if not is_utf8(encoding):
        # Letters beyond ASCII that are UTF-8 by chance do not occur.
        if text is not None and not data.isascii():
            return None, [Problem("CX006", Severity.ERROR, Location(Lines(shown, "").file), message(N_("the file is UTF-8, not {encoding}"), encoding=encoding),
                                  message(N_("delete the line `encoding` in the log that names it")))]
        if text is None and problems[0].code != "CX006":  # not a text at all
            return None, problems
        try:
            return data.decode(encoding), []
        except UnicodeError:
            return None, [Problem("CX006", Severity.ERROR, Location(Lines(shown, "").file), message(N_("the file cannot be read as {encoding}"), encoding=encoding),
                                  message(N_("correct `encoding` in the log that names it, or save the file again as UTF-8")))]
    return text, [replace(found, remedy=message(N_("say so in the log that names it: {form}; or save the file again as UTF-8"), form=f"encoding: {codec}"))
                  if (codec := _CODECS.get(str(found.text.values.get("encoding")))) else found for found in problems]


def _read(lines: Lines, document: Document, record: Feedback | Complaints) -> Log:
    kind, key, item_type = ("feedback", "items", FeedbackItem) if isinstance(record, Feedback) else ("complaints", "complaints", Complaint)
    following = rows(lines.text, record.delimiter)
    header = next(following, None)
    if header is None:
        return Log("", None, None, [_unfit(Location(lines.file), message(N_("the CSV file is empty")), message(
            N_("its first line names the columns, for example {form}"), form=record.delimiter.join(("id", "received", "cause"))))])
    if header.fault:
        return Log("", None, None, [_quotation(lines, header)])
    columns, problems = _columns(lines, header, document, record, item_type)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Log("", None, None, problems)
    needed = [k for k in columns if _needed(item_type, k)]
    readers = [(k, number, reader(item_type, k, record.date_format)) for k, number in columns.items()]
    items: list[dict[str, Any]] = []
    kept: list[Row] = []
    for row in following:
        if row.fault:
            problems.append(_quotation(lines, row))
        elif len(row.cells) != len(header.cells):
            problems.append(_row_fault(lines.locate(row.start), message(
                N_("the row and the header have different numbers of fields: {found} and {wanted}"), found=len(row.cells), wanted=len(header.cells)),
                message(N_("put a text that holds the delimiter in quotation marks, or add the missing delimiters"))))
        elif len(kept) == MOST_ROWS:
            problems.append(_unfit(lines.locate(row.start), message(N_("more than {limit} rows"), limit=MOST_ROWS), message(
                N_("split the log, for example by quarter, and name each file in a log of its own"))))
            break
        else:
            items.append({k: read(cell) for k, number, read in readers if (cell := row.cells[number].strip())})
            kept.append(row)
            problems += [Problem("CX032", Severity.ERROR, lines.locate(row.place(columns[k])), message(
                N_("the cell of the column '{heading}' is empty"), heading=printable(header.cells[columns[k]].strip())), message(
                N_("every row needs it; fill it in, or delete the row"))) for k in needed if k not in items[-1]]
    read = LogDocument(lines, {"kind": kind, key: items}, items, kept, columns)
    made, faults = validate(read)
    # An empty cell that must not be empty has been said above in the words of a table.
    said = in_words_of_a_table((fault for fault in faults if fault.code != "CX032"), item_type, items, record.date_format)
    return Log("", read, made, problems + said)


def _columns(lines: Lines, header: Row, document: Document, record: Feedback | Complaints, item_type: type[Any]) -> tuple[dict[str, int], list[Problem]]:
    """Finds which column holds which key of a record."""
    keys = keys_of(item_type)
    headings = [cell.strip() for cell in header.cells]
    problems: list[Problem] = []
    found: dict[str, int] = {}

    def fault(place: Location, text: Any, remedy: Any, severity: Severity = Severity.ERROR) -> None:
        problems.append(Problem("CX088", severity, place, text, remedy))

    meant = next((mark for mark in DELIMITERS if mark != record.delimiter and len(headings) == 1 and mark in headings[0]), None)
    if meant is not None:
        fault(lines.locate(header.place(0)), message(N_("the whole header is one column")), message(
            N_("another character parts the columns: write {form}"), form='delimiter: "\\t"' if meant == "\t" else f'delimiter: "{meant}"'))
        return {}, problems
    for key, heading in record.columns.items():
        if key not in keys:
            fault(document.place(("columns", key), key=True), message(N_("a log has no field '{key}'"), key=printable(key)), message(
                N_("did you mean '{word}'?"), word=_near(key, keys)) if _near(key, keys) else message(N_("known here: {words}"), words=", ".join(keys)))
        elif heading.strip() not in headings:
            fault(document.place(("columns", key)), message(N_("the CSV file has no column '{heading}'"), heading=printable(heading)),
                  _did_you_mean(heading, headings))
    for key in keys:
        heading = record.columns.get(key, key).strip()
        if heading in headings:
            found[key] = headings.index(heading)
            if headings.count(heading) > 1:
                again = headings.index(heading, found[key] + 1)
                fault(lines.locate(header.place(again)), message(N_("two columns are called '{heading}'"), heading=printable(heading)), message(
                    N_("rename one of them")))
        elif _needed(item_type, key) and key not in record.columns:
            fault(lines.locate(header.start), message(N_("the CSV file has no column '{heading}'"), heading=key), message(
                N_("say under 'columns' what it is called in the file: {form}"), form=f"columns: {{{key}: …}}"))
    if not any(problem.severity is Severity.ERROR for problem in problems):
        unread = [(number, heading) for number, heading in enumerate(headings) if heading and number not in found.values()]
        if unread:
            words = [key for key in keys if key not in found]
            close = next((near for _, heading in unread if (near := _near(heading, words))), None)
            fault(lines.locate(header.place(unread[0][0])), message(
                N_("columns that are not read: {words}"), words=", ".join(printable(heading, 30) for _, heading in unread[:10]) + ("…" if len(unread) > 10 else "")),
                message(N_("did you mean '{word}'?"), word=close) if close else message(
                    N_("name those that matter under 'columns'; the others can be left out of the file")), Severity.WARNING)
    return found, problems


def _near(word: str, known: Any) -> str | None:
    return next(iter(difflib.get_close_matches(word.strip().casefold(), list(known), n=1, cutoff=0.7)), None)


def _did_you_mean(word: str, headings: list[str]) -> Any:
    close = difflib.get_close_matches(word, headings, n=1, cutoff=0.6)
    shown = ", ".join(printable(heading, 30) for heading in headings[:12] if heading)
    return message(N_("did you mean '{word}'?"), word=printable(close[0])) if close else message(N_("known here: {words}"), words=shown)


def _needed(item_type: type[Any], key: str) -> bool:
    return any(f.default is MISSING and f.default_factory is MISSING for f in fields(item_type) if (entry_of(f).key or f.name) == key)


def _unfit(place: Location, text: Any, remedy: Any) -> Problem:
    return Problem("CX087", Severity.ERROR, place, text, remedy)


def _row_fault(place: Location, text: Any, remedy: Any) -> Problem:
    return Problem("CX089", Severity.ERROR, place, text, remedy)


def _quotation(lines: Lines, row: Row) -> Problem:
    what, offset = row.fault or ("open", row.start)
    text = (message(N_("a quotation mark is opened here and never closed")) if what == "open"
            else message(N_("there is text behind a closing quotation mark")))
    found = _row_fault(lines.locate(offset), text, message(N_('close it, and write a quotation mark inside a text twice: ""')))
    return found if lines.line_at(offset) == lines.line_at(row.start) else replace(found, related=(lines.locate(row.start),))
