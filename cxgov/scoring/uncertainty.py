"""How sure a scorecard is: redrawn weights, redrawn raters. Same inputs, same seed, same figures.

Weights are a choice and raters are a sample. Neither run changes the score; both say how far it hangs on them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from cxgov.model import Framework
from cxgov.scoring.aggregation import node_of_parts, node_of_practices
from cxgov.scoring.assemble import assemble
from cxgov.scoring.evidence import capped
from cxgov.scoring.raters import combined, mostly_not_applicable
from cxgov.scoring.scorecard import PracticeScore, Rating, Scorecard

SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What redrawn practice weights do to the result.

    Attributes:
        draws: number of draws.
        levels: overall level -> number of draws in which it came out.
        unchanged: share of draws in which the level stays, 0..1.
        robust: the level stays in at least the required share of draws.
        index: 5th percentile, median and 95th percentile of the index.
        indices: index of every draw, ascending.
        swaps: (earlier id, later id) -> share of draws in which the two change rank.
    """

    draws: int
    levels: Mapping[int, int]
    unchanged: float
    robust: bool
    index: tuple[float, float, float]
    indices: tuple[float, ...]
    swaps: Mapping[tuple[str, str], float]


def sensitivity(card: Scorecard) -> Sensitivity | None:
    """Redraws the practice weights of each dimension and looks at level, index and ranks.

    Weights follow a Dirichlet distribution with alpha_i = concentration * w_i / mean(w), drawn as gamma variates in
    file order for every practice of the dimension, whether answered or not, so that two scorecards of one framework
    meet the same draws. Practices with weight 0 keep it.

    Returns:
        The figures; ``None`` when the scorecard has no index.
    """
    if card.index_exact is None or card.level is None:
        return None
    rule = card.framework.scoring.sensitivity
    draw = random.Random(SEED)  # noqa: S311 - statistics, not secrets
    base_ranks = [float(d.raw) if d.raw is not None else None for d in card.dimensions]
    pairs = [(i, j) for i, j in combinations(range(len(base_ranks)), 2) if base_ranks[i] is not None and base_ranks[j] is not None]
    levels: Counter[int] = Counter()
    swapped: Counter[tuple[int, int]] = Counter()
    indices = []
    quick = _Quick(card)
    for _ in range(rule.draws):
        raw, index, level = quick.redrawn(draw, rule.concentration)
        levels[level] += 1
        indices.append(index)
        for i, j in pairs:
            before, after = _order(base_ranks[i], base_ranks[j]), _order(raw[i], raw[j])
            if before and after and before != after:
                swapped[i, j] += 1
    unchanged = levels[card.level] / rule.draws
    indices.sort()
    ids = [d.id for d in card.dimensions]
    return Sensitivity(
        draws=rule.draws, levels=dict(sorted(levels.items())), unchanged=unchanged, robust=unchanged >= rule.robust_from,
        index=(_quantile(indices, 0.05), _quantile(indices, 0.5), _quantile(indices, 0.95)), indices=tuple(indices),
        swaps={(ids[i], ids[j]): swapped[i, j] / rule.draws for i, j in pairs})


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An interval of a dimension's raw score over redrawn raters.

    Attributes:
        low: lower end on the scale.
        high: upper end on the scale.
        confidence: its level, 0..1.
        draws: number of draws that gave a score.
    """

    low: float
    high: float
    confidence: float
    draws: int


def rater_intervals(card: Scorecard) -> dict[str, Interval | None]:
    """Bootstraps the individual raters: percentile interval of each dimension's raw score (Efron, 1979).

    In each draw as many raters as there are come out with replacement, their levels combine by the framework's rule and
    the evidence rule applies. The agreed level plays no part: the interval tells how far another group like this one
    might have ended up elsewhere.

    Returns:
        Dimension id -> interval; ``None`` with fewer raters than the framework asks for, or without a score.
    """
    scoring = card.framework.scoring
    raters = card.raters
    if len(raters) < max(3, scoring.minimum_raters):
        return {d.id: None for d in card.dimensions}
    draw = random.Random(SEED)  # noqa: S311 - statistics, not secrets
    practices = {s.practice.id: s for s in card.practices()}
    ratings = {name: {r.rater: r for r in s.raters.ratings} for name, s in practices.items()}
    values: dict[str, list[float]] = {d.id: [] for d in card.dimensions}
    remembered: dict[tuple[str, ...], dict[str, Fraction | None]] = {}
    for _ in range(scoring.bootstrap.draws):
        # Few raters give few different groups; each is scored once.
        drawn = tuple(sorted(draw.choices(raters, k=len(raters))))
        if drawn not in remembered:
            again = {name: _rerated(card, score, [ratings[name][rater] for rater in drawn if rater in ratings[name]])
                     for name, score in practices.items()}
            remembered[drawn] = {d.id: _raw(card.framework, d.id, again) for d in card.dimensions}
        for name, value in remembered[drawn].items():
            if value is not None:
                values[name].append(float(value))
    tail = (1 - scoring.bootstrap.confidence) / 2
    return {name: Interval(low=_quantile(sorted(found), tail), high=_quantile(sorted(found), 1 - tail),
                           confidence=scoring.bootstrap.confidence, draws=len(found)) if found else None
            for name, found in values.items()}


def _rerated(card: Scorecard, score: PracticeScore, ratings: Sequence[Rating]) -> PracticeScore:
    framework = card.framework
    given = [r.value for r in ratings if r.value is not None]
    na = bool(ratings) and mostly_not_applicable(ratings)
    claimed = None if na else combined(given, framework.scoring)
    evidenced = capped(claimed, score.evidence, card.period, framework.scoring.evidence)[0] if claimed is not None else None
    return replace(score, claimed=claimed, evidenced=evidenced, na=na)


def _raw(framework: Framework, dimension_id: str, practices: Mapping[str, PracticeScore]) -> Fraction | None:
    dimension = next(d for d in framework.dimensions if d.id == dimension_id)
    if dimension.dimensions:
        nodes = [node_of_practices(part, [practices[p.id] for p in part.all_practices()], framework.scoring) for part in dimension.dimensions]
        return node_of_parts(dimension, nodes, framework.scoring).value
    return node_of_practices(dimension, [practices[p.id] for p in dimension.practices], framework.scoring).value


class _Quick:
    """Recomputes index and level for drawn weights.

    For a flat framework with weighted means, the shape of `cem-cycle`, floating point arithmetic is enough: the draws
    are random numbers. Every other framework goes the exact way.
    """

    def __init__(self, card: Scorecard) -> None:
        self.card = card
        framework = card.framework
        scoring = framework.scoring
        self.flat = (scoring.overall == "weighted_mean" and scoring.level.rule == "floor" and not scoring.gates and all(
            not d.dimensions and (d.aggregate or scoring.aggregate) == "weighted_mean" for d in framework.dimensions))
        self.practices = [
            [(float(s.practice.weight), float(s.evidenced) if s.evidenced is not None and not s.na else None) for s in d.practices]
            for d in card.dimensions]
        self.weights = [float(d.weight) for d in card.dimensions]

    def redrawn(self, draw: random.Random, concentration: float) -> tuple[list[float | None], float, int]:
        """Draws weights once; returns raw scores, index and level."""
        weights = []
        for practices in self.practices:
            mean = sum(weight for weight, _ in practices) / len(practices) or 1.0
            weights.append([draw.gammavariate(concentration * weight / mean, 1.0) if weight > 0 else 0.0 for weight, _ in practices])
        return self._flat(weights) if self.flat else self._exact(weights)

    def _flat(self, weights: list[list[float]]) -> tuple[list[float | None], float, int]:
        framework = self.card.framework
        rule, scale = framework.scoring.sequence, framework.scale
        raw: list[float | None] = []
        total = weight_sum = 0.0
        weakest: float | None = None
        lowest = float("inf")
        for position, practices in enumerate(self.practices):
            scored = [(w, value) for w, (_, value) in zip(weights[position], practices, strict=True) if value is not None]
            if not scored:
                raw.append(None)
                continue
            value = sum(w * v for w, v in scored) / (sum(w for w, _ in scored) or 1.0)
            raw.append(value)
            counted = value if rule is None or weakest is None else min(value, weakest + rule.lead_allowance)
            weakest = value if weakest is None else min(weakest, value)
            lowest = min(lowest, counted)
            total += self.weights[position] * counted
            weight_sum += self.weights[position]
        mean = total / weight_sum if weight_sum else 0.0
        index = 100 * (mean - scale.min) / (scale.max - scale.min)
        level = max((level for level in range(scale.min + 1, scale.max + 1)
                     if lowest >= level - framework.scoring.level.tolerance - 1e-12), default=scale.min)
        return raw, index, level

    def _exact(self, weights: list[list[float]]) -> tuple[list[float | None], float, int]:
        scores = {}
        for drawn, dimension in zip(weights, self.card.dimensions, strict=True):
            for weight, score in zip(drawn, dimension.practices, strict=True):
                scores[score.practice.id] = replace(score, practice=replace(score.practice, weight=weight))
        again = assemble(self.card.framework, self.card.period, self.card.unit, scores, ())
        return ([float(d.raw) if d.raw is not None else None for d in again.dimensions],
                float(again.index_exact or 0), again.level if again.level is not None else self.card.framework.scale.min)


def _order(first: float | None, second: float | None) -> int:
    if first is None or second is None:
        return 0
    return (first > second) - (first < second)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Linear interpolation between order statistics (Hyndman and Fan, 1996, type 7)."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
