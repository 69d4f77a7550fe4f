"""What a canvas is: columns and rows with names, the same on paper, in a fillable PDF and in a CSV sheet.

In this room: the records and the one naming of fields. Not here: the nine canvases themselves (`definitions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cxgov.handouts import fields

Kind = Literal[
    "text", "day", "period", "number", "choice", "flag", "person", "function", "channel", "touchpoint", "kpi", "goal", "initiative", "practice",
    "stage", "subject"]
Scope = Literal["row", "block", "sheet"]

SEPARATOR = "; "
"""Between several entries of one cell; names may hold commas."""
HEAD = ("group", "day")
"""Fields at the head of every sheet, ``<piece>:head:group`` and ``<piece>:head:day``: who wrote it, and when; no record holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One thing a canvas asks for. Every cell is text.

    Attributes:
        key: its name in fields and CSV sheets.
        label: what it is called on the sheet, a msgid.
        hint: what to write there, a msgid; empty where the label says it.
        kind: how the text is read: ``text`` as it is; ``day`` YYYY-MM-DD or as the language writes days; ``period`` 2027-Q1; ``number`` in the
            language's or plain notation; ``choice`` one of ``choices``, by code or by label in either language; ``flag`` any mark, x or yes;
            ``stage`` a stage of the framework's cycle, S1, which blank sheets already name, so that it alone fills no row; ``subject`` the
            name or id of an indicator, touchpoint, journey problem, practice or initiative; the others the name or id of such a record.
        many: several may stand there, with semicolons between them.
        choices: code -> label (a msgid), in their order.
        scope: ``row`` stands in every row. ``block`` stands once for the rows of a block and ``sheet`` once for those of a sheet: only their
            first row has it, and in a CSV sheet an empty cell says "as above".
        required: a row cannot be taken over without it.
        field: record and field of the model it stands for, such as ``Expectation.text``; empty where nothing holds it and it only serves the
            talk.
    """

    key: str
    label: str
    hint: str = ""
    kind: Kind = "text"
    many: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    scope: Scope = "row"
    required: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """A canvas.

    Attributes:
        name: the piece's name; its fields begin with it.
        number: C1 to C9.
        title: its heading, a msgid.
        purpose: what a group has in hand when it is filled in, a msgid.
        steps: how to fill it in, in order, msgids.
        output: id of the framework's gate output it helps to make, which tells the stage it belongs to; empty for the whole cycle.
        columns: what a row holds.
        rows: rows of one sheet, on A3 and A4 alike; 1 makes it a card.
        block: rows that share the columns of scope ``block``.
    """

    name: str
    number: str
    title: str
    purpose: str
    steps: tuple[str, ...]
    output: str
    columns: tuple[Column, ...]
    rows: int = 1
    block: int = 0

    def column(self, key: str) -> Column:
        """Returns a column.

        Raises:
            KeyError: if there is none of this key.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def has(self, row: int, column: Column) -> bool:
        """Tells whether a row, counted from 1 through all sheets, has a cell of its own for the column."""
        place = (row - 1) % self.rows
        return place % {"row": 1, "block": self.block or self.rows, "sheet": self.rows}[column.scope] == 0


def field_name(canvas: Canvas, row: int | str, key: str) -> str:
    """Name of a field of the fillable PDF.

    Args:
        canvas: the canvas.
        row: counted from 1 through all sheets of the piece; ``head`` for `HEAD`.
        key: the column's key.
    """
    return fields.field_name(canvas.name, row, key)


def cells(canvas: Canvas, sheets: int = 1) -> Iterator[tuple[int, Column]]:
    """Yields every cell of so many sheets: its row, counted from 1 through all of them, and its column."""
    for row in range(1, canvas.rows * sheets + 1):
        for column in canvas.columns:
            if canvas.has(row, column):
                yield row, column


def field_names(canvas: Canvas, sheets: int = 1) -> tuple[str, ...]:
    """Names of all fields of a piece of so many sheets. The head's fields stand once, on the first sheet."""
    return (*(field_name(canvas, "head", key) for key in HEAD), *(field_name(canvas, row, column.key) for row, column in cells(canvas, sheets)))


def csv_header(canvas: Canvas) -> tuple[str, ...]:
    """Heading row of the CSV sheet of a canvas: the keys of its columns. One row of the sheet is one row of the canvas."""
    return tuple(column.key for column in canvas.columns)
