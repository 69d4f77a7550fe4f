"""Pictures carry the scorecard's own numbers, mark what is missing, and stay away where they would show nothing."""

from __future__ import annotations

from contexts import evenly, example, not_applicable, one_rater, other_framework, unscored

from cxgov.reporting import pictures


def test_wheel_tells_index_and_skipped_stage():
    alt = pictures.wheel(example("paczkownia"))["alt"]
    assert "34" in alt
    assert "skipped" in alt


def test_wheel_without_scores():
    """Nothing scored, nothing applicable: still a wheel, and no zero."""
    for context in (unscored(), not_applicable()):
        assert "0.0" not in pictures.wheel(context)["alt"]


def test_radar_is_for_three_to_eight_stages_with_scores():
    assert pictures.profile(example("bank")) is not None
    assert pictures.profile(other_framework()) is not None
    assert pictures.profile(unscored()) is None


def test_comparisons_need_something_to_compare():
    assert pictures.self_and_assessor(example("paczkownia")) is None
    assert pictures.self_and_assessor(example("bank")) is not None
    assert pictures.rater_spread(one_rater(), "S1") is None
    assert pictures.rater_range(one_rater()) is None
    assert pictures.claimed_and_evidenced(not_applicable()) is None


def test_order_without_a_record_draws_no_gate():
    assert "missing" not in pictures.order(evenly(2), None)["alt"]
