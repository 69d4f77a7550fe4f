"""The cheapest path: past a limiting stage, to a level; against every combination on small frameworks."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import answer, assessment, cem_scoring, framework, scale, stages, workspace

from cxgov.model.frameworks import Gate, Improvement, LevelRule
from cxgov.reviewing.paths import NoPathRule, limiting_stage, past_limit, to_level
from cxgov.reviewing.priorities import StepKind, effort_at
from cxgov.reviewing.whatif import limits, with_levels
from cxgov.scoring import score

SIZES = (2, 2, 1)
TOP = 3


def card_of(levels, efforts=None, weights=None, scoring=None, sizes=SIZES, low=0, high=TOP):
    """A scorecard of a small framework; ``efforts``: practice id -> effort of each step."""
    made = framework(sizes, weights=weights, scoring=scoring or cem_scoring(bands=()), scale=scale(low, high))
    if efforts:
        made = replace(made, dimensions=tuple(replace(d, practices=tuple(
            replace(p, improve={str(i): Improvement(text="do", effort=e) for i, e in enumerate(efforts[p.id])} if p.id in efforts else {})
            for p in d.practices)) for d in made.dimensions))
    return score(workspace(made, [assessment(levels)]))


def best(card, reached):
    """The least effort and the fewest years for it over every combination of levels; ``None`` where none will do."""
    scores = [s for s in card.practices() if s.evidenced is not None and not s.practice.answers]
    found = []
    for ups in product(*(range(card.framework.scale.max - int(s.evidenced) + 1) for s in scores)):
        effort = sum(effort_at(s, int(s.evidenced) + i) for s, up in zip(scores, ups, strict=True) for i in range(up))
        if not found or effort <= min(found)[0]:
            then = with_levels(card, {s.practice.id: int(s.evidenced) + up for s, up in zip(scores, ups, strict=True)})
            if reached(then):
                found.append((effort, max(ups, default=0)))
    return min(found, default=None)


names = [f"S{i}.P{j}" for i, size in enumerate(SIZES, 1) for j in range(1, size + 1)]
small = st.builds(
    card_of,
    levels=st.fixed_dictionaries({name: st.integers(0, TOP) for name in names}),
    efforts=st.fixed_dictionaries({name: st.lists(st.integers(1, 3), min_size=TOP, max_size=TOP) for name in names}),
    weights=st.fixed_dictionaries({name: st.sampled_from([0.5, 1.0, 2.0, 3.0]) for name in names}))


@settings(max_examples=40, deadline=None)
@given(small)
def test_past_limit_is_the_cheapest_of_all_combinations(card):
    stage = limiting_stage(card)
    if stage is None:
        assert limits(card) == []
        return
    path = past_limit(card, stage)
    expected = best(card, lambda then: stage not in {early for early, _ in limits(then)})
    assert (path.effort, path.years) == expected
    assert stage not in {early for early, _ in limits(path.after)}


@settings(max_examples=40, deadline=None)
@given(small, st.integers(1, TOP))
def test_to_level_is_the_cheapest_of_all_combinations(card, level):
    path = to_level(card, level)
    assert (path.effort, path.years) == best(card, lambda then: then.level >= level)
    assert path.after.level >= level


@settings(max_examples=15, deadline=None)
@given(st.fixed_dictionaries({name: st.integers(0, TOP) for name in names}), st.sampled_from(["min", "sum"]))
def test_other_ways_to_add_up(levels, rule):
    card = card_of(levels, scoring=cem_scoring(bands=(), aggregate=rule, sequence=None))
    assert to_level(card, 2).effort == best(card, lambda then: then.level >= 2)[0]


def test_steps_are_single_levels_in_order():
    """Two levels of one practice take two years."""
    card = card_of(stages([0, 0], [3, 3], 3, sizes=SIZES))
    path = past_limit(card, "S1")
    assert [(step.score.practice.id, step.level, step.year) for step in path.steps] == [
        ("S1.P1", 1, 1), ("S1.P2", 1, 1), ("S1.P1", 2, 2), ("S1.P2", 2, 2)]
    assert path.years == 2


def test_equal_ways_begin_with_the_earlier_practice():
    card = card_of(stages([1, 1], [3, 2], 2, sizes=SIZES))
    assert list(past_limit(card, "S1").levels) == ["S1.P1"]


def test_fewer_years_win_at_equal_effort():
    """One practice twice or two once: the second takes one year."""
    card = card_of(stages([1, 1], [3, 3], 3, sizes=SIZES))
    path = past_limit(card, "S1")
    assert (path.effort, path.years, path.levels) == (4, 1, {"S1.P1": 2, "S1.P2": 2})


def test_greedy_would_be_dearer():
    """A step that gives most for its effort is not always part of the cheapest set."""
    card = card_of(stages([0, 0], [1, 2], 0, sizes=SIZES), efforts={"S1.P1": [1, 3, 3], "S1.P2": [3, 1, 1]},
                   weights={"S1.P1": 1.0, "S1.P2": 3.0})
    assert past_limit(card, "S1").effort == best(card, lambda then: "S1" not in {early for early, _ in limits(then)})[0]


def test_missing_evidence_is_a_small_step():
    levels = {**stages([2, 2], [2, 2], 2, sizes=SIZES), "S1.P1": answer(2), "S1.P2": answer(2, [])}
    path = to_level(card_of(levels), 2)
    assert [(step.score.practice.id, step.kind, step.effort) for step in path.steps] == [("S1.P2", StepKind.SHOW, 1)]


def test_gate_forces_its_practice():
    scoring = cem_scoring(bands=(), gates=(Gate(level=2, practice="S3.P1", least=3),))
    path = to_level(card_of(stages(2, 2, 2, sizes=SIZES), scoring=scoring), 2)
    assert path.levels == {"S3.P1": 3}
    assert path.after.level == 2


def test_nothing_to_do():
    path = to_level(card_of(stages(3, 3, 3, sizes=SIZES)), 2)
    assert (path.steps, path.effort, path.years) == ((), 0, 0)


def test_practice_without_an_answer_is_left_alone():
    """One of six is not answered: the others carry the stage, and it costs nothing."""
    card = card_of({**stages([1] * 6, sizes=(6,)), "S1.P6": "na"}, sizes=(6,))
    assert set(to_level(card, 2).levels) <= {f"S1.P{i}" for i in range(1, 6)}


def test_no_way_where_a_gate_was_not_answered():
    made = {f"S1.P{i}": 2 for i in range(1, 6)}
    scoring = cem_scoring(bands=(), gates=(Gate(level=2, practice="S1.P6", least=1),))
    card = card_of(made, scoring=scoring, sizes=(6,))
    assert card.level is not None
    assert to_level(card, 2) is None


def test_level_by_another_rule_is_refused():
    scoring = cem_scoring(bands=(), level=LevelRule(rule="cut_offs", cuts=(1.0, 2.0, 3.0)))
    with pytest.raises(NoPathRule):
        to_level(card_of(stages(1, 1, 1, sizes=SIZES), scoring=scoring), 2)


def test_median_is_refused():
    with pytest.raises(NoPathRule):
        to_level(card_of(stages(1, 1, 1, sizes=SIZES), scoring=cem_scoring(bands=(), aggregate="median")), 2)
