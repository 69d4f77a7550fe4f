"""Enough answers: needed for the smallest change, and the change that the present number shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import indicator, value

from cxgov.kpis.estimates import estimate_of
from cxgov.kpis.types import TYPES
from cxgov.reviewing.sample_size import sample_size


def test_answers_needed_are_the_types():
    """2 v (1.960 + 0.842)² / d² with v = 1 and d = 0.2: 392.4."""
    found = sample_size(indicator(), value(5.5, 400))
    assert (found.n, found.needed, found.enough) == (400, 393, True)
    assert not sample_size(indicator(), value(5.5, 392)).enough


def test_detectable_change_is_the_one_that_needs_the_present_number():
    found = sample_size(indicator(), value(5.5, 393))
    assert found.detectable == pytest.approx(0.2, abs=0.001)


def test_without_a_smallest_change_enough_is_not_said():
    found = sample_size(indicator(smallest_change=0.0), value(5.5, 400))
    assert (found.needed, found.enough) == (None, None)
    assert found.detectable == pytest.approx(0.198, abs=0.001)


def test_weights_cost_answers():
    plain, weighted = sample_size(indicator(), value(5.5, 400)), sample_size(indicator(), value(5.5, 400, n_effective=200.0))
    assert weighted.needed == 2 * plain.needed
    assert weighted.detectable > plain.detectable


@pytest.mark.parametrize("of", [value(5.5, None), value(None, 400), value(5.5, 400, variance=None), value(5.5, 0)])
def test_nothing_to_go_by(of):
    assert sample_size(indicator(), of) is None


def test_so_few_answers_show_no_change_at_all():
    found = sample_size(indicator(), value(5.5, 2, variance=9.0))
    assert found.detectable is None
    assert not found.enough


@given(st.integers(50, 100_000), st.floats(0.05, 9))
def test_detectable_change_needs_no_more_than_there_is(n, variance):
    kpi, of = indicator(), value(4.0, n, variance=variance)
    found = sample_size(kpi, of)
    if found.detectable is not None:
        needed = TYPES[kpi.type].needed_n(kpi, estimate_of(of), found.detectable)
        assert needed <= n
        assert TYPES[kpi.type].needed_n(kpi, estimate_of(of), found.detectable * 0.99) >= needed
