"""The baseline: findings an old programme starts with, so that only new ones fail a check.

In this room: what makes a finding of today the same as one of the baseline, and the plain form the file has. A finding is
told by its check and the record it is about, never by its line: lines move with every edit. Suppressions that expired or cover
nothing are known like findings. Files with faults have no baseline; only what the checks find does. Not here: reading and writing the file (`cxgov.cli.baselines`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cxgov.problems import Problem

FORM = "cxgov-baseline"
VERSION = 1
NOTES = ("CX071", "CX072")
"""What the checks say about suppressions (`cxgov.checks.settings`)."""


class Known(NamedTuple):
    """What tells a finding of a baseline.

    Attributes:
        code: the check.
        about: id of the record it is about; empty where it is about a file.
        file: the file, relative to the organisation's folder, where it is about no record; else empty.
    """

    code: str
    about: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Findings held against a baseline.

    Attributes:
        new: findings the baseline does not know, by place.
        known: findings it knows.
        gone: how many findings of the baseline are no longer found.
    """

    new: list[Problem]
    known: list[Problem]
    gone: int


def against(findings: Sequence[Problem], baseline: Counter[Known], root: str) -> Compared:
    """Parts findings into new and known ones.

    Args:
        findings: what was found, by place. Problems of files are always new.
        baseline: how many findings of each kind it knows; where there are more now, the last ones count as new.
        root: the organisation's folder as the findings name it.
    """
    left = baseline.copy()
    new: list[Problem] = []
    known: list[Problem] = []
    for found in findings:
        key = _key(found, root)
        if _governance(found) and left[key] > 0:
            left[key] -= 1
            known.append(found)
        else:
            new.append(found)
    return Compared(new=new, known=known, gone=left.total())


def as_data(findings: Iterable[Problem], root: str) -> dict[str, Any]:
    """The plain form of a baseline: sorted, so that it reads well as a difference under version control."""
    counted = Counter(_key(found, root) for found in findings if _governance(found))
    return {"form": FORM, "version": VERSION, "findings": [
        {"code": key.code, **({"about": key.about} if key.about else {"file": key.file}), **({"count": n} if n > 1 else {})}
        for key, n in sorted(counted.items())]}


def from_data(data: Any) -> Counter[Known]:
    """Reads the plain form of a baseline.

    Raises:
        ValueError: if it is none.
    """
    if not isinstance(data, dict) or data.get("form") != FORM or data.get("version") != VERSION or not isinstance(data.get("findings"), list):
        raise ValueError(FORM)
    found: Counter[Known] = Counter()
    for entry in data["findings"]:
        if not isinstance(entry, dict):
            raise ValueError(FORM)  # noqa: TRY004 - a file of another form, not a wrong argument
        key = Known(*(entry.get(name, "") for name in Known._fields))
        count = entry.get("count", 1)
        if not all(isinstance(part, str) for part in key) or isinstance(count, bool) or not isinstance(count, int) or count < 1:
            raise ValueError(FORM)
        found[key] += count
    return found


def _governance(found: Problem) -> bool:
    return found.code.startswith("CXG-") or found.code in NOTES


def _key(found: Problem, root: str) -> Known:
    return Known(found.code, found.about, "" if found.about else found.place.file.removeprefix(f"{root}/"))
