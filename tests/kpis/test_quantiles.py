"""Quantiles against numpy, weighted ones against repeated answers, and the standard error of a median."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tallies import tally, weighted

from cxgov.kpis.quantiles import HALF, median_interval, median_standard_error, ordered

ANSWERS = st.lists(st.integers(0, 60).map(lambda x: Fraction(x, 4)), min_size=1, max_size=60)
SHARES = st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1, 4), HALF, Fraction(9, 10), Fraction(1)])


def counted(answers):
    return ordered(tally({x: answers.count(x) for x in answers}))


@given(ANSWERS, SHARES)
def test_quantiles_are_those_of_numpy(answers, p):
    import numpy as np

    assert float(counted(answers).quantile(p)) == pytest.approx(float(np.quantile([float(x) for x in answers], float(p))), abs=1e-9)


@given(ANSWERS, SHARES, st.fractions(Fraction(1, 10), 10))
def test_equal_weights_change_nothing(answers, p, weight):
    rows = ordered(weighted({x: (answers.count(x), weight) for x in answers}))
    plain = counted(answers)
    assert rows.quantile(p) == plain.quantile(p)
    assert median_interval(rows) == median_interval(plain)
    assert median_standard_error(rows) == median_standard_error(plain)


@given(ANSWERS, st.lists(st.integers(0, 5), min_size=60, max_size=60), SHARES)
def test_weighted_quantiles_stay_among_the_answers(answers, weights, p):
    rows = {x: (1, Fraction(w)) for x, w in zip(answers, weights, strict=False)}
    found = ordered(weighted(rows))
    heavy = [x for x, (_, w) in rows.items() if w]
    if not heavy:
        assert found is None
        return
    assert min(heavy) <= found.quantile(p) <= max(heavy)
    assert found.quantile(Fraction(1, 10)) <= found.quantile(HALF) <= found.quantile(Fraction(9, 10))


def test_heavy_answers_pull_the_median():
    """9 weighs as much as the other three: the middle lies between it and the next."""
    plain = ordered(weighted({1: (1, Fraction(1)), 2: (1, Fraction(1)), 3: (1, Fraction(1)), 9: (1, Fraction(1))}))
    heavy = ordered(weighted({1: (1, Fraction(1)), 2: (1, Fraction(1)), 3: (1, Fraction(1)), 9: (1, Fraction(3))}))
    assert plain.quantile(HALF) == Fraction(5, 2)
    assert 3 < heavy.quantile(HALF) < 9


def test_the_limits_of_a_median_are_order_statistics():
    """The 2nd and the 9th of ten; none of five."""
    assert median_interval(counted([Fraction(x) for x in range(1, 11)])) == (2, 9)
    assert median_interval(counted([Fraction(x) for x in range(1, 6)])) is None


def test_standard_error_of_a_median():
    """The example of Bonett's package `statpsych`: 3.261774; one answer has none."""
    found = counted([Fraction(x) for x in (25, 29, 35, 36, 36, 40, 41, 43, 44, 54)])
    assert median_standard_error(found) == pytest.approx(3.261774, abs=5e-7)
    assert median_standard_error(counted([Fraction(1)])) is None


def test_standard_error_of_the_median_of_a_normal_sample():
    """1.2533 s / sqrt n of a normal distribution's own quantiles."""
    from statistics import NormalDist

    n = 2001
    answers = {Fraction(str(round(NormalDist().inv_cdf((i - 0.5) / n), 12))): 1 for i in range(1, n + 1)}
    assert median_standard_error(ordered(tally(answers))) == pytest.approx(1.2533 / n**0.5, rel=0.02)
