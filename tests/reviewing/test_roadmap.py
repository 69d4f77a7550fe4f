"""The roadmap: order of the cycle, gates, capacity, quick wins, initiatives, and the index after each quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import answer, assessment, framework, stages, workspace

from cxgov.loading import load_workspace
from cxgov.model import Initiative, Targets, parse_period
from cxgov.model.frameworks import Improvement
from cxgov.resources import examples
from cxgov.reviewing.priorities import StepKind, recommendations
from cxgov.reviewing.roadmap import is_quick_win, next_quarters, roadmap, usual_capacity
from cxgov.reviewing.whatif import limits, with_levels
from cxgov.scoring import score


def made(levels, effort=2, initiatives=(), target=None):
    """A workspace and its scorecard; every step has the same effort."""
    plain = framework()
    full = replace(plain, dimensions=tuple(replace(d, practices=tuple(
        replace(p, improve={str(i): Improvement(text="do", effort=effort) for i in range(4)}) for p in d.practices)) for d in plain.dimensions))
    targets = (Targets(framework="made", by=parse_period("2027-Q4"), levels=target),) if target else ()
    found = workspace(full, [assessment(levels)], initiatives=tuple(initiatives), targets=targets)
    return found, score(found)


def quarter_of(plan):
    """Practice id -> position of its quarter."""
    return {s.score.practice.id: i for i, q in enumerate(plan.quarters) for s in q.steps}


levels_of_all = st.builds(lambda *rows: {f"S{i}.P{j}": level for i, row in enumerate(rows, 1) for j, level in enumerate(row, 1)},
                          *(st.lists(st.integers(0, 4), min_size=n, max_size=n) for n in (5, 5, 5, 5, 6)))


@settings(max_examples=25, deadline=None)
@given(levels_of_all, st.integers(1, 3), st.integers(1, 30) | st.none())
def test_every_step_stands_once_within_capacity_and_after_its_gate(levels, effort, capacity):
    found, card = made(levels, effort)
    plan = roadmap(found, card, capacity=capacity)
    names = [s.score.practice.id for s in (*plan.quick_wins, *plan.later, *(s for q in plan.quarters for s in q.steps))]
    assert sorted(names) == sorted(s.score.practice.id for s in recommendations(found, card))
    assert [q.effort for q in plan.quarters] == [sum(s.effort for s in q.steps) + (0 if i else plan.quick_effort) for i, q in enumerate(plan.quarters)]
    assert all(q.effort <= plan.capacity for q in plan.quarters)
    assert all((q.empty is None) == bool(q.steps) for q in plan.quarters)
    placed, quick = quarter_of(plan), {s.score.practice.id for s in plan.quick_wins}
    for gate in plan.gates:
        opening = [0 if name in quick else placed.get(name) for name in gate.steps]
        for stage in gate.later:
            for score_ in card.dimension(stage).practices:
                at = placed.get(score_.practice.id)
                assert at is None or all(opened is not None and opened < at for opened in opening)


@settings(max_examples=25, deadline=None)
@given(levels_of_all)
def test_index_after_a_quarter_is_that_of_all_steps_so_far(levels):
    found, card = made(levels)
    plan = roadmap(found, card)
    so_far = {s.score.practice.id: s.level for s in plan.quick_wins}
    for quarter in plan.quarters:
        so_far |= {s.score.practice.id: s.level for s in quarter.steps}
        assert quarter.after.index_exact == with_levels(card, so_far).index_exact
    assert all(level - int(card.practice(name).evidenced) == 1 for name, level in so_far.items())


def test_stages_follow_one_another():
    found, card = made(stages(2, 2, 2, 2, 2))
    plan = roadmap(found, card)
    stage_of = [[s.score.practice.id[:2] for s in q.steps] for q in plan.quarters]
    assert [sorted(row) for row in stage_of] == stage_of
    assert [row[0] for row in stage_of] == sorted(row[0] for row in stage_of)


def test_default_capacity_is_a_quarter_of_the_effort_and_as_much_more_as_lets_every_step_find_room():
    """26 steps of effort 2 are 52: 13 a quarter, of which six steps take 12; with 14 a quarter holds seven."""
    found, card = made(stages(2, 2, 2, 2, 2))
    plan = roadmap(found, card)
    assert (usual_capacity(recommendations(found, card)), plan.capacity, plan.later) == (13, 14, ())
    assert usual_capacity([]) == 1


def test_quick_wins_beyond_the_first_quarter_take_their_turn():
    """26 small steps that each move the index: 7 are quick wins of the first quarter, which has room for no more."""
    found, card = made(stages(2, 2, 2, 2, 2), effort=1)
    plan = roadmap(found, card)
    assert (plan.capacity, len(plan.quick_wins), [len(q.steps) for q in plan.quarters]) == (7, 7, [0, 7, 7, 5])
    assert [q.effort for q in plan.quarters] == [7, 7, 7, 5]


def test_quarter_without_steps_says_why():
    """Quick wins fill the first quarter; after the last step nothing is left; what waits for a gate, and what is too large for the room."""
    found, card = made(stages(2, 2, 2, 2, 2), effort=1)
    assert roadmap(found, card).quarters[0].empty == "quick_wins"
    assert [q.empty for q in roadmap(found, card, capacity=13).quarters] == ["quick_wins", None, "done", "done"]
    limited, low = made({**stages(2, 0, 3, 3, 3), **{f"S1.P{i}": 3 for i in range(1, 6)}, "S3.P1": 2}, effort=3)
    assert [q.empty for q in roadmap(limited, low, capacity=9).quarters][-1] == "done"
    large, some = made(stages(2, 2, 2, 2, 2), effort=3)
    assert [q.empty for q in roadmap(large, some, capacity=2).quarters] == ["too_large"] * 4


def test_index_after_the_quick_wins_stands_on_its_own():
    found, card = made(stages(2, 2, 2, 2, 2), effort=1)
    plan = roadmap(found, card)
    assert plan.after_wins.index_exact == with_levels(card, {s.score.practice.id: s.level for s in plan.quick_wins}).index_exact > card.index_exact


def test_capacity_holds_the_largest_step():
    found, card = made({**stages(3, 3, 3, 3, 3), "S4.P2": 2}, effort=3)
    plan = roadmap(found, card)
    assert (plan.capacity, plan.later) == (3, ())


def test_what_finds_no_room_is_left_for_later():
    found, card = made(stages(2, 2, 2, 2, 2))
    plan = roadmap(found, card, capacity=2)
    assert [len(q.steps) for q in plan.quarters] == [1, 1, 1, 1]
    assert len(plan.later) == 22


def test_capacity_below_one_is_refused():
    found, card = made(stages(2, 2, 2, 2, 2))
    with pytest.raises(ValueError, match="0"):
        roadmap(found, card, capacity=0)


def test_limiting_stage_comes_first():
    """Stage 2 limits all later ones: its gate opens before they begin, stage 1 is free."""
    found, card = made(stages(2, 0, 2, 2, 2))
    plan = roadmap(found, card, capacity=10)
    (gate,) = plan.gates
    assert (gate.stage, gate.later, gate.opens, gate.free) == ("S2", ("S3", "S4", "S5"), 0, False)
    placed = quarter_of(plan)
    assert {placed[f"S2.P{i}"] for i in range(1, 6)} == {0}
    assert min(placed[name] for name in placed if name[:2] in ("S3", "S4", "S5")) > 0


def test_limit_that_one_level_ends():
    """Stage 4 of the airport lies a tenth too low for stage 5; one renewed piece of evidence ends that."""
    found = load_workspace(str(examples()["lotnisko"]))
    (gate,) = roadmap(found, score(found)).gates
    assert (gate.stage, gate.steps, gate.free) == ("S4", ("S4.P4",), True)


def test_gate_that_does_not_fit_keeps_later_stages_closed():
    found, card = made(stages(2, 0, 2, 2, 2))
    plan = roadmap(found, card, capacity=2)
    (gate,) = plan.gates
    assert (gate.opens, gate.free) == (None, False)
    assert {name[:2] for name in quarter_of(plan)} <= {"S1", "S2"}


def test_evidence_is_a_quick_win():
    found, card = made({**stages(2, 2, 2, 2, 2), "S3.P1": answer(3, ())})
    plan = roadmap(found, card)
    assert [(s.score.practice.id, s.kind) for s in plan.quick_wins] == [("S3.P1", StepKind.SHOW)]


def test_small_step_without_effect_is_no_quick_win():
    """Of a limited stage: it waits for its turn."""
    found, card = made(stages(2, 0, 2, 2, 2), effort=1)
    wins = {s.score.practice.id for s in roadmap(found, card).quick_wins}
    assert any(name.startswith("S2") for name in wins)
    assert not any(name.startswith(("S3", "S4", "S5")) for name in wins)
    assert all(is_quick_win(s) == (s.effect > 0) for s in recommendations(found, card))


def test_quick_wins_count_from_the_first_quarter():
    found, card = made({**stages(3, 3, 3, 3, 3), "S3.P1": answer(3, ())})
    plan = roadmap(found, card)
    assert plan.quarters[0].after.index_exact - card.index_exact == Fraction(1)
    assert [q.empty for q in plan.quarters] == ["done"] * 4


@pytest.mark.parametrize(("period", "first"), [("2026-Q3", "2026-Q4"), ("2026", "2027-Q1"), ("2026-H1", "2026-Q3"), ("2026-09", "2026-Q4"), ("2026-08", "2026-Q4")])
def test_quarters_follow_the_period(period, first):
    quarters = next_quarters(parse_period(period))
    assert (str(quarters[0]), len(quarters)) == (first, 4)
    assert all(after == before.shift(1) for before, after in pairwise(quarters))


def test_initiatives_stand_by_their_dates():
    """Before, within and beyond the year; ended and finished ones are left out."""
    day = date
    running = [
        Initiative(id="old", title="Old", start=day(2026, 1, 1), end=day(2026, 9, 30)),
        Initiative(id="long", title="Long", start=day(2026, 5, 1), end=day(2028, 1, 1), practices=("S4.P1", "S2.P1")),
        Initiative(id="short", title="Short", start=day(2027, 1, 10), end=day(2027, 5, 1)),
        Initiative(id="done", title="Done", start=day(2026, 11, 1), end=day(2026, 12, 1), status="done"),
        Initiative(id="bare", title="Bare"),
    ]
    found, card = made(stages(2, 2, 2, 2, 2), initiatives=running)
    plan = roadmap(found, card)
    assert [(r.initiative.id, r.stages, r.first, r.last, r.before, r.beyond) for r in plan.initiatives] == [
        ("long", ("S2", "S4"), 0, 3, True, True), ("short", (), 1, 2, False, False)]


def test_no_answers_no_index_no_crash():
    found = workspace(framework(), [assessment({"S1.P1": 1})])
    plan = roadmap(found, score(found))
    assert [q.after.index for q in plan.quarters] == [None] * 4
    assert sum(len(q.steps) for q in plan.quarters) == 1


@pytest.mark.parametrize("name", sorted(examples()))
def test_examples_keep_the_order_of_the_cycle(name):
    found = load_workspace(str(examples()[name]))
    card = score(found)
    plan = roadmap(found, card)
    assert plan.later == ()
    assert [g.stage for g in plan.gates] == list(dict.fromkeys(early for early, _ in limits(card)))
    assert plan.end.index >= card.index
