"""Answers, counted: what every indicator is computed from, whatever engine did the counting.

In this room: the counts of one cell (an indicator in a period, perhaps of one segment or touchpoint). Not here: where
they come from (`measuring`) and what is made of them (one module per type of indicator).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

Answer = Fraction | tuple[Fraction | None, ...]
"""One answer as a number, or several that belong together: (numerator, denominator), (emotion, effort, success)."""


class Weight(NamedTuple):
    """What the respondents who gave an answer weigh together.

    Attributes:
        total: sum of their weights.
        squares: sum of the squares of their weights.
    """

    total: Fraction
    squares: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The answers used in one cell.

    Attributes:
        counts: answer -> number of respondents, each above zero. A yes-or-no indicator counts 1 and 0; a ratio or rate
            the pair (numerator, denominator) of each row; an index the three answers of a respondent, ``None`` for one
            that was not given; a duration its length in the indicator's unit.
        weights: answer -> weight, for the same answers; ``None`` where the source has no weights.
        open: cases that have begun and not ended (durations only).
    """

    counts: Mapping[Answer, int]
    weights: Mapping[Answer, Weight] | None = None
    open: int = 0

    @property
    def n(self) -> int:
        """Number of respondents."""
        return sum(self.counts.values())

    @property
    def n_effective(self) -> Fraction:
        """Kish's effective number of respondents: (sum of weights)² / sum of squared weights; n without weights.

        Source: Kish (1965), Survey Sampling, section 11.7.
        """
        if self.weights is None:
            return Fraction(self.n)
        total = sum((w.total for w in self.weights.values()), Fraction(0))
        squares = sum((w.squares for w in self.weights.values()), Fraction(0))
        return total * total / squares if squares else Fraction(0)

    def share(self, answer: Answer) -> Fraction:
        """Weighted share (0..1) of the respondents who gave an answer; 0 for an empty tally."""
        if self.weights is None:
            return Fraction(self.counts.get(answer, 0), self.n) if self.n else Fraction(0)
        total = sum((w.total for w in self.weights.values()), Fraction(0))
        return self.weights[answer].total / total if total and answer in self.weights else Fraction(0)
