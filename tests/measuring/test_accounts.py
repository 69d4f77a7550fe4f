"""Rows in = rows used + rows of other periods + rows rejected by reason, in numbers and in words."""

from __future__ import annotations

import pytest

from cxgov.language import Language
from cxgov.measuring.accounts import UnbalancedAccount, account, sentence
from cxgov.measuring.engines import Counted
from cxgov.measuring.query import AMBIGUOUS_DATE, NO_DATE, NO_WEIGHT, OUTSIDE, REPEATED, UNREADABLE_DATE, Count, lost
from cxgov.model import parse_period

PERIODS = [parse_period("2026-Q2"), parse_period("2026-Q3")]


def answer(rows: dict[int, int], records: int | None, rejected: int = 0) -> Counted:
    counts = [Count(window=window, n=n) for window, n in rows.items()]
    cells = [Count(window=0, cell=0, answers=("7",), n=1000)]  # cells overlap; they are no rows
    return Counted(counts=[*counts, *cells], records=records, fingerprint="f", rejected=rejected)


ALL = {0: 100, 1: 2000, OUTSIDE: 30, NO_DATE: 4, UNREADABLE_DATE: 5, AMBIGUOUS_DATE: 6, REPEATED: 7, NO_WEIGHT: 8}


def test_every_row_is_in_one_place():
    books = account("survey", PERIODS, answer(ALL, 2169, rejected=9))
    assert list(books.used.values()) == [100, 2000]
    assert books.outside == 30
    assert books.rejected == {"no_date": 4, "unreadable_date": 5, "ambiguous_date": 6, "repeated": 7, "no_weight": 8, "malformed": 9}


@pytest.mark.parametrize("records", [2168, 2170, 0])
def test_rows_that_do_not_add_up_are_a_fault_of_ours(records):
    with pytest.raises(UnbalancedAccount):
        account("survey", PERIODS, answer(ALL, records, rejected=9))


def test_where_nobody_else_counts_the_sum_stands():
    assert account("survey", PERIODS, answer({1: 3, OUTSIDE: 4}, None)).records == 7


def test_the_account_in_words():
    books = account("survey", PERIODS, answer(ALL, 2169, rejected=9))
    assert sentence(books, Language("en")) == (
        "survey: 2,169 rows = 100 used in Q2\u00a02026 + 2,000 used in Q3\u00a02026 + 30 of other periods + 39 rejected (4 without dates, "
        "5 with dates that cannot be read, 6 with dates that can be read in two ways, 7 further rows of respondents, 8 without usable weights, 9 malformed rows)")


def test_the_account_in_polish_has_no_english_words():
    said = sentence(account("ankieta", PERIODS, answer(ALL, 2169, rejected=9)), Language("pl"))
    assert not set(said.replace("(", " ").split()) & {"without", "with", "rows", "of", "malformed", "used", "rejected"}


def test_rows_whose_period_is_known_are_told_of_that_period_alone():
    """Further rows of a respondent lie in a period; a date that cannot be read lies in none."""
    counts = {0: 10, 1: 20, UNREADABLE_DATE: 3, lost(REPEATED, 0): 4, lost(REPEATED, 1): 5, lost(NO_WEIGHT, 1): 6}
    books = account("survey", PERIODS, answer(counts, sum(counts.values())))
    assert books.rejected == {"unreadable_date": 3, "repeated": 9, "no_weight": 6}
    assert books.rejected_for(PERIODS[0]) == {"unreadable_date": 3, "repeated": 4}
    assert books.rejected_for(PERIODS[1]) == {"unreadable_date": 3, "repeated": 5, "no_weight": 6}


def test_nothing_rejected_is_said_too():
    assert sentence(account("survey", PERIODS[1:], answer({0: 1}, 1)), Language("en")) == "survey: 1 row = 1 used in Q3\u00a02026 + 0 rejected"
