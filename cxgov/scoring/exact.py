"""Exact numbers: a declared 0.1 is one tenth, sums do not depend on their order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from cxgov.language import round_half_up


@lru_cache(maxsize=4096)
def exact(number: float) -> Fraction:
    """Returns the fraction that the number's shortest decimal text names."""
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


def weighted_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Weighted mean.

    Raises:
        ZeroDivisionError: if the weights add up to nothing.
    """
    total = sum(weights, Fraction(0))
    return sum((value * weight for value, weight in zip(values, weights, strict=True)), Fraction(0)) / total


def rounded(number: Fraction) -> int:
    """Rounds half up to an integer."""
    return int(round_half_up(float(number))) if number.denominator > 2 else (2 * number.numerator + number.denominator) // (2 * number.denominator)
