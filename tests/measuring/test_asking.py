"""From a file to measurements: every type of indicator on ten lines with values worked out by hand, and what goes with them."""

from __future__ import annotations

import pytest
from measuring.organisations import NPS, balanced, codes, kpi, measured, parts, said, say, survey, whole, workspace_of

from cxgov.loading import load
from cxgov.measuring import measure

TEN = """\
who,nps,csat,ces,done,cost,orders,opened,closed,minutes,emotion,effort,success,figure,w
1,10,5,7,yes,10,2,2026-07-01 08:00,2026-07-01 09:00,1,7,6,7,42.5,1
2,10,5,6,yes,20,3,2026-07-01 08:00,2026-07-01 10:00,2,6,6,6,42.5,1
3,9,4,6,yes,5,1,2026-07-01 08:00,2026-07-01 11:00,3,5,5,5,42.5,1
4,9,4,5,no,0,4,2026-07-01 08:00,2026-07-01 12:00,4,4,4,4,42.5,1
5,8,4,5,no,15,5,2026-07-01 08:00,2026-07-02 08:00,5,1,2,3,42.5,2
6,7,3,4,yes,10,5,2026-07-01 08:00,,6,7,,7,42.5,2
7,6,2,3,n/a,10,0,,2026-07-01 12:00,7,,,,42.5,0.5
8,3,1,2,no,30,10,2026-07-01 08:00,2026-07-01 07:00,8,3,3,3,42.5,0.5
9,0,5,1,,0,0,soon,2026-07-01 12:00,9,2,7,6,42.5,0
10,,99,7,yes,x,1,2026-07-01 08:00,2026-07-01 08:30,,8,1,1,42.5,
"""


def ten(folder, kind: str, how: str, source: str = "", **fields: str):
    found = measured(survey(folder, TEN, kpi("it", kind=kind, measure=how, **fields), source=source))
    if not source:
        assert balanced(found) == "survey: 10 rows = 10 used in Q3\u00a02026 + 0 rejected"
    return whole(found, "it")


