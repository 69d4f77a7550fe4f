"""CXG-057: a new cycle does not start from what the previous one measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxgov.checks.cycles import passes
from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, message
from cxgov.model import StageRecord
from cxgov.problems import Problem, Severity
from cxgov.reviewing.passes import Pass, begun


def find(view: View) -> Iterator[Problem]:
    """Yields a finding when the first stage of the latest cycle takes over nothing, or nothing current, from the last stage before."""
    judged = False
    for current in passes(view):
        first = current.begun.get(current.framework.dimensions[0].id)
        if current.previous is None or first is None:
            continue
        judged = True
        yield from _of_pass(view, current, first)
    if not judged:
        raise NotChecked(message(N_("no earlier cycle is on record from which the latest could have learned")))


def _of_pass(view: View, current: Pass, first: StageRecord) -> Iterator[Problem]:
    if current.previous is None:
        return
    last = current.framework.dimensions[-1]
    record = begun(current.previous, current.framework, current.day).get(last.id)
    handed_on = {output.id: output.version for output in record.outputs} if record else {}
    results = {output.id for output in last.gate_outputs} | handed_on.keys()
    taken = [item for item in first.inputs if item.id in results]
    values: dict[str, Any] = {"cycle": current.cycle.id, "first": first.stage, "last": last.id, "previous": current.previous.id}
    place = view.place(first, "inputs")
    if not taken:
        yield finding(RULE, place, N_("stage {first} of {cycle} takes over no result of stage {last} of {previous}"), about=current.cycle.id, **values)
    elif all(item.version < handed_on.get(item.id, item.version) for item in taken):
        yield finding(
            RULE, place,
            N_("stage {first} of {cycle} takes over {id} in version {version}, but stage {last} of {previous} handed on version {newer}"),
            about=current.cycle.id, id=taken[0].id, version=taken[0].version, newer=handed_on[taken[0].id], **values)


RULE = Rule(
    code="CXG-057",
    group="cycle",
    severity=Severity.WARNING,
    title=N_("No feedback into stage 1"),
    what=N_("The first stage of the latest cycle names among its `inputs` at least one output of the last stage of the cycle before, in the "
            "version that was handed on. The cycle before is the one named by `previous`, or else the one that began before it."),
    why=N_("It is a cycle because what was measured becomes the starting point of the next round. Otherwise every year begins from scratch and "
           "the same problems are discovered again."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: cycle
id: cycle-2025
stages:
  - {stage: S1, started: 2025-01-13, completed: 2025-02-21}
  - {stage: S2, started: 2025-02-24, completed: 2025-03-21}
  - {stage: S3, started: 2025-03-24, completed: 2025-05-20}
  - {stage: S4, started: 2025-05-26, completed: 2025-09-30}
  - {stage: S5, started: 2025-10-01, completed: 2025-12-12, outputs: [{id: next-cycle-input, version: 1}]}
---
kind: cycle
id: cycle-2026
previous: cycle-2025
stages:
  - {stage: S1, started: 2026-01-12, completed: 2026-02-13}
""",
    fix=N_("take the results of the last stage into stage 1 and record them as its inputs, with their version"),
    find=find,
)
