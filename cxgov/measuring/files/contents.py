"""What a file is by its content, whatever its name says, and what to do with one that holds no table.

In this room: signatures, and the refusal of what cannot be read. Not here: reading any of it (`workbook` for XLSX, the
engine for the rest). Nothing is unpacked but the list of names in an archive.
"""

from __future__ import annotations

import codecs
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile

Kind = Literal["text", "jsonl", "xlsx", "sqlite", "parquet", "gzip", "foreign"]

HEAD = 65536
"""Bytes of a file that are looked at."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is.

    Attributes:
        kind: ``foreign`` for everything that holds no table cxgov reads.
        what: its name in messages, with its article; a msgid.
        remedy: what to do with a foreign one; a msgid.
    """

    kind: Kind
    what: str
    remedy: str = ""


_AS_CSV = N_("open it in the program that made it and export the answers as CSV in UTF-8")
_AS_XLSX = N_("open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx) or as CSV in UTF-8")
_PAGE = N_("save the export itself: what was saved is a web page, often the one that asks to log in")
_UNPACK = N_("unpack it and name the file inside")
_WRONG = N_("look whether it is the right file; answers come as CSV, XLSX, Parquet, JSON lines or SQLite")
_NO_PASSWORD = N_("open it in Excel, remove the password (File, Info, Protect Workbook) and save a copy")

