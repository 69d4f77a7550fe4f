"""What one answer means: numbers in plain form, declared codes and labels, and nothing guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.measuring.answers import Codes, Read, key, keys, number

SCALE = (Fraction(0), Fraction(10))


@pytest.mark.parametrize(("text", "value"), [("7", "7"), ("007", "7"), ("+7", "7"), ("-7", "-7"), ("\u22127", "-7"), ("7.0", "7"), ("0.125", "1/8")])
def test_a_number_in_plain_form_is_read(text, value):
    assert number(text) == Fraction(value)


@pytest.mark.parametrize("text", [
    "", " 7", "7 ", "1e5", "1E2", "nan", "inf", "-inf", "Infinity", "1_000", "1 234", "1\u00a0234", "1\u202f234", "1,234", "1.234,5", "9%", "$9", "0x10", ".5",
    "5.", "7.5.1", "--7", "+-7", "１", "٣", "५", "²", "½", "1/2", "True", "9" * 19, "0." + "9" * 19])  # fmt: skip
def test_any_other_form_is_no_number(text):
    """Exponents, groups, signs of currency, foreign digits: a form that nobody declared is not read by luck."""
    assert number(text) is None


def test_the_declared_decimal_mark_is_the_only_one():
    assert number("4,5", ",") == Fraction("4.5")
    assert number("4.5", ",") is None
    assert number("4,5", ".") is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**9, max_value=10**9, places=6), st.sampled_from(".,"))
def test_every_plain_decimal_keeps_its_value(value, mark):
    """Values are exact fractions: 0.1 is a tenth."""
    assert number(f"{value:f}".replace(".", mark), mark) == Fraction(value)


@given(st.text(max_size=8))
def test_whatever_is_read_as_a_number_is_written_in_western_digits(text):
    if number(text) is not None:
        assert set(text) <= set("0123456789+-\u2212.")


@pytest.mark.parametrize("text", ["99", " 99 ", "99.0", "099", "\u00a099"])
def test_a_code_is_found_in_every_way_to_write_its_number(text):
    assert key(text) in keys([99])
    assert key(text) in keys(["99"])


@pytest.mark.parametrize("text", ["1\x070", "1\u200b0", "1\u00ad0"])
def test_digits_with_something_invisible_between_them_are_no_number(text):
    assert key(text) == "10"
    assert Codes().number(text, SCALE) == Read("out_of_range", None, "10")


def test_a_code_with_a_decimal_point_is_found_in_data_with_a_comma():
    codes = Codes(no_answer=keys([9.5], ","), mark=",")
    assert codes.number("9,5").meaning == "no_answer"


def test_codes_in_words_are_compared_as_they_are_written():
    codes = Codes(no_answer=keys(["Brak"]))
    assert codes.number(" Brak ").meaning == "no_answer"
    assert codes.number("brak").meaning == "out_of_range"


@pytest.mark.parametrize("text", [None, "", "   ", "\u00a0", "\ufeff"])
def test_an_empty_cell_is_no_answer(text):
    assert Codes().number(text, SCALE).meaning == "no_answer"


def test_not_applicable_is_apart_from_no_answer():
    codes = Codes(no_answer=keys([99]), not_applicable=keys([8, "n/d"]))
    assert [codes.number(text, SCALE).meaning for text in ("99", "8", "n/d", "7")] == ["no_answer", "not_applicable", "not_applicable", "answer"]


def test_a_code_within_the_scale_is_a_code():
    """`no_answer: [0]` on a scale from 0 to 10: the declaration wins."""
    assert Codes(no_answer=keys([0])).number("0", SCALE).meaning == "no_answer"


@pytest.mark.parametrize("text", ["11", "-1", "100", "10.5", "abc", "nan"])
def test_what_lies_outside_the_scale_fits_nothing_and_is_shown(text):
    assert Codes().number(text, SCALE) == Read("out_of_range", None, text)


def test_half_an_answer_fits_only_where_halves_are_answers():
    assert Codes().number("7.5", SCALE, whole=True).meaning == "out_of_range"
    assert Codes().number("7.5", SCALE).value == Fraction("7.5")
    assert Codes().number("7.0", SCALE, whole=True).value == 7


def test_labels_stand_for_their_numbers_and_plain_numbers_still_count():
    codes = Codes(labels={key("Extremely likely"): Fraction(10), key("10 - bardzo prawdopodobne"): Fraction(10)})
    found = [codes.number(text, SCALE, whole=True) for text in ("Extremely likely ", "10 - bardzo prawdopodobne", "3", "extremely likely")]
    assert [(one.meaning, one.value) for one in found] == [("answer", 10), ("answer", 10), ("answer", 3), ("out_of_range", None)]


def test_without_declared_failures_every_other_answer_is_one():
    codes = Codes(no_answer=keys(["?"]))
    assert [codes.success(text, keys(["yes", 1]), frozenset()).value for text in ("yes", "1.0", "no", "Yes")] == [1, 1, 0, 0]
    assert codes.success("?", keys(["yes"]), frozenset()).meaning == "no_answer"


def test_with_declared_failures_other_answers_fit_nothing():
    found = [Codes().success(text, keys(["yes"]), keys(["no"])).meaning for text in ("yes", "no", "maybe")]
    assert found == ["answer", "answer", "out_of_range"]
