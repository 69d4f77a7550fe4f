"""Other maturity models: the same tree with other rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from makers import answer, assessment, framework, scale, workspace

from cxgov.model import Dimension, Practice, Scoring
from cxgov.model.frameworks import AnswerOption, Gate, LevelRule
from cxgov.scoring import score
from cxgov.scoring.uncertainty import rater_intervals, sensitivity


def plain(**changes) -> Scoring:
    """Rules without evidence caps and without a sequence."""
    return Scoring(**{"evidence": None, "sequence": None, **changes})


def card_of(made, answers):
    return score(workspace(made, [assessment(answers)]))


@pytest.mark.parametrize(("levels", "points", "level"), [
    ((1, 1, 1, 1, 1), 5, 1), ((2, 2, 2, 1, 1), 8, 1), ((2, 2, 2, 2, 1), 9, 2), ((3, 3, 3, 2, 2), 13, 2), ((3, 3, 3, 3, 2), 14, 3),
    ((4, 4, 3, 3, 3), 17, 3), ((4, 4, 4, 3, 3), 18, 4), ((4, 4, 4, 4, 4), 20, 4),
])
def test_points_with_cut_offs(levels, points, level):
    """Five dimensions of one to four points: ad hoc 5-8, defined 9-13, managed 14-17, leader 18-20 (Customer Success Collective template)."""
    rules = plain(overall="sum", level=LevelRule(rule="cut_offs", cuts=(9, 14, 18)))
    made = framework((1,) * 5, scoring=rules, scale=scale(1, 4))
    card = card_of(made, {f"S{i}.P1": value for i, value in enumerate(levels, 1)})
    assert card.level == level
    assert card.index_exact == Fraction(100 * (points - 5), 15)


@pytest.mark.parametrize(("rule", "raw"), [("min", 1), ("max", 4), ("median", Fraction(5, 2)), ("sum", 10), ("weighted_mean", Fraction(5, 2))])
def test_each_rule_of_a_node(rule, raw):
    made = framework((4,), scoring=plain(aggregate=rule))
    assert card_of(made, {"S1.P1": 1, "S1.P2": 2, "S1.P3": 3, "S1.P4": 4}).dimension("S1").raw == raw


def test_a_sum_is_banded_on_the_scale():
    """A dimension of four practices that adds up to 12 of 16 is at three quarters of the scale, level 3."""
    made = framework((4,), scoring=plain(aggregate="sum"))
    card = card_of(made, {f"S1.P{i}": 3 for i in range(1, 5)})
    assert card.dimension("S1").level == 3
    assert card.index_exact == 75


def ladder():
    """Two practices on each of the rungs 1 and 2, one on rung 3."""
    made = framework((5,), scoring=plain(level=LevelRule(rule="ladder", share=0.75, threshold=1.0)), scale=scale(0, 3))
    rungs = (1, 1, 2, 2, 3)
    practices = tuple(Practice(id=f"S1.P{i}", name="x", question="?", rung=rung) for i, rung in enumerate(rungs, 1))
    first = made.dimensions[0]
    return framework((5,), scoring=made.scoring, scale=made.scale, dimensions=(Dimension(id=first.id, name=first.name, practices=practices),))


@pytest.mark.parametrize(("levels", "level"), [((1, 1, 0, 0, 0), 1), ((1, 1, 1, 0, 0), 2), ((1, 0, 1, 1, 1), 0), ((1, 1, 1, 1, 0), 3), ((0, 0, 0, 0, 0), 0)])
def test_ladder_needs_the_lower_rungs_too(levels, level):
    """A rung holds when three quarters of its own and all lower rungs' practices reach the threshold."""
    assert card_of(ladder(), {f"S1.P{i}": value for i, value in enumerate(levels, 1)}).level == level


@pytest.mark.parametrize(("first", "second", "level"), [(1, 1, 0), (2, 1, 1), (2, 4, 1), (3, 3, 2), (4, 4, 2)])
def test_matrix_of_minimum_percentages(first, second, level):
    """Level 1: half of dimension 1; level 2: three quarters of both."""
    rules = plain(level=LevelRule(rule="matrix", matrix={"1": {"S1": 50}, "2": {"S1": 75, "S2": 75}}))
    made = framework((1, 1), scoring=rules)
    assert card_of(made, {"S1.P1": first, "S2.P1": second}).level == level


