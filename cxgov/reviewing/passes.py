"""The pass through the cycle that is under way on a day, and what counts as begun and ended.

In this room: which cycle is the latest on a day, which came before it, and when a cycle is due. Not here: what is wrong with
it (`checks`), and what comes next (`clock`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cached_property

from cxgov.model import Cycle, Framework, StageRecord, Workspace
from cxgov.reviewing.rhythms import CYCLE_MONTHS


@dataclass(frozen=True)
class Pass:
    """The latest pass through the stages of one framework, as it stood on a day.

    Attributes:
        framework: a framework whose stages have a fixed order.
        cycle: the latest cycle with a stage that had begun by the day.
        previous: the cycle before it; ``None`` for the first one on record.
        earlier: all cycles of the framework that had begun, oldest first, the latest one included.
        day: the day.
    """

    framework: Framework
    cycle: Cycle
    previous: Cycle | None
    earlier: tuple[Cycle, ...]
    day: date

    @cached_property
    def begun(self) -> Mapping[str, StageRecord]:
        """Records of the stages that had begun by the day, in the framework's order; of two records the first."""
        return begun(self.cycle, self.framework, self.day)


def begun(cycle: Cycle, framework: Framework, day: date) -> Mapping[str, StageRecord]:
    """Returns the records of a cycle's stages that had begun by ``day``, in the framework's order."""
    found: dict[str, StageRecord] = {}
    for record in cycle.stages:
        start = start_of(record)
        if start is not None and start <= day:
            found.setdefault(record.stage, record)
    return {d.id: found[d.id] for d in framework.dimensions if d.id in found}


def start_of(record: StageRecord) -> date | None:
    """The day a stage began; for a stage that only has an end, its end."""
    return record.started or record.completed


def in_order(before: StageRecord, after: StageRecord, day: date) -> bool:
    """Whether a stage began no sooner than the one before it was completed, as far as that had happened by ``day``."""
    start, end = start_of(after), before.completed
    return end is not None and end <= day and (start is None or start >= end)


def ordered(workspace: Workspace) -> tuple[Framework, ...]:
    """Frameworks in use whose stages have a fixed order."""
    return tuple(f for f in workspace.frameworks.values() if f.scoring.sequence is not None)


def passes(workspace: Workspace, day: date) -> tuple[Pass, ...]:
    """Returns the latest pass of every ordered framework of which a cycle had begun by ``day``."""
    found = []
    for framework in ordered(workspace):
        cycles = [c for c in workspace.cycles if c.framework == framework.id and begun(c, framework, day)]
        if not cycles:
            continue
        cycles.sort(key=lambda c: _days(c, day)[-1])
        latest = cycles[-1]
        named = next((c for c in workspace.cycles if c.id == latest.previous), None)
        before = [c for c in cycles[:-1] if _days(c, day)[0] < _days(latest, day)[0]]
        found.append(Pass(framework=framework, cycle=latest, previous=named or (before[-1] if before else None), earlier=tuple(cycles), day=day))
    return tuple(found)


def end_of(cycle: Cycle, framework: Framework, day: date) -> date | None:
    """The day a cycle ended: its last stage was completed. ``None`` while it runs."""
    record = begun(cycle, framework, day).get(framework.dimensions[-1].id)
    return record.completed if record and record.completed and record.completed <= day else None


@dataclass(frozen=True)
class Deadline:
    """The day by which a cycle must be complete, lest the cycle be paused.

    Attributes:
        completed: the last complete cycle; ``None`` where none was ever completed.
        since: the day from which the rhythm is counted: the end of that cycle, else the start of the first.
        expected: the day the rhythm asks for, without the tolerance.
        day: the last day on which it may still be called punctual.
    """

    completed: Cycle | None
    since: date
    expected: date
    day: date


def deadline(current: Pass) -> Deadline:
    """Returns by when a cycle must be complete: a rhythm and the tolerance after the end of the last complete one."""
    ended = [(cycle, end) for cycle in current.earlier if (end := end_of(cycle, current.framework, current.day)) is not None]
    completed, since = max(ended, key=lambda pair: pair[1], default=(None, None))
    if since is None:
        since = min(day for cycle in current.earlier for record in cycle.stages if (day := start_of(record)) is not None)
    expected = later(since, CYCLE_MONTHS[current.cycle.rhythm])
    return Deadline(completed, since, expected, after(expected, current.cycle.tolerance_days))


def later(day: date, months: int) -> date:
    """The day ``months`` months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) if year <= MAXYEAR else date.max


def after(day: date, days: int) -> date:
    """The day ``days`` days later; the last day of all where there is none."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _days(cycle: Cycle, day: date) -> list[date]:
    return sorted(d for record in cycle.stages for d in (record.started, record.completed) if d is not None and d <= day)
