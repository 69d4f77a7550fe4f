"""The indicator chapter: what it says of changes, what it draws, what it must not show."""

from __future__ import annotations

import pytest
from contexts import context_of, example, rendered
from measured import Q, indicator, measured, value

from cxgov.model import Journey, JourneyStage, Target, Touchpoint, parse_period
from cxgov.model.indicators import Baseline, Segment, SeriesBreak
from cxgov.model.organisations import Thresholds
from cxgov.reporting import trends
from cxgov.reporting.period_labels import period_label
from cxgov.reporting.readings import readings
from cxgov.reporting.sections import indicators


def chapter(kpis, values, language="en", **changes):
    (page,), html = rendered(context_of(measured(kpis, values, **changes), language), indicators.SECTION)
    return page, html


def rows(page):
    return {row["id"].removeprefix("kpi:"): row for family in page.data["families"] for row in family["rows"]}


def ids(n):
    return [f"k{at:02}" for at in range(n)]


def steady(n, values):
    """Indicators with the same values in the last periods."""
    return [indicator(k) for k in ids(n)], {Q[-len(values) + at]: [value(v, kpi=k) for k in ids(n)] for at, v in enumerate(values)}


# --- title and lead ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second", "title"), [
    (5.9, 5.0, "Really improved: “A”; really worsened: “B”"), (5.9, 5.5, "Really improved: “A”"), (5.5, 5.0, "Really worsened: “B”"),
    (5.5, 5.5, "Every indicator with a target lies outside its tolerance"),
])
def test_title_says_what_really_changed(first, second, title):
    page, _ = chapter([indicator("a"), indicator("b")], {Q[-2]: [value(5.5, kpi="a"), value(5.5, kpi="b")],
                                                        Q[-1]: [value(first, kpi="a"), value(second, kpi="b")]})
    assert page.title == title


def test_title_counts_many_and_names_few():
    kpis, values = steady(3, (5.0, 5.9))
    assert chapter(kpis, values)[0].title == "Really improved: 3 indicators"
    assert chapter(kpis[:2], values | {Q[-1]: values[Q[-1]][:2]})[0].title == "Really improved: “K00” and “K01”"


def test_difference_that_chance_explains_makes_no_title():
    page, _ = chapter([indicator()], {Q[-2]: [value(5.9, 60)], Q[-1]: [value(6.1, 60)]})
    assert page.title == "Indicators on target: 1 of 1; outside their tolerance: 0"
    assert page.lead == "Against the period before, no difference is large and sure enough to speak of a change."


def test_first_period_says_nothing_about_change():
    page, html = chapter([indicator()], {Q[-1]: [value(5.9)]})
    assert page.lead == ""
    assert rows(page)["ease"]["change"]["word"] == "first value"
    assert "tested" not in html
    assert page.data["trends"]["charts"] == []


# --- the table -----------------------------------------------------------------------------------------------------


def test_colour_and_arrow_are_two_columns():
    """Improved and still off target: amber and an arrow upwards."""
    page, html = chapter([indicator()], {Q[-2]: [value(4.0)], Q[-1]: [value(4.5)]})
    row = rows(page)["ease"]
    assert row["status"] == "missed"
    assert row["change"] == {"kind": "improved", "word": "improved", "arrow": "▲", "before": Q[-2], "difference": "+0.50", "p": "p ≤ 0.001",
                             "low": "+0.36", "high": "+0.64", "reason": "", "why": ""}
    assert '<strong class="whole">▲&nbsp;improved</strong>' in html
    assert 'class="tag missed"' in html


def test_arrow_says_where_the_value_went_and_the_word_whether_that_is_good():
    page, _ = chapter([indicator(type="mean", variant=None, direction="lower_better")], {Q[-2]: [value(5.5)], Q[-1]: [value(5.0)]})
    change = rows(page)["ease"]["change"]
    assert (change["arrow"], change["word"]) == ("▼", "improved")


def test_no_arrow_without_a_clear_change():
    page, html = chapter([indicator()], {Q[-2]: [value(5.5)], Q[-1]: [value(5.6)]})
    change = rows(page)["ease"]["change"]
    assert (change["arrow"], change["word"], change["p"]) == ("", "no clear change", "p = 0.16")
    assert "▲&nbsp;" not in html


def test_no_target_is_not_called_unknown():
    _, html = chapter([indicator(target="none")], {Q[-1]: [value(5.5)]})
    assert '<span class="tag unknown">no target</span>' in html
    assert ">unknown<" not in html


