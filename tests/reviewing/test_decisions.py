"""The register of decisions: what became of them, which values they answer, and what must be decided now."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from measured import BEFORE, LATEST, Q, indicator, measured, value

from cxgov.model import Decision, Initiative, Touchpoint
from cxgov.model.journeys import Journey, JourneyProblem, JourneyStage
from cxgov.model.programme import Decisions, DecisionSubject, ExpectedChange
from cxgov.reviewing.changes import changes as changes_of
from cxgov.reviewing.coverage import coverage, overdue_decisions
from cxgov.reviewing.decisions import backed, decision_register, needed_now

DAY = date(2026, 9, 30)
NEXT_REVIEW = date(2026, 12, 31)


def decision(name: str = "D-1", **changes: Any) -> Decision:
    return Decision(**{"id": name, "decision": "act", "text": "Larger buttons", **changes})


def on(**subject: str) -> DecisionSubject:
    return DecisionSubject(**subject)


def workspace(*current: Decision, before: tuple[Decision, ...] = (), value_now: float = 5.0, value_before: float | None = None, **changes: Any):
    files = (Decisions(period=BEFORE, decisions=before), Decisions(period=LATEST, decisions=current))
    values = {Q[-1]: [value(value_now)], **({Q[-2]: [value(value_before)]} if value_before is not None else {})}
    return measured([indicator(touchpoints=("open-locker",))], values, decisions=files, **changes)


def short(made):
    return [(need.kind, need.about) for need in needed_now(made, LATEST, DAY)]


# --- looking back --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("effect", "now", "behind"), [("yes", 6.0, True), ("yes", 5.0, False), ("yes", 4.0, False), ("no", 6.0, False), (None, 6.0, False)],
                         ids=["improved", "the same", "worse", "recorded as no help", "not recorded"])
def test_a_tested_change_stands_behind_a_decision_recorded_as_helpful(effect, now, behind):
    """Only an improvement of an indicator it is about, and only where somebody says that it helped."""
    made = workspace(before=(decision(status="done", about=on(kpi="ease"), effect=effect),), value_now=now, value_before=5.0)
    (found,) = decision_register(made, LATEST, DAY).previous
    assert backed(made, found, changes_of(made, LATEST)) is behind


@pytest.mark.parametrize(("changes", "state", "late"), [
    ({"status": "done"}, "done", None),
    ({"status": "done", "due": date(2026, 8, 1), "closed": date(2026, 8, 1)}, "done", None),
    ({"status": "done", "due": date(2026, 8, 1), "closed": date(2026, 8, 8)}, "done", 7),
    ({"status": "dropped", "due": date(2026, 8, 1)}, "dropped", None),
    ({}, "open", None),
    ({"due": DAY}, "open", None),
    ({"due": date(2026, 9, 20)}, "late", 10),
])
def test_state_of_a_decision(changes, state, late):
    (found,) = decision_register(workspace(before=(decision(**changes),)), LATEST, DAY).previous
    assert (found.state, found.days_late) == (state, late)


def test_an_open_decision_that_another_replaces_is_dropped():
    made = workspace(decision("D-2", replaces="D-1"), before=(decision(due=date(2026, 8, 1)),))
    (found,) = decision_register(made, LATEST, DAY).previous
    assert (found.state, found.replaced_by, found.days_late) == ("dropped", "D-2", None)
    assert overdue_decisions(made, DAY) == ()


@pytest.mark.parametrize(("changes", "verified", "effect"), [
    ({}, None, "unknown"),
    ({"verified": LATEST, "effect": "no"}, LATEST, "no"),
    ({"verified": LATEST.shift(1), "effect": "too_early"}, None, "too_early"),
])
def test_effect_and_the_period_it_was_checked_in(changes, verified, effect):
    (found,) = decision_register(workspace(before=(decision(status="done", **changes),)), LATEST, DAY).previous
    assert (found.verified, found.effect) == (verified, effect)


def test_this_period_s_decisions_and_those_of_the_one_before_stand_apart():
    found = decision_register(workspace(decision("D-2"), before=(decision("D-1"),)), LATEST, DAY)
    assert ([r.decision.id for r in found.previous], [r.decision.id for r in found.current], found.before) == (["D-1"], ["D-2"], BEFORE)


# --- coverage ------------------------------------------------------------------------------------------------------


def test_coverage_names_the_decisions_that_answer_a_value():
    made = workspace(decision("D-1", about=on(kpi="ease")), decision("D-2", about=on(touchpoint="open-locker"), owner="anna", due=DAY), decision("D-3"))
    found = coverage(made, LATEST, DAY)
    assert [[d.id for d in row.decisions] for row in found.rows] == [["D-1", "D-2"]]
    assert (found.covered, found.recorded, found.complete, found.open, found.late) == (1, 3, 1, 3, 0)


def test_an_indicator_on_target_needs_no_decision():
    assert coverage(workspace(value_now=6.0), LATEST, DAY).rows == ()


# --- what must be decided ------------------------------------------------------------------------------------------


def test_a_missed_target_asks_its_owner_for_one_of_three_decisions_by_the_next_review():
    layout = Initiative(id="layout", title="Layout", expects=(ExpectedChange(kpi="ease", change=0.3, by=LATEST),), cost=1000, status="in_progress")
    (need,) = needed_now(workspace(initiatives=(layout,)), LATEST, DAY)
    assert (need.kind, need.about, need.choices) == ("off_target", "ease", ("act", "accept", "investigate"))
    assert (need.owner, need.money, need.since, need.deadline) == ("anna", 1000, DAY, NEXT_REVIEW)


def test_money_that_nobody_wrote_down_is_unknown():
    assert needed_now(workspace(), LATEST, DAY)[0].money is None


def test_an_indicator_is_asked_about_once():
    assert short(workspace(value_before=5.0)) == [("off_target", "ease")]


def test_looked_into_twice_and_nothing_done_is_asked_about_again():
    made = workspace(decision(decision="investigate", about=on(kpi="ease"), owner="anna", due=NEXT_REVIEW), value_before=5.0)
    assert short(made) == [("no_action", "ease")]


def test_the_longest_overdue_comes_first():
    made = workspace(value_now=6.0, before=(decision("D-1", owner="anna", due=date(2026, 9, 1)), decision("D-2", due=date(2026, 8, 1))))
    assert short(made) == [("overdue_decision", "D-2"), ("overdue_decision", "D-1")]


def test_options_considered_and_money_stand_with_an_overdue_decision():
    made = workspace(value_now=6.0, before=(decision(owner="anna", due=date(2026, 9, 1), cost=5, options=("Wait",)),))
    (need,) = needed_now(made, LATEST, DAY)
    assert (need.owner, need.money, need.deadline, need.options) == ("anna", 5, date(2026, 9, 1), ("Wait",))


def test_an_open_decision_says_what_it_lacks():
    (need,) = needed_now(workspace(decision(), value_now=6.0), LATEST, DAY)
    assert (need.kind, need.about, need.lacks) == ("incomplete", "D-1", ("owner", "due"))


@pytest.mark.parametrize(("changes", "kind"), [
    ({"status": "in_progress", "end": date(2026, 9, 1)}, "overdue_initiative"),
    ({"status": "proposed", "start": date(2026, 12, 1)}, "proposal"),
    ({"status": "proposed"}, "proposal"),
    ({"status": "proposed", "start": date(2027, 1, 1)}, None),
    ({"status": "proposed", "end": date(2026, 9, 1)}, "overdue_initiative"),
    ({"status": "approved", "start": date(2026, 12, 1)}, None),
    ({"status": "rolled_out", "end": date(2026, 9, 1)}, None),
])
def test_initiatives_that_wait_for_a_decision(changes, kind):
    made = workspace(value_now=6.0, initiatives=(Initiative(id="layout", title="Layout", **changes),))
    assert short(made) == ([(kind, "layout")] if kind else [])


def test_a_large_problem_is_brought_by_the_one_accountable_for_its_touchpoint():
    problems = (JourneyProblem(id="queue", touchpoint="open-locker", text="Queue", signals=3),)
    stage = JourneyStage(id="s", name="S", touchpoints=(Touchpoint(id="open-locker", name="Opening", accountable=("jan",)),))
    (need,) = needed_now(workspace(value_now=6.0, journeys=(Journey(id="j", name="J", stages=(stage,), problems=problems),)), LATEST, DAY)
    assert (need.kind, need.about, need.owner) == ("problem", "queue", "jan")
