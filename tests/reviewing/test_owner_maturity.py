"""Maturity behind an indicator: whose practices count, and by which scorecard."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from contexts import example
from makers import answer, assessment, framework, stages, workspace
from measured import indicator

from cxgov.model import Journey, JourneyStage, Organisation, Person, Touchpoint
from cxgov.reviewing.owner_maturity import maturity, roles_of
from cxgov.scoring import score

PEOPLE = (Person(id="anna", name="Anna", function="operations"), Person(id="jan", name="Jan", function="desk"), Person(id="ola", name="Ola"))


def made(touchpoints, **levels):
    """Two stages of two practices; S1.P1 asks the owner, S1.P2 operations, S2.P1 service, S2.P2 nobody."""
    asks = {"S1.P1": ("tp_owner",), "S1.P2": ("operations",), "S2.P1": ("service",), "S2.P2": ()}
    plain = framework((2, 2))
    given = replace(plain, dimensions=tuple(replace(d, practices=tuple(replace(p, ask=asks[p.id]) for p in d.practices)) for d in plain.dimensions))
    organisation = Organisation(id="made", name="Made", frameworks=("made",), people=PEOPLE, customer_service=("desk",))
    journey = Journey(id="j", name="J", stages=(JourneyStage(id="s", name="S", touchpoints=tuple(
        Touchpoint(id=name, name=name, accountable=owners) for name, owners in touchpoints.items())),))
    answers = {"S1.P1": 3, "S1.P2": 1, "S2.P1": 2, "S2.P2": 0, **levels}
    return workspace(given, [assessment({k.replace("_", "."): v for k, v in answers.items()})], organisation=organisation, journeys=(journey,))


def found(of, kpi, units=None):
    return maturity(of, score(of, None, None, None), units or {}, kpi)


def test_owner_answers_for_the_practices_that_ask_the_owner():
    of = made({"t": ("ola",)})
    assert roles_of(of, "ola") == {"tp_owner"}
    reached = found(of, indicator(touchpoints=("t",)))
    assert (reached.effective, reached.practices, reached.owner, reached.unit) == (Fraction(3), 1, "ola", None)


def test_function_and_customer_service_add_their_practices():
    of = made({"a": ("anna",), "b": ("jan",)})
    assert found(of, indicator(touchpoints=("a",))).effective == 2  # 3 and 1
    assert found(of, indicator(touchpoints=("b",))).effective == Fraction(5, 2)  # stages of 3 and 2


def test_order_of_the_stages_limits_what_counts():
    reached = found(made({"b": ("jan",)}, S1_P1=0, S2_P1=4), indicator(touchpoints=("b",)))
    assert reached.effective == Fraction(1, 2)  # the second stage counts one above the first


def test_claimed_without_evidence_counts_less_than_it_claims():
    reached = found(made({"t": ("ola",)}, S1_P1=answer(4, ())), indicator(touchpoints=("t",)))
    assert (reached.effective, reached.claimed) == (1, 4)


def test_indicator_of_the_whole_relationship_has_the_maturity_of_the_whole():
    reached = found(made({}), indicator())
    assert (reached.effective, reached.practices, reached.owner) == (Fraction(3, 2), 4, None)


def test_touchpoint_without_one_owner_has_none():
    of = made({"none": (), "two": ("anna", "ola"), "one": ("anna",)})
    assert found(of, indicator(touchpoints=("none",))) is None
    assert found(of, indicator(touchpoints=("two",))) is None
    assert found(of, indicator(touchpoints=("one", "two"))) is None


def test_owner_who_rated_with_a_unit_has_the_units_figures():
    of = made({"t": ("ola",)})
    unit = assessment({"S1.P1": 1, "S1.P2": 1, "S2.P1": 1, "S2.P2": 1}, unit="north")
    rater = assessment({"S1.P1": 1}, rater="ola", status="individual", unit="north")
    of = replace(of, assessments=(*of.assessments, unit, rater))
    reached = found(of, indicator(touchpoints=("t",)), {"north": score(of, None, None, "north")})
    assert (reached.effective, reached.unit) == (1, "north")


def test_framework_that_asks_nobody_gives_all_practices():
    of = workspace(framework(), [assessment(stages(2, 2, 2, 2, 2))], journeys=made({"t": ("ola",)}).journeys)
    assert found(of, indicator(touchpoints=("t",))).practices == 26


def test_too_few_answers_no_maturity():
    of = made({"b": ("jan",)})
    of = replace(of, assessments=(assessment({"S1.P1": 3}),))
    assert found(of, indicator(touchpoints=("b",))) is None


def test_every_indicator_of_an_example_with_one_owner_has_a_maturity_on_the_scale():
    context = example("bank")
    for kpi in context.workspace.kpis:
        reached = maturity(context.workspace, context.card, context.units, kpi)
        assert reached is None or 0 <= reached.effective <= reached.claimed <= 4