def test_interval_without_zero_and_no_clear_change_gives_the_reason():
    """0.16 up with 400 answers is sure alone (p 0.02); beside nine other tests it is not."""
    _, values = steady(10, (5.5, 5.5))
    values[Q[-1]][0] = value(5.66, kpi="k00")
    page, html = chapter([indicator(k, smallest_change=0.1) for k in ids(10)], values)
    change = rows(page)["k00"]["change"]
    assert (change["word"], change["why"]) == ("no clear change", "¹")
    assert "no clear change&nbsp;¹" in html
    assert "¹&nbsp;not after Holm’s correction." in html
    assert rows(page)["k01"]["change"]["why"] == ""


def test_sure_change_that_is_too_small_gives_the_reason():
    page, _ = chapter([indicator()], {Q[-2]: [value(5.5, 4000)], Q[-1]: [value(5.66, 4000)]})
    change = rows(page)["ease"]["change"]
    assert (change["word"], change["why"]) == ("no clear change", "²")


def test_baseline_and_target_have_columns_of_their_own():
    kpi = indicator(baseline=Baseline(period=parse_period("2024-Q4"), value=5.1))
    other = indicator("b", target=Target(by=parse_period("2027-Q4"), value=6.5), baseline=Baseline(period=parse_period("2025-Q1"), value=5.2))
    _, html = chapter([kpi, other, indicator("c", baseline=kpi.baseline)], {Q[-1]: [value(5.5, kpi=k) for k in ("ease", "b", "c")]})
    assert '5.20<br><span class="note">Q1 2025</span>' in html
    assert '6.50<br><span class="note">by Q4 2027</span>' in html
    assert '6.00<br><span class="note">±&nbsp;0.2</span>' in html


def test_times_that_cannot_be_used_and_open_cases_are_said_in_words():
    _, html = chapter([indicator(type="duration", variant=None, direction="lower_better")], {
        Q[-1]: [value(5.5, out_of_range={"ends_before_start": 4}, out_of_scope=12, extra={"open": 7.0})]})
    assert "Ease: still open 7; rows that the indicator does not look at 12; 4 that end before they start." in html


def test_polish_speaks_with_decimal_commas():
    page, _ = chapter([indicator()], {Q[-2]: [value(5.5)], Q[-1]: [value(5.6)]}, "pl")
    change = rows(page)["ease"]["change"]
    assert (change["difference"], change["p"]) == ("+0,10", "p = 0,16")


def test_weighted_value_shows_both_numbers():
    page, html = chapter([indicator()], {Q[-1]: [value(5.5, 400, n_effective=310.4)]})
    assert rows(page)["ease"]["effective"] == 310.4
    assert "eff. 310" in html
    assert "go by that number" in html


def test_reasons_for_not_comparing_are_given():
    kpi = indicator(breaks=(SeriesBreak(period=parse_period(Q[-1]), reason={"en": "asked by SMS", "pl": "pytanie SMS-em"}),))
    page, html = chapter([kpi], {Q[-2]: [value(5.0)], Q[-1]: [value(5.9)]})
    assert rows(page)["ease"]["change"]["word"] == "not comparable"
    assert "asked by SMS" in html
    assert "Values are compared only where" in html
    assert page.title != "Really improved: “Ease”"


def test_few_answers_are_named_with_the_organisations_threshold():
    _, html = chapter([indicator()], {Q[-2]: [value(5.0, 70)], Q[-1]: [value(5.9, 70)]}, thresholds=Thresholds(compare_from=80))
    assert "too few answers to compare" in html
    assert "from 80 answers on" in html


def test_the_old_excuse_is_gone():
    _, html = rendered(example("paczkownia"), indicators.SECTION)
    assert "does not do it" not in html


def test_typed_values_without_spread_are_shown_and_not_compared():
    page, html = chapter([indicator()], {Q[-2]: [value(5.0, variance=None, written_by=None)], Q[-1]: [value(5.9, variance=None, written_by=None)]})
    assert rows(page)["ease"]["change"]["word"] == "not comparable"
    assert "nothing on file says how sure the values are" in html
    assert "1 value was typed in by hand" in html
    assert len(page.data["trends"]["charts"]) == 1
    assert "None" not in html


def test_what_was_not_used_stands_in_small_print():
    _, html = chapter([indicator()], {Q[-1]: [value(5.5, no_answer=40, not_applicable=3, out_of_range={"8": 2}, rejected={"no_date": 5})]})
    assert "Ease: without an answer 40; not applicable 3; outside the answer scale: 8 (2); 5 without dates" in html


