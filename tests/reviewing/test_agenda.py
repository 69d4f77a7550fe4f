"""What is coming up: which dated things are still open, and on which days meetings follow from their rhythm."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import organisation

from cxgov.model import Workspace
from cxgov.reviewing.agenda import Event, agenda

DAY, UNTIL = date(2026, 9, 30), date(2027, 9, 30)
PEOPLE = """\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak}
  - {id: jan-kowal, name: Jan Kowal, active_until: 2026-11-30}
"""


def space(folder, *texts: str, more: str = "") -> Workspace:
    return organisation(folder, PEOPLE + more, *texts)


def events(folder, *texts: str, more: str = "", day: date = DAY, until: date = UNTIL) -> tuple[Event, ...]:
    return agenda(space(folder, *texts, more=more), day, until)


def short(found) -> list[tuple[str, str]]:
    return [(event.day.isoformat(), event.key) for event in found]


def body(meets: str) -> str:
    return f"governance: {{body: {{name: Board, meets: {meets}}}}}\n"


def test_nothing_dated_is_an_empty_agenda(tmp_path):
    assert events(tmp_path) == ()


def test_open_decisions_by_their_day_and_overdue_ones_first(tmp_path):
    found = events(tmp_path, """\
        kind: decisions
        period: 2026-Q3
        decisions:
          - {id: D-1, decision: act, text: Late, owner: anna-nowak, due: 2026-09-01}
          - {id: D-2, decision: act, text: Soon, due: 2026-10-15}
          - {id: D-3, decision: act, text: Done, due: 2026-10-15, status: done}
          - {id: D-4, decision: act, text: Replaced, due: 2026-10-16}
          - {id: D-5, decision: act, text: Without a day, replaces: D-4}
          - {id: D-6, decision: act, text: Far, due: 2028-01-01}
        """)
    assert [(event.about, event.who, str(event.text)) for event in found] == [
        ("D-1", "anna-nowak", "Decision D-1 is due: Late"), ("D-2", None, "Decision D-2 is due: Soon")]


def test_decisions_of_a_later_period_are_not_yet_made(tmp_path):
    assert events(tmp_path, "kind: decisions\nperiod: 2026-Q4\ndecisions:\n  - {id: D-1, decision: act, text: x, due: 2026-12-01}\n") == ()


def test_initiatives_end_and_their_effects_fall_due(tmp_path):
    found = events(tmp_path, """\
        kind: initiatives
        initiatives:
          - {id: a, title: A, end: 2026-11-30, status: in_progress, expects: [{kpi: ease, change: 1, by: 2026-Q4}]}
          - {id: b, title: B, end: 2026-11-30, status: done, expects: [{kpi: ease, change: 1, by: 2027-Q1}]}
          - {id: c, title: C, end: 2026-11-30, status: stopped, expects: [{kpi: ease, change: 1, by: 2026-Q4}]}
          - {id: d, title: D, status: proposed, expects: [{kpi: ease, change: 1, by: 2026-Q4}]}
        """)
    assert short(found) == [("2026-11-30", "initiative-a"), ("2026-12-31", "effect-a-ease-2026-Q4"), ("2027-03-31", "effect-b-ease-2027-Q1")]


def test_targets_of_a_period_are_one_event(tmp_path):
    kpis = "".join(f"  - {{id: k{n}, name: K{n}, type: nps, family: perception, owner: anna-nowak, target: {{by: {by}, value: {n}}}}}\n"
                   for n, by in ((1, "2026-Q4"), (2, "2026-Q4"), (3, "2026-Q2"), (4, "2027-Q1")))
    found = events(tmp_path, "kind: kpis\nkpis:\n" + kpis)
    assert [(event.key, str(event.text), [str(d) for d in event.details]) for event in found] == [
        ("targets-2026-Q4", "2 targets are due", ["“K1”: 1", "“K2”: 2"]), ("targets-2027-Q1", "The target of “K4”: 4 is due", ["“K4”: 4"])]


def test_complaints_by_their_deadline_or_the_limit(tmp_path):
    found = events(tmp_path, """\
        kind: complaints
        complaints:
          - {id: R-1, received: 2026-09-20, deadline: 2026-10-04, owner: jan-kowal}
          - {id: R-2, received: 2026-09-20}
          - {id: R-3, received: 2026-09-20, answered: 2026-09-25}
          - {id: R-4, received: 2026-10-20}
        """, more="checks: {CXG-046: {days: 20}}\n")
    assert [(event.about, event.day.isoformat(), event.reckoned, event.who) for event in found] == [
        ("R-1", "2026-10-04", False, "jan-kowal"), ("R-2", "2026-10-10", True, None)]


@pytest.mark.parametrize(("meets", "days"), [
    ("weekly", ["2026-10-04", "2026-10-11"]), ("monthly", ["2026-09-30", "2026-10-31"]), ("quarterly", ["2026-09-30", "2026-12-31"]),
    ("half_yearly", ["2026-12-31", "2027-06-30"]), ("yearly", ["2026-12-31"]),
])
def test_without_a_register_a_body_should_meet_in_every_span_of_the_calendar(tmp_path, meets, days):
    assert [day for day, _ in short(events(tmp_path, more=body(meets)))][:2] == days


@pytest.mark.parametrize(("meets", "days"), [
    ("weekly", ["2026-09-07", "2026-10-05"]), ("monthly", ["2026-09-30", "2026-10-31"]), ("quarterly", ["2026-11-30", "2027-02-28"]),
])
def test_with_a_register_the_rhythm_goes_on_from_the_last_meeting_and_of_missed_ones_the_first_is_named(tmp_path, meets, days):
    held = "kind: meetings\nmeetings: [{date: 2026-05-31}, {date: 2026-08-31}]\n"
    assert [day for day, _ in short(events(tmp_path, held, more=body(meets)))][:2] == days


def test_meetings_on_record_for_later_days_are_no_reckoning(tmp_path):
    found = events(tmp_path, "kind: meetings\nmeetings: [{date: 2026-12-10}]\n", more=body("yearly"))
    assert [(event.day.isoformat(), event.reckoned, str(event.text)) for event in found] == [("2026-12-10", False, "Board meets")]


@pytest.mark.parametrize(("meets", "keys"), [
    ("weekly", ["meeting-2026-W50", "meeting-2026-W51"]), ("monthly", ["meeting-2026-12", "meeting-2027-01"]),
    ("quarterly", ["meeting-2026-Q4", "meeting-2027-Q1"]), ("half_yearly", ["meeting-2026-H2", "meeting-2027-H1"]), ("yearly", ["meeting-2026", "meeting-2027"]),
])
def test_a_meeting_keeps_its_name_when_its_day_is_written_down(tmp_path, meets, keys):
    """A calendar program that reads the file again changes the entry and adds none."""
    found = events(tmp_path, "kind: meetings\nmeetings: [{date: 2026-12-10}]\n", more=body(meets), day=date(2026, 10, 1), until=date(2027, 12, 31))
    assert [event.key for event in found][:2] == keys


def test_planned_meetings_stay_the_same_entries_when_one_more_is_written_down(tmp_path):
    before = events(tmp_path, "kind: meetings\nmeetings: [{date: 2026-09-08}]\n", more=body("quarterly"), until=date(2027, 9, 30))
    after = events(tmp_path, "kind: meetings\nmeetings: [{date: 2026-09-08}, {date: 2026-12-10}]\n", more=body("quarterly"), until=date(2027, 9, 30))
    assert [event.day.isoformat() for event in before] != [event.day.isoformat() for event in after]
    assert [event.key for event in before] == [event.key for event in after] == ["meeting-2026-Q4", "meeting-2027-Q1", "meeting-2027-Q2", "meeting-2027-Q3"]


def test_two_meetings_of_one_span_are_two_entries(tmp_path):
    found = events(tmp_path, "kind: meetings\nmeetings: [{date: 2026-12-10}, {date: 2026-12-17}]\n", more=body("quarterly"), until=date(2026, 12, 31))
    assert [event.key for event in found] == ["meeting-2026-Q4", "meeting-2026-Q4-2"]


def test_stages_and_the_end_of_the_cycle(tmp_path):
    found = events(tmp_path, """\
        kind: cycle
        id: c
        stages:
          - {stage: S1, started: 2026-01-01, completed: 2026-02-01}
          - {stage: S2, started: 2026-02-02, due: 2026-10-01}
          - {stage: S3, started: 2026-11-01}
        """)
    # The reckoned end of S3 lies before its planned start: both are said, nothing is made up in between.
    assert ("2026-10-01", "stage-c-S2") in short(found)
    assert ("2026-11-01", "open-c-S3") in short(found)
    assert short(found)[-3:] == [("2027-01-01", "stage-c-S5"), ("2027-01-01", "cycle-c"), ("2027-01-31", "pause-c")]


def test_who_leaves_a_role_hands_over_only_where_there_is_something_to_hand_over(tmp_path):
    assert events(tmp_path) == ()
    kpi = "kind: kpis\nkpis:\n  - {id: ease, name: Ease, type: nps, family: perception, owner: jan-kowal, target: none}\n"
    assert [(event.kind, event.about) for event in events(tmp_path, kpi)] == [("handover", "jan-kowal")]


def test_suppressions_that_run_out(tmp_path):
    more = "suppressions:\n" + "".join(f"  - {{rule: CXG-020, about: x, reason: y, author: anna-nowak, expires: {day}}}\n" for day in ("2026-09-01", "2026-12-31"))
    assert [(event.day.isoformat(), event.about) for event in events(tmp_path, more=more)] == [("2026-12-31", "x")]


@pytest.mark.parametrize("meets", ["weekly", "monthly", "yearly"])
def test_the_agenda_ends_with_the_calendar(tmp_path, meets):
    assert events(tmp_path, more=body(meets), day=date(9999, 12, 1), until=date.max)[-1].day <= date.max
