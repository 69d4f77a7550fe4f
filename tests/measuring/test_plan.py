"""From indicators to questions: which columns are asked for, and what a combination of answers means for each type."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cxgov.measuring.plan import BEFORE_START, UNREADABLE, Reader, plan, reader
from cxgov.model import Kpi, Organisation, parse_period
from cxgov.model.indicators import AnswerScale, Columns, DateColumn, Measure, Source, TouchpointColumn

PERIODS = [parse_period("2026-Q2"), parse_period("2026-Q3")]
ORGANISATION = Organisation(id="acme", name="Acme")


def indicator(kind: str, measure: Measure, **fields) -> Kpi:
    return Kpi(id=kind, name=kind, type=kind, family="perception", owner="anna-nowak", target="none", measure=measure, **fields)


def source(**fields) -> Source:
    return Source(**{"id": "survey", "path": "survey.csv", "period": PERIODS[1], **fields})


def reads(kind: str, *, of: Source | None = None, variant: str | None = None, scale: AnswerScale | None = None, **measure) -> Reader:
    found = Measure(source="survey", **measure)
    return reader(indicator(kind, found, variant=variant, scale=scale), found, of or source())


def meaning(found: Reader, *texts: str | None) -> object:
    """The answer as plain numbers, or what else the row means."""
    row = found.read(texts)
    if row.meaning != "answer":
        return (row.meaning, row.shown) if row.shown else row.meaning
    return tuple(None if part is None else float(part) for part in row.answer) if isinstance(row.answer, tuple) else float(row.answer)


class TestNumber:
    def test_the_variant_fixes_the_scale(self):
        found = reads("nps", variant="nps_0_10", column="q1")
        assert [meaning(found, text) for text in ("0", "10", "11", "-1", "10.5", "")] == [
            0, 10, ("out_of_range", "11"), ("out_of_range", "-1"), ("out_of_range", "10.5"), "no_answer"]
        assert found.columns == ("q1",)

    def test_a_mean_without_a_scale_takes_any_number(self):
        assert [meaning(reads("mean", column="q"), text) for text in ("-3.5", "1000000")] == [-3.5, 1000000]

    def test_a_mean_with_a_scale_does_not(self):
        found = reads("mean", column="q", scale=AnswerScale(min=1, max=5))
        assert [meaning(found, text) for text in ("4.5", "5.5")] == [4.5, ("out_of_range", "5.5")]

    def test_the_decimal_mark_of_the_source_counts(self):
        found = reads("mean", column="q", of=source(decimal=","))
        assert [meaning(found, text) for text in ("4,5", "4.5")] == [4.5, ("out_of_range", "4.5")]

    def test_labels(self):
        found = reads("csat", variant="csat5_top2", column="q", labels={"Very satisfied": 5, "5 - bardzo": 5, "Poor": 1})
        assert [meaning(found, text) for text in ("Very satisfied", "5 - bardzo", "3", "poor")] == [5, 5, 3, ("out_of_range", "poor")]

    def test_an_indicators_own_codes_replace_those_of_the_source(self):
        of = source(no_answer=(99, "brak"), not_applicable=(8,))
        assert [meaning(reads("mean", column="q", of=of), text) for text in ("99", "brak", "8")] == ["no_answer", "no_answer", "not_applicable"]
        own = reads("mean", column="q", of=of, no_answer=(0,))
        assert [meaning(own, text) for text in ("0", "99", "8", "")] == ["no_answer", 99, "not_applicable", "no_answer"]
        none = reads("mean", column="q", of=of, no_answer=())
        assert meaning(none, "99") == 99


class TestScope:
    def test_only_rows_with_the_values_enter(self):
        found = reads("mean", column="q", only={"channel": ("locker", 2), "land": ("PL",)})
        assert found.columns == ("q", "channel", "land")
        assert meaning(found, "5", "locker", "PL") == 5
        assert meaning(found, "5", "2.0", " PL ") == 5
        assert [meaning(found, "5", *texts) for texts in (("shop", "PL"), ("locker", "DE"), (None, "PL"), ("Locker", "PL"))] == ["out_of_scope"] * 4

    def test_an_empty_value_can_be_asked_for(self):
        assert meaning(reads("mean", column="q", only={"channel": ("",)}), "5", None) == 5


class TestShare:
    def test_in_one_column(self):
        found = reads("share", column="q", success=("yes", 1))
        assert [meaning(found, text) for text in ("yes", "1.0", "no", "", "YES")] == [1, 1, 0, "no_answer", 0]

    def test_with_failures_declared(self):
        found = reads("churn", column="q", success=("yes",), failure=("no",))
        assert [meaning(found, text) for text in ("yes", "no", "perhaps")] == [1, 0, ("out_of_range", "perhaps")]

    def test_a_numerator_within_a_denominator(self):
        """Retained among those who were customers: rows outside the denominator are out of scope."""
        found = reads("retention", numerator=Columns(column="now", success=("active",)), denominator=Columns(column="before", success=("active",)))
        assert [meaning(found, *texts) for texts in (("active", "active"), ("gone", "active"), ("active", "gone"), ("", "active"), ("active", ""))] == [
            1, 0, "out_of_scope", "no_answer", "no_answer"]

    def test_rows_counted_by_only(self):
        found = reads("share", numerator=Columns(only={"status": ("done",)}), denominator=Columns(only={"kind": ("call",)}))
        assert [meaning(found, *texts) for texts in (("done", "call"), ("open", "call"), ("done", "mail"))] == [1, 0, "out_of_scope"]


class TestPair:
    def test_columns_are_summed(self):
        found = reads("ratio", numerator=Columns(column="cost"), denominator=Columns(column="orders"))
        assert [meaning(found, *texts) for texts in (("10.5", "3"), ("", "3"), ("x", "3"), ("1", "y"))] == [
            (10.5, 3), "no_answer", ("out_of_range", "x"), ("out_of_range", "y")]

    def test_a_column_may_be_named_alone(self):
        assert meaning(reads("rate_per", numerator="complaints", denominator="parcels", per=1000), "2", "500") == (2, 500)

    def test_rows_are_counted(self):
        found = reads("rate_per", numerator=Columns(only={"kind": ("complaint",)}), denominator=Columns(), per=1000)
        assert [meaning(found, text) for text in ("complaint", "praise")] == [(1, 1), (0, 1)]


class TestDuration:
    def test_from_one_column_to_another_in_the_unit(self):
        found = reads("duration", from_="opened", to="closed", unit="min")
        assert found.columns == ("opened", "closed")
        assert [meaning(found, *texts) for texts in (("0", "90"), ("1", None), ("2", None), ("3", None), ("0", "-60"))] == [
            1.5, "no_answer", "open", ("out_of_range", UNREADABLE), ("out_of_range", BEFORE_START)]

    @pytest.mark.parametrize(("unit", "length"), [("s", 86400), ("min", 1440), ("h", 24), ("d", 1), (None, 24), ("hours", 24), ("days", 1)])
    def test_units(self, unit, length):
        assert meaning(reads("duration", from_="a", to="b", unit=unit), "0", "86400") == length

    def test_a_recorded_length(self):
        found = reads("duration", column="minutes")
        assert [meaning(found, text) for text in ("12.5", "", "-1", "x")] == [12.5, "no_answer", ("out_of_range", BEFORE_START), ("out_of_range", "x")]

    def test_formats_are_the_measures_or_those_of_the_source(self):
        of = source(period=None, date=DateColumn(column="day", format="%d/%m/%Y"))
        assert reads("duration", from_="a", to="b", of=of).parts[0].formats == ("%d/%m/%Y",)
        assert reads("duration", from_="a", to="b", of=of, format=("%Y", "%m")).parts[0].formats == ("%Y", "%m")

    def test_rows_that_enter(self):
        found = reads("duration", from_="a", to="b", unit="s", only={"kind": ("x",)})
        assert [meaning(found, "0", "7", text) for text in ("x", "y")] == [7, "out_of_scope"]


class TestIndex:
    found = reads("index", emotion="e", effort="f", success="s")

    def test_three_answers_of_a_respondent(self):
        assert meaning(self.found, "7", "1", "4") == (7, 1, 4)

    def test_one_may_be_missing(self):
        assert meaning(self.found, "7", "", "4") == (7, None, 4)

    def test_none_is_given(self):
        assert meaning(self.found, "", "", None) == "no_answer"

    def test_one_outside_the_scale_takes_the_respondent_out(self):
        assert meaning(self.found, "7", "8", "4") == ("out_of_range", "8")


class TestQuestion:
    def test_one_question_for_all_indicators_without_a_part_twice(self):
        kpis = [indicator("nps", Measure(source="survey", column="q1"), variant="nps_0_10"), indicator("mean", Measure(source="survey", column="q1")),
                indicator("share", Measure(source="survey", column="q2", success=("y",), only={"q1": (1,)}))]
        found = plan(source(segments=("land", "shop"), touchpoint=TouchpointColumn(column="shop", map={})), kpis, PERIODS[1:], ORGANISATION).query
        assert [part.column for part in found.parts] == ["q1", "q2"]
        assert found.cells == ((0,), (0,), (1, 0))
        assert found.dimensions == ("land", "shop")
        assert found.columns() == ("land", "shop", "q1", "q2")

    @pytest.mark.parametrize(("fields", "respondent", "keep"), [
        ({}, None, None), ({"respondent": "id"}, "id", "first"), ({"respondent": "id", "keep": "last"}, "id", "last"), ({"respondent": "id", "keep": "all"}, None, None)])
    def test_repeated_rows_are_looked_for_also_where_nobody_said_which_counts(self, fields, respondent, keep):
        found = plan(source(**fields), [], PERIODS[1:], ORGANISATION).query
        assert (found.respondent, found.keep) == (respondent, keep)

    def test_a_source_of_one_period_needs_no_date(self):
        assert plan(source(), [], PERIODS[1:], ORGANISATION).query.date is None

    def test_windows_follow_the_periods(self):
        found = plan(source(period=None, date=DateColumn(column="day")), [], PERIODS, ORGANISATION).query
        assert [str(window.start.date()) for window in found.windows] == ["2026-04-01", "2026-07-01"]
        assert found.date == "day"


def test_answers_are_exact():
    assert reads("mean", column="q").read(("0.1",)).answer == Fraction(1, 10)
