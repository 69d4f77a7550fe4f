"""Plain scalars: what is read as a number, what stays text, and what is said about the latter."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.language import Language
from cxgov.loading.scalars import DIGITS, looks_like_number, looks_like_truth, plain


@pytest.mark.parametrize(("text", "value"), [
    ("", None), ("~", None), ("null", None), ("true", True), ("false", False),
    ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("9" * DIGITS, 10**DIGITS - 1), ("-" + "9" * DIGITS, 1 - 10**DIGITS),
    ("0.5", 0.5), ("-3.25", -3.25), ("1.10", 1.1), ("1.5e3", 1500.0), ("1.0E-2", 0.01), ("-0.0", 0.0), ("0.0e9", 0.0),
])  # fmt: skip
def test_reads(text, value):
    found = plain(text)
    assert (found, type(found)) == (value, type(value))
    assert not isinstance(found, float) or math.copysign(1, found) == math.copysign(1, value)


@pytest.mark.parametrize("text", [
    "NO", "no", "yes", "on", "off", "y", "True", "TRUE", "False", "Null", "NULL", "None",
    "010", "00", "-01", "0x1f", "0o17", "0b11", "1_000", "12:30", "190:20:30", "1e3", "1e-3", "+5", "+1.5", ".5", "5.", "-.5",
    ".nan", ".inf", "-.inf", "nan", "inf", "1.0e400", "-1.0e400", "1.0e-400", "9" * (DIGITS + 1), "9" * 5000, "1." + "0" * 5000,
    "2026-09-30", "2026-02-30", "25:61:61", "1,5", "1 000", "12%", "--5", "-", "1-2", "1.2.3", "=", "<<", "٣", "½", "−5",
])  # fmt: skip
def test_leaves_as_text(text):
    assert plain(text) == text


@given(st.integers(1 - 10**DIGITS, 10**DIGITS - 1))
def test_reads_what_python_writes_of_integers(number):
    assert plain(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_reads_what_python_writes_of_floats(number):
    """`repr` of a float comes back to the bit, unless it has an exponent and no point (`1e+16`), which stays text."""
    text = repr(number)
    assert plain(text) == (number if "." in text else text)


@given(st.text(max_size=60))
def test_never_raises_and_never_invents(text):
    """Every text gives itself or a value that is finite; a remedy is a sentence in both languages."""
    value = plain(text)
    assert value is None or isinstance(value, bool | int | str) or math.isfinite(value)
    for remedy in (looks_like_number(text), looks_like_truth(text)):
        for code in ("en", "pl"):
            assert remedy is None or Language(code).say(remedy)


@pytest.mark.parametrize(("text", "part"), [
    ("010", "without the leading zero: 10"), ("-007", ": -7"), ("0x1f", "0x1f as a decimal number"), ("1_000", "underscores: 1000"),
    ("1 000,5", "thousands: 1000.5"), ("12:30", "time of day"), ("1e3", "without an exponent"), ("1,5", "a point: 1.5"),
    ("12%", "without the %"), (".5", "0.5"), ("5.", ": 5"), ("+5", ": 5"), ("−5", ": -5"),
    (".nan", "not a finite number"), ("-.INF", "not a finite number"), ("1.0e400", "too large or too small"),
    ("9" * 19, "at most 18 digits"), ("9" * 5000, "at most 18 digits"), ("3", "quotes around it: write 3"), ("0.5", "write 0.5"),
])  # fmt: skip
def test_explains_what_looks_like_a_number(text, part):
    assert part in str(looks_like_number(text))


@pytest.mark.parametrize("text", ["", "x", "three", "S1.P1", "2026-Q3", "2026-09-30", "v1", "12 months", "na", "null"])
def test_has_nothing_to_say_about_other_texts(text):
    assert looks_like_number(text) is None


@given(st.integers(0, 10**DIGITS - 1))
def test_a_remedy_that_gives_a_number_gives_a_readable_one(number):
    """What the remedy proposes for `007`, `+7`, `7,5` is read as a number when it is typed."""
    for text in (f"00{number}", f"+{number}", f"{number},5", f"{number}_0", f"-{number}.")[: 5 if number else 3]:
        if len(text.strip("+-0_,.")) >= DIGITS - 2:
            continue
        proposed = str(looks_like_number(text)).rpartition(": ")[2]
        assert isinstance(plain(proposed), int | float)


@pytest.mark.parametrize(("text", "part"), [("yes", "write true"), ("NO", "write false"), ("True", "write true"), ("nie", "write false"),
                                            ("true", "without them")])
def test_explains_what_looks_like_a_truth_value(text, part):
    assert part in str(looks_like_truth(text))


def test_other_words_are_no_truth_values():
    assert looks_like_truth("maybe") is None
