"""CXG-044: a source from which nothing has come for a long time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.checks.voices import dated
from cxgov.language import N_, counted, message
from cxgov.problems import Problem, Severity
from cxgov.reviewing.answering import MOST_QUARTERS, SILENT_QUARTERS
from cxgov.reviewing.listening import streams


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every source, or row of sources that continue one another, that has fallen silent."""
    if not view.workspace.sources:
        raise NotChecked(message(N_("no source is defined")))
    dated(view)
    within: int = view.settings["quarters"]
    for stream in streams(view.workspace, view.as_of):
        if not stream.silent(view.as_of, within):
            continue
        source = stream.sources[-1]
        named: Any = source.id if source.name is None else message(N_("{id} “{name}”"), id=source.id, name=source.name)
        if stream.newest is None:
            yield finding(RULE, view.place(source), N_("nothing is known to have come from source {source}"), about=source.id, source=named)
        else:
            yield finding(RULE, view.place(source), N_("source {source} last brought something on {day}; nothing came in {quarters}"), about=source.id,
                          source=named, day=stream.newest, quarters=counted(within, N_("the last quarter"), N_("the last {n} quarters")))


RULE = Rule(
    code="CXG-044",
    group="voice",
    severity=Severity.WARNING,
    title=N_("Silent source"),
    what=N_("Every source has brought something in the last two quarters, the running one among them: a measured value, feedback that names it, or a day under "
            "`delivered`. Complaints on the log count for sources of complaints, employees' signals for sources of employees. Sources that one indicator is "
            "measured in one after the other are one source; what is left out is what began only later."),
    why=N_("Listening is a system or it is chance. A source that falls silent leaves a hole nobody sees, because an empty column looks like a quiet quarter."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: sources
sources:
  - {id: collection-survey, voice: survey, path: data/collection.csv, period: 2026-Q3, delivered: 2026-02-10}
""",
    fix=N_("ask who delivers it whether it still exists; then take it up again and measure, enter the last delivery under `delivered`, or delete the source"),
    parameters={"quarters": Parameter(SILENT_QUARTERS, N_("Quarters without a delivery after which a source is silent, the running one among them"), 1, MOST_QUARTERS)},
    find=find,
)
