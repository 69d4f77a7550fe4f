"""The worked examples of the KPI reference (T1-T36), and the slips that published pages make."""

from __future__ import annotations

import math

import pytest
from tallies import estimate, kpi, tally

from cxgov.kpis.differences import by_standard_errors, by_z, proportions, welch
from cxgov.kpis.intervals import adjusted_wald, clopper_pearson, median_ranks, poisson, wilson
from cxgov.kpis.nps import adjusted
from cxgov.kpis.sample_sizes import n_for_change, n_for_margin
from cxgov.kpis.types import TYPES
from cxgov.kpis.variants import direction_of
from cxgov.model import parse_period

NPS = kpi("nps")
CALL_CENTRE = {10: 5, 9: 9, 2: 5, 1: 4, 0: 5}
RETAIL = {9: 8, 8: 10, 7: 2, 6: 8}


def groups(promoters: int, passives: int, detractors: int) -> dict[int, int]:
    return {10: promoters, 8: passives, 3: detractors}


@pytest.mark.parametrize(("successes", "failures", "low", "high"), [
    (0, 1, 0.0, 0.7934567085261071), (1, 1, 0.09452865480086611, 0.905471345199134),
    (1, 10, 0.016231752262825982, 0.3773646254862038), (10, 90, 0.05522854161313612, 0.1743673043676654),
    (25, 75, 0.17545094003724265, 0.3430464637007583), (50, 50, 0.40382982859014716, 0.5961701714098528),
    (0, 100, 0.0, 0.03699480747600191), (100, 0, 0.9630051925239981, 1.0),
])
def test_wilson_with_a_rounded_z(successes, failures, low, high):
    """T1-T7, published with z = 1.96."""
    n = successes + failures
    assert wilson(successes / n, n, 1.96) == pytest.approx((low, high), abs=1e-14)


def test_wilson_with_the_exact_z():
    """T8, T9; the plain Wald interval 0.05226615..0.32273385 is another one."""
    assert wilson(0.5, 10, 1.6448536269514722) == pytest.approx((0.2692718, 0.7307282), abs=5e-8)
    assert wilson(6 / 32, 32) == pytest.approx((0.08889545, 0.35309155), abs=5e-9)


def test_clopper_pearson():
    """T10."""
    assert clopper_pearson(7, 50) == pytest.approx((0.05819170033997342, 0.26739600249700846), abs=1e-12)


def test_csat_of_five_boxes():
    """T11: 74 of 107; the mean of the same answers is another indicator."""
    counts = {5: 42, 4: 32, 3: 10, 2: 9, 1: 14}
    top = estimate(kpi("csat", "csat5_top2"), counts)
    assert top.value == pytest.approx(100 * 74 / 107)
    assert top.interval == pytest.approx((59.87, 77.12), abs=5e-3)
    assert estimate(kpi("csat", "csat5_mean"), counts).value == pytest.approx(3.738, abs=5e-4)


def test_csat_of_ten_points():
    """T12: 6,865 / 1,000. The page prints 6.89, an arithmetic slip."""
    counts = {2: 10, 3: 30, 4: 100, 5: 130, 6: 150, 7: 115, 8: 255, 9: 140, 10: 70}
    found = estimate(kpi("csat", "csat10_mean"), counts)
    assert (found.value, found.n) == (6.865, 1000)
    assert round(found.value, 2) != 6.89


def test_effort_index():
    """T13: 57 % easy, 19 % difficult."""
    assert estimate(kpi("ces", "ces2_agree7_net"), {6: 40, 7: 17, 4: 14, 5: 10, 1: 3, 2: 6, 3: 10}).value == 38


def test_nps_of_shares():
    """T14."""
    assert estimate(NPS, groups(50, 30, 20)).value == 30


def test_nps_of_four_answers():
    """T15: the 8 is an answer. Left out as if it were missing, the score would be 33.3."""
    found = estimate(NPS, {9: 1, 10: 1, 6: 1, 8: 1})
    assert (found.value, found.n) == (25, 4)


