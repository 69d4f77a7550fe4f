"""Numbers, dates, plural forms and sorting of both languages, with Babel as the oracle."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from cxgov.language import (
    LANGUAGES,
    MINUS,
    NBSP,
    Language,
    Message,
    Number,
    counted,
    message,
    round_half_up,
    untranslated,
)

PL, EN = Language("pl"), Language("en")
CATEGORIES = {"one": 0, "few": 1, "many": 2}

languages = st.sampled_from(LANGUAGES)
numbers = st.decimals(min_value=-(10**11), max_value=10**11, allow_nan=False, places=6)
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))


# --- numbers -------------------------------------------------------------------------------------------------------------


@given(value=numbers, digits=st.integers(0, 4), code=languages)
@example(value=Decimal("-0.4"), digits=0, code="pl")
@example(value=Decimal(1234), digits=0, code="pl")
@example(value=Decimal("9999.5"), digits=0, code="pl")
def test_number_is_babels_with_the_minus_sign_and_polish_thousands_together(value, digits, code):
    """CLDR groups Polish numbers from five digits on and Babel from four; a minus is no hyphen and zero has none."""
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    expected = format_decimal(abs(rounded), format=pattern, locale=code)
    if code == "pl" and abs(rounded) < 10_000:
        expected = expected.replace(NBSP, "")
    assert Language(code).number(value, digits) == (MINUS if rounded < 0 else "") + expected


@given(value=st.floats(-1e6, 1e6), code=languages)
def test_trimmed_number_is_the_same_number(value, code):
    """Trailing zeros go; what is left reads as the rounded value."""
    said = Language(code).number(value, 4, trim=True)
    plain = said.replace(NBSP, "").replace(MINUS, "-")
    plain = plain.replace(",", ".") if code == "pl" else plain.replace(",", "")
    assert Decimal(plain) == round_half_up(value, 4)
    assert not (plain.endswith("0") and "." in plain)
    assert not said.endswith((",", "."))


@pytest.mark.parametrize(("value", "digits", "said"), [
    (2.5, 0, "3"), (-2.5, 0, f"{MINUS}3"), (2.675, 2, "2,68"), (0.1 + 0.2, 1, "0,3"), (0.35, 1, "0,4"), (-0.04, 1, "0,0"),
])
def test_rounding_is_half_away_from_zero(value, digits, said):
    assert PL.number(value, digits) == said


def test_signs_shares_and_nothing():
    assert [PL.number(v, 1, signed=True) for v in (1.25, -1.25, 0.0)] == ["+1,3", f"{MINUS}1,3", "0,0"]
    assert (PL.percent(0.455), EN.percent(0.455, 1)) == ("46%", "45.5%")
    assert (PL.number(None), PL.percent(None), PL.date(None), PL.short_date(None)) == ("–", "–", "–", "–")


# --- time ----------------------------------------------------------------------------------------------------------------


@given(day=days, code=languages)
def test_dates_are_babels(day, code):
    assert Language(code).date(day).replace(NBSP, " ") == format_date(day, "d MMMM y", locale=code)
    short = format_date(day, "dd.MM.y" if code == "pl" else "d MMM y", locale=code)
    assert Language(code).short_date(day).replace(NBSP, " ") == short


@given(day=days, code=languages)
def test_months_are_babels(day, code):
    """A month alone stands in the nominative in Polish: `wrzesień 2026`, not `września`."""
    assert Language(code).period(f"{day:%Y-%m}").replace(NBSP, " ") == format_date(day, "LLLL y", locale=code)


@pytest.mark.parametrize(("period", "polish", "english"), [
    ("2026", "2026", "2026"), ("2026-Q3", "III kwartał 2026", "Q3 2026"), ("2026-H1", "I półrocze 2026", "H1 2026"),
    ("2026-H2", "II półrocze 2026", "H2 2026"), ("autumn", "autumn", "autumn"),
])
def test_periods(period, polish, english):
    assert (PL.period(period).replace(NBSP, " "), EN.period(period).replace(NBSP, " ")) == (polish, english)


# --- words ---------------------------------------------------------------------------------------------------------------


@given(n=st.integers(0, 10_000))
def test_polish_plural_forms_are_cldrs(n):
    """Three forms, told apart by a text that has three."""
    said = PL.say(counted(n, "{n} stage", "{n} stages"))
    form = ("etap", "etapy", "etapów")[CATEGORIES[Locale("pl").plural_form(n)]]
    assert said == f"{PL.number(n)} {form}"


def test_values_of_a_message_are_said_in_its_language():
    said = message("{a} {b} {c} {d} {e} {f}", a=1234567, b=0.5, c=Number(2.5, 3), d=datetime.date(2026, 9, 30),
                   e={"pl": "punkt", "en": "point"}, f=message("not applicable"))
    assert PL.say(said).replace(NBSP, " ") == "1 234 567 0,5 2,5 30 września 2026 punkt nie dotyczy"
    assert str(said).replace(NBSP, " ") == "1,234,567 0.5 2.5 30 September 2026 point not applicable"


def test_braces_in_values_and_in_texts_without_values_are_left_alone():
    assert EN.say(message("{a}", a="{b}")) == "{b}"
    assert EN.say(Message("{level: na}")) == "{level: na}"


def test_a_text_falls_back_to_the_other_language():
    assert PL.text({"en": "only"}) == "only"
    assert EN.text({"pl": "tylko"}) == "tylko"
    assert (PL.text("same"), PL.text(None)) == ("same", "")
    assert untranslated([{"pl": "x"}, "y", None], ["pl", "en"])
    assert not untranslated([{"pl": "x", "en": "x"}, "y", None], ["pl", "en"])


@pytest.mark.parametrize(("items", "polish", "english"), [
    ([], "", ""), (["a"], "a", "a"), (["a", "b"], "a i b", "a and b"), (["a", "b", "c"], "a, b i c", "a, b and c"),
])
def test_lists_read_as_sentences(items, polish, english):
    assert (PL.join(items), EN.join(items)) == (polish, english)


@pytest.mark.parametrize(("text", "bound"), [
    ("w domu i w pracy", "w_domu i_w_pracy"), ("A to nie wszystko", "A_to nie wszystko"), ("a\nb", "a_b"),
    ("plan B i C", "plan B i_C"), ("to jest kot", "to jest kot"), ("3 z 5", "3 z_5"), ("koniec i", "koniec i"), ("(o tym)", "(o_tym)"),
])
def test_one_letter_words_do_not_end_a_line(text, bound):
    assert PL.bind(text) == bound.replace("_", NBSP)
    assert EN.bind(text) == text


@given(text=st.text(alphabet="aiwzox AIW,\n.ó", max_size=40))
def test_binding_changes_blanks_alone_and_only_once(text):
    bound = PL.bind(text)
    assert PL.bind(bound) == bound
    assert bound.replace(NBSP, " ").split() == text.split()


def test_polish_letters_sort_in_the_order_of_the_alphabet():
    towns = ["Cieszyn", "Czarnków", "Ćmielów", "Lublin", "Łódź", "Malbork", "Nysa", "Ośno", "Ósie", "Sopot", "Śrem", "Zakopane", "Zgierz",
             "Źrebce", "Żary"]
    assert sorted(sorted(towns), key=PL.sort_key) == towns
    assert sorted(["Łódź", "lublin", "LUBIN", "łeba"], key=PL.sort_key) == ["LUBIN", "lublin", "łeba", "Łódź"]


def test_unknown_languages_are_refused():
    with pytest.raises(ValueError, match="de"):
        Language("de")
