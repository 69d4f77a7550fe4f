"""Periods: reading, writing, order, distance."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.model import parse_period, quarter_of

TEXTS = st.builds(lambda year, part: f"{year}{part}", st.integers(1000, 9998), st.sampled_from(
    ["", *(f"-Q{i}" for i in range(1, 5)), "-H1", "-H2", *(f"-{i:02}" for i in range(1, 13))]))


@given(TEXTS)
def test_written_as_read(text):
    assert str(parse_period(text)) == text


@given(TEXTS, st.integers(-40, 40))
def test_shifting_there_and_back(text, count):
    period = parse_period(text)
    if 1000 <= period.start.year + count <= 9900:
        assert period.shift(count).shift(-count) == period


@given(TEXTS)
def test_the_next_period_starts_the_day_after(text):
    period = parse_period(text)
    assert (period.shift(1).start - period.end).days == 1
    assert period.start in period
    assert period.end in period


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-Q0", "2026-13", "2026-00", "26-Q1", "Q3-2026", "2026-q3", "2026-H3", "2026-1", "0000-Q1"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_period(text)


def test_quarters_apart():
    """June 2025 to September 2026 are five quarters."""
    assert quarter_of(date(2026, 9, 30)) - quarter_of(date(2025, 6, 30)) == 5