class TestTypes:
    def test_nps(self, tmp_path):
        """Four promoters and three detractors of nine: 1/9."""
        found = ten(tmp_path, "nps", "column: nps", variant="nps_0_10")
        assert (found.value, found.n, found.no_answer) == (pytest.approx(100 / 9), 9, 1)
        assert found.counts == {"0": 1, "3": 1, "6": 1, "7": 1, "8": 1, "9": 2, "10": 2}

    @pytest.mark.parametrize(("variant", "boxes", "value"), [
        ("csat5_top2", "", 100 * 6 / 9), ("csat5_mean", "", 33 / 9), ("csat5_top2", ", boxes: [5]", 100 * 3 / 9)])
    def test_csat(self, tmp_path, variant, boxes, value):
        found = ten(tmp_path, "csat", f"column: csat, no_answer: [99]{boxes}", variant=variant)
        assert (found.value, found.n, found.no_answer) == (pytest.approx(value), 9, 1)

    @pytest.mark.parametrize(("variant", "value"), [("ces2_agree7_mean", 4.6), ("ces2_agree7_top3", 60)])
    def test_ces(self, tmp_path, variant, value):
        assert ten(tmp_path, "ces", "column: ces", variant=variant).value == pytest.approx(value)

    def test_a_share(self, tmp_path):
        found = ten(tmp_path, "share", 'column: done, success: ["yes"], not_applicable: [n/a]')
        assert (found.value, found.n, found.no_answer, found.not_applicable) == (pytest.approx(100 * 5 / 8), 8, 1, 1)

    @pytest.mark.parametrize(("kind", "value"), [("fcr", 62.5), ("retention", 62.5), ("churn", 62.5)])
    def test_its_sisters(self, tmp_path, kind, value):
        assert ten(tmp_path, kind, 'column: done, success: ["yes"], failure: ["no"], not_applicable: [n/a]').value == pytest.approx(value)

    def test_the_churn_of_a_month_carries_that_of_a_year(self, tmp_path):
        root = survey(tmp_path, "left\n" + "yes\n" * 1 + "no\n" * 19, kpi("it", kind="churn", measure='column: left, success: ["yes"]'), source="period: 2026-07",
                      dated=True)
        found = whole(measured(root, "2026-07"), "it", "2026-07")
        assert found.value == pytest.approx(5)
        assert found.extra["yearly"] == pytest.approx(100 * (1 - 0.95**12))

    def test_a_share_of_rows_within_rows(self, tmp_path):
        """Of the eight rows that say yes or no five say yes."""
        found = ten(tmp_path, "share", 'numerator: {column: done, success: ["yes"]}, denominator: {column: done, success: ["yes", "no"]}')
        assert (found.value, found.n) == (pytest.approx(62.5), 8)

    def test_a_ratio_is_of_sums(self, tmp_path):
        """90 for 29 orders, not the mean of each row's ratio; the row whose cost is no number is left out."""
        found = ten(tmp_path, "ratio", 'numerator: cost, denominator: orders, no_answer: ["x"]')
        assert found.value == pytest.approx(100 / 30)
        assert (found.n, found.no_answer) == (9, 1)

    def test_a_rate(self, tmp_path):
        """100 for 30 orders, per thousand."""
        found = ten(tmp_path, "rate_per", 'numerator: {column: cost}, denominator: {column: orders}, per: 1000, no_answer: ["x"]')
        assert found.value == pytest.approx(1000 * 100 / 30)

    def test_a_rate_of_rows(self, tmp_path):
        """Three of ten rows say no."""
        found = ten(tmp_path, "rate_per", 'numerator: {only: {done: ["no"]}}, denominator: {}, per: 100')
        assert found.value == pytest.approx(30)

    def test_a_mean(self, tmp_path):
        assert ten(tmp_path, "mean", "column: minutes").value == 5

    def test_a_duration_from_one_column_to_another(self, tmp_path):
        """Hours 0.5, 1, 2, 3, 4, 24: the median is 2.5. One is open, one has no start, one ends before it starts, one cannot be read."""
        root = survey(tmp_path, TEN + "11,,,,,,,2026-07-01 08:00,2026-07-01 10:30,,,,,,\n" * 34, kpi("it", kind="duration", measure="from: opened, to: closed, unit: h"))
        found = whole(measured(root), "it")
        assert (found.value, found.n, found.no_answer) == (2.5, 40, 1)
        assert found.extra["open"] == 1
        assert found.out_of_range == {"ends_before_start": 1, "unreadable_time": 1}

    def test_a_recorded_duration(self, tmp_path):
        found = ten(tmp_path, "duration", "column: minutes")
        assert (found.value, found.extra["mean"], found.n) == (5, 5, 9)

    def test_an_index_of_three_questions(self, tmp_path):
        """Emotion 3 high and 3 low of 28, effort 3 and 2 of 27, success 4 and 2 of 28; who answers 8 on a scale of 1-7 is left out."""
        root = survey(tmp_path, TEN + "11,,,,,,,,,,4,4,4,,\n" * 20, kpi("it", kind="index", measure="emotion: emotion, effort: effort, success: success"))
        found = whole(measured(root), "it")
        assert found.value == pytest.approx(100 * ((3 - 3) / 28 + (3 - 2) / 27 + (4 - 2) / 28) / 3)
        assert (found.n, found.no_answer, found.out_of_range) == (28, 1, {"8": 1})

    def test_a_figure_somebody_else_computed(self, tmp_path):
        found = ten(tmp_path, "value", "column: figure")
        assert (found.value, found.interval) == (42.5, None)

    def test_figures_that_differ_are_not_added_up(self, tmp_path):
        found = measured(survey(tmp_path, "figure\n42\n43\n", kpi("it", kind="value", measure="column: figure")))
        assert whole(found, "it").value is None
        assert codes(found) == ["CX084"]
        assert "'42' ×1, '43' ×1" in said(found)

    def test_negative_events_have_no_rate(self, tmp_path):
        root = survey(tmp_path, "a,b\n-1,10\n" + "1,10\n" * 100, kpi("it", kind="rate_per", measure="numerator: a, denominator: b, per: 1000"))
        found = whole(measured(root), "it")
        assert (found.value, found.out_of_range) == (100, {"-1": 1})

    @pytest.mark.parametrize(("kind", "how"), [
        ("nps", "column: a"), ("mean", "column: a"), ("duration", "column: a"), ("share", "column: a, success: [1]"), ("index", "emotion: a, effort: a, success: a"),
        ("ratio", "numerator: a, denominator: a"), ("rate_per", "numerator: a, denominator: a, per: 10"), ("value", "column: a")])  # fmt: skip
    def test_without_answers_there_is_no_value_and_no_fault(self, tmp_path, kind, how):
        found = measured(survey(tmp_path, "a,b\n,1\n,1\n", kpi("it", kind=kind, measure=how)))
        assert (whole(found, "it").value, whole(found, "it").n, whole(found, "it").no_answer) == (None, 0, 2)


