"""Period against period: what happened to every practice, lines that add up, versions, trend."""

from __future__ import annotations

from fractions import Fraction

import pytest
from checks.organisations import organisation
from hypothesis import given
from hypothesis import strategies as st
from makers import FRESH, PERIOD, answer, assessment, cem_scoring, framework, stages, workspace
from versions import FRAMEWORK, NEW, OLD, ORGANISATION
from versions import assessment as sheet

from cxgov.loading import load_workspace
from cxgov.model import Evidence, parse_period
from cxgov.resources import examples
from cxgov.reviewing.comparison import compare
from cxgov.reviewing.lines import DIGITS, by_cause, by_stage, lines_of, rounded_to
from cxgov.scoring import NothingToScore

BEFORE = parse_period("2026-Q2")
LEVELS = stages(2, 2, 2, 2, 2)


def compared(first, second, made=None, **changes):
    made = made or framework()
    files = [assessment(first, period=BEFORE), assessment(second, period=PERIOD)]
    return compare(workspace(made, files, **changes), None, BEFORE, PERIOD)


def kinds(found):
    return {c.practice.id: c.kind for c in found.practices if c.kind != "carried_over"}


def test_carried_over():
    """Same level, evidence and note: only carried over."""
    found = compared(LEVELS, LEVELS)
    assert len(found.of_kind("carried_over")) == 26
    assert (found.difference, found.parts) == (0, ())


def test_rated_anew_confirmed_new_and_gone():
    """Another level; the same with other evidence; an answer where there was none; none where there was one."""
    first = {k: v for k, v in LEVELS.items() if k != "S1.P3"}
    second = {k: v for k, v in LEVELS.items() if k != "S1.P4"} | {"S1.P1": 3, "S1.P2": answer(2, (Evidence(ref="E-9", date=FRESH.date),))}
    found = compared(first, second)
    assert kinds(found) == {"S1.P1": "re_rated", "S1.P2": "confirmed", "S1.P3": "new_answer", "S1.P4": "no_longer_answered"}
    change = found.practices[1]
    assert ([e.ref for e in change.added], [e.ref for e in change.lost], change.aged) == (["E-9"], ["E-1"], False)


def test_na_is_an_answer():
    """From a level to `na` is rated anew."""
    assert kinds(compared(LEVELS, LEVELS | {"S1.P1": "na"})) == {"S1.P1": "re_rated"}


def test_evidence_that_aged():
    """Fresh then, too old now, and the same piece."""
    old = answer(2, (Evidence(ref="E-3", date=FRESH.date.replace(year=2025, month=5)),))
    change = compared(LEVELS | {"S1.P1": old}, LEVELS | {"S1.P1": old}).practices[0]
    assert (change.kind, change.aged, change.added, change.lost) == ("carried_over", True, (), ())


def test_no_difference_has_a_reason():
    """One period without an index: no difference, no parts, and what happened to the practices all the same."""
    found = compared({"S1.P1": 2}, LEVELS)
    assert (found.difference, found.parts, lines_of(found), by_cause(found), by_stage(found)) == (None, (), None, [], [])
    assert [str(reason) for reason in found.reasons] == ["Q2\N{NO-BREAK SPACE}2026 has no index: not scored: too few answers"]
    assert len(found.of_kind("new_answer")) == 25


def test_stages_add_up_to_the_difference():
    """A stage's amount holds its practices and its sequence."""
    found = compared(stages(0, 3, 3, 3, 3), stages(1, 3, 3, 3, 4))
    assert sum(s.amount for s in found.stages) == found.difference
    assert sum(c.amount for c in found.practices) + sum(p.amount for p in found.parts if p.practice is None) == found.difference


def test_unknown_period():
    """No assessment, no comparison."""
    made = workspace(framework(), [assessment(LEVELS)])
    with pytest.raises(NothingToScore):
        compare(made, None, BEFORE, PERIOD)


# --- lines ------------------------------------------------------------------------------------------------------------

FULL = st.fixed_dictionaries(dict.fromkeys(LEVELS, st.integers(0, 4)))


