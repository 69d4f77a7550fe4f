"""Moving on in the cycle: may a stage be opened or closed, and what is then written into its record.

In this room: the decision, and the words of a refusal with every way out. Not here: the state of gates (`gates`) and the text of
the record (`cxgov.loading.cycle_edits`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxgov.language import N_, Message, message
from cxgov.model import Cycle, Dimension, Framework, StageRecord, Workspace
from cxgov.model.programme import Handover
from cxgov.reviewing.gates import Gate, Handed, gate, handed, under_way, versions
from cxgov.reviewing.passes import begun, ordered

ORG = "ORG"
"""Stands for the organisation's folder in a way out; who knows the folder puts it there."""


class Blocked(Exception):
    """The stage cannot be opened or closed.

    Attributes:
        text: what stands in the way.
        details: one line for each thing that is missing.
        ways_out: what can be done, one line each.
    """

    def __init__(self, text: Message, details: Sequence[Message] = (), ways_out: Sequence[Message] = ()) -> None:
        super().__init__(str(text))
        self.text, self.details, self.ways_out = text, tuple(details), tuple(ways_out)


@dataclass(frozen=True, kw_only=True)
class Move:
    """What is written into the record of a stage; empty where the record says it already.

    Attributes:
        framework: the framework.
        cycle: the cycle; ``None`` for one that is yet to be begun.
        last: the cycle before a new one; ``None`` where there is none.
        stage: the stage.
        started: day of the opening, where it is written.
        completed: day of the closing, where it is written.
        inputs: what the stage takes over.
        outputs: what it hands on.
        reason: why it is done before everything is there.
        needless: a reason was given and nothing asked for one.
    """

    framework: Framework
    cycle: Cycle | None
    stage: Dimension
    last: Cycle | None = None
    started: date | None = None
    completed: date | None = None
    inputs: tuple[Handover, ...] = ()
    outputs: tuple[Handover, ...] = ()
    reason: str | None = None
    needless: bool = False

    @property
    def nothing(self) -> bool:
        """Whether the record says everything already."""
        return not (self.started or self.completed or self.inputs or self.outputs or self.reason)


def framework_of(workspace: Workspace, stage: str, framework: str | None, cycle: str | None) -> tuple[Framework, Cycle | None, Dimension]:
    """Finds what a stage's id means.

    Args:
        workspace: the organisation.
        stage: id of the stage, in capital or small letters.
        framework: id of the framework where it was named.
        cycle: id of the cycle where it was named.

    Raises:
        Blocked: if there is no such stage, framework or cycle, or the stage stands in several frameworks.
    """
    known = {f.id: f for f in ordered(workspace)}
    if not known:
        raise Blocked(message(N_("No framework in use has stages in a fixed order.")), ways_out=[message(
            N_("name one under 'frameworks' in the organisation's file, for example cem-cycle"))])
    named = next((c for c in workspace.cycles if c.id == cycle), None)
    if cycle is not None and named is None:
        raise Blocked(message(N_("There is no cycle '{cycle}'."), cycle=cycle), ways_out=[message(
            N_("known: {known}"), known=", ".join(c.id for c in workspace.cycles) or "–")])
    chosen = framework or (named.framework if named else None)
    if (chosen is not None and chosen not in known) or (named is not None and named.framework != chosen):
        raise Blocked(message(N_("'{framework}' is no framework of this organisation with stages in a fixed order, or not the one of the cycle."),
                              framework=chosen), ways_out=[message(N_("known: {known}"), known=", ".join(known))])
    candidates = [known[chosen]] if chosen else list(known.values())
    found = [(f, d) for f in candidates for d in f.dimensions if d.id.casefold() == stage.casefold()]
    if not found:
        raise Blocked(message(N_("There is no stage '{stage}'."), stage=stage), ways_out=[message(
            N_("known: {known}"), known=", ".join(d.id for f in candidates for d in f.dimensions))])
    if len(found) > 1:
        raise Blocked(message(N_("Several frameworks have a stage {stage}: {frameworks}."), stage=found[0][1].id,
                              frameworks=", ".join(f.id for f, _ in found)), ways_out=[message(N_("name the framework with --framework"))])
    return found[0][0], named, found[0][1]


