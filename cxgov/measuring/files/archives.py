"""The guard in front of XLSX workbooks: what an archive may hold before a reader is let near it.

In this room: sizes, names and cell references of an untrusted ZIP, read as bytes. The workbook reader takes memory for
the rectangle up to the farthest cell and ends the whole process when there is not enough, so the farthest cell is found
here first. Not here: values (`workbook`).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cxgov.language import N_, Message, counted, message
from cxgov.measuring.files import UnreadableFile

MOST_ROWS = 1_000_000
MOST_COLUMNS = 1_000
MOST_CELLS = 20_000_000
"""Cells of the rectangle from A1 to the farthest cell, empty ones included."""
MOST_BYTES = 512 << 20
"""Bytes of all members, expanded."""
MOST_MEMBERS = 5_000
MOST_EXPANSION = 400
"""How many times a large member may grow; sheets of survey data grow 10 to 50 times."""
SMALL = 32 << 20
"""Bytes up to which a member may grow by any factor."""

_CHUNK = 1 << 20
_OVERLAP = 256
_PROLOG = 65_536
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)([0-9]*)\s*["']""")
_ODD_REFERENCE = re.compile(rb"""\sr\s*=\s*["'][^"'<>]{0,40}&""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^>]*?ref\s*=\s*["'](?:[A-Za-z$]+[0-9$]+:)?\$?([A-Za-z]+)\$?([0-9]+)["']""")
_SAVE_AGAIN = N_("save it again from Excel or LibreOffice, or as CSV in UTF-8")
_FAR_CELLS = N_("delete the rows and columns beyond the table, or save the sheet as CSV in UTF-8")


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a worksheet reaches.

    Attributes:
        rows: number of the last row.
        columns: number of the last column.
        broken: it may hold formulas or error values, which a closer look must tell.
    """

    rows: int
    columns: int
    broken: bool


def check_archive(path: Path) -> None:
    """Refuses an archive that is no plain workbook: damaged, too large, ambiguous, with macros or with declarations of its own.

    Raises:
        UnreadableFile: saying which and what to do.
    """
    with opened(path) as archive:
        members = archive.infolist()
        _check_members(members)
        for member in members:
            if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                with archive.open(member, mode="r") as stream:
                    _check_prolog(stream.read(_PROLOG))


def extent(path: Path, member: str) -> Extent:
    """Finds the farthest cell of a worksheet.

    Args:
        path: the workbook, checked by `check_archive`.
        member: name of the worksheet's member.

    Raises:
        UnreadableFile: if the sheet reaches farther than a table of answers does.
    """
    rows = columns = row_elements = 0
    broken = False
    for chunk in _chunks(path, member):
        if _ODD_REFERENCE.search(chunk):
            raise UnreadableFile(message(N_("the workbook is written as no program writes one")), message(_SAVE_AGAIN))
        found = _REFERENCE.findall(chunk) + _DIMENSION.findall(chunk)
        if found:
            rows = max(rows, max((int(number[:12] or 0) for _, number in found), default=0))
            columns = max(columns, *(column_number(letters) for letters in {letters for letters, _ in found}))
        row_elements += chunk.count(b"<row")
        broken = broken or b"<f" in chunk or b":f" in chunk or b't="e"' in chunk or b"t='e'" in chunk
        if rows > MOST_ROWS or columns > MOST_COLUMNS:
            break
    rows = max(rows, row_elements)  # a row may leave out its number
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise UnreadableFile(message(N_("a cell lies in row {rows}, another in column {columns}; a table of answers does not reach that far"),
                                     rows=rows, columns=columns), message(_FAR_CELLS))
    return Extent(rows, columns, broken)


def opened(path: Path) -> zipfile.ZipFile:
    """Opens an archive.

    Raises:
        UnreadableFile: if it is damaged.
    """
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise damaged() from None


def read_member(path: Path, member: str, most: int = SMALL) -> bytes:
    """Reads a member, expanded.

    Raises:
        UnreadableFile: if it is missing, damaged or larger than ``most`` bytes.
    """
    data = b""
    for chunk in _chunks(path, member, overlap=0):
        data += chunk
        if len(data) > most:
            raise _too_large()
    return data


def damaged(detail: Message | None = None) -> UnreadableFile:
    """Builds the refusal of a workbook that is cut or broken."""
    return UnreadableFile(detail or message(N_("the workbook is cut, damaged or written in an unusual way")), message(N_("download it again, or open it in Excel and save a copy")))


def column_number(letters: bytes | str) -> int:
    """Returns the 1-based number of a column: ``A`` is 1, ``XFD`` 16384; 0 for no letters."""
    text = letters.decode("ascii") if isinstance(letters, bytes) else letters
    number = 0
    for letter in text[:8].upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Returns the letters of a 1-based column number."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise UnreadableFile(counted(len(members), N_("it holds {n} part; workbooks have a few dozen"), N_("it holds {n} parts; workbooks have a few dozen")),
                             message(_SAVE_AGAIN))
    names: set[str] = set()
    total = 0
    for member in members:
        name = member.filename.lower()
        if name in names:
            raise UnreadableFile(message(N_("two parts of it have one name, so nobody can say which counts")), message(_SAVE_AGAIN))
        names.add(name)
        if member.flag_bits & 0x1:
            raise UnreadableFile(message(N_("it is protected by a password")), message(N_("save a copy without a password")))
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name):
            raise UnreadableFile(message(N_("a part of it has a name that leads outside")), message(_SAVE_AGAIN))
        if name.rsplit("/", 1)[-1].startswith("vbaproject"):
            raise UnreadableFile(message(N_("it holds macros")), message(N_("save it as an Excel workbook without macros (.xlsx)")))
        total += member.file_size
        if total > MOST_BYTES or (member.file_size > SMALL and member.file_size > MOST_EXPANSION * max(member.compress_size, 1)):
            raise _too_large()


def _too_large() -> UnreadableFile:
    return UnreadableFile(message(N_("unpacked it is larger than a table of answers can be")), message(N_("save the sheet with the answers as CSV in UTF-8")))


def _check_prolog(start: bytes) -> None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")) or b"\0" in start[:200]:
        raise UnreadableFile(message(N_("the workbook is written as no program writes one")), message(_SAVE_AGAIN))
    # A declaration stands before the first element; where that does not come soon, something hides behind a comment.
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start or (len(start) == _PROLOG and not re.search(rb"<[A-Za-z_]", start)):
        raise UnreadableFile(message(N_("it declares a document type of its own, which workbooks never do")), message(_SAVE_AGAIN))


def _chunks(path: Path, member: str, overlap: int = _OVERLAP) -> Iterator[bytes]:
    """Yields a member piece by piece; the end of each piece comes again at the start of the next."""
    try:
        with opened(path) as archive, archive.open(member, mode="r") as stream:
            tail, read = b"", 0
            while chunk := stream.read(_CHUNK):
                read += len(chunk)
                if read > MOST_BYTES:
                    raise _too_large()
                yield tail + chunk
                tail = chunk[-overlap:] if overlap else b""
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError, NotImplementedError, zlib.error):
        raise damaged() from None


def resolved(base: str, target: str) -> str:
    """Resolves a target of a relationship against the folder of the part that names it."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
