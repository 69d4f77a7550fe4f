"""Checks of initiatives: CXG-060 to CXG-067."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import findings, reason, sentences

from cxgov.model import parse_period

WHOLE = ("signals: [{source: reviews}], expects: [{kpi: ease, change: 0.3, by: 2026-Q4}], owner: anna-nowak, start: 2026-01-12, "
         "end: 2026-12-18")


def initiative(fields: str, identifier: str = "layout") -> str:
    return f"kind: initiatives\ninitiatives:\n  - {{id: {identifier}, title: New layout, {fields}}}\n"


def without(*keys: str) -> str:
    parts = {"signals": "signals: [{source: reviews}]", "expects": "expects: [{kpi: ease, change: 0.3, by: 2026-Q4}]",
             "owner": "owner: anna-nowak", "end": "end: 2026-12-18"}
    return ", ".join([text for key, text in parts.items() if key not in keys] + ["status: in_progress"])


def about(found):
    return [f.about for f in found]


# --- CXG-060, 061, 062 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["CXG-060", "CXG-061", "CXG-062"])
def test_a_whole_card_is_clean(tmp_path, code):
    assert findings(tmp_path, code, initiative(WHOLE)) == []


@pytest.mark.parametrize(("code", "key"), [("CXG-060", "expects"), ("CXG-061", "signals"), ("CXG-062", "owner"), ("CXG-062", "end")])
def test_a_gap_in_the_card_is_found(tmp_path, code, key):
    (found,) = findings(tmp_path, code, initiative(without(key)))
    assert (found.about, found.file) == ("layout", "initiatives.yaml")


def test_an_empty_list_of_indicators_is_pointed_at(tmp_path):
    text = "kind: initiatives\ninitiatives:\n  - id: layout\n    title: New layout\n    expects: []\n"
    (found,) = findings(tmp_path, "CXG-060", text)
    assert found.line == 5


@pytest.mark.parametrize(("keys", "said"), [(("owner",), "has no owner"), (("end",), "has no end date"),
                                            (("owner", "end"), "has neither an owner nor an end date")])
def test_what_an_initiative_lacks_is_said_in_one_finding(tmp_path, keys, said):
    assert sentences(tmp_path, "CXG-062", initiative(without(*keys))) == [f"initiative layout “New layout” {said}"]


@pytest.mark.parametrize("code", ["CXG-060", "CXG-061", "CXG-062"])
def test_a_stopped_initiative_needs_no_mending(tmp_path, code):
    assert reason(tmp_path, code, initiative("status: stopped")) == "every initiative has been stopped"


@pytest.mark.parametrize(("signals", "found"), [(7, []), (0, ["layout"])])
def test_a_problem_with_signals_is_a_customer_signal(tmp_path, signals, found):
    journey = f"kind: journey\nid: parcel\nname: Parcel\nproblems:\n  - {{id: queue, text: A queue, signals: {signals}}}\n"
    assert about(findings(tmp_path, "CXG-061", journey, initiative(without("signals") + ", problems: [queue]"))) == found


# --- CXG-063, 067 --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fields", "day", "found"), [
    ("status: done, end: 2026-05-29", date(2026, 9, 29), []),
    ("status: done, end: 2026-05-29", date(2026, 9, 30), ["layout"]),
    ("status: rolled_out, end: 2026-05-29", date(2026, 9, 30), ["layout"]),
    ("status: in_progress, end: 2026-05-29", date(2026, 9, 30), []),
    ("status: stopped, end: 2026-05-29", date(2026, 9, 30), []),
    ("status: done, end: 2026-05-29, evaluation: {period: 2026-Q3}", date(2026, 9, 30), []),
    ("status: done, end: 2026-05-29, evaluation: {period: 2026-Q4}", date(2026, 9, 30), ["layout"]),
    ("status: done", date(2026, 9, 30), []),
    ("status: done, end: 2026-12-18", date(2026, 9, 30), []),
])
def test_finished_and_not_evaluated(tmp_path, fields, day, found):
    done = "\n  - {id: other, title: Other, status: done, end: 2026-01-30, evaluation: {period: 2026-Q2}}\n"
    assert about(findings(tmp_path, "CXG-063", initiative(fields).rstrip("\n") + done, as_of=day)) == found


def test_since_when_nobody_has_looked_is_said(tmp_path):
    assert sentences(tmp_path, "CXG-063", initiative("status: done, end: 2026-06-30")) == [
        "initiative layout “New layout” ended on 30\u00a0June\u00a02026, 92 days ago, and nobody has written down what it brought"]


def test_more_time_may_be_given_for_an_evaluation(tmp_path):
    organisation = """\
        kind: organisation
        id: acme
        name: Acme
        people: [{id: anna-nowak, name: Anna Nowak}]
        checks: {CXG-063: {quarters: 2}}
        """
    assert findings(tmp_path, "CXG-063", organisation, initiative("status: done, end: 2026-05-29")) == []


@pytest.mark.parametrize(("fields", "found"), [
    ("status: rolled_out", ["layout"]),
    ("status: done, pilot: {done: false}", ["layout"]),
    ("status: done, pilot: {done: true}", []),
])
def test_rolled_out_without_a_trial(tmp_path, fields, found):
    assert about(findings(tmp_path, "CXG-067", initiative(fields))) == found


@pytest.mark.parametrize("code", ["CXG-063", "CXG-067"])
def test_nothing_finished_is_no_pass(tmp_path, code):
    assert reason(tmp_path, code, initiative("status: in_progress")) == "no initiative is rolled out or done yet"


# --- CXG-065 -------------------------------------------------------------------------------------------------------


def owned(*owners: str, service: str = "customer_service: [service]", more: str = "") -> str:
    rows = "".join(f"  - {{id: i{i}, title: Step {i}, {fields}}}\n" for i, fields in enumerate(owners, 1))
    people = "people:\n  - {id: ada, name: Ada, function: service}\n  - {id: jan, name: Jan, function: digital}\n  - {id: ewa, name: Ewa}\n"
    return (f"kind: organisation\nid: acme\nname: Acme\n{service}\n{people}{more}---\nkind: initiatives\ninitiatives:\n{rows}---\n"
            "kind: kpis\nkpis: []\n")


def test_more_than_half_in_service_is_one_finding(tmp_path):
    text = owned("owner: ada", "owner: jan", "owner: ada")
    assert sentences(tmp_path, "CXG-065", text) == ["2 of 3 open initiatives (66.7%) belong to customer service; the limit is 50%"]


@pytest.mark.parametrize("owners", [
    ("owner: ada", "owner: jan", "owner: ada", "owner: jan"),  # exactly half
    ("owner: ada", "owner: ewa", "owner: ewa"),  # an owner without a function counts as another
    ("owner: ada", "status: approved", "status: approved"),
    ("owner: ada", "owner: jan", "owner: jan", "owner: ada, status: done", "owner: ada, status: stopped"),
])
def test_half_or_less_is_clean(tmp_path, owners):
    assert findings(tmp_path, "CXG-065", owned(*owners)) == []


def test_few_initiatives_are_no_portfolio(tmp_path):
    assert reason(tmp_path, "CXG-065", owned("owner: ada", "owner: ada", "owner: ada, status: done")) == "fewer than 3 initiatives are open"


def test_without_a_declared_service_nothing_is_guessed(tmp_path):
    assert "customer_service" in reason(tmp_path, "CXG-065", owned("owner: ada", "owner: ada", "owner: ada", service=""))


def test_share_and_number_are_the_organisation_s(tmp_path):
    text = owned("owner: ada", "owner: jan", more="checks: {CXG-065: {max_share: 0.4, least_initiatives: 2}}\n")
    assert about(findings(tmp_path, "CXG-065", text)) == ["acme"]


# --- CXG-066 -------------------------------------------------------------------------------------------------------

KPI = """\
kind: kpis
kpis:
  - id: ease
    name: Ease of collection
    type: ces
    variant: ces2_agree7_mean
    family: perception
    touchpoints: [open-locker]
    owner: anna-nowak
    target: {by: 2026-Q4, value: 6.0, tolerance: 0.2}
