"""The files of an organisation as plain data to be changed, and the texts they become.

In this room: finding the files of a kind, starting a new one, and which texts differ in the end. Not here: which records are changed (the
importers) and the writing (`cxgov.cli`).
"""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxgov.importing.rewriting import new_text, rewritten
from cxgov.language import N_, message
from cxgov.loading.building import DEFAULT_LIMITS
from cxgov.loading.edits import NotEditable
from cxgov.loading.files import find, read_bytes
from cxgov.loading.source import read_text
from cxgov.problems import Location, Problem, Severity

SCHEMAS = ".cxgov/schemas"


@dataclass(frozen=True, slots=True)
class Edit:
    """A file that changes.

    Attributes:
        path: relative to the organisation's folder, with ``/``.
        before: its text; ``None`` for a new file.
        after: what it becomes.
    """

    path: str
    before: str | None
    after: str


class Draft:
    """All YAML files of a folder, each as plain data that may be changed.

    Args:
        root: the folder, which was loaded without errors before.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, str | None] = {}
        self._data: dict[str, dict[str, Any]] = {}
        self._was: dict[str, dict[str, Any]] = {}
        for path in find(root)[0]:
            name = path.relative_to(root).as_posix()
            content, _ = read_bytes(path, name, DEFAULT_LIMITS.bytes)
            text = (content or b"").decode("utf-8", "replace")
            data = read_text(text, name).data
            if data is not None:
                self._texts[name], self._data[name], self._was[name] = text, data, copy.deepcopy(data)

    def of_kind(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yields path and data of the files of a kind, by path."""
        for name in sorted(self._data):
            if self._data[name].get("kind") == kind:
                yield name, self._data[name]

    def start(self, path: str, data: dict[str, Any]) -> str:
        """Starts a new file.

        Args:
            path: where it is to stand; another name is found where that is taken.
            data: what it holds, ``kind`` first.

        Returns:
            Its path.
        """
        stem, _, ending = path.rpartition(".")
        name, number = path, 2
        while name in self._data or os.path.lexists(self._root / name):
            name, number = f"{stem}-{number}.{ending}", number + 1
        self._texts[name], self._data[name] = None, data
        return name

    def edits(self) -> tuple[list[Edit], list[Problem]]:
        """The files that differ, by path, and those that cannot be changed safely."""
        made, problems = [], []
        for name, data in sorted(self._data.items()):
            before = self._texts[name]
            if before is not None and data == self._was[name]:
                continue
            try:
                after = new_text(data, self._schema(name, data)) if before is None else rewritten(before, data)
            except NotEditable:
                problems.append(Problem("CX106", Severity.ERROR, Location(name), message(N_(
                    "the file is written in a way in which it cannot be changed safely")), message(N_(
                        "write its records one to a line or over several lines, or make the change by hand"))))
                continue
            made.append(Edit(name, before, after))
        return made, problems

    def _schema(self, name: str, data: dict[str, Any]) -> str | None:
        schema = f"{SCHEMAS}/{data['kind']}.json"
        return "../" * name.count("/") + schema if (self._root / schema).is_file() else None
