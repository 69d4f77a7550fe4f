"""Ranges such as 1–7 stay on one line: a line of a printed page may end after a dash, and “(1–” reads as something missing.

In this room: that one step on a finished sheet. Not here: Polish one-letter words, which every page binds (`cxgov.rendering.html`).
"""

from __future__ import annotations

import re

from markupsafe import Markup

# Drawings set their own lines, and what is filled in belongs to whoever fills it in.
_OPAQUE = re.compile(r"(<(?:style|script|pre|textarea|svg)\b.*?</(?:style|script|pre|textarea|svg)>|<!--.*?-->|<[^>]*>)", re.DOTALL)
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
WORD_JOINER = "\N{WORD JOINER}"


def unbroken(html: Markup) -> Markup:
    """Returns the same sheet with a mark after the dash of every range that keeps its line from ending there."""
    parts = _OPAQUE.split(str(html))
    parts[::2] = [_RANGE.sub(f"–{WORD_JOINER}", part) for part in parts[::2]]
    return Markup("".join(parts))  # noqa: S704 - was Markup before, and only a mark is added
