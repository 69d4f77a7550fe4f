"""From scores to level words: bands for one score, the framework's rule for the overall level, gates that hold it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cxgov.model.frameworks import Framework, Practice
from cxgov.scoring.exact import exact
from cxgov.scoring.scorecard import Blocker, PracticeScore


def band(score: Fraction, framework: Framework) -> int:
    """Level word of a single score: as many levels above the lowest as there are cuts at or below it."""
    cuts = framework.scoring.bands or [level - 0.25 for level in range(framework.scale.min + 1, framework.scale.max + 1)]
    return min(framework.scale.max, framework.scale.min + sum(score >= exact(cut) for cut in cuts))


def overall(framework: Framework, scores: Sequence[Fraction], percentages: Mapping[str, Fraction], mean: Fraction,
            practices: Sequence[tuple[Practice, Fraction | None]]) -> int:
    """Overall level by the framework's rule, before gates.

    Args:
        framework: the framework.
        scores: effective scores of the scored dimensions.
        percentages: dimension id -> per cent of the reachable maximum.
        mean: the overall score on the scale.
        practices: applicable practices with the level that counts, for the ladder.
    """
    rule, low, high = framework.scoring.level, framework.scale.min, framework.scale.max
    levels = range(low + 1, high + 1)
    match rule.rule:
        case "floor":
            slack = exact(rule.tolerance)
            return max((level for level in levels if all(score >= level - slack for score in scores)), default=low)
        case "cut_offs":
            return min(high, low + sum(mean >= exact(cut) for cut in rule.cuts))
        case "matrix":
            met = (level for level in levels if str(level) in rule.matrix and all(
                percentages.get(name, Fraction(0)) >= exact(least) for name, least in rule.matrix[str(level)].items()))
            return max(met, default=low)
        case "ladder":
            return _ladder(framework, practices)


def _ladder(framework: Framework, practices: Sequence[tuple[Practice, Fraction | None]]) -> int:
    """The highest rung whose own and all lower rungs' practices reach the threshold in the required share."""
    rule = framework.scoring.level
    reached = framework.scale.min
    for level in range(framework.scale.min + 1, framework.scale.max + 1):
        so_far = [value for practice, value in practices if practice.rung is not None and practice.rung <= level]
        passed = sum(value is not None and value >= exact(rule.threshold) for value in so_far)
        if so_far and passed < exact(rule.share) * len(so_far):
            break
        reached = level
    return reached


def gated(level: int, framework: Framework, practices: Sequence[PracticeScore]) -> tuple[int, tuple[Blocker, ...]]:
    """Lowers a level by the gates that are not met.

    A gate whose practice does not apply is open.

    Returns:
        The level that holds, and the unmet gates of levels up to the one that was reached.
    """
    by_id = {score.practice.id: score for score in practices}
    blockers = []
    for gate in framework.scoring.gates:
        score = by_id.get(gate.practice)
        if score is None or score.na or gate.level > level:
            continue
        least = exact(gate.least)
        if score.evidenced is None or score.evidenced < least:
            blockers.append(Blocker(practice=gate.practice, level=gate.level, least=least, found=score.evidenced))
    held = min([level, *(blocker.level - 1 for blocker in blockers)])
    return max(framework.scale.min, held), tuple(blockers)
