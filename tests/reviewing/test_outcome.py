"""Distance from the target in tolerances: zero, edge, direction, and agreement with the status."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import LATEST, indicator, value

from cxgov.kpis.status import status
from cxgov.model import Target
from cxgov.reviewing.outcome import outcome


def kpi(direction="higher_better", tolerance=0.2, **changes):
    return indicator(type="mean", variant=None, direction=direction, target=Target(by=LATEST, value=6.0, tolerance=tolerance), **changes)


@pytest.mark.parametrize(("direction", "of", "expected"), [
    ("higher_better", 6.0, 0), ("higher_better", 6.4, 2), ("higher_better", 5.8, -1), ("higher_better", 5.4, -3),
    ("lower_better", 6.0, 0), ("lower_better", 5.6, 2), ("lower_better", 6.2, -1),
    ("target_is_best", 6.0, 1), ("target_is_best", 6.2, 0), ("target_is_best", 5.8, 0), ("target_is_best", 6.4, -2), ("target_is_best", 5.6, -2),
])
def test_distance_in_tolerances(direction, of, expected):
    assert outcome(kpi(direction), value(of)).value == pytest.approx(expected)


def test_interval_is_turned_the_way_that_better_is_up():
    found = outcome(kpi("lower_better"), value(6.0, interval=(5.8, 6.4)))
    assert (found.low, found.high) == (pytest.approx(-2), pytest.approx(1))


def test_interval_across_the_best_value_reaches_it():
    found = outcome(kpi("target_is_best"), value(6.1, interval=(5.9, 6.3)))
    assert found.high == pytest.approx(1)


def test_without_a_tolerance_the_unit_is_half_the_interval():
    """Target and edge of the tolerance are one: what is missed lies below both."""
    found = outcome(kpi(tolerance=0), value(5.8, interval=(5.7, 5.9)))
    assert found.value == pytest.approx(-3)
    assert outcome(kpi(tolerance=0), value(6.2, interval=(6.1, 6.3))).value == pytest.approx(2)


def test_without_an_interval_the_unit_is_the_smallest_change():
    assert outcome(kpi(tolerance=0, smallest_change=0.1), value(6.2, variance=None)).value == pytest.approx(2)
    assert outcome(kpi(tolerance=0, smallest_change=0.0), value(6.2, variance=None)) is None


@pytest.mark.parametrize("made", [indicator(target="none"), kpi(None)])
def test_without_target_or_direction_there_is_no_outcome(made):
    assert outcome(made, value(6.0)) is None


def test_without_a_value_there_is_no_outcome():
    assert outcome(kpi(), value(None, 400)) is None


@given(st.sampled_from(["higher_better", "lower_better", "target_is_best"]), st.sampled_from([0.0, 0.1, 0.5, 2.0]), st.floats(-50, 50))
def test_sign_and_step_are_the_status(direction, tolerance, of):
    found = outcome(kpi(direction, tolerance), value(of, interval=(of - 0.3, of + 0.3)))
    assert found.status == status(kpi(direction, tolerance), of)
    assert (found.value >= -1e-6) == (found.status == "met")
    if found.status == "missed":
        assert found.value < -1 + 1e-6


@given(st.sampled_from(["higher_better", "lower_better"]), st.sampled_from([0.0, 0.3]), st.floats(-20, 20), st.floats(-20, 20))
def test_better_is_never_lower(direction, tolerance, first, second):
    worse, better = sorted([first, second], reverse=direction == "lower_better")
    made = kpi(direction, tolerance)
    low, high = (outcome(made, value(of, interval=(0.0, 1.0))).value for of in (worse, better))
    assert low <= high