def test_nps_standard_error_and_interval():
    """T16: p = 1/2, d = 1/6, n = 324; division by n, the interval around the adjusted score."""
    found = estimate(NPS, groups(162, 108, 54))
    assert found.value == pytest.approx(100 / 3)
    assert found.variance == pytest.approx(10000 * 5 / 9)
    error = math.sqrt(found.variance / found.n_effective)
    assert error == pytest.approx(4.1409, abs=5e-5)
    assert by_z(found.value, error).interval == pytest.approx((25.217, 41.449), abs=5e-4)
    assert found.interval == pytest.approx((24.945, 41.110), abs=5e-4)


@pytest.mark.parametrize(("counts", "variance", "half"), [(CALL_CENTRE, 1.0, 34.34), (RETAIL, 0.5714, 26.45)])
def test_one_nps_of_two_shapes(counts, variance, half):
    """T17: both score 0."""
    found = estimate(NPS, counts)
    assert found.value == 0
    assert found.variance / 10000 == pytest.approx(variance, abs=5e-5)
    assert found.interval == pytest.approx((-half, half), abs=5e-3)


def test_nps_falls():
    """T18: plain z -6.0418, adjusted z -6.0223; the published program returns the difference without its sign."""
    before, after = estimate(NPS, groups(321, 654, 987)), estimate(NPS, groups(123, 456, 789))
    assert (before.value, after.value) == pytest.approx((-33.945, -48.684), abs=5e-4)
    plain, found = by_standard_errors(before, after), TYPES["nps"].change(NPS, before, after)
    assert plain.p == pytest.approx(math.erfc(6.0418 / math.sqrt(2)), rel=1e-3)
    assert found.p == pytest.approx(math.erfc(6.0223 / math.sqrt(2)), rel=1e-3)
    assert found.difference == after.value - before.value < 0
    (score1, error1), (score2, error2) = (
        adjusted(321 / 1962, 987 / 1962, 1962), adjusted(123 / 1368, 789 / 1368, 1368))
    assert (score2 - score1) / math.hypot(error1, error2) == pytest.approx(-6.0223, abs=5e-5)


def test_nps_rises():
    """T19: raw difference 11.00; tested adjusted."""
    before, after = estimate(NPS, groups(210, 120, 70)), estimate(NPS, groups(236, 112, 52))
    plain, found = by_standard_errors(before, after), TYPES["nps"].change(NPS, before, after)
    assert (before.value, after.value, found.difference) == (35, 46, 11)
    assert plain.interval == pytest.approx((0.79, 21.21), abs=5e-3)
    assert plain.p == pytest.approx(0.0348, abs=5e-5)
    assert found.p == pytest.approx(0.0356, abs=5e-5)
    assert sum(found.interval) / 2 == pytest.approx(10.918, abs=5e-4)


def test_nps_of_few_answers_shows_no_clear_change():
    """T20: 30.0 to 38.3 from 60 answers each."""
    before, after = estimate(NPS, groups(30, 18, 12)), estimate(NPS, groups(33, 17, 10))
    assert by_standard_errors(before, after).p == pytest.approx(0.552, abs=5e-4)
    found = TYPES["nps"].change(NPS, before, after)
    assert found.p > 0.5
    assert found.interval[0] < 0 < found.interval[1]


@pytest.mark.parametrize(("before", "after", "p", "sign"), [
    ((140, 200), (255, 340), 0.2055, 1), ((28, 254), (36, 301), 0.7307, 1),
])
def test_two_proportions(before, after, p, sign):
    """T21, T22: pooled z -1.266 and -0.344 as the pages subtract; two-sided p, where a page gives 0.1030 one-sided."""
    found = proportions((before[0] / before[1], before[1]), (after[0] / after[1], after[1]))
    assert found.p == pytest.approx(p, abs=5e-5)
    assert math.copysign(1, found.difference) == sign


def test_newcombe():
    """T23: 48 of 80 to 56 of 70."""
    found = proportions((48 / 80, 80), (56 / 70, 70))
    assert found.difference == pytest.approx(0.2)
    assert found.interval == pytest.approx((0.05243, 0.33387), abs=5e-6)


