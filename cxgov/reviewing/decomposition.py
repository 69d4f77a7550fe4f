"""What moved the index from one scorecard to another: parts that add up to the difference, exactly.

The index is worked out once more, with numbers that know before, after and what moved them (`cxgov.reviewing.moved`):
practices become stages, stages are limited by the sequence and placed on the scale, and make the index. So every
framework is decomposed by its own rules, and no cause is counted first.

- ``answer``: the claimed level changed. ``evidence``: what was shown for it did: evidence came, was lost or became too
  old. Where both changed, each is credited with the mean of what it does with the other one before and after.
- ``na``: a practice, or a whole stage, became applicable or not. ``coverage``: a practice was answered that was not, or
  the other way round. ``new``, ``dropped``: it came or went with another version of the framework. What did not count on
  one side is taken to have stood where its stage stood (a stage: where the whole stood), where it changed nothing.
- ``weight``: the version gives it another weight.
- ``sequence``: what the order of the cycle takes off a stage became more or less (counted minus raw score). It belongs
  to the stage that is held back.

Not here: what happened to single practices (`cxgov.reviewing.practice_changes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from cxgov.model.frameworks import Aggregate, Framework
from cxgov.reviewing.moved import HALF, Moved, mean, moved, ranked, still, total
from cxgov.scoring.aggregation import reachable
from cxgov.scoring.evidence import capped
from cxgov.scoring.exact import exact
from cxgov.scoring.scorecard import DimensionScore, PracticeScore, Scorecard

CauseKind = Literal["answer", "evidence", "na", "coverage", "new", "dropped", "weight", "sequence"]
CAUSES: tuple[CauseKind, ...] = ("answer", "evidence", "na", "coverage", "new", "dropped", "weight", "sequence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a difference.

    Attributes:
        cause: what moved.
        id: id of the practice, stage or part of a stage that it belongs to.
        practice: the practice; ``None`` where it belongs to a stage.
        stage: the stage, in which the practice stands.
        amount: index points; never 0.
    """

    cause: CauseKind
    id: str
    practice: str | None
    stage: str
    amount: Fraction


