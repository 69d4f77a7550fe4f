"""The cycle's clock: on a day, where each stage stands, by when it is due, what it handed on and what it took over.

In this room: states and dates of the stages of the pass under way. Not here: what else is coming up (`agenda`), and whether
something about it is wrong (`checks`).

A stage is due on the day its record says. Where it says none, the time from the start of the pass to the end its rhythm asks
for is divided as the pass before divided its own; without a complete pass before, evenly. Such a day is reckoned, not promised,
and carries its basis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from cxgov.model import Cycle, Dimension, Framework, StageRecord, Workspace
from cxgov.reviewing.gates import Handed, handed, versions
from cxgov.reviewing.passes import (
    Deadline,
    Pass,
    after,
    begun,
    deadline,
    end_of,
    in_order,
    later,
    ordered,
    passes,
    start_of,
)
from cxgov.reviewing.rhythms import CYCLE_MONTHS

State = Literal["not_begun", "running", "completed", "skipped"]
Order = Literal["in_order", "early", "out_of_order"]
Basis = Literal["recorded", "previous", "rhythm"]


@dataclass(frozen=True)
class Taken:
    """Something a stage took over.

    Attributes:
        id: id of the output.
        version: the version it took over.
        newest: the newest version on record.
    """

    id: str
    version: int
    newest: int

    @property
    def outdated(self) -> bool:
        """Whether a newer version exists."""
        return self.newest > self.version


@dataclass(frozen=True)
class StageClock:
    """Where one stage stands.

    Attributes:
        stage: the stage.
        record: its record, be it begun or only planned; ``None`` where there is none.
        state: not begun, running, completed, or skipped: not begun although a later one is.
        order: ``early`` when it was opened before the one before was completed and says why, ``out_of_order`` when it does not.
        since: the day it began.
        until: the day it was completed.
        planned: the day it is to begin, where that is on record.
        due: the day by which it is to be completed; ``None`` for a skipped stage and, where no day is recorded, for one in a complete pass.
        basis: what the due day rests on.
        late: days past the due day; 0 when in time or without one.
        handed: its gate outputs.
        taken: what it took over.
    """

    stage: Dimension
    record: StageRecord | None
    state: State
    order: Order
    since: date | None
    until: date | None
    planned: date | None
    due: date | None
    basis: Basis | None
    late: int
    handed: tuple[Handed, ...]
    taken: tuple[Taken, ...]

    @property
    def missing(self) -> tuple[Handed, ...]:
        """Outputs still missing for its gate."""
        return tuple(item for item in self.handed if not item.current)


@dataclass(frozen=True)
class Clock:
    """Where the latest pass through one ordered framework stands on a day.

    Attributes:
        framework: the framework.
        day: the day.
        current: the latest pass; ``None`` where no cycle had begun.
        stages: the stages in their order.
        deadline: by when a cycle must be complete; ``None`` where none had begun.
        ended: the day the latest pass was completed; ``None`` while it runs.
    """

    framework: Framework
    day: date
    current: Pass | None
    stages: tuple[StageClock, ...]
    deadline: Deadline | None
    ended: date | None

    @property
    def paused(self) -> bool:
        """Whether the cycle stands still for longer than rhythm and tolerance allow, as CXG-056 judges it."""
        return self.deadline is not None and self.day > self.deadline.day

    @property
    def running(self) -> tuple[StageClock, ...]:
        """Stages under way."""
        return tuple(stage for stage in self.stages if stage.state == "running")

    @property
    def next(self) -> StageClock | None:
        """The first stage after the last begun one; the first of all where the pass is complete or none had begun."""
        last = max((n for n, stage in enumerate(self.stages) if stage.since or stage.until), default=-1)
        return self.stages[0] if self.ended or last < 0 else next(iter(self.stages[last + 1:]), None)


def clocks(workspace: Workspace, day: date) -> tuple[Clock, ...]:
    """Reads the clock of every framework in use whose stages have a fixed order.

    Args:
        workspace: the organisation.
        day: the day to read it on.
    """
    found = {current.framework.id: current for current in passes(workspace, day)}
    return tuple(_clock(workspace, framework, found.get(framework.id), day) for framework in ordered(workspace))


def _clock(workspace: Workspace, framework: Framework, current: Pass | None, day: date) -> Clock:
    newest = versions(framework, workspace.cycles, day)
    records: Mapping[str, StageRecord] = current.begun if current else {}
    planned = {record.stage: record for record in current.cycle.stages if record.stage not in records} if current else {}
    ended = end_of(current.cycle, framework, day) if current else None
    limit = deadline(current) if current else None
    reckoned = _reckoned(current, limit) if current and limit and ended is None else {}
    order = _order(current) if current else {}
    last = max((n for n, d in enumerate(framework.dimensions) if d.id in records), default=-1)
    stages = []
    for number, dimension in enumerate(framework.dimensions):
        record = records.get(dimension.id)
        known = record or planned.get(dimension.id)
        until = record.completed if record and record.completed and record.completed <= day else None
        state: State = ("skipped" if number < last else "not_begun") if record is None else "completed" if until else "running"
        due, basis = _due(known, reckoned.get(dimension.id)) if state != "skipped" else (None, None)
        if state == "completed" and basis != "recorded":
            due, basis = None, None  # what a finished stage was once reckoned to take no longer matters
        stages.append(StageClock(
            dimension, known, state, order.get(dimension.id, "in_order"), start_of(record) if record else None, until,
            known.started if known and record is None else None, due, basis, max(0, ((until or day) - due).days) if due else 0,
            handed(dimension, record, newest),
            _taken(workspace, current, record) if record and current else ()))
    return Clock(framework, day, current, tuple(stages), limit, ended)


def _taken(workspace: Workspace, current: Pass, record: StageRecord) -> tuple[Taken, ...]:
    """What a stage took over, beside what was there for it to take: of its own pass only what the stages before handed on."""
    others = [cycle for cycle in workspace.cycles if cycle is not current.cycle]
    newest = versions(current.framework, others, current.day)
    for earlier in current.begun.values():
        if earlier is record:
            break
        for item in earlier.outputs:
            newest[item.id] = max(item.version, newest.get(item.id, 0))
    return tuple(Taken(item.id, item.version, max(item.version, newest.get(item.id, 0))) for item in record.inputs)


def _order(current: Pass) -> dict[str, Order]:
    """How stages stand to the one begun before them, where they began too soon."""
    return {late.stage: "early" if late.reason else "out_of_order"
            for before, late in pairwise(current.begun.values()) if not in_order(before, late, current.day)}


def _due(record: StageRecord | None, reckoned: tuple[date, Basis] | None) -> tuple[date | None, Basis | None]:
    if record and record.due:
        return record.due, "recorded"
    return reckoned or (None, None)


def _reckoned(current: Pass, limit: Deadline) -> dict[str, tuple[date, Basis]]:
    """The day each stage is due by the rhythm: the time to the expected end, divided as the pass before divided its own."""
    start = min(day for record in current.begun.values() if (day := start_of(record)) is not None)
    # A pass that began after it should have ended is given its whole rhythm; that it is late says the deadline.
    end = limit.expected if limit.expected > start else later(start, CYCLE_MONTHS[current.cycle.rhythm])
    shares = _shares(current.previous, current.framework, current.day) if current.previous else None
    basis: Basis = "previous" if shares else "rhythm"
    stages = current.framework.dimensions
    even = [Fraction(number, len(stages)) for number in range(1, len(stages) + 1)]
    span = (end - start).days
    return {d.id: (after(start, int(share * span)), basis) for d, share in zip(stages, shares or even, strict=True)}


def _shares(cycle: Cycle, framework: Framework, day: date) -> list[Fraction] | None:
    """The share of a complete pass that was over when each stage ended; ``None`` for one with gaps, or no length."""
    if cycle.framework != framework.id:
        return None
    records = begun(cycle, framework, day)
    starts = [found for record in records.values() if (found := start_of(record)) is not None]
    ends = [record.completed for record in records.values() if record.completed is not None and record.completed <= day]
    if len(ends) < len(framework.dimensions) or ends != sorted(ends) or min(starts) == ends[-1]:
        return None
    first = min(starts)
    return [Fraction((end - first).days, (ends[-1] - first).days) for end in ends]
