"""Checks of decisions: CXG-050 to CXG-053."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import findings, reason, sentences

from cxgov.checks import RULES
from cxgov.model import parse_period

KPIS = """\
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
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, accountable: [anna-nowak]}
      - {id: unpack, name: Unpacking, accountable: [anna-nowak]}
problems:
  - {id: queue, touchpoint: open-locker, text: A queue at the locker, signals: 20}
---
"""
INITIATIVE = """\
kind: initiatives
initiatives:
  - {id: layout, title: New layout, expects: [{kpi: ease, change: 0.3, by: 2026-Q4}], owner: jan-kowal, end: 2026-12-18, status: approved}
---
"""


def measured(period: str, value: str = "5.4", n: int = 310) -> str:
    return f"kind: measurements\nperiod: {period}\nmeasurements:\n  - {{kpi: ease, value: {value}, n: {n}}}\n---\n"


def decided(period: str, *decisions: str) -> str:
    rows = "".join(f"  - {{text: Larger buttons, {d if 'id:' in d else 'id: D-1, ' + d}}}\n" for d in decisions)
    return f"kind: decisions\nperiod: {period}\ndecisions:\n{rows}---\n"


def texts(*parts: str) -> str:
    return "".join(parts).removesuffix("---\n")


def about(found):
    return [f.about for f in found]


# --- CXG-050 -------------------------------------------------------------------------------------------------------


def test_a_missed_target_without_a_decision_is_found_where_it_was_measured(tmp_path):
    (found,) = findings(tmp_path, "CXG-050", texts(KPIS, measured("2026-Q3")))
    assert (found.about, found.file, found.line) == ("ease", "measurements.yaml", 4)


def test_what_is_missed_is_said_in_the_indicator_s_unit(tmp_path):
    assert sentences(tmp_path, "CXG-050", texts(KPIS, measured("2026-Q3", "5.4333"))) == [
        "indicator ease “Ease of collection” was off target in Q3\u00a02026 (5.433, promised 6), and no decision of that period or a later one is about it"]


@pytest.mark.parametrize("kind", ["act", "accept", "investigate"])
def test_any_decision_about_the_indicator_answers(tmp_path, kind):
    assert not findings(tmp_path, "CXG-050", texts(KPIS, measured("2026-Q3"), decided("2026-Q3", f"decision: {kind}, about: {{kpi: ease}}")))


@pytest.mark.parametrize("subject", [
    "about: {touchpoint: open-locker}", "about: {initiative: layout}", "about: {problem: queue}, initiative: layout"])
def test_a_decision_about_its_touchpoint_or_an_initiative_that_is_to_change_it_answers(tmp_path, subject):
    assert not findings(tmp_path, "CXG-050", texts(KPIS, INITIATIVE, measured("2026-Q3"), decided("2026-Q3", f"decision: act, {subject}")))


@pytest.mark.parametrize("subject", ["about: {touchpoint: unpack}", "about: {problem: queue}", "about: {kpi: ease}, status: dropped"])
def test_a_decision_about_something_else_or_a_dropped_one_does_not(tmp_path, subject):
    assert about(findings(tmp_path, "CXG-050", texts(KPIS, measured("2026-Q3"), decided("2026-Q3", f"decision: act, {subject}")))) == ["ease"]


def test_a_decision_of_the_period_before_did_not_know_the_value(tmp_path):
    assert about(findings(tmp_path, "CXG-050", texts(KPIS, measured("2026-Q3"), decided("2026-Q2", "decision: act, about: {kpi: ease}"))))


def test_a_decision_of_the_next_period_s_review_answers_once_that_has_begun(tmp_path):
    text = texts(KPIS, measured("2026-Q3"), decided("2026-Q4", "decision: act, about: {kpi: ease}"))
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    assert findings(tmp_path / "before", "CXG-050", text, period=parse_period("2026-Q3"))
    assert not findings(tmp_path / "after", "CXG-050", text, period=parse_period("2026-Q3"), as_of=date(2026, 10, 15))


def test_the_period_before_is_judged_while_the_reported_one_has_no_value(tmp_path):
    assert sentences(tmp_path, "CXG-050", texts(KPIS, measured("2026-Q2"), decided("2026-Q3", "decision: act, about: {touchpoint: unpack}")))


def test_back_within_the_tolerance_nothing_needs_deciding(tmp_path):
    assert not findings(tmp_path, "CXG-050", texts(KPIS, measured("2026-Q2"), measured("2026-Q3", "5.8")))


def test_too_few_answers_are_not_judged(tmp_path):
    assert reason(tmp_path, "CXG-050", texts(KPIS, measured("2026-Q3", n=9))) == "no indicator with a target has a value yet"


def test_the_review_may_be_given_time(tmp_path):
    organisation = """\
        kind: organisation
        id: acme
        name: Acme
        people: [{id: anna-nowak, name: Anna Nowak}, {id: jan-kowal, name: Jan Kowal}]
        checks: {CXG-050: {grace_days: 30}}
        """
    (tmp_path / "in").mkdir()
    (tmp_path / "after").mkdir()
    text = texts(KPIS, measured("2026-Q3"))
    assert not findings(tmp_path / "in", "CXG-050", organisation, text, as_of=date(2026, 10, 29))
    assert findings(tmp_path / "after", "CXG-050", organisation, text, as_of=date(2026, 10, 30))


def test_without_a_target_there_is_nothing_to_miss(tmp_path):
    assert reason(tmp_path, "CXG-050", measured("2026-Q3").removesuffix("---\n"))


# --- CXG-051 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("decision", "said"), [
    ("decision: act", "neither an owner nor a date"),
    ("decision: act, owner: anna-nowak", "no date"),
    ("decision: investigate, due: 2026-10-30", "no owner"),
    ("decision: accept", "no owner"),
    ("decision: act, status: done", "no owner"),
])
def test_what_a_decision_lacks_is_said(tmp_path, decision, said):
    (text,) = sentences(tmp_path, "CXG-051", texts(decided("2026-Q3", decision)))
    assert said in text


@pytest.mark.parametrize("decision", [
    "decision: act, owner: anna-nowak, due: 2026-10-30",
    "decision: accept, owner: anna-nowak",
    "decision: act, owner: anna-nowak, status: done",
    "decision: act, status: dropped",
])
def test_a_complete_decision_is_clean(tmp_path, decision):
    assert findings(tmp_path, "CXG-051", texts(decided("2026-Q3", decision))) == []


def test_a_decision_not_yet_made_is_not_judged(tmp_path):
    assert reason(tmp_path, "CXG-051", texts(decided("2026-Q4", "decision: act"))) == "no decision is on record yet"


# --- CXG-052 -------------------------------------------------------------------------------------------------------


def journey(*signals: int, more: str = "") -> str:
    rows = "".join(f"  - {{id: p{i}, touchpoint: queue, text: Problem {i}, signals: {n}{more if i == 1 else ''}}}\n" for i, n in enumerate(signals, 1))
    return ("kind: journey\nid: parcel\nname: Receiving a parcel\nstages:\n  - id: collect\n    name: Collection\n    touchpoints:\n"
            f"      - {{id: queue, name: Queue, accountable: [anna-nowak]}}\nproblems:\n{rows}---\n")


def test_the_three_largest_problems_are_judged_by_their_signals(tmp_path):
    assert about(findings(tmp_path, "CXG-052", texts(journey(5, 30, 10, 20)))) == ["p2", "p3", "p4"]


def test_rank_and_signals_are_said(tmp_path):
    (text,) = sentences(tmp_path, "CXG-052", texts(journey(1)))
    assert text.startswith("problem p1 “Problem 1” is number 1 by customer signals (1 signal), and nobody took it up")


@pytest.mark.parametrize("answer", [
    decided("2026-Q3", "decision: accept, about: {problem: p1}"),
    "kind: initiatives\ninitiatives:\n  - {id: layout, title: Layout, problems: [p1]}\n",
])
def test_a_decision_or_an_initiative_answers_a_problem(tmp_path, answer):
    assert findings(tmp_path, "CXG-052", texts(journey(5), answer)) == []


@pytest.mark.parametrize("answer", [
    decided("2026-Q3", "decision: act, about: {problem: p1}, status: dropped"),
    decided("2026-Q4", "decision: act, about: {problem: p1}"),
    decided("2026-Q3", "decision: act, about: {touchpoint: queue}"),
    "kind: initiatives\ninitiatives:\n  - {id: layout, title: Layout, problems: [p1], status: stopped}\n",
])
def test_what_was_dropped_stopped_or_not_yet_decided_answers_nothing(tmp_path, answer):
    assert about(findings(tmp_path, "CXG-052", texts(journey(5), answer))) == ["p1"]


def test_the_reason_why_nothing_is_done_is_an_answer(tmp_path):
    assert findings(tmp_path, "CXG-052", texts(journey(5, more=", rejected: The lockers go next year"))) == []


def test_a_problem_without_signals_has_no_rank(tmp_path):
    assert reason(tmp_path, "CXG-052", texts(journey(0))) == "no journey names a problem with the number of customer signals behind it"


# --- CXG-053 -------------------------------------------------------------------------------------------------------


def test_an_open_decision_past_its_date_is_overdue(tmp_path):
    assert sentences(tmp_path, "CXG-053", texts(decided("2026-Q2", "decision: act, due: 2026-09-29"))) == [
        "decision D-1 “Larger buttons” was due on 29\u00a0September\u00a02026, 1 day ago, and is still open"]


@pytest.mark.parametrize("decision", ["decision: act, due: 2026-09-30", "decision: act, due: 2026-07-01, status: done",
                                      "decision: act, due: 2026-07-01, status: dropped"])
def test_on_its_day_or_closed_it_is_not(tmp_path, decision):
    assert findings(tmp_path, "CXG-053", texts(decided("2026-Q2", decision))) == []


def test_a_later_decision_in_its_place_settles_it(tmp_path):
    again = decided("2026-Q3", "id: D-2, decision: act, due: 2026-12-31, replaces: D-1")
    assert findings(tmp_path, "CXG-053", texts(decided("2026-Q2", "decision: act, due: 2026-07-01"), again)) == []


def test_a_dropped_decision_takes_no_place(tmp_path):
    again = decided("2026-Q3", "id: D-2, decision: act, due: 2026-12-31, replaces: D-1, status: dropped")
    assert about(findings(tmp_path, "CXG-053", texts(decided("2026-Q2", "decision: act, due: 2026-07-01"), again))) == ["D-1"]


def initiative(fields: str) -> str:
    return f"kind: initiatives\ninitiatives:\n  - {{id: layout, title: New layout, {fields}}}\n"


@pytest.mark.parametrize(("fields", "late"), [
    ("end: 2026-09-29, status: in_progress", True),
    ("end: 2026-09-29, status: approved", True),
    ("end: 2026-09-30, status: in_progress", False),
    ("end: 2026-07-01, status: rolled_out", False),
    ("end: 2026-07-01, status: done", False),
    ("end: 2026-07-01, status: stopped", False),
])
def test_an_initiative_past_its_end(tmp_path, fields, late):
    found = findings(tmp_path, "CXG-053", initiative(fields), decided("2026-Q3", "decision: act, due: 2026-12-31").removesuffix("---\n"))
    assert about(found) == (["layout"] if late else [])


def test_without_dates_nothing_can_be_late(tmp_path):
    assert reason(tmp_path, "CXG-053", initiative("status: approved")) == "no decision and no initiative has a date to be kept"


def test_without_any_day_to_judge_by_nothing_is_called_late(tmp_path):
    assert reason(tmp_path, "CXG-053", initiative("end: 2026-09-29"), as_of=date.min) == (
        "nothing in the files has a date by which to judge what is late")


@pytest.mark.parametrize("code", ["CXG-050", "CXG-051", "CXG-052", "CXG-053"])
def test_decisions_stand_in_the_group_of_the_cycle(code):
    assert RULES[code].group == "cycle"
