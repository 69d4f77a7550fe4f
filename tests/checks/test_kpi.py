"""Checks of indicators: CXG-030 to CXG-039. Lines are those of the file that holds the document."""

from __future__ import annotations

import pytest
from checks.pieces import checked, findings, short

from cxgov.checks.handle_time import is_handle_time
from cxgov.language import Language
from cxgov.problems import Severity

JOURNEY = """\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {{id: open-locker, name: Opening the locker, {flags}}}
      - {{id: unpack, name: Unpacking}}
"""


def kpi(**changes: str) -> str:
    """A file with one complete indicator, one key to a line; an empty change takes a line away."""
    lines = {
        "name": "Ease of collection", "type": "ces", "variant": "ces2_agree7_mean", "family": "perception",
        "touchpoints": "[]", "owner": "anna-nowak", "baseline": "{period: 2025-Q4, value: 5.4}",
        "target": "{by: 2026-Q4, value: 6.0, tolerance: 0.2}", **changes,
    }
    return "kind: kpis\nkpis:\n  - id: ease\n" + "".join(f"    {key}: {value}\n" for key, value in lines.items() if value)


def share(**changes: str) -> str:
    return kpi(**{"name": "Collected on the first visit", "type": "share", "variant": "", "family": "behaviour", "direction": "higher_better",
                  "unit": "percent", "definition": "Opened without help, divided by all visits", "baseline": "{period: 2025-Q4, value: 95}",
                  "target": "{by: 2026-Q4, value: 97}", **changes})


def line_of(text: str, key: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"{key}:"))


@pytest.mark.parametrize(("code", "flag"), [("CXG-030", "key: true"), ("CXG-031", "moment_of_truth: recovery")])
def test_important_touchpoint_needs_an_indicator(tmp_path, code, flag):
    journey = JOURNEY.format(flags=flag)
    (tmp_path / "faulty").mkdir()
    (tmp_path / "clean").mkdir()
    assert short(checked(tmp_path / "faulty", f"{journey}---\n{kpi(touchpoints='[unpack]')}"), code) == [("open-locker", 8)]
    assert short(checked(tmp_path / "clean", f"{journey}---\n{kpi(touchpoints='[open-locker]')}"), code) == []


@pytest.mark.parametrize("code", ["CXG-030", "CXG-031", "CXG-035"])
def test_nothing_marked_is_no_pass(tmp_path, code):
    assert code in checked(tmp_path, JOURNEY.format(flags="key: false")).not_checked


@pytest.mark.parametrize("code", [f"CXG-0{n}" for n in (32, 33, 34, 36, 37, 38, 39)])
def test_no_indicators_is_no_pass(tmp_path, code):
    assert code in checked(tmp_path, JOURNEY.format(flags="key: true")).not_checked


FAULTS = [
    ("CXG-032", kpi(target="none"), "target"),
    ("CXG-033", kpi(baseline=""), "- id"),
    ("CXG-033", share(direction=""), "- id"),
    ("CXG-033", share(unit=""), "- id"),
    ("CXG-033", share(definition=""), "- id"),
    ("CXG-034", share(name="Średni czas rozmowy", type="duration", direction="lower_better"), "family"),
    ("CXG-034", share(name="AHT at the help desk"), "family"),
    ("CXG-036", kpi(variant="ces1_effort5", direction="higher_better"), "direction"),
    ("CXG-036", kpi(direction="lower_better"), "direction"),
    ("CXG-036", kpi(type="nps", variant="", direction="target_is_best"), "direction"),
    ("CXG-036", share(type="churn"), "direction"),
    ("CXG-037", kpi(baseline="{period: 2025-Q4, value: 7.4}"), "baseline"),
    ("CXG-037", kpi(unit="percent"), "unit"),
    ("CXG-038", kpi(target="{by: 2026-Q4, value: 7.5}"), "target"),
    ("CXG-038", kpi(target="{by: 2026-Q4, value: 5.3}"), "target"),
    ("CXG-038", kpi(target="{by: 2026-Q4, value: 5.4}"), "target"),
    ("CXG-038", kpi(target="{by: 2025-Q4, value: 6}"), "target"),
    ("CXG-038", share(direction="lower_better"), "target"),
    ("CXG-038", share(direction="target_is_best", target="{by: 2026-Q4, value: 97, tolerance: 2}"), "target"),
    ("CXG-039", kpi(bonus="individual"), "bonus"),
    ("CXG-039", share(bonus="individual", question="Did you get your parcel?"), "bonus"),
]


@pytest.mark.parametrize(("code", "text", "key"), FAULTS)
def test_fault_in_a_definition(tmp_path, code, text, key):
    assert short(checked(tmp_path, text), code) == [("ease", line_of(text, key))]


