"""Numbers that moved: before, after, and what moved them. Arithmetic with them keeps the books exactly.

In this room: sums, products, quotients and order statistics of numbers that changed between two points in time. Every
result knows how much of its own change each cause made, in exact fractions that add up to the change. Not here: what the
numbers and causes are (`cxgov.reviewing.decomposition`).

One rule stands behind all operations: everything moves from before to after along a straight line and at once, and each
stretch of the way is credited to what moves on it. So no cause comes first, and the order of causes does not matter.

- A product: change of a x b = mean(b) x change of a + mean(a) x change of b, mean being that of before and after.
- A quotient: from q x b = a follows change of q = (change of a - mean(q) x change of b) / mean(b).
- Lowest, highest, median: the change of each number counts for the share of the way on which it holds that place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

HALF = Fraction(1, 2)
Cause = tuple[str, str]
"""What moves a number: a kind of cause and the id of what it belongs to."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A number before and after.

    Attributes:
        before: the earlier value.
        after: the later value.
        parts: cause -> its share of the change; together they are the change.
    """

    before: Fraction
    after: Fraction
    parts: Mapping[Cause, Fraction] = field(default_factory=dict)

    @property
    def change(self) -> Fraction:
        """Later minus earlier."""
        return self.after - self.before

    @property
    def middle(self) -> Fraction:
        """Half way between before and after."""
        return (self.before + self.after) * HALF

    def __add__(self, other: Moved) -> Moved:
        return Moved(self.before + other.before, self.after + other.after, _mixed((Fraction(1), self), (Fraction(1), other)))

    def __sub__(self, other: Moved) -> Moved:
        return Moved(self.before - other.before, self.after - other.after, _mixed((Fraction(1), self), (Fraction(-1), other)))

    def __mul__(self, other: Moved) -> Moved:
        return Moved(self.before * other.before, self.after * other.after, _mixed((other.middle, self), (self.middle, other)))

    def __truediv__(self, other: Moved) -> Moved:
        """Divides; both values of the divisor have one sign.

        Raises:
            ZeroDivisionError: if one of them is zero.
        """
        before, after = self.before / other.before, self.after / other.after
        return Moved(before, after, _mixed((1 / other.middle, self), (-(before + after) * HALF / other.middle, other)))


def still(value: Fraction | int) -> Moved:
    """A number that does not move."""
    return Moved(Fraction(value), Fraction(value))


def moved(before: Fraction, after: Fraction, cause: Cause) -> Moved:
    """A number that one cause moves."""
    return Moved(before, after, {cause: after - before} if before != after else {})


def total(numbers: Sequence[Moved]) -> Moved:
    """The sum of several; zero of none."""
    return Moved(sum((n.before for n in numbers), Fraction(0)), sum((n.after for n in numbers), Fraction(0)), _mixed(*((Fraction(1), n) for n in numbers)))


def mean(numbers: Sequence[Moved], weights: Sequence[Moved]) -> Moved:
    """The weighted mean, in which numbers and weights may move."""
    return total([number * weight for number, weight in zip(numbers, weights, strict=True)]) / total(weights)


def ranked(numbers: Sequence[Moved], places: Sequence[int]) -> Moved:
    """The mean of the numbers at the given places of the ascending order: lowest, highest, median.

    Raises:
        ValueError: for no numbers.
    """
    if not numbers:
        raise ValueError("no numbers")
    shares = _shares(numbers, places)
    ends = [sum((ordered[place] for place in places), Fraction(0)) / len(places)
            for ordered in (sorted(n.before for n in numbers), sorted(n.after for n in numbers))]
    return Moved(ends[0], ends[1], _mixed(*zip(shares, numbers, strict=True)))


def _shares(numbers: Sequence[Moved], places: Sequence[int]) -> list[Fraction]:
    """The share of the way on which each number holds one of the places; numbers that run together share it evenly."""
    crossings = {Fraction(0), Fraction(1)}
    for at, one in enumerate(numbers):
        for other in numbers[at + 1 :]:
            slope = one.change - other.change
            if slope and 0 < (when := (other.before - one.before) / slope) < 1:
                crossings.add(when)
    shares = [Fraction(0)] * len(numbers)
    for begin, end in pairwise(sorted(crossings)):
        # Between two crossings the order holds; its middle tells it.
        values = [n.before + (begin + end) * HALF * n.change for n in numbers]
        ordered = sorted(values)
        for place in places:
            holders = [i for i, value in enumerate(values) if value == ordered[place]]
            for holder in holders:
                shares[holder] += (end - begin) / (len(holders) * len(places))
    return shares


def _mixed(*weighted: tuple[Fraction, Moved]) -> dict[Cause, Fraction]:
    """The parts of several numbers, each times its weight, added up by cause; in the order in which causes appear."""
    found: dict[Cause, Fraction] = {}
    for weight, number in weighted:
        for cause, amount in number.parts.items():
            found[cause] = found.get(cause, Fraction(0)) + weight * amount
    return found
