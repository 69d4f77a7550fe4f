"""Run chart rules: limits of Anhøj and Olesen (2014), values on the median, and what never fires."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.reviewing.runs import Runs, runs


@pytest.mark.parametrize(("useful", "limit", "least"), [(10, 6, 2), (12, 7, 3), (20, 7, 6), (24, 8, 8)])
def test_limits_are_those_of_the_published_table(useful, limit, least):
    """Longest run allowed and fewest crossings expected: Anhøj and Olesen (2014), table 1."""
    assert not Runs(useful=useful, longest=limit, crossings=least).long_run
    assert Runs(useful=useful, longest=limit + 1, crossings=least).long_run
    assert not Runs(useful=useful, longest=limit, crossings=least).few_crossings
    assert Runs(useful=useful, longest=limit, crossings=least - 1).few_crossings


def test_shift_crosses_the_median_once():
    found = runs([5.0, 5.1, 5.2, 5.1, 5.0, 5.9, 6.0, 5.8, 5.9, 6.1])
    assert found == Runs(useful=10, longest=5, crossings=1)
    assert found.few_crossings


def test_values_on_the_median_belong_to_no_run():
    assert runs([1.0, 2.0, 2.0, 2.0, 2.0, 3.0]) == Runs(useful=2, longest=1, crossings=1)
    assert runs([2.0] * 6) == Runs(useful=0, longest=0, crossings=0)


def test_five_values_have_no_runs():
    assert runs([1.0, 2.0, 3.0, 4.0, 5.0]) is None


def test_going_up_and_down_fires_nothing():
    found = runs([1.0, 2.0] * 6)
    assert found is not None
    assert not found.long_run
    assert not found.few_crossings


@given(st.lists(st.floats(-10, 10), min_size=6, max_size=14))
def test_order_backwards_is_the_same(values):
    assert runs(values) == runs(values[::-1])
