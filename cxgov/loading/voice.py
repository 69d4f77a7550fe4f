"""What must hold within a record of feedback or a complaint: nothing is answered before it came in.

Not here: what governance asks of the order (a loop closed before the customer was contacted is CXG-047).
"""

from __future__ import annotations

from typing import Any

from cxgov.language import N_, message
from cxgov.model import Workspace
from cxgov.problems import Problem, Severity

_ITEM = {"contacted": N_("'{id}' was answered before it came in"), "closed": N_("'{id}' was closed before it came in")}
_COMPLAINT = {"answered": N_("'{id}' was answered before it came in"), "deadline": N_("the deadline of '{id}' is before it came in")}


def of_voice(workspace: Workspace) -> list[Problem]:
    """Checks the days of every item of feedback and every complaint (CX062)."""
    groups: tuple[tuple[tuple[Any, ...], dict[str, str]], ...] = ((workspace.feedback, _ITEM), (workspace.complaints, _COMPLAINT))
    return [
        Problem("CX062", Severity.ERROR, workspace.places.of(record, key), message(text, id=record.id),
                message(N_("correct one of the two dates")), record.id)
        for records, rules in groups for record in records for key, text in rules.items()
        if (day := getattr(record, key)) is not None and day < record.received]
