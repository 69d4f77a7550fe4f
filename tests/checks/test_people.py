"""CXG-080 to CXG-083: training, automation and tools; where each is found, is clean, and cannot be judged."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import Found, findings, reason, sentences

from cxgov.checks.words import names_a_hand_over, says_nothing

ORGANISATION = """\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak}
"""
FUNCTIONS = "functions: [{id: operations, name: Operations}, {id: accounting, name: Accounting}]\n"
NO_FILE = "kind: initiatives\ninitiatives: []\n"


def journey(*touchpoints: str) -> str:
    """A journey with touchpoints t1, t2 …; the first stands on line 8."""
    lines = ["kind: journey", "id: parcel", "name: Parcel", "stages:", "  - id: collect", "    name: Collection", "    touchpoints:"]
    return "\n".join([*lines, *(f"      - {{id: t{n}, name: Moment {n}, {told}}}" for n, told in enumerate(touchpoints, 1))]) + "\n"


# --- CXG-080 ------------------------------------------------------------------------------------------------------------


def trainings(*entries: str) -> str:
    return "kind: trainings\ntrainings: [" + ", ".join(f"{{id: T-{n}, title: Training, {entry}}}" for n, entry in enumerate(entries, 1)) + "]\n"


KEY = journey("key: true, performed_by: [accounting]", "performed_by: [operations]")


@pytest.mark.parametrize(("training", "faulty"), [
    ("functions: [accounting]", False),  # planned, no date yet
    ("functions: [accounting], date: 2026-11-05", False),  # planned
    ("functions: [accounting], date: 2026-09-30", False),
    ("functions: [accounting], date: 2025-07-01", False),  # four quarters before
    ("functions: [accounting], date: 2025-06-30", True),
    ("functions: [accounting], date: 2026-05-05, participants: 0", True),
    ("functions: [accounting], date: 2026-10-05, participants: 0", False),  # nobody could come yet
    ("functions: [operations], date: 2026-05-05", True),
    ("date: 2026-05-05", True),  # for nobody in particular
])
def test_every_function_at_a_key_touchpoint_is_trained(tmp_path, training, faulty):
    expected = [Found("CXG-080", "accounting", "journey.yaml", 8)] if faulty else []
    assert findings(tmp_path, "CXG-080", ORGANISATION, KEY, trainings(training)) == expected


def test_a_declared_function_is_where_the_finding_points(tmp_path):
    assert findings(tmp_path, "CXG-080", ORGANISATION + FUNCTIONS, KEY, trainings("functions: [operations]")) == [
        Found("CXG-080", "accounting", "organisation.yaml", 6)]


@pytest.mark.parametrize(("training", "text"), [
    ("functions: [operations]", "function accounting “Accounting” performs key touchpoints (t1, t2) and is in no training"),
    ("functions: [accounting], date: 2025-03-05, participants: 9",
     "function accounting “Accounting” performs key touchpoints (t1, t2); its last training was on 5\u00a0March\u00a02025, more than 4 quarters ago"),
])
def test_a_training_long_ago_is_told_from_none(tmp_path, training, text):
    made = journey(*["key: true, performed_by: [accounting]"] * 2)
    assert sentences(tmp_path, "CXG-080", ORGANISATION + FUNCTIONS, made, trainings(training)) == [text]


def test_every_function_is_told_once(tmp_path):
    made = journey("key: true, performed_by: [accounting, operations]", "key: true, performed_by: [operations]")
    assert [f.about for f in findings(tmp_path, "CXG-080", ORGANISATION, made, "kind: trainings\ntrainings: []\n")] == ["accounting", "operations"]


def test_age_of_a_training_is_a_parameter(tmp_path):
    made = ORGANISATION + "checks: {CXG-080: {quarters: 1}}\n"
    assert sentences(tmp_path, "CXG-080", made, KEY, trainings("functions: [accounting], date: 2026-03-31")) == [
        "function accounting “accounting” performs key touchpoints (t1); its last training was on 31\u00a0March\u00a02026, more than 1 quarter ago"]


@pytest.mark.parametrize(("made", "plan", "why"), [
    (KEY, NO_FILE, "there is no training plan (a file of kind `trainings`)"),
    (journey("performed_by: [accounting]"), trainings("functions: [operations]"), "no touchpoint is marked as key"),
    (journey("key: true"), trainings("functions: [operations]"), "no key touchpoint says which functions perform it (`performed_by`)"),
])
def test_when_training_is_not_judged(tmp_path, made, plan, why):
    assert reason(tmp_path, "CXG-080", ORGANISATION, made, plan) == why


def test_a_day_before_every_training_sees_them_as_planned(tmp_path):
    assert findings(tmp_path, "CXG-080", ORGANISATION, KEY, trainings("functions: [accounting], date: 2025-06-30"), as_of=date(2025, 1, 1)) == []


# --- CXG-081 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("route", "faulty"), [
    ("", True),
    (", human_route: null", True),
    (", human_route: Brak.", True),
    (", human_route: {pl: brak, en: none}", True),
    (", human_route: N/A", True),
    (", human_route: {pl: brak, en: The red button}", False),
    (", human_route: Brak odpowiedzi w 2 minuty łączy z doradcą", False),
    (", human_route: No waiting; the red button", False),
])
def test_a_machine_leads_to_a_person(tmp_path, route, faulty):
    expected = [Found("CXG-081", "t1", "journey.yaml", 8)] if faulty else []
    assert findings(tmp_path, "CXG-081", journey(f"automation: true{route}", "automation: false")) == expected


@pytest.mark.parametrize("code", ["CXG-081", "CXG-082"])
def test_without_automation_nothing_is_judged(tmp_path, code):
    assert reason(tmp_path, code, journey("automation: false")) == "no touchpoint is marked as automated (`automation: true`)"


@pytest.mark.parametrize(("text", "expected"), [("", False), ("Brak", True), ("none", True), ("nie dotyczy", True), ("czat", False)])
def test_words_for_nothing(text, expected):
    assert says_nothing(text) is expected


# --- CXG-082 ------------------------------------------------------------------------------------------------------------


def kpi(told: str, touchpoint: str = "t1", name: str = "Number") -> str:
    return f"kind: kpis\nkpis:\n  - {{id: k1, name: {name}, {told}, touchpoints: [{touchpoint}], owner: anna-nowak, target: none}}\n"


SHARE = "type: share, family: behaviour"
CSAT = "type: csat, variant: csat5_top2, family: perception"
COUNT = "type: share, family: operational"
MACHINE = journey("automation: true", "key: true")


@pytest.mark.parametrize(("indicator", "faulty"), [
    (kpi(SHARE), False),
    (kpi("type: fcr, family: behaviour"), False),
    (kpi("type: index, family: perception"), False),
    (kpi(SHARE, touchpoint="t2"), True),
    (kpi(CSAT), True),
    (kpi(COUNT, name="Conversations ended by the bot"), True),
    (kpi(COUNT, name="Handed over to an agent"), False),
    (kpi(COUNT, name="{pl: Rozmowy przekazane konsultantowi, en: Talks}"), False),
])
def test_a_machine_is_measured(tmp_path, indicator, faulty):
    expected = [Found("CXG-082", "t1", "journey.yaml", 8)] if faulty else []
    assert findings(tmp_path, "CXG-082", ORGANISATION, MACHINE, indicator) == expected


@pytest.mark.parametrize(("setting", "faulty"), [("names: [Drugi poziom]", False), ("families: [operational]", False), ("types: [share]", True)])
def test_what_measures_a_machine_is_a_parameter(tmp_path, setting, faulty):
    made = ORGANISATION + f"checks: {{CXG-082: {{{setting}}}}}\n"
    assert bool(findings(tmp_path, "CXG-082", made, MACHINE, kpi(COUNT, name="drugi poziom"))) is faulty


@pytest.mark.parametrize("name", [
    "Hand-over rate", "handover-to-human", "Hand-offs to an agent", "Transferred to an adviser", "Escalation rate", "Bot containment", "human takeover",
    "Przekazania do konsultanta", "Odsetek rozmów przekazanych do doradcy", "Wskaźnik eskalacji", "Przełączenia na konsultanta", "Odsetek przekazań",
    "Przekierowania rozmowy do człowieka", "eskalacja-do-pracownika", "Oczekiwanie na połączenie z konsultantem",
])
def test_names_of_a_hand_over(name):
    assert names_a_hand_over([name])


@pytest.mark.parametrize("name", [
    "Hand-over of the parcel", "Przekazanie paczki kurierowi", "Transfer time", "Conversations ended by the bot", "Rozmowy zakończone przez bota",
    "Human error", "Konsultanci na zmianie", "Time to answer", "",
])
def test_names_of_something_else(name):
    assert not names_a_hand_over([name])


# --- CXG-083 ------------------------------------------------------------------------------------------------------------

GOALS = ORGANISATION + "strategy: {promise: The parcel waits, goals: [{id: first-visit, text: First visit}]}\n"


def initiative(told: str) -> str:
    return f"kind: initiatives\ninitiatives:\n  - {{id: crm, title: New CRM, {told}}}\n"


@pytest.mark.parametrize(("told", "faulty"), [
    ("tags: [technology]", True),
    ("tags: [Technologia]", True),
    ("tags: [quick win, technology], touchpoints: []", True),
    ("tags: [technology], goals: [first-visit]", False),
    ("tags: [technology], expects: [{kpi: ease, change: 0.2, by: 2026-Q4}]", False),
])
def test_a_tool_serves_something(tmp_path, told, faulty):
    expected = [Found("CXG-083", "crm", "initiatives.yaml", 3)] if faulty else []
    made = GOALS.replace("Anna Nowak}", "Anna Nowak, function: operations}")
    assert findings(tmp_path, "CXG-083", made, initiative(told)) == expected


def test_tags_of_technology_are_a_parameter(tmp_path):
    made = ORGANISATION + "checks: {CXG-083: {tags: [it]}}\n"
    assert sentences(tmp_path, "CXG-083", made, initiative("tags: [IT]")) == [
        "initiative crm “New CRM” brings in technology, serves no goal of the strategy and expects no change in an indicator"]


@pytest.mark.parametrize(("told", "why"), [
    ("tags: [technology], status: stopped", "every initiative has been stopped"),
    ("tags: [biotechnology]", "no initiative carries one of the tags: technology, technologia"),
])
def test_without_technology_nothing_is_judged(tmp_path, told, why):
    assert reason(tmp_path, "CXG-083", ORGANISATION, initiative(told)) == why
