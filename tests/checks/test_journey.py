"""CXG-010 to CXG-018: for every rule an inventory with the fault, one without, and what cannot be judged."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import ORGANISATION, Found, findings, reason, sentences

from cxgov.checks.handle_time import plain
from cxgov.checks.words import CHANNELS, EVERYBODY, without_articles


def journey(*stages: str, head: str = "date: 2026-06-01", name: str = "parcel") -> str:
    """A journey of which each stage stands on the lines given; the first stage begins on line 6."""
    lines = ["kind: journey", f"id: {name}", "name: Receiving a parcel", head, "stages:" if stages else "stages: []", *stages]
    return "\n".join(lines) + "\n"


def stage(*touchpoints: str, phase: str = "use", name: str = "collect") -> str:
    """A stage on one line; its touchpoints follow on lines of their own."""
    head = f"  - {{id: {name}, name: Stage {name}, phase: {phase}, touchpoints: ["
    return "\n".join([head, *(f"      {{{touchpoint}}}," for touchpoint in touchpoints), "    ]}"])


def names(*spoken: str) -> list[str]:
    return [f'id: t{n}, name: "{name}"' for n, name in enumerate(spoken, 1)]


# --- CXG-010 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [
    "Telefon", "Infolinia", "czat", "Chat", "E-mail", "Sklep", "aplikacja mobilna", "Media społecznościowe", "Oddział", "Placówka",
    "Strona WWW", "Phone", "the website", "Social media", "Telefon / czat", "Phone and e-mail", "E-MAIL, SMS i infolinia", "IVR",
])
def test_a_channel_is_no_touchpoint(tmp_path, name):
    assert findings(tmp_path, "CXG-010", journey(stage(*names(name)))) == [Found("CXG-010", "t1", "journey.yaml", 7)]


@pytest.mark.parametrize("name", [
    "Opening the locker", "Rozmowa z infolinią o zgubionej paczce", "Czekanie na kuriera", "Kolejka w sklepie", "Instrukcja", "Packaging",
    "Pytanie na czacie o zwrot", "Reaching a person by phone", "/", "List of fees",
])
def test_a_moment_is_a_touchpoint(tmp_path, name):
    assert findings(tmp_path, "CXG-010", journey(stage(*names(name)))) == []


def test_a_channel_is_found_in_either_language(tmp_path):
    told = "id: t1, name: {pl: Połączenie głosowe z nami, en: Helpline}"
    assert [f.about for f in findings(tmp_path, "CXG-010", journey(stage(told)))] == ["t1"]


def test_a_customer_goal_makes_a_channel_a_touchpoint(tmp_path):
    assert findings(tmp_path, "CXG-010", journey(stage("id: t1, name: Telefon, customer_goal: Know where the parcel is"))) == []


def test_an_organisation_names_channels_of_its_own(tmp_path):
    own = ORGANISATION + "checks: {CXG-010: {more_channels: [Zielona linia]}}\n"
    assert len(findings(tmp_path, "CXG-010", own, journey(stage(*names("Zielona Linia"))))) == 1


def test_the_word_lists_are_in_the_form_that_names_are_brought_to():
    assert {word for word in CHANNELS if without_articles(word) != word} == set()
    assert {word for word in EVERYBODY if plain(word) != word} == set()


# --- CXG-011 ------------------------------------------------------------------------------------------------------------


def channels(*lists: str) -> list[str]:
    return [f"id: t{n}, name: Moment {n}, channels: [{used}]" for n, used in enumerate(lists, 1)]


@pytest.mark.parametrize(("used", "expected"), [
    (("app", "sms", "phone, app"), [Found("CXG-011", "parcel", "journey.yaml", 3)]),
    (("app", "", "phone"), []),
])
def test_some_moment_is_lived_without_dialogue(tmp_path, used, expected):
    assert findings(tmp_path, "CXG-011", journey(stage(*channels(*used)))) == expected


def test_dialogue_is_judged_for_each_journey_alone(tmp_path):
    other = journey(stage("id: u1, name: A, channels: [app]", "id: u2, name: B, channels: [app]", "id: u3, name: C, channels: [app]"), name="other")
    found = findings(tmp_path, "CXG-011", journey(stage(*channels("app", "", "app"))), other)
    assert found == [Found("CXG-011", "other", "journey2.yaml", 3)]


def test_a_short_journey_says_nothing_about_dialogue(tmp_path):
    assert reason(tmp_path, "CXG-011", journey(stage(*channels("app", "sms")))) == "no journey has 3 touchpoints"


# --- CXG-012, CXG-013 ---------------------------------------------------------------------------------------------------


def test_a_stage_without_touchpoints(tmp_path):
    found = findings(tmp_path, "CXG-012", journey(stage(*names("Order"), name="order"), stage(name="delivery")))
    assert found == [Found("CXG-012", "delivery", "journey.yaml", 9)]


def test_a_journey_without_stages(tmp_path):
    assert findings(tmp_path, "CXG-012", journey()) == [Found("CXG-012", "parcel", "journey.yaml", 3)]


def test_stages_with_touchpoints(tmp_path):
    assert findings(tmp_path, "CXG-012", journey(stage(*names("Order")))) == []


@pytest.mark.parametrize(("reviewed", "as_of", "stale"), [
    ("2025-09-29", date(2026, 9, 30), True),
    ("2025-09-30", date(2026, 9, 30), False),
    ("2025-08-31", date(2026, 9, 1), True),
    ("2025-10-01", date(2026, 9, 30), False),
    ("2026-12-01", date(2026, 9, 30), False),
    ("2024-02-29", date(2025, 2, 28), False),
    ("2024-02-29", date(2025, 3, 1), True),
])
def test_an_inventory_is_stale_after_twelve_months(tmp_path, reviewed, as_of, stale):
    found = findings(tmp_path, "CXG-013", journey(stage(*names("Order")), head=f"date: {reviewed}"), as_of=as_of)
    assert found == ([Found("CXG-013", "parcel", "journey.yaml", 4)] if stale else [])


def test_an_inventory_that_says_no_date_is_not_passed(tmp_path):
    undated = journey(stage(*names("Order"))).replace("date: 2026-06-01\n", "")
    assert findings(tmp_path, "CXG-013", undated) == [Found("CXG-013", "parcel", "journey.yaml", 3)]


def test_the_age_is_said_with_its_day(tmp_path):
    assert sentences(tmp_path, "CXG-013", journey(head="date: 2024-03-01")) == [
        "the touchpoints of journey parcel “Receiving a parcel” were last reviewed on 1\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2024, more than 12 months ago"]


# --- CXG-014 ------------------------------------------------------------------------------------------------------------


def flagged(marked: int, of: int) -> list[str]:
    return [f"id: t{n}, name: Moment {n}" + (", moment_of_truth: service" if n <= marked else "") for n in range(1, of + 1)]


@pytest.mark.parametrize(("marked", "of", "faulty"), [
    (0, 1, True), (0, 10, True), (1, 1, False), (1, 2, False), (2, 4, True), (3, 10, False), (4, 10, True), (6, 20, False), (7, 20, True),
])
def test_moments_of_truth_are_few_but_there(tmp_path, marked, of, faulty):
    found = findings(tmp_path, "CXG-014", journey(stage(*flagged(marked, of))))
    assert found == ([Found("CXG-014", "parcel", "journey.yaml", 3)] if faulty else [])


def test_inflated_moments_of_truth_are_counted(tmp_path):
    assert sentences(tmp_path, "CXG-014", journey(stage(*flagged(4, 9)))) == [
        "journey parcel “Receiving a parcel”: 4 of 9 touchpoints are marked as moments of truth (44.4%); the limit is 30%"]


# --- CXG-015, CXG-017 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("stages", "expected"), [
    ([stage(*names("Order"), phase="purchase")], [Found("CXG-015", "acme", "journey.yaml", 3)]),
    ([stage(phase="pre_purchase"), stage(*names("Order"), phase="purchase", name="order")], [Found("CXG-015", "acme", "journey.yaml", 3)]),
    ([stage(*names("Reviews"), phase="pre_purchase")], []),
    ([stage("id: t1, name: Reviews, moment_of_truth: zmot", phase="purchase")], []),
])
def test_something_happens_before_the_purchase(tmp_path, stages, expected):
    assert findings(tmp_path, "CXG-015", journey(*stages)) == expected


@pytest.mark.parametrize(("phases", "expected"), [
    (("purchase", "use"), [Found("CXG-017", "acme", "journey.yaml", 3)]),
    (("purchase", "after_sales"), []),
])
def test_the_journey_goes_on_after_the_sale(tmp_path, phases, expected):
    stages = [stage(f"id: t{n}, name: Moment {n}", phase=phase, name=f"s{n}") for n, phase in enumerate(phases)]
    assert findings(tmp_path, "CXG-017", journey(*stages)) == expected


def test_the_time_after_the_sale_may_be_a_journey_of_its_own(tmp_path):
    other = journey(stage("id: u1, name: Complaint", phase="after_sales"), name="complaint")
    assert findings(tmp_path, "CXG-017", journey(stage(*names("Order"), phase="purchase")), other) == []


@pytest.mark.parametrize("code", ["CXG-015", "CXG-017"])
def test_stages_without_phases_cannot_be_judged(tmp_path, code):
    unmarked = journey(stage(*names("Order"))).replace("phase: use, ", "")
    assert reason(tmp_path, code, unmarked) == "no stage of a journey says which `phase` it belongs to"


# --- CXG-016 ------------------------------------------------------------------------------------------------------------


def test_a_key_touchpoint_has_a_desired_experience(tmp_path):
    told = [
        "id: t1, name: A, key: true",
        "id: t2, name: B, key: true, desired: {emotion: calm, effort: one tap}",
        "id: t3, name: C, key: true, desired: {success: {pl: paczka w ręku, en: parcel in hand}}",
        "id: t4, name: D, key: true, desired: {emotion: calm, effort: one tap, success: parcel in hand}",
        "id: t5, name: E",
    ]
    made = journey(stage(*told))
    assert findings(tmp_path, "CXG-016", made) == [Found("CXG-016", f"t{n}", "journey.yaml", 6 + n) for n in (1, 2, 3)]
    assert [text.rpartition(" ")[2] if "missing" not in text else text.rpartition(": ")[2] for text in sentences(tmp_path, "CXG-016", made)] == [
        "experience", "success", "emotion, effort"]


def test_without_key_touchpoints_nothing_is_desired(tmp_path):
    assert reason(tmp_path, "CXG-016", journey(stage(*names("Order")))) == "no touchpoint is marked as key"


# --- CXG-018 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second", "same"), [
    ("Opening the locker", "opening a locker", True),
    ("Otwarcie skrytki", "OTWARCIE  SKRYTKI.", True),
    ("Zgłoszenie usterki", "Zgloszenie usterki", True),
    ("Locker: opening", "Opening the locker", True),
    ("Opening the locker", "Closing the locker", False),
    ("Step 1", "Step 2", False),
    ("?", "!", False),
])
def test_a_touchpoint_stands_in_a_journey_once(tmp_path, first, second, same):
    found = findings(tmp_path, "CXG-018", journey(stage(*names(first, second))))
    assert found == ([Found("CXG-018", "t2", "journey.yaml", 8)] if same else [])


def test_a_moment_may_come_back_in_another_journey(tmp_path):
    other = journey(stage("id: u1, name: Payment"), name="other")
    assert findings(tmp_path, "CXG-018", journey(stage(*names("Payment"))), other) == []


# --- all of them --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [f"CXG-01{n}" for n in range(9)])
def test_without_a_journey_nothing_is_judged(tmp_path, code):
    assert reason(tmp_path, code) == "no journey is described"