@given(FULL, FULL, st.integers(2, 12))
def test_shown_lines_add_up(first, second, most):
    """From the shown index before to the shown index after, whatever is joined; no line is off by two units."""
    found = compared(first, second, framework(weights={"S1.P1": 3.3, "S5.P2": 0.7}))
    shown = lines_of(found, most)
    assert shown.before + sum(line.shown for line in shown.lines) + shown.others == shown.after
    assert len(shown.lines) + (shown.joined > 0) <= most
    assert all(abs(line.shown - line.exact) < Fraction(2, 10**DIGITS) for line in shown.lines)
    assert sum(amount for _, amount in by_cause(found)) == sum(by_stage(found)) == shown.difference


def test_rounding_gives_to_the_largest_remainder():
    """Three thirds of one: the first gets the hundredth that is left."""
    assert rounded_to([Fraction(1, 3)] * 3, 100) == [Fraction(34, 100), Fraction(33, 100), Fraction(33, 100)]
    assert rounded_to([Fraction(-1, 3)] * 3, -100) == [Fraction(-33, 100), Fraction(-33, 100), Fraction(-34, 100)]
    assert rounded_to([], 0) == []


@pytest.mark.parametrize(("first", "second", "said"), [
    (LEVELS, LEVELS | {"S1.P1": 3}, ["level rated anew"]),
    (LEVELS | {"S1.P1": 3}, LEVELS | {"S1.P1": "na"}, ["no longer applicable"]),
    (LEVELS | {"S1.P1": "na"}, LEVELS | {"S1.P1": 3}, ["became applicable"]),
    ({k: v for k, v in LEVELS.items() if k != "S1.P1"}, LEVELS | {"S1.P1": 3}, ["answered for the first time"]),
    (LEVELS | {"S1.P1": 3}, {k: v for k, v in LEVELS.items() if k != "S1.P1"}, ["no longer answered"]),
    (LEVELS | {"S1.P1": answer(3, ())}, LEVELS | {"S1.P1": 3}, ["evidence was shown"]),
    (LEVELS | {"S1.P1": 3}, LEVELS | {"S1.P1": answer(3, ())}, ["evidence is missing or too old"]),
    (stages(2, 2, 2, 2, ["na"] * 6), stages(2, 2, 2, 2, 3), ["became applicable"]),
    (stages(2, 2, 2, 2, 3), stages(2, 2, 2, 2, ["na"] * 6), ["no longer applicable"]),
])
def test_says_why(first, second, said):
    """One cause, one sentence."""
    line, = lines_of(compared(first, second)).lines
    assert [str(cause) for cause in line.causes] == said


def test_says_who_holds_back():
    """The stage that is held back names the one that holds it, then and now."""
    ahead = framework((1, 1), scoring=cem_scoring())
    assert [[str(c) for c in line.causes] for line in lines_of(compared({"S1.P1": 1, "S2.P1": 2}, {"S1.P1": 1, "S2.P1": 3}, ahead)).lines
            if not line.practice] == [["now held back by S1: evidenced 3, counts as 2"]]
    assert [[str(c) for c in line.causes] for line in lines_of(compared({"S1.P1": 1, "S2.P1": 3}, {"S1.P1": 3, "S2.P1": 3}, ahead)).lines
            if not line.practice] == [["no longer held back by S1"]]


@pytest.mark.parametrize(("first", "second", "said"), [
    # The limit stands at 2 and the stage goes on to rise: more of it does not count, and nothing limits it more strongly.
    ((1, 3), (1, 4), "S1 still holds it back: its own score rose to 4, only 2 of it counts"),
    ((2, 4), (1, 4), "held back more by S1: evidenced 4, counts as 2"),
    ((1, 4), (2, 4), "held back less by S1: evidenced 4, counts as 3"),
    ((1, 4), (1, 3), "S1 holds back less of it, for its own score fell: evidenced 3, counts as 2"),
])
def test_words_follow_what_the_limit_did(first, second, said):
    ahead = framework((1, 1), scoring=cem_scoring())
    then, now = ({"S1.P1": a, "S2.P1": b} for a, b in (first, second))
    assert [[str(c) for c in line.causes] for line in lines_of(compared(then, now, ahead)).lines if not line.practice] == [[said]]