def test_suppressed_value_leaves_no_figure_anywhere():
    """Nine answers now, many before: neither value, nor difference, nor what was left out of it."""
    page, html = chapter([indicator()], {Q[-3]: [value(5.13)], Q[-2]: [value(5.21)], Q[-1]: [value(6.77, 9, no_answer=77)]})
    assert rows(page)["ease"]["change"]["kind"] == "too_few"
    assert "6.77" not in html
    assert "without an answer" not in html
    (chart,) = page.data["trends"]["charts"]
    assert "Q3 2026 no value" in chart["drawing"]["alt"]


# --- over time -----------------------------------------------------------------------------------------------------


def test_missing_period_is_a_gap():
    page, html = chapter([indicator()], {Q[0]: [value(5.0)], Q[2]: [value(5.2)], Q[6]: [value(5.5)]})
    (chart,) = page.data["trends"]["charts"]
    assert chart["drawing"]["alt"].count("no value") == 4
    assert "A gap is a period without a value, not a zero: Ease." in html


def test_break_is_explained():
    kpi = indicator(breaks=(SeriesBreak(period=parse_period(Q[3]), reason="other scale"),))
    page, html = chapter([kpi], {p: [value(5.0)] for p in Q})
    assert page.data["trends"]["breaks"] == [{"name": "Ease", "reason": "a new series begins in Q4\N{NO-BREAK SPACE}2025: other scale"}]
    assert "nothing is compared across it" in html
    assert not page.data["trends"]["median"]  # three and four values


def test_median_is_explained_from_six_values_on():
    assert chapter([indicator()], {p: [value(5.0)] for p in Q[1:]})[0].data["trends"]["median"]
    assert not chapter([indicator()], {p: [value(5.0)] for p in Q[2:]})[0].data["trends"]["median"]


def test_rule_that_fires_is_named_and_one_that_does_not_is_silent():
    """Ten values, the later five higher: one crossing of the median, where chance makes two at least."""
    periods = [str(parse_period("2024-Q2").shift(at)) for at in range(10)]
    page, html = chapter([indicator()], {p: [value(5.0 + at / 100 if at < 5 else 6.0 - at / 100)] for at, p in enumerate(periods)})
    assert page.data["trends"]["charts"][0]["signal"] == "trend or shift: the line crosses the median only 1 time (values: 10)"
    assert "Anhøj and Olesen" in html
    page, html = chapter([indicator()], {p: [value(5.0 + at % 2 / 10)] for at, p in enumerate(periods)})
    assert page.data["trends"]["charts"][0]["signal"] == ""
    assert "Anhøj" not in html


def test_long_lists_of_charts_are_limited():
    """Changed indicators and those of key touchpoints come first; what is left out is counted."""
    kpis, values = steady(12, (5.5, 5.5))
    kpis[11] = indicator("k11", touchpoints=("till",))
    values[Q[-1]][10] = value(6.5, kpi="k10")
    journey = Journey(id="j", name="J", stages=(JourneyStage(id="s", name="S", touchpoints=(Touchpoint(id="till", name="Till", key=True),)),))
    page, html = chapter(kpis, values, journeys=(journey,))
    names = [chart["name"] for chart in page.data["trends"]["charts"]]
    assert names == ["K00", "K01", "K02", "K03", "K04", "K05", "K10", "K11"]
    assert "4 further indicators have a past and are not drawn" in html


def test_only_the_last_periods_are_drawn():
    periods = [str(parse_period("2021-Q1").shift(at)) for at in range(23)]
    context = context_of(measured([indicator()], {p: [value(5.0)] for p in periods}))
    (trend,) = trends.trends(context, readings(context))
    assert (len(trend.points), trend.left_out) == (trends.MOST_PERIODS, 23 - trends.MOST_PERIODS)
    assert str(trend.points[-1].period) == Q[-1]


@pytest.mark.parametrize(("period", "pl", "en"), [
    ("2026-Q3", ("III kw.", "2026"), ("Q3", "2026")), ("2026-H2", ("II poł.", "2026"), ("H2", "2026")), ("2026-07", ("07", "2026"), ("07", "2026")),
    ("2026", ("2026", ""), ("2026", "")),
])
def test_short_names_of_periods(period, pl, en):
    from cxgov.language import Language

    assert period_label(Language("pl"), parse_period(period)) == pl
    assert period_label(Language("en"), parse_period(period)) == en


# --- by segment ----------------------------------------------------------------------------------------------------


def cut(of, n, name, column="channel"):
    return value(of, n, segment=Segment(column=column, value=name))


