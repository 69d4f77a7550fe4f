"""Numbers, days, periods, choices and ticks as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.handouts.canvases.choices import PHASES
from cxgov.importing import values
from cxgov.language import LANGUAGES, Language

PL, EN = Language("pl"), Language("en")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(("text", "language", "value"), [
    ("6,5", PL, 6.5), ("6.5", PL, 6.5), ("+2", PL, 2), ("−1", PL, -1), ("–1", EN, -1), ("12 500", PL, 12500), ("12\u00a0500,25", PL, 12500.25),
    ("1,234", PL, 1.234), ("0", EN, 0), ("116000", EN, 116000),
    ("5 000 zł", PL, 5000), ("PLN 5000,50", PL, 5000.5), ("€12.5", EN, 12.5), ("900,-", PL, 900), ("+3 pkt", PL, 3), ("−2 points", EN, -2), ("0,5 p.p.", PL, 0.5)])
def test_numbers_in_either_notation(text, language, value):
    assert values.number(text, language) == value


@pytest.mark.parametrize("text", ["", "dużo", "1e5", "inf", "nan", "1.2.3", "--1", "50%", "9" * 40, "5 tys. zł", "2 mln zł", "zł", "5.000 zł"])
def test_what_is_no_number_is_unreadable(text):
    with pytest.raises(values.UnreadableError):
        values.number(text, PL)


def test_a_comma_before_three_digits_is_no_guess_in_english():
    with pytest.raises(values.UnreadableError) as caught:
        values.number("1,234", EN)
    assert "1234" in str(caught.value.remedy)


@given(DAYS)
def test_days_are_read_as_both_languages_write_them(day):
    for code in LANGUAGES:
        for written in (Language(code).date(day), Language(code).short_date(day), day.isoformat()):
            assert values.day(written) == day.isoformat()


@pytest.mark.parametrize("text", ["03/04/2026", "2026-13-01", "31.02.2026", "jutro", "2026", "1 jutra 2026"])
def test_what_is_no_day_or_may_be_two_is_unreadable(text):
    with pytest.raises(values.UnreadableError):
        values.day(text)


@given(st.integers(2000, 2099), st.sampled_from(["", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", "-01", "-05", "-09", "-12"]))
def test_periods_are_read_as_both_languages_write_them(year, part):
    code = f"{year}{part}"
    assert values.period(code) == code
    for language in LANGUAGES:
        assert values.period(Language(language).period(code)) == code


@pytest.mark.parametrize(("text", "code"), [("q4 2026", "2026-Q4"), ("IV kw. 2026", "2026-Q4"), ("2026-q1", "2026-Q1")])
def test_periods_in_a_hurry(text, code):
    assert values.period(text) == code


@pytest.mark.parametrize("text", ["wiosna", "2026-Q5", "26", "kwartał"])
def test_what_is_no_period_is_unreadable(text):
    with pytest.raises(values.UnreadableError):
        values.period(text)


def test_a_choice_is_known_by_code_and_by_label():
    for text in ("delivery", "Delivery", PL.gettext("delivery")):
        assert values.choice(text, PHASES, PL) == "delivery"
    assert values.choice("before the purchase", PHASES, PL) == "pre_purchase"


@pytest.mark.parametrize(("text", "said"), [("x", True), ("TAK", True), ("✓", True), ("nie", False), ("no", False), ("", None)])
def test_any_mark_is_a_tick_and_nothing_says_nothing(text, said):
    assert values.flag(text) is said


def test_entries_stand_between_semicolons_or_on_lines():
    assert values.entries("Anna Nowak;  Jan\u00a0Kowal\nEwa; ") == ["Anna Nowak", "Jan Kowal", "Ewa"]


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text):
    for reader, arguments in ((values.number, (PL,)), (values.whole, (EN, -2, 2)), (values.day, ()), (values.period, ()), (values.choice, (PHASES, EN))):
        with suppress(values.UnreadableError):
            assert reader(text, *arguments) is not None


