"""What must hold within a record of feedback or a complaint: nothing is answered before it came in, nothing comes from far ahead.

Not here: what governance asks of the order (a loop closed before the customer was contacted is CXG-047).
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Any

from cxgov.language import N_, counted, message
from cxgov.model import Workspace
from cxgov.problems import Problem, Severity

_ITEM = {"contacted": N_("'{id}' was answered before it came in"), "closed": N_("'{id}' was closed before it came in")}
_COMPLAINT = {"answered": N_("'{id}' was answered before it came in"), "deadline": N_("the deadline of '{id}' is before it came in")}

_AHEAD = timedelta(days=366)
"""A log may run ahead of the periods on file, for these are entered when they are over; so far ahead a year was mistyped."""
_NAMED = 6


def of_voice(workspace: Workspace) -> list[Problem]:
    """Checks the days of every item of feedback and every complaint (CX062)."""
    groups: tuple[tuple[tuple[Any, ...], dict[str, str]], ...] = ((workspace.feedback, _ITEM), (workspace.complaints, _COMPLAINT))
    found = [
        Problem("CX062", Severity.ERROR, workspace.places.of(record, key), message(text, id=record.id),
                message(N_("correct one of the two dates")), record.id)
        for records, rules in groups for record in records for key, text in rules.items()
        if (day := getattr(record, key)) is not None and day < record.received]
    return [*found, *_ahead(workspace)]


def _ahead(workspace: Workspace) -> list[Problem]:
    """One warning for everything that came in long after the last period on file; no clock says what day it is."""
    last = max((file.period.end for files in (workspace.assessments, workspace.measurements, workspace.decisions) for file in files), default=None)
    if last is None:
        return []
    late = [record for records in (workspace.feedback, workspace.complaints) for record in records if record.received - last > _AHEAD]
    if not late:
        return []
    named = [record.id for record in islice(late, _NAMED + 1)]
    places = [workspace.places.of(record, "received") for record in islice(late, _NAMED)]
    return [Problem("CX062", Severity.WARNING, places[0], counted(
        len(late), N_("{n} record came in more than a year after {day}, the end of the last period on file: {ids}"),
        N_("{n} records came in more than a year after {day}, the end of the last period on file: {ids}"),
        day=last, ids=", ".join([*named[:_NAMED], *(["…"] if len(named) > _NAMED else [])])),
        message(N_("correct the day under `received`; or enter what was measured and decided since")), late[0].id, tuple(places[1:]))]
