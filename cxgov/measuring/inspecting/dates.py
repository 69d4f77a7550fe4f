"""In which formats the dates of a column are written, and where the order of day and month cannot be told.

Formats are those of `strptime`. An order is decided only by a number above 12 in the column; where there is none, both
readings are given and neither is chosen.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MOST_VALUES = 20_000
"""Distinct values that are looked at."""
ENOUGH = 0.9
"""Share of a column's answers that must be dates."""

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_NAMED_MONTH = re.compile(r"(\d{1,2})([ -])([A-Za-z]{3,9})\2(\d{4})|([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})")
# Names by which spreadsheets and forms call a zone; most stand for several zones in the world, so none is turned into one.
_ZONE_NAMES = ("WET", "WEST", "BST", "IST", "CET", "CEST", "EET", "EEST", "MSK", "TRT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST",
               "AEST", "AEDT", "ACST", "AWST", "NZST", "NZDT", "JST", "KST", "SGT", "HKT")
_TIME = re.compile(
    r"(?P<gap>, |[T ])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<second>:\d{2}(?P<fraction>\.\d{1,9})?)?(?P<half> ?[AaPp][Mm])?"
    r"(?P<zone> ?(?:Z|[+-]\d{2}:?\d{2})| (?:UTC|GMT)(?:[+-]\d{1,2}(?::\d{2})?)?| (?:"
    + "|".join(_ZONE_NAMES) + "))?")
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_DEFAULT = re.compile(r"%Y-%m-%d(?:[T ]%H:%M(?::%S(?:\.%f)?)?)?")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")


@dataclass(frozen=True, slots=True)
class Dates:
    """How a column's dates are written.

    Attributes:
        formats: the formats, the most frequent first; empty where the order of day and month is open.
        readings: two lists of formats, day first and month first, where the order is open.
        example: a value that reads differently by them.
        mixed: some values have the day first and others the month, so that no list of formats reads all of them rightly.
        default: the formats need not be declared: year-month-day, with or without time.
        share: share of the answers that are dates.
        zone: offset that stands in the values, or UTC.
        zone_names: names of zones that stand in the values, as plain text of the formats: the clock beside them is local.
        utc_clock: all times say that they are UTC, in letters that the formats hold as plain text.
        two_kinds: some values begin with the year, others are in numbers with day or month first.
        earliest: the first day and the last, where the formats are known.
        latest: the last day.
    """

    formats: tuple[str, ...]
    readings: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    example: str = ""
    mixed: bool = False
    default: bool = False
    share: float = 1.0
    zone: str = ""
    zone_names: tuple[str, ...] = ()
    utc_clock: bool = False
    two_kinds: bool = False
    earliest: datetime.date | None = None
    latest: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class _Shape:
    """One way to write a date; where the order of day and month is open, ``<a>`` and ``<b>`` stand for them in the layout."""

    layout: str
    open: bool
    zone: str = ""
    named: bool = False

    def format(self, *, day_first: bool) -> str:
        return self.layout.replace("<a>", "%d" if day_first else "%m").replace("<b>", "%m" if day_first else "%d")


