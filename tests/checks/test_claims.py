"""What a text claims about indicators: sentences, names with their endings, words of change, and what is no claim."""

from __future__ import annotations

import pytest

from cxgov.checks.claims import change_word, claims
from cxgov.checks.mentions import Names, same_word
from cxgov.checks.sentences import sentences
from cxgov.model import Kpi

YEARS = frozenset({"2026"})


def kpi(name: str, polish: str, kind: str = "value", **more) -> Kpi:
    return Kpi(id=name, name={"en": name.replace("-", " ").capitalize(), "pl": polish}, type=kind, family="perception", owner="anna", target="none", **more)


KPIS = (
    kpi("ease-of-collection", "Łatwość odbioru", "ces"), kpi("willingness-to-recommend", "Skłonność do polecenia (NPS)", "nps"),
    kpi("time-to-settle-a-complaint", "Czas rozpatrzenia reklamacji"), kpi("fast-lane-better-than-the-regular-one", "Szybka ścieżka lepsza od zwykłej"),
    kpi("queue", "Poranna kolejka"), kpi("satisfaction", "Zadowolenie", "csat"), kpi("satisfaction-with-help", "Zadowolenie z pomocy", "csat"),
)


def claimed(text: str, language: str | None) -> list[tuple[str, str]]:
    return [(claim.kpi.id, claim.claimed) for claim in claims(text, Names(KPIS, language), YEARS)]


@pytest.mark.parametrize(("text", "found"), [
    ("Ease of collection improved.", [("ease-of-collection", "better")]),
    ("The ease of collection has clearly risen since June.", [("ease-of-collection", "up")]),
    ("`queue` got worse.", [("queue", "worse")]),
    ("NPS fell again.", [("willingness-to-recommend", "down")]),
    ("**Ease of collection**\nis rising.", [("ease-of-collection", "up")]),
    ("Ease of collection improved, while the time to settle a complaint rose.",
     [("ease-of-collection", "better"), ("time-to-settle-a-complaint", "up")]),
    ("Ease of collection fell and NPS rose.", [("ease-of-collection", "down"), ("willingness-to-recommend", "up")]),
    ("Satisfaction with help improved.", [("satisfaction-with-help", "better")]),
    ("In Q3 2026 satisfaction grew.", [("satisfaction", "up")]),
])
def test_english_claims(text, found):
    assert claimed(text, "en") == found


@pytest.mark.parametrize(("text", "found"), [
    ("Łatwość odbioru poprawiła się.", [("ease-of-collection", "better")]),
    ("W tym kwartale poprawiła się łatwość odbioru.", [("ease-of-collection", "better")]),
    ("Wskaźnik łatwości odbioru wzrósł.", [("ease-of-collection", "up")]),
    ("Skłonność do poleceń spadła.", [("willingness-to-recommend", "down")]),
    ("NPS rośnie.", [("willingness-to-recommend", "up")]),
    ("Czas rozpatrzenia reklamacji się skrócił.", [("time-to-settle-a-complaint", "down")]),
    ("Czasy rozpatrzenia reklamacji wydłużyły się.", [("time-to-settle-a-complaint", "up")]),
    ("W porannej kolejce jest gorzej, a poranna kolejka się pogorszyła.", [("queue", "worse")]),
    ("Zadowolenie z pomocy wzrosło, ale łatwość odbioru zmalała.", [("satisfaction-with-help", "up"), ("ease-of-collection", "down")]),
])
def test_polish_claims(text, found):
    assert claimed(text, "pl") == found


@pytest.mark.parametrize("text", [
    "Ease of collection did not improve.",
    "Ease of collection has not improved.",
    "Ease of collection didn't get any better.",
    "Ease of collection should have improved.",
    "If ease of collection improved, customers would stay.",
    "Has ease of collection improved?",
    "Ease of collection must be improved.",
    "In 2019 ease of collection fell.",
    "Ease of collection is measured every quarter.",
    "The weather improved. Ease of collection stood still.",
    "Fast lane better than the regular one is an indicator.",
    "```\nEase of collection improved.\n```",
])
def test_no_english_claim(text):
    assert claimed(text, "en") == []


@pytest.mark.parametrize("text", [
    "Łatwość odbioru nie poprawiła się.",
    "Łatwość odbioru wcale się nie pogorszyła.",
    "Łatwość odbioru poprawiłaby się, gdyby skrytki były większe.",
    "Czy łatwość odbioru wzrosła?",
    "Łatwość odbioru powinna rosnąć.",
    "Od 2019 roku łatwość odbioru spada.",
    "Szybka ścieżka lepsza od zwykłej to jeden ze wskaźników.",
])
def test_no_polish_claim(text):
    assert claimed(text, "pl") == []


def test_a_short_name_that_two_indicators_share_names_none():
    assert claimed("CSAT rose.", "en") == []


def test_a_text_for_every_language_is_read_in_both():
    assert claimed("Łatwość odbioru wzrosła. Ease of collection rose.", None) == [("ease-of-collection", "up"), ("ease-of-collection", "up")]


def test_names_of_the_other_language_are_not_looked_for():
    assert claimed("Łatwość odbioru wzrosła.", "en") == []


@pytest.mark.parametrize(("one", "other", "same"), [
    ("polecenia", "polecen", True), ("kolejka", "kolejce", True), ("latwosc", "latwosci", True), ("reklamacja", "reklamacjami", True),
    ("lockers", "locker", True), ("czas", "czat", False), ("zadowolenie", "zadowolony", False), ("odbior", "obrot", False),
])
def test_forms_of_one_word(one, other, same):
    assert same_word(one, other) is same


@pytest.mark.parametrize(("word", "kind"), [
    ("wzroslaby", None), ("wzrosla", "up"), ("spadek", None), ("pogorszyly", "worse"), ("lepszy", "better"), ("improve", None), ("dropped", "down"),
])
def test_words_of_change(word, kind):
    assert change_word(word) == kind


def test_sentences_begin_where_they_stand():
    text = "# Heading\n\nFirst one, np. tys. 2.5 zł. Second\nover two lines! „Third one.”\n\n- item one\n- item two. And more.\n"
    found = [(sentence.text, text[sentence.offset:sentence.offset + len(sentence.text)]) for sentence in sentences(text)]
    assert [one for one, _ in found] == [
        "Heading", "First one, np. tys. 2.5 zł.", "Second\nover two lines!", "„Third one.”", "item one", "item two.", "And more."]
    assert all(one == other for one, other in found)


def test_a_text_without_end_is_read_in_one_go():
    text = "Ease of collection improved " * 3_000 + " " * 100_000 + ", but" + "." * 100_000 + "*" * 50_000
    assert claimed(text, "en") == []
