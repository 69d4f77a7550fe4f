"""Dated events as an iCalendar file (RFC 5545) that every calendar program reads.

In this room: the form of the file. Not here: which events there are (`cxgov.reviewing.agenda`) and their words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

PRODUCT = "-//cxgov//cxgov//EN"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One whole day of a calendar.

    Attributes:
        key: names the entry for good: a program that reads the file again changes the entry and adds none.
        day: the day.
        summary: its title.
        description: what else should be known; empty for nothing.
        category: what kind of entry it is.
    """

    key: str
    day: date
    summary: str
    description: str
    category: str


def calendar(name: str, organisation: str, entries: Iterable[Entry]) -> bytes:
    """Writes a calendar.

    Args:
        name: name under which calendar programs show it.
        organisation: id that keeps the entries of several organisations apart.
        entries: the entries.

    Returns:
        The file: lines end with CR and LF and are folded at 75 octets. The same entries give the same bytes: the stamp of
        an entry, which the standard wants, is its own day and not the time of writing.
    """
    from icalendar import Calendar, Event, vText  # only this command needs it

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", vText(name))
    for entry in entries:
        event = Event()
        event.add("uid", f"{organisation}.{entry.key}@cxgov")
        event.add("dtstamp", datetime.combine(entry.day, time(), UTC))
        event.add("dtstart", entry.day)
        event.add("summary", entry.summary)
        if entry.description:
            event.add("description", entry.description)
        event.add("categories", [entry.category])
        event.add("transp", "TRANSPARENT")  # a deadline does not make its owner busy all day
        made.add_component(event)
    written: bytes = made.to_ical()
    return written
