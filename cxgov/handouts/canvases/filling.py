"""From the records of an organisation to the rows of a canvas: one mapping for its own sheets and for the filled examples.

In this room: which record is a row, and which of its values stands in which cell. Not here: how values are written (`words`), how rows
are dealt out to sheets (`dealing`), and what a sheet looks like (`sheets`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from cxgov.handouts.canvases.shape import SEPARATOR
from cxgov.handouts.canvases.words import MARK, Words
from cxgov.kpis.variants import unit_of
from cxgov.language import N_
from cxgov.model import Cycle, Decision, Expectation, Initiative, Journey, Kpi, Period, Target, Touchpoint
from cxgov.reviewing.passes import start_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a canvas.

    Attributes:
        id: id of the record it stands for; empty for a row that holds none.
        cells: key of the column -> text; choices by their code, flags as `MARK`. A column that is not there is empty.
    """

    id: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """Number of cells that say something."""
        return sum(bool(text) for text in self.cells.values())


def rows_of(name: str, words: Words) -> list[Row]:
    """Returns the rows an organisation has for a canvas, all of them, in their order; none where it has no such records.

    Args:
        name: name of the canvas; `journeys` for ``canvas-journey``, whose rows lie in a grid.
        words: the organisation and how its values are written.
    """
    return _ROWS[name](words)


# --- journeys, touchpoints, owners -------------------------------------------------------------------------------------


def journeys(words: Words, stages: int, touchpoints: int) -> Iterator[list[Row]]:
    """Yields the rows of one sheet of the journey map after the other: ``stages`` columns of ``touchpoints`` rows.

    A stage with more touchpoints than a column holds goes on in the next one; every journey begins on a sheet of its own.
    """
    for journey in words.workspace.journeys:
        columns = [column for stage in journey.stages for column in _columns(journey, stage.id, words, touchpoints)]
        for start in range(0, len(columns), stages):
            rows = [row for column in columns[start : start + stages] for row in column]
            first = rows[0]
            yield [Row(id=first.id, cells={"journey": words.text(journey.name), **first.cells}), *rows[1:]]


def _columns(journey: Journey, stage_id: str, words: Words, height: int) -> Iterator[list[Row]]:
    """The columns of one stage, each padded to its height."""
    stage = next(stage for stage in journey.stages if stage.id == stage_id)
    for start in range(0, max(1, len(stage.touchpoints)), height):
        rows = [_moment(touchpoint, words) for touchpoint in stage.touchpoints[start : start + height]]
        rows += [Row()] * (height - len(rows))
        head = {"stage": words.text(stage.name), "phase": stage.phase or ""}
        yield [Row(id=rows[0].id, cells={**head, **rows[0].cells}), *rows[1:]]


def _moment(t: Touchpoint, words: Words) -> Row:
    return Row(id=t.id, cells={
        "touchpoint": words.text(t.name), "goal": words.text(t.customer_goal), "channels": words.channels(t.channels),
        "emotion": words.number(t.emotion, signed=True), "key": MARK if t.key else ""})


def _touchpoint(t: Touchpoint, words: Words) -> Row:
    desired = t.desired
    return Row(id=t.id, cells={
        "touchpoint": words.text(t.name), "goal": words.text(t.customer_goal), "channels": words.channels(t.channels),
        "emotion": words.text(desired.emotion if desired else None), "effort": words.text(desired.effort if desired else None),
        "success": words.text(desired.success if desired else None), "emotion_today": words.number(t.emotion, signed=True),
        "emotion_desired": words.number(t.desired_emotion, signed=True), "evidence": t.evidence, "key": MARK if t.key else "",
        "moment": t.moment_of_truth or "", "accountable": words.people(t.accountable), "responsible": words.people(t.responsible),
        "kpi": words.kpis(kpi.id for kpi in words.workspace.kpis_of(t.id))})


def _owners(t: Touchpoint, words: Words) -> Row:
    return Row(id=t.id, cells={
        "touchpoint": words.text(t.name), "accountable": words.people(t.accountable), "responsible": words.people(t.responsible),
        "performed_by": words.functions(t.performed_by)})


def key_touchpoints(words: Words) -> list[Touchpoint]:
    """Key touchpoints in the order of their journeys; all of them where none is marked."""
    found = list(words.workspace.touchpoints.values())
    return [t for t in found if t.key] or found


# --- expectations and promise ------------------------------------------------------------------------------------------


def _expectation(item: Expectation, words: Words) -> Row:
    return Row(id=item.id, cells={
        "text": words.text(item.text), "source": words.text(item.source), "date": words.day(item.date), "segment": words.text(item.segment),
        "touchpoints": words.touchpoints(item.touchpoints)})


def _promise(words: Words) -> list[Row]:
    strategy = words.workspace.organisation.strategy
    if strategy is None or not (strategy.promise or strategy.goals):
        return []
    rows = [Row(id=goal.id, cells={"goal": words.text(goal.text), "objective": words.text(goal.objective)}) for goal in strategy.goals] or [Row()]
    return [Row(id=rows[0].id, cells={"promise": words.text(strategy.promise), **rows[0].cells}), *rows[1:]]


