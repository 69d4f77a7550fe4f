"""Tests of differences against scipy and statsmodels, Holm's correction, and values typed by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tallies import estimate, kpi

from cxgov.kpis.differences import by_standard_errors, by_z, proportions, rates, standard_error_of, welch
from cxgov.kpis.estimates import Estimate
from cxgov.kpis.holm import holm
from cxgov.kpis.types import TYPES

COUNTS = st.integers(2, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
EVENTS = st.tuples(st.integers(0, 300), st.floats(1, 1e5))
PS = st.lists(st.floats(0, 1), max_size=12)


@given(COUNTS, COUNTS)
def test_two_proportions(before, after):
    from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

    (x1, n1), (x2, n2) = before, after
    found = proportions((x1 / n1, n1), (x2 / n2, n2))
    assert found.interval == pytest.approx(confint_proportions_2indep(x2, n2, x1, n1, method="newcomb", compare="diff"), abs=1e-9)
    if 0 < x1 + x2 < n1 + n2:
        assert found.p == pytest.approx(proportions_ztest([x1, x2], [n1, n2])[1], abs=1e-9)
    else:
        assert found.p == 1


@given(COUNTS, COUNTS)
def test_n_minus_1_is_the_chi_square_of_pearson(before, after):
    """The N - 1 variant is Pearson's chi-square times (N - 1) / N."""
    from scipy import stats

    (x1, n1), (x2, n2) = before, after
    if not 0 < x1 + x2 < n1 + n2:
        return
    square = stats.chi2_contingency([[x1, n1 - x1], [x2, n2 - x2]], correction=False).statistic
    found = proportions((x1 / n1, n1), (x2 / n2, n2), n_minus_1=True)
    assert found.p == pytest.approx(stats.chi2.sf(square * (1 - 1 / (n1 + n2)), 1), abs=1e-9)
    assert found.p >= proportions((x1 / n1, n1), (x2 / n2, n2)).p


MEANS = st.tuples(st.floats(-100, 100), st.floats(0.01, 100), st.integers(2, 500))


@given(MEANS, MEANS)
def test_welch(before, after):
    from scipy import stats

    found = welch(before, after)
    (m1, v1, n1), (m2, v2, n2) = before, after
    expected = stats.ttest_ind_from_stats(m2, math.sqrt(v2), n2, m1, math.sqrt(v1), n1, equal_var=False)
    assert found.p == pytest.approx(expected.pvalue, abs=1e-9)
    df = (v1 / n1 + v2 / n2) ** 2 / ((v1 / n1) ** 2 / (n1 - 1) + (v2 / n2) ** 2 / (n2 - 1))
    half = stats.t.ppf(0.975, df) * math.sqrt(v1 / n1 + v2 / n2)
    assert found.interval == pytest.approx((m2 - m1 - half, m2 - m1 + half), rel=1e-6, abs=1e-6)


@given(MEANS, MEANS)
def test_p_and_t_interval_agree(before, after):
    """0 lies outside the interval exactly where p is below 0.05."""
    found = welch(before, after)
    if abs(found.p - 0.05) > 1e-9:
        assert (found.interval[0] <= 0 <= found.interval[1]) == (found.p > 0.05)


def test_means_without_spread():
    """Two samples without spread differ or do not; one answer says nothing."""
    assert welch((5.0, 0.0, 60), (5.0, 0.0, 60)).p == 1
    assert welch((5.0, 0.0, 60), (4.0, 0.0, 60)).p == 0
    assert welch((5.0, 0.0, 1), (4.0, 1.0, 60)) is None


@given(EVENTS, EVENTS)
def test_two_rates(before, after):
    """Interval by statsmodels' mover with exact limits; p is twice the smaller tail of scipy's binomial test."""
    from scipy import stats
    from statsmodels.stats.rates import confint_poisson_2indep

    (c1, e1), (c2, e2) = before, after
    found = rates(before, after)
    expected = confint_poisson_2indep(c2, e2, c1, e1, method="mover", compare="diff", method_mover="exact-c")
    low1, low2 = c1 == 0, c2 == 0
    if not (low1 or low2):  # statsmodels gives nan for the lower limit of no events
        assert found.interval == pytest.approx(expected, rel=1e-6)
    if c1 + c2:
        tails = [stats.binomtest(c2, c1 + c2, e2 / (e1 + e2), alternative=side).pvalue for side in ("less", "greater")]
        assert found.p == pytest.approx(min(1, 2 * min(tails)), abs=1e-9)
    else:
        assert found.p == 1
    assert found.interval[0] <= found.difference <= found.interval[1]


def test_rates_of_equal_exposure_without_events():
    found = rates((0, 1000.0), (0, 1000.0))
    assert (found.difference, found.p) == (0, 1)
    assert found.interval == pytest.approx((-0.0036889, 0.0036889), abs=1e-6)


@given(PS)
def test_holm(ps):
    from statsmodels.stats.multitest import multipletests

    found = holm(ps)
    if ps:
        assert found == pytest.approx(list(multipletests(ps, method="holm")[1]))
    assert all(raw <= adjusted <= 1 for raw, adjusted in zip(ps, found, strict=True))
    ordered = [adjusted for _, adjusted in sorted(zip(ps, found, strict=True))]
    assert ordered == sorted(ordered)


def test_holm_of_three():
    """0.01 x 3, 0.03 x 2, and 0.04, which may not be less than 0.06."""
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])


def typed(value: float, low: float | None = None, high: float | None = None, **more: float) -> Estimate:
    interval = (low, high) if low is not None and high is not None else None
    return Estimate(**{"value": value, "n": 0, "n_effective": 0.0, "interval": interval, **more})


