"""The figures of the real data sets, computed a second time and in the plainest way: lists, loops, the formulas as written.

In this room: reading delimited files with the standard library, sorting answers into used and not used, and the formulas
of the indicators with their intervals. Not here: anything of cxgov. What both agree on is not agreed by construction.

Sources of the formulas: Wilson (1927) for shares; MeasuringU's adjusted Wald for the Net Promoter Score; Student (1908)
for means; order statistics for the median (David and Nagaraja 2003, section 7.1); Garwood (1936) for rates; Kish (1965)
for the effective number of weighted answers.
"""

from __future__ import annotations

import csv
import gzip
import math
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

Z = 1.959963984540054
Row = dict[str, str]


@dataclass(frozen=True)
class Figures:
    """What an indicator's value must be, and what it rests on."""

    value: float | None
    n: int
    n_effective: float
    interval: tuple[float, float] | None = None
    extra: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Answers:
    """Answers of one question, sorted. `weights` stand beside `values`."""

    values: list[Fraction]
    weights: list[Fraction]
    no_answer: int = 0
    not_applicable: int = 0
    out_of_range: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Rows that were looked at."""
        return len(self.values) + self.no_answer + self.not_applicable + sum(self.out_of_range.values())


def read(path: Path, *, encoding: str = "utf-8-sig", skip: int = 0, header_rows: int = 1, delimiter: str = ",") -> list[list[str]]:
    """The lines of a delimited file, all header rows first."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding=encoding, newline="") as file:
        lines = list(csv.reader(file, delimiter=delimiter))[skip:]
    width = len(lines[0])
    assert all(len(line) == width for line in lines), f"{path.name}: ragged"
    assert len(lines) > header_rows
    return lines


def table(path: Path, *, encoding: str = "utf-8-sig", skip: int = 0) -> list[Row]:
    """The rows of a delimited file with one header row, by column name without the blanks around it."""
    header, *lines = read(path, encoding=encoding, skip=skip)
    return [dict(zip((name.strip() for name in header), line, strict=True)) for line in lines]


def sort(
    rows: Iterable[Row], column: str, *, no_answer: Sequence[str] = (), not_applicable: Sequence[str] = (),
    valid: Callable[[Fraction], bool] = lambda _: True, labels: Mapping[str, int] | None = None, weight: str | None = None,
) -> Answers:
    """Sorts the cells of a column: empty or coded as no answer, coded as not applicable, outside the scale, used."""
    values, weights, outside = [], [], Counter[str]()
    blank = beside = 0
    for row in rows:
        cell = row[column].strip()
        if cell == "" or cell in no_answer:
            blank += 1
        elif cell in not_applicable:
            beside += 1
        else:
            number = plain((labels or {}).get(cell, cell))
            if number is not None and valid(number):
                values.append(number)
                weights.append(Fraction(row[weight].strip()) if weight else Fraction(1))
            else:
                outside[cell] += 1
    return Answers(values, weights, blank, beside, dict(outside))


def plain(cell: str | int) -> Fraction | None:
    """A number as it is written; nothing for a text."""
    try:
        return Fraction(cell)
    except ValueError:
        return None


def between(low: int, high: int) -> Callable[[Fraction], bool]:
    """The whole numbers of a scale."""
    return lambda number: low <= number <= high and number.denominator == 1


def effective(weights: Sequence[Fraction]) -> float:
    """Kish: (sum of weights)² / sum of squared weights."""
    return float(sum(weights) ** 2 / sum(w * w for w in weights)) if weights else 0.0


def weighted_share(answers: Answers, wanted: Callable[[Fraction], bool]) -> float:
    """Share of the answers that are wanted, 0..1."""
    found = sum((w for v, w in zip(answers.values, answers.weights, strict=True) if wanted(v)), Fraction(0))
    return float(found / sum(answers.weights))


def nps(answers: Answers) -> Figures:
    """Promoters (9, 10) minus detractors (0 to 6) in points; adjusted Wald: three answers more, 3/4, 3/2, 3/4."""
    promoters = weighted_share(answers, lambda v: v >= 9)
    detractors = weighted_share(answers, lambda v: v <= 6)
    n = effective(answers.weights)
    p, d = (promoters * n + 0.75) / (n + 3), (detractors * n + 0.75) / (n + 3)
    half = Z * math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    low, high = max(-1.0, p - d - half), min(1.0, p - d + half)
    return Figures(100 * (promoters - detractors), len(answers.values), n, (100 * low, 100 * high))


