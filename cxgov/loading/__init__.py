"""Text files in, one immutable workspace out, or every problem at once.

In this room: reading YAML with positions (`source`), logs that stand in CSV files (`logs`), the shape of each file kind
(`structure`), ids and references (`references`), what must hold between records (`consistency`), and putting it together
(`resolve`). Not here: judging the governance (`checks`) and reading survey data (`measuring`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from cxgov import resources
from cxgov.language import N_, message
from cxgov.loading.files import find, narratives, read_markdown
from cxgov.loading.logs import read_log
from cxgov.loading.source import Document, read, read_text
from cxgov.loading.structure import KINDS, is_unfilled, json_schema, validate
from cxgov.model import Assessment, Framework, Workspace
from cxgov.model.voice import Complaints, Feedback
from cxgov.problems import Location, Problem, Severity, in_order, worst

__all__ = ["KINDS", "InvalidInput", "Loaded", "built_in_frameworks", "json_schema", "load", "load_file", "load_workspace"]


Progress = Callable[[int, int, str], None]


class InvalidInput(Exception):
    """The files cannot be used as they are.

    Attributes:
        problems: everything that is wrong, by place.
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a folder.

    Attributes:
        workspace: the workspace; ``None`` when a problem of severity error was found.
        problems: all problems, by place; warnings may stand beside a workspace.
        language: the organisation's first language, where its file says so much.
    """

    workspace: Workspace | None
    problems: list[Problem]
    language: str | None = None


def load_workspace(path: Path | str) -> Workspace:
    """Loads an organisation's folder.

    Raises:
        InvalidInput: with every problem, if any is an error.
    """
    loaded = load(path)
    if loaded.workspace is None:
        raise InvalidInput(loaded.problems)
    return loaded.workspace


def load(path: Path | str, tell: Progress | None = None, kinds: frozenset[str] | None = None, drafts: Mapping[str, str] | None = None) -> Loaded:
    """Loads an organisation's folder and collects all problems; never raises for anything a folder can hold.

    Args:
        path: the folder.
        tell: is called before each file with the number of files read, of all files, and the file's name.
        kinds: the kinds of file that are wanted; of other kinds nothing is looked at but `kind`. By default all.
        drafts: texts that are not written yet, by path relative to the folder; they count instead of the files of these names.
    """
    from cxgov.loading.resolve import resolve

    root = Path(path)
    shown_root = os.fspath(path).rstrip("/") or "/"
    if not root.is_dir():
        text = N_("this is a file; the folder of an organisation is wanted") if root.exists() else N_("there is no such folder")
        return Loaded(None, [Problem("CX044", Severity.ERROR, Location(shown_root), message(text), message(
            N_("name the organisation's folder, or start one with `cxgov init`")))])
    with _without_garbage_collection():
        drafts = drafts or {}
        paths, problems = find(root)
        paths = sorted({*paths, *(root / name for name in drafts)}, key=lambda path: path.as_posix())
        parsed: list[tuple[Document, Any | None]] = []
        read_texts: dict[str, str] = {}
        logs: dict[str, Location] = {}
        unfilled: list[Problem] = []
        for number, file in enumerate(paths):
            if tell:
                tell(number, len(paths), file.name)
            relative = file.relative_to(root).as_posix()
            shown = relative if shown_root == "." else f"{shown_root}/{relative}"
            document = read_text(drafts[relative], shown) if relative in drafts else read(file, shown)
            if kinds is not None and document.data is not None and document.data.get("kind") in KINDS.keys() - kinds:
                continue
            record, faults = validate(document)
            if is_unfilled(document, faults):
                unfilled += faults
                faults = []
            problems += [*document.problems, *faults]
            read_texts[relative] = document.text
            parsed.append((document, record))
            log = read_log(root, shown_root, document, record, logs) if isinstance(record, Feedback | Complaints) else None
            if log is not None:
                problems += log.problems
                if log.document is not None:
                    read_texts[log.relative] = log.document.text
                    parsed.append((log.document, log.record))
        # A rating sheet that nobody has filled in yet does not stand in the way of those that are.
        answered = any(isinstance(record, Assessment) for _, record in parsed)
        problems += [replace(problem, severity=Severity.WARNING) if answered else problem for problem in unfilled]
        texts: dict[str, str] = {}
        narrative_paths, faults = narratives(root)
        problems += faults
        for file in narrative_paths:
            relative = file.relative_to(root).as_posix()
            words, faults = read_markdown(file, f"{shown_root}/{relative}")
            problems += faults
            if words is not None:
                texts[relative] = words
                read_texts[relative] = words
        workspace, faults = resolve(shown_root, parsed, texts, built_in_frameworks(), Fingerprints(read_texts))
        problems = in_order([*problems, *faults])
    return Loaded(None if worst(problems) == Severity.ERROR else workspace, problems, _language([document for document, _ in parsed]))


def _language(documents: list[Document]) -> str | None:
    """The first language of an organisation, be its file right or wrong in other things."""
    for document in documents:
        if document.data is not None and document.data.get("kind") == "organisation":
            languages = document.data.get("languages", ["pl"])
            return next((str(code) for code in languages), None) if isinstance(languages, list) else None
    return None


def load_file(path: Path | str, shown: str | None = None) -> tuple[Any | None, list[Problem]]:
    """Reads one file on its own: its record, or every problem of its syntax and shape."""
    document = read(Path(path), shown or os.fspath(path))
    record, problems = validate(document)
    return record, in_order([*document.problems, *problems])


@cache
def built_in_frameworks() -> dict[str, Framework]:
    """Loads the frameworks that come with cxgov, by id.

    Raises:
        InvalidInput: if one of them is broken, which a test rules out.
    """
    from cxgov.loading import consistency
    from cxgov.loading.places import RecordPlaces

    found: dict[str, Framework] = {}
    for name, file in resources.frameworks().items():
        document = read_text(file.read_text(encoding="utf-8"), f"{name}.yaml")
        record, problems = validate(document)
        problems = [*document.problems, *problems]
        if isinstance(record, Framework):
            problems += consistency.of_framework(record, RecordPlaces([(document, record)], name))
        if problems or not isinstance(record, Framework):
            raise InvalidInput(problems)
        found[record.id] = record
    return found


class Fingerprints(Mapping[str, str]):
    """SHA-256 of each file's text by its path, computed when a report asks for it."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(sorted(texts.items()))

    def __getitem__(self, path: str) -> str:
        import hashlib  # slow to import, and only reports ask

        return hashlib.sha256(self._texts[path].encode("utf-8", "surrogatepass")).hexdigest()

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Loading makes many small objects and no rubbish in cycles; collecting in between costs half the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
