"""Lifetime value: the published multiple, both conventions, and what has no value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.kpis.lifetime import margin_multiple


def test_t29_first_margin_after_a_period():
    """r 0.8, d 0.1 give 2.67 margins."""
    assert margin_multiple(0.8, 0.1) == pytest.approx(2.6667, abs=5e-5)


def test_first_margin_now_is_one_margin_more():
    """The same customer is worth 3.667 margins when the first one comes at once."""
    assert margin_multiple(0.8, 0.1, first_margin_now=True) == pytest.approx(3.6667, abs=5e-5)


@given(st.floats(0, 0.99), st.floats(0, 1))
def test_the_conventions_differ_by_one_margin(retention, discount):
    assert margin_multiple(retention, discount, first_margin_now=True) == pytest.approx(margin_multiple(retention, discount) + 1)


@pytest.mark.parametrize(("retention", "discount"), [(1.0, 0.0), (1.2, 0.1), (-0.1, 0.1), (0.5, -0.1)])
def test_what_does_not_converge_is_refused(retention, discount):
    with pytest.raises(ValueError, match="no finite value"):
        margin_multiple(retention, discount)
