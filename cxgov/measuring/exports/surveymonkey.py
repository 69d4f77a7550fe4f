"""SurveyMonkey CSV and XLSX: two header rows, the question above and its choices below.

A question with several columns stands over the first and leaves the cells to its right empty; under a single answer stands
``Response``, under a free one ``Open-Ended Response``.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxgov.measuring.exports.export import Export, among, first_of, folded
from cxgov.measuring.files.headers import BETWEEN_PARTS, clean, column_names

_METADATA = ("Respondent ID", "RespondentID", "Collector ID", "CollectorID", "Start Date", "StartDate", "End Date", "EndDate", "Date Created", "Date Modified",
             "IP Address", "Email Address", "First Name", "Last Name", "LastName", "FirstName", "Custom Data 1", "Custom Data")
_RESPONSE = frozenset(("response", "open-ended response", "odpowiedź", "odpowiedź otwarta", "antwort", "antwort auf offene frage"))


def recognise(records: Sequence[Sequence[str]]) -> Export | None:
    """Recognises the export by its first column and the second row."""
    if len(records) < 2 or not records[0]:
        return None
    above, below = folded(records[0]), folded(records[1])
    first = above[0] in {"respondent id", "respondentid"}
    responses = sum(cell in _RESPONSE for cell in below)
    if below[:1] != [""] or not (first or (responses >= 2 and "" in above)) or len(above) < 2:
        return None
    columns = column_names([list(row) for row in records[:2]], "joined")
    metadata = among(columns, _METADATA)
    questions = [_question(name, clean(cell)) for name, cell in zip(columns, [*records[1], *[""] * len(columns)], strict=False)]
    return Export(
        tool="surveymonkey", name="SurveyMonkey", header_rows=2, names="joined", columns=tuple(columns), questions=tuple(questions),
        date=first_of(columns, ("End Date", "EndDate", "Date Modified", "Date Created", "Start Date", "StartDate")),
        respondent=first_of(columns, ("Respondent ID", "RespondentID")), metadata=metadata)


def _question(name: str, below: str) -> str:
    """A single answer's question without the word that stands under it."""
    return name.removesuffix(BETWEEN_PARTS + below) if below.casefold() in _RESPONSE else name
