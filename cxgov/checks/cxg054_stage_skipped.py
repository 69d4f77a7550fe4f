"""CXG-054: a stage of the cycle was left out while a later one began."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxgov.checks.cycles import passes
from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.model import Dimension, StageRecord
from cxgov.problems import Problem, Severity
from cxgov.reviewing.passes import Pass, start_of


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every stage of the latest cycle that had not begun when a later one had."""
    for current in passes(view):
        stages = current.framework.dimensions
        for index, stage in enumerate(stages):
            later = next((current.begun[d.id] for d in stages[index + 1:] if d.id in current.begun), None)
            if stage.id not in current.begun and later is not None:
                yield _finding(view, current, stage, later)


def _finding(view: View, current: Pass, stage: Dimension, later: StageRecord) -> Problem:
    record = next((r for r in current.cycle.stages if r.stage == stage.id), None)
    reason = record.reason if record else None
    place = view.place(record or later, "stage")
    values: dict[str, Any] = {"stage": stage.id, "name": stage.name, "cycle": current.cycle.id, "later": later.stage, "day": start_of(later)}
    if reason is None:
        return finding(RULE, place, N_("stage {stage} “{name}” was skipped in {cycle}: {later} began on {day}, and {stage} has no start"),
                       about=current.cycle.id, **values)
    return finding(RULE, place, N_("stage {stage} “{name}” was skipped in {cycle}: {later} began on {day}; the reason given: {reason}"),
                   about=current.cycle.id, reason=reason, **values)


RULE = Rule(
    code="CXG-054",
    group="cycle",
    severity=Severity.ERROR,
    title=N_("Stage skipped"),
    what=N_("In the latest cycle no stage is missing or without a start while a later stage has begun. A recorded reason is quoted but does "
            "not settle the finding; an exception is a suppression with an author and an expiry date."),
    why=N_("None of the stages can be left out. Who measures without having decided what to stand for measures precisely something "
           "nobody defined."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: cycle
id: cycle-2026
stages:
  - {stage: S1, started: 2026-01-12, completed: 2026-02-27}
  - {stage: S3, started: 2026-03-09}
""",
    fix=N_("make up for the stage before the later ones go on, and enter its dates; if it did take place, record it"),
    find=find,
)