def test_welch_is_not_the_pooled_t():
    """T24: Welch t 0.935846 with 20.9846 degrees of freedom; the pooled t would be 0.905136."""
    from scipy import stats

    found = welch((12.0, 39.0, 11), (15.0, 87.5, 13))
    assert found.p == pytest.approx(2 * stats.t.sf(0.935846, 20.9846), abs=1e-6)
    assert found.p != pytest.approx(2 * stats.t.sf(0.905136, 22), abs=1e-3)


@pytest.mark.parametrize(("counts", "median", "mean"), [
    ({2: 2, 3: 2, 5: 1, 7: 1, 8: 1, 130: 1}, 4, 20), ({2: 1, 3: 2, 5: 1, 8: 1, 10: 1, 11: 1}, 5, 6), ({1: 10, 96: 1}, 1, 106 / 11),
])
def test_the_value_of_a_duration_is_its_median(counts, median, mean):
    """T25, T26."""
    found = estimate(kpi("duration"), counts)
    assert found.value == found.extra["median"] == median
    assert found.extra["mean"] == pytest.approx(mean)


def test_churn_is_lost_of_those_at_the_start():
    """T27: 45 of 98. With 60 new customers start minus end would call it a gain of 15."""
    assert estimate(kpi("churn"), {(45, 98): 1}).value == pytest.approx(45.92, abs=5e-3)
    assert estimate(kpi("churn"), {1: 45, 0: 53}).value == pytest.approx(45.92, abs=5e-3)


def test_a_year_of_monthly_churn():
    """3 % a month is 30.6 % a year, not 12 x 3 = 36 %; of a quarter or without a period nothing is said."""
    month, quarter = parse_period("2026-07"), parse_period("2026-Q3")
    churn, kept = estimate(kpi("churn"), {1: 3, 0: 97}, month), estimate(kpi("retention"), {1: 97, 0: 3}, month)
    assert churn.extra["yearly"] == pytest.approx(100 * (1 - 0.97**12))
    assert churn.extra["yearly"] != pytest.approx(36, abs=1)
    assert kept.extra["yearly"] == pytest.approx(100 - churn.extra["yearly"])
    assert "yearly" not in estimate(kpi("churn"), {1: 3, 0: 97}, quarter).extra
    assert "yearly" not in estimate(kpi("share"), {1: 3, 0: 97}, month).extra


def test_first_contact_resolution():
    """T28: 2 of 4 calls; 3 of 3."""
    assert estimate(kpi("fcr"), {1: 2, 0: 2}).value == 50
    assert estimate(kpi("fcr"), {1: 3}).value == 100


def test_adjusted_wald():
    """T30: 9 of 10; centre 11/14, upper limit clipped."""
    low, high = adjusted_wald(0.9, 10)
    assert (low, high) == pytest.approx((0.574, 1.0), abs=5e-4)
    assert high == 1


def test_exact_lower_limit_of_five_of_five():
    """T31."""
    assert clopper_pearson(5, 5)[0] == pytest.approx(0.4782, abs=5e-5)


def test_the_method_of_a_limit_must_be_named():
    """T32: 10 of 10; a page prints 75 % for what is 0.7411 one-sided, 0.6915 two-sided, 0.6791 by adjusted Wald."""
    limits = (clopper_pearson(10, 10, 0.90)[0], clopper_pearson(10, 10)[0], adjusted_wald(1.0, 10)[0], wilson(1.0, 10)[0])
    assert limits[:3] == pytest.approx((0.7411, 0.6915, 0.6791), abs=5e-5)
    assert len({round(limit, 3) for limit in limits}) == 4
    assert max(limits) < 0.75


@pytest.mark.parametrize(("count", "low", "high"), [
    (0, 0, 3.6889), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (30, 20.2409, 42.8269), (100, 81.3640, 121.6268),
])
def test_poisson_limits(count, low, high):
    """T33."""
    assert poisson(count) == pytest.approx((low, high), abs=5e-5)


