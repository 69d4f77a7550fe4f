"""The second pair of eyes: fingerprint and number of records of a file, found without the engine that counts its answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cxgov.language import N_, counted, message
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.records import RecordCounter
from cxgov.measuring.files.sources import Stamp, fingerprint
from cxgov.measuring.files.text import (
    SHOWN_LINES,
    Dialect,
    Header,
    Utf8,
    check_quotes,
    copy_as_utf8,
    count_slowly,
    misfits,
    odd_line,
    open_bytes,
)

_CHUNK = 1 << 20


class Check:
    """Fingerprint and independent number of records of one file.

    Args:
        path: the client's file, whose bytes are fingerprinted.
        records: says how many records it holds, by a way of its own.

    Attributes:
        fingerprint: SHA-256 of the file.
        records: number of records.
        rejects: rows that break the rules may have been left out by the engine.
    """

    rejects = False

    def __init__(self, path: Path, records: Callable[[], int]) -> None:
        self._path, self._count = path, records
        self._stamp = Stamp.of(path)
        self.fingerprint, self.records = "", 0

    def run(self) -> None:
        """Does both.

        Raises:
            UnreadableFile: if the file changed since it was opened.
        """
        try:
            self.fingerprint = fingerprint(self._path)
            self.records = self._count()
            same = Stamp.of(self._path) == self._stamp
        except OSError:  # it was there when it was opened
            same = False
        if not same:
            raise UnreadableFile(message(N_("the file changed while it was read")), message(N_("run the command again when nothing writes to it")))

    def exactly(self) -> int:
        """Counts again, slower and beyond doubt."""
        return self.records

    def explain(self) -> UnreadableFile | None:
        """Why an engine may have stumbled over the file; ``None`` where nothing is found."""
        return None

    def misfits(self) -> list[tuple[int, int]]:
        """The first rows that break the rules: (line, number of fields)."""
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A delimited text file as it was opened.

    Attributes:
        path: the client's file.
        readable: the same in UTF-8, for the engine; often the file itself.
        declared: the dialect of the source.
        dialect: the dialect of ``readable``.
        header: its header.
        columns: number of columns.
    """

    path: Path
    readable: Path
    declared: Dialect
    dialect: Dialect
    header: Header
    columns: int

    @property
    def lines_before(self) -> int:
        """Lines that were cut off before the first of ``readable``."""
        return self.declared.skip - self.dialect.skip


class TextCheck(Check):
    """Counts the records of a delimited text file, and finds what is wrong with it."""

    def __init__(self, file: TextFile, *, rejects: bool) -> None:
        super().__init__(file.path, self._fast)
        self._file, self.rejects = file, rejects

    def _fast(self) -> int:
        file = self._file
        counter, sound = RecordCounter(file.dialect.quote, blank_counts=file.columns == 1), Utf8()
        with open_bytes(file.readable) as stream:
            while chunk := stream.read(_CHUNK):
                if not sound.feed(chunk):
                    copy_as_utf8(file.path, file.declared, _Nowhere())  # names the line
                counter.feed(chunk)
        return counter.end() - file.header.filled_before_data

    def exactly(self) -> int:
        """Counts as the standard library's reader sees records."""
        file = self._file
        self.records = count_slowly(file.readable, file.dialect, columns=file.columns) - file.header.filled_before_data
        return self.records

    def explain(self) -> UnreadableFile | None:
        """Finds the byte that is not of the encoding, else the lines whose fields do not fit the header."""
        file = self._file
        try:
            copy_as_utf8(file.path, file.declared, _Nowhere())  # finds the byte that is not of the encoding
            wrong = [] if self.rejects else self._misfits(strict=True)
            if self.rejects:
                check_quotes(file.readable, file.dialect, lines_before=file.lines_before)
        except UnreadableFile as refused:
            return refused
        if not wrong:
            return odd_line(file.readable, file.dialect, lines_before=file.lines_before)
        lines = ", ".join(str(line) for line, _ in wrong) + (" …" if len(wrong) == SHOWN_LINES else "")
        return UnreadableFile(counted(len(wrong), N_("line {lines} has another number of fields ({found}) than the header ({expected})"), N_(
            "lines {lines} have another number of fields ({found}) than the header ({expected})"), lines=lines,
            found=", ".join(map(str, sorted({fields for _, fields in wrong}))), expected=file.columns), message(
            N_("repair the lines, or write 'malformed: reject' in the source: such rows are then left out and counted")), wrong[0][0])

    def misfits(self) -> list[tuple[int, int]]:
        """The first rows whose number of fields is not the header's."""
        return self._misfits(strict=False)

    def _misfits(self, *, strict: bool) -> list[tuple[int, int]]:
        file = self._file
        return misfits(file.readable, file.dialect, columns=file.columns, records_before_data=file.header.records_before_data,
                       lines_before=file.lines_before, strict=strict)


class _Nowhere:
    """A file that forgets what is written to it."""

    def write(self, data: bytes, /) -> int:
        """Takes the bytes."""
        return len(data)

