"""What of a question a source can answer: cells whose columns are not there are left out and named; the rest is asked.

In this room: the rule every engine follows about columns and about how numbers come back. Not here: finding out which
columns there are (the engines) and saying so to the user (`cxgov.measuring.faults`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from cxgov.language import N_, message
from cxgov.measuring.engines import Missing
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.query import Count, Query

_SCIENTIFIC = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")


def askable(query: Query, missing: Sequence[Missing]) -> tuple[Query, list[int]]:
    """Leaves out the cells whose columns are missing.

    Args:
        query: what is asked.
        missing: columns that are not there, with the file that lacks them.

    Returns:
        What can be asked, and for each of its cells the index in ``query``.

    Raises:
        UnreadableFile: if a column is missing that every cell needs: date, weight, respondent or a dimension.
    """
    gone = {item.column for item in missing}
    needed = [name for name in (query.date, query.weight, query.respondent, *query.dimensions) if name in gone]
    if needed:
        lacking = [item for item in missing if item.column == needed[0]]
        names = ", ".join(repr(name) for item in lacking for name in item.nearest) or "–"
        raise UnreadableFile(message(N_("the column '{column}' is missing"), column=needed[0]), message(N_("nearest: {names}"), names=names),
                             file=lacking[0].file)
    kept = [i for i, cell in enumerate(query.cells) if not gone & {c for part in cell for c in (query.parts[part].column, query.parts[part].until)}]
    used = sorted({part for i in kept for part in query.cells[i]})
    place = {part: i for i, part in enumerate(used)}
    asked = replace(query, parts=tuple(query.parts[part] for part in used), cells=tuple(tuple(place[part] for part in query.cells[i]) for i in kept))
    return asked, kept


def renumbered(counts: Iterable[Count], kept: Sequence[int]) -> list[Count]:
    """Counts of what was asked, under the cells' numbers in the first question."""
    return [count if count.cell is None or kept[count.cell] == count.cell else replace(count, cell=kept[count.cell]) for count in counts]


def plain(text: str, mark: str = ".") -> str:
    """A number of a typed column in one form, however an engine prints it: ``1e-05`` and ``1.0E-5`` are ``0.00001``, ``8.0`` is ``8``.

    Args:
        text: the number.
        mark: decimal mark of the source, which is that of all its answers.
    """
    if _SCIENTIFIC.fullmatch(text):
        text = format(Decimal(text), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.lower().replace(".", mark)  # NaN and Infinity have other capitals in each engine


def with_plain_numbers(counts: Iterable[Count], query: Query, numbers: frozenset[str]) -> list[Count]:
    """Writes answers that come from columns of numbers as a text column would hold them.

    Args:
        counts: as they were read.
        query: what was asked.
        numbers: columns that hold numbers.
    """
    dimensions = [name in numbers for name in query.dimensions]
    cells = [[flag for part in cell for flag in _flags(query, part, numbers)] for cell in query.cells]
    if not any(dimensions) and not any(map(any, cells)):
        return list(counts)
    return [_with_plain_numbers(count, dimensions, cells, query.decimal) for count in counts]


def _flags(query: Query, index: int, numbers: frozenset[str]) -> tuple[bool, ...]:
    part = query.parts[index]
    return (part.column in numbers,) if part.kind == "text" else (False, False)


def _with_plain_numbers(count: Count, dimensions: Sequence[bool], cells: Sequence[Sequence[bool]], mark: str) -> Count:
    if count.cell is None:
        return count
    value = count.value if count.value is None or count.dimension is None or not dimensions[count.dimension] else plain(count.value)
    answers = tuple(plain(answer, mark) if flag and answer is not None else answer for answer, flag in zip(count.answers, cells[count.cell], strict=True))
    return count if (value, answers) == (count.value, count.answers) else replace(count, value=value, answers=answers)