def wilson(p: float, n: float) -> tuple[float, float]:
    """Wilson's interval of a share, 0..1."""
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def share(answers: Answers, wanted: Callable[[Fraction], bool]) -> Figures:
    """Percentage of the answers that are wanted, with Wilson's interval."""
    return percentage(weighted_share(answers, wanted), len(answers.values), effective(answers.weights))


def percentage(p: float, n: int, n_effective: float | None = None) -> Figures:
    """A share p of n as percentage, with Wilson's interval."""
    base = float(n) if n_effective is None else n_effective
    low, high = wilson(p, base)
    return Figures(100 * p, n, base, (100 * low, 100 * high))


def mean(answers: Answers, scale: tuple[float, float] = (-math.inf, math.inf)) -> Figures:
    """Weighted mean with Student's interval: s² = sum w (x - m)² / sum w, times n / (n - 1), n after Kish; cut at the scale's ends."""
    total = sum(answers.weights)
    pairs = Counter(zip(answers.values, answers.weights, strict=True))  # adding fractions takes long; equal ones are added at once
    middle = sum((v * w * times for (v, w), times in pairs.items()), Fraction(0)) / total
    n = effective(answers.weights)
    if len(answers.values) < 2:
        return Figures(float(middle), len(answers.values), n)
    spread = sum((w * (v - middle) ** 2 * times for (v, w), times in pairs.items()), Fraction(0)) / total
    half = student(n - 1) * math.sqrt(float(spread) / (n - 1))
    return Figures(float(middle), len(answers.values), n, (max(scale[0], float(middle) - half), min(scale[1], float(middle) + half)))


def median(values: Sequence[float]) -> Figures:
    """Median; interval from the j-th smallest to the j-th largest, j the largest with 2 P(Binomial(n, 1/2) < j) <= 0.05."""
    ordered, n = sorted(values), len(values)
    middle = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    below, j = 0.0, 0
    while below + binomial(n, j) <= 0.025:
        below += binomial(n, j)
        j += 1
    interval = (float(ordered[j - 1]), float(ordered[n - j])) if j else None
    return Figures(float(middle), n, float(n), interval, {"p90": statistics.quantiles(ordered, n=10, method="inclusive")[8]} if n > 1 else {})


def binomial(n: int, k: int) -> float:
    """P(X = k) for n tosses of a fair coin."""
    return math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) - n * math.log(2))


def rate(count: int, exposure: int, per: float) -> Figures:
    """Events per so many; Garwood's exact interval of a count by bisection of the Poisson sums."""
    low = 0.0 if count == 0 else bisect(lambda m: poisson_below(count, m) - 0.975, 0.0, float(count))
    high = bisect(lambda m: poisson_below(count + 1, m) - 0.025, float(count), count + 20 * math.sqrt(count + 1) + 20)
    return Figures(per * count / exposure, exposure, float(exposure), (per * low / exposure, per * high / exposure))


def ratio(numerators: Sequence[Fraction], denominators: Sequence[Fraction]) -> Figures:
    """Sum over sum; Student's interval from the spread of y - r x over the rows (Cochran 1977, section 6.4)."""
    n, below = len(numerators), sum(denominators, Fraction(0))
    found = sum(numerators, Fraction(0)) / below
    spread = sum(((y - found * x) ** 2 for y, x in zip(numerators, denominators, strict=True)), Fraction(0)) / (n - 1)
    half = student(n - 1) * math.sqrt(float(spread) / n) / float(below / n)
    return Figures(float(found), n, float(n), (float(found) - half, float(found) + half))


def poisson_below(count: int, expected: float) -> float:
    """P(X < count) for a Poisson count."""
    if expected == 0:
        return 1.0
    return math.fsum(math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(count))


def student(degrees: float) -> float:
    """Student's t that 2.5 % exceed: bisection of the incomplete beta function."""
    return bisect(lambda t: beta_share(degrees / (degrees + t * t), degrees / 2, 0.5) - 0.05, 0.0, 1000.0)


def bisect(falling: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling function crosses zero."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2


def beta_share(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Abramowitz and Stegun 26.5.8)."""
    if x <= 0 or x >= 1:
        return min(1.0, max(0.0, x))
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, 10_000):
        for step in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d, c = 1 / (1 + step * d), 1 + step / c
            result *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return front * result
