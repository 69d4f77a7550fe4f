"""Checks of numbers: CXG-070 to CXG-077. Lines are those of the file that holds the document."""

from __future__ import annotations

import pytest
from checks.organisations import findings, reason, sentences

from cxgov.checks import RULES

ORGANISATION = """\
kind: organisation
id: made
name: Made
languages: [en]
thresholds: {directional_below: 40}
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
"""


def kpis(*lines: str) -> str:
    head = "name: Ease of collection, type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak, target: none"
    return "kind: kpis\nkpis:\n" + "".join(f"  - {{{line if 'name:' in line else f'{line}, {head}'}}}\n" for line in lines)


def measured(period: str, *values: str) -> str:
    return f"kind: measurements\nperiod: {period}\nmeasurements:\n" + "".join(f"  - {{{value}}}\n" for value in values)


def lines(tmp_path, code: str, *texts: str) -> list[tuple[str, int]]:
    return [(found.about, found.line) for found in findings(tmp_path, code, *texts)]


DAMAGE = "id: damage, name: Damage, type: rate_per, family: operational, owner: anna-nowak, target: none, direction: lower_better"
NPS = "id: recommend, name: Willingness to recommend, type: nps, variant: nps_0_10, family: perception, owner: anna-nowak, target: none"
DAYS = "id: days, name: Days to an answer, type: {type}, unit: {unit}, family: operational, owner: anna-nowak, target: none"


@pytest.mark.parametrize("code", [f"CXG-07{n}" for n in range(8)])
def test_nothing_measured_is_no_pass(tmp_path, code):
    assert reason(tmp_path, code, kpis("id: ease"))


# --- 070 and 071: the number of answers -------------------------------------------------------------------------------


def test_survey_value_without_n(tmp_path):
    text = measured("2026-Q3", "kpi: ease, value: 5.7", "kpi: damage, value: 1.2")
    assert lines(tmp_path, "CXG-070", kpis("id: ease", DAMAGE), text) == [("ease", 4)]


def test_survey_value_of_a_segment_without_n(tmp_path):
    text = measured("2026-Q3", "kpi: ease, value: 5.7, n: 200", "kpi: ease, segment: {column: region, value: north}, value: 5.5")
    assert lines(tmp_path, "CXG-070", kpis("id: ease"), text) == [("ease", 5)]


def test_an_earlier_period_is_not_asked_for_n_again(tmp_path):
    assert lines(tmp_path, "CXG-070", kpis("id: ease"), measured("2026-Q2", "kpi: ease, value: 5"), measured("2026-Q3", "kpi: ease, value: 5, n: 90")) == []


def test_values_no_customer_answered_need_no_n(tmp_path):
    assert reason(tmp_path, "CXG-070", kpis("id: ease", DAMAGE), measured("2026-Q3", "kpi: damage, value: 1.2")) == (
        "no survey indicator was measured in the period")


@pytest.mark.parametrize(("minimum", "n", "found"), [("", 39, True), ("", 40, False), (", minimum_n: 100", 99, True), (", minimum_n: 20", 30, False)])
def test_answers_below_the_minimum(tmp_path, minimum, n, found):
    result = lines(tmp_path, "CXG-071", ORGANISATION, kpis(f"id: ease{minimum}"), measured("2026-Q3", f"kpi: ease, value: 5.7, n: {n}"))
    assert result == ([("ease", 4)] if found else [])


def test_too_few_answers_are_counted_in_words(tmp_path):
    said = sentences(tmp_path, "CXG-071", ORGANISATION, kpis("id: ease"), measured("2026-Q3", "kpi: ease, value: 5, n: 1"))
    assert said == ["the value of ease “Ease of collection” in 2026-Q3 rests on 1 answer; 40 are wanted"]


# --- 072: claims --------------------------------------------------------------------------------------------------------


