"""Delighted and tools like it: one score a row with its comment and when it was given.

The headings are those of Delighted's interface for programs (``score``, ``comment``, ``created_at``, ``permalink``); of its
CSV no public example was found, so a score, a comment and a date in words of that kind are asked for, and the scores must be
numbers from 0 to 10.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxgov.measuring.exports.export import Export, among, first_of
from cxgov.measuring.files.headers import clean, column_names

_SCORE = ("score", "nps score", "nps", "rating")
_COMMENT = ("comment", "comments", "feedback", "verbatim", "komentarz")
_DATE = ("created_at", "created at", "response date", "responded at", "response time", "response created at", "survey response date", "date created")
_METADATA = ("id", "response id", "response_id", "permalink", "survey_type", "survey type", "updated_at", "updated at", "person", "person id", "person_id", "email", "name",
             "notes", "tags", "last_sent_at", "last sent at", "sent at", "survey sent at", "phone number", "phone_number", "comment source", "delivery method")
_MARKS = frozenset(("permalink", "survey_type", "survey type", "person id", "person_id", "response id", "response_id", "tags", "email", "id"))
_SCORE_VALUE = re.compile(r"(?:10|\d)(?:\.0)?")


def recognise(records: Sequence[Sequence[str]]) -> Export | None:
    """Recognises the list by a score from 0 to 10, a comment, a date and one more column that such tools write."""
    columns = column_names([[clean(cell) for cell in records[0]]], "first")
    score, comment, date = first_of(columns, _SCORE), first_of(columns, _COMMENT), first_of(columns, _DATE)
    if score is None or comment is None or date is None or not _MARKS & {name.casefold() for name in columns}:
        return None
    place = columns.index(score)
    scores = [row[place].strip() for row in records[1:] if place < len(row) and row[place].strip()]
    if not scores or not all(map(_SCORE_VALUE.fullmatch, scores)):
        return None
    return Export(
        tool="delighted", name="Delighted", header_rows=1, names="first", columns=tuple(columns), questions=tuple(columns), date=date,
        respondent=first_of(columns, ("person_id", "person id", "email", "id", "response_id", "response id")),
        metadata=among(columns, (*_METADATA, *_DATE)))
