"""From a file's text and what its data are to be to the new text: only what differs is written, everything else stays byte for byte.

In this room: the difference between two trees of plain data as splices, the YAML of new records, and the proof that the text reads back as
what was wanted. Not here: what is changed (the importers) and how text is spliced (`cxgov.loading.splices`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from cxgov.loading.edits import NotEditable
from cxgov.loading.source import read_text
from cxgov.loading.splices import Span, Splicer, written

MOST_PASSES = 2_000
LONGEST_FLOW = 110
"""Characters of a map in brackets; a longer one is written over several lines."""
_PLAIN_DATE = re.compile(r"\d{4}-(\d{2}-\d{2}|Q[1-4]|H[12]|\d{2})")


def rewritten(text: str, wanted: Mapping[str, Any]) -> str:
    """Writes a file's text so that it reads as ``wanted``.

    Args:
        text: the file, which was read without problems before.
        wanted: its data with records added at the end of lists, keys added to maps, and values changed; nothing taken away.

    Returns:
        The text, every character that need not change as it was.

    Raises:
        NotEditable: if the file is written in a way in which the change cannot be made safely.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    for _ in range(MOST_PASSES):
        document = read_text(text, "")
        if document.data is None:
            raise NotEditable
        if document.data == wanted:
            return mark + text
        writer = _Writer(document.text, document.newline)
        try:
            writer.map(writer.splicer.root, document.data, wanted)
        except (KeyError, IndexError) as error:
            raise NotEditable from error
        changed = writer.text()
        if changed == text:
            raise NotEditable
        text = changed
    raise NotEditable


def new_text(data: Mapping[str, Any], schema: str | None = None) -> str:
    """Writes a new file.

    Args:
        data: what it is to hold.
        schema: path of the JSON Schema for editors, as seen from the file.
    """
    head = [f"# yaml-language-server: $schema={schema}"] if schema else []
    text = "\n".join([*head, *block(data), ""])
    if read_text(text, "").data != data:
        raise NotEditable
    return text


def block(data: Mapping[str, Any]) -> list[str]:
    """A map as lines of YAML."""
    lines: list[str] = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{written(key)}:")
            for item in value:
                first, *others = [flow(item)] if len(flow(item)) <= LONGEST_FLOW and len(item) <= 3 else block(item)
                lines += [f"  - {first}", *(f"    {line}" for line in others)]
        elif isinstance(value, dict) and value and (len(flow(value)) > LONGEST_FLOW or key == "answers"):
            lines += [f"{written(key)}:", *(f"  {line}" for line in block(value))]
        else:
            lines.append(f"{written(key)}: {flow(value)}")
    return lines


def flow(value: Any) -> str:
    """A value in one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, str):
        return value if _PLAIN_DATE.fullmatch(value) else written(value)
    return json.dumps(value)


class _Writer:
    """One pass over a file: what can be changed at once is."""

    def __init__(self, text: str, newline: str) -> None:
        self.splicer = Splicer(text, newline)
        self._text, self._newline = text, newline
        self._opened: set[str] = set()

    def text(self) -> str:
        """The text with the changes."""
        changed = self.splicer.text()
        for key in sorted(self._opened):  # a value over several lines leaves the blank behind the colon that a short one needs
            changed = changed.replace(f"{key}: {self._newline}", f"{key}:{self._newline}")
        return changed

    def map(self, where: Span, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Puts into a map what it lacks, and changes what differs."""
        before: list[str] = []
        for key, value in new.items():
            held = old.get(key)
            if key not in old or held != value:
                if isinstance(value, list) and value and isinstance(value[0], dict):
                    self._records(where, key, held, value)
                elif isinstance(value, dict) and isinstance(held, dict) and held:
                    self.map(where.values[key], held, value)
                elif isinstance(value, dict) and not held and not where.flow and (key == "answers" or len(flow(value)) > LONGEST_FLOW):
                    indent = self._newline + " " * (self._column(where) + 2)
                    self._opened.add(written(key))
                    self.splicer.set(where, key, indent + indent.join(block(value)), before)
                else:
                    self.splicer.set(where, key, flow(value), before)
            before.append(key)

    def _records(self, where: Span, key: str, old: list[Any] | None, new: Sequence[Any]) -> None:
        """Changes the records of a list, or else puts new ones behind the last; what is left over comes in the next pass."""
        if not old:
            self.splicer.start_list(where, key, [flow(new[0])] if where.flow else block(new[0]))
            return
        span = where.values[key]
        changed = False
        for place, (was, is_) in enumerate(zip(old, new, strict=False)):
            if was != is_:
                self.map(span.items[place], was, is_)
                changed = True
        if not changed:
            for item in new[len(old):]:
                in_brackets = span.flow or (span.items[-1].flow and len(flow(item)) <= LONGEST_FLOW)
                self.splicer.insert(span, [flow(item)] if in_brackets else block(item), len(old))

    def _column(self, where: Span) -> int:
        line = self._text[: where.start]
        return where.start - max(line.rfind("\n"), line.rfind("\r")) - 1