def told(text: str, after: float = 5.7, n: int = 200, before: str = "kpi: ease, value: 5.6, n: 200, variance: 2", **more: str) -> tuple[str, ...]:
    now = f"kpi: ease, value: {after}, n: {n}, variance: 2"
    return (kpis("id: ease" + "".join(f", {key}: {value}" for key, value in more.items())), measured("2026-Q2", before), measured("2026-Q3", now),
            f"# 2026-Q3/narrative/summary.en.md\n{text}\n")


@pytest.mark.parametrize(("text", "after", "said"), [
    ("Ease of collection improved.", 5.7, "improved: from 5.6 in Q2\xa02026 to 5.7 is no clear change; such a difference may be chance"),
    ("Ease of collection fell.", 6.5, "fell: from 5.6 in Q2\xa02026 to 6.5 it went the other way"),
    ("Ease of collection got worse.", 6.5, "got worse: from 5.6 in Q2\xa02026 to 6.5 it went the other way"),
    ("Ease of collection rose.", 5.6, "rose: in Q2\xa02026 it was 5.6, and it still is"),
    ("Ease of collection improved.", 5.6, "improved: in Q2\xa02026 it was 5.6, and it still is"),
    ("Ease of collection rose.", 6.5, None),
    ("Ease of collection improved.", 6.5, None),
    ("Ease of collection did not improve.", 5.7, None),
])
def test_claim_against_the_tested_change(tmp_path, text, after, said):
    assert sentences(tmp_path, "CXG-072", *told(text, after)) == (
        [f"the text says that indicator ease “Ease of collection” {said}"] if said else [])


def test_claim_from_too_few_answers(tmp_path):
    assert sentences(tmp_path, "CXG-072", *told("Ease of collection rose.", 6.5, n=30)) == [
        "the text says that indicator ease “Ease of collection” rose: too few people answered for a comparison with Q2\xa02026"]


def test_claim_across_a_break(tmp_path):
    assert sentences(tmp_path, "CXG-072", *told("Ease of collection rose.", 6.5, breaks="[{period: 2026-Q3, reason: New question}]")) == [
        "the text says that indicator ease “Ease of collection” rose: it cannot be compared with Q2\xa02026: a new series begins in Q3\xa02026: New question"]


def test_claim_that_a_change_does_not_matter(tmp_path):
    assert "it stayed the same but for what does not matter" in sentences(
        tmp_path, "CXG-072", *told("Ease of collection rose.", 5.7, smallest_change="0.9"))[0]


def test_a_first_value_has_nothing_to_be_held_against(tmp_path):
    assert sentences(tmp_path, "CXG-072", *told("Ease of collection rose.", before="kpi: ease, value: null")) == []


def test_claim_points_at_its_sentence(tmp_path):
    found = findings(tmp_path, "CXG-072", *told("A quiet quarter.\n\nOne thing\nchanged. Ease of collection improved."))
    assert [(f.about, f.file, f.line) for f in found] == [("ease", "summary.en.md", 4)]


def test_texts_of_another_period_are_not_read(tmp_path):
    text = (*told("Quiet.")[:3], "# 2026-Q2/narrative/summary.en.md\nEase of collection improved.\n")
    assert reason(tmp_path, "CXG-072", *text) == "there are no texts of one’s own for the period"


# --- 073 and 077: series --------------------------------------------------------------------------------------------------


def asked(period: str, more: str = "") -> str:
    return measured(period, f"kpi: ease, value: 5.6, n: 200, definition: {{type: ces, variant: ces2_agree7_mean, trigger: transactional{more}}}")


def test_another_question_without_a_break(tmp_path):
    said = sentences(tmp_path, "CXG-073", kpis("id: ease"), asked("2026-Q2", ", question: aaa"), asked("2026-Q3", ", question: bbb, scale: [1, 7]"))
    assert said == ["ease “Ease of collection”: between 2026-Q2 and 2026-Q3 the answer scale changed and the question changed, and no new series is declared"]


def test_another_question_with_a_declared_break(tmp_path):
    broken = kpis("id: ease, breaks: [{period: 2026-Q3, reason: New question}]")
    assert lines(tmp_path, "CXG-073", broken, asked("2026-Q2", ", question: aaa"), asked("2026-Q3", ", question: bbb")) == []


