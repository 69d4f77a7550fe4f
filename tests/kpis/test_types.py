"""What holds of every type of indicator: bounds, order, weights, files, nothing to count."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tallies import estimate, from_file, kpi, tally, weighted

from cxgov.kpis.estimates import Estimate
from cxgov.kpis.scales import scale_of
from cxgov.kpis.tally import Tally
from cxgov.kpis.types import TYPES
from cxgov.kpis.variants import VARIANTS, valid_range
from cxgov.model import parse_period
from cxgov.model.indicators import AnswerScale, KpiType

MONTH = parse_period("2026-07")
SEVEN = st.one_of(st.none(), st.integers(1, 7))
PAIRS = st.tuples(st.integers(0, 9), st.integers(1, 30))

# Each indicator with the answers it counts.
CASES = {
    **{name: (kpi(variant.type, name), st.integers(*variant.scale)) for name, variant in VARIANTS.items()},
    **{name: (kpi(name), st.integers(0, 1)) for name in ("share", "fcr", "churn", "retention")},
    "share of sums": (kpi("share"), PAIRS.map(lambda p: (p[0], p[0] + p[1]))),
    "ratio": (kpi("ratio", per=100), PAIRS),
    "rate_per": (kpi("rate_per"), PAIRS),
    "mean": (kpi("mean", scale=AnswerScale(min=0, max=10)), st.integers(0, 40).map(lambda x: x / 4)),
    "duration": (kpi("duration"), st.integers(0, 500).map(lambda x: x / 8)),
    "index": (kpi("index"), st.tuples(SEVEN, SEVEN, SEVEN)),
    "value": (kpi("value"), st.integers(0, 9)),
}
CALCULATED = [name for name in CASES if name != "value"]
FEWER = settings(max_examples=25)  # each property runs for every case


def counts_of(name: str, min_size: int = 1, max_count: int = 40):
    return st.dictionaries(CASES[name][1], st.integers(1, max_count), min_size=min_size, max_size=8)


def test_every_type_is_in_the_list():
    assert set(TYPES) == set(get_args(KpiType))


@pytest.mark.parametrize("name", list(CASES))
def test_nothing_to_count(name):
    """No answers: no value, no exception."""
    indicator = CASES[name][0]
    for empty in (tally({}), Tally(counts={}, weights={})):
        found = estimate(indicator, empty, MONTH)
        assert (found.value, found.n, found.interval, found.variance, found.standard_error) == (None, 0, None, None, None)
    arithmetic = TYPES[indicator.type]
    assert arithmetic.change(indicator, found, found) is None
    assert arithmetic.needed_n(indicator, found, 1.0) is None


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data())
def test_values_and_limits_lie_in_range(name, data):
    indicator = CASES[name][0]
    found = estimate(indicator, data.draw(counts_of(name)), MONTH)
    low, high = valid_range(indicator)
    if found.value is None:
        assert name == "index"
        return
    assert low is None or low <= found.value
    assert high is None or found.value <= high
    assert found.variance is None or found.variance >= 0
    if found.interval and found.n >= 2:
        bottom, top = found.interval
        assert bottom <= found.value + 1e-9
        assert found.value <= top + 1e-9
        if high == 100:
            assert low <= bottom <= top <= high


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data())
def test_the_order_of_counting_does_not_matter(name, data):
    counts = data.draw(counts_of(name))
    turned = dict(data.draw(st.permutations(list(counts.items()))))
    assert estimate(CASES[name][0], counts, MONTH) == estimate(CASES[name][0], turned, MONTH)


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data(), st.fractions(Fraction(1, 100), 100))
def test_equal_weights_are_no_weights(name, data, weight):
    counts = data.draw(counts_of(name))
    same = weighted({answer: (count, weight) for answer, count in counts.items()})
    assert estimate(CASES[name][0], same, MONTH) == estimate(CASES[name][0], counts, MONTH)


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data())
def test_weights_cost_answers(name, data):
    """The effective number is at most the number, and what weighs nothing does not count."""
    counts = data.draw(counts_of(name))
    weights = {answer: (count, Fraction(data.draw(st.integers(0, 4)))) for answer, count in counts.items()}
    found = estimate(CASES[name][0], weighted(weights), MONTH)
    assert 0 <= found.n_effective <= found.n
    heavy = {answer: row for answer, row in weights.items() if row[1]}
    assert estimate(CASES[name][0], weighted(heavy), MONTH).value == found.value


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data())
def test_a_change_turns_with_its_direction(name, data):
    indicator = CASES[name][0]
    first, second = (estimate(indicator, data.draw(counts_of(name))) for _ in range(2))
    arithmetic = TYPES[indicator.type]
    there, back = arithmetic.change(indicator, first, second), arithmetic.change(indicator, second, first)
    if there is None or back is None:
        assert there is back is None
        return
    assert there.difference == -back.difference == second.value - first.value
    assert there.p == pytest.approx(back.p, abs=1e-9)
    assert there.interval == pytest.approx((-back.interval[1], -back.interval[0]), rel=1e-9, abs=1e-9)
    assert 0 <= there.p <= 1
    assert there.interval[0] <= there.interval[1]


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data())
def test_a_file_keeps_what_a_change_needs(name, data):
    """Written as measurements and read again, two values give the same change and the same numbers of answers."""
    indicator = CASES[name][0]
    first, second = (estimate(indicator, data.draw(counts_of(name))) for _ in range(2))
    arithmetic = TYPES[indicator.type]
    assert arithmetic.change(indicator, from_file(first), from_file(second)) == arithmetic.change(indicator, first, second)
    assert arithmetic.needed_n(indicator, from_file(first), 1.0) == arithmetic.needed_n(indicator, first, 1.0)


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data())
def test_nothing_changes_between_equals(name, data):
    indicator = CASES[name][0]
    found = estimate(indicator, data.draw(counts_of(name)))
    change = TYPES[indicator.type].change(indicator, found, found)
    if change is not None:
        assert (change.difference, change.p) == (0, 1)
        assert change.interval[0] <= 0 <= change.interval[1]


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data())
def test_more_of_the_same_answers_narrow_the_interval(name, data):
    indicator = CASES[name][0]
    counts = data.draw(counts_of(name, max_count=10))
    few, many = estimate(indicator, counts), estimate(indicator, {answer: 16 * count for answer, count in counts.items()})
    # A percentile bootstrap of two or three respondents knows too few samples to be compared, and so do order statistics.
    if few.interval and many.interval and few.n >= (30 if name in {"index", "duration"} else 2):
        assert many.interval[1] - many.interval[0] <= few.interval[1] - few.interval[0] + 1e-9
    if name not in {"duration", "index"} or few.n >= 30:
        assert many.value == pytest.approx(few.value)


@pytest.mark.parametrize("name", CALCULATED)
@FEWER
@given(st.data(), st.floats(0.1, 50))
def test_small_changes_need_more_answers(name, data, difference):
    indicator = CASES[name][0]
    found, arithmetic = estimate(indicator, data.draw(counts_of(name))), TYPES[indicator.type]
    less, more = arithmetic.needed_n(indicator, found, difference), arithmetic.needed_n(indicator, found, difference / 2)
    assert (less is None) == (more is None)
    assert less is None or 2 <= less <= more
    for senseless in (0.0, -1.0):
        assert arithmetic.needed_n(indicator, found, senseless) is None


@pytest.mark.parametrize(("name", "counts", "expected"), [
    ("csat5_top2", {5: 80, 1: 20}, 2 * 0.8 * 0.2 * 7.848879734 / 0.05**2), ("csat5_mean", {5: 50, 1: 50}, 2 * (400 / 99) * 7.848879734 / 25),
    ("rate_per", {(30, 12000): 1}, 2 * 2500 * 7.848879734 / 25), ("nps_0_10", {10: 50, 8: 30, 0: 20}, 2 * 0.61 * 7.848879734 / 0.05**2 - 3),
])
def test_numbers_of_answers_to_see_a_change_of_five(name, counts, expected):
    """2 v (1.96 + 0.8416)² / d² with the variance of one answer, or of one unit of exposure."""
    indicator = CASES[name][0]
    assert TYPES[indicator.type].needed_n(indicator, estimate(indicator, counts), 5.0) == max(2, math.ceil(expected))


def test_weights_raise_the_number_of_answers_needed():
    """Half the answers weigh three times as much: n / n* = 1.25."""
    indicator = kpi("nps")
    even = estimate(indicator, {10: 50, 0: 50})
    uneven = Estimate(value=even.value, n=100, n_effective=80.0, variance=even.variance)
    plain = TYPES["nps"].needed_n(indicator, even, 10.0)
    assert plain == 1567
    assert TYPES["nps"].needed_n(indicator, uneven, 10.0) == math.ceil(1567 * 1.25)


@pytest.mark.parametrize(("name", "answer", "value"), [
    ("nps_0_10", 10, 100), ("csat5_mean", 4, 4), ("mean", 2.5, 2.5), ("duration", 7, 7), ("ratio", (3, 4), 75), ("share", 1, 100),
])
def test_one_answer(name, answer, value):
    found = estimate(CASES[name][0], {answer: 1})
    assert (found.value, found.n) == (value, 1)
    assert (found.interval is None) == (name in {"csat5_mean", "mean", "duration", "ratio"})


def test_a_ratio_is_of_sums():
    """3 + 1 over 4 + 6, not the mean of 3/4 and 1/6; standard error by hand: r = 0.4, residuals 1.4 and -1.4, mean of x 5."""
    found = estimate(kpi("ratio"), {(3, 4): 1, (1, 6): 1})
    assert found.value == 0.4
    assert found.variance == pytest.approx((1.4**2 + 1.4**2) / (2 - 1) / 25)
    assert estimate(kpi("ratio"), {(3, 0): 1}).value is None


def test_a_ratio_over_one_is_a_mean():
    """Where every denominator is 1 value, variance and interval are those of the mean."""
    counts = {2: 3, 5: 4, 9: 1}
    ratio, mean = estimate(kpi("ratio"), {(x, 1): n for x, n in counts.items()}), estimate(kpi("mean"), counts)
    assert (ratio.value, ratio.variance, ratio.interval) == (mean.value, pytest.approx(mean.variance), pytest.approx(mean.interval))


@given(st.dictionaries(st.floats(-50, 50).map(lambda x: round(x, 2)), st.integers(1, 20), min_size=2, max_size=8))
def test_variance_of_a_mean(counts):
    """That of numpy over the repeated answers, with n - 1."""
    import numpy as np

    answers = [x for x, n in counts.items() for _ in range(n)]
    assert estimate(kpi("mean"), counts).variance == pytest.approx(float(np.var(answers, ddof=1)), rel=1e-9, abs=1e-12)


def test_weighted_mean_and_net_score():
    """Weights 1 and 3 for 40 and 20 answers: shares 0.4 and 0.6; effective number 100² / 220."""
    rows = {10: (40, Fraction(1)), 0: (20, Fraction(3))}
    score, mean = estimate(kpi("nps"), weighted(rows)), estimate(kpi("mean"), weighted(rows))
    assert score.value == pytest.approx(-20)
    assert mean.value == 4
    assert score.n == 60
    assert score.n_effective == mean.n_effective == pytest.approx(10000 / 220)
    assert mean.variance == pytest.approx(24 * (10000 / 220) / (10000 / 220 - 1))


def test_the_index_is_the_mean_of_three_net_scores_over_their_own_answers():
    """Emotion 50 of four, effort 0 of two, success -100 of one."""
    counts = {(7, 7, None): 1, (6, 1, None): 1, (4, None, None): 2, (None, None, 1): 1, (None, None, None): 5}
    found = estimate(kpi("index"), counts)
    assert found.value == pytest.approx((50 + 0 - 100) / 3)
    assert found.n == 5


def test_the_bootstrap_of_an_index_agrees_with_its_linearised_variance():
    counts = {(7, 6, 5): 40, (4, 7, None): 30, (1, 3, 7): 25, (6, None, 2): 25, (5, 5, 6): 30}
    found = estimate(kpi("index"), counts)
    assert found.standard_error == pytest.approx(math.sqrt(found.variance / found.n_effective), rel=0.06)
    half = (found.interval[1] - found.interval[0]) / 2
    assert half == pytest.approx(1.96 * found.standard_error, rel=0.08)


def test_an_index_of_one_question_asked_thrice_is_its_net_score():
    """Variance and value are those of the net effort score."""
    counts = {7: 30, 4: 20, 2: 10}
    index = estimate(kpi("index"), {(x, x, x): n for x, n in counts.items()})
    net = estimate(kpi("ces", "ces2_agree7_net"), counts)
    assert (index.value, index.variance) == pytest.approx((net.value, net.variance))


def test_an_index_without_spread_has_no_interval():
    found = estimate(kpi("index"), {(7, 7, 6): 40})
    assert (found.value, found.interval, found.standard_error) == (100, None, None)


@pytest.mark.parametrize(("indicator", "expected"), [
    (kpi("nps"), (0, 10, True)), (kpi("nps", scale=AnswerScale(min=1, max=5)), (0, 10, True)), (kpi("ces", "ces1_effort5"), (1, 5, True)),
    (kpi("csat", "csat10_mean"), (1, 10, True)), (kpi("index"), (1, 7, True)), (kpi("mean"), None), (kpi("duration"), None),
    (kpi("mean", scale=AnswerScale(min=0, max=10)), (0, 10, False)), (kpi("mean", scale=AnswerScale(min=0, max=10, step=1)), (0, 10, True)),
    (kpi("mean", scale=AnswerScale(min=0, max=10, step=0.5)), (0, 10, False)), (kpi("share"), None),
])
def test_valid_answers(indicator, expected):
    assert scale_of(indicator) == expected


@pytest.mark.parametrize(("name", "answer"), [
    ("csat5_top2", 6), ("csat5_mean", 4.5), ("ces1_effort5", 0), ("mean", 10.5), ("index", (8, 1, 1)), ("index", (1, 1)), ("index", 7),
    ("share", 2), ("share", (5, 4)), ("rate_per", (-1, 4)), ("ratio", (1, 2, 3)), ("duration", (1, 2)),
])
def test_what_cannot_be_counted_is_refused(name, answer):
    """Whoever counts sets such answers apart before; in silence they would distort the value."""
    with pytest.raises(ValueError, match=r"no valid answer|were expected|was expected|must lie|can be negative"):
        estimate(CASES[name][0], {answer: 1})


def test_a_value_typed_by_hand_is_never_computed():
    assert estimate(kpi("value"), {3: 5}).value is None
