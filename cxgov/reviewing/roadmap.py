"""The roadmap: the recommended steps over the next four quarters, in the order of the cycle, with what each quarter brings.

In this room: which quarter a step falls into, where the gates lie, and the profile after each quarter. Not here: the steps
themselves and their rank (`cxgov.reviewing.priorities`), and the picture (`cxgov.rendering.drawings.roadmap`).

Rules. A practice gains at most one level in the four quarters: the recommended steps are single levels. Steps that open a
gate come first: they lie on the cheapest path past a stage that limits others (`cxgov.reviewing.paths`). A limited stage
begins in the quarter after the last of them. Otherwise steps stand in the order of the stages, within a stage by rank, each
in the first quarter that still has room for its effort; what finds none is left for later. Quick wins stand apart: steps
of evidence, and small steps that move the index on their own. They are work of the first quarter and, after what opens a
gate, first to take up its room; those beyond it take their turn like any other step, so that no quarter is asked for more
than its capacity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxgov.model import Initiative, Period, Workspace
from cxgov.reviewing.paths import NoPathRule, past_limit
from cxgov.reviewing.priorities import Recommendation, StepKind, recommendations, together
from cxgov.reviewing.whatif import limits
from cxgov.scoring.scorecard import Scorecard

QUARTERS = 4
SMALL = 1

Empty = Literal["quick_wins", "gate", "done", "too_large"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """One quarter of the roadmap.

    Attributes:
        period: the quarter.
        steps: its steps in the order of the stages, quick wins not among them.
        effort: their total effort; in the first quarter that of the quick wins is added.
        after: the scorecard after this quarter's steps and all before it, quick wins included.
        empty: why it has no steps: the quick wins fill it, what is left waits for a gate, nothing is left below its target, or
            no step left is small enough for the room there is; ``None`` where it has some.
    """

    period: Period
    steps: tuple[Recommendation, ...]
    effort: int
    after: Scorecard
    empty: Empty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGate:
    """A stage that limits others, and when its steps are done.

    Attributes:
        stage: id of the limiting stage.
        later: ids of the stages it limits.
        opens: position of the quarter at whose end the steps are done, 0 to 3; ``None`` when they do not fit.
        steps: ids of the practices whose steps open it.
        free: whether the stage no longer limits any of them after the four quarters.
    """

    stage: str
    later: tuple[str, ...]
    opens: int | None
    steps: tuple[str, ...]
    free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An initiative on file whose time falls into the four quarters.

    Attributes:
        initiative: the initiative.
        stages: ids of the stages whose practices it improves; empty where it names none.
        first: position of the quarter in which it starts, 0 when it began earlier.
        last: position of the quarter in which it ends, 3 when it goes on or has no end.
        before: it began before the first quarter.
        beyond: it ends after the last quarter, or nobody says when.
    """

    initiative: Initiative
    stages: tuple[str, ...]
    first: int
    last: int
    before: bool
    beyond: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """Four quarters.

    Attributes:
        start: the scorecard today.
        capacity: effort units a quarter has room for.
        quick_wins: what can be done at once, within the room of the first quarter, best first.
        after_wins: the scorecard after the quick wins alone.
        quarters: the four quarters.
        later: steps that found no room, in the order of the stages.
        gates: stages that limit others, in order.
        initiatives: those that run in the four quarters, by start.
    """

    start: Scorecard
    capacity: int
    quick_wins: tuple[Recommendation, ...]
    after_wins: Scorecard
    quarters: tuple[Quarter, ...]
    later: tuple[Recommendation, ...]
    gates: tuple[OpenGate, ...]
    initiatives: tuple[Running, ...]

    @property
    def end(self) -> Scorecard:
        """The scorecard after the four quarters."""
        return self.quarters[-1].after

    @property
    def quick_effort(self) -> int:
        """Total effort of the quick wins, part of that of the first quarter."""
        return sum(step.effort for step in self.quick_wins)


