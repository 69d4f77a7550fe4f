"""A table of no known tool: one header row, and nothing is known of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from cxgov.language import N_
from cxgov.measuring.exports.export import Export
from cxgov.measuring.files.headers import column_names


def recognise(records: Sequence[Sequence[str]]) -> Export:
    """Takes the first record as the header."""
    columns = tuple(column_names([list(row) for row in records[:1]], "first"))
    return Export(tool="plain", name=N_("a plain table"), header_rows=1, names="first", columns=columns, questions=columns)
