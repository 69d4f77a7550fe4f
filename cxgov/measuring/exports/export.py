"""What is known of a table once the tool that wrote it is recognised.

In this room: the record and how header cells are compared. Not here: any tool (one module each) and their order (the package).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cxgov.measuring.files.headers import Names, clean

STAMP = re.compile(r"'?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})[T ,]+\d{1,2}[:.]\d{2}.*")
"""A date with a time of day, in whatever order; which order is found out elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """How a survey tool wrote a table.

    Attributes:
        tool: id of the tool, the module's name: ``qualtrics``; ``plain`` for a table of no known tool.
        name: the tool's name.
        header_rows: rows of the header.
        names: which of them names the columns.
        columns: the names, by `cxgov.measuring.files.headers.column_names`.
        questions: what each column asks, in the words respondents saw; as many as columns.
        date: column that says when an answer was given.
        recorded: time zone of the clock in that column, where the tool fixes it.
        respondent: column that identifies the respondent, or at least the response.
        metadata: columns that the tool adds and that are never questions.
        no_answer: codes the tool writes for a question that was shown and not answered.
        not_applicable: codes it writes for a question that was not shown.
        no_responses: rows that are no customer's finished response: column -> values (tests, previews, unfinished ones).
    """

    tool: str
    name: str
    header_rows: int
    names: Names
    columns: tuple[str, ...]
    questions: tuple[str, ...]
    date: str | None = None
    recorded: str | None = None
    respondent: str | None = None
    metadata: frozenset[str] = frozenset()
    no_answer: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    no_responses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def folded(row: Iterable[str]) -> list[str]:
    """Header cells as they are compared: cleaned, without regard to case."""
    return [clean(cell).casefold() for cell in row]


def first_of(columns: Sequence[str], wanted: Iterable[str]) -> str | None:
    """Returns the first of the wanted columns that is there, compared without regard to case; ``None`` for none."""
    by_name = {name.casefold(): name for name in reversed(columns)}
    return next((by_name[name.casefold()] for name in wanted if name.casefold() in by_name), None)


def among(columns: Sequence[str], wanted: Iterable[str]) -> frozenset[str]:
    """Returns those of the columns that are wanted, compared without regard to case and to the number of a repeated name."""
    known = {name.casefold() for name in wanted}
    return frozenset(name for name in columns if name.casefold() in known or re.sub(r"#\d+$", "", name).casefold() in known)


def is_stamp(cell: str) -> bool:
    """Whether a cell holds a date with a time of day."""
    return STAMP.fullmatch(cell.strip()) is not None
