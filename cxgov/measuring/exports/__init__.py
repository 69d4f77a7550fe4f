"""Survey tools' exports, recognised by what they hold and never by a file's name: one module a tool, and their order.

In this room: which tool wrote a table, and what follows for its header, its dates and the columns that are no questions.
Not here: how the file is written (`cxgov.measuring.inspecting`) and the answers. Only `cxgov source inspect` asks; what
it finds is written into the source, and measuring believes the source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cxgov.measuring.exports import (
    delighted,
    formbricks,
    google_forms,
    limesurvey,
    microsoft_forms,
    plain,
    qualtrics,
    surveymonkey,
    typeform,
)
from cxgov.measuring.exports.export import Export

__all__ = ["LOOKED_AT", "RECOGNISERS", "Export", "recognise"]

LOOKED_AT = 60
"""Records from the top that the recognisers are given."""

# The surest signature first. Google Forms and Delighted, whose headers say least, come last.
RECOGNISERS: Mapping[str, Callable[[Sequence[Sequence[str]]], Export | None]] = {
    "qualtrics": qualtrics.recognise,
    "formbricks": formbricks.recognise,
    "typeform": typeform.recognise,
    "microsoft_forms": microsoft_forms.recognise,
    "limesurvey": limesurvey.recognise,
    "surveymonkey": surveymonkey.recognise,
    "google_forms": google_forms.recognise,
    "delighted": delighted.recognise,
}


def recognise(records: Sequence[Sequence[str]]) -> Export:
    """Says which tool wrote a table.

    Args:
        records: its first records as text, header first; at least one, at most `LOOKED_AT` are of use.

    Returns:
        What follows from the tool; of a table of no known tool, that its header is one row.
    """
    for known in RECOGNISERS.values():
        found = known(records)
        if found is not None:
            return found
    return plain.recognise(records)
