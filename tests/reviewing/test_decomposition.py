"""The difference of two indexes adds up from its parts, exactly and whatever the framework's rules are."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from makers import DAY, FRESH, PERIOD, STALE, answer, assessment, cem_scoring, framework, scale, stages, workspace

from cxgov.model import Evidence, Framework, parse_period
from cxgov.model.frameworks import AnswerOption, Dimension, Practice
from cxgov.reviewing.decomposition import decompose
from cxgov.scoring import score

BEFORE = parse_period("2026-Q2")
SIZES = (2, 3, 2)
IDS = [f"S{i}.P{j}" for i, size in enumerate(SIZES, 1) for j in range(1, size + 1)]
EDGE = Evidence(ref="E-3", date=DAY.replace(year=2025, month=4, day=1))  # fresh in Q2, stale in Q3
LEVELS = st.builds(answer, st.integers(0, 4), st.sampled_from([(), (FRESH,), (STALE,), (EDGE,), (FRESH, STALE)]))
ANSWERS = st.one_of(LEVELS, LEVELS, st.just(answer("na")), st.none())
GIVEN = st.fixed_dictionaries(dict.fromkeys(IDS, ANSWERS))
WEIGHTS = st.fixed_dictionaries({name: st.sampled_from([0.1, 0.5, 1, 2, 3.3]) for name in IDS})
RULES = st.sampled_from(["weighted_mean", "sum", "min", "median", "max"])


def cards(made, first, second, later=None):
    """Two scorecards, of one framework or of two."""
    given = [{name: a for name, a in answers.items() if a is not None} for answers in (first, second)]
    return (score(workspace(made, [assessment(given[0], period=BEFORE)])),
            score(workspace(later or made, [assessment(given[1], period=PERIOD)])))


def adds_up(before, after):
    parts = decompose(before, after)
    if before.index_exact is None or after.index_exact is None:
        return parts == ()
    return sum((part.amount for part in parts), Fraction(0)) == after.index_exact - before.index_exact


def short(parts):
    return [(part.cause, part.id, part.amount) for part in parts]


@settings(max_examples=300)
@given(GIVEN, GIVEN, WEIGHTS, WEIGHTS)
def test_adds_up_in_the_cycle(first, second, weights, others):
    """Answers, evidence, `na`, missing answers, weights of two versions and the sequence: always to the last fraction."""
    made, later = framework(SIZES, weights, cem_scoring(min_coverage=0.5)), framework(SIZES, others, cem_scoring(min_coverage=0.5))
    assert adds_up(*cards(made, first, second, later))


@settings(max_examples=300)
@given(GIVEN, GIVEN, WEIGHTS, RULES, RULES, st.booleans())
def test_adds_up_under_every_rule(first, second, weights, inner, outer, ordered):
    """Sums, lowest, highest and median, with and without an order."""
    rules = cem_scoring(min_coverage=0.3, aggregate=inner, overall=outer, **({} if ordered else {"sequence": None}))
    assert adds_up(*cards(framework(SIZES, weights, rules), first, second))


def deep(inner, outer) -> Framework:
    """Stages of parts; one practice has answers of its own."""
    def practice(name):
        options = (AnswerOption(id="no", name="no", value=1), AnswerOption(id="yes", name="yes", value=2.5)) if name == "S1.P1" else ()
        return Practice(id=name, name=name, question="?", answers=options)

    parts = [Dimension(id=f"S{i}.{half}", name="part", practices=tuple(practice(n) for n in names), weight=1 + i)
             for i, half, names in ((1, "a", IDS[:2]), (1, "b", IDS[2:4]), (2, "a", IDS[4:6]), (2, "b", IDS[6:]))]
    made = framework(scoring=cem_scoring(min_coverage=0.3, aggregate=inner, overall=outer))
    return Framework(id=made.id, version=made.version, name=made.name, scale=scale(), scoring=made.scoring, dimensions=(
        Dimension(id="S1", name="one", dimensions=tuple(parts[:2])), Dimension(id="S2", name="two", dimensions=tuple(parts[2:]))))


@settings(max_examples=200)
@given(GIVEN, GIVEN, RULES, RULES, st.sampled_from(["yes", "no", "na", None]), st.sampled_from(["yes", "no", "na", None]))
def test_adds_up_in_parts_of_parts(first, second, inner, outer, one, other):
    """Parts within stages, and practices with answers of their own."""
    ends = [answers | {"S1.P1": None if own is None else answer(own)} for answers, own in ((first, one), (second, other))]
    assert adds_up(*cards(deep(inner, outer), *ends))


@given(GIVEN, GIVEN)
def test_back_is_minus_there(first, second):
    """No cause comes first: from late to early every part has the other sign."""
    before, after = cards(framework(SIZES, scoring=cem_scoring(min_coverage=0.5)), first, second)
    there = {(p.cause, p.id): p.amount for p in decompose(before, after)}
    back = {(p.cause, p.id): -p.amount for p in decompose(after, before)}
    renamed = {"new": "dropped", "dropped": "new"}
    assert there == {(renamed.get(cause, cause), of): amount for (cause, of), amount in back.items()}


def test_one_answer():
    """One of five practices of one of five stages rises by a level of four: a hundredth of 100."""
    before, after = cards(framework(), stages(2, 2, 2, 2, 2), stages(2, [3, 2, 2, 2, 2], 2, 2, 2))
    assert short(decompose(before, after)) == [("answer", "S2.P1", Fraction(1))]


def test_evidence_grew_old():
    """The same level and the same evidence, a quarter later: what is lost is lost to age."""
    shown = {**stages(2, 2, 2, 2, 2), "S1.P1": answer(4, (EDGE,))}
    before, after = cards(framework(), shown, shown)
    assert short(decompose(before, after)) == [("evidence", "S1.P1", Fraction(-2))]


def test_a_claim_without_evidence_moves_nothing():
    """From 2 to 3 with nothing shown for either: neither answer nor evidence has a part."""
    first = {**stages(2, 2, 2, 2, 2), "S1.P1": answer(2, ())}
    assert decompose(*cards(framework(), first, first | {"S1.P1": answer(3, ())})) == ()


def test_both_answer_and_evidence():
    """1 without evidence to 3 with: the answer alone would bring 0, the evidence alone 0; each brings half of the two levels."""
    first = {**stages(1, 1, 1, 1, 1), "S1.P1": answer(1, ())}
    assert short(decompose(*cards(framework(), first, first | {"S1.P1": answer(3)}))) == [
        ("answer", "S1.P1", Fraction(1)), ("evidence", "S1.P1", Fraction(1))]


def test_sequence_released():
    """Stage 1 rises from 0 to 1: stages 2 to 5, at 3, count for 2 instead of 1."""
    before, after = cards(framework(), stages(0, 3, 3, 3, 3), stages(1, 3, 3, 3, 3))
    found = decompose(before, after)
    assert [(p.id, p.practice, p.stage, p.amount) for p in found if p.cause == "sequence"] == [
        (name, None, name, Fraction(5)) for name in ("S2", "S3", "S4", "S5")]
    assert sum(p.amount for p in found if p.cause == "answer") == 5


def test_not_applicable_any_more():
    """A practice at 0 in a stage at 2 leaves: the stage rises to 2.5 and nothing else has a part."""
    first = stages(2, 2, 2, 2, 2) | {"S1.P1": 2, "S1.P2": 0, "S1.P3": 2, "S1.P4": 3, "S1.P5": 3}
    before, after = cards(framework(), first, first | {"S1.P2": "na"})
    assert short(decompose(before, after)) == [("na", "S1.P2", Fraction(5, 2))]


def test_a_whole_stage_becomes_applicable():
    """It is said of the stage and not of each of its practices."""
    before, after = cards(framework(), stages(2, 2, 2, 2, ["na"] * 6), stages(2, 2, 2, 2, 3))
    assert short(decompose(before, after)) == [("na", "S5", Fraction(5))]


def test_answered_for_the_first_time():
    """An answer that was missing is no change of level."""
    first = stages(2, 2, 2, 2, 2)
    before, after = cards(framework(), {k: v for k, v in first.items() if k != "S1.P1"}, first | {"S1.P1": 4})
    assert [(p.cause, p.id) for p in decompose(before, after)] == [("coverage", "S1.P1")]
    assert [(p.cause, p.id) for p in decompose(before, after, frozenset({"S1.P1"}))] == [("new", "S1.P1")]


def test_no_index_no_parts():
    """What has no index on one side has no difference."""
    before, after = cards(framework(), {"S1.P1": 2}, stages(2, 2, 2, 2, 2))
    assert decompose(before, after) == ()


def test_largest_first_then_in_the_order_of_the_framework():
    """Equal amounts stand as the framework has them."""
    before, after = cards(framework(), stages(2, 2, 2, 2, 2), stages([3, 2, 2, 2, 1], [4, 2, 2, 2, 2], 2, 2, 2))
    assert [p.id for p in decompose(before, after)] == ["S2.P1", "S1.P1", "S1.P5"]


def test_version_weights():
    """Another weight of a practice is a cause of its own."""
    made = framework((2,), scoring=cem_scoring(sequence=None))
    later = framework((2,), {"S1.P1": 3}, cem_scoring(sequence=None))
    before, after = cards(made, {"S1.P1": 4, "S1.P2": 2}, {"S1.P1": 4, "S1.P2": 2}, later)
    assert [(p.cause, p.id) for p in decompose(before, after)] == [("weight", "S1.P1")]
    assert decompose(before, replace(before, period=PERIOD)) == ()
