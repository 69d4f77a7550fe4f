"""Quantiles of counted answers, weighted or not, and how sure a median is.

Definition: Hyndman and Fan (1996), type 7, which numpy, R and spreadsheets use. With weights its generalisation by Akinshin
(2023, arXiv:2304.07265): each answer fills a stretch of 0..1 as long as its weight; the quantile is the mean of what lies in
the window from p (n* - 1) / n* to (p (n* - 1) + 1) / n*, with n* Kish's effective number. Equal weights give type 7.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from statistics import NormalDist

from cxgov.kpis.distributions import binomial_at_most
from cxgov.kpis.estimates import CONFIDENCE
from cxgov.kpis.intervals import Interval, median_ranks
from cxgov.kpis.tally import Tally
from cxgov.kpis.weighing import numbers

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Ordered:
    """Answers from the smallest to the largest; at least one.

    Attributes:
        values: distinct answers, ascending.
        heap: what answers up to and including each weigh together, in a unit of weight that makes it a whole number.
        n: effective number of answers.
    """

    values: tuple[Fraction, ...]
    heap: tuple[int, ...]
    n: Fraction

    def quantile(self, p: Fraction) -> Fraction:
        """The p-quantile, 0 <= p <= 1, by the module's definition."""
        step = self.heap[-1] / self.n
        start = p * (self.n - 1) * step
        first, last = bisect_right(self.heap, start), bisect_left(self.heap, start + step)
        last = min(last, len(self.values) - 1)
        total, reached = Fraction(0), start
        for value, end in zip(self.values[first:last + 1], self.heap[first:last + 1], strict=True):
            upto = min(Fraction(end), start + step)
            total += value * (upto - reached)
            reached = upto
        return total / step

    def ranked(self, rank: int, n: int) -> Fraction:
        """The answer of a rank among ``n``: the one that holds the middle of the rank's n-th part of the weight."""
        return self.values[bisect_left(self.heap, (rank - HALF) / n * self.heap[-1])]


def ordered(tally: Tally) -> Ordered | None:
    """Sorts the answers of a tally; ``None`` when there are none of any weight."""
    # As floats first: comparing a million fractions takes longer than everything else.
    found = sorted(((x, w.total) for x, w in numbers(tally) if w.total), key=lambda entry: (float(entry[0]), entry[0]))
    if not found:
        return None
    unit = math.lcm(*{w.denominator for _, w in found})
    heap = accumulate(w.numerator * (unit // w.denominator) for _, w in found)
    return Ordered(tuple(x for x, _ in found), tuple(heap), tally.n_effective)


def median_interval(answers: Ordered, confidence: float = CONFIDENCE) -> Interval | None:
    """Interval of the median by order statistics, for the effective number of answers rounded down.

    Returns:
        The limits, answers themselves; ``None`` where there are too few answers for the level.
    """
    n = math.floor(answers.n)
    ranks = median_ranks(n, confidence)
    return (float(answers.ranked(ranks[0], n)), float(answers.ranked(ranks[1], n))) if ranks else None


def median_standard_error(answers: Ordered) -> float | None:
    """Standard error of the median from two order statistics.

    With c = (n + 1) / 2 - sqrt(n), rounded and at least 1: (y_(n-c+1) - y_(c)) / (2 z), where z is the normal quantile that
    leaves out P(X <= c - 1) of a binomial (n, 1/2) X. For the effective number rounded down. Source: Price and Bonett (2001).

    Returns:
        The standard error, in the unit; ``None`` for fewer than two answers.
    """
    n = math.floor(answers.n)
    if n < 2:
        return None
    rank = max(1, round((n + 1) / 2 - math.sqrt(n)))
    z = NormalDist().inv_cdf(1 - binomial_at_most(rank - 1, n, 0.5))
    return float(answers.ranked(n - rank + 1, n) - answers.ranked(rank, n)) / (2 * z)
