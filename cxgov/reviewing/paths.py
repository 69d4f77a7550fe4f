"""The cheapest way on: the least effort after which a stage no longer limits the others, or a level is reached.

In this room: the search, exact and not greedy. Not here: effort and kind of a single step (`cxgov.reviewing.priorities`)
and the profile after it (`cxgov.reviewing.whatif`).

Both goals ask of each stage on its own that it reaches some score. Only the limiting stage's own steps end its limit:
raising earlier stages leaves it the weakest, raising later ones makes the lead greater. And under the rule ``floor`` an
overall level asks the same score of every stage; the sequence then adds nothing, because a stage may lead the weakest.
So each stage is a knapsack of its own. It is solved by a table from score to least effort, practice by practice, in
which an entry is dropped when another gives at least its score for at most its effort: O(p · s · l) steps for p practices
with l levels and s different scores (s <= p · l where weights are equal), once for every number of years.

Of several ways with the least effort that wins which takes the fewest years at one level a practice and year, then the
higher score, then the one that begins with the framework's earlier practices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cxgov.model import Dimension
from cxgov.reviewing.priorities import StepKind, effort_at, kind_at
from cxgov.reviewing.whatif import with_levels
from cxgov.scoring.exact import exact
from cxgov.scoring.scorecard import PracticeScore, Scorecard
from cxgov.scoring.sequence import effective


class NoPathRule(Exception):
    """The framework counts in a way that this search does not cover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One level of one practice.

    Attributes:
        score: the practice as it is today.
        level: the level after the step.
        kind: improve the practice, or show or refresh evidence.
        effort: 1 small, 2 medium, 3 large.
        year: in which year it can be taken, from 1.
    """

    score: PracticeScore
    level: int
    kind: StepKind
    effort: int
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The cheapest set of steps.

    Attributes:
        steps: by year, then in the framework's order.
        effort: their total effort.
        years: how many years they take at one level a practice and year; 0 without steps.
        after: the scorecard after all of them.
    """

    steps: tuple[PathStep, ...]
    effort: int
    years: int
    after: Scorecard

    @property
    def levels(self) -> dict[str, int]:
        """Practice id -> level at the end of the path."""
        return {step.score.practice.id: step.level for step in self.steps}


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a score costs; ``up`` says by how many levels each practice so far is raised."""

    value: Fraction
    effort: int
    up: tuple[int, ...]


def limiting_stage(card: Scorecard) -> str | None:
    """Id of the first stage that limits another; ``None`` where none does."""
    causes = {d.limited_by for d in card.dimensions}
    return next((d.id for d in card.dimensions if d.id in causes), None)


def past_limit(card: Scorecard, stage: str) -> Path | None:
    """The cheapest way to where a stage limits no other.

    Args:
        card: the scorecard today.
        stage: id of the limiting stage.

    Returns:
        The path, without steps where the stage limits nothing; ``None`` where even the highest levels would not do.

    Raises:
        NoPathRule: if the stage's score is made by a rule that the search does not cover.
    """
    position = next(i for i, d in enumerate(card.dimensions) if d.id == stage)
    raw = [d.raw for d in card.dimensions]

    def free(value: Fraction) -> bool:
        changed = [*raw[:position], value, *raw[position + 1 :]]
        return all(limit != position for _, limit in effective(changed, card.framework.scoring.sequence))

    return _path(card, {stage: free})


def to_level(card: Scorecard, level: int) -> Path | None:
    """The cheapest way to an overall level.

    Returns:
        The path, without steps where the level is reached; ``None`` where it cannot be reached: a practice that was not
        answered, or has answers of its own, keeps what it has.

    Raises:
        NoPathRule: if the level or a stage's score is made by a rule that the search does not cover.
    """
    scoring = card.framework.scoring
    if scoring.level.rule != "floor":
        raise NoPathRule(scoring.level.rule)
    if card.level is None:
        return None
    enough = level - exact(scoring.level.tolerance)
    least = {gate.practice: exact(gate.least) for gate in scoring.gates if gate.level <= level}
    goals = {d.id: (lambda value: value >= enough) for d in card.scored}
    return _path(card, goals, least)


def _path(card: Scorecard, goals: dict[str, Callable[[Fraction], bool]], least: dict[str, Fraction] | None = None) -> Path | None:
    """Solves every stage for each number of years; takes the least effort, then the fewest years."""
    best: dict[str, int] | None = None
    lowest: int | None = None
    for years in range(1, card.framework.scale.max - card.framework.scale.min + 1):
        found = {stage: _cheapest(card, stage, reached, years, least or {}) for stage, reached in goals.items()}
        entries = {stage: entry for stage, entry in found.items() if entry is not None}
        effort = sum(entry.effort for entry in entries.values())
        if len(entries) == len(goals) and (lowest is None or effort < lowest):
            lowest, best = effort, {
                score.practice.id: up for stage, entry in entries.items() for score, up in zip(card.dimension(stage).practices, entry.up, strict=True)}
    return None if best is None else _made(card, best)


def _made(card: Scorecard, ups: dict[str, int]) -> Path:
    steps = []
    for score in card.practices():
        for year in range(1, ups.get(score.practice.id, 0) + 1):
            before = int(score.evidenced or 0) + year - 1
            steps.append(PathStep(score=score, level=before + 1, kind=kind_at(score, before), effort=effort_at(score, before), year=year))
    steps.sort(key=lambda step: step.year)  # stable: the framework's order within a year
    return Path(steps=tuple(steps), effort=sum(step.effort for step in steps), years=max((step.year for step in steps), default=0),
                after=with_levels(card, {step.score.practice.id: step.level for step in steps}))


def _cheapest(card: Scorecard, stage: str, reached: Callable[[Fraction], bool], years: int, least: dict[str, Fraction]) -> _Entry | None:
    entries = _stage_table(card, card.dimension(stage).dimension, years, least)
    return min((e for e in entries if reached(e.value)), key=lambda e: (e.effort, -e.value), default=None)


def _stage_table(card: Scorecard, dimension: Dimension, years: int, least: dict[str, Fraction]) -> list[_Entry]:
    """Least effort for every score worth having; empty where a gate asks for more than can be given."""
    children = [(exact(part.weight), _stage_table(card, part, years, least)) for part in dimension.dimensions] or [
        (exact(practice.weight), _practice_table(card, card.practice(practice.id), years, least.get(practice.id))) for practice in dimension.practices]
    return _joined(dimension.aggregate or card.framework.scoring.aggregate, children)


def _practice_table(card: Scorecard, score: PracticeScore, years: int, least: Fraction | None) -> list[_Entry]:
    """What each level of a practice costs. One without a level counts for nothing and stays as it is: its value is below 0."""
    if score.na or score.evidenced is None:
        return [] if least is not None and not score.na else [_Entry(_NOTHING, 0, (0,))]
    today = score.evidenced
    entries = [_Entry(today, 0, (0,))]
    if not score.practice.answers:
        for up in range(1, min(years, card.framework.scale.max - int(today)) + 1):
            entries.append(_Entry(Fraction(int(today) + up), entries[-1].effort + effort_at(score, int(today) + up - 1), (up,)))
    return [entry for entry in entries if least is None or entry.value >= least]


_NOTHING = Fraction(-1_000_000)  # no scale reaches so low


def _joined(rule: str, children: Sequence[tuple[Fraction, list[_Entry]]]) -> list[_Entry]:
    """Joins the tables of a node's children by its rule.

    Raises:
        NoPathRule: for the rules ``median`` and ``max``.
    """
    if rule not in ("weighted_mean", "sum", "min"):
        raise NoPathRule(rule)
    counted = [weight for weight, table in children if table and table[0].value != _NOTHING]
    if rule == "weighted_mean" and not any(counted):
        counted = [Fraction(1)] * len(counted)
    if not counted:
        return [_Entry(_NOTHING, 0, sum((table[0].up for _, table in children), ()))] if all(table for _, table in children) else []
    weights = iter(counted)
    highest = max(entry.value for _, table in children for entry in table)
    joined = [_Entry(highest if rule == "min" else Fraction(0), 0, ())]
    for _, table in children:
        if table and table[0].value == _NOTHING:
            joined = [_Entry(before.value, before.effort, before.up + table[0].up) for before in joined]
            continue
        weight = next(weights) if table else Fraction(0)
        joined = _worth_having([
            _Entry(_added(rule, before.value, entry.value, weight), before.effort + entry.effort, before.up + entry.up)
            for before in joined for entry in table])
    total = sum(counted) if rule == "weighted_mean" else 1
    return [_Entry(entry.value / total, entry.effort, entry.up) for entry in joined]


def _added(rule: str, before: Fraction, value: Fraction, weight: Fraction) -> Fraction:
    match rule:
        case "min":
            return min(before, value)
        case "sum":
            return before + value
    return before + weight * value


def _worth_having(entries: list[_Entry]) -> list[_Entry]:
    """Drops what another entry beats; of equals that one stays which raises the earlier practices."""
    kept: list[_Entry] = []
    for entry in sorted(entries, key=lambda e: (e.effort, -e.value, tuple(-up for up in e.up))):
        if not kept or entry.value > kept[-1].value:
            kept.append(entry)
    return kept