def roadmap(workspace: Workspace, card: Scorecard, *, capacity: int | None = None, steps: Sequence[Recommendation] | None = None) -> Roadmap:
    """Lays the recommended steps over the four quarters after the scorecard's period.

    Args:
        workspace: knows the initiatives.
        card: the scorecard of the reported period.
        capacity: effort units a quarter has room for; by default a quarter of all steps' effort, rounded up, no less than the
            largest step, and where gates leave room unused as much more as lets every step find its place.
        steps: the recommended steps where they are known already.

    Raises:
        ValueError: if the capacity is below 1.
    """
    if capacity is not None and capacity < 1:
        raise ValueError(capacity)
    found = list(recommendations(workspace, card) if steps is None else steps)
    order = {score.practice.id: _stage_of(card, score.practice.id) for score in card.practices()}
    opening = _opening_steps(card, found)
    room = capacity or _least_capacity(found, order, opening)
    wins, queue, placed = _laid(found, order, opening, room)
    by_stage = sorted(queue, key=lambda s: order[s.score.practice.id])
    quarters: list[Quarter] = []
    done = list(wins)
    for position, period in enumerate(next_quarters(card.period)):
        now = tuple(step for step in by_stage if placed.get(step.score.practice.id) == position)
        done += now
        effort = sum(step.effort for step in (*now, *(wins if position == 0 else ())))
        empty = None if now else _why_empty(position, by_stage, placed, opening, room if wins and position == 0 else 0)
        quarters.append(Quarter(period=period, steps=now, effort=effort, after=together(card, done), empty=empty))
    return Roadmap(
        start=card, capacity=room, quick_wins=wins, after_wins=together(card, wins), quarters=tuple(quarters),
        later=tuple(step for step in by_stage if step.score.practice.id not in placed),
        gates=_gates(card, opening, placed, wins, quarters[-1].after), initiatives=_running(workspace, card))


