"""The gate between two stages: what the one before has handed on, in which version, and whether the next may be opened.

In this room: outputs and their versions, and what stands in the way of a stage. Not here: when a stage is due (`clock`) and
the writing of the record (`cxgov.loading.cycle_edits`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxgov.model import Cycle, Dimension, Framework, StageRecord
from cxgov.model.frameworks import GateOutput
from cxgov.model.programme import Handover
from cxgov.reviewing.passes import begun, end_of, start_of


@dataclass(frozen=True)
class Handed:
    """A gate output of a stage, as it stands on record.

    Attributes:
        output: the output the framework expects.
        version: the version the stage handed on; ``None`` where it has not.
        newest: the newest version on record in any cycle; ``None`` where there is none.
    """

    output: GateOutput
    version: int | None
    newest: int | None

    @property
    def current(self) -> bool:
        """Whether it was handed on, and no older than what is known already."""
        return self.version is not None and self.version >= (self.newest or 0)


@dataclass(frozen=True)
class Gate:
    """What must be there before a stage is opened.

    Attributes:
        stage: the stage to be opened.
        cycle: the cycle of the stage before; for the first stage of a cycle the one before it. ``None``: nothing goes before.
        before: the stage before; ``None`` for the first stage of the first cycle.
        record: its record; ``None`` where it had not begun.
        end: the day it is or was completed.
        hindrance: why it is not finished: it had not begun, is still running, or ends only after the day.
        handed: its gate outputs.
    """

    stage: Dimension
    cycle: Cycle | None
    before: Dimension | None
    record: StageRecord | None
    end: date | None
    hindrance: Literal["not_begun", "running", "later"] | None
    handed: tuple[Handed, ...]

    @property
    def missing(self) -> tuple[Handed, ...]:
        """Outputs that are not there, or only in an older version than one already on record."""
        return tuple(item for item in self.handed if not item.current)

    @property
    def open(self) -> bool:
        """Whether the stage may be opened without a reason."""
        return self.hindrance is None and not self.missing

    @property
    def inputs(self) -> tuple[Handover, ...]:
        """What the stage takes over: what the one before handed on, in its versions."""
        return self.record.outputs if self.record else ()


def gate(framework: Framework, cycles: Sequence[Cycle], cycle: Cycle | None, stage_id: str, day: date) -> Gate:
    """Says what stands before a stage on a day.

    Args:
        framework: the framework.
        cycles: all cycles on record; those of other frameworks are left alone.
        cycle: the cycle the stage belongs to; ``None`` for one that is not on record yet.
        stage_id: id of one of the framework's dimensions.
        day: the day of the opening.
    """
    stages = [d.id for d in framework.dimensions]
    at = stages.index(stage_id)
    of_before = cycle if at else _previous(framework, cycles, cycle, day)
    before = framework.dimensions[at - 1] if at or of_before else None
    stage = framework.dimensions[at]
    if before is None:
        return Gate(stage, None, None, None, None, None, ())
    record = begun(of_before, framework, day).get(before.id) if of_before else None
    end = record.completed if record else None
    if record is None:
        hindrance: Literal["not_begun", "running", "later"] | None = "not_begun"
    else:
        hindrance = "running" if end is None else "later" if end > day else None
    return Gate(stage, of_before, before, record, end, hindrance, handed(before, record, versions(framework, cycles, day)))


def handed(stage: Dimension, record: StageRecord | None, newest: Mapping[str, int]) -> tuple[Handed, ...]:
    """Returns the gate outputs of a stage as its record has them."""
    recorded = {output.id: output.version for output in record.outputs} if record else {}
    return tuple(Handed(output, recorded.get(output.id), newest.get(output.id)) for output in stage.gate_outputs)


def versions(framework: Framework, cycles: Sequence[Cycle], day: date) -> dict[str, int]:
    """Returns the newest version of every output that a stage begun by ``day`` handed on or took over."""
    newest: dict[str, int] = {}
    for cycle in cycles:
        if cycle.framework == framework.id:
            for record in begun(cycle, framework, day).values():
                for item in (*record.outputs, *record.inputs):
                    newest[item.id] = max(item.version, newest.get(item.id, 0))
    return newest


def under_way(framework: Framework, cycles: Sequence[Cycle], day: date) -> Cycle | None:
    """Returns the cycle to which a stage opened on ``day`` belongs; ``None`` where a new one must be begun.

    It is the cycle begun last, while it runs; else one on record of which nothing has begun.
    """
    known = [cycle for cycle in cycles if cycle.framework == framework.id]
    running = [cycle for cycle in known if begun(cycle, framework, day) and end_of(cycle, framework, day) is None]
    newest = max(running, key=lambda cycle: _last_day(cycle, framework, day), default=None)
    last = max((cycle for cycle in known if begun(cycle, framework, day)), key=lambda cycle: _last_day(cycle, framework, day), default=None)
    if newest is not None and newest is last:
        return newest
    return next((cycle for cycle in known if not begun(cycle, framework, day)), None)


def _previous(framework: Framework, cycles: Sequence[Cycle], cycle: Cycle | None, day: date) -> Cycle | None:
    """The cycle a first stage starts from: as named, else the one begun last."""
    named = next((c for c in cycles if cycle is not None and c.id == cycle.previous), None)
    others = [c for c in cycles if c is not cycle and c.framework == framework.id and begun(c, framework, day)]
    return named or max(others, key=lambda c: _last_day(c, framework, day), default=None)


def _last_day(cycle: Cycle, framework: Framework, day: date) -> date:
    return max(found for record in begun(cycle, framework, day).values() for found in (start_of(record), record.completed)
               if found is not None and found <= day)
