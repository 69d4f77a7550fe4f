"""Intervals against scipy and statsmodels, and what must hold of any of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.kpis.differences import square_and_add
from cxgov.kpis.intervals import adjusted_wald, clopper_pearson, median_ranks, poisson, t_interval, wilson
from cxgov.kpis.nps import adjusted_interval

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SHARES = st.floats(0, 1)
SIZES = st.floats(1, 1e7)
CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.99])


@given(COUNTS)
def test_intervals_of_a_proportion(counted):
    from statsmodels.stats.proportion import proportion_confint

    x, n = counted
    assert wilson(x / n, n) == pytest.approx(proportion_confint(x, n, method="wilson"), abs=1e-12)
    assert adjusted_wald(x / n, n) == pytest.approx(proportion_confint(x, n, method="agresti_coull"), abs=1e-12)
    assert clopper_pearson(x, n) == pytest.approx(proportion_confint(x, n, method="beta"), abs=1e-9)


@given(SHARES, SIZES)
def test_limits_of_a_proportion_lie_in_order(p, n):
    low, high = wilson(p, n)
    assert 0 <= low <= p <= high <= 1
    low, high = adjusted_wald(p, n)
    assert 0 <= low <= high <= 1
    low, high = clopper_pearson(p * n, n)
    assert 0 <= low <= p + 1e-9
    assert p - 1e-9 <= high <= 1


@given(SHARES, SHARES, SIZES)
def test_wilson_grows_with_the_share(p, q, n):
    (low1, high1), (low2, high2) = wilson(min(p, q), n), wilson(max(p, q), n)
    assert low1 <= low2 + 1e-12
    assert high1 <= high2 + 1e-12


@given(SHARES, st.floats(1, 1e5), st.floats(1.01, 100))
def test_wilson_shrinks_with_the_number_of_answers(p, n, factor):
    low, high = wilson(p, n)
    narrow = wilson(p, n * factor)
    assert narrow[1] - narrow[0] < high - low


@given(SHARES, SIZES)
def test_wilson_has_no_side(p, n):
    low, high = wilson(p, n)
    assert wilson(1 - p, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(st.floats(-1e3, 1e3), st.floats(0, 1e4), st.integers(2, 10_000), CONFIDENCES)
def test_t_interval(mean, variance, n, confidence):
    from scipy import stats

    half = stats.t.ppf((1 + confidence) / 2, n - 1) * (variance / n) ** 0.5
    assert t_interval(mean, variance, n, confidence) == pytest.approx((mean - half, mean + half), abs=1e-7, rel=1e-7)


def test_one_answer_has_no_t_interval():
    assert t_interval(5.0, 0.0, 1) is None


@given(st.integers(0, 3000), CONFIDENCES)
def test_poisson_limits_are_half_chi_squares(count, confidence):
    from scipy import stats

    tail = (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0
    assert poisson(count, confidence) == pytest.approx((low, stats.chi2.ppf(1 - tail, 2 * count + 2) / 2), rel=1e-9)


@given(st.one_of(st.just(0.0), st.floats(1e-6, 1e5)))
def test_poisson_limits_enclose_the_count(count):
    low, high = poisson(count)
    assert 0 <= low <= count <= high


@given(st.integers(0, 5000), CONFIDENCES)
def test_ranks_of_the_median_reach_the_level_and_no_more(n, confidence):
    """The pair misses the median with at most the allowed probability; the next narrower pair with more."""
    from scipy import stats

    found, tail = median_ranks(n, confidence), (1 - confidence) / 2
    rank = found[0] if found else 0
    assert not rank or stats.binom.cdf(rank - 1, n, 0.5) <= tail * (1 + 1e-9)
    assert stats.binom.cdf(rank, n, 0.5) > tail * (1 - 1e-9)
    assert found is None or found[0] + found[1] == n + 1


@given(st.floats(0, 1), st.floats(0, 1), st.floats(2, 1e6))
def test_limits_of_a_net_score(high, low, n):
    if high + low > 1:
        high, low = high / (high + low), low / (high + low)
    bottom, top = adjusted_interval(high, low, n)
    assert -100 <= bottom <= 100 * (high - low) <= top <= 100
    assert adjusted_interval(low, high, n) == pytest.approx((-top, -bottom), abs=1e-9)
    wide = adjusted_interval(high, low, n / 2 + 0.5)
    assert wide[1] - wide[0] >= top - bottom - 1e-9


@given(st.floats(-10, 10), st.floats(0, 5), st.floats(0, 5), st.floats(-10, 10), st.floats(0, 5), st.floats(0, 5))
def test_squared_distances_add_up(x, below, above, y, under, over):
    """Equal halves give the root of the sum of squares; the interval holds the difference and turns with its direction."""
    before, after = (x, (x - below, x + above)), (y, (y - under, y + over))
    low, high = square_and_add(before, after)
    assert low <= y - x <= high
    assert square_and_add(after, before) == pytest.approx((-high, -low), abs=1e-9)
