"""Changing a list in a user's file without touching what else stands in it: entries are cut out and put in as whole lines.

In this room: where the entries of a list stand. Not here: what they say, and the writing (`cxgov.writing`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cxgov.loading.source import Document, read_text


class NotEditable(Exception):
    """The list is written in a way that cannot be changed line by line (several entries in one pair of brackets)."""


def replace_entries(text: str, key: str, drop: Callable[[Any], bool], added: Sequence[str]) -> str:
    """Takes entries out of a top-level list of a file and puts others at its end.

    Args:
        text: the file, which was read without problems before.
        key: the list's key.
        drop: says of an entry, as plain data, whether it goes.
        added: entries to put in, one line each, beginning with ``- ``, without indentation.

    Returns:
        The text with every other line as it was; line ends as the file has them.

    Raises:
        NotEditable: if the list stands in brackets and is not empty.
    """
    document = read_text(text, "")
    entries = (document.data or {}).get(key) or []
    newline = document.newline
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    if not entries:
        return "".join(_first_entries(lines, key, added, newline))
    goes = [drop(entry) for entry in entries]
    if not any(goes) and not added:
        return text
    starts = [_dash(lines, document.place((key, index)).line - 1) for index in range(len(entries))]
    indent = lines[starts[0]][: lines[starts[0]].index("-")]
    ends = [*starts[1:], _end(lines, starts[-1], len(lines), len(indent))]
    kept = lines[: starts[0]]
    for gone, start, end in zip(goes, starts, ends, strict=True):
        # Comments and blank lines below an entry belong to the next one.
        kept += lines[_end(lines, start, end, len(indent)) : end] if gone else lines[start:end]
    kept += [f"{indent}{line}{newline}" for line in added]
    if all(goes) and not added:  # nothing is left: a list that is empty says so
        at = _line_of(document, key)
        kept[at] = kept[at].replace(f"{key}:", f"{key}: []", 1)
    return "".join(kept + lines[ends[-1] :])


def _dash(lines: list[str], at: int) -> int:
    """The line with an entry's dash; its content may begin on the line below."""
    while at >= 0:
        stripped = lines[at].lstrip()
        if stripped.startswith("-"):
            return at
        if stripped.strip() and not stripped.startswith("#") and ("[" in stripped or "{" in stripped):
            break
        at -= 1
    raise NotEditable


def _end(lines: list[str], start: int, until: int, indent: int) -> int:
    """The line after an entry's last: what follows is not indented deeper than its dash, a comment or blank."""
    end = start + 1
    for at in range(start + 1, until):
        line = lines[at]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if len(line) - len(line.lstrip()) <= indent:
            break
        end = at + 1
    return end


def _first_entries(lines: list[str], key: str, added: Sequence[str], newline: str) -> list[str]:
    """Puts entries into a list that has none, or into a file without the list."""
    if not added:
        return lines
    block = [f"  {line}{newline}" for line in added]
    at = next((number for number, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if at is None:
        return [*lines, f"{key}:{newline}", *block]
    rest = lines[at][len(key) + 1 :].replace("[]", "", 1).rstrip()
    return [*lines[:at], f"{key}:{rest}{newline}", *block, *lines[at + 1 :]]


def _line_of(document: Document, key: str) -> int:
    return next(number for number, line in enumerate(document.text.splitlines()) if line.startswith(f"{key}:"))
