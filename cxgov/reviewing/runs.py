"""Run chart rules: whether a series of values moves more than chance lets it.

In this room: the two rules of Anhøj and Olesen (2014), PLoS ONE 9(11), e113825, on the values around their own median. Not
here: which values belong to a series (`cxgov.reviewing.series`), the drawing, and the comparison of two periods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import comb, log2
from statistics import median

LEAST_VALUES = 6
"""Below so many values a median says nothing."""
TAIL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """What the values do around their median; those on the median itself are left out.

    Attributes:
        useful: values off the median.
        longest: length of the longest run on one side.
        crossings: how often the line crosses the median.
        long_run: the longest run is longer than chance explains.
        few_crossings: the line crosses the median less often than chance explains.
    """

    useful: int
    longest: int
    crossings: int

    @property
    def long_run(self) -> bool:
        """Longest run above log2(useful) + 3, rounded."""
        return self.useful > 0 and self.longest > round(log2(self.useful) + 3)

    @property
    def few_crossings(self) -> bool:
        """Crossings below the 5% quantile of a binomial (useful - 1, 1/2)."""
        return self.useful > 1 and self.crossings < _quantile(self.useful - 1)


def runs(values: Sequence[float]) -> Runs | None:
    """Looks at the values of one series, oldest first; ``None`` for fewer than six."""
    if len(values) < LEAST_VALUES:
        return None
    middle = median(values)
    lengths = [len(list(run)) for _, run in groupby(value > middle for value in values if value != middle)]
    return Runs(useful=sum(lengths), longest=max(lengths, default=0), crossings=max(len(lengths) - 1, 0))


def _quantile(n: int) -> int:
    """The smallest k with P(X <= k) >= 5% for a binomial (n, 1/2) X."""
    reached, k = 1, 0
    while reached < TAIL * 2**n:
        k += 1
        reached += comb(n, k)
    return k
