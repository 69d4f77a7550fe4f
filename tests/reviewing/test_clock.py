"""The cycle's clock: where each stage stands on a day, by when it is due, and what its gate lacks."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import organisation

from cxgov.reviewing.clock import Clock, clocks

YEAR = "2025-01-01", "2025-01-31", "2025-03-02", "2025-04-01", "2025-10-08", "2025-12-27"
"""A pass of 360 days: its stages end after 30, 60, 90, 280 and 360 of them."""


def before(name: str = "b") -> str:
    starts, ends = YEAR[:5], YEAR[1:]
    return cycle(*(f"stage: S{n}, started: {start}, completed: {end}" for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1)), name=name)


def cycle(*stages: str, name: str = "c", more: str = "") -> str:
    return f"kind: cycle\nid: {name}\n{more}stages: [{', '.join(f'{{{stage}}}' for stage in stages)}]\n"


def read(folder, *texts: str, day: date = date(2026, 4, 1)) -> Clock:
    [clock] = clocks(organisation(folder, *texts), day)
    return clock


def states(clock: Clock) -> list[str]:
    return [stage.state for stage in clock.stages]


def test_without_a_cycle_nothing_has_begun(tmp_path):
    clock = read(tmp_path, "kind: initiatives\n")
    assert (clock.current, clock.deadline, clock.paused, clock.ended, clock.next.stage.id) == (None, None, False, None, "S1")
    assert states(clock) == ["not_begun"] * 5
    assert [stage.due for stage in clock.stages] == [None] * 5


def test_states_of_the_stages(tmp_path):
    clock = read(tmp_path, cycle("stage: S1, started: 2026-01-05, completed: 2026-02-01", "stage: S3, started: 2026-03-01", "stage: S4, started: 2026-05-01"))
    assert states(clock) == ["completed", "skipped", "running", "not_begun", "not_begun"]
    assert (clock.stages[3].planned, clock.stages[3].since) == (date(2026, 5, 1), None)
    assert clock.next.stage.id == "S4"


def test_an_end_in_the_future_is_not_yet_one(tmp_path):
    assert states(read(tmp_path, cycle("stage: S1, started: 2026-01-05, completed: 2026-04-02")))[0] == "running"


@pytest.mark.parametrize(("reason", "order"), [("", "out_of_order"), (", reason: No time", "early")])
def test_a_stage_that_began_too_soon(tmp_path, reason, order):
    clock = read(tmp_path, cycle("stage: S1, started: 2026-01-05", f"stage: S2, started: 2026-02-01{reason}"))
    assert [stage.order for stage in clock.stages[:2]] == ["in_order", order]


def test_a_day_on_record_is_the_due_day(tmp_path):
    [first, second, *_] = read(tmp_path, cycle("stage: S1, started: 2026-01-05, due: 2026-03-01", "stage: S2, due: 2026-05-01")).stages
    assert (first.due, first.basis, first.late) == (date(2026, 3, 1), "recorded", 31)
    assert (second.due, second.basis, second.late) == (date(2026, 5, 1), "recorded", 0)


def test_a_stage_completed_after_its_due_day_was_late_by_those_days(tmp_path):
    first = read(tmp_path, cycle("stage: S1, started: 2026-01-05, due: 2026-03-01, completed: 2026-03-05")).stages[0]
    assert (first.due, first.late) == (date(2026, 3, 1), 4)


def test_the_rhythm_is_divided_as_the_cycle_before_divided_its_own(tmp_path):
    """The new pass has from 1 January to 27 December 2026, 360 days again: so the stages end on the same days."""
    clock = read(tmp_path, before(), cycle("stage: S1, started: 2026-01-01"))
    assert [stage.due.isoformat() for stage in clock.stages] == ["2026-01-31", "2026-03-02", "2026-04-01", "2026-10-08", "2026-12-27"]
    assert {stage.basis for stage in clock.stages} == {"previous"}
    assert clock.stages[0].late == 60


def test_without_a_complete_cycle_before_the_rhythm_is_divided_evenly(tmp_path):
    """A year of 365 days: 73 for each stage."""
    clock = read(tmp_path, cycle("stage: S1, started: 2026-01-01"))
    assert [(stage.due - date(2026, 1, 1)).days for stage in clock.stages] == [73, 146, 219, 292, 365]
    assert {stage.basis for stage in clock.stages} == {"rhythm"}


def test_a_pass_that_began_after_it_should_have_ended_is_given_its_whole_rhythm(tmp_path):
    clock = read(tmp_path, before(), cycle("stage: S1, started: 2027-01-02"), day=date(2027, 1, 10))
    assert clock.stages[4].due == date(2028, 1, 2)
    assert clock.deadline.expected == date(2026, 12, 27)


def test_a_complete_pass_asks_for_nothing_but_the_next(tmp_path):
    clock = read(tmp_path, before())
    assert (clock.ended, clock.next.stage.id, clock.deadline.expected) == (date(2025, 12, 27), "S1", date(2026, 12, 27))
    assert [stage.due for stage in clock.stages] == [None] * 5


@pytest.mark.parametrize(("day", "paused"), [(date(2027, 1, 26), False), (date(2027, 1, 27), True)])
def test_the_cycle_is_paused_after_rhythm_and_tolerance(tmp_path, day, paused):
    assert read(tmp_path, before(), day=day).paused is paused


def test_outputs_with_their_versions_and_what_is_missing(tmp_path):
    first = read(tmp_path, cycle("stage: S1, started: 2026-01-05, outputs: [{id: problem-ranking, version: 4}]")).stages[0]
    assert [(item.output.id, item.version) for item in first.handed] == [
        ("touchpoint-inventory", None), ("expectation-catalogue", None), ("problem-ranking", 4)]
    assert [item.output.id for item in first.missing] == ["touchpoint-inventory", "expectation-catalogue"]


def test_an_input_is_outdated_when_a_stage_before_has_handed_on_a_newer_version(tmp_path):
    clock = read(tmp_path, cycle("stage: S1, started: 2026-01-05, completed: 2026-02-01, outputs: [{id: problem-ranking, version: 3}]",
                                 "stage: S2, started: 2026-02-02, inputs: [{id: problem-ranking, version: 2}]"))
    [taken] = clock.stages[1].taken
    assert (taken.version, taken.newest, taken.outdated) == (2, 3, True)


def test_what_a_later_stage_of_the_same_cycle_hands_on_makes_no_input_old(tmp_path):
    clock = read(tmp_path, cycle("stage: S1, started: 2026-01-05, inputs: [{id: next-cycle-input, version: 1}]",
                                 "stage: S5, started: 2026-02-02, outputs: [{id: next-cycle-input, version: 2}]"))
    assert not clock.stages[0].taken[0].outdated


def test_far_days_do_not_leave_the_calendar(tmp_path):
    clock = read(tmp_path, cycle("stage: S1, started: 9999-06-01"), day=date(9999, 12, 1))
    assert clock.deadline.day == clock.stages[4].due == date.max
