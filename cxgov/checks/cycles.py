"""The pass through the cycle that is under way on a day, and what counts as started and completed; no check by itself."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from cxgov.checks.rule import NotChecked, View
from cxgov.language import N_, message
from cxgov.model import Cycle, Framework, StageRecord

MONTHS: Mapping[str, int] = {"quarterly": 3, "half_yearly": 6, "yearly": 12, "two_yearly": 24}
RHYTHM_NAMES: Mapping[str, str] = {
    "quarterly": N_("every quarter"), "half_yearly": N_("every half-year"), "yearly": N_("every year"),
    "two_yearly": N_("every two years"),
}


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


def passes(view: View) -> Iterator[Pass]:
    """Yields the latest pass of every ordered framework with a cycle record.

    Raises:
        NotChecked: if there is no record of a cycle, or none had begun by the day.
    """
    ordered = [f for f in view.workspace.frameworks.values() if f.scoring.sequence is not None]
    recorded = [c for c in view.workspace.cycles if c.framework in {f.id for f in ordered}]
    if not recorded:
        raise NotChecked(message(N_("there is no record of a cycle (a file of kind `cycle`)")))
    found = False
    for framework in ordered:
        cycles = [c for c in recorded if c.framework == framework.id and begun(c, framework, view.as_of)]
        if not cycles:
            continue
        found = True
        cycles.sort(key=lambda c: _days(c, view.as_of)[-1])
        latest = cycles[-1]
        named = next((c for c in view.workspace.cycles if c.id == latest.previous), None)
        before = [c for c in cycles[:-1] if _days(c, view.as_of)[0] < _days(latest, view.as_of)[0]]
        yield Pass(framework=framework, cycle=latest, previous=named or (before[-1] if before else None), earlier=tuple(cycles),
                   day=view.as_of)
    if not found:
        raise NotChecked(message(N_("no cycle on record had begun by {day}"), day=view.as_of))


def end_of(cycle: Cycle, framework: Framework, day: date) -> date | None:
    """The day a cycle ended: its last stage was completed. ``None`` while it runs."""
    record = begun(cycle, framework, day).get(framework.dimensions[-1].id)
    return record.completed if record and record.completed and record.completed <= day else None


def due(since: date, cycle: Cycle) -> date:
    """The last day on which a cycle may still be called punctual: a rhythm and the tolerance after ``since``."""
    year, month = divmod(since.year * 12 + since.month - 1 + MONTHS[cycle.rhythm], 12)
    month += 1
    return date(year, month, min(since.day, monthrange(year, month)[1])) + timedelta(days=cycle.tolerance_days)


def _days(cycle: Cycle, day: date) -> list[date]:
    return sorted(d for record in cycle.stages for d in (record.started, record.completed) if d is not None and d <= day)