---
kind: journey
id: parcel
name: Receiving a parcel
stages: [{id: collect, name: Collection, touchpoints: [{id: open-locker, name: Opening the locker}]}]
"""


def series(**values: float) -> str:
    return "---\n".join(
        f"kind: measurements\nperiod: 2026-{quarter}\nmeasurements:\n  - {{kpi: ease, value: {value}, n: 310}}\n" for quarter, value in values.items())


def decision(period: str, fields: str) -> str:
    return f"kind: decisions\nperiod: {period}\ndecisions:\n  - {{id: D-1, text: Decided, {fields}}}\n"


def test_off_target_twice_without_action(tmp_path):
    (found,) = findings(tmp_path, "CXG-066", KPI, series(Q2=5.5, Q3=5.4))
    assert (found.about, found.file, found.line) == ("ease", "measurements2.yaml", 4)


@pytest.mark.parametrize("values", [{"Q2": 5.9, "Q3": 5.4}, {"Q2": 5.4, "Q3": 5.9}, {"Q1": 5.0, "Q2": 5.9, "Q3": 5.4}])
def test_once_is_not_twice(tmp_path, values):
    assert findings(tmp_path, "CXG-066", KPI, series(**values)) == []


def test_two_measured_periods_with_a_gap_between_them_are_in_a_row(tmp_path):
    assert about(findings(tmp_path, "CXG-066", KPI, series(Q1=5.5, Q3=5.4))) == ["ease"]


@pytest.mark.parametrize("fields", [
    "status: in_progress, expects: [{kpi: ease, change: 0.3, by: 2026-Q4}]",
    "status: approved, touchpoints: [open-locker]",
    "status: rolled_out, touchpoints: [open-locker]",
    "status: done, touchpoints: [open-locker], end: 2026-07-01",
])
def test_an_initiative_on_the_indicator_is_action(tmp_path, fields):
    assert findings(tmp_path, "CXG-066", KPI, series(Q2=5.5, Q3=5.4), initiative(fields)) == []


@pytest.mark.parametrize("fields", [
    "status: proposed, touchpoints: [open-locker]",
    "status: stopped, touchpoints: [open-locker], end: 2026-07-01",
    "status: done, touchpoints: [open-locker], end: 2026-06-30",
    "status: in_progress",
])
def test_proposed_stopped_and_long_finished_work_is_none(tmp_path, fields):
    assert about(findings(tmp_path, "CXG-066", KPI, series(Q2=5.5, Q3=5.4), initiative(fields))) == ["ease"]


@pytest.mark.parametrize(("period", "fields", "found"), [
    ("2026-Q2", "decision: accept, about: {kpi: ease}", []),
    ("2026-Q3", "decision: accept, about: {touchpoint: open-locker}", []),
    ("2026-Q1", "decision: accept, about: {kpi: ease}", ["ease"]),
    ("2026-Q3", "decision: investigate, about: {kpi: ease}", ["ease"]),
    ("2026-Q3", "decision: accept, about: {kpi: ease}, status: dropped", ["ease"]),
])
def test_only_to_accept_stands_for_action(tmp_path, period, fields, found):
    assert about(findings(tmp_path, "CXG-066", KPI, series(Q2=5.5, Q3=5.4), decision(period, fields))) == found


def test_one_value_is_no_row(tmp_path):
    assert reason(tmp_path, "CXG-066", KPI, series(Q3=5.4)) == "no indicator with a target has values of two periods yet"


def test_a_later_period_is_not_looked_at(tmp_path):
    assert findings(tmp_path, "CXG-066", KPI, series(Q1=5.9, Q2=5.5, Q3=5.4), period=parse_period("2026-Q2")) == []
