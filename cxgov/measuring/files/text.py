"""Delimited text files: decoded strictly, read with the declared dialect, their records counted by a second pair of eyes.

In this room: encoding, header, where the data begin, how many records there are, and which line breaks the rules. Not
here: the reading of the data themselves (`engines.embedded`) and the guessing of a dialect (`inspection`, never at run time).
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import itertools
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.contents import HEAD, content_of, content_of_bytes, refuse_foreign

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_COLUMNS = 5_000
HEADER_BYTES = 1 << 20
MOST_EXPANSION = 200
"""A compressed file may grow this many times; survey exports grow about ten times."""
SMALL = 64 << 20
"""Bytes up to which a compressed file may grow by any factor."""
LONGEST_RECORD = 2_000_000
"""Bytes one record may take."""
SHOWN_LINES = 20
_CHUNK = 1 << 20
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
# The mark of UTF-32 begins as one of UTF-16 does.
_MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a text file is written; declared in the source, never guessed."""

    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    skip: int = 0
    header_rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The head of a text file.

    Attributes:
        rows: the header's records.
        records_before_data: records up to the data, blank lines included: what an engine must skip.
        filled_before_data: those of them that are not blank: what a count of records must leave out.
        plain: an engine may read the file as it is: UTF-8, and no odd quotes before the header.
    """

    rows: list[list[str]]
    records_before_data: int
    filled_before_data: int
    plain: bool


def open_bytes(path: Path) -> IO[bytes]:
    """Opens a file, expanded where it is compressed with gzip; reading a cut or a monstrous one raises `UnreadableFile`."""
    return io.BufferedReader(_Expanded(path), _CHUNK) if is_compressed(path) else path.open("rb")


class _Expanded(io.RawIOBase):
    """What a gzip file holds, as long as it does not grow beyond all measure."""

    def __init__(self, path: Path) -> None:
        self._stream = gzip.open(path, "rb")  # noqa: SIM115 - closed with this one
        self._left = max(SMALL, MOST_EXPANSION * path.stat().st_size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableFile(message(N_("the compressed file is cut or broken")), message(N_("copy or export it again"))) from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableFile(message(N_("the file expands to more than {factor} times its size"), factor=MOST_EXPANSION),
                                 message(N_("expand it first and look what it is")))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def is_compressed(path: Path) -> bool:
    """Whether the file is compressed with gzip."""
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def read_header(path: Path, dialect: Dialect) -> Header:
    """Reads the header.

    Raises:
        UnreadableFile: if the file is none of text, is not in its encoding, has no header or too many columns.
    """
    with open_bytes(path) as stream:
        head = stream.read(HEADER_BYTES)
    _refuse_other_files(path, head)
    codec = encoding_of(head, dialect.encoding)
    text = _decoded(head, codec, whole=len(head) < HEADER_BYTES)
    _refuse_null(text, 1)
    lines = _LINE.findall(text)
    before, rest = lines[: dialect.skip], lines[dialect.skip :]
    reader = csv.reader(iter(rest), delimiter=dialect.delimiter, quotechar=dialect.quote or None,
                        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE)
    rows: list[list[str]] = []
    read = 0
    try:
        for row in reader:
            read += 1
            if row:
                rows.append(row)
            if len(rows) == dialect.header_rows:
                break
    except csv.Error as error:
        raise UnreadableFile(message(N_("the header cannot be read")), message(N_("check 'delimiter', 'quote' and 'skip' of the source"))) from error
    if len(rows) < dialect.header_rows:
        raise UnreadableFile(message(N_("the file is empty")) if not rows else message(N_("the file ends within its header")), message(
            N_("check which file was meant, and 'header_rows' of the source")))
    if max(map(len, rows)) > MOST_COLUMNS:
        raise UnreadableFile(message(N_("more than {n} columns"), n=MOST_COLUMNS), message(N_("check 'delimiter' of the source, or take out what is not needed")))
    odd = any(dialect.quote and dialect.quote in line for line in before)
    return Header(
        rows=rows, records_before_data=dialect.skip + read, filled_before_data=sum(bool(line.strip("\r\n")) for line in before) + len(rows),
        plain=codec in ("utf-8", "utf-8-sig") and not odd)


def encoding_of(head: bytes, declared: str) -> str:
    """The encoding to decode with: a byte order mark speaks for itself, else what is declared."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return next((codec for mark, codec in _MARKS.items() if head.startswith(mark)), codecs.lookup(declared).name)


def _decoded(head: bytes, codec: str, *, whole: bool) -> str:
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(head, final=whole)
    except UnicodeDecodeError as error:
        raise not_decoded(error, codec, head[: error.start].count(b"\n") + 1) from None


def not_decoded(error: UnicodeDecodeError, codec: str, line: int) -> UnreadableFile:
    """Says which byte is not of the encoding, and what the file may be instead."""
    byte = error.object[error.start]
    likely = "cp1250" if codec.startswith("utf") else "utf-8"
    return UnreadableFile(message(N_("not {encoding}: byte 0x{byte} in line {line}"), encoding=codec, byte=f"{byte:02x}", line=line), message(
        N_("declare the right encoding, for example 'encoding: {encoding}'; `cxgov source inspect` tells which one fits"), encoding=likely), line)


def _refuse_other_files(path: Path, head: bytes) -> None:
    content = content_of_bytes(head[:HEAD]) if is_compressed(path) else content_of(path)
    if content.kind == "foreign" and head.removeprefix(codecs.BOM_UTF8).strip():
        raise refuse_foreign(content)
    if content.kind not in ("text", "foreign"):
        raise UnreadableFile(message(N_("this is {what}, not a text file"), what=message(content.what)), message(
            N_("say what it is with 'format' in the source, or save it as CSV")))