def opening(workspace: Workspace, framework: Framework, cycle: Cycle | None, stage: Dimension, day: date, *, dated: bool = True,
            reason: str | None = None) -> Move:
    """Decides on opening a stage.

    Args:
        workspace: the organisation.
        framework: the framework.
        cycle: the cycle where it was named; else the one under way, or a new one.
        stage: the stage.
        day: the day it opens.
        dated: whether the day was named; another day than the one on record is refused only then.
        reason: why it is opened although something is missing.

    Raises:
        Blocked: if something is missing and no reason was given, or if it began on another day.
    """
    target = cycle or under_way(framework, workspace.cycles, day)
    last = None if target else _newest(workspace, framework, day)
    record = _record(target, stage)
    # A later day on record is a plan, and gives way to the day the stage is really opened; a named day does not overwrite another.
    if record is not None and record.started is not None and (record.started <= day or dated):
        if dated and record.started != day:
            raise Blocked(message(N_("Stage {stage} of {cycle} is on record as begun on {day}."), stage=stage.id, cycle=_name(target), day=record.started),
                          ways_out=[message(N_("if the day is wrong, correct it in the file"))])
        return Move(framework=framework, cycle=target, stage=stage)
    if record is not None and record.completed is not None and record.completed < day:
        raise Blocked(message(N_("Stage {stage} of {cycle} was completed on {day}; it cannot begin after that."), stage=stage.id, cycle=_name(target),
                              day=record.completed), ways_out=[message(N_("name the day it began with --date"))])
    found = gate(framework, workspace.cycles, target, stage.id, day)
    if not found.open and reason is None:
        raise _shut(found)
    return Move(framework=framework, cycle=target, last=last, stage=stage, started=day, inputs=_inputs(framework, target, found, record, day),
                reason=_joined(record, reason) if not found.open else None, needless=found.open and reason is not None)


def closing(workspace: Workspace, framework: Framework, cycle: Cycle | None, stage: Dimension, day: date, outputs: Mapping[str, int | None], *,
            dated: bool = True, reason: str | None = None) -> Move:
    """Decides on closing a stage.

    Args:
        workspace: the organisation.
        framework: the framework.
        cycle: the cycle where it was named; else the one under way, or the one begun last.
        stage: the stage.
        day: the day it is completed.
        outputs: what it hands on, with the version where it was named: by default the one on record for the stage, else the next.
        dated: whether the day was named.
        reason: why it is closed although something is missing.

    Raises:
        Blocked: if the stage never began, if something is missing and no reason was given, or if the days contradict.
    """
    target = cycle or under_way(framework, workspace.cycles, day) or _newest(workspace, framework, day)
    if cycle is None and _record(target, stage) is None:
        target = _newest(workspace, framework, day) or target
    record = _record(target, stage)
    if target is None or record is None or (record.started is None and record.completed is None):
        raise Blocked(message(N_("Stage {stage} has not been opened."), stage=stage.id), ways_out=[message(
            N_("open it first: `cxgov cycle open {org} {stage}`"), org=ORG, stage=stage.id)])
    if record.started is not None and day < record.started:
        raise Blocked(message(N_("Stage {stage} of {cycle} began on {day}; it cannot be completed before that."), stage=stage.id, cycle=target.id,
                              day=record.started), ways_out=[message(N_("name a later day with --date"))])
    if record.completed is not None and dated and record.completed != day:
        raise Blocked(message(N_("Stage {stage} of {cycle} was completed on {day} already."), stage=stage.id, cycle=target.id, day=record.completed),
                      ways_out=[message(N_("if the day is wrong, correct it in the file"))])
    given = _outputs(framework, workspace, target, stage, record, day, outputs)
    newest = versions(framework, workspace.cycles, day)
    held = {item.id: item.version for item in record.outputs} | {item.id: item.version for item in given}
    after = StageRecord(stage=stage.id, started=record.started, outputs=tuple(Handover(id=name, version=version) for name, version in held.items()))
    missing = tuple(item for item in handed(stage, after, newest) if not item.current)
    ends = record.completed is None
    if missing and ends and reason is None:
        raise _lacking(stage, missing)
    needed = bool(missing) and (ends or reason is not None)
    return Move(framework=framework, cycle=target, stage=stage, completed=day if ends else None, outputs=given,
                reason=_joined(record, reason) if needed and reason else None, needless=not missing and reason is not None)


def lacks(item: Handed) -> Message:
    """One line that says what about an output is missing."""
    if item.version is None:
        return message(N_("“{output}” ({id}) has not been handed on"), output=item.output.name, id=item.output.id)
    return message(N_("“{output}” ({id}) was handed on in version {version}, but version {newest} is on record already"), output=item.output.name,
                   id=item.output.id, version=item.version, newest=item.newest or 0)


