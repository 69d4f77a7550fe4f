"""Dates as people write them: which formats a text can be read in. For messages and proposals; measuring reads declared formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

_DAYS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y-%m-%d", "%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%Y%m%d",
         "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%m_%Y", "%Y")
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M:%S %p", " %I:%M %p", "T%H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S%z", "T%H:%M:%S.%f%z", " %H:%M:%S%z",
          " %I:%M:%S %p GMT%z")
FORMATS = tuple(day + time for day in _DAYS for time in _TIMES if not (time and day in ("%Y%m%d", "%m_%Y", "%Y")))


def readings(text: str, formats: Iterable[str] = FORMATS) -> dict[str, datetime]:
    """Returns the formats a text can be read in, with the moment each gives."""
    found = {}
    for layout in formats:
        try:
            found[layout] = datetime.strptime(text.strip(), layout)  # noqa: DTZ007 - the zone is declared beside the format
        except ValueError:
            continue
    return found


def common(texts: Sequence[str]) -> list[str]:
    """Returns the formats that read every text; two of them with other days mean that the order of day and month is open."""
    formats: Iterable[str] = FORMATS
    for text in texts:
        formats = list(readings(text, formats))
    return list(formats)
