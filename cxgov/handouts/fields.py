"""Names of the fields of fillable pieces: what a form and whoever reads it back have in common."""

from __future__ import annotations

SEPARATOR = ":"
"""A full stop would part the name into a tree of fields, as PDF has it."""


def field_name(piece: str, row: int | str, column: str) -> str:
    """Name of a field: ``canvas-expectations:3:text``.

    Args:
        piece: the piece.
        row: counted from 1 through all sheets of the piece, or a word (``head``, the id of a practice).
        column: the column's key; without a colon, as the other two.
    """
    return SEPARATOR.join((piece, str(row), column))