_SIGNATURES: tuple[tuple[bytes, Content], ...] = (
    (b"SQLite format 3\0", Content("sqlite", N_("an SQLite database"))),
    (b"PAR1", Content("parquet", N_("a Parquet file"))),
    (b"\x1f\x8b", Content("gzip", N_("a gzip archive"))),
    (b"%PDF-", Content("foreign", N_("a PDF document"), _AS_CSV)),
    (b"{\\rtf", Content("foreign", N_("an RTF document"), _AS_CSV)),
    (b"\x89PNG", Content("foreign", N_("a PNG picture"), _WRONG)),
    (b"\xff\xd8\xff", Content("foreign", N_("a JPEG picture"), _WRONG)),
    (b"GIF8", Content("foreign", N_("a GIF picture"), _WRONG)),
    (b"$FL2", Content("foreign", N_("an SPSS data file"), _AS_CSV)),
    (b"$FL3", Content("foreign", N_("an SPSS data file"), _AS_CSV)),
    (b"<stata_dta>", Content("foreign", N_("a Stata data file"), _AS_CSV)),
    (b"BZh", Content("foreign", N_("a bzip2 archive"), _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Content("foreign", N_("a 7-Zip archive"), _UNPACK)),
    (b"\xfd7zXZ\0", Content("foreign", N_("an XZ archive"), _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Content("foreign", N_("a Zstandard archive"), _UNPACK)),
    (b"Rar!", Content("foreign", N_("a RAR archive"), _UNPACK)),
    (b"\x7fELF", Content("foreign", N_("a program"), _WRONG)),
    (b"MZ\x90\0", Content("foreign", N_("a program"), _WRONG)),
)
_EMPTY = Content("foreign", N_("an empty file"), N_("export the answers again; the export did not finish or had nothing to give"))
_BINARY = Content("foreign", N_("no text but bytes of an unknown kind"), _WRONG)
_OLD_EXCEL = Content("foreign", N_("an old Excel workbook (.xls)"), _AS_XLSX)
_PROTECTED = Content("foreign", N_("a workbook protected by a password"), _NO_PASSWORD)
_OLD_OFFICE = Content("foreign", N_("an old Word, Excel or PowerPoint document"), _AS_XLSX)
_LOCK = Content("foreign", N_("the note that Excel leaves beside a workbook it has open"), N_("name the workbook itself, whose name does not begin with ~$"))
_TEXT = Content("text", N_("a text file"))
_JSON_LINES = Content("jsonl", N_("a file of JSON lines"))
_WORKBOOK = Content("xlsx", N_("an Excel workbook (.xlsx)"))
_INSIDE_ZIP: tuple[tuple[str, Content], ...] = (  # a member's name -> what the archive is
    ("xl/workbook.xml", _WORKBOOK),
    ("xl/workbook.bin", Content("foreign", N_("a binary Excel workbook (.xlsb)"), _AS_XLSX)),
    ("word/document.xml", Content("foreign", N_("a Word document"), _AS_CSV)),
    ("ppt/presentation.xml", Content("foreign", N_("a PowerPoint presentation"), _AS_CSV)),
    ("content.xml", Content("foreign", N_("an OpenDocument file (.ods)"), _AS_XLSX)),
    ("Index/Document.iwa", Content("foreign", N_("a Numbers or Pages document"), _AS_XLSX)),
)
_ZIP = Content("foreign", N_("a ZIP archive"), _UNPACK)
_DAMAGED_ZIP = Content("foreign", N_("a ZIP archive or workbook that is cut or damaged"), N_("download or save it again"))
_HTML = Content("foreign", N_("an HTML page"), _PAGE)
_XML = Content("foreign", N_("an XML file"), _AS_CSV)
_JSON = Content("foreign", N_("one JSON value, not JSON lines"), N_("export the answers as CSV, or write one JSON object a line"))

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def content_of(path: Path) -> Content:
    """Says what a file is.

    Raises:
        UnreadableFile: if there is no such file, it is no regular one or may not be read.
    """
    head, size = _head(path)
    if path.name.startswith("~$"):
        return _LOCK
    if size == 0:
        return _EMPTY
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _in_ole(path)
    return content_of_bytes(head)


def content_of_bytes(head: bytes) -> Content:
    """Says what the beginning of a file, or of what a gzip archive holds, is; archives by their signature alone."""
    for signature, content in _SIGNATURES:
        if head.startswith(signature):
            return content
    if head.startswith(b"PK\x03\x04"):
        return _ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _OLD_OFFICE
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not start:
        return _EMPTY if len(head) < HEAD else _TEXT
    if _MARKUP.match(start):
        return _HTML
    if start.startswith(b"<?xml"):
        return _HTML if _MARKUP.search(start[:2000]) else _XML
    if start.startswith((b"{", b"[")):
        return _in_json(start)
    return _TEXT if _looks_like_text(head) else _BINARY


def refuse_foreign(content: Content) -> UnreadableFile:
    """Builds the refusal of a file that holds no table."""
    return UnreadableFile(message(N_("this is {what}"), what=message(content.what)), message(content.remedy))


def _head(path: Path) -> tuple[bytes, int]:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableFile(message(N_("this is a folder; a file is wanted")))
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFile(message(N_("this is a device or pipe; a file is wanted")), message(N_("write what it gives to a file first")))
        with path.open("rb") as stream:
            return stream.read(HEAD), found.st_size
    except FileNotFoundError:
        raise UnreadableFile(message(N_("there is no such file"))) from None
    except PermissionError:
        raise UnreadableFile(message(N_("it may not be read")), message(N_("close it where it is open, or look at its permissions"))) from None
    except (OSError, ValueError) as error:  # a name with a NUL, too long, a broken link
        raise UnreadableFile(message(N_("it cannot be opened: {reason}"), reason=getattr(error, "strerror", None) or str(error))) from None


def _in_zip(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _DAMAGED_ZIP
    return next((content for name, content in _INSIDE_ZIP if name in names), _ZIP)


def _in_ole(path: Path) -> Content:
    """Excel before 2007, and every Office document with a password, is a compound file; its folder holds names in UTF-16."""
    with path.open("rb") as stream:
        data = stream.read(16 << 20)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _PROTECTED
    return _OLD_EXCEL if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")) else _OLD_OFFICE


def _in_json(start: bytes) -> Content:
    """JSON lines hold an object a line; a list, or an object over several lines, is one value; a CSV header may begin so too."""
    first = start.split(b"\n", 1)[0].strip()
    if start.startswith(b"["):
        return _JSON if re.match(rb"\[\s*(?:[{\[\]\"\d-]|$)", start) and not first.count(b",") > 3 else _TEXT
    if re.match(rb"\{\s*\"[^\"]*\"\s*:", start):
        return _JSON_LINES if first.endswith(b"}") else _JSON
    return _TEXT if _looks_like_text(start) else _BINARY


def _looks_like_text(head: bytes) -> bool:
    """A text has hardly any control characters; in UTF-16 every second byte of Latin letters is a NUL."""
    if head.startswith(_BOMS) or wide_encoding(head):
        return True
    controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return controls <= max(2, len(head) // 50)


def wide_encoding(head: bytes) -> str | None:
    """Names the UTF-16 without a mark that a text in Latin letters is, by where its NULs stand; ``None`` for other texts."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 8 and odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if half >= 8 and even > half * 0.7 and odd < half * 0.05 else None
