"""What the columns of a table are called: the one rule by which header cells become names, for every format and engine.

In this room: cleaning, joining and numbering of header cells, and finding a column by the name a user wrote. Not here: how
many rows a header has (the source says it; `cxgov.measuring.exports` proposes it).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Literal

Names = Literal["first", "last", "joined"]

BETWEEN_PARTS = " | "
"""Stands between the parts of a name that several header rows make up."""

_LINE_ENDS = re.compile(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]+[ \t]*")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Zero-width characters, marks of text direction, a BOM, control characters: nobody sees them, and a definition file may not hold them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """Writes a header cell as a name.

    Line ends inside become one space, no-break and other wide blanks a plain one, invisible characters are left out, blanks
    around the text are cut, and letters are composed (NFC), as they are in definition files.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _BLANKS.sub(" ", _UNSEEN.sub("", _LINE_ENDS.sub(" ", text)))
    return unicodedata.normalize("NFC", text).replace("\t", " ").strip()


def column_names(rows: list[list[str]], names: Names) -> list[str]:
    """Names the columns of a table.

    Args:
        rows: the header rows, top to bottom; a short one is taken as filled up with empty cells.
        names: which row names the columns, or ``joined``: the parts of a column from top to bottom with `BETWEEN_PARTS`
            between them, empty and repeated ones left out, where a part is carried on over empty cells to its right in
            all rows but the last.

    Returns:
        One name a column, all different: a name that occurs once keeps its plain form, one that occurs more often becomes
        ``Name#1``, ``Name#2`` in order, and an empty header ``column 3`` (1-based).
    """
    width = max((len(row) for row in rows), default=0)
    cleaned = [[clean(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    if not cleaned:
        return []
    plain = _joined(cleaned) if names == "joined" else cleaned[0 if names == "first" else -1]
    return _numbered([name or f"column {i}" for i, name in enumerate(plain, 1)])


def _joined(rows: list[list[str]]) -> list[str]:
    carried = [_carried(row) for row in rows[:-1]]
    return [BETWEEN_PARTS.join(dict.fromkeys(part for part in parts if part)) for parts in zip(*carried, rows[-1], strict=True)]


def _carried(row: Sequence[str]) -> list[str]:
    last, carried = "", []
    for cell in row:
        last = cell or last
        carried.append(last)
    return carried


def _numbered(plain: list[str]) -> list[str]:
    often = Counter(plain)
    taken = {name for name, n in often.items() if n == 1}
    numbers: Counter[str] = Counter()
    found = []
    for name in plain:
        made = name
        # A file may have a column that is called `Name#1` itself: its name is not given twice.
        while often[name] > 1 and (made == name or made in taken):
            numbers[name] += 1
            made = f"{name}#{numbers[name]}"
        taken.add(made)
        found.append(made)
    return found


def find_column(names: Sequence[str], wanted: str) -> int | None:
    """Returns the index of the column a user named, compared as cleaned names are; ``None`` where there is none."""
    wanted = clean(wanted)
    return next((i for i, name in enumerate(names) if name == wanted), None)


def nearest(names: Sequence[str], wanted: str, n: int = 3) -> list[str]:
    """Returns up to ``n`` columns whose names are like the one a user wrote, the likeliest first.

    A code that is part of a name counts: ``Q3`` finds ``Q3. How easy was it?``, ``NPS`` finds ``NPS#1``.
    """
    folded = clean(wanted).casefold()
    parts = [name for name in names if folded and (folded in name.casefold() or (len(name) > 2 and name.casefold() in folded))]
    by_name = {name.casefold(): name for name in reversed(names)}
    alike = [by_name[name] for name in difflib.get_close_matches(folded, list(by_name), n=n, cutoff=0.6)]
    return list(dict.fromkeys([*parts, *alike]))[:n]
