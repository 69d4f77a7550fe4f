"""Exact sums over counted answers, weighted or not: the same whatever the order in which they were counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from cxgov.kpis.tally import Answer, Tally, Weight

ONE = Fraction(1)


def weighed(tally: Tally) -> Iterator[tuple[Answer, Weight]]:
    """Yields each answer with what its respondents weigh; without weights each respondent weighs 1."""
    for answer, count in tally.counts.items():
        yield answer, tally.weights[answer] if tally.weights is not None else _alike(count)


def numbers(tally: Tally) -> Iterator[tuple[Fraction, Weight]]:
    """As :func:`weighed`, for answers that are one number each.

    Raises:
        ValueError: if an answer is several numbers.
    """
    for answer, weight in weighed(tally):
        match answer:
            case Fraction():
                yield answer, weight
            case _:
                raise ValueError(f"{answer}: one number was expected")


def pairs(tally: Tally) -> Iterator[tuple[Fraction, Fraction, Weight]]:
    """Yields numerator, denominator and weight of each row; a plain answer stands for itself over 1.

    Raises:
        ValueError: if an answer is neither a number nor a pair of numbers.
    """
    for answer, weight in weighed(tally):
        match answer:
            case (Fraction() as numerator, Fraction() as denominator):
                yield numerator, denominator, weight
            case Fraction():
                yield answer, ONE, weight
            case _:
                raise ValueError(f"{answer}: a numerator and a denominator were expected")


def exact(number: float) -> Fraction:
    """Returns the fraction that the number's shortest decimal text names: a declared 0.1 is one tenth."""
    return Fraction(repr(number))


def exact_sum(terms: Iterable[Fraction]) -> Fraction:
    """Adds fractions exactly, those of one denominator as whole numbers: a million take many seconds otherwise."""
    return weighted_sum((term, ONE) for term in terms)


def weighted_sum(terms: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """Adds products exactly, as :func:`exact_sum` does."""
    numerators: defaultdict[int, int] = defaultdict(int)
    for term, weight in terms:
        numerators[term.denominator * weight.denominator] += term.numerator * weight.numerator
    return sum((Fraction(numerator, denominator) for denominator, numerator in numerators.items()), Fraction(0))


def mean_of(tally: Tally) -> Fraction | None:
    """Weighted mean of the answers; ``None`` for an empty tally."""
    total = exact_sum(w.total for _, w in numbers(tally))
    return weighted_sum((x, w.total) for x, w in numbers(tally)) / total if total else None


def variance_about(mean: Fraction, tally: Tally) -> Fraction | None:
    """Sample variance of one answer.

    Without weights the squares are divided by n - 1; with weights it is the weighted mean square of the deviations times
    n* / (n* - 1), where n* is Kish's effective number, which is the same when all weigh alike.

    Args:
        mean: mean of the tally.
        tally: answers, not empty.

    Returns:
        The variance; ``None`` for one answer.
    """
    n = tally.n_effective
    if n <= 1:
        return None
    square = weighted_sum((x * x, w.total) for x, w in numbers(tally)) / exact_sum(w.total for _, w in numbers(tally))
    return (square - mean * mean) * n / (n - 1)


@lru_cache(maxsize=1024)
def _alike(count: int) -> Weight:
    return Weight(Fraction(count), Fraction(count))