class TestCodes:
    def test_labels(self, tmp_path):
        data = "score\n10 - bardzo prawdopodobne\nExtremely likely\n9\n1\n0 - wcale\n"
        labels = '{"10 - bardzo prawdopodobne": 10, Extremely likely: 10, "0 - wcale": 0}'
        found = whole(measured(survey(tmp_path, data, kpi("nps", kind="nps", variant="nps_0_10", measure=f"column: score, labels: {labels}"))))
        assert found.counts == {"0": 1, "1": 1, "9": 1, "10": 2}
        assert found.value == pytest.approx(20)

    def test_only(self, tmp_path):
        data = "score,channel\n9,locker\n10, locker\n0,shop\n0,\n"
        found = whole(measured(survey(tmp_path, data, kpi("nps", kind="nps", variant="nps_0_10", measure="column: score, only: {channel: [locker]}"))))
        assert (found.value, found.n) == (100, 2)

    def test_only_that_lets_nobody_in_is_said(self, tmp_path):
        found = measured(survey(tmp_path, "score,channel\n9,Locker\n", kpi("nps", kind="nps", variant="nps_0_10", measure="column: score, only: {channel: [locker]}")))
        assert codes(found) == ["CX082"]
        assert "'Locker' ×1" in said(found)

    def test_success_that_nobody_had_is_said(self, tmp_path):
        found = measured(survey(tmp_path, "done\nYes\nYes\nNo\n", kpi("it", kind="share", measure='column: done, success: ["yes"]')))
        assert whole(found, "it").value == 0
        assert codes(found) == ["CX082"]
        assert "'Yes' ×2, 'No' ×1" in said(found)

    def test_no_answer_not_applicable_and_out_of_range_are_apart(self, tmp_path):
        source = "no_answer: [99, Blank]\nnot_applicable: [98]"
        found = whole(measured(survey(tmp_path, "score,x\n99,1\nBlank,1\n,1\n98,1\n12,1\n" + "7,1\n" * 100, source=source)))
        assert (found.n, found.no_answer, found.not_applicable, found.out_of_range) == (100, 3, 1, {"12": 1})

    def test_an_indicators_own_list_replaces_that_of_the_source(self, tmp_path):
        own = kpi("own", measure="column: score, no_answer: [98]")
        root = survey(tmp_path, "score\n98\n99\n2\n", own, kpi("theirs", measure="column: score"), source="no_answer: [99]")
        found = measured(root)
        assert whole(found, "own").counts == {"2": 1, "99": 1}
        assert whole(found, "theirs").counts == {"2": 1, "98": 1}