@pytest.mark.parametrize(("broken", "found"), [("2026-Q1", True), ("2025-Q4", False), ("2027-Q1", False)])
def test_baseline_before_a_break(tmp_path, broken, found):
    card = kpis("id: ease, name: Ease, type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak, target: {by: 2026-Q4, value: 6}, "
                f"baseline: {{period: 2025-Q4, value: 5}}, breaks: [{{period: {broken}, reason: New question}}]")
    assert lines(tmp_path, "CXG-073", card, asked("2026-Q3")) == ([("ease", 3)] if found else [])


SOURCES = """\
kind: sources
sources:
  - {id: after, path: a.csv, trigger: transactional, period: 2026-Q2}
  - {id: yearly, path: b.csv, trigger: relationship, period: 2026-Q3}
"""


@pytest.mark.parametrize(("more", "file", "line"), [
    ("measure: {source: [after, yearly], column: ease}", "sources.yaml", 4),
    ("trigger: journey, measure: {source: after, column: ease}", "kpis.yaml", 3),
    ("measure: {source: after, column: ease}", None, 0),
    ("trigger: transactional, measure: {source: after, column: ease}", None, 0),
])
def test_sources_of_one_kind(tmp_path, more, file, line):
    found = findings(tmp_path, "CXG-077", kpis(f"id: ease, {more}"), SOURCES)
    assert [(f.about, f.file, f.line) for f in found] == ([("ease", file, line)] if file else [])


def test_trigger_that_changed_between_periods_is_said_once(tmp_path):
    texts = (kpis("id: ease"), asked("2026-Q2"), asked("2026-Q3").replace("transactional", "relationship"))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (said,) = sentences(tmp_path / "a", "CXG-077", *texts)
    assert said == ("the survey of ease “Ease of collection” followed a single contact in 2026-Q2 and follows the customer’s whole relationship in 2026-Q3, "
                    "and no new series is declared")
    assert lines(tmp_path / "b", "CXG-073", *texts) == []


# --- 074: response rates ------------------------------------------------------------------------------------------------------


def test_people_asked_are_missing_once_for_a_file(tmp_path):
    text = measured("2026-Q3", "kpi: ease, value: 5.7, n: 200", "kpi: recommend, value: 20, n: 200")
    assert lines(tmp_path, "CXG-074", kpis("id: ease", NPS), text) == [("2026-Q3", 4)]


def test_people_asked_are_missing_once_for_a_source(tmp_path):
    text = measured("2026-Q3", "kpi: ease, value: 5.7, n: 200, source: yearly", "kpi: recommend, value: 20, n: 200, source: yearly")
    assert lines(tmp_path, "CXG-074", kpis("id: ease", NPS), SOURCES, text) == [("yearly", 4)]


def test_people_asked_stand_with_the_source(tmp_path):
    sources = SOURCES.replace("period: 2026-Q3", "period: 2026-Q3, invited: {2026-Q3: 900}")
    assert lines(tmp_path, "CXG-074", kpis("id: ease"), sources, measured("2026-Q3", "kpi: ease, value: 5.7, n: 200, source: yearly")) == []


def test_nobody_is_asked_for_reviews(tmp_path):
    sources = "kind: sources\nsources:\n  - {id: shop, voice: reviews}\n"
    assert reason(tmp_path, "CXG-074", kpis("id: ease"), sources, measured("2026-Q3", "kpi: ease, value: 5.7, n: 200, source: shop"))


@pytest.mark.parametrize(("now", "found"), [("n: 200, invited: 1000", True), ("n: 200, no_answer: 50, invited: 1000", False), ("n: 9, response_rate: 0.2", True)])
def test_response_rate_that_fell_by_more_than_five_points(tmp_path, now, found):
    texts = (kpis("id: ease"), measured("2026-Q2", "kpi: ease, value: 5, n: 300, invited: 1000"), measured("2026-Q3", f"kpi: ease, value: 5, {now}"))
    assert sentences(tmp_path, "CXG-074", *texts) == (
        ["the response rate of ease “Ease of collection” fell from 30% in 2026-Q2 to 20% in 2026-Q3"] if found else [])


