"""The one rule by which header cells become column names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.measuring.files.headers import clean, column_names, find_column, nearest

cells = st.sampled_from(["", "a", "b", "a#1", "a#2", "column 1", "column 2", " a", "a\u00a0", "\ufeffa"]) | st.text(max_size=4)
tables = st.lists(st.lists(cells, max_size=8), min_size=1, max_size=3)


@pytest.mark.parametrize(("cell", "name"), [
    ("  NETPRO  ", "NETPRO"),
    ("\ufeffNo.", "No."),
    ("Ocena\u00a0obsługi", "Ocena obsługi"),
    ("How easy\r\nwas it?", "How easy was it?"),
    ("How easy \n\n was it?", "How easy was it?"),
    ("Episode I  The Menace", "Episode I  The Menace"),
    ("z\u200bero", "zero"),
    ("Zaz\u0301o\u0301l", "Zaźól"),
])  # fmt: skip
def test_a_cell_becomes_a_name(cell, name):
    assert clean(cell) == name


def test_repeated_names_are_numbered_and_single_ones_stay():
    assert column_names([["Other", "Age", "Other"]], "first") == ["Other#1", "Age", "Other#2"]


def test_an_empty_header_is_called_by_its_place():
    assert column_names([["", "Age", " "]], "first") == ["column 1", "Age", "column 3"]


def test_a_column_that_is_called_like_a_number_keeps_its_name():
    assert column_names([["Other", "Other#1", "Other"]], "first") == ["Other#2", "Other#1", "Other#3"]


def test_joined_carries_a_question_over_the_empty_cells_to_its_right():
    """Two rows: the question spans its choices; `Response` stands under a single answer."""
    rows = [["RespondentID", "Which shops?", "", "", "Age"], ["", "North", "South", "", "Response"]]
    assert column_names(rows, "joined") == ["RespondentID", "Which shops? | North", "Which shops? | South", "Which shops?", "Age | Response"]


def test_joined_leaves_out_what_is_repeated():
    assert column_names([["Status", "Q1"], ["Status", "How easy?"], ["", ""]], "joined") == ["Status", "Q1 | How easy?"]


def test_rows_of_different_length_make_one_table():
    assert column_names([["a"], ["b", "c"]], "last") == ["b", "c"]
    assert column_names([["a"], ["b", "c"]], "first") == ["a", "column 2"]


@given(rows=tables, names=st.sampled_from(["first", "last", "joined"]))
def test_names_are_unique_and_one_a_column(rows, names):
    made = column_names(rows, names)
    assert len(made) == max(len(row) for row in rows)
    assert len(set(made)) == len(made)
    assert all(made)


@given(rows=tables, names=st.sampled_from(["first", "last", "joined"]))
def test_names_stay_what_they_are(rows, names):
    """Named again, names do not change: what a block proposes is found in the file later."""
    made = column_names(rows, names)
    assert column_names([made], "first") == made
    assert [find_column(made, name) for name in made] == list(range(len(made)))


def test_a_user_may_write_blanks_that_a_name_has_not():
    assert find_column(["NETPRO", "Ocena obsługi"], " Ocena\u00a0obsługi ") == 1
    assert find_column(["NETPRO"], "netpro") is None


def test_the_nearest_names_are_offered():
    assert nearest(["Q7ART", "Q7FOOD", "NETPRO"], "NETPR") == ["NETPRO"]
    assert nearest(["Q1. How likely?", "Q3. How easy?"], "Q3") == ["Q3. How easy?"]
    assert nearest(["NPS#1", "Region", "NPS#2"], "NPS") == ["NPS#1", "NPS#2"]
    assert nearest(["Region"], "zzz") == []