class TestWeights:
    def test_value_and_effective_number(self, tmp_path):
        """Weights 1, 1 and 2: mean (4 + 6 + 2 x 8) / 4, effective n 16 / 6 (Kish 1965)."""
        found = whole(measured(survey(tmp_path, "score,w\n4,1\n6,1.0\n8,2\n", kpi(measure="column: score"), source="weight: w")), "ease")
        assert (found.value, found.n, found.n_effective) == (6.5, 3, pytest.approx(16 / 6))

    def test_weights_with_a_decimal_comma(self, tmp_path):
        data = "score;w\n4;0,5\n8;1,5\n"
        found = whole(measured(survey(tmp_path, data, kpi(measure="column: score"), source='weight: w\ndelimiter: ";"\ndecimal: ","')), "ease")
        assert found.value == 7

    def test_a_row_without_a_usable_weight_is_rejected_and_said(self, tmp_path):
        data = "score,w\n4,1\n" + "".join(f'1,"{weight}"\n' for weight in ("", "-1", "x", "nan", "inf", "1,5", "1e300"))
        found = measured(survey(tmp_path, data, kpi(measure="column: score"), source="weight: w"))
        assert balanced(found) == "survey: 8 rows = 1 used in Q3\u00a02026 + 7 rejected (7 without usable weights)"
        assert whole(found, "ease").value == 4
        assert codes(found) == ["CX081"]

    def test_weights_that_are_all_nothing(self, tmp_path):
        found = whole(measured(survey(tmp_path, "score,w\n4,0\n5,0\n", kpi(measure="column: score"), source="weight: w")), "ease")
        assert (found.value, found.n, found.n_effective) == (None, 2, 0)


class TestSegments:
    def test_each_has_its_own_value_and_a_blank_one_is_none(self, tmp_path):
        data = "seg,score\n" + "A,10\n" * 6 + "B,0\n" * 6 + ",5\n" * 6
        found = parts(measured(survey(tmp_path, data, source="segments: [seg]")))
        assert {value: m.value for value, m in found.items()} == {"A": 100, "B": -100}

    def test_values_that_differ_in_blanks_are_one(self, tmp_path):
        data = "seg,score\n" + "A,10\n" * 3 + " A ,10\n" * 2 + "A\u00a0,0\n" * 2 + "a,0\n" * 5
        found = parts(measured(survey(tmp_path, data, source="segments: [seg]")))
        assert {value: m.n for value, m in found.items()} == {"A": 7, "a": 5}

    def test_small_groups_are_withheld_and_so_is_what_would_give_them_away(self, tmp_path):
        data = "seg,score\n" + "A,10\n" * 20 + "B,9\n" * 6 + "C,0\n" * 3
        found = measured(survey(tmp_path, data, source="segments: [seg]"))
        assert {value: m.value for value, m in parts(found).items()} == {"A": 100, "B": None, "C": None}
        for hidden in (parts(found)["B"], parts(found)["C"]):
            assert (hidden.n, hidden.counts, hidden.interval, hidden.no_answer, dict(hidden.out_of_range), hidden.variance) == (None, {}, None, 0, {}, None)

    def test_a_few_without_a_segment_are_a_small_group_too(self, tmp_path):
        """The whole less A and B would be the two who are in neither."""
        data = "seg,score\n" + "A,10\n" * 20 + "B,9\n" * 6 + ",0\n" * 2
        assert {value: m.value for value, m in parts(measured(survey(tmp_path, data, source="segments: [seg]"))).items()} == {"A": 100, "B": None}

    def test_the_threshold_is_the_organisations(self, tmp_path):
        from measuring.organisations import ORGANISATION

        data = "seg,score\n" + "A,10\n" * 6 + "B,9\n" * 9
        organisation = ORGANISATION + "thresholds: {privacy: 8}\n"
        assert [m.value for m in parts(measured(survey(tmp_path, data, source="segments: [seg]", organisation=organisation))).values()] == [None, None]

    def test_a_column_that_tells_everybody_apart_is_no_segment(self, tmp_path):
        data = "mail,score\n" + "".join(f"person{i}@example.org,{i % 11}\n" for i in range(1200))
        found = measured(survey(tmp_path, data, source="segments: [mail]"))
        assert parts(found) == {}
        assert codes(found) == ["CX083"]
        assert "@" not in said(found)

    def test_parts_carry_no_definition_and_no_rejected_rows_twice(self, tmp_path):
        data = "seg,score\n" + "A,10\n" * 6 + "B,9\n" * 6
        found = parts(measured(survey(tmp_path, data, source="segments: [seg]")))
        assert all(m.definition is None and not m.rejected for m in found.values())