def test_complaints_per_thousand_accounts():
    """T34: 30 of 12,000."""
    found = estimate(kpi("rate_per"), {(30, 12000): 1})
    assert (found.value, found.n) == (2.5, 12000)
    assert found.interval == pytest.approx((1.69, 3.57), abs=5e-3)
    assert found.extra == {"count": 30, "exposure": 12000}
    assert estimate(kpi("rate_per", per=100), {(30, 12000): 1}).value == 0.25


def test_retention_leaves_new_customers_out():
    """T36: 1,000 at the start, 1,050 at the end, 150 of them new."""
    assert estimate(kpi("retention"), {(1050 - 150, 1000): 1}).value == 90


@pytest.mark.parametrize(("n", "ranks"), [(5, None), (6, (1, 6)), (10, (2, 9)), (20, (6, 15)), (30, (10, 21)), (50, (18, 33)), (100, (40, 61))])
def test_ranks_of_the_median(n, ranks):
    assert median_ranks(n) == ranks


@pytest.mark.parametrize(("variance", "margins", "changes"), [
    (0.65, (2772, 996, 388, 247, 108, 60), (11335, 4079, 1592, 1018, 451, 253)),
    (0.80, (3412, 1227, 478, 305, 134, 74), (13951, 5021, 1960, 1253, 556, 311)),
    (1.00, (4266, 1534, 598, 382, 168, 94), (17439, 6277, 2450, 1567, 695, 390)),
])
def test_sample_sizes_of_an_nps(variance, margins, changes):
    """The table of the reference, for 3, 5, 8, 10, 15 and 20 points."""
    points = (3, 5, 8, 10, 15, 20)
    assert tuple(n_for_margin(10000 * variance, m, spared=3) for m in points) == margins
    assert tuple(n_for_change(10000 * variance, d, spared=3) for d in points) == changes


def test_a_mean_is_no_share_of_satisfied():
    """4.2 of 5 is not 84 %: the same answers hold 70 % of top boxes."""
    counts = {5: 60, 4: 10, 3: 20, 2: 10}
    assert estimate(kpi("csat", "csat5_mean"), counts).value == 4.2
    assert estimate(kpi("csat", "csat5_top2"), counts).value == 70


def test_the_variants_of_effort_are_not_convertible():
    """One set of answers, three figures; the first effort score is good when low, the second when high."""
    counts = {7: 20, 6: 20, 5: 30, 4: 10, 2: 20}
    found = [estimate(kpi("ces", variant), counts).value for variant in ("ces2_agree7_mean", "ces2_agree7_top3", "ces2_agree7_net")]
    assert found == [4.9, 70, 20]
    assert direction_of(kpi("ces", "ces1_effort5")) == "lower_better"
    assert direction_of(kpi("ces", "ces2_agree7_mean")) == "higher_better"


def test_an_nps_is_never_rescaled():
    """An answer that is none of 0..10 is refused, whatever scale the indicator declares."""
    from cxgov.model.indicators import AnswerScale

    for answer in ("11", "-1", "99", "9.5"):
        with pytest.raises(ValueError, match=answer):
            estimate(kpi("nps", scale=AnswerScale(min=0, max=100)), {answer: 1})
    assert estimate(kpi("nps", scale=AnswerScale(min=1, max=5)), {5: 10}).value == -100


def test_declared_boxes_count_instead_of_four_and_five():
    counts = {5: 50, 4: 20, 1: 30}
    assert estimate(kpi("csat", "csat5_top2", boxes=(5,)), counts).value == 50
    assert estimate(kpi("csat", "csat5_top2", boxes=("great", "4"), labels={"great": 5}), counts).value == 70
    with pytest.raises(ValueError, match="great"):
        estimate(kpi("csat", "csat5_top2", boxes=("great",)), counts)


def test_open_cases_stand_beside_the_median():
    found = estimate(kpi("duration"), tally({1: 3}, still_open=4))
    assert found.extra["open"] == 4
    assert estimate(kpi("duration"), tally({}, still_open=4)).extra == {"open": 4}