CLEAN = [
    ("CXG-032", kpi()),
    ("CXG-033", kpi()),
    ("CXG-033", share()),
    ("CXG-033", share(type="churn", direction="")),
    ("CXG-034", kpi()),
    ("CXG-034", share(name="Average handle time", family="operational")),
    ("CXG-034", share(name="Średni czas obsługi reklamacji")),
    ("CXG-036", kpi(variant="ces1_effort5", direction="lower_better")),
    ("CXG-036", share(direction="lower_better")),
    ("CXG-037", kpi(unit="points")),
    ("CXG-037", kpi(target="{by: 2026-Q4, value: 7.5}")),
    ("CXG-038", kpi()),
    ("CXG-038", kpi(baseline="")),
    ("CXG-038", kpi(variant="ces1_effort5", baseline="{period: 2025-Q4, value: 3}", target="{by: 2026-Q4, value: 2}")),
    ("CXG-038", share(direction="target_is_best", target="{by: 2026-Q4, value: 97, tolerance: 1}")),
    ("CXG-039", kpi(bonus="team")),
    ("CXG-039", share(bonus="individual")),
]


@pytest.mark.parametrize(("code", "text"), CLEAN)
def test_clean_definition(tmp_path, code, text):
    assert short(checked(tmp_path, text), code) == []


def test_no_target_anywhere_is_no_pass(tmp_path):
    assert "CXG-038" in checked(tmp_path, kpi(target="none")).not_checked


def test_incomplete_indicator_lists_everything_in_one_finding(tmp_path):
    [found] = findings(checked(tmp_path, share(baseline="", direction="", unit="", definition="")), "CXG-033")
    assert str(found.text) == (
        "indicator ease “Collected on the first visit” lacks: the baseline with its period, the direction (which way is better), the unit and "
        "the formula in words (definition)")


MEASURED = "---\nkind: measurements\nperiod: 2026-Q3\nmeasurements:\n  - {{kpi: ease, value: {value}}}\n"
NPS = {"type": "nps", "variant": "nps_0_10", "baseline": ""}
TOP_TWO = {"type": "csat", "variant": "csat5_top2", "baseline": ""}


@pytest.mark.parametrize(("changes", "value", "faulty"), [
    (NPS, "120", True), (NPS, "-100", False), (NPS, "null", False),
    (TOP_TWO, "4.2", True), (TOP_TWO, "84", False), (TOP_TWO, "0", False), (TOP_TWO, "100.5", True),
    ({}, "7.1", True), ({}, "7", False),
    ({}, "6.8, interval: [6.5, 7.2]", True), ({}, "6.8, interval: [6.5, 7]", False),
])
def test_measured_value_outside_the_range(tmp_path, changes, value, faulty):
    found = checked(tmp_path, kpi(**{**changes, "target": "none"}) + MEASURED.format(value=value))
    assert short(found, "CXG-037") == ([("ease", 4)] if faulty else [])


def test_nothing_measured_is_no_pass(tmp_path):
    assert "CXG-037" in checked(tmp_path, kpi(baseline="")).not_checked


@pytest.mark.parametrize(("indicator", "clean"), [
    (kpi(touchpoints="[open-locker]"), False), (share(touchpoints="[unpack]"), False), (share(touchpoints="[open-locker]"), True),
    (share(touchpoints="[open-locker]", family="operational"), False),
])
def test_success_is_measured_at_a_key_touchpoint(tmp_path, indicator, clean):
    found = checked(tmp_path, JOURNEY.format(flags="key: true") + "---\n" + indicator)
    assert short(found, "CXG-035") == ([] if clean else [("made", 8)])


def test_what_counts_as_success_is_a_parameter(tmp_path):
    text = JOURNEY.format(flags="key: true") + "---\n" + kpi(touchpoints="[open-locker]")
    assert short(checked(tmp_path, text, "checks: {CXG-035: {types: [ces]}}\n"), "CXG-035") == []


@pytest.mark.parametrize("name", [
    "aht", "AHT", "Average Handle Time (AHT)", "average-handling-time", "Średni czas obsługi klienta", "Czas rozmowy z konsultantem",
    "DŁUGOŚĆ POŁĄCZENIA", "Sredni czas obslugi", "Mean call duration",
])
def test_names_of_the_handle_time(name):
    assert is_handle_time([name])


@pytest.mark.parametrize("name", [
    "Time to settle a complaint", "Complaint handling time", "Czas rozpatrzenia reklamacji", "Średni czas obsługi zamówienia", "Pathtime",
    "Czas oczekiwania na połączenie", "Czas w porannej kolejce", "Order handling time", "Fahrtzeit",
])
def test_times_that_customers_feel(name):
    assert not is_handle_time([name])


def test_an_organisation_names_its_own_handle_time(tmp_path):
    text = share(name="Czas sprawy przy okienku")
    assert short(checked(tmp_path, text, "checks: {CXG-034: {names: [czas sprawy]}}\n"), "CXG-034") == [("ease", line_of(text, "family"))]


def test_severities_follow_the_table():
    from cxgov.checks import RULES

    assert {code: RULES[code].severity for code in RULES if RULES[code].group == "kpi"} == {
        **dict.fromkeys(("CXG-030", "CXG-031", "CXG-032", "CXG-034", "CXG-036", "CXG-037"), Severity.ERROR),
        **dict.fromkeys(("CXG-033", "CXG-035", "CXG-038", "CXG-039"), Severity.WARNING)}


def test_a_finding_names_the_record_in_both_languages(tmp_path):
    [found] = findings(checked(tmp_path, kpi(name='{pl: "Łatwość odbioru", en: Ease of collection}', target="none")), "CXG-032")
    assert "ease “Ease of collection”" in Language("en").say(found.text)
    assert "Łatwość odbioru" in Language("pl").say(found.text)
