"""From practice scores to the scorecard: dimensions, sequence, index, level. Pure; used again by every what-if."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cxgov.model import Assessment, Dimension, Framework, Period
from cxgov.scoring.aggregation import Node, aggregate, node_of_parts, node_of_practices, reachable, reason_for
from cxgov.scoring.exact import exact, rounded, weighted_mean
from cxgov.scoring.levels import band, gated, overall
from cxgov.scoring.scorecard import Blocker, DimensionScore, PracticeScore, Reason, Scorecard
from cxgov.scoring.sequence import effective, skipped


@dataclass(frozen=True, slots=True)
class _Tree:
    node: Node
    parts: tuple[DimensionScore, ...]


def assemble(framework: Framework, period: Period, unit: str | None, practices: Mapping[str, PracticeScore],
             assessments: Sequence[Assessment]) -> Scorecard:
    """Computes dimensions, sequence, index and level from practice scores.

    Args:
        framework: the framework.
        period: the period.
        unit: unit id; ``None`` for the organisation.
        practices: practice id -> score, for every practice of the framework.
        assessments: where the answers come from; only counted, never read again.
    """
    scoring = framework.scoring
    trees = [_tree(framework, dimension, practices) for dimension in framework.dimensions]
    raw = [tree.node.value for tree in trees]
    limited, left_out = effective(raw, scoring.sequence), skipped(raw, scoring.sequence)
    dimensions = tuple(
        _dimension(framework, dimension, tree, practices, limited[i][0],
                   framework.dimensions[at].id if (at := limited[i][1]) is not None else None, left_out[i])
        for i, (dimension, tree) in enumerate(zip(framework.dimensions, trees, strict=True)))
    answered = sum((tree.node.answered for tree in trees), Fraction(0))
    applicable = sum((tree.node.applicable for tree in trees), Fraction(0))
    reason = _reason(dimensions, answered, applicable)
    index_exact: Fraction | None = None
    level: int | None = None
    blockers: tuple[Blocker, ...] = ()
    if reason is None:
        index_exact, mean = _index(framework, dimensions)
        all_scores = [practices[p.id] for p in framework.practices()]
        reached = overall(
            framework, [d.effective for d in dimensions if d.effective is not None], _percentages(framework, dimensions), mean,
            [(s.practice, s.evidenced) for s in all_scores if not s.na])
        level, blockers = gated(reached, framework, all_scores)
    individual = [a for a in assessments if a.status == "individual"]
    return Scorecard(
        framework=framework, period=period, unit=unit, index_exact=index_exact,
        index=rounded(index_exact) if index_exact is not None else None, level=level, blockers=blockers,
        coverage=answered / applicable if applicable else None, reason=reason, dimensions=dimensions,
        raters=tuple(dict.fromkeys(a.rater for a in individual)),
        assessors=tuple(dict.fromkeys(a.rater for a in assessments if a.status == "assessor")),
        agreed=any(a.status == "agreed" for a in assessments),
        date=max((a.date for a in assessments), default=period.end))


def _tree(framework: Framework, dimension: Dimension, practices: Mapping[str, PracticeScore]) -> _Tree:
    if not dimension.dimensions:
        return _Tree(node_of_practices(dimension, [practices[p.id] for p in dimension.practices], framework.scoring), ())
    inner = [_tree(framework, part, practices) for part in dimension.dimensions]
    parts = tuple(_dimension(framework, part, tree, practices, tree.node.value, None, False)
                  for part, tree in zip(dimension.dimensions, inner, strict=True))
    return _Tree(node_of_parts(dimension, [tree.node for tree in inner], framework.scoring), parts)


def _dimension(framework: Framework, dimension: Dimension, tree: _Tree, practices: Mapping[str, PracticeScore],
               score: Fraction | None, limited_by: str | None, left_out: bool) -> DimensionScore:
    node = tree.node
    scores = tuple(practices[practice.id] for practice in dimension.all_practices())
    assessor, shared = _beside_assessor(framework, scores)
    return DimensionScore(
        dimension=dimension, raw=node.value, effective=score, claimed=node.claimed,
        level=band(_on_scale(framework, dimension, score, scores), framework) if score is not None else None,
        coverage=node.answered / node.applicable if node.applicable else None, limited_by=limited_by, skipped=left_out,
        applicable=node.applicable > 0, assessor=assessor, self_shared=shared, reason=node.reason, practices=scores,
        parts=tree.parts, weight=exact(dimension.weight))


def _beside_assessor(framework: Framework, scores: Sequence[PracticeScore]) -> tuple[Fraction | None, Fraction | None]:
    """The assessor's mean and our claimed mean over the practices both rated; both ``None`` below the needed coverage."""
    both = [s for s in scores if s.assessor is not None and s.claimed is not None]
    weights = [exact(s.practice.weight) for s in both]
    applicable = sum((exact(s.practice.weight) for s in scores if not s.na), Fraction(0))
    if reason_for(sum(weights, Fraction(0)), applicable, framework.scoring) is not None:
        return None, None
    return (weighted_mean([s.assessor for s in both if s.assessor is not None], weights),
            weighted_mean([s.claimed for s in both if s.claimed is not None], weights))


def _on_scale(framework: Framework, dimension: Dimension, score: Fraction, practices: Sequence[PracticeScore]) -> Fraction:
    """A score placed on the scale of levels; means already lie on it, sums are brought there."""
    low, high = reachable(dimension, framework.scoring, framework.scale, _na(practices))
    if high == low or (low == framework.scale.min and high == framework.scale.max):
        return score
    return framework.scale.min + (score - low) / (high - low) * (framework.scale.max - framework.scale.min)


def _na(practices: Sequence[PracticeScore]) -> frozenset[str]:
    return frozenset(score.practice.id for score in practices if score.na)


def _reason(dimensions: Sequence[DimensionScore], answered: Fraction, applicable: Fraction) -> Reason | None:
    if applicable == 0:
        return Reason.NOT_ASSESSABLE
    if answered == 0:
        return Reason.NO_ANSWER
    return Reason.TOO_FEW_ANSWERS if any(d.applicable and d.raw is None for d in dimensions) else None


def _index(framework: Framework, dimensions: Sequence[DimensionScore]) -> tuple[Fraction, Fraction]:
    """Index 0..100 and the overall score on the scale, from the effective scores."""
    scored = [d for d in dimensions if d.effective is not None]
    scores = [_on_scale(framework, d.dimension, d.effective, d.practices) for d in scored if d.effective is not None]
    rule = framework.scoring.overall
    weights = [d.weight for d in scored]
    if not any(weights):
        weights = [Fraction(1)] * len(scored)
    total = aggregate(rule, scores, weights)
    low, high = Fraction(framework.scale.min), Fraction(framework.scale.max)
    if rule == "sum":
        low, high = low * len(scored), high * len(scored)
    return 100 * (total - low) / (high - low), total


def _percentages(framework: Framework, dimensions: Sequence[DimensionScore]) -> dict[str, Fraction]:
    """Per cent of the reachable maximum, by dimension."""
    found = {}
    for d in dimensions:
        if d.effective is not None:
            _, high = reachable(d.dimension, framework.scoring, framework.scale, _na(d.practices))
            found[d.id] = 100 * d.effective / high if high else Fraction(100)
    return found