def find_dates(counts: Mapping[str, int], *, compact: bool = False) -> Dates | None:
    """Finds the formats.

    Args:
        counts: answers and how often each occurs, without empty ones.
        compact: eight digits may be a date.

    Returns:
        The formats; ``None`` where too few answers are dates.
    """
    values = dict(list(counts.items())[:MOST_VALUES])
    total = sum(values.values())
    shapes: Counter[_Shape] = Counter()
    numbers: list[tuple[int, int, str]] = []
    samples: dict[_Shape, list[str]] = {}
    for value, n in values.items():
        read = _shape(value, compact=compact)
        if read is None:
            continue
        shape, pair = read
        if shape.open:
            numbers.append((*pair, value))
        shapes[shape] += n
        samples.setdefault(shape, []).append(value)
    share = sum(shapes.values()) / total if total else 0.0
    if share < ENOUGH:
        return None
    day_first = any(a > 12 for a, _, _ in numbers)
    month_first = any(b > 12 for _, b, _ in numbers)
    ordered = [shape for shape, _ in shapes.most_common()]
    told: dict[str, Any] = {
        "zone": next((shape.zone for shape in ordered if shape.zone and (shape.zone == "UTC" or not shape.named)), ""),
        "zone_names": _unique(shape.zone for shape in ordered if shape.named and shape.zone != "UTC"),
        "utc_clock": all(shape.named and shape.zone == "UTC" for shape in ordered),
        "two_kinds": any(shape.open for shape in ordered) and any(shape.layout.startswith("%Y") for shape in ordered)}
    if numbers and day_first == month_first:
        readings = tuple(f.format(day_first=True) for f in ordered), tuple(f.format(day_first=False) for f in ordered)
        example = next((value for a, b, value in numbers if a != b and a <= 12 and b <= 12), numbers[0][2])
        return Dates((), (_unique(readings[0]), _unique(readings[1])), example, mixed=day_first, share=share, **told)
    formats = _unique(shape.format(day_first=day_first) for shape in ordered)
    days = [day for shape in ordered for day in _days(samples[shape], shape.format(day_first=day_first))]
    if len(days) < ENOUGH * sum(map(len, samples.values())):
        return None  # it only looked like dates
    return Dates(formats, default=all(map(_DEFAULT.fullmatch, formats)), share=share, **told, earliest=min(days), latest=max(days))


def _unique(formats: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(formats))


def _shape(value: str, *, compact: bool) -> tuple[_Shape, tuple[int, int]] | None:
    """The shape of a value, and the two numbers whose order may be open."""
    value = value.strip()
    if compact and _COMPACT.fullmatch(value):
        return _Shape("%Y%m%d", open=False), (0, 0)
    pair = (0, 0)
    if found := _ISO.match(value):
        day, is_open = "{0}%m{0}%d".format(found[2]), False
        day = "%Y" + day
    elif found := _NUMERIC.match(value):
        day, is_open = f"<a>{found[2]}<b>{found[2]}{'%Y' if len(found[4]) == 4 else '%y'}", True
        pair = int(found[1]), int(found[3])
        if not 1 <= min(pair) <= 12 or max(pair) > 31:
            return None
    elif found := _NAMED_MONTH.match(value):
        word = (found[3] or found[5]).lower()
        month = "%B" if word in _MONTHS and word != "may" else "%b" if word in {name[:3] for name in _MONTHS} else ""
        if not month:
            return None
        day, is_open = f"%d{found[2]}{month}{found[2]}%Y" if found[3] else f"{month} %d{',' if ',' in found[0] else ''} %Y", False
    else:
        return None
    time = _time(value[found.end() :])
    return (_Shape(day + time[0], is_open, *time[1:]), pair) if time else None


def _time(rest: str) -> tuple[str, str, bool] | None:
    """Format and zone of what follows the date, and whether the zone stands in the format as plain text."""
    if not rest:
        return "", "", False
    found = _TIME.fullmatch(rest)
    if not found:
        return None
    half, zone = found["half"] or "", found["zone"] or ""
    layout = found["gap"] + ("%I" if half else "%H") + ":%M"
    if found["second"]:
        layout += ":%S" + (".%f" if found["fraction"] else "")
    if half:
        layout += " %p" if half.startswith(" ") else "%p"
    named = zone.strip() != "Z" and zone.strip()[:1].isalpha()
    written = zone if named else " " * zone.startswith(" ") + "%z" if zone else ""
    return layout + written, "UTC" if zone.strip() in {"Z", "UTC", "GMT"} else zone.strip(), named


def _days(values: list[str], layout: str) -> list[datetime.date]:
    days = []
    for value in values:
        # strptime reads at most six digits of a second
        text = re.sub(r"(\.\d{6})\d+", r"\1", value.strip())
        try:
            days.append(datetime.datetime.strptime(text, layout).date())  # noqa: DTZ007 - the calendar day as written is wanted
        except ValueError:
            continue
    return days
