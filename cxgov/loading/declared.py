"""What a file may declare of another one: its encoding and how it writes days. For sources of answers and for logs alike.

Not here: reading with them (`logs`, `cxgov.measuring`) and guessing an encoding (`decoding`).
"""

from __future__ import annotations

import codecs
import re
from datetime import date, datetime

_DIRECTIVES = frozenset("aAbBdfHIjmMpSyYz%")
_PROBE = datetime(2026, 11, 23, 17, 45, 59)  # noqa: DTZ001 - day, month, hour and minute cannot be mistaken for one another


def is_text_encoding(name: str) -> bool:
    """Whether an encoding of texts goes by this name."""
    try:
        return bool(getattr(codecs.lookup(name), "_is_text_encoding", True))
    except (LookupError, ValueError):
        return False


def is_utf8(name: str) -> bool:
    """Whether a name of an encoding means UTF-8, with a byte order mark or without."""
    return codecs.lookup(name).name in ("utf-8", "utf-8-sig")


def is_date_format(layout: str) -> bool:
    """Whether a text is a format made of the signs that are understood everywhere."""
    return "%" in layout and all(letter in _DIRECTIVES for letter in re.findall(r"%(.?)", layout))


def tells_the_day(layout: str) -> bool:
    """Whether a format holds day, month and year, so that a day can be read by it."""
    return is_date_format(layout) and day_in(_PROBE.strftime(layout), layout) == _PROBE.date()


def day_in(text: str, layout: str) -> date | None:
    """Reads a day by a format; a time behind it that the format does not tell is dropped. ``None`` where the text has another form."""
    for part in (text, text.split(maxsplit=1)[0] if text.strip() else ""):
        try:
            return datetime.strptime(part, layout).date()  # noqa: DTZ007 - a day has no zone
        except (ValueError, re.error):
            continue
    return None
