"""What groups filled in, before anybody says what it means: rows of cells, each with its place.

In this room: the records that a CSV sheet and the fields of a PDF both become. Not here: reading either (`csv_sheets`, `pdf_sheets`), and
what a cell means (`values`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cxgov.loading.decoding import FORBIDDEN
from cxgov.problems import Location

LONGEST_CELL = 4_000
_QUOTED_FORMULA = re.compile(r"'(?=[=+\-@\t\r])")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Attributes:
        text: what stands there, without white space around it.
        place: where.
        column: key of its column.
        label: what the column is called on the canvas, a msgid; empty where it is no column of one.
        name: what a spreadsheet calls the cell, such as ``I3``; empty where it stands in none.
    """

    text: str
    place: Location
    column: str
    label: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet.

    Attributes:
        place: where it begins.
        cells: key of the column -> its cell; cells that are empty are there, too.
        own: keys of the columns that the row itself filled in, and not a row above.
    """

    place: Location
    cells: Mapping[str, Cell]
    own: frozenset[str]

    def cell(self, key: str) -> Cell:
        """Returns a cell; an empty one where the sheet has no such column."""
        return self.cells.get(key) or Cell("", self.place, key)

    def text(self, key: str) -> str:
        """Returns the text of a cell."""
        return self.cell(key).text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet that was recognised.

    Attributes:
        kind: name of the canvas, or ``tally``.
        file: the file's name in messages.
        rows: its rows with something in them, in order.
        raters: of a tally: key of the column -> name above it.
        period: of a tally: the period written on it.
    """

    kind: str
    file: str
    rows: tuple[Row, ...]
    raters: Mapping[str, Cell] = field(default_factory=dict)
    period: Cell | None = None

    @property
    def filled(self) -> bool:
        """Whether anything is written on it; the practices of a tally are printed there."""
        return any(row.own - {"practice"} for row in self.rows)


def plain(text: str) -> str:
    """Cleans the text of a cell: white space, characters that no file may hold, and the quote that keeps a formula from being one.

    A cell is text and nothing else; what looks like a formula or like HTML stays as it was written.
    """
    cleaned = FORBIDDEN.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    return _QUOTED_FORMULA.sub("", cleaned, count=1) if cleaned.startswith("'") else cleaned


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell: ``I3``.

    Args:
        row: its row, 1-based.
        column: its column, 0-based.
    """
    letters, column = "", column + 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row}"


def one_line(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split())
