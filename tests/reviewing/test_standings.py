"""Where indicators stand against their targets, period by period, and what each person carries."""

from __future__ import annotations

from datetime import date

from contexts import example
from measured import BEFORE, LATEST, Q, indicator, measured, value

from cxgov.model import Decision, Initiative, Kpi, Period, Person, Touchpoint, parse_period
from cxgov.model.journeys import Journey, JourneyStage
from cxgov.model.organisations import Organisation
from cxgov.model.programme import Decisions
from cxgov.reporting.readings import readings
from cxgov.reviewing.load import load_by_person
from cxgov.reviewing.standings import off_target, standings

DAY = date(2026, 9, 30)


def test_off_target_is_what_a_report_shows_as_missed():
    for name in ("paczkownia", "bank", "piekarnia", "lotnisko"):
        context = example(name)
        assert [s.kpi.id for s in off_target(context.workspace, context.period)] == [r.kpi.id for r in readings(context) if r.off_target]


def test_standings_are_oldest_first_and_end_with_the_period_asked_for():
    made = measured([indicator()], {Q[-1]: [value(6.1)], Q[-3]: [value(5.0)], Q[-2]: [value(5.9)]})
    assert [(str(s.period), s.status) for s in standings(made, BEFORE)["ease"]] == [("2026-Q1", "missed"), ("2026-Q2", "within")]


def test_too_few_answers_and_no_value_leave_no_standing():
    made = measured([indicator(), indicator("nps")], {Q[-2]: [value(5.0, 9)], Q[-1]: [value(None, None), value(5.0, 10, kpi="nps")]})
    assert list(standings(made, LATEST)) == ["nps"]


def test_of_two_periods_with_one_end_that_of_the_length_asked_for_comes_last():
    made = measured([indicator()], {"2026-09": [value(5.1)], "2026-Q3": [value(5.2)]})
    assert [str(s.period) for s in standings(made, LATEST)["ease"]] == ["2026-09", "2026-Q3"]
    assert [str(s.period) for s in standings(made, parse_period("2026-09"))["ease"]] == ["2026-Q3", "2026-09"]


def test_parts_of_the_customers_have_no_standing_of_their_own():
    made = measured([indicator()], {Q[-1]: [value(5.0, touchpoint="open-locker")]})
    assert standings(made, LATEST) == {}
    assert off_target(made, LATEST) == ()


# --- what a person carries ------------------------------------------------------------------------------------------


def workspace(touchpoints: tuple[Touchpoint, ...], initiatives: tuple[Initiative, ...] = (), decisions: tuple[tuple[Period, Decision], ...] = (),
              kpis: tuple[Kpi, ...] = ()):
    people = (Person(id="anna", name="Anna"), Person(id="jan", name="Jan"))
    stage = JourneyStage(id="s", name="S", touchpoints=touchpoints)
    return measured(kpis, {}, organisation=Organisation(id="made", name="Made", frameworks=("made",), people=people),
                    journeys=(Journey(id="j", name="J", stages=(stage,)),), initiatives=initiatives,
                    decisions=tuple(Decisions(period=period, decisions=(d,)) for period, d in decisions))


def test_load_adds_touchpoints_open_initiatives_and_open_decisions():
    made = workspace(
        (Touchpoint(id="a", name="A", accountable=("anna", "anna")), Touchpoint(id="b", name="B", accountable=("jan",), responsible=("anna",))),
        (Initiative(id="i", title="I", owner="anna"), Initiative(id="k", title="K", owner="anna", status="done"), Initiative(id="n", title="N")),
        ((LATEST, Decision(id="D-1", decision="act", text="D", owner="anna")), (LATEST, Decision(id="D-2", decision="act", text="D", owner="anna", status="done"))),
        (indicator(),))
    load = load_by_person(made, DAY)["anna"]
    assert ([t.id for t in load.touchpoints], [t.id for t in load.responsible], [k.id for k in load.kpis]) == (["a"], ["b"], ["ease"])
    assert ([i.id for i in load.initiatives], [d.id for d in load.decisions], load.total) == (["i"], ["D-1"], 3)


def test_decisions_of_later_periods_weigh_nothing_yet():
    made = workspace((), decisions=((parse_period("2026-Q4"), Decision(id="D-1", decision="act", text="D", owner="anna")),))
    assert load_by_person(made, DAY)["anna"].total == 0
    assert load_by_person(made, date(2026, 10, 1))["anna"].total == 1


def test_everyone_of_the_organisation_stands_in_its_order_and_then_those_only_a_touchpoint_names():
    made = workspace((Touchpoint(id="a", name="A", accountable=("somebody", "jan")),))
    assert list(load_by_person(made, DAY)) == ["anna", "jan", "somebody"]
