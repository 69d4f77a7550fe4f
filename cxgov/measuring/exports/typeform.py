"""Typeform CSV: ``#``, the questions, and at the end when a response was started and submitted, in UTC.

Newer exports add ``Response Type``, ``Stage Date (UTC)``, ``Tags`` and ``Ending``. Older ones write a question with several
choices as one column a choice, headed by the choice alone, so that ``Other`` occurs again and again.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxgov.measuring.exports.export import Export, among, first_of, folded
from cxgov.measuring.files.headers import column_names

_METADATA = ("#", "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags", "Ending")


def recognise(records: Sequence[Sequence[str]]) -> Export | None:
    """Recognises the export by its first column and the date of submission."""
    header = folded(records[0])
    if header[:1] != ["#"] or not {"submit date (utc)", "start date (utc)"} & set(header):
        return None
    columns = column_names([list(records[0])], "first")
    kind = first_of(columns, ("Response Type",))
    return Export(
        tool="typeform", name="Typeform", header_rows=1, names="first", columns=tuple(columns), questions=tuple(columns),
        date=first_of(columns, ("Submit Date (UTC)", "Start Date (UTC)")), recorded="UTC", respondent=columns[0], metadata=among(columns, _METADATA),
        no_responses={kind: ("partial", "started")} if kind else {})
