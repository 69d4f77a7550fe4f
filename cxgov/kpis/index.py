"""The experience index: emotion, effort and success of the same respondents in one figure.

Formula: mean of three net scores %(6-7) - %(1-3), each over its own answers, on questions of 1-7. Unit: points, -100..100.
Interval: percentile bootstrap over respondents (Efron and Tibshirani 1993), drawn as counts from the multinomial distribution
of the answer patterns; ``RESAMPLES`` draws of numpy's PCG64 with ``SEED``, patterns in a fixed order, so that the same
answers give the same figures. Change: normal test on the bootstrapped standard errors. The variance of one respondent is
linearised, each net score being a ratio.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from cxgov.kpis.differences import by_standard_errors, variance_of
from cxgov.kpis.estimates import CONFIDENCE, Change, Estimate
from cxgov.kpis.intervals import Interval
from cxgov.kpis.sample_sizes import respondents_for_change
from cxgov.kpis.scales import refuse_others
from cxgov.kpis.tally import Tally, Weight
from cxgov.kpis.weighing import exact_sum, weighed
from cxgov.model import Period
from cxgov.model.indicators import Kpi

QUESTIONS = 3
LOW_TO = 3
HIGH_FROM = 6
RESAMPLES = 2000
SEED = 0

Pattern = tuple[int | None, ...]
"""Per question 1 for the top, -1 for the bottom, 0 between, ``None`` without an answer."""


def estimate(kpi: Kpi, tally: Tally, _period: Period | None, /) -> Estimate:
    """Computes the index.

    Args:
        kpi: the indicator.
        tally: triples (emotion, effort, success) of answers 1..7, ``None`` for one that was not given.

    Returns:
        The index, n being respondents with an answer to any of the three; no value where a question has no answers, no interval
        where all answer alike.

    Raises:
        ValueError: if an answer is no triple or lies outside of 1..7.
    """
    refuse_others(kpi, tally)
    patterns = _patterns(tally)
    n = sum(count for answer, count in tally.counts.items() if isinstance(answer, tuple) and any(a is not None for a in answer))
    total = exact_sum(w.total for w in patterns.values())
    squares = exact_sum(w.squares for w in patterns.values())
    n_effective = total * total / squares if squares else Fraction(0)
    answered = [exact_sum(w.total for p, w in patterns.items() if p[q] is not None) for q in range(QUESTIONS)]
    if not all(answered):
        return Estimate(value=None, n=n, n_effective=float(n_effective))
    nets = [exact_sum((p[q] or 0) * w.total for p, w in patterns.items()) / answered[q] for q in range(QUESTIONS)]

    def influence(pattern: Pattern) -> Fraction:
        """What one respondent of a pattern adds to the index, as a deviation from it."""
        terms = ((mark - net) * total / weight for mark, net, weight in zip(pattern, nets, answered, strict=True) if mark is not None)
        return sum(terms, Fraction(0)) / QUESTIONS

    variance = exact_sum(influence(p) ** 2 * w.total for p, w in patterns.items()) / total
    error, interval = _bootstrapped({p: w.total / total for p, w in patterns.items()}, round(n_effective)) or (None, None)
    return Estimate(value=float(100 * sum(nets) / QUESTIONS), n=n, n_effective=float(n_effective), variance=float(10000 * variance),
                    standard_error=error, interval=interval)


def change(_kpi: Kpi, before: Estimate, after: Estimate, /) -> Change | None:
    """Tests the difference of two indices by their standard errors; ``None`` where one is not known."""
    return by_standard_errors(before, after)


def needed_n(_kpi: Kpi, found: Estimate, difference: float, /) -> int | None:
    """Respondents per period to find a change of so many points; ``None`` where the spread is not known, or none."""
    return respondents_for_change(found, variance_of(found), difference)


def _patterns(tally: Tally) -> dict[Pattern, Weight]:
    """Respondents with any answer, by pattern, in a fixed order."""
    found: defaultdict[Pattern, list[Weight]] = defaultdict(list)
    for answer, weight in weighed(tally):
        if not isinstance(answer, tuple) or len(answer) != QUESTIONS:
            raise ValueError(f"{answer}: three answers were expected")
        if weight.total and any(mark is not None for mark in answer):
            found[tuple(mark if mark is None else (mark >= HIGH_FROM) - (mark <= LOW_TO) for mark in answer)].append(weight)
    in_order = sorted(found, key=lambda pattern: tuple(-2 if mark is None else mark for mark in pattern))
    return {p: Weight(exact_sum(w.total for w in found[p]), exact_sum(w.squares for w in found[p])) for p in in_order}


def _bootstrapped(shares: dict[Pattern, Fraction], n: int) -> tuple[float, Interval] | None:
    """Standard error and interval of the index in points; ``None`` where resampling shows no spread."""
    import numpy as np

    drawn = np.random.Generator(np.random.PCG64(SEED)).multinomial(n, [float(share) for share in shares.values()], size=RESAMPLES)
    marks = np.array([[mark or 0 for mark in pattern] for pattern in shares])
    given = np.array([[mark is not None for mark in pattern] for pattern in shares], dtype=int)
    answered = drawn @ given
    usable = (answered > 0).all(axis=1)  # a draw in which nobody answers a question has no index
    found = 100 * ((drawn @ marks)[usable] / answered[usable]).mean(axis=1)
    if len(found) < 2 or found.min() == found.max():
        return None
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(found, [tail, 1 - tail])
    return float(found.std(ddof=1)), (float(low), float(high))
