"""Writing values into a definition file by hand: what may stand plain, what needs quotes, and long texts in several lines.

YAML is written here as text and not by a library because the text carries comments, which are half of what it says.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping

from cxgov.measuring.files.headers import clean

WIDTH = 96

_PLAIN = re.compile(r"[^\W\d_](?:[\w()/ -]{0,58}[\w)])?")
_WORDS = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null", "none", "tak", "nie"))
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,16})")


def scalar(text: str) -> str:
    """Writes a text in one line, in quotes where YAML or a reader could take it for something else."""
    if _PLAIN.fullmatch(text) and "  " not in text and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def value(text: str) -> str:
    """Writes a code as it stands in data: whole numbers as numbers, all else as text."""
    text = clean(text)
    return text if _INTEGER.fullmatch(text) and text != "-0" else scalar(text)


def values(texts: Iterable[str]) -> str:
    """Writes a list of codes in one line, each once."""
    return f"[{', '.join(dict.fromkeys(value(text) for text in texts))}]"


def mapping(entries: Mapping[str, str]) -> str:
    """Writes a short map in one line; its values are YAML already."""
    return "{" + ", ".join(f"{scalar(key)}: {written}" for key, written in entries.items()) + "}"


def paragraph(key: str, text: str, indent: int) -> list[str]:
    """Writes a key with a text, folded over several lines where it is long."""
    head = " " * indent + f"{key}: "
    if len(head) + len(text) <= WIDTH:
        return [head + scalar(text)]
    lines = textwrap.wrap(text, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False)
    return [f"{head}>-", *(" " * (indent + 2) + line for line in lines)]


def comment(text: str, indent: int) -> list[str]:
    """Writes a comment over as many lines as it needs."""
    lead = " " * indent + "# "
    return [lead + line for line in textwrap.wrap(text, WIDTH - len(lead), break_long_words=False, break_on_hyphens=False)]