class TestTouchpoints:
    def test_values_of_the_data_stand_for_touchpoints(self, tmp_path):
        data = "tp,score\n" + "A,10\n" * 6 + " A2,10\n" * 6 + "B,0\n" * 6 + "Z,5\n" * 3 + "Y,5\n" * 5
        found = measured(survey(tmp_path, data, source="touchpoint: {column: tp, map: {A: open-locker, A2: open-locker, B: call-us}}"))
        assert {name: (m.value, m.n) for name, m in parts(found).items()} == {"open-locker": (100, 12), "call-us": (-100, 6)}
        assert whole(found).n == 26
        assert codes(found) == ["CX076"]
        assert "'Y' ×5, 'Z' ×3" in said(found)

    def test_a_column_may_be_segment_and_touchpoint(self, tmp_path):
        data = "tp,score\n" + "A,10\n" * 6 + "B,0\n" * 6
        found = measured(survey(tmp_path, data, source="segments: [tp]\ntouchpoint: {column: tp, map: {A: open-locker, B: call-us}}"))
        assert {name: m.value for name, m in parts(found).items()} == {"A": 100, "B": -100, "open-locker": 100, "call-us": -100}


SOURCES = """\
kind: sources
sources:
  - {id: survey, path: a.csv, period: 2026-Q2}
  - {id: later, path: b.csv, period: 2026-Q3}
  - {id: dated, path: c.csv, date: {column: when}}
"""
FILES = {"sources.yaml": SOURCES, "a.csv": "score\n10\n", "b.csv": "score\n0\n", "c.csv": "when,score\n2026-09-01,10\n2026-04-01,9\n2025-04-01,9\n"}


def several(folder, names: str, **files: str):
    it = kpi("nps", kind="nps", variant="nps_0_10", measure=f"source: {names}, column: score")
    return survey(folder, None, it, more=FILES | {name.replace("_", "."): text for name, text in files.items()})


class TestPeriods:
    def test_several_sources_hold_other_periods(self, tmp_path):
        found = measured(several(tmp_path, "[survey, later]"), "2026-Q2", "2026-Q3")
        assert [whole(found, "nps", period).value for period in ("2026-Q2", "2026-Q3")] == [100, -100]
        assert [whole(found, "nps", period).source for period in ("2026-Q2", "2026-Q3")] == ["survey", "later"]

    def test_two_sources_with_rows_of_one_period_are_refused(self, tmp_path):
        found = measured(several(tmp_path, "[later, dated]"))
        assert not found.measurements
        assert codes(found) == ["CX077"]
        assert "'later' and 'dated' both have rows of Q3\u00a02026" in said(found)

    def test_several_periods_of_one_source(self, tmp_path):
        found = measured(several(tmp_path, "dated"), "2026-Q1", "2026-Q2", "2026-Q3")
        assert [str(period) for period in found.measurements] == ["2026-Q2", "2026-Q3"]
        assert balanced(found) == ("dated: 3 rows = 0 used in Q1\u00a02026 + 1 used in Q2\u00a02026 + 1 used in Q3\u00a02026"
                               " + 1 of other periods + 0 rejected")

    def test_a_period_without_rows_is_said(self, tmp_path):
        found = measured(several(tmp_path, "dated"), "2024-Q1")
        assert not found.measurements
        assert codes(found) == ["CX078"]

    @pytest.mark.parametrize(("names", "period"), [("[survey, later]", "2026-Q3"), ("dated", "2026-Q3"), ("survey", "2026-Q2")])
    def test_without_a_period_the_latest_with_data(self, tmp_path, names, period):
        root = several(tmp_path, names)
        assert [str(found) for found in measure(workspace_of(root), root).measurements] == [period]

    def test_a_slip_of_the_year_is_not_the_latest_period(self, tmp_path):
        root = several(tmp_path, "dated", c_csv="when,score\n2026-09-01,10\n2206-04-01,9\n2999-12-31,9\n")
        found = measure(workspace_of(root), root)
        assert [str(period) for period in found.measurements] == ["2026-Q3"]
        assert found.accounts[0].rejected == {"unreadable_date": 2}

    def test_without_a_period_that_has_data_the_reason_is_said(self, tmp_path):
        cases = {"gone": (None, "CX070"), "dates": ("when,score\n01/02/2026,3\n", "CX074"), "empty": ("when,score\n", "CX078")}
        for name, (data, code) in cases.items():
            (tmp_path / name).mkdir()
            root = several(tmp_path / name, "dated", **({"c_csv": data} if data else {}))
            if data is None:
                (root / "c.csv").unlink()
            found = measure(workspace_of(root), root)
            assert not found.measurements
            assert code in codes(found), name

    def test_the_length_of_a_period_is_that_of_the_assessments(self, tmp_path):
        assessment = "kind: assessment\nframework: cem-cycle\nframework_version: 1.0.0\nperiod: 2026-H1\nstatus: individual\nrater: anna-nowak\ndate: 2026-06-20\nanswers: {S1.P1: 2}\n"
        root = several(tmp_path, "dated", a_yaml=assessment)
        assert [str(period) for period in measure(workspace_of(root), root).measurements] == ["2026-H2"]