def test_an_unmet_gate_holds_the_level_down_and_is_listed():
    made = framework((1, 1), scoring=plain(gates=(Gate(level=3, practice="S1.P1", least=4),)))
    card = card_of(made, {"S1.P1": 3, "S2.P1": 4})
    assert card.level == 2
    assert [(b.practice, b.level, b.least, b.found) for b in card.blockers] == [("S1.P1", 3, 4, 3)]
    assert card_of(made, {"S1.P1": 4, "S2.P1": 4}).level == 4


def test_a_gate_that_does_not_apply_is_open():
    made = framework((2, 1), scoring=plain(gates=(Gate(level=3, practice="S1.P1", least=4),)))
    assert card_of(made, {"S1.P1": "na", "S1.P2": 4, "S2.P1": 4}).level == 4


def nested():
    """One dimension with two parts of weights 1 and 3."""
    parts = tuple(Dimension(id=f"S1{letter}", name=letter, weight=weight, practices=(
        Practice(id=f"S1{letter}.P1", name="x", question="?"), Practice(id=f"S1{letter}.P2", name="y", question="?")))
        for letter, weight in (("a", 1.0), ("b", 3.0)))
    return framework((1,), scoring=plain(), dimensions=(Dimension(id="S1", name="whole", dimensions=parts),))


def test_parts_of_parts_count_by_their_weights():
    card = card_of(nested(), {"S1a.P1": 4, "S1a.P2": 2, "S1b.P1": 1, "S1b.P2": 1})
    assert [part.raw for part in card.dimension("S1").parts] == [3, 1]
    assert card.dimension("S1").raw == Fraction(3, 2)


def test_a_part_without_answers_leaves_the_whole_without_a_score():
    card = card_of(nested(), {"S1a.P1": 4, "S1a.P2": 2})
    assert card.dimension("S1").raw is None
    assert card.index is None


def test_own_answers_count_their_values():
    """A practice with answers of its own scores their values, not the scale's levels."""
    options = (AnswerOption(id="no", name="No", value=0), AnswerOption(id="partly", name="Partly", value=1.5), AnswerOption(id="yes", name="Yes", value=4))
    practice = Practice(id="S1.P1", name="x", question="?", answers=options)
    made = framework((1,), scoring=plain(), dimensions=(Dimension(id="S1", name="one", practices=(practice,)),))
    assert card_of(made, {"S1.P1": answer("partly")}).dimension("S1").raw == Fraction(3, 2)
    assert card_of(made, {"S1.P1": answer("yes")}).index == 100


def test_declared_weights_count():
    made = framework((2,), weights={"S1.P1": 3, "S1.P2": 1}, scoring=plain())
    assert card_of(made, {"S1.P1": 4, "S1.P2": 0}).dimension("S1").raw == 3


@pytest.mark.parametrize("rules", [plain(), plain(aggregate="min"), plain(overall="median")])
def test_redrawn_weights_keep_the_figures_and_repeat_them(rules):
    """The sensitivity run of any model is the same twice and its shares add up."""
    made = framework((3, 2), scoring=replace_draws(rules))
    card = card_of(made, {"S1.P1": 1, "S1.P2": 3, "S1.P3": 2, "S2.P1": 2, "S2.P2": 4})
    first, second = sensitivity(card), sensitivity(card)
    assert first.levels == second.levels
    assert first.indices == second.indices
    assert sum(first.levels.values()) == first.draws
    assert first.unchanged == first.levels.get(card.level, 0) / first.draws


def replace_draws(rules: Scoring) -> Scoring:
    return replace(rules, sensitivity=replace(rules.sensitivity, draws=60))


def test_quick_and_exact_draws_agree():
    """The shortcut for flat models of weighted means gives what the full computation gives."""
    from random import Random

    from cxgov.scoring.uncertainty import _Quick

    made = framework((3, 2))
    card = score(workspace(made, [assessment({"S1.P1": 1, "S1.P2": 3, "S1.P3": 2, "S2.P1": 2, "S2.P2": 4})]))
    quick, exact = _Quick(card), _Quick(card)
    exact.flat = False
    for seed in range(25):
        (raw, index, level), (raw2, index2, level2) = quick.redrawn(Random(seed), 20), exact.redrawn(Random(seed), 20)
        assert raw == pytest.approx(raw2)
        assert index == pytest.approx(index2)
        assert level == level2


def test_raters_who_agree_leave_no_interval_and_few_raters_give_none():
    made = framework((2,))
    same = [assessment({"S1.P1": 2, "S1.P2": 3}, rater=f"r{i}", status="individual") for i in range(4)]
    found = rater_intervals(score(workspace(made, same)))["S1"]
    assert (found.low, found.high) == (2.5, 2.5)
    assert rater_intervals(score(workspace(made, same[:2])))["S1"] is None