def hinders(found: Gate) -> Message | None:
    """One line that says why the stage before is not finished; ``None`` where it is."""
    if found.before is None or found.hindrance is None:
        return None
    if found.hindrance == "not_begun":
        return message(N_("stage {stage} has not begun"), stage=found.before.id)
    if found.hindrance == "running":
        return message(N_("stage {stage} is not completed"), stage=found.before.id)
    return message(N_("stage {stage} is completed only on {day}"), stage=found.before.id, day=found.end)


def _shut(found: Gate) -> Blocked:
    hindrance = hinders(found)
    details = [*([hindrance] if hindrance else []), *(lacks(item) for item in found.missing)]
    before = found.before.id if found.before else ""
    options = "".join(f" --output {item.output.id}" for item in found.missing)
    way = message(N_("open stage {stage} first: `cxgov cycle open {org} {stage}`"), org=ORG, stage=before) if found.hindrance == "not_begun" else message(
        N_("finish it first: `cxgov cycle close {org} {stage}{options}`"), org=ORG, stage=before, options=options)
    return Blocked(message(N_("The gate before stage {stage} is not open:"), stage=found.stage.id), details, [
        way, message(N_('or open it all the same and say why: --reason "…" (CXG-054 and CXG-055 go on reporting it)'))])


def _lacking(stage: Dimension, missing: Sequence[Handed]) -> Blocked:
    options = "".join(f" --output {item.output.id}" for item in missing)
    return Blocked(message(N_("Stage {stage} has not handed on everything the next one works with:"), stage=stage.id), [lacks(item) for item in missing], [
        message(N_("hand it on: `cxgov cycle close {org} {stage}{options}`"), org=ORG, stage=stage.id, options=options),
        message(N_('or close it all the same and say why: --reason "…"'))])


def _outputs(framework: Framework, workspace: Workspace, cycle: Cycle, stage: Dimension, record: StageRecord, day: date,
             outputs: Mapping[str, int | None]) -> tuple[Handover, ...]:
    """What is new or changed among the outputs given."""
    known = {output.id for output in stage.gate_outputs}
    wrong = next((name for name in outputs if name not in known), None)
    if wrong is not None:
        raise Blocked(message(N_("'{output}' is no output of stage {stage}."), output=wrong, stage=stage.id), ways_out=[message(
            N_("known: {known}"), known=", ".join(output.id for output in stage.gate_outputs) or "–")])
    held = {item.id: item.version for item in record.outputs}
    others = versions(framework, [c for c in workspace.cycles if c is not cycle], day)
    found = {name: version or held.get(name) or others.get(name, 0) + 1 for name, version in outputs.items()}
    return tuple(Handover(id=name, version=version) for name, version in found.items() if held.get(name) != version)


def _inputs(framework: Framework, target: Cycle | None, found: Gate, record: StageRecord | None, day: date) -> tuple[Handover, ...]:
    """What a stage takes over: from the stage before, or where that was skipped from the nearest one that had begun."""
    if record is not None and record.inputs:
        return ()  # what somebody wrote down is known better than guessed
    if found.record is not None or target is None:
        return found.inputs
    earlier = begun(target, framework, day)
    order = [d.id for d in framework.dimensions]
    nearest = next((earlier[name] for name in reversed(order[: order.index(found.stage.id)]) if name in earlier), None)
    return nearest.outputs if nearest else ()


def _joined(record: StageRecord | None, reason: str | None) -> str | None:
    """The reason beside one that is there already."""
    held = record.reason if record else None
    if reason is None or held is None or held == reason:
        return reason if held is None else None
    if not isinstance(held, str):
        raise Blocked(message(N_("A reason is on record in several languages: {reason}."), reason=held), ways_out=[message(N_("add to it in the file"))])
    return None if reason in held else f"{held}; {reason}"


def _record(cycle: Cycle | None, stage: Dimension) -> StageRecord | None:
    return next((record for record in cycle.stages if record.stage == stage.id), None) if cycle else None


def _newest(workspace: Workspace, framework: Framework, day: date) -> Cycle | None:
    """The cycle begun last."""
    known = [c for c in workspace.cycles if c.framework == framework.id and begun(c, framework, day)]
    return max(known, key=lambda c: max(d for r in begun(c, framework, day).values() for d in (r.started, r.completed) if d and d <= day), default=None)


def _name(cycle: Cycle | None) -> str:
    return cycle.id if cycle else ""
