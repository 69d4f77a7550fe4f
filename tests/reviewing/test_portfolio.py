"""The portfolio: expected against measured, what began and ended, and sums that admit what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import BEFORE, LATEST, Q, indicator, measured, value

from cxgov.kpis.estimates import estimate_of
from cxgov.kpis.types import TYPES
from cxgov.model import Initiative, parse_period
from cxgov.model.indicators import SeriesBreak, SeriesDefinition
from cxgov.model.programme import Evaluation, ExpectedChange
from cxgov.reviewing.portfolio import due, money, portfolio

DAY = date(2026, 9, 30)
START = date(2026, 4, 15)  # in the period before; what was measured before it is 2026-Q1


def initiative(change: float = 0.5, by: str = "2026-Q3", **changes: Any) -> Initiative:
    return Initiative(**{"id": "layout", "title": "Layout", "start": START, "status": "in_progress",
                         "expects": (ExpectedChange(kpi="ease", change=change, by=parse_period(by)),), **changes})


def effect(values: dict[str, Any], kpi=None, given: Initiative | None = None, **changes: Any):
    made = measured([kpi or indicator()], {period: [v] for period, v in values.items()}, initiatives=(given or initiative(**changes),))
    (item,) = portfolio(made, LATEST, DAY).items
    (found,) = item.effects
    return found


@pytest.mark.parametrize(("after", "change", "state"), [
    (5.5, 0.5, "reached"), (5.6, 0.5, "reached"), (5.2, 0.5, "partly"), (5.0, 0.5, "not_reached"), (4.8, 0.5, "not_reached"),
    (4.5, -0.5, "reached"), (4.8, -0.5, "partly"), (5.2, -0.5, "not_reached"),
    (5.0, 0.0, "reached"), (5.1, 0.0, "not_reached"),
    (5.3, 0.3, "reached"),  # 5.3 - 5.0 is less than 0.3 in binary
])
def test_expected_against_measured(after, change, state):
    assert effect({"2026-Q1": value(5.0), "2026-Q3": value(after)}, change=change).state == state


def test_the_difference_is_the_one_definition_of_a_change():
    before, after = value(5.0), value(5.4)
    found = effect({"2026-Q1": before, "2026-Q3": after})
    expected = TYPES["ces"].change(indicator(), estimate_of(before), estimate_of(after))
    assert (found.difference, found.interval) == (expected.difference, expected.interval)
    assert (str(found.before), str(found.after)) == ("2026-Q1", "2026-Q3")


@pytest.mark.parametrize(("n", "clear"), [(400, True), (60, False)])
def test_whether_it_is_more_than_chance_is_said_apart_from_whether_it_was_reached(n, clear):
    found = effect({"2026-Q1": value(5.0, n), "2026-Q3": value(5.3, n)}, change=0.3)
    assert (found.state, found.clear) == ("reached", clear)


def test_the_last_value_before_the_start_and_the_last_one_up_to_the_date_count():
    values = {"2025-Q4": value(4.0), "2026-Q1": value(5.0), "2026-Q2": value(5.5), "2026-Q3": value(9.0)}
    found = effect(values, by="2026-Q2")
    assert (str(found.before), str(found.after), found.difference) == ("2026-Q1", "2026-Q2", pytest.approx(0.5))


def test_before_its_date_it_is_too_early_and_the_difference_so_far_is_shown():
    found = effect({"2026-Q1": value(5.0), "2026-Q3": value(6.0)}, by="2026-Q4")
    assert (found.state, found.difference) == ("too_early", pytest.approx(1.0))


@pytest.mark.parametrize("changes", [{"start": date(2026, 10, 1)}, {"status": "approved"}, {"status": "proposed", "start": None}])
def test_what_has_not_begun_has_brought_nothing(changes):
    found = effect({"2026-Q1": value(5.0), "2026-Q3": value(6.0)}, given=initiative(by="2026-Q4", **changes))
    assert (found.state, found.difference, str(found.reason)) == ("too_early", None, "the initiative has not begun")


@pytest.mark.parametrize(("values", "changes", "reason"), [
    ({"2026-Q3": value(5.0)}, {}, "no value from before the start"),
    ({"2026-Q1": value(5.0)}, {}, "no value since the start"),
    ({"2026-Q1": value(5.0), "2026-Q3": value(5.5, 9)}, {}, "no value since the start"),
    ({"2026-Q1": value(5.0), "2026-Q3": value(5.5)}, {"start": None}, "the initiative does not say when it began"),
])
def test_what_is_missing_is_said_and_is_no_zero(values, changes, reason):
    found = effect(values, given=initiative(**changes))
    assert (found.state, found.difference, str(found.reason)) == ("not_measured", None, reason)


def test_an_indicator_that_is_not_declared_is_not_measured():
    made = measured([], {}, initiatives=(initiative(),))
    assert portfolio(made, LATEST, DAY).items[0].effects[0].state == "not_measured"


def test_across_a_break_nothing_is_compared():
    broken = indicator(breaks=(SeriesBreak(period=BEFORE, reason="New scale"),))
    found = effect({"2026-Q1": value(5.0), "2026-Q3": value(5.5)}, broken)
    assert (found.state, found.difference) == ("not_comparable", None)
    assert "New scale" in str(found.reason)


def test_another_question_is_not_compared():
    first, second = (SeriesDefinition(type="ces", question=q) for q in ("a", "b"))
    found = effect({"2026-Q1": value(5.0, definition=first), "2026-Q3": value(5.5, definition=second)})
    assert (found.state, str(found.reason)) == ("not_comparable", "the question changed")


def test_too_few_answers_are_not_compared():
    found = effect({"2026-Q1": value(5.0, 49), "2026-Q3": value(5.5)})
    assert (found.state, found.difference, str(found.reason)) == ("not_comparable", None, "too few answers to compare")


def test_values_that_say_nothing_of_their_sureness_give_a_difference_without_an_interval():
    bare = {"n": None, "variance": None}
    found = effect({"2026-Q1": value(5.0, **bare), "2026-Q3": value(5.5, **bare)})
    assert (found.state, found.difference, found.interval, found.clear) == ("reached", 0.5, None, None)


@given(st.integers(100, 699), st.integers(100, 699), st.sampled_from((-0.7, -0.3, 0.3, 0.7)))
def test_an_effect_turned_round_is_judged_alike(first, second, change):
    first, second = first / 100, second / 100
    there = effect({"2026-Q1": value(first), "2026-Q3": value(second)}, change=change)
    back = effect({"2026-Q1": value(second), "2026-Q3": value(first)}, change=-change)
    assert there.state == back.state
    assert there.difference == pytest.approx(-back.difference)


# --- the portfolio as a whole --------------------------------------------------------------------------------------


def whole(*initiatives: Initiative):
    return portfolio(measured([indicator()], {Q[-1]: [value(5.0)]}, initiatives=initiatives), LATEST, DAY)


def named(items):
    return [item.initiative.id for item in items]


def bare(name: str, **changes: Any) -> Initiative:
    return Initiative(**{"id": name, "title": name, **changes})


def test_statuses_stand_in_the_order_of_a_life():
    found = whole(bare("a", status="done"), bare("b"), bare("c", status="stopped"), bare("d"))
    assert {status: named(items) for status, items in found.by_status.items()} == {"proposed": ["b", "d"], "done": ["a"], "stopped": ["c"]}
    assert list(found.by_status) == ["proposed", "done", "stopped"]


def test_what_began_and_ended_within_the_period():
    inside, outside = date(2026, 7, 1), date(2026, 6, 30)
    found = whole(
        bare("begun", status="in_progress", start=inside), bare("older", status="in_progress", start=outside), bare("idea", start=inside),
        bare("agreed", status="approved", start=inside),
        bare("ready", status="done", end=inside), bare("rolled", status="rolled_out", end=inside), bare("ready-before", status="done", end=outside),
        bare("stopped", status="stopped", end=inside), bare("no-day", status="stopped"))
    assert (named(found.started), named(found.finished), named(found.stopped)) == (["begun"], ["ready", "rolled"], ["stopped"])


def test_sums_say_of_how_many_they_are():
    found = whole(bare("a", cost=100.0), bare("b", status="stopped", cost=50.0, spent=20.0), bare("c"))
    assert (found.cost.total, found.cost.known, found.cost.of) == (100.0, 1, 2)
    assert (found.spent.total, found.spent.known, found.spent.of) == (20.0, 1, 3)


def test_a_sum_of_nothing_known_is_unknown():
    assert (money([None, None]).total, money([]).total, money([0.0, None]).total) == (None, None, 0.0)


@pytest.mark.parametrize(("period", "shown"), [("2026-Q3", True), ("2026-Q4", False)])
def test_an_evaluation_stands_beside_the_measured_value_once_it_was_made(period, shown):
    found = whole(bare("a", status="done", evaluation=Evaluation(period=parse_period(period), change=0.4)))
    assert (found.items[0].evaluation is not None) == shown


@pytest.mark.parametrize(("status", "late"), [("in_progress", True), ("rolled_out", False), ("stopped", False)])
def test_late(status, late):
    assert whole(bare("a", status=status, end=date(2026, 9, 29))).items[0].late == late


@pytest.mark.parametrize(("by", "so_far", "within"), [("2026-Q1", 1, 0), ("2026-Q2", 1, 0), ("2026-Q3", 1, 1), ("2026-Q4", 0, 0)])
def test_what_was_due_so_far_and_within_the_period(by, so_far, within):
    """By the end of the period it was to come by, measured or not."""
    found = portfolio(measured([indicator()], {}, initiatives=(initiative(by=by),)), LATEST, DAY)
    assert (len(due(found, LATEST)), len(due(found, LATEST, BEFORE))) == (so_far, within)


@pytest.mark.parametrize("status", ["proposed", "stopped"])
def test_nothing_is_due_of_what_was_not_tried(status):
    """What the indicator does is not theirs."""
    assert due(portfolio(measured([indicator()], {}, initiatives=(initiative(status=status),)), LATEST, DAY), LATEST) == ()
