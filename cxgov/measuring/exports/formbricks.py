"""Formbricks CSV and XLSX: number, response id, timestamp, then numbered questions and hidden fields.

Questions with choices have a twin, ``… - Option ID``, with the ids of what was chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxgov.measuring.exports.export import Export, among, first_of, folded
from cxgov.measuring.files.headers import column_names

_METADATA = ("No.", "Response ID", "Timestamp", "Finished", "Quotas", "Survey ID", "Formbricks ID (internal)", "User ID", "Notes", "Tags", "url", "source", "action",
             "userAgent - os", "userAgent - device", "userAgent - browser", "Variables", "Verified Email", "Person ID", "Contact ID")
_TWIN = " - option id"
_NUMBERED = re.compile(r"\d{1,3}\. +(?=\S)")


def recognise(records: Sequence[Sequence[str]]) -> Export | None:
    """Recognises the export by its first columns."""
    header = folded(records[0])
    if header[:2] != ["no.", "response id"] or not {"survey id", "formbricks id (internal)", "finished"} & set(header):
        return None
    columns = column_names([list(records[0])], "first")
    finished = first_of(columns, ("Finished",))
    return Export(
        tool="formbricks", name="Formbricks", header_rows=1, names="first", columns=tuple(columns),
        questions=tuple(_NUMBERED.sub("", name, count=1) for name in columns), date=first_of(columns, ("Timestamp",)),
        respondent=first_of(columns, ("Response ID",)),
        metadata=among(columns, _METADATA) | {name for name in columns if name.casefold().endswith(_TWIN)},
        no_responses={finished: ("No", "False", "false")} if finished else {})