def usual_capacity(steps: Sequence[Recommendation]) -> int:
    """Effort units a quarter has room for where nobody says: a quarter of all, rounded up, at least the largest step; at least 1."""
    total = sum(step.effort for step in steps)
    return max(1, -(-total // QUARTERS), *(step.effort for step in steps), 1)


def is_quick_win(step: Recommendation) -> bool:
    """Whether a step need not wait for its turn: evidence of what is claimed, or a small step that moves the index alone."""
    return step.kind is not StepKind.IMPROVE or (step.effort == SMALL and step.effect is not None and step.effect > 0)


def next_quarters(period: Period) -> tuple[Period, ...]:
    """The four calendar quarters after a period; of a month within a quarter, those after that quarter."""
    last = period.end
    first = Period(date(last.year, 3 * ((last.month - 1) // 3) + 1, 1), 3)
    return tuple(first.shift(count) for count in range(1, QUARTERS + 1))


def _stage_of(card: Scorecard, practice_id: str) -> int:
    return next(i for i, d in enumerate(card.dimensions) if any(s.practice.id == practice_id for s in d.practices))


def _opening_steps(card: Scorecard, steps: Sequence[Recommendation]) -> dict[str, str]:
    """Practice id -> limiting stage, for the recommended steps on the cheapest path past each stage that limits others."""
    recommended = {step.score.practice.id for step in steps}
    found = {}
    for stage in dict.fromkeys(early for early, _ in limits(card)):
        own = {score.practice.id for score in card.dimension(stage).practices}
        try:
            path = past_limit(card, stage)
        except NoPathRule:
            path = None
        wanted = set(path.levels) if path else own
        found.update({name: stage for name in own if name in wanted & recommended})
    return found


def _laid(steps: Sequence[Recommendation], order: Mapping[str, int], opening: Mapping[str, str],
          room: int) -> tuple[tuple[Recommendation, ...], list[Recommendation], dict[str, int]]:
    """The quick wins that fit into the first quarter, all other steps in the order of their turn, and the quarter of each that finds one."""
    first: set[str] = set()
    free = _taken(first, (s for s in steps if is_quick_win(s) and s.score.practice.id in opening), room)
    # What opens a gate must not wait for quick wins that open none.
    turns = sorted(steps, key=lambda s: (s.score.practice.id not in opening, order[s.score.practice.id]))
    gates = _placed([s for s in turns if s.score.practice.id in opening.keys() - first], opening, first, room, free)
    kept = sum(s.effort for s in steps if gates.get(s.score.practice.id) == 0)
    free = _taken(first, (s for s in steps if is_quick_win(s) and s.score.practice.id not in opening), free - kept) + kept
    wins = tuple(step for step in steps if step.score.practice.id in first)
    queue = [step for step in turns if step.score.practice.id not in first]
    return wins, queue, _placed(queue, opening, first, room, free)


def _taken(names: set[str], steps: Iterable[Recommendation], free: int) -> int:
    """Adds the names of the steps for which there is room; returns the room that is left."""
    for step in steps:
        if step.effort <= free:
            names.add(step.score.practice.id)
            free -= step.effort
    return free


def _least_capacity(steps: Sequence[Recommendation], order: Mapping[str, int], opening: Mapping[str, str]) -> int:
    """The least room from the usual capacity on with which every step finds a quarter; the usual one where none is enough."""
    usual, total = usual_capacity(steps), sum(step.effort for step in steps)
    for room in range(usual, total + 1):
        _, queue, placed = _laid(steps, order, opening, room)
        if len(placed) == len(queue):
            return room
    return usual


def _why_empty(position: int, steps: Sequence[Recommendation], placed: Mapping[str, int], opening: Mapping[str, str], filled: int) -> Empty:
    """Why a quarter has no steps; ``filled`` is the room that quick wins had, 0 where they had none."""
    left = [step for step in steps if placed.get(step.score.practice.id, QUARTERS) > position]
    if not left:
        return "done"
    shut = {stage for name, stage in opening.items() if placed.get(name, QUARTERS if any(s.score.practice.id == name for s in steps) else -1) >= position}
    ready = [step for step in left if step.depends_on not in shut]
    if not ready:
        return "gate"
    return "quick_wins" if any(step.effort <= filled for step in ready) else "too_large"


def _placed(queue: Sequence[Recommendation], opening: Mapping[str, str], quick: AbstractSet[str], capacity: int, first: int) -> dict[str, int]:
    """Practice id -> quarter: each step into the first quarter that is open to it and has room; ``first`` is that of the first quarter."""
    free = [first, *[capacity] * (QUARTERS - 1)]
    placed: dict[str, int] = {}
    for step in queue:
        gate = [name for name, stage in opening.items() if stage == step.depends_on]
        if any(name not in placed and name not in quick for name in gate):
            continue
        start = max((placed.get(name, 0) + 1 for name in gate), default=0)
        quarter = next((q for q in range(start, QUARTERS) if free[q] >= step.effort), None)
        if quarter is not None:
            placed[step.score.practice.id] = quarter
            free[quarter] -= step.effort
    return placed


def _gates(card: Scorecard, opening: Mapping[str, str], placed: Mapping[str, int], wins: Sequence[Recommendation], after: Scorecard) -> tuple[OpenGate, ...]:
    made = []
    quick = {step.score.practice.id for step in wins}
    limited_then = {early for early, _ in limits(after)}
    for stage in sorted({early for early, _ in limits(card)}, key=[d.id for d in card.dimensions].index):
        steps = tuple(s.practice.id for s in card.dimension(stage).practices if opening.get(s.practice.id) == stage)
        quarters = [0 if name in quick else placed.get(name) for name in steps]
        opens = None if None in quarters or not quarters else max(q for q in quarters if q is not None)
        made.append(OpenGate(stage=stage, later=tuple(later for early, later in limits(card) if early == stage), opens=opens, steps=steps,
                             free=stage not in limited_then))
    return tuple(made)


def _running(workspace: Workspace, card: Scorecard) -> tuple[Running, ...]:
    quarters = next_quarters(card.period)
    found = []
    for initiative in workspace.initiatives:
        start, end = initiative.start, initiative.end
        if not initiative.open or (start is None and end is None) or (start and start > quarters[-1].end) or (end and end < quarters[0].start):
            continue
        first = next((i for i, q in enumerate(quarters) if start is not None and start in q), 0)
        last = next((i for i, q in enumerate(quarters) if end is not None and end in q), QUARTERS - 1)
        touched = {_stage_of(card, name) for name in initiative.practices if any(s.practice.id == name for s in card.practices())}
        found.append(Running(
            initiative=initiative, stages=tuple(card.dimensions[i].id for i in sorted(touched)), first=first, last=last,
            before=start is not None and start < quarters[0].start, beyond=end is None or end > quarters[-1].end))
    return tuple(sorted(found, key=lambda run: (run.initiative.start or date.min, run.initiative.id)))
