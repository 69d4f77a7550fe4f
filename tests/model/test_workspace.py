"""Questions to the workspace: what is looked up is what a search through all files would find."""

from __future__ import annotations

from makers import PERIOD, framework, workspace

from cxgov.model import Decision, Decisions, Kpi, Measurement, Measurements, parse_period
from cxgov.model.indicators import Segment

EARLIER = parse_period("2026-Q2")


def kpi(name: str, *touchpoints: str) -> Kpi:
    return Kpi(id=name, name=name, type="ces", family="perception", owner="anna", target="none", touchpoints=touchpoints)


def test_indicators_of_a_touchpoint_stand_in_file_order_once_each():
    made = workspace(framework(), (), kpis=(kpi("b", "open", "unpack"), kpi("a", "open", "open"), kpi("c")))
    assert [found.id for found in made.kpis_of("open")] == ["b", "a"]
    assert made.kpis_of("nowhere") == ()


def test_value_of_all_respondents_is_found_among_its_parts_and_the_first_of_two_counts():
    part = Measurement(kpi="ease", value=1.0, segment=Segment(column="region", value="north"))
    place = Measurement(kpi="ease", value=2.0, touchpoint="open")
    first, second = Measurement(kpi="ease", value=3.0), Measurement(kpi="ease", value=4.0)
    made = workspace(framework(), (), measurements=(
        Measurements(period=EARLIER, measurements=(Measurement(kpi="ease", value=9.0),)),
        Measurements(period=PERIOD, measurements=(part, place, first)), Measurements(period=PERIOD, measurements=(second,))))
    assert made.measurement("ease", PERIOD) is first
    assert made.measurement("other", PERIOD) is None
    assert list(made.measurements_of(PERIOD)) == [part, place, first, second]


def test_decisions_of_a_period_come_from_all_its_files():
    one, two, three = (Decision(id=name, decision="act", text=name) for name in ("D-1", "D-2", "D-3"))
    made = workspace(framework(), (), decisions=(
        Decisions(period=PERIOD, decisions=(one,)), Decisions(period=EARLIER, decisions=(two,)), Decisions(period=PERIOD, decisions=(three,))))
    assert list(made.decisions_of(PERIOD)) == [one, three]
    assert list(made.decisions_of(parse_period("2020-Q1"))) == []
