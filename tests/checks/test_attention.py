"""What needs attention: the order of topics, since when, and whose it is."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import organisation

from cxgov.checks.attention import Attention, attention, period_on

DAY = date(2026, 11, 26)


def found(folder, *texts: str, day: date = DAY) -> Attention:
    return attention(organisation(folder, *texts), day)


def items(folder, *texts: str, day: date = DAY) -> list[tuple[str, str, str | None, str | None]]:
    return [(item.topic, item.about, item.who, item.day.isoformat() if item.day else None) for item in found(folder, *texts, day=day).items
            if item.topic != "finding"]


KPI = """\
kind: kpis
kpis:
  - {id: ease, name: Ease, type: ces, variant: ces2_agree7_mean, family: perception, owner: jan-kowal, target: {by: 2026-Q4, value: 6}}
---
kind: measurements
period: 2026-Q3
measurements: [{kpi: ease, value: 5, n: 200}]
"""
DECISION = "kind: decisions\nperiod: 2026-Q2\ndecisions:\n  - {id: D-1, decision: act, text: Late, owner: anna-nowak, due: 2026-07-01}\n"
INITIATIVE = "kind: initiatives\ninitiatives:\n  - {id: i, title: I, owner: jan-kowal, end: 2026-06-01, status: in_progress}\n"
FEEDBACK = "kind: feedback\nitems:\n  - {id: F-1, received: 2026-11-02, at_risk: true, owner: anna-nowak}\n"
COMPLAINT = "kind: complaints\ncomplaints:\n  - {id: R-1, received: 2026-09-01, owner: anna-nowak}\n  - {id: R-2, received: 2026-11-01, deadline: 2026-12-01}\n"
CYCLE = "kind: cycle\nid: c\nstages: [{stage: S1, started: 2026-10-01, due: 2026-11-01}]\n"


def test_worst_first(tmp_path):
    """Kinds with an error come before kinds that only warn."""
    assert items(tmp_path, CYCLE, INITIATIVE, COMPLAINT, FEEDBACK, KPI, DECISION) == [
        ("off_target", "ease", "jan-kowal", "2026-09-30"), ("customer", "F-1", "anna-nowak", "2026-11-02"), ("complaint", "R-1", "anna-nowak", "2026-10-01"),
        ("complaint", "R-2", None, "2026-12-01"), ("decision", "D-1", "anna-nowak", "2026-07-01"), ("initiative", "i", "jan-kowal", "2026-06-01"),
        ("stage", "S1", None, "2026-11-01")]


def test_what_has_waited_longest_comes_first(tmp_path):
    rows = "".join(f"  - {{id: D-{n}, decision: act, text: x, owner: anna-nowak, due: 2026-{month}-01}}\n" for n, month in ((1, "09"), (2, "07"), (3, "08")))
    assert [about for _, about, _, _ in items(tmp_path, "kind: decisions\nperiod: 2026-Q2\ndecisions:\n" + rows)] == ["D-2", "D-3", "D-1"]


def test_an_indicator_stands_there_once(tmp_path):
    twice = KPI + "---\nkind: measurements\nperiod: 2026-Q2\nmeasurements: [{kpi: ease, value: 5, n: 200}]\n"
    result = found(tmp_path, twice)
    assert {problem.code for problem in result.checked.findings} >= {"CXG-050", "CXG-066"}
    assert [item.about for item in result.items if item.topic == "off_target"] == ["ease"]


def test_a_decision_is_missing_in_the_file_of_the_period_and_not_in_the_value(tmp_path):
    [item] = [item for item in found(tmp_path, KPI).items if item.topic == "off_target"]
    assert item.place.file.endswith("/2026-Q3/decisions.yaml")


@pytest.mark.parametrize(("day", "topics"), [(date(2026, 11, 23), []), (date(2026, 11, 24), ["complaint"]), (date(2026, 12, 1), ["complaint"])])
def test_a_complaint_needs_attention_a_week_before_its_deadline(tmp_path, day, topics):
    text = "kind: complaints\ncomplaints:\n  - {id: R-2, received: 2026-11-01, deadline: 2026-12-01}\n"
    assert [topic for topic, *_ in items(tmp_path, text, day=day)] == topics


def test_a_customer_contacted_too_late_waits_no_more(tmp_path):
    text = "kind: feedback\nitems:\n  - {id: F-1, received: 2026-11-02, contacted: 2026-11-20, at_risk: true}\n"
    assert items(tmp_path, text) == []


def test_a_stage_late_by_the_rhythm_alone_weighs_less_than_a_broken_promise(tmp_path):
    reckoned = found(tmp_path, "kind: cycle\nid: c\nstages: [{stage: S1, started: 2026-01-01}]\n").items
    assert [(item.about, item.severity.word, item.stage) for item in reckoned if item.topic == "stage"] == [("S1", "info", "close S1")]


def test_a_paused_cycle_says_so_once_and_how_to_go_on(tmp_path):
    [item] = [item for item in found(tmp_path, "kind: cycle\nid: c\nstages: [{stage: S1, started: 2024-01-01}]\n").items if item.topic == "stage"]
    assert (item.code, item.about, item.day.isoformat(), item.stage) == ("CXG-056", "c", "2025-01-31", "close S1")


def test_other_findings_stand_once_per_check_the_gravest_first(tmp_path):
    rest = [item for item in found(tmp_path, INITIATIVE.replace("title: I", "title: I, first_step: x") + "  - {id: j, title: J}\n").items if item.topic == "finding"]
    assert len({item.code for item in rest}) == len(rest)
    assert [item.severity for item in rest] == sorted((item.severity for item in rest), reverse=True)
    assert {item.code: item.n for item in rest}["CXG-060"] == 2


def test_the_period_is_the_latest_that_is_over(tmp_path):
    sheets = "---\n".join(f"kind: assessment\nframework: cem-cycle\nframework_version: 1.0.0\nperiod: {p}\nrater: anna-nowak\nstatus: agreed\n"
                          f"date: 2026-01-01\nanswers: {{S1.P1: 1}}\n" for p in ("2026-Q1", "2026-Q2"))
    space = organisation(tmp_path, sheets)
    assert [str(period_on(space, day)) for day in (date(2026, 2, 1), date(2026, 4, 1), date(2026, 6, 29), date(2026, 6, 30))] == [
        "2026-Q1", "2026-Q1", "2026-Q1", "2026-Q2"]


@pytest.mark.parametrize(("day", "period"), [(date(2025, 1, 1), "2025-Q1"), (date(2025, 12, 31), "2025-Q4"), (date(2025, 6, 30), "2025-Q2")])
def test_before_the_first_assessment_the_period_is_that_of_the_day(tmp_path, day, period):
    """What was assessed later was not known by then, and it is said which assessment was the first."""
    space = organisation(tmp_path, "kind: assessment\nframework: cem-cycle\nframework_version: 1.0.0\nperiod: 2026-Q1\nrater: anna-nowak\nstatus: agreed\n"
                                   "date: 2026-01-01\nanswers: {S1.P1: 1}\n")
    assert str(period_on(space, day)) == period
    assert str(attention(space, day).first) == "2026-Q1"
    assert attention(space, date(2026, 1, 1)).first is None


def test_what_is_over_is_told_as_over(tmp_path):
    """Late, answered and past: a lesson, nothing that anybody waits for today."""
    log = "kind: feedback\nitems:\n  - {id: F-1, received: 2026-10-05, contacted: 2026-11-02, at_risk: true}\n"
    register = "kind: complaints\ncomplaints:\n  - {id: R-1, received: 2026-09-01, answered: 2026-11-02}\n"
    late = {item.code: item for item in found(tmp_path, log, register).items if item.code in ("CXG-040", "CXG-046")}
    assert {code: (item.topic, str(item.label), item.severity.word) for code, item in late.items()} == {
        "CXG-040": ("finding", "Customers at risk contacted too late", "warning"), "CXG-046": ("finding", "Complaints answered too late", "warning")}
    assert not any("today" in str(item.remedy) for item in late.values())
