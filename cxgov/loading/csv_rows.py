"""Rows of a CSV text with the place of every cell, which the standard library's reader does not tell.

A cell that starts with a quotation mark ends at the next single one and may hold delimiters, line ends and doubled quotation
marks (RFC 4180); anywhere else a quotation mark is an ordinary character. LF, CRLF and CR end a row. Not here: what the
columns mean (`logs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

QUOTE = '"'
LINE_ENDS = "\r\n"
_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        start: offset of its first character.
        cells: its cells as they are meant, quotation marks taken away.
        starts: offset of each cell; ``None`` where they follow from the lengths of the cells.
        fault: what is wrong with its quotation marks and where; nothing behind it was read.
    """

    start: int
    cells: list[str]
    starts: list[int] | None = None
    fault: tuple[Literal["open", "stray"], int] | None = None

    def place(self, number: int) -> int:
        """Returns the offset of a cell by its number, 0-based."""
        if self.starts is not None:
            return self.starts[number]
        return self.start + sum(len(cell) + 1 for cell in self.cells[:number])


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """Yields the rows of a text up to a fault in its quotation marks; lines with nothing in them are left out.

    Args:
        text: the whole text, without a byte order mark.
        delimiter: one character, neither a quotation mark nor a line end.
    """
    plain = re.compile(f"[^{re.escape(delimiter)}{LINE_ENDS}]*")
    position = 0
    while position < len(text):
        end = _BREAK.search(text, position)
        line = text[position : end.start() if end else len(text)]
        if QUOTE in line:
            row, position = _with_quotes(text, position, delimiter, plain)
        else:
            row, position = Row(position, line.split(delimiter)), end.end() if end else len(text)
        if row.fault or any(cell.strip() for cell in row.cells):
            yield row
        if row.fault:
            return


def _with_quotes(text: str, start: int, delimiter: str, plain: re.Pattern[str]) -> tuple[Row, int]:
    """Reads the row that begins at ``start``, which may run over several lines.

    Returns:
        The row, and where the next one begins.
    """
    cells: list[str] = []
    starts: list[int] = []
    position = start
    while True:
        starts.append(position)
        quoted = text.startswith(QUOTE, position)
        found = (_QUOTED if quoted else plain).match(text, position)
        if found is None:
            return Row(start, [*cells, ""], starts, ("open", position)), len(text)
        cells.append(found[1].replace('""', QUOTE) if quoted else found[0])
        position = found.end()
        if text.startswith(delimiter, position):
            position += 1
            continue
        end = _BREAK.match(text, position)
        if end is None and position < len(text):
            return Row(start, cells, starts, ("stray", position)), len(text)
        return Row(start, cells, starts), end.end() if end else len(text)
