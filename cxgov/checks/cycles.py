"""The passes through the cycle that a check looks at; no check by itself."""

from __future__ import annotations

from cxgov.checks.rule import NotChecked, View
from cxgov.language import N_, message
from cxgov.reviewing import passes as records
from cxgov.reviewing.passes import Pass


def passes(view: View) -> tuple[Pass, ...]:
    """Returns the latest pass of every ordered framework with a cycle record.

    Raises:
        NotChecked: if there is no record of a cycle, or none had begun by the day.
    """
    ordered = {framework.id for framework in records.ordered(view.workspace)}
    if not any(cycle.framework in ordered for cycle in view.workspace.cycles):
        raise NotChecked(message(N_("there is no record of a cycle (a file of kind `cycle`)")))
    found = records.passes(view.workspace, view.as_of)
    if not found:
        raise NotChecked(message(N_("no cycle on record had begun by {day}"), day=view.as_of))
    return found
