"""Strict YAML with positions: one file in, plain data, the place of everything in it, and what is wrong.

The reader builds on parser *events*, never on the YAML library's loaders (they crash on deep nesting and keep the last of
duplicate keys). Here the steps are put together; not here: opening files (`files`), encodings (`decoding`), what is
refused (`building`), the wording of syntax errors (`syntax`) and what the data means (`structure`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cxgov.loading.building import DEFAULT_LIMITS, MOST_PROBLEMS, Builder, Limits
from cxgov.loading.decoding import decode, inspect
from cxgov.loading.excerpts import Lines
from cxgov.loading.faults import CODES
from cxgov.loading.files import read_bytes
from cxgov.loading.positions import marks_of, repetitions
from cxgov.problems import Location, Problem, Severity

__all__ = ["CODES", "Document", "Limits", "read", "read_text"]

_NEWLINE = re.compile(r"\r\n|\r|\n")


class Document:
    r"""One file as it was read.

    Attributes:
        file: the name used in messages.
        text: the whole text, without a byte order mark; empty when it could not be decoded.
        newline: the line end used most in it: ``\n``, ``\r\n`` or ``\r``.
        byte_order_mark: whether the file starts with one.
        data: plain dicts, lists, strings, numbers, bools and None; ``None`` when the file cannot be read or a value in it
            is in doubt.
        problems: what is wrong, by place.
    """

    __slots__ = ("_dropped", "_lines", "_marks", "_order", "byte_order_mark", "data", "file", "problems", "text")

    def __init__(
        self,
        lines: Lines,
        data: dict[str, Any] | None,
        problems: Sequence[Problem],
        dropped: frozenset[int] = frozenset(),
        *,
        byte_order_mark: bool = False,
    ) -> None:
        self.file = lines.file
        self.text = lines.text
        self.byte_order_mark = byte_order_mark
        self.data = data
        self.problems = tuple(sorted(problems, key=lambda problem: problem.sort_key)) if problems else ()
        self._lines = lines
        self._dropped = dropped  # offsets of keys that are not in the data
        self._marks: dict[int, list[int]] | None = None
        self._order: dict[int, dict[str, int]] = {}

    @property
    def newline(self) -> str:
        """The line end used most: an edit keeps to it."""
        found = _NEWLINE.findall(self.text)
        return max(("\n", "\r\n", "\r"), key=found.count)

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        """Returns the place of a value.

        Args:
            path: keys and indices from the root. A step that does not exist is left out when a later one does (the tag of
                a union, say); otherwise the place of the last one that exists is returned.
            key: give the place of the key instead of its value, where the last step is a key.
        """
        container: Any = self.data
        held: tuple[Any, str | int | None] = (container, None)
        for step in path:
            if isinstance(container, dict):
                name = step if isinstance(step, str) else str(step)
                if name in container:
                    held, container = (container, name), container[name]
            elif isinstance(container, list) and isinstance(step, int) and 0 <= step < len(container):
                held, container = (container, step), container[step]
        return self.place_in(held[0], held[1], of_key=key)

    def place_in(self, container: object, key: str | int | None = None, *, of_key: bool = False) -> Location:
        """Returns the place of an entry of one of the maps or lists of `data`.

        Args:
            container: the very object, found by its identity.
            key: a key of the map or an index of the list; ``None`` for the container itself, and what is absent gives the
                container, too.
            of_key: give the place of the key instead of its value.

        Returns:
            The place; the whole file for an object that is not part of `data`.
        """
        marks = self._marks_of(container)
        if marks is None:
            return Location(self.file)
        if isinstance(container, dict) and key in container:
            order = self._order.setdefault(id(container), {})
            if not order:
                order.update((name, index) for index, name in enumerate(container))
            offset = marks[1 + 2 * order[str(key)] + (not of_key)]
        elif isinstance(container, list) and isinstance(key, int) and 0 <= key < len(container):
            offset = marks[1 + key]
        else:
            offset = marks[0]
        return self._lines.locate(offset)

    def written(self, path: Sequence[str | int]) -> str:
        """Returns a number, date or word as it is written in the file (``1.10`` for the float 1.1), for messages."""
        place = self.place(path)
        if not place.line:
            return ""
        found = re.match(r"[^\s,\[\]{}#]*", self._lines.line(place.line)[place.column - 1 :])
        return found.group() if found else ""

    def _marks_of(self, container: object) -> list[int] | None:
        if self._marks is None:
            self._marks = {} if self.data is None else marks_of(self.data, self.text, self._dropped)
        return self._marks.get(id(container))


def read(path: Path, shown: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Reads one file; never raises for anything a file or a path can be.

    Args:
        path: the file.
        shown: its name in messages.
        limits: the most it may hold.
    """
    data, problem = read_bytes(path, shown, limits.bytes)
    if data is None:
        return Document(Lines(shown, ""), None, [problem] if problem else [])
    text, problems = decode(data, shown)
    if text is None:
        return Document(Lines(shown, ""), None, problems)
    return read_text(text, shown, limits)


def read_text(text: str, shown: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Reads YAML from memory; never raises for any text."""
    marked = text.startswith("\ufeff")
    lines = Lines(shown, text[1:] if marked else text)
    problems = inspect(lines)
    builder = None
    if not any(problem.severity is Severity.ERROR for problem in problems):
        builder = Builder(lines, limits, problems)
        builder.build()
    if builder is None:
        return Document(lines, None, problems, byte_order_mark=marked)
    if builder.repeated:
        problems += repetitions(lines, limits.depth, MOST_PROBLEMS)
    data = None if builder.doubtful else builder.data
    return Document(lines, data, problems, frozenset(builder.dropped), byte_order_mark=marked)
