"""Governance, touchpoints and indicators: what the programme's files say, and what they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from contexts import EXTREMES, evenly, example, rendered

from cxgov.checks.owners import holdings
from cxgov.checks.rule import View
from cxgov.model import Kpi, Measurement, Measurements, Organisation, Person, Target, parse_period
from cxgov.reporting.context import Context
from cxgov.reporting.ownership import initials, loads
from cxgov.reporting.programme_pictures import bullet_axis
from cxgov.reporting.readings import readings
from cxgov.reporting.sections import governance, indicators, touchpoints

PERIOD = parse_period("2026-Q3")


def measured(value: float | None, n: int | None, kind: str = "nps", **changes: object) -> Kpi:
    del value, n
    return Kpi(**{"id": "made", "name": "Made", "type": kind, "family": "perception", "owner": "anna",
                  "target": Target(by=PERIOD, value=40, tolerance=2), **changes})


def with_indicator(value: float | None, n: int | None, **changes: object):
    context = evenly(2)
    found = Measurements(period=PERIOD, measurements=(Measurement(kpi="made", value=value, n=n),))
    return replace(context, workspace=replace(context.workspace, kpis=(measured(value, n, **changes),), measurements=(found,)))


# --- governance ----------------------------------------------------------------------------------------------------


def test_one_person_for_nearly_everything():
    (page,), html = rendered(example("bank"), governance.SECTION)
    assert page.title == "12 of 16 touchpoints depend on one person"
    first = page.data["loads"][0]
    assert (first["name"], first["accountable"], first["overloaded"]) == ("Joanna Wolska", 12, True)
    assert {group["code"] for group in page.data["ownership"]} >= {"CXG-022"}
    assert 'href="#c-CXG-022"' in html


def test_three_people_who_own_everything_are_no_finding():
    (page,), _ = rendered(example("piekarnia"), governance.SECTION)
    assert page.title == "Every touchpoint has one accountable person"
    assert [load["accountable"] for load in page.data["loads"]] == [6, 4, 4]
    assert not any(load["overloaded"] for load in page.data["loads"])


def test_touchpoint_with_two_accountable_people_is_named():
    (page,), _ = rendered(example("paczkownia"), governance.SECTION)
    assert page.data["shared"] == ["Parcel redirected to another locker"]


def test_decisions_on_indicators_off_target():
    (page,), _ = rendered(example("paczkownia"), governance.SECTION)
    decisions = page.data["decisions"]
    assert (len(decisions["rows"]), decisions["covered"], decisions["recorded"], decisions["complete"]) == (4, 4, 5, 5)
    assert decisions["rows"][0]["number"] == "kpi:ease-collect"


def test_initials_are_unique():
    context = evenly(2)
    people = (Person(id="a", name="Anna Nowak"), Person(id="b", name="Adam Nowicki"), Person(id="c", name="Ada Nowak"))
    organisation = Organisation(id="made", name="Made", frameworks=(context.framework.id,), people=people)
    context = replace(context, workspace=replace(context.workspace, organisation=organisation))
    found = initials(context)
    assert found["a"] == "AN"
    assert len(set(found.values())) == 3
    assert loads(context) == []


# --- touchpoints ---------------------------------------------------------------------------------------------------


def test_journey_is_drawn_and_listed():
    (page,), html = rendered(example("paczkownia"), touchpoints.SECTION)
    assert page.title == "Customers feel worse than intended at 12 of 14 touchpoints"
    (journey,) = page.data["journeys"]
    assert journey["n"] == len(journey["rows"]) == 17
    assert [row["name"] for row in journey["rows"] if row["key"] and not row["kpis"]] == ["Sending a return with a code"]
    assert page.data["problems"][0]["signals"] == 214
    assert 'href="#d-kpi_3a_ease-collect"' in html


def test_unknown_emotion_is_not_zero():
    (page,), html = rendered(example("paczkownia"), touchpoints.SECTION)
    promise = next(row for row in page.data["journeys"][0]["rows"] if row["name"] == "Delivery day promised at checkout")
    assert (promise["emotion"], promise["desired"]) == (0, None)
    assert "0 → ?" in html


def test_no_journey_says_what_to_do():
    (page,), html = rendered(evenly(2), touchpoints.SECTION)
    assert page.title == "Touchpoints and moments of truth"
    assert "No journey is on file" in html


# --- indicators ----------------------------------------------------------------------------------------------------


def test_indicators_against_their_targets():
    (page,), html = rendered(example("paczkownia"), indicators.SECTION)
    assert page.lead.startswith("Indicators on target: 2 of 9. Outside their tolerance:")
    rows = {row["id"]: row for family in page.data["families"] for row in family["rows"]}
    assert rows["kpi:nps-recommend"]["status"] == "tolerance"
    assert rows["kpi:locker-share"]["status"] == "unknown"
    assert "Net Promoter" in html
    assert 'href="#d-kpi_3a_nps-recommend"' in html


def test_few_answers_give_a_direction_only():
    (page,), html = rendered(example("piekarnia"), indicators.SECTION)
    rows = {row["id"]: row for family in page.data["families"] for row in family["rows"]}
    assert rows["kpi:recommendation"]["note"] == "direction only"
    assert "direction only" in html


@pytest.mark.parametrize(("n", "note", "shown"), [(9, "suppressed", False), (10, "directional", True), (29, "directional", True),
                                                   (30, "measured", True), (None, "measured", True)])
def test_number_of_answers_decides_what_is_shown(n, note, shown):
    context = with_indicator(35.0, n)
    (reading,) = readings(context)
    assert (reading.note, reading.value is not None) == (note, shown)
    _, html = rendered(context, indicators.SECTION)
    assert (">35<" in html) == shown


def test_missing_value_is_not_zero():
    (page,), html = rendered(with_indicator(None, None), indicators.SECTION)
    assert page.title == "Customer indicators"
    assert page.data["silent"] == ["Made"]
    assert "A missing value is not a zero" in html


def test_no_indicators_says_what_to_do():
    _, html = rendered(evenly(2), indicators.SECTION)
    assert "No indicator is on file" in html


def test_axis_of_a_bullet_stays_in_the_valid_range():
    (reading,) = readings(with_indicator(99.0, 50))
    assert bullet_axis(reading) is not None
    low, high = bullet_axis(reading) or (0, 0)
    assert -100 <= low < 38
    assert 99 < high <= 100


def test_person_who_left_is_marked():
    (page,), _ = rendered(example("paczkownia"), governance.SECTION)
    gone = next(load for load in page.data["loads"] if load["name"] == "Barbara Lis")
    assert not gone["active"]
    assert example("paczkownia").as_of > date(2026, 7, 15)


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
@pytest.mark.parametrize("section", [governance.SECTION, touchpoints.SECTION, indicators.SECTION], ids=lambda s: s.name)
def test_extremes(section, make):
    _, html = rendered(make(), section)
    assert "None" not in html


def test_check_and_table_count_the_same_decisions_on_any_day():
    """A report as of a later day counts the open decisions as the check on load does: one definition of an open decision."""
    before = example("bank")
    for day in (before.as_of, date(2027, 3, 31), date(2026, 6, 30)):
        context = Context(workspace=before.workspace, language=before.language, card=before.card, as_of=day)
        held = {h.person.id: len(h.load.decisions) for h in holdings(View(before.workspace, day, before.period))}
        for load in loads(context):
            assert load.decisions == held.get(load.person, 0)