def decompose(before: Scorecard, after: Scorecard, new: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """Says what the difference of the index is made of.

    Args:
        before: the earlier scorecard.
        after: the later one, by the same rules.
        new: practices that are new, or changed their meaning, in the later version of the framework.

    Returns:
        Parts whose amounts add up to the difference of ``index_exact``, the largest first; none where one of the two has
        no index.
    """
    if before.index_exact is None or after.index_exact is None:
        return ()
    index = _Comparing(before, after, new).index()
    order = {name: place for place, name in enumerate(_ids(before.framework, after.framework))}
    stages = {**_stages(before.framework), **_stages(after.framework)}
    practices = {p.id for framework in (before.framework, after.framework) for p in framework.practices()}
    parts = [Part(cause=cast("CauseKind", cause), id=of, practice=of if of in practices else None, stage=stages[of], amount=amount)
             for (cause, of), amount in index.parts.items() if amount]
    return tuple(sorted(parts, key=lambda part: (-abs(part.amount), order[part.id], CAUSES.index(part.cause))))


def _ids(*frameworks: Framework) -> list[str]:
    return list(dict.fromkeys(name for framework in frameworks for name in _stages(framework)))


def _stages(framework: Framework) -> dict[str, str]:
    """Id of every node and practice -> id of its stage, in order."""
    found: dict[str, str] = {}
    for dimension in framework.dimensions:
        inner = [dimension]
        while inner:
            node = inner.pop(0)
            found[node.id] = dimension.id
            found |= {practice.id: dimension.id for practice in node.practices}
            inner = [*node.dimensions, *inner]
    return found


@dataclass(frozen=True, slots=True)
class _Comparing:
    before: Scorecard
    after: Scorecard
    new: frozenset[str]

    def index(self) -> Moved:
        """The index, 0 to 100."""
        pairs = [(b, a) for b, a in _paired(self.before.dimensions, self.after.dimensions) if _scored(b) or _scored(a)]
        sides = [[d for d in card.dimensions if _scored(d)] for card in (self.before, self.after)]
        weighted = [any(d.weight for d in side) for side in sides]
        # A sum of stages is shown as a share of what they can reach together, which is their plain mean.
        plain = self.after.framework.scoring.overall == "sum"
        numbers, weights = [], []
        for b, a in pairs:
            numbers.append(self._stage(b, a))
            ends = [Fraction(1) if plain or not any_weight else d.weight for d, any_weight in zip((b or a, a or b), weighted, strict=True) if d]
            weights.append(moved(ends[0], ends[1], ("weight", _id(b, a))))
        rule: Aggregate = "weighted_mean" if plain else self.after.framework.scoring.overall
        low, high = self.after.framework.scale.min, self.after.framework.scale.max
        return (_combined(rule, numbers, weights) - still(low)) * still(100) / still(high - low)

    def _stage(self, b: DimensionScore | None, a: DimensionScore | None) -> Moved:
        """A stage's counted score on the scale."""
        if b is None or a is None or not (_scored(b) and _scored(a)):
            ends = [_placed(card.framework, d) if d is not None and _scored(d) else _whole(card) for card, d in ((self.before, b), (self.after, a))]
            return moved(ends[0], ends[1], ("na", _id(b, a)))
        held = [(d.effective or 0) - (d.raw or 0) for d in (b, a)]
        score = self._node(b, a) + moved(Fraction(held[0]), Fraction(held[1]), ("sequence", a.id))
        ranges = [_range(card.framework, d) for card, d in ((self.before, b), (self.after, a))]
        scale = self.after.framework.scale
        if all(low == scale.min and high == scale.max for low, high in ranges):
            return score
        if any(low == high for low, high in ranges):
            return moved(_placed(self.before.framework, b), _placed(self.after.framework, a), ("na", a.id))
        low, high = (self._limit(b, a, ranges[0][end], ranges[1][end]) for end in (0, 1))
        return (score - low) * still(scale.max - scale.min) / (high - low) + still(scale.min)

    def _limit(self, b: DimensionScore, a: DimensionScore, first: Fraction, second: Fraction) -> Moved:
        """Lowest or highest score that can be reached: it moves with what does not apply, each practice alike."""
        then = {s.practice.id: s.na for s in b.practices}
        changed = [s.practice.id for s in a.practices if then.get(s.practice.id, s.na) != s.na] or [a.id]
        step = (second - first) / len(changed)
        return Moved(first, second, {("na", name): step for name in changed} if step else {})

    def _node(self, b: DimensionScore, a: DimensionScore) -> Moved:
        """The raw score of a stage, or of a part of one, that has a score on both sides."""
        rule = a.dimension.aggregate or self.after.framework.scoring.aggregate
        own = [Fraction(0) if rule == "sum" else d.raw or Fraction(0) for d in (b, a)]
        children = self._parts(b, a, own) if b.parts or a.parts else self._practices(b, a, own)
        return _combined(rule, [number for number, _ in children], [weight for _, weight in children])

    def _parts(self, b: DimensionScore, a: DimensionScore, own: Sequence[Fraction]) -> list[tuple[Moved, Moved]]:
        """Score and weight of every part that counts on one side at least."""
        found = []
        for one, other in _paired(b.parts, a.parts):
            ends = [d.raw if d is not None else None for d in (one, other)]
            if ends == [None, None]:
                continue
            name = _id(one, other)
            number = self._node(one, other) if one and other and None not in ends else _came_or_went(ends, own, ("na", name))
            found.append((number, _weight(one.weight if one else None, other.weight if other else None, name)))
        return found

    def _practices(self, b: DimensionScore, a: DimensionScore, own: Sequence[Fraction]) -> list[tuple[Moved, Moved]]:
        """Level and weight of every practice that counts on one side at least."""
        found = []
        for one, other in _paired_practices(b.practices, a.practices):
            ends = [_counted(one), _counted(other)]
            if ends == [None, None]:
                continue
            name = (other or one or b.practices[0]).practice.id
            number = self._practice(one, other) if one and other and None not in ends else _came_or_went(ends, own, (self._why(one, other), name))
            found.append((number, _weight(exact(one.practice.weight) if one else None, exact(other.practice.weight) if other else None, name)))
        return found

    def _practice(self, b: PracticeScore, a: PracticeScore) -> Moved:
        """The level that counts: by what was claimed and by what was shown for it."""
        rules = [card.framework.scoring.evidence for card in (self.before, self.after)]
        if b.claimed is None or a.claimed is None:
            return still(0)
        counts = [[capped(claimed, score.evidence, card.period, rule)[0] for score, card, rule in zip((b, a), (self.before, self.after), rules, strict=True)]
                  for claimed in (b.claimed, a.claimed)]
        by_answer = HALF * (counts[1][0] - counts[0][0] + counts[1][1] - counts[0][1])
        by_evidence = HALF * (counts[0][1] - counts[0][0] + counts[1][1] - counts[1][0])
        return Moved(counts[0][0], counts[1][1], {("answer", a.practice.id): by_answer, ("evidence", a.practice.id): by_evidence})

    def _why(self, b: PracticeScore | None, a: PracticeScore | None) -> CauseKind:
        """Why a practice counts on one side only."""
        if a is None:
            return "dropped"
        if b is None or (a.practice.id in self.new and b.reason is not None and not b.na):
            return "new"
        return "na" if b.na or a.na else "coverage"


def _combined(rule: Aggregate, numbers: Sequence[Moved], weights: Sequence[Moved]) -> Moved:
    """The rule of a node, as `cxgov.scoring.aggregation.aggregate` has it."""
    n = len(numbers)
    match rule:
        case "weighted_mean":
            return mean(numbers, weights)
        case "sum":
            return total(numbers)
        case "min":
            return ranked(numbers, [0])
        case "max":
            return ranked(numbers, [n - 1])
        case "median":
            return ranked(numbers, sorted({(n - 1) // 2, n // 2}))


def _came_or_went(ends: Sequence[Fraction | None], own: Sequence[Fraction], cause: tuple[CauseKind, str]) -> Moved:
    first, second = (end if end is not None else stand for end, stand in zip(ends, own, strict=True))
    return moved(first, second, cause)


def _weight(before: Fraction | None, after: Fraction | None, name: str) -> Moved:
    """A weight; what is not there on one side has there the weight of the other."""
    ends = [before if before is not None else after, after if after is not None else before]
    return moved(ends[0] or Fraction(0), ends[1] or Fraction(0), ("weight", name))


def _counted(score: PracticeScore | None) -> Fraction | None:
    return None if score is None or score.na else score.evidenced


def _scored(d: DimensionScore | None) -> bool:
    return d is not None and d.effective is not None


def _id(b: DimensionScore | None, a: DimensionScore | None) -> str:
    known = a or b
    assert known is not None
    return known.id


def _whole(card: Scorecard) -> Fraction:
    """The overall score on the scale."""
    scale = card.framework.scale
    return scale.min + (card.index_exact or Fraction(0)) * (scale.max - scale.min) / 100


def _range(framework: Framework, d: DimensionScore) -> tuple[Fraction, Fraction]:
    not_applicable = frozenset(score.practice.id for score in d.practices if score.na)
    return reachable(d.dimension, framework.scoring, framework.scale, not_applicable)


def _placed(framework: Framework, d: DimensionScore) -> Fraction:
    """A counted score on the scale of levels."""
    low, high = _range(framework, d)
    score = d.effective or Fraction(0)
    scale = framework.scale
    if low == high or (low == scale.min and high == scale.max):
        return score
    return scale.min + (score - low) / (high - low) * (scale.max - scale.min)


def _paired(first: Sequence[DimensionScore], second: Sequence[DimensionScore]) -> list[tuple[DimensionScore | None, DimensionScore | None]]:
    """The same stages of two scorecards side by side; those of the later one first, in its order."""
    earlier, later = {d.id: d for d in first}, {d.id: d for d in second}
    return [(earlier.get(name), later.get(name)) for name in dict.fromkeys([*later, *earlier])]


def _paired_practices(first: Sequence[PracticeScore], second: Sequence[PracticeScore]) -> list[tuple[PracticeScore | None, PracticeScore | None]]:
    earlier, later = {s.practice.id: s for s in first}, {s.practice.id: s for s in second}
    return [(earlier.get(name), later.get(name)) for name in dict.fromkeys([*later, *earlier])]