def test_more_answers_than_people_asked(tmp_path):
    assert sentences(tmp_path, "CXG-074", kpis("id: ease"), measured("2026-Q3", "kpi: ease, value: 5, n: 100, no_answer: 5, invited: 100")) == [
        "ease “Ease of collection” in 2026-Q3: more people answered (105) than were asked (100)"]


# --- 075: parts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "said"), [
    ("value: 36, n: 400, parts: {promoters: 210, passives: 124, detractors: 66}", None),
    ("value: 36, n: 400, parts: {promoters: 52.5, passives: 31, detractors: 16.5}", None),
    ("value: 36, n: 400, parts: {promoters: 53, passives: 31, detractors: 16}", None),
    ("value: 36, parts: {promoters: 210, passives: 124, detractors: 66}", None),
    ("value: 36, n: 400, parts: {promoters: 210, passives: 120, detractors: 66}", "they add up to 396, neither to the 400 answers nor to 100%"),
    ("value: 36, n: 400, parts: {promoters: 55, passives: 31, detractors: 16}", "they add up to 102, neither to the 400 answers nor to 100%"),
    ("value: 41, n: 400, parts: {promoters: 210, passives: 124, detractors: 66}", "they give 36, but the value is 41"),
    ("value: 36, n: 100, parts: {promoters: 53, passives: 32, detractors: 15}", "they give 38, but the value is 36"),
])
def test_parts_of_an_nps(tmp_path, value, said):
    assert sentences(tmp_path, "CXG-075", kpis(NPS, "id: ease"), measured("2026-Q3", f"kpi: recommend, {value}")) == (
        [f"the parts of recommend “Willingness to recommend” in 2026-Q3: {said}"] if said else [])


def test_shares_of_answers_make_a_hundred(tmp_path):
    text = measured("2026-Q3", "kpi: ease, value: 5, n: 300, parts: {low: 20, middle: 30, high: 45}")
    assert lines(tmp_path, "CXG-075", kpis("id: ease"), text) == [("ease", 4)]


def test_counts_typed_by_hand_make_n(tmp_path):
    text = measured("2026-Q3", "kpi: ease, value: 5, n: 30, counts: {4: 10, 6: 19}", "kpi: recommend, value: 20, n: 5, counts: {9: 5}")
    assert sentences(tmp_path, "CXG-075", kpis("id: ease", NPS), text) == ["the counts of ease “Ease of collection” in 2026-Q3 add up to 29, but n is 30"]


# --- 076: times ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "unit", "extra", "said"), [
    ("duration", "days", "", "the 90th percentile and the number of open cases"),
    ("duration", "days", ", extra: {p90: 14}", "the number of open cases"),
    ("duration", "days", ", extra: {p90: 14, open: 0}", None),
    ("mean", "minutes", "", "the median or the 90th percentile"),
    ("value", "dni", "", "the median or the 90th percentile"),
    ("mean", "minutes", ", extra: {median: 4}", None),
])
def test_time_alone(tmp_path, kind, unit, extra, said):
    card = kpis(DAYS.format(type=kind, unit=unit))
    assert sentences(tmp_path, "CXG-076", card, measured("2026-Q3", f"kpi: days, value: 6.4, n: 200{extra}")) == (
        [f"the time days “Days to an answer” in 2026-Q3 stands without {said}"] if said else [])


def test_a_mean_that_is_no_time(tmp_path):
    assert reason(tmp_path, "CXG-076", kpis(DAYS.format(type="mean", unit="points")), measured("2026-Q3", "kpi: days, value: 6.4, n: 200")) == (
        "no time was measured in the period")


def test_parameters_have_their_documentation():
    assert {name for code in ("CXG-074", "CXG-075") for name in RULES[code].parameters} == {"points", "tolerance"}
