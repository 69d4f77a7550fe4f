"""Several raters of one practice: how their levels combine and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from cxgov.model.frameworks import DiscussRule, Scale, Scoring
from cxgov.scoring.exact import exact
from cxgov.scoring.scorecard import RaterSpread, Rating


def combined(values: Sequence[Fraction], scoring: Scoring) -> Fraction | None:
    """Makes one level of the raters' levels by the framework's rule; ``None`` for no raters.

    Levels are ordinal, so the default is the lower median and never a mean.
    """
    return _pick(Counter(values), len(values), scoring.combine) if values else None


def _pick(counts: Mapping[Fraction, int], n: int, rule: str) -> Fraction:
    """Chooses one of the levels given: by their order, from the counts, as there are few levels and many raters."""
    place = {"median_low": (n + 1) // 2, "median_high": n // 2 + 1, "min": 1, "max": n}[rule]
    for level in sorted(counts):
        place -= counts[level]
        if place <= 0:
            return level
    raise ValueError(n)


def agreement(values: Sequence[Fraction], scale: Scale) -> Fraction | None:
    """Agreement r*wg = 1 - s2 / s2max of ratings on a scale.

    s2 is the sample variance, s2max = ((max - min) / 2)^2 the variance of maximum dissensus (LeBreton and Senter,
    2008). 1 is full agreement; values below 0 mean more dissensus than an even split between the two ends.

    Args:
        values: levels of at least two raters; fewer give ``None``.
        scale: the scale they were given on.
    """
    n = len(values)
    if n < 2:
        return None
    counts = Counter(values)
    mean = sum((count * value for value, count in counts.items()), Fraction(0)) / n
    variance = sum((count * (value - mean) ** 2 for value, count in counts.items()), Fraction(0)) / (n - 1)
    return 1 - variance / (Fraction(scale.max - scale.min, 2) ** 2)


def spread(ratings: Sequence[Rating], scale: Scale, rule: DiscussRule) -> RaterSpread:
    """Describes how the individual raters of a practice agree."""
    values = [rating.value for rating in ratings if rating.value is not None]
    agreed = agreement(values, scale)
    counts = Counter(values)
    width = max(counts) - min(counts) if counts else None
    mixed = 0 < len(values) < len(ratings)
    apart = (agreed is not None and agreed < exact(rule.agreement_below)) or (
        len(values) > 1 and width is not None and width >= exact(rule.range_from))
    return RaterSpread(
        ratings=tuple(ratings), n=len(values), median_low=_pick(counts, len(values), "median_low") if values else None, range=width,
        agreement=agreed, mixed=mixed, discuss=mixed or apart)


def mostly_not_applicable(ratings: Sequence[Rating]) -> bool:
    """Whether more than half of the raters said `na`."""
    return 2 * sum(rating.value is None for rating in ratings) > len(ratings)
