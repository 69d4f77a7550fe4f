"""Reading one sheet of an XLSX workbook as rows of text.

In this room: which sheet, and each cell as the text a user would write for it. The archive is checked first (`archives`).
Not here: what the rows mean; a header is a row like any other.
"""

from __future__ import annotations

import datetime
import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from xml.parsers import expat

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.archives import (
    check_archive,
    column_letters,
    column_number,
    damaged,
    extent,
    opened,
    read_member,
    resolved,
)
from cxgov.measuring.files.contents import content_of, refuse_foreign

MOST_NAMED = 5
"""Broken cells that a message names."""

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_HINT = N_("say which in 'table', or with --sheet")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: its name.
        rows: text of every cell from A1 to the last one used, all rows of one length; row 1 of the sheet is ``rows[0]``.
        others: names of the other visible sheets, in their order.
        errors: cells that hold an error such as ``#REF!``, as ``SHEET!C7``; their text is empty.
        uncomputed: cells with a formula whose result was never stored; their text is empty.
    """

    name: str
    rows: list[list[str]]
    others: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    uncomputed: tuple[str, ...] = ()


def read_sheet(path: Path, sheet: str | None = None, *, broken: Literal["refuse", "keep"] = "refuse") -> Sheet:
    """Reads a sheet.

    Args:
        path: the workbook.
        sheet: name of the sheet; ``None`` for the first visible one.
        broken: refuse a sheet with error values or formulas without a result, or keep them as empty cells that the
            result names.

    Returns:
        The sheet: numbers as the shortest decimal text (``5``, ``4.5``), dates as ``2026-07-01`` or ``2026-07-01 10:00:00``,
        truth values as ``TRUE`` and ``FALSE``, an empty cell as an empty text. Empty rows at the end are left out.

    Raises:
        UnreadableFile: if it is no XLSX workbook, is damaged or suspicious, has no such sheet, or only hidden ones.
    """
    content = content_of(path)
    if content.kind != "xlsx":
        raise refuse_foreign(content) if content.remedy else UnreadableFile(
            message(N_("this is {what}, not a workbook"), what=message(content.what)), message(N_("give it the ending of what it is, or say 'format' in the source")))
    check_archive(path)
    members = _members(path)
    visible = [name for name, (_, hidden) in members.items() if not hidden]
    chosen = _choose(sheet, list(members), visible)
    reach = extent(path, members[chosen][0])
    errors, uncomputed = _broken_cells(path, members[chosen][0], chosen) if reach.broken else ((), ())
    if broken == "refuse" and (errors or uncomputed):
        raise _refusal(errors, uncomputed)
    rows = [[text_of(value) for value in row] for row in _values(path, chosen)]
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet(chosen, rows, tuple(name for name in visible if name != chosen), errors, uncomputed)


def text_of(value: Any) -> str:
    """Writes a cell's value as text.

    Args:
        value: text, a number, a truth value, a date, a time, a duration, or nothing.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        return _moment(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return _moment(datetime.datetime.combine(datetime.date(2000, 1, 1), value))[11:]
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return ""


def number_text(value: float) -> str:
    """Writes a number as the shortest decimal text that names it, without exponent and without ``.0``."""
    if not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{Decimal(repr(value)):f}"


def _moment(value: datetime.datetime) -> str:
    """A date with its time; a workbook stores days as fractions, so what is less than a thousandth of a second is no information."""
    rounded = value + datetime.timedelta(microseconds=500)
    rounded = rounded.replace(microsecond=rounded.microsecond // 1000 * 1000)
    return rounded.isoformat(sep=" ", timespec="milliseconds" if rounded.microsecond else "seconds")


def _choose(sheet: str | None, names: list[str], visible: list[str]) -> str:
    known = ", ".join(visible)
    if sheet is not None:
        found = next((name for name in names if name == sheet), None) or next((name for name in names if name.strip() == sheet.strip()), None)
        if found is None:
            raise UnreadableFile(message(N_("there is no sheet '{sheet}'"), sheet=sheet), message(N_("the workbook has {names}"), names=known or "–"))
        return found
    if not visible:
        raise UnreadableFile(message(N_("all its sheets are hidden: {names}"), names=", ".join(names)) if names else message(
            N_("the workbook has no sheet with cells")), message(_HINT) if names else None)
    return visible[0]


def _members(path: Path) -> dict[str, tuple[str, bool]]:
    """Finds each worksheet's member and whether it is hidden, by its name, in the order of the tabs."""
    targets: dict[str, str] = {}
    for name, attributes in _elements(read_member(path, "xl/_rels/workbook.xml.rels")):
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes.get("Id", "")] = resolved("xl", attributes.get("Target", ""))
    sheets: dict[str, tuple[str, bool]] = {}
    with opened(path) as archive:
        present = set(archive.namelist())
    for name, attributes in _elements(read_member(path, "xl/workbook.xml")):
        member = targets.get(attributes.get("id", "")) if name == "sheet" else None
        if member is None:
            continue
        if member not in present or attributes.get("name", "") in sheets:
            raise damaged()
        sheets[attributes.get("name", "")] = member, attributes.get("state", "visible") != "visible"
    return sheets


def _elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Local names and attributes of all elements; entities cannot occur, `check_archive` has refused declarations."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: found.append((_local(name), {_local(key): value for key, value in attributes.items()}))
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise damaged() from None
    return found


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


class _CellWatcher:
    """Follows a worksheet's XML and notes cells with an error, and cells with a formula and no result."""

    def __init__(self, sheet: str) -> None:
        self.errors: list[str] = []
        self.uncomputed: list[str] = []
        self._sheet = sheet
        self._row = self._column = 0
        self._formula = self._value = self._error = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "c":
                place = _CELL.fullmatch(attributes.get("r", ""))
                self._column = column_number(place[1]) if place else self._column + 1
                self._row = int(place[2]) if place else self._row
                self._formula = self._value = False
                self._error = attributes.get("t") == "e"
            case "f":
                self._formula = True
            case "v" | "is":
                self._value = True

    def _end(self, name: str) -> None:
        if _local(name) != "c":
            return
        place = f"{self._sheet}!{column_letters(self._column)}{self._row}"
        if self._error:
            self.errors.append(place)
        elif self._formula and not self._value:
            self.uncomputed.append(place)


def _broken_cells(path: Path, member: str, sheet: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    watcher = _CellWatcher(sheet)
    try:
        with opened(path) as archive, archive.open(member, mode="r") as stream:
            while chunk := stream.read(1 << 20):
                watcher.parser.Parse(chunk, False)
            watcher.parser.Parse(b"", True)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, ValueError):
        raise damaged() from None
    return tuple(watcher.errors), tuple(watcher.uncomputed)


def _refusal(errors: tuple[str, ...], uncomputed: tuple[str, ...]) -> UnreadableFile:
    found = errors or uncomputed
    cells = ", ".join(found[:MOST_NAMED]) + (" …" if len(found) > MOST_NAMED else "")
    if errors:
        return UnreadableFile(message(N_("these cells hold an error such as #REF!: {cells}"), cells=cells), message(
            N_("mend or empty them in Excel and save the workbook")))
    return UnreadableFile(message(N_("these cells hold a formula without a result: {cells}"), cells=cells), message(
        N_("open the workbook in Excel, which computes them, and save it")))


def _values(path: Path, sheet: str) -> Iterator[list[Any]]:
    import python_calamine

    try:
        with python_calamine.load_workbook(str(path)) as workbook:
            # Without this the reader drops empty columns on the left, and every name moves.
            yield from workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError):
        raise damaged() from None
