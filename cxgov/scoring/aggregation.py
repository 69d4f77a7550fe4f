"""From practices to dimensions: the rule of a node applied to its children, with coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cxgov.model.frameworks import Aggregate, Dimension, Practice, Scale, Scoring
from cxgov.scoring.exact import exact, weighted_mean
from cxgov.scoring.scorecard import PracticeScore, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What a dimension or part comes to.

    Attributes:
        value: score by the node's rule; ``None`` when it cannot be given.
        claimed: the same from claimed levels.
        answered: answered weight.
        applicable: applicable weight.
        reason: why there is no score.
    """

    value: Fraction | None
    claimed: Fraction | None
    answered: Fraction
    applicable: Fraction
    reason: Reason | None


def aggregate(rule: Aggregate, values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Applies a node's rule to the scores of its children; weights matter to the weighted mean alone.

    Raises:
        ValueError: for no children.
    """
    if not values:
        raise ValueError("no children")
    match rule:
        case "weighted_mean":
            return weighted_mean(values, weights)
        case "sum":
            return sum(values, Fraction(0))
        case "min":
            return min(values)
        case "max":
            return max(values)
        case "median":
            return _median(values)


def _median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or the mean of the two in the middle; the library's module for it is slow to import."""
    ordered = sorted(values)
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2


def node_of_practices(dimension: Dimension, scores: Sequence[PracticeScore], scoring: Scoring) -> Node:
    """Scores a dimension from its practices; too little coverage gives no score and is never averaged over."""
    applicable = [score for score in scores if not score.na]
    answered = [score for score in applicable if score.evidenced is not None]
    weight_of = {score.practice.id: exact(score.practice.weight) for score in scores}
    applicable_weight = sum((weight_of[s.practice.id] for s in applicable), Fraction(0))
    answered_weight = sum((weight_of[s.practice.id] for s in answered), Fraction(0))
    reason = reason_for(answered_weight, applicable_weight, scoring)
    rule = dimension.aggregate or scoring.aggregate
    if reason is not None:
        return Node(value=None, claimed=None, answered=answered_weight, applicable=applicable_weight, reason=reason)
    weights = [weight_of[s.practice.id] for s in answered]
    return Node(
        value=aggregate(rule, [s.evidenced for s in answered if s.evidenced is not None], weights),
        claimed=aggregate(rule, [s.claimed for s in answered if s.claimed is not None], weights),
        answered=answered_weight, applicable=applicable_weight, reason=None)


def node_of_parts(dimension: Dimension, parts: Sequence[Node], scoring: Scoring) -> Node:
    """Scores a dimension from its parts; a part that applies but has no score leaves the whole without one."""
    answered = sum((part.answered for part in parts), Fraction(0))
    applicable = sum((part.applicable for part in parts), Fraction(0))
    reason = reason_for(answered, applicable, scoring)
    if reason is None and any(part.reason not in (None, Reason.NOT_APPLICABLE) for part in parts):
        reason = Reason.TOO_FEW_ANSWERS
    if reason is not None:
        return Node(value=None, claimed=None, answered=answered, applicable=applicable, reason=reason)
    scored = [(part, exact(of.weight)) for part, of in zip(parts, dimension.dimensions, strict=True) if part.value is not None]
    weights = [weight for _, weight in scored]
    rule = dimension.aggregate or scoring.aggregate
    return Node(
        value=aggregate(rule, [part.value for part, _ in scored if part.value is not None], weights),
        claimed=aggregate(rule, [part.claimed for part, _ in scored if part.claimed is not None], weights),
        answered=answered, applicable=applicable, reason=None)


def reason_for(answered: Fraction, applicable: Fraction, scoring: Scoring) -> Reason | None:
    """Why a node of this coverage has no score; ``None`` when it has one."""
    if applicable == 0:
        return Reason.NOT_APPLICABLE
    if answered == 0:
        return Reason.NO_ANSWER
    if answered < exact(scoring.min_coverage) * applicable:
        return Reason.TOO_FEW_ANSWERS
    return None


def reachable(dimension: Dimension, scoring: Scoring, scale: Scale, not_applicable: frozenset[str] = frozenset()) -> tuple[Fraction, Fraction]:
    """Lowest and highest score a dimension can reach by its own rule, practices that do not apply left out."""
    rule = dimension.aggregate or scoring.aggregate
    if dimension.dimensions:
        ends = [reachable(part, scoring, scale, not_applicable) for part in dimension.dimensions]
        weights = [exact(part.weight) for part in dimension.dimensions]
    else:
        applicable = [p for p in dimension.practices if p.id not in not_applicable] or list(dimension.practices)
        ends = [_ends(practice, scale) for practice in applicable]
        weights = [exact(practice.weight) for practice in applicable]
    return aggregate(rule, [low for low, _ in ends], weights), aggregate(rule, [high for _, high in ends], weights)


def _ends(practice: Practice, scale: Scale) -> tuple[Fraction, Fraction]:
    values = [exact(option.value) for option in practice.answers]
    return (min(values), max(values)) if values else (Fraction(scale.min), Fraction(scale.max))
