"""What cxgov says of a generated programme, in the form that a test compares: check, record, file, line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from planted.planting import Expected
from planted.programme import write

from cxgov.checks import Checked, check
from cxgov.loading import load
from cxgov.problems import Problem


class Found(NamedTuple):
    """A finding, or a finding that must be there."""

    code: str
    about: str
    file: str
    line: int


class Judged(NamedTuple):
    """What loading and checking came to.

    Attributes:
        found: problems of files and findings of checks, sorted.
        checked: what the checks came to; ``None`` where the files were refused.
        problems: the same as ``found``, as cxgov says them.
    """

    found: list[Found]
    checked: Checked | None
    problems: list[Problem]


def judge(texts: dict[str, str], folder: Path) -> Judged:
    """Writes the files into a new folder, reads them and runs every check."""
    loaded = load(write(texts, folder))
    checked = check(loaded.workspace) if loaded.workspace else None
    problems = [*loaded.problems, *(checked.findings if checked else ())]
    return Judged(sorted(Found(p.code, p.about, p.place.file.removeprefix(f"{folder}/"), p.place.line) for p in problems), checked, problems)


def wanted(expected: Iterable[Expected], texts: dict[str, str]) -> list[Found]:
    """The findings that must be there, sorted, at their lines in the files as they were written."""
    return sorted(Found(e.code, e.about, e.spot.file, e.spot.line(texts[e.spot.file])) for e in expected)
