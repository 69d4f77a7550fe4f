"""Small groups: none is shown, nor can it be worked out from what is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.measuring.privacy import withheld

SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 40), max_size=8)


@pytest.mark.parametrize(("sizes", "in_none", "hidden"), [
    ({"a": 5, "b": 50}, 0, set()),
    ({"a": 4, "b": 50, "c": 60}, 0, {"a", "b"}),
    ({"a": 3, "b": 3, "c": 60}, 0, {"a", "b"}),
    ({"a": 0, "b": 50}, 0, set()),
    ({"a": 4, "b": 50, "c": 60}, 10, {"a"}),
    ({"a": 10, "b": 50}, 2, {"a"}),
    ({"a": 10, "b": 50}, 5, set()),
    ({"a": 2}, 0, {"a"}),
    ({}, 3, set()),
    ({"b": 7, "a": 7, "c": 2}, 0, {"a", "c"}),
])  # fmt: skip
def test_which_groups_are_withheld(sizes, in_none, hidden):
    """A small one; where the difference from the whole is small, the next smallest; a group of nobody needs no cover."""
    assert withheld(sizes, 5, in_none=in_none) == hidden


@given(SIZES, st.integers(1, 10), st.integers(0, 20))
def test_what_is_shown_is_large_and_what_is_left_is_too(sizes, least, in_none):
    hidden = withheld(sizes, least, in_none=in_none)
    shown = {part: n for part, n in sizes.items() if part not in hidden}
    assert all(n == 0 or n >= least for n in shown.values())
    left = in_none + sum(sizes.values()) - sum(shown.values())
    assert left == 0 or left >= least or not any(shown.values())


@given(SIZES, st.integers(1, 10))
def test_the_order_of_the_groups_plays_no_part(sizes, least):
    assert withheld(dict(reversed(sizes.items())), least) == withheld(sizes, least)
