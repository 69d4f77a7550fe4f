"""Changing single values of a user's YAML: only the characters of what changes are replaced, everything else stays byte for byte.

In this room: where every map, list and value stands (`Span`), and putting new text there (`Splicer`), in block style and in
brackets alike. Not here: what is changed (`cycle_edits`), entries of lists as whole lines (`edits`) and the writing
(`cxgov.writing`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from yaml.events import CollectionEndEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent, StreamEndEvent

from cxgov.loading import syntax
from cxgov.loading.edits import NotEditable

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_WORDS_WITH_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan"})


@dataclass(slots=True)
class Span:
    """Where a node stands in the text.

    Attributes:
        kind: what it is.
        start: offset of its first character.
        end: offset behind its last; of a map or list in block style that of its last entry.
        flow: whether a map or list stands in brackets.
        keys: of a map: key -> its span.
        values: of a map: key -> span of its value.
        items: of a list: spans of its items.
    """

    kind: Literal["map", "list", "value"]
    start: int
    end: int
    flow: bool = False
    keys: dict[str, Span] = field(default_factory=dict)
    values: dict[str, Span] = field(default_factory=dict)
    items: list[Span] = field(default_factory=list)


def written(text: str) -> str:
    """Writes a text so that YAML reads it back as the same text."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_WITH_MEANING else json.dumps(text, ensure_ascii=False)


class Splicer:
    """Collects changes to one text and makes them all at once.

    Args:
        text: the file, which was read without problems before, without a byte order mark.
        newline: its line end.

    Raises:
        NotEditable: if the whole file is not one map.
    """

    def __init__(self, text: str, newline: str) -> None:
        self._text, self._newline = text, newline
        self._changes: list[tuple[int, int, str]] = []
        self.root = _spans(text)
        if self.root.kind != "map":
            raise NotEditable

    def set(self, where: Span, key: str, value: str, after: Sequence[str] = ()) -> None:
        """Gives a key of a map a value, written in one line.

        Args:
            where: the map.
            key: the key; it is added where it is missing.
            value: the value as YAML.
            after: keys behind the last of which a new one is put; by default it comes last.
        """
        held = where.values.get(key)
        if held is None:
            self._add(where, f"{key}: {value}", after)
        elif held.start == held.end:
            self._change(held.start, held.end, f" {value}")
        else:
            self._change(held.start, len(self._text[: held.end].rstrip()), value)  # a text in several lines ends with its line

    def extend(self, where: Span, key: str, items: Sequence[str], after: Sequence[str] = ()) -> None:
        """Puts items, each one line of YAML, at the end of the list under a key of a map; the list is made where it is missing."""
        held = where.values.get(key)
        if held is not None and held.kind == "list" and held.items:
            for item in items:
                self.insert(held, [item], len(held.items))
        elif where.flow:
            self.set(where, key, f"[{', '.join(items)}]", after)
        else:
            self._new_list(where, key, [[item] for item in items], after)

    def insert(self, where: Span, lines: Sequence[str], at: int) -> None:
        """Puts an item into a list that has some.

        Args:
            where: the list.
            lines: the item as YAML, without its dash and indentation.
            at: index of the item before which it is put; the number of items for the end.
        """
        if where.flow:
            [item] = lines
            before, first = where.items[max(0, at - 1)], where.items[0]
            self._change(*((first.start, first.start, f"{item}, ") if at == 0 else (before.end, before.end, f", {item}")))
            return
        if self._text[where.start : where.start + 1] != "-":
            raise NotEditable
        indent = " " * self._column(where.start)
        block = f"- {(self._newline + indent + '  ').join(lines)}"
        if at == 0:
            self._change(where.start, where.start, block + self._newline + indent)
        else:
            place = self._line_end(where.items[at - 1].end)
            self._change(place, place, self._newline + indent + block)

    def start_list(self, where: Span, key: str, lines: Sequence[str]) -> None:
        """Puts the first item into the list under a key of a map, be it empty or missing."""
        held = where.values.get(key)
        if where.flow:
            self.set(where, key, f"[{lines[0]}]")
        elif held is None:
            self._new_list(where, key, [lines])
        else:
            start = len(self._text[: held.start].rstrip(" "))
            indent = " " * (self._column(where.start) + 2)
            self._change(start, held.end, f"{self._newline}{indent}- {(self._newline + indent + '  ').join(lines)}")

    def text(self) -> str:
        """Returns the text with all changes."""
        parts, at = [], 0
        for start, end, new in sorted(self._changes, key=lambda change: change[:2]):
            parts += [self._text[at:start], new]
            at = end
        return "".join([*parts, self._text[at:]])

    def _new_list(self, where: Span, key: str, items: Sequence[Sequence[str]], after: Sequence[str] = ()) -> None:
        held = where.values.get(key)
        indent = self._newline + " " * (self._column(where.start) + 2)
        block = "".join(f"{indent}- {(indent + '  ').join(lines)}" for lines in items)
        if held is not None:  # an empty list, or nothing behind the colon
            self._change(len(self._text[: held.start].rstrip(" ")), held.end, block)
        else:
            self._add(where, f"{key}:{block}", after)

    def _add(self, where: Span, text: str, after: Sequence[str]) -> None:
        """Adds a key behind the last of those named that is there, else at the end."""
        there = [key for key in after if key in where.values] or list(where.values)
        held = where.values[there[-1]]
        if where.flow:
            self._change(held.end, held.end, f", {text}")
        else:
            place = self._line_end(held.end)
            self._change(place, place, self._newline + " " * self._column(where.start) + text)

    def _change(self, start: int, end: int, text: str) -> None:
        self._changes.append((start, end, text))

    def _column(self, offset: int) -> int:
        line = self._text[:offset]
        return offset - max(line.rfind("\n"), line.rfind("\r")) - 1

    def _line_end(self, offset: int) -> int:
        """The end of the line in which something ends; a comment behind it stays behind it."""
        start = len(self._text[:offset].rstrip())
        found = re.compile(r"\r\n|\r|\n").search(self._text, start)
        return found.start() if found else len(self._text)


def _spans(text: str) -> Span:
    """Builds the tree of spans of a text."""
    following = syntax.events(text)
    open_: list[tuple[Span, list[Span]]] = []  # a map or list with its nodes so far; of a map keys and values in turn
    names: dict[int, str] = {}
    while True:
        event: Any = following()
        if isinstance(event, StreamEndEvent):
            raise NotEditable
        if isinstance(event, CollectionEndEvent):
            node, parts = open_.pop()
            if node.kind == "map":
                node.keys = {names[id(key)]: key for key in parts[::2]}
                node.values = {names[id(key)]: value for key, value in zip(parts[::2], parts[1::2], strict=True)}
            else:
                node.items = parts
            node.end = _offset(event.end_mark) if node.flow else parts[-1].end
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            kind: Literal["map", "list"] = "map" if isinstance(event, MappingStartEvent) else "list"
            open_.append((Span(kind, _offset(event.start_mark), 0, flow=bool(event.flow_style)), []))
            continue
        elif isinstance(event, ScalarEvent):
            node = Span("value", _offset(event.start_mark), _offset(event.end_mark))
            names[id(node)] = event.value
        else:
            if syntax.is_node(event):  # an alias
                raise NotEditable
            continue
        if not open_:
            return node
        open_[-1][1].append(node)


def _offset(mark: Any) -> int:
    index: int = mark.index
    return index
