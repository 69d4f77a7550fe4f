"""CXG-055: a stage of the cycle began before the one before it was completed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cxgov.checks.cycles import passes
from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.language import N_, Message, message
from cxgov.model import StageRecord
from cxgov.problems import Problem, Severity
from cxgov.reviewing.passes import Pass, in_order, start_of


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every stage of the latest cycle that began too early.

    A stage is held against the nearest one before it that had begun; a skipped one is CXG-054's.
    """
    for current in passes(view):
        for before, after in pairwise(current.begun.values()):
            why = _too_early(current, before, after) or (_not_handed_on(current, before) if view.settings["outputs"] else None)
            if why is not None:
                yield _finding(view, current, before, after, why)


def _too_early(current: Pass, before: StageRecord, after: StageRecord) -> Message | None:
    if in_order(before, after, current.day):
        return None
    end = before.completed
    if end is None or end > current.day:
        return message(N_("{before} is not completed yet"), before=before.stage)
    return message(N_("{before} was completed on {end}"), before=before.stage, end=end)


def _not_handed_on(current: Pass, before: StageRecord) -> Message | None:
    stage = next(d for d in current.framework.dimensions if d.id == before.stage)
    recorded = {output.id for output in before.outputs}
    missing = next((output for output in stage.gate_outputs if output.id not in recorded), None)
    return message(N_("{before} has not handed on “{output}” ({id})"), before=before.stage, output=missing.name, id=missing.id) if missing else None


def _finding(view: View, current: Pass, before: StageRecord, after: StageRecord, why: Message) -> Problem:
    values: dict[str, Any] = {"stage": after.stage, "cycle": current.cycle.id, "day": start_of(after), "why": why}
    place, related = view.place(after, "started"), (view.place(before, "completed"),)
    if after.reason is None:
        return finding(RULE, place, N_("stage {stage} of {cycle} began on {day}, but {why}"), about=current.cycle.id, related=related, **values)
    return finding(RULE, place, N_("stage {stage} of {cycle} began on {day}, but {why}; the reason given: {reason}"), about=current.cycle.id,
                   related=related, reason=after.reason, **values)


RULE = Rule(
    code="CXG-055",
    group="cycle",
    severity=Severity.ERROR,
    title=N_("Order of the stages violated"),
    what=N_("In the latest cycle no stage begins before the one before it is completed. A recorded reason is quoted but does not settle the "
            "finding. On request (`outputs: true`) a stage also counts as begun too early while the one before has not recorded every output "
            "the framework expects of it."),
    why=N_("Each stage works with what the one before hands on. Begun early, it works with guesses: standards without known expectations, a "
           "plan without standards."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: cycle
id: cycle-2026
stages:
  - {stage: S1, started: 2026-01-12, completed: 2026-02-27}
  - {stage: S2, started: 2026-02-10}
""",
    fix=N_("finish the earlier stage and look again at what the later one already decided; if only a date is wrong, correct it"),
    parameters={"outputs": Parameter(False, N_("Whether every gate output of the framework must be recorded before the next stage begins"))},
    find=find,
)