@pytest.mark.parametrize("kind", list(TYPES))
def test_typed_values_are_tested_by_their_intervals(kind):
    """10 ± 1.96 to 14 ± 1.96: standard error 1 each, z = 4 / sqrt 2."""
    half = 1.959963984540054
    indicator = kpi(kind, {"csat": "csat5_mean", "ces": "ces2_agree7_net"}.get(kind))
    found = TYPES[kind].change(indicator, typed(10, 10 - half, 10 + half), typed(14, 14 - half, 14 + half))
    assert found.difference == 4
    assert found.p == pytest.approx(math.erfc(2), rel=1e-9)
    assert found.interval == pytest.approx((4 - half * math.sqrt(2), 4 + half * math.sqrt(2)))


@pytest.mark.parametrize("kind", list(TYPES))
def test_values_alone_cannot_be_compared(kind):
    indicator = kpi(kind, {"csat": "csat5_mean", "ces": "ces2_agree7_net"}.get(kind))
    assert TYPES[kind].change(indicator, typed(10), typed(14)) is None
    assert TYPES[kind].change(indicator, typed(10, 9, 11), typed(14)) is None
    assert TYPES[kind].change(indicator, replace(typed(10), value=None), typed(14, 13, 15)) is None


def test_typed_means_with_a_number_of_answers_have_t_intervals():
    """n = 5: half a width of t_4 standard errors."""
    from scipy import stats

    half = stats.t.ppf(0.975, 4)
    mean = typed(10, 10 - half, 10 + half, n=5, n_effective=5.0)
    assert standard_error_of(mean, student=True) == pytest.approx(1)
    assert standard_error_of(mean) == pytest.approx(half / 1.959963984540054)


def test_the_level_of_a_typed_interval_counts():
    assert standard_error_of(typed(0, -1.6448536269514722, 1.6448536269514722, confidence=0.9)) == pytest.approx(1)
    assert standard_error_of(typed(0, -1, 1, confidence=1.0)) is None
    assert standard_error_of(typed(0, -1, 1, confidence=0.0)) is None


def test_a_typed_share_needs_its_number_only():
    """Value and n suffice; they give what the counts give."""
    counted = [estimate(kpi("fcr"), {1: x, 0: 200 - x}) for x in (140, 160)]
    hand = [Estimate(value=e.value, n=200, n_effective=200.0) for e in counted]
    assert TYPES["fcr"].change(kpi("fcr"), *hand) == TYPES["fcr"].change(kpi("fcr"), *counted)


def test_a_typed_rate_needs_exposure_only():
    indicator = kpi("rate_per")
    counted = [estimate(indicator, {(c, 12000): 1}) for c in (30, 50)]
    by_n = [Estimate(value=e.value, n=12000, n_effective=12000.0) for e in counted]
    by_extra = [Estimate(value=e.value, n=0, n_effective=0.0, extra={"exposure": 12000.0}) for e in counted]
    expected = TYPES["rate_per"].change(indicator, *counted)
    assert TYPES["rate_per"].change(indicator, *by_n) == TYPES["rate_per"].change(indicator, *by_extra) == expected


def test_fractions_of_an_exposure_survive_a_file():
    """0.8 and 1.9 million of premium: n is written as 0 and 1."""
    indicator = kpi("rate_per", per=1)
    counted = [estimate(indicator, {(c, e): 1}) for c, e in ((30, 0.8), (50, 1.9))]
    read = [replace(e, n_effective=float(e.n)) for e in counted]
    assert [e.n for e in read] == [0, 1]
    assert TYPES["rate_per"].change(indicator, *read) == TYPES["rate_per"].change(indicator, *counted)


def test_a_typed_nps_is_compared_with_a_counted_one():
    """The counted side keeps its own standard error, unadjusted."""
    before, after = typed(35, 27.5, 42.5), estimate(kpi("nps"), {10: 236, 8: 112, 3: 52})
    found = TYPES["nps"].change(kpi("nps"), before, after)
    assert found == by_z(11, math.hypot(15 / 2 / 1.959963984540054, math.sqrt(after.variance / 400)))


def test_shares_of_a_type_that_holds_task_success_use_n_minus_1():
    before, after = (Estimate(value=v, n=20, n_effective=20.0) for v in (50.0, 80.0))
    share, churn = (TYPES[t].change(kpi(t), before, after) for t in ("share", "churn"))
    assert share.p == pytest.approx(math.erfc(30 / math.sqrt(65 * 35 / 10) * math.sqrt(39 / 40) / math.sqrt(2)))
    assert churn.p < share.p
    assert churn.interval == share.interval


def test_difference_of_medians():
    """The example of Bonett's package `statpsych`: 75.5 to 160.5, standard error 37.11502, interval 12.25589..157.7441."""
    first = [70, 394, 43, 95, 62, 128, 2, 203, 81, 436, 85, 35, 156, 1, 3, 27, 63, 181, 184, 18]
    second = [102, 120, 78, 78, 417, 124, 86, 171, 176, 129, 230, 194, 100, 157, 306, 411, 164, 103, 193, 312]
    indicator = kpi("duration")
    found = TYPES["duration"].change(
        indicator, *(estimate(indicator, {x: sample.count(x) for x in sample}) for sample in (first, second)))
    assert found.difference == 85
    assert found.interval == pytest.approx((12.25589, 157.7441), abs=5e-5)


def test_nothing_to_compare():
    empty = Estimate(value=None, n=0, n_effective=0.0)
    assert by_standard_errors(empty, empty) is None