@given(FULL, FULL, st.integers(2, 12))
def test_no_joined_row_is_larger_than_a_line(first, second, most):
    shown = lines_of(compared(first, second), most)
    assert all(shown.largest <= abs(line.exact) for line in shown.lines)


def test_joined_rows_say_how_large_they_are_at_most():
    """Their sum may be more than a line shown; each of them is not."""
    shown = lines_of(compared(LEVELS, {name: min(level + 1, 4) for name, level in LEVELS.items()}), 12)
    assert shown.joined > 2
    assert shown.others > max(line.shown for line in shown.lines)
    assert str(shown.others_name) == f"{shown.joined} others of at most 1 each, together"


# --- versions ---------------------------------------------------------------------------------------------------------


def test_two_versions(tmp_path):
    """Carried-over answers are compared; new and changed practices are new, not better."""
    made = organisation(tmp_path, ORGANISATION, FRAMEWORK, OLD, NEW, defaults=False)
    found = compare(made, None, BEFORE, PERIOD)
    assert found.versions == ("1.0.0", "2.0.0")
    assert (found.moved.dropped, found.moved.changed, found.moved.added) == (("S1.P9",), ("S1.P4",), ("S2.P1",))
    assert {(p.cause, p.id) for p in found.parts} == {("answer", "S1.P1"), ("new", "S1.P4"), ("new", "S2.P1")}
    assert sum(p.amount for p in found.parts) == found.difference
    assert {line.id: str(line.causes[0]) for line in lines_of(found).lines} == {
        "S1.P1": "level rated anew", "S1.P4": "its meaning changed in this version", "S2.P1": "new in this version"}


def test_one_version_is_no_move(tmp_path):
    """Two periods that answered the same older version."""
    made = organisation(tmp_path, ORGANISATION, FRAMEWORK, OLD, OLD.replace("2026-Q2", "2026-Q3").replace("06-20", "09-20"), defaults=False)
    found = compare(made, None, BEFORE, PERIOD)
    assert (found.versions, found.moved, found.parts) == (("1.0.0", "1.0.0"), None, ())


def test_trend_names_versions(tmp_path):
    """Every assessed period, with the version it answered, and a reason where there is no index."""
    made = organisation(tmp_path, ORGANISATION, FRAMEWORK, sheet("1.1.0", "2026-Q1", "{S1.P1: 1}"), OLD, NEW, defaults=False)
    trend = compare(made, None, BEFORE, PERIOD).trend
    assert [(str(p.period), p.version, p.index is None, p.reason is None) for p in trend] == [
        ("2026-Q1", "1.1.0", True, False), ("2026-Q2", "1.0.0", False, True), ("2026-Q3", "2.0.0", False, True)]


# --- indicators and initiatives ---------------------------------------------------------------------------------------


def test_verdicts_say_what_they_compare_with():
    """From the period before: tested against it. From an earlier one: the verdicts are against another period, and say so."""
    made = load_workspace(str(examples()["paczkownia"]))
    near = compare(made, None, BEFORE, PERIOD)
    assert near.tested
    assert not near.elsewhere
    far = compare(made, None, parse_period("2026-Q1"), PERIOD)
    assert not far.tested
    assert {str(verdict.before) for verdict in far.elsewhere.values()} == {"2026-Q2"}


def test_a_unit_has_no_indicators_of_its_own():
    """Indicators and initiatives are the organisation's."""
    files = [assessment(LEVELS, period=period, unit="shop") for period in (BEFORE, PERIOD)]
    found = compare(workspace(framework(), files), None, BEFORE, PERIOD, "shop")
    assert (found.after.unit, dict(found.verdicts), found.effects) == ("shop", {}, ())


def test_effects_that_were_due_between():
    """Only changes that were to come after the earlier period and by the later one."""
    made = load_workspace(str(examples()["lotnisko"]))
    found = compare(made, None, parse_period("2016"), parse_period("2017"))
    assert found.effects
    assert {str(item.effect.expected.by) for item in found.effects} == {"2017"}
