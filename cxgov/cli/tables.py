"""Aligned columns for the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = (), indent: str = "", gap: str = "  ") -> list[str]:
    """Lays rows out in columns.

    Args:
        rows: cells; shorter rows are filled up.
        right: indices of columns aligned to the right.
        indent: put before each line.
        gap: put between columns.
    """
    columns = max((len(row) for row in rows), default=0)
    widths = [max((width(row[i]) for row in rows if i < len(row)), default=0) for i in range(columns)]
    lines = []
    for row in rows:
        cells = [f"{' ' * (widths[i] - width(c))}{c}" if i in right else f"{c}{' ' * (widths[i] - width(c))}" for i, c in enumerate(row)]
        lines.append((indent + gap.join(cells)).rstrip())
    return lines
