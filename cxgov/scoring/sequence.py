"""The order of the cycle: a dimension is worth little more than the weakest before it, and none is skipped.

Rule: effective_i = min(raw_i, min(raw of the scored dimensions before i) + lead_allowance). Its ground is that the
stages of the customer experience management cycle come in a fixed order and none may be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cxgov.model.frameworks import SequenceRule
from cxgov.scoring.exact import exact


def effective(raw: Sequence[Fraction | None], rule: SequenceRule | None) -> list[tuple[Fraction | None, int | None]]:
    """Limits each score by the weakest before it.

    Args:
        raw: scores in order; ``None`` where there is no score, which limits nothing.
        rule: ``None`` for frameworks without an order.

    Returns:
        For each dimension the effective score, and the position of the first lowest earlier dimension when that one
        lowers the score.
    """
    results: list[tuple[Fraction | None, int | None]] = []
    weakest: tuple[Fraction, int] | None = None
    for position, score in enumerate(raw):
        if score is None:
            results.append((None, None))
            continue
        limit = weakest[0] + exact(rule.lead_allowance) if rule and weakest else None
        if limit is not None and weakest and score > limit:
            results.append((limit, weakest[1]))
        else:
            results.append((score, None))
        if weakest is None or score < weakest[0]:
            weakest = (score, position)
    return results


def skipped(raw: Sequence[Fraction | None], rule: SequenceRule | None) -> list[bool]:
    """Tells which dimensions are skipped: below the threshold while a later one is well above it."""
    if rule is None:
        return [False] * len(raw)
    low, high = exact(rule.skipped_below), exact(rule.while_later)
    return [
        score is not None and score < low and any(later is not None and later >= high for later in raw[position + 1 :])
        for position, score in enumerate(raw)
    ]
