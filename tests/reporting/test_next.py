"""What next: roadmap, portfolio, what to measure, risks, glossary; and every one of them at the extremes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from contexts import EXTREMES, evenly, example, rendered
from makers import PERIOD, assessment, framework, stages, workspace

from cxgov.kpis.variants import unit_of
from cxgov.model import Initiative, Kpi, Measurement, Measurements, Narrative, Target, parse_period
from cxgov.model.frameworks import SensitivityRule
from cxgov.model.journeys import Desired, Journey, JourneyStage, Touchpoint
from cxgov.model.organisations import Engagement, NotAsked
from cxgov.model.programme import Decision, Decisions, ExpectedChange, Pilot, Signal
from cxgov.reporting.sections import SECTIONS, glossary, measure_next, portfolio, risks, roadmap
from cxgov.scoring import score

NEXT = ("roadmap", "portfolio", "measure-next", "risks", "glossary")


def of(**changes):
    """A context of a flat organisation with other files."""
    context = evenly(2)
    return replace(context, workspace=replace(context.workspace, **changes))


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
@pytest.mark.parametrize("name", NEXT)
def test_extremes(name, make):
    (page,), html = rendered(make(), SECTIONS[name])
    assert page.id == name
    assert ">None<" not in html
    assert "{n}" not in html


@pytest.mark.parametrize("name", NEXT)
def test_consultants_words_come_first(name):
    words = Narrative(period=PERIOD, section=name, language="en", text="Our *own* words.")
    _, html = rendered(of(narratives=(words,)), SECTIONS[name])
    assert "<em>own</em> words" in html


# --- roadmap -------------------------------------------------------------------------------------------------------


def test_roadmap_says_what_comes_first_and_where_it_leads():
    (page,), html = rendered(example("paczkownia"), roadmap.SECTION)
    assert page.title == "Stage 2 first: in four quarters the index can go from 34 to 57"
    assert page.lead == "4 quick wins can begin at once, 11 further steps stand in the quarters. Together they take 8 units of effort a quarter at most."
    assert "The gate of stage 2 opens at the end of Q4\N{NO-BREAK SPACE}2026; stages 3, 4 and 5 follow." in html
    assert [q["index"] for q in page.data["quarters"]] == [52, 55, 57, 57]
    assert page.data["after_wins"]["index"] == 46
    assert '<svg role="img"' in html


def test_gate_of_quick_wins_alone_is_not_the_point():
    (page,), html = rendered(example("lotnisko"), roadmap.SECTION)
    assert page.title == "In four quarters the index can go from 46 to 60"
    assert "The gate of stage 4 opens" in html


def test_roadmap_and_target_profile_agree():
    """One level a practice in a year: both chapters end at the same index."""
    for name in ("paczkownia", "bank", "piekarnia", "lotnisko"):
        context = example(name)
        assert context.roadmap.end.index_exact == context.ahead[0].index_exact


def test_nothing_to_plan_says_what_to_do():
    (page,), html = rendered(evenly(4), roadmap.SECTION)
    assert page.title == "Roadmap for four quarters"
    assert "set higher targets" in html


# --- portfolio -----------------------------------------------------------------------------------------------------


CARD = Initiative(
    id="queue", title="Shorter queue", signals=(Signal(source="survey", text="I waited <long>."),), cause="One till.", practices=("S4.P1",),
    expects=(ExpectedChange(kpi="gone", change=-2.0, by=parse_period("2027-Q1")),), owner="anna", start=date(2026, 10, 1), end=date(2026, 12, 1),
    cost=1000.0, pilot=Pilot(done=True, result="Half the wait."), status="in_progress")


def test_card_of_the_first_quarter():
    (page,), html = rendered(of(initiatives=(CARD,)), portfolio.SECTION)
    assert page.title == "Every open initiative has an owner, dates and an expected change"
    (card,) = page.data["cards"]
    assert (card["owner"], card["dates"], card["pilot"], card["lacks"]) == ("anna", "1\N{NO-BREAK SPACE}Oct\N{NO-BREAK SPACE}2026 – 1\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2026",
                                                                           "Half the wait.", "")
    assert "I waited &lt;long&gt;." in html


def test_later_and_finished_initiatives_stand_in_the_table():
    later = replace(CARD, id="later", start=date(2027, 2, 1), end=date(2027, 5, 1))
    many = [replace(CARD, id=f"done-{n}", status="done") for n in range(5)]
    (page,), _ = rendered(of(initiatives=(later, CARD, *many)), portfolio.SECTION)
    assert [c["id"] for c in page.data["cards"]] == ["queue"]
    assert [c["id"] for c in page.data["rest"]] == ["later", *(one.id for one in many)]


def test_few_other_initiatives_stand_in_lines_and_in_no_table():
    """A table of one row would often stand on a page of its own."""
    later = replace(CARD, id="later", title="Later work", start=date(2027, 2, 1), end=date(2027, 5, 1))
    (page,), html = rendered(of(initiatives=(later, CARD)), portfolio.SECTION)
    assert ([c["id"] for c in page.data["cards"]], [c["id"] for c in page.data["rest"]]) == (["queue"], ["later"])
    assert "<strong>Later work</strong>" in html
    assert "<table" not in html


@pytest.mark.parametrize(("change", "said"), [(-1.0, "−1 day"), (-5.0, "−5 days"), (0.5, "+0.5 days")])
def test_days_are_read_out_by_their_number(change, said):
    context = example("bank")
    kpi = next(k for k in context.workspace.kpis if unit_of(k) == "days")
    assert measure_next.change_said(context, kpi, change) == said


def test_card_says_what_it_lacks():
    (page,), html = rendered(of(initiatives=(replace(CARD, owner=None, expects=(), end=None),)), portfolio.SECTION)
    assert page.title == "Cards of 1 of 1 open initiatives lack an owner, a date or an expected change"
    assert page.data["cards"][0]["lacks"] == "an owner, dates and an expected change"
    assert "Still to be named" in html


def test_late_initiative_is_the_point():
    (page,), _ = rendered(of(initiatives=(replace(CARD, start=date(2026, 1, 1), end=date(2026, 9, 1)),)), portfolio.SECTION)
    assert page.title == "1 initiative is past its end and not finished"


def test_expected_change_of_a_share_is_in_percentage_points():
    (page,), _ = rendered(example("paczkownia"), portfolio.SECTION)
    card = next(c for c in page.data["cards"] if c["id"] == "honest-date")
    assert card["effects"][0].startswith("Parcel in the locker on the promised day: +0.8 percentage points by Q1")


# --- what to measure next ------------------------------------------------------------------------------------------


def journey(**changes):
    point = Touchpoint(**{"id": "till", "name": "At the till", "key": True, "accountable": ("anna",), **changes})
    return Journey(id="shop", name="Shopping", stages=(JourneyStage(id="buy", name="Buying", touchpoints=(point,)),))


def test_key_touchpoint_without_an_indicator_gets_a_proposal():
    wanted = Desired(success="pays at once", effort="one queue")
    (page,), html = rendered(of(journeys=(journey(desired=wanted),)), measure_next.SECTION)
    assert page.title == "1 key touchpoint or moment of truth is not measured"
    assert page.data["touchpoints"][0]["proposed"] == ["success: share of customers who achieved “pays at once”", "effort (CES): “one queue”"]
    assert "within 5 percentage points from 385 answers on" in html
    assert "within 10 percentage points from 97 answers on" in html


def test_undescribed_touchpoint_is_described_first():
    (page,), _ = rendered(of(journeys=(journey(),)), measure_next.SECTION)
    assert page.data["touchpoints"][0]["proposed"] == ["describe the desired experience first, then choose success, effort or satisfaction"]


def test_indicator_without_a_value_is_listed():
    kpi = Kpi(id="ease", name="Ease", type="csat", family="perception", owner="anna", target=Target(by=PERIOD, value=80), trigger="transactional", minimum_n=40)
    (page,), html = rendered(of(kpis=(kpi,)), measure_next.SECTION)
    assert page.title == "1 indicator has no value this period"
    assert (page.data["silent"][0]["needed"], page.lead) == (40, "Indicators measured in Q3\N{NO-BREAK SPACE}2026: 0 of 1.")
    assert "ask soon after each event" in html


def test_indicator_with_too_few_answers_says_how_many_it_takes():
    (page,), _ = rendered(example("piekarnia"), measure_next.SECTION)
    assert page.title == "6 indicators need more answers to show the change that matters"
    ease = next(row for row in page.data["short"] if row["name"] == "Ease of choosing at the counter")
    assert (ease["n"], ease["needed"]) == (64, 112)


def test_records_are_not_asked_for():
    kpi = Kpi(id="time", name="Time", type="duration", family="operational", owner="anna", target="none", trigger="transactional")
    assert measure_next.rhythm(of(kpis=(kpi,)), kpi) == "from records, every period"


# --- risks ---------------------------------------------------------------------------------------------------------


def whats(context):
    (page,), html = rendered(context, risks.SECTION)
    return [row["what"] for row in page.data["risks"]], page.data["assumptions"], html


def test_risks_of_an_example_name_their_places():
    found, assumed, html = whats(example("paczkownia"))
    assert found[0] == "3 of 25 rated practices have no valid evidence: S1.P2, S1.P4, S4.P4."
    assert 'href="#annex-evidence"' in html
    assert 'href="#c-CXG-022"' in html
    assert assumed[0] == "A quarter has room for 8 units of effort. The number is derived from the steps; nobody has confirmed it."


def test_few_raters_and_functions_not_asked():
    engagement = Engagement(not_asked=(NotAsked(function="finance", reason="no time"),))
    found, _, _ = whats(of(engagement=engagement))
    assert found[:2] == ["0 people rated on their own, fewer than 3.", "Not asked: finance."]


def test_overdue_decision_and_initiative():
    decision = Decision(id="D-1", decision="act", text="Do it", due=date(2026, 9, 1))
    found, _, _ = whats(of(decisions=(Decisions(period=PERIOD, decisions=(decision,)),), initiatives=(replace(CARD, start=date(2026, 1, 1), end=date(2026, 9, 1)),)))
    assert "1 decision is overdue: D-1." in found
    assert "1 initiative is past its end: Shorter queue." in found


def test_level_that_hangs_on_the_weights():
    made = framework(scoring=evenly(2).framework.scoring)
    made = replace(made, scoring=replace(made.scoring, sensitivity=SensitivityRule(robust_from=1.0)))
    close = {**stages(2, 2, 2, 2, 2), "S1.P1": 1, "S2.P1": 1}
    context = replace(evenly(2), workspace=workspace(made, [assessment(close)]))
    context = replace(context, card=score(context.workspace))
    assert not context.sensitivity.robust
    assert any(what.startswith("With other weights the overall level changes") for what in whats(context)[0])


def test_missing_value_is_a_risk_and_a_robust_level_is_none():
    kpi = Kpi(id="ease", name="Ease", type="csat", family="perception", owner="anna", target="none")
    found, _, _ = whats(of(kpis=(kpi,), measurements=(Measurements(period=PERIOD, measurements=(Measurement(kpi="ease", value=None, n=None),)),)))
    assert "1 indicator has no value or too few answers: Ease." in found
    assert not any("weights" in what for what in found)


# --- glossary ------------------------------------------------------------------------------------------------------


def test_terms_stand_side_by_side_and_are_marked():
    (page,), html = rendered(example("paczkownia", "pl"), glossary.SECTION)
    rows = {row["term"]: row["other"] for row in page.data["rows"]}
    assert rows["punkt styku"] == "touchpoint"
    assert '<span lang="en">touchpoint</span>' in html
    _, html = rendered(example("paczkownia", "en"), glossary.SECTION)
    assert '<span lang="pl">punkt styku</span>' in html


def test_glossary_is_in_the_alphabet_of_its_language():
    for code in ("pl", "en"):
        context = example("paczkownia", code)
        (page,), _ = rendered(context, glossary.SECTION)
        terms = [row["term"] for row in page.data["rows"]]
        assert terms == sorted(terms, key=context.language.sort_key)
        assert len(terms) == len(set(terms))


def test_nothing_is_explained_twice():
    """The framework's own entries stand alone; without them ours are there."""
    (page,), _ = rendered(example("paczkownia"), glossary.SECTION)
    terms = {row["term"] for row in page.data["rows"]}
    assert "claimed level" in terms
    assert "claimed" not in terms
    (page,), _ = rendered(evenly(2), glossary.SECTION)
    assert "claimed" in {row["term"] for row in page.data["rows"]}
