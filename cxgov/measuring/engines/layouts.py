"""Formats of dates as regular expressions, for warehouses: their own parsers differ in what they forgive.

In this room: numeric formats and ISO 8601 as one pattern each, in the signs that PostgreSQL, Java and Trino read alike, and
without a backslash or a quotation mark. Not here: the SQL around it (each dialect), and formats with names of months.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile

_BLANKS = " *"
_PIECES = {
    "Y": ("year", "([0-9]{1,4})"), "m": ("month", "(1[0-2]|0?[1-9])"), "d": ("day", "(3[01]|[12][0-9]|0?[1-9])"),
    "H": ("hour", "(2[0-3]|[01]?[0-9])"), "M": ("minute", "([0-5]?[0-9])"), "S": ("second", "([0-5]?[0-9])"), "f": ("fraction", "([0-9]{1,6})")}
_ZONE = "(?:Z|([+-])([0-9]{1,2}):?([0-9]{2})?)"
_ISO = "%Y-%m-%d"
_ISO_TIME = "(?:(?:T| +)(2[0-3]|[01]?[0-9]):([0-5]?[0-9])(?::([0-5]?[0-9])(?:[.]([0-9]{1,6}))?)?)?"
_DIRECTIVE = re.compile("%(.)")
_PLAIN = re.compile("[A-Za-z0-9 ,.:/_-]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """A format as a pattern.

    Attributes:
        pattern: matches a text that is written so.
        groups: name of a piece -> number of its group, from 1; ``sign``, ``zone_hours`` and ``zone_minutes`` for an offset.
    """

    pattern: str
    groups: dict[str, int]

    def iso(self, piece: Callable[[int], str], *, utc: bool) -> str:
        """An SQL expression for the time in ISO 8601, to be cast; NULL where the text does not match.

        Args:
            piece: gives the expression for a group, NULL where it matched nothing.
            utc: with the offset.
        """
        def part(name: str, otherwise: str) -> str:
            return f"COALESCE({piece(self.groups[name])}, '{otherwise}')" if name in self.groups else f"'{otherwise}'"

        year = f"LPAD({piece(self.groups['year'])}, 4, '0')"  # NULL without a match, and so is the whole
        parts = [year, "'-'", part("month", "01"), "'-'", part("day", "01"), "' '", part("hour", "0"), "':'", part("minute", "0"), "':'",
                 part("second", "0"), "'.'", part("fraction", "0")]
        if utc:
            parts += [part("sign", "+"), f"LPAD({part('zone_hours', '0')}, 2, '0')", "':'", part("zone_minutes", "00")]
        return f"CONCAT({', '.join(parts)})"


def layout_of(written: str | None) -> Layout:
    """Reads a strptime format.

    Args:
        written: the format; ``None``: ISO 8601, a date with or without a time.

    Raises:
        UnreadableFile: if it has pieces other than numbers.
    """
    if written is None:
        found = layout_of(_ISO)
        names = [*found.groups, "hour", "minute", "second", "fraction"]
        pattern = found.pattern.removesuffix(f"{_BLANKS}$") + f"{_ISO_TIME}{_BLANKS}$"
        return Layout(pattern, {name: i for i, name in enumerate(names, 1)})
    names, pattern = [], ""
    for number, text in enumerate(_DIRECTIVE.split(written)):
        if number % 2 == 0:
            if not _PLAIN.fullmatch(text):
                raise _refused(written)
            pattern += re.sub(" +", " +", re.sub("[.]", "[.]", text))
        elif text == "z":
            names += ["sign", "zone_hours", "zone_minutes"]
            pattern += _ZONE
        elif text in _PIECES and _PIECES[text][0] not in names:
            names.append(_PIECES[text][0])
            pattern += _PIECES[text][1]
        else:
            raise _refused(written)
    if "year" not in names:
        raise _refused(written)
    return Layout(f"^{_BLANKS}{pattern}{_BLANKS}$", {name: i for i, name in enumerate(names, 1)})


def _refused(written: str) -> UnreadableFile:
    return UnreadableFile(message(N_("texts written as '{format}' cannot be read as times in a warehouse"), format=written), message(
        N_("name a column of type date or timestamp, or a view that has one")))
