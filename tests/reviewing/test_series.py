"""Measurements over periods: which belong together, where they are cut."""

from __future__ import annotations

from measured import LATEST, Q, indicator, measured, value

from cxgov.model import parse_period
from cxgov.model.indicators import Segment, SeriesBreak, SeriesDefinition
from cxgov.reviewing.series import Cell, histories, series


def periods(points) -> list[str]:
    return [str(point.period) for point in points]


def history(kpi, values, until=LATEST):
    return histories(measured([kpi], values), until)[Cell("ease")]


def test_oldest_first_whatever_the_order_of_the_files():
    assert periods(history(indicator(), {Q[2]: [value(3)], Q[0]: [value(1)], Q[1]: [value(2)]})) == [Q[0], Q[1], Q[2]]


def test_other_lengths_and_later_periods_are_left_out():
    found = history(indicator(), {Q[0]: [value(1)], "2025": [value(9)], "2025-02": [value(9)], Q[3]: [value(2)], Q[6]: [value(3)]}, parse_period(Q[3]))
    assert periods(found) == [Q[0], Q[3]]


def test_measurement_without_a_value_is_a_gap():
    assert periods(history(indicator(), {Q[0]: [value(1)], Q[1]: [value(None, 0)], Q[2]: [value(3)]})) == [Q[0], Q[2]]


def test_segments_of_different_files_are_one_history():
    def app():
        return value(5, segment=Segment(column="channel", value="app"))

    found = histories(measured([indicator()], {Q[0]: [value(4), app()], Q[1]: [app()]}), LATEST)
    assert {cell: len(points) for cell, points in found.items()} == {Cell("ease"): 1, Cell("ease", ("channel", "app")): 2}
    assert [cell.whole for cell in found] == [True, False]


def test_cut_where_a_declared_break_begins():
    kpi = indicator(breaks=(SeriesBreak(period=parse_period(Q[2]), reason="r"), SeriesBreak(period=parse_period(Q[4]), reason="r")))
    points = history(kpi, {p: [value(1)] for p in (Q[0], Q[1], Q[3], Q[4], Q[5])})
    assert [periods(part) for part in series(kpi, points)] == [[Q[0], Q[1]], [Q[3]], [Q[4], Q[5]]]


def test_break_before_the_first_value_cuts_nothing():
    kpi = indicator(breaks=(SeriesBreak(period=parse_period(Q[0]), reason="r"),))
    assert len(series(kpi, history(kpi, {Q[0]: [value(1)], Q[1]: [value(1)]}))) == 1


def test_cut_where_the_question_changed():
    asked, other = (SeriesDefinition(type="ces", question=q) for q in "ab")
    points = history(indicator(), {Q[0]: [value(1, definition=asked)], Q[1]: [value(1, definition=other)], Q[2]: [value(1, definition=other)]})
    assert [len(part) for part in series(indicator(), points)] == [1, 2]


def test_no_measurements_no_series():
    assert series(indicator(), []) == []