# --- indicators, improvements, decisions ---------------------------------------------------------------------------------


def _kpi(kpi: Kpi, words: Words) -> Row:
    target = kpi.target if isinstance(kpi.target, Target) else None
    none = words.language.gettext(N_("none") if words.exact else N_("no target"))
    return Row(id=kpi.id, cells={
        "name": words.text(kpi.name), "touchpoints": words.touchpoints(kpi.touchpoints), "question": words.text(kpi.question),
        "definition": words.text(kpi.definition), "type": kpi.type, "variant": kpi.variant or "", "family": kpi.family,
        "direction": kpi.direction or "", "trigger": kpi.trigger or "", "unit": kpi.unit or "" if words.exact else words.unit(unit_of(kpi)), "owner": words.people([kpi.owner]),
        "baseline": words.number(kpi.baseline.value if kpi.baseline else None),
        "baseline_period": words.period(kpi.baseline.period if kpi.baseline else None),
        "target": words.number(target.value) if target else none, "target_by": words.period(target.by if target else None),
        "tolerance": words.number(target.tolerance if target else None), "smallest_change": words.number(kpi.smallest_change or None),
        "minimum_n": words.number(kpi.minimum_n), "bonus": kpi.bonus})


def _initiative(item: Initiative, words: Words) -> Row:
    signal = item.signals[0] if item.signals else None
    expected = item.expects[0] if item.expects else None
    sources = words.workspace.sources_by_id
    source = "" if signal is None else signal.source
    return Row(id=item.id, cells={
        "title": words.text(item.title), "signal": words.text(signal.text if signal else None),
        "signal_source": words.text(sources[source].name) if not words.exact and source in sources and sources[source].name else source,
        "touchpoints": words.touchpoints(item.touchpoints), "affected": words.text(item.affected), "cause": words.text(item.cause),
        "first_step": words.text(item.first_step), "pilot": words.text(item.pilot.result if item.pilot else None),
        "kpi": words.kpis([expected.kpi] if expected else []), "change": words.number(expected.change if expected else None, signed=True),
        "by": words.period(expected.by if expected else None), "owner": words.people([item.owner] if item.owner else []),
        "start": words.day(item.start), "end": words.day(item.end), "cost": words.number(item.cost),
        "practices": SEPARATOR.join(item.practices)})


def _decision(item: Decision, words: Words) -> Row:
    return Row(id=item.id, cells={
        "about": words.subject(item.about), "decision": item.decision, "text": words.text(item.text), "options": words.texts(item.options),
        "owner": words.people([item.owner] if item.owner else []), "due": words.day(item.due), "cost": words.number(item.cost)})


def _decisions(words: Words) -> list[Row]:
    """Decisions of the latest period that has some."""
    periods: list[Period] = [file.period for file in words.workspace.decisions if file.decisions]
    if not periods:
        return []
    latest = max(periods)
    first, *others = [_decision(item, words) for item in words.workspace.decisions_of(latest)]
    return [Row(id=first.id, cells={"period": words.period(latest), **first.cells}), *others]


# --- the cycle -----------------------------------------------------------------------------------------------------------


def latest_cycle(words: Words) -> Cycle | None:
    """The cycle of the framework that began, or is to begin, last; ``None`` where there is none."""
    dated = []
    for place, cycle in enumerate(words.workspace.cycles):
        days = [day for record in cycle.stages if (day := start_of(record) or record.due) is not None]
        if days and cycle.framework == words.framework.id:
            dated.append((min(days), place, cycle))
    return max(dated, key=lambda found: found[:2])[2] if dated else None


def _cycle(words: Words) -> list[Row]:
    """One row for each stage of the framework, also for one that has no record."""
    cycle = latest_cycle(words)
    if cycle is None:
        return []
    records = {record.stage: record for record in reversed(cycle.stages)}
    rows = []
    for dimension in words.framework.dimensions:
        record = records.get(dimension.id)
        # On paper a completed stage shows the day it was completed; read back, it would become a promise nobody made.
        due = None if record is None else record.due or (None if words.exact else record.completed)
        rows.append(Row(id=dimension.id, cells={
            "stage": dimension.id, "start": words.day(record.started if record else None), "due": words.day(due)}))
    return [Row(id=rows[0].id, cells={"cycle": cycle.id, "rhythm": cycle.rhythm, **rows[0].cells}), *rows[1:]]


_ROWS: Mapping[str, Callable[[Words], list[Row]]] = {
    "canvas-touchpoint": lambda words: [_touchpoint(t, words) for t in key_touchpoints(words)],
    "canvas-expectations": lambda words: [_expectation(item, words) for item in words.workspace.expectations],
    "canvas-promise": _promise,
    "canvas-ownership": lambda words: [_owners(t, words) for t in words.workspace.touchpoints.values()],
    "canvas-kpi": lambda words: [_kpi(kpi, words) for kpi in words.workspace.kpis],
    "canvas-improvement": lambda words: [_initiative(i, words) for i in words.workspace.initiatives if i.open] or [
        _initiative(i, words) for i in words.workspace.initiatives],
    "canvas-decisions": _decisions,
    "canvas-calendar": _cycle,
}
