"""The calendar file as calendar programs read it."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest

from cxgov.rendering.calendar import Entry, calendar

LONG = "Zażółć gęślą jaźń; przecinek, ukośnik \\ i „cudzysłów” " * 4


def entry(**changes) -> Entry:
    return Entry(**{"key": "decision-D-1", "day": date(2026, 10, 15), "summary": "Decide", "description": "", "category": "decision", **changes})


def read(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_a_day_is_a_whole_day_and_its_stamp_is_no_clock():
    [event] = read(calendar("Acme", "acme", [entry()]))
    assert (event["uid"], event["dtstart"].dt, event["summary"]) == ("acme.decision-D-1@cxgov", date(2026, 10, 15), "Decide")
    assert event["dtstart"].params["value"] == "DATE"
    assert event["dtstamp"].to_ical() == b"20261015T000000Z"
    assert "dtend" not in event


@pytest.mark.parametrize("text", [LONG, "a\nb", "a;b,c\\d", "END:VEVENT\nBEGIN:VEVENT", "😀" * 60])
def test_texts_come_back_as_they_were(text):
    [event] = read(calendar(text, "acme", [entry(summary=text, description=text)]))
    assert (str(event["summary"]), str(event["description"])) == (text, text)


def test_lines_end_with_cr_lf_and_have_at_most_75_octets():
    data = calendar(LONG, "acme", [entry(summary=LONG, description=LONG)])
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_head_of_the_file():
    data = calendar("Acme: a, b", "acme", [])
    read_back = icalendar.Calendar.from_ical(data)
    assert (read_back["prodid"], read_back["version"]) == ("-//cxgov//cxgov//EN", "2.0")
    assert b"\r\nX-WR-CALNAME:Acme: a\\, b\r\n" in data


def test_the_same_entries_give_the_same_bytes():
    assert calendar("Acme", "acme", [entry()]) == calendar("Acme", "acme", [entry()])