def test_segments_are_drawn_with_their_extremes_in_the_title():
    page, html = chapter([indicator()], {Q[-1]: [value(5.5, 900), cut(5.8, 600, "app"), cut(4.9, 300, "branch")]})
    (chart,) = page.data["segments"]["charts"]
    assert chart["title"] == "Ease: lowest in “branch”, highest in “app”"
    assert "Channel: app 5.80" in chart["drawing"]["alt"]
    assert "By segment" in html


def test_segments_that_may_be_equal_get_no_story():
    page, _ = chapter([indicator()], {Q[-1]: [value(5.5, 900), cut(5.5, 60, "app"), cut(5.4, 60, "branch")]})
    assert page.data["segments"]["charts"][0]["title"] == "Ease"


def test_small_segments_never_show_a_figure():
    """Four people by telephone: withheld, and with them the next smallest, for the total would give them away."""
    page, html = chapter([indicator()], {Q[-1]: [value(5.5, 900), cut(5.8, 600, "app"), cut(4.93, 292, "branch"), cut(2.71, 4, "phone")]})
    assert page.data["segments"]["withheld"]
    assert "2.71" not in html
    assert "4.93" not in html
    assert "Segments of fewer than 5 people are withheld" in html


def test_segment_that_measure_withheld_is_called_withheld():
    page, _ = chapter([indicator()], {Q[-1]: [value(5.5, 900), cut(5.8, 600, "app"), cut(None, None, "phone")]})
    assert "phone withheld: too few people" in page.data["segments"]["charts"][0]["drawing"]["alt"]


def test_segment_with_too_few_answers_has_no_value():
    _, html = chapter([indicator()], {Q[-1]: [value(5.5, 900), cut(5.8, 600, "app"), cut(4.93, 291, "branch"), cut(3.37, 9, "phone")]})
    assert "3.37" not in html
    assert "phone too few answers to show" in html


def test_segments_beyond_the_limit_are_counted():
    made = [value(5.5, 900), *(cut(5.5, 100, f"s{at}") for at in range(11))]
    page, html = chapter([indicator()], {Q[-1]: made})
    assert page.data["segments"]["rows_left_out"] == 3
    assert "3 further segments are not drawn" in html


# --- maturity against outcome, enough answers ----------------------------------------------------------------------


def test_quadrant_puts_questions():
    page, html = rendered(example("bank"), indicators.SECTION)
    found = page[0].data["quadrant"]
    assert found["title"] == "2 indicators miss their targets although we rate the management behind them in the upper half"
    assert [q["title"] for q in found["questions"]] == ["Self-image gap?", "What keeps it so?"]
    assert len(found["rows"]) == 12
    assert "The picture proves no cause" in html


def test_quadrant_needs_two_indicators():
    page, html = chapter([indicator()], {Q[-1]: [value(5.5)]})
    assert page.data["quadrant"] is None
    assert "questions to the board" not in html


def test_carried_by_people():
    from dataclasses import replace

    from makers import assessment, stages

    made = measured([indicator("a"), indicator("b")], {Q[-1]: [value(6.5, kpi="a"), value(6.4, kpi="b")]})
    made = replace(made, assessments=(assessment(stages(1, 1, 1, 1, 1)),))
    (page,), _ = rendered(context_of(made), indicators.SECTION)
    assert page.data["quadrant"]["title"] == "2 indicators meet their targets although little is in place behind them"
    assert [q["names"] for q in page.data["quadrant"]["questions"]] == [["1\N{NO-BREAK SPACE}A", "2\N{NO-BREAK SPACE}B"]]


def test_enough_answers_names_those_with_too_few_first():
    page, html = chapter([indicator("a"), indicator("b")], {Q[-1]: [value(5.5, 400, kpi="a"), value(5.5, 100, kpi="b")]})
    found = page.data["samples"]
    assert [(row["name"], row["n"], row["needed"], row["enough"]) for row in found["rows"]] == [("B", 100, 393, False), ("A", 400, 393, True)]
    assert "Enough answers? 1 of 2 indicators have too few" in html


def test_nothing_measured_at_all():
    page, html = chapter([indicator(), indicator("b")], {})
    assert page.title == "Customer indicators"
    assert page.data["silent"] == ["Ease", "B"]
    for word in ("Over time", "By segment", "Enough answers", "None", "nan"):
        assert word not in html


@pytest.mark.parametrize("name", ["bank", "paczkownia", "piekarnia"])
def test_verdicts_of_the_table_are_those_of_the_review(name):
    context = example(name)
    (page,), _ = rendered(context, indicators.SECTION)
    shown = {k: row["change"]["kind"] for k, row in rows(page).items() if row["change"]}
    assert shown == {k: verdict.kind for k, verdict in context.verdicts.items()}
    assert shown
