"""Where everything in a YAML text starts, and which keys stand twice: second passes over its events.

They are made only when a place is asked for or a key was repeated, so that the thousands of files nothing is wrong with do
not pay for them. Not here: lines and columns (`excerpts`) and the data (`building`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

from cxgov.language import N_, message
from cxgov.loading import syntax
from cxgov.loading.excerpts import Lines
from cxgov.loading.faults import fault
from cxgov.problems import Problem, printable

KEYS_REFUSED_ANYWAY = frozenset(("", "~", "null", "<<"))


def marks_of(data: Any, text: str, dropped: frozenset[int]) -> dict[int, list[int]]:
    """Finds where every map and list and everything in them starts.

    Args:
        data: what was read from the text.
        text: the text.
        dropped: where the keys start that are not in the data.

    Returns:
        ``id(container)`` -> offsets: its own start, then of a map keys and values in turn, of a list the values.
    """
    marks: dict[int, list[int]] = {}
    _assign(data, iter(_offsets(text, dropped)), marks)
    return marks


def _offsets(text: str, dropped: frozenset[int]) -> list[int]:
    """Lists where every key, value, map and list starts, in the order of the text; ``dropped`` keys and their values not."""
    following = syntax.events(text)
    offsets: list[int] = []
    while True:
        event: Any = following()
        if isinstance(event, StreamEndEvent):
            return offsets
        if not syntax.is_node(event):
            continue
        kind = event.__class__
        if dropped and kind is ScalarEvent and event.start_mark.index in dropped:
            depth = 0
            while True:
                event = following()
                depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
                if depth == 0:
                    break
            continue
        offset: int = event.start_mark.index
        offsets.append(offset)


def _assign(value: Any, offsets: Iterator[int], marks: dict[int, list[int]]) -> int:
    """Gives every container its own place and those of its entries: keys and values in turn, or values.

    Returns:
        Where the value itself starts.
    """
    start: int = next(offsets)
    if isinstance(value, dict):
        entries = marks[id(value)] = [start]
        for item in value.values():
            entries.append(next(offsets))
            entries.append(_assign(item, offsets, marks))
    elif isinstance(value, list):
        entries = marks[id(value)] = [start]
        entries.extend([_assign(item, offsets, marks) for item in value])
    return start


def repetitions(lines: Lines, depth: int, most: int) -> list[Problem]:
    """Finds every key given twice, in maps that were read and in what was left out alike, up to a syntax error.

    Args:
        lines: the text.
        depth: how many maps and lists inside each other are gone through.
        most: how many repetitions are reported.
    """
    following = syntax.events(lines.text)
    problems: list[Problem] = []
    open_maps: list[dict[str, int] | None] = []  # key -> offset; None for a list
    key_due: list[bool] = []
    try:
        while len(problems) < most and len(open_maps) <= depth:
            event: Any = following()
            kind = event.__class__
            if kind is StreamEndEvent:
                break
            if isinstance(event, CollectionEndEvent):
                open_maps.pop()
                key_due.pop()
            elif not syntax.is_node(event):
                continue
            else:
                keys = open_maps[-1] if open_maps else None
                if keys is not None and key_due[-1] and kind is ScalarEvent:
                    offset = event.start_mark.index
                    key = unicodedata.normalize("NFC", event.value)
                    if key not in keys:
                        keys[key] = offset
                    elif event.style or key not in KEYS_REFUSED_ANYWAY:
                        problems.append(_repeated(lines, key, keys[key], offset))
                if key_due:
                    key_due[-1] = not key_due[-1]
                if isinstance(event, CollectionStartEvent):
                    open_maps.append({} if kind is MappingStartEvent else None)
                    key_due.append(True)
    except yaml.YAMLError:
        pass  # `syntax` words this fault; here only repeated keys are wanted
    return problems


def _repeated(lines: Lines, key: str, first: int, again: int) -> Problem:
    return fault("CX015", lines.locate(again), message(N_("the key '{key}' is given twice in the same map"), key=printable(key)), message(
        N_("keep one of the two entries")), related=[lines.locate(first)])
