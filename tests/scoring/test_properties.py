"""Properties that hold for every set of answers."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from makers import FRESH, STALE, answer, assessment, cem_scoring, framework, workspace

from cxgov.model import Answer
from cxgov.scoring import score
from cxgov.scoring.aggregation import aggregate
from cxgov.scoring.exact import exact
from cxgov.scoring.explain import explain, numbers

SIZES = (2, 3, 2)
IDS = [f"S{i}.P{j}" for i, size in enumerate(SIZES, 1) for j in range(1, size + 1)]
EVIDENCE = st.sampled_from([(), (FRESH,), (STALE,), (FRESH, STALE)])
LEVELS = st.builds(answer, st.integers(0, 4), EVIDENCE)
ANSWERS = st.one_of(LEVELS, st.just(answer("na")))
WEIGHTS = st.fixed_dictionaries({name: st.sampled_from([0.1, 0.5, 1, 2, 3.3]) for name in IDS})
FULL = st.fixed_dictionaries(dict.fromkeys(IDS, LEVELS))
PARTIAL = st.dictionaries(st.sampled_from(IDS), ANSWERS)


def card_of(answers, weights=None, **kwargs):
    made = framework(SIZES, weights)
    return score(workspace(made, [assessment(answers, **kwargs)]))


@given(PARTIAL, WEIGHTS)
def test_bounds(answers, weights):
    """Every score lies on its scale, effective never above raw, evidenced never above claimed; or it is None with a reason."""
    card = card_of(answers, weights)
    for dimension in card.dimensions:
        if dimension.raw is None:
            assert dimension.effective is None
            assert dimension.reason is not None
        else:
            assert 0 <= dimension.effective <= dimension.raw <= dimension.claimed <= 4
            assert dimension.reason is None
    if card.index_exact is None:
        assert card.level is None
        assert card.index is None
        assert card.reason is not None
    else:
        assert 0 <= card.index_exact <= 100
        assert 0 <= card.level <= 4


@given(FULL, WEIGHTS, st.sampled_from(IDS))
def test_monotone(answers, weights, name):
    """A higher answer never lowers a score, the index or the level."""
    before = card_of(answers, weights)
    level = answers[name].level
    after = card_of(answers | {name: Answer(level=min(4, level + 1), evidence=answers[name].evidence)}, weights)
    for low, high in zip(before.dimensions, after.dimensions, strict=True):
        assert low.raw <= high.raw
        assert low.effective <= high.effective
    assert before.index_exact <= after.index_exact
    assert before.level <= after.level


@given(st.lists(PARTIAL, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_order_of_raters_does_not_matter(ratings, shuffle):
    """Files in another order give the same numbers."""
    files = [assessment(answers, rater=f"r{i}", status="individual") for i, answers in enumerate(ratings)]
    made = framework(SIZES)
    first = score(workspace(made, files))
    again = list(files)
    shuffle.shuffle(again)
    second = score(workspace(made, again))
    assert first.index_exact == second.index_exact
    assert [(d.raw, d.effective, d.claimed, d.coverage) for d in first.dimensions] == [
        (d.raw, d.effective, d.claimed, d.coverage) for d in second.dimensions]
    assert [(s.claimed, s.evidenced, s.raters.agreement) for s in first.practices()] == [
        (s.claimed, s.evidenced, s.raters.agreement) for s in second.practices()]


@given(PARTIAL, WEIGHTS, st.sampled_from([0.5, 2, 10]))
def test_scaling_all_weights_changes_nothing(answers, weights, factor):
    """Only the ratio of weights counts."""
    first = card_of(answers, weights)
    second = card_of(answers, {name: float(exact(weight) * exact(factor)) for name, weight in weights.items()})
    assert first.index_exact == second.index_exact or abs(first.index_exact - second.index_exact) < Fraction(1, 10**9)
    assert first.level == second.level


@given(st.sets(st.sampled_from(IDS)))
def test_nothing_applicable_is_never_a_level(answered):
    """`na` for everything is not assessable; unanswered practices do not change that into a zero."""
    card = card_of({name: answer("na") for name in IDS})
    assert (card.index, card.level) == (None, None)
    assert card.reason == "not_assessable"
    partly = card_of({name: answer("na") for name in answered})
    assert partly.index is None
    assert partly.level is None


@given(PARTIAL, WEIGHTS)
def test_parent_is_its_rule_applied_to_the_children_shown(answers, weights):
    """A dimension's raw score is the weighted mean of the evidenced levels it shows."""
    card = card_of(answers, weights)
    for dimension in card.dimensions:
        if dimension.raw is None:
            continue
        shown = [(s.evidenced, exact(s.practice.weight)) for s in dimension.practices if s.evidenced is not None]
        assert dimension.raw == sum(v * w for v, w in shown) / sum(w for _, w in shown)
    if card.index_exact is not None:
        scored = [d.effective for d in card.dimensions if d.effective is not None]
        assert card.index_exact == 25 * sum(scored) / len(scored)


@given(FULL)
def test_a_whole_dimension_not_applicable_leaves_the_index(answers):
    """Without stage 2 the index is that of the other stages."""
    without = answers | {name: answer("na") for name in IDS if name.startswith("S2")}
    card = card_of(without)
    assert card.dimension("S2").raw is None
    assert card.dimension("S2").reason == "not_applicable"
    assert card.index_exact == 25 * sum(d.effective for d in card.dimensions if d.effective is not None) / 2


@given(FULL, WEIGHTS)
def test_explanations_end_in_the_number_shown(answers, weights):
    """The last value of every derivation is the number itself."""
    card = card_of(answers, weights)
    for name in numbers(card):
        derivation = explain(card, name)
        values = [line.value for line in derivation.lines if line.value is not None]
        assert values[-1] == derivation.result


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 9)), min_size=1, max_size=6), st.sampled_from(["weighted_mean", "min", "median", "max"]))
def test_aggregates_lie_between_the_extremes(children, rule):
    """Every rule but the sum stays between the lowest and the highest child."""
    values = [Fraction(v) for v, _ in children]
    assert min(values) <= aggregate(rule, values, [Fraction(w) for _, w in children]) <= max(values)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=7))
def test_combined_level_is_a_level_somebody_gave(levels):
    """The lower median never invents a level between two."""
    made = framework((1,), scoring=cem_scoring(evidence=None))
    files = [assessment({"S1.P1": level}, rater=f"r{i}", status="individual") for i, level in enumerate(levels)]
    claimed = score(workspace(made, files)).practice("S1.P1").claimed
    assert claimed in levels
    assert 2 * sum(level <= claimed for level in levels) >= len(levels)