def _refuse_null(text: str, first_line: int) -> None:
    at = text.find("\0")
    if at >= 0:
        line = first_line + (text.count("\n", 0, at) or text.count("\r", 0, at))
        raise UnreadableFile(message(N_("a NUL character in line {line}"), line=line), message(
            N_("if the file is in UTF-16, declare 'encoding: utf-16-le'; otherwise export it again")), line)


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> Any:
        """Takes them."""


def copy_as_utf8(path: Path, dialect: Dialect, target: Sink) -> None:
    """Writes the file in UTF-8 without the lines before its header, a piece at a time.

    Raises:
        UnreadableFile: naming the line that is not of its encoding.
    """
    with open_bytes(path) as stream:
        chunk = stream.read(HEADER_BYTES)  # the header was found within them
        codec = encoding_of(chunk, dialect.encoding)
        decoder = codecs.getincrementaldecoder(codec)("strict")
        line, skip = 1, dialect.skip
        while True:
            more = stream.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not more)
            except UnicodeDecodeError as error:
                raise not_decoded(error, codec, line + error.object[: error.start].count(b"\n")) from None
            _refuse_null(text, line)
            line += text.count("\n") or text.count("\r")
            if skip:
                text, skip = "".join(_LINE.findall(text)[skip:]), 0
            target.write(text.encode("utf-8", "surrogatepass"))
            if not more:
                return
            chunk = more


class Utf8:
    """Looks at bytes piece by piece: whether they are UTF-8 and hold no NUL."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")

    def feed(self, chunk: bytes) -> bool:
        """Takes the next piece; says whether all is well so far."""
        if b"\0" in chunk:
            return False
        if chunk.isascii() and not self._decoder.getstate()[0]:
            return True
        try:
            self._decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
        return True


def count_slowly(path: Path, dialect: Dialect, *, columns: int) -> int:
    """Counts records as the standard library's reader sees them, the header's included."""
    return sum(1 for _, row in _records(path, dialect) if row or columns == 1)


def misfits(path: Path, dialect: Dialect, *, columns: int, records_before_data: int, lines_before: int, strict: bool) -> list[tuple[int, int]]:
    """Finds the records whose number of fields is not that of the header.

    Args:
        path: the file, in UTF-8.
        dialect: how it is written.
        columns: number of fields of the header.
        records_before_data: records up to the data.
        lines_before: lines that were cut off before the file's first.
        strict: look at quotation marks as well.

    Returns:
        (line where the record ends, number of fields), at most `SHOWN_LINES`.

    Raises:
        UnreadableFile: naming the record whose quotation marks do not fit together, where that comes first.
    """
    data = itertools.islice(_records(path, dialect, strict=strict, lines_before=lines_before), records_before_data, None)
    wrong = ((line, len(row)) for line, row in data if row and len(row) != columns)
    return list(itertools.islice(wrong, SHOWN_LINES))


def check_quotes(path: Path, dialect: Dialect, *, lines_before: int) -> None:
    """Reads to the end.

    Raises:
        UnreadableFile: naming the first record whose quotation marks do not fit together.
    """
    for _ in _records(path, dialect, strict=True, lines_before=lines_before):
        pass


def odd_line(path: Path, dialect: Dialect, *, lines_before: int) -> UnreadableFile | None:
    """Finds the first record that is too long or ends otherwise than the first one does; line ends in quotes are text."""
    inside, usual, size = False, "", 0
    with _text(path, dialect) as text:
        for number, line in enumerate(text, 1 + lines_before):
            size += len(line.encode())
            if size > LONGEST_RECORD:
                return UnreadableFile(message(N_("the record in line {line} is longer than {n} bytes"), line=number, n=LONGEST_RECORD), message(
                    N_("look for a quotation mark that is opened and not closed, or take the long texts out")), number)
            inside ^= bool(dialect.quote) and line.count(dialect.quote) % 2 == 1
            if inside:
                continue
            size, end = 0, line[len(line.rstrip("\r\n")) :]
            usual = usual or end
            if end not in ("", usual):
                return UnreadableFile(message(N_("line {line} ends otherwise than the lines above it"), line=number), message(
                    N_("the file has line ends of two kinds; save it again, for example as CSV in UTF-8")), number)
    return None


def _records(path: Path, dialect: Dialect, *, strict: bool = False, lines_before: int = 0) -> Iterator[tuple[int, list[str]]]:
    usual = csv.field_size_limit(1 << 26)  # of the whole process
    with _text(path, dialect) as text:
        reader = csv.reader(text, delimiter=dialect.delimiter, quotechar=dialect.quote or None,
                            quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE, strict=strict)
        line = 1 + lines_before
        try:
            for row in reader:
                yield reader.line_num + lines_before, row
                line = reader.line_num + lines_before + 1
        except csv.Error as error:
            raise UnreadableFile(message(N_("in the record that begins in line {line} a quotation mark is not closed, or text follows where it closes"), line=line),
                                 message(N_("write a quotation mark within quotes twice; where the file quotes nothing, declare quote: {form}"), form='""'),
                                 line) from error
        finally:
            csv.field_size_limit(usual)


def _text(path: Path, dialect: Dialect) -> io.TextIOWrapper:
    """Opens a file as text, its line ends as they are."""
    with open_bytes(path) as stream:
        codec = encoding_of(stream.read(4), dialect.encoding)
    return io.TextIOWrapper(open_bytes(path), codec, "replace", newline="")