class TestProblems:
    def test_one_indicator_that_cannot_be_measured_does_not_stop_the_others(self, tmp_path):
        found = measured(survey(tmp_path, "score\n9\n", NPS, kpi("ease", measure="column: esae"), kpi("mean", measure="column: score")))
        assert found.kpis == {"nps", "mean"}
        assert codes(found) == ["CX071"]

    def test_a_problem_stands_where_the_definition_does(self, tmp_path):
        (problem,) = measured(survey(tmp_path, "score\n9\n", kpi("ease", measure="column: sco"))).problems
        assert (problem.place.line, problem.about) == (3, "ease")
        assert problem.place.excerpt[problem.place.column - 1 :].startswith("sco")

    def test_each_column_of_an_indicator_is_looked_for(self, tmp_path):
        found = measured(survey(tmp_path, "a,b\n9,1\n", kpi("it", kind="ratio", measure="numerator: x, denominator: y")))
        assert codes(found) == ["CX071", "CX071"]

    def test_only_the_chosen_indicators_are_measured(self, tmp_path):
        found = measured(survey(tmp_path, "score\n9\n", NPS, kpi("ease", measure="column: gone")), kpis=["nps"])
        assert (found.kpis, found.problems) == ({"nps"}, [])

    def test_what_a_source_says_of_its_reading_is_said_once(self, tmp_path):
        found = measured(survey(tmp_path, None, NPS, kpi("ease", measure="column: score")))
        assert codes(found) == ["CX070"]

    def test_every_message_is_printable_in_both_languages(self, tmp_path):
        from cxgov.language import Language
        from cxgov.problems import describe_all

        root = survey(tmp_path, "tp,score\n\x1b[0m,\x07x\n" + "A\u202e,9\n" * 30, NPS, kpi("it", kind="share", measure='column: tp, success: ["?"]'),
                      source="touchpoint: {column: tp, map: {B: call-us}}")
        found = measured(root)
        assert len(found.problems) == 3
        for code in ("en", "pl"):
            assert describe_all(found.problems, Language(code)).replace("\n", " ").replace("\u00a0", " ").isprintable()
        assert "{" not in said(found).replace("map: {", "")


def test_measured_values_in_the_folder_do_not_disturb_the_loader(tmp_path):
    assert load(survey(tmp_path, "score\n9\n")).problems == []


def test_the_reading_process_gives_the_same(tmp_path):
    data = "seg,score\n" + "A,10\nB,3\n,7\n" * 30 + "A,x\n"
    root = survey(tmp_path, data, source="segments: [seg]")
    here, there = measured(root), measured(root, isolated=True)
    assert str([(m.segment and m.segment.value, m.value, m.n, m.counts) for m in here.measurements.popitem()[1]]) == str(
        [(m.segment and m.segment.value, m.value, m.n, m.counts) for m in there.measurements.popitem()[1]])
    assert list(map(say, here.problems)) == list(map(say, there.problems))
