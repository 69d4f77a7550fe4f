"""Small organisations written as YAML snippets into a folder and read by the real loader, for tests of governance checks.

A snippet is one file and starts with ``kind:``; several may stand in one text, parted by ``---``. What a snippet does not
bring and others may refer to is filled in: `ORGANISATION` (people ``anna-nowak`` and ``jan-kowal``) and `KPIS` (indicator
``ease``). Import it as ``from checks.organisations import findings, reason``.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from cxgov.checks import Checked, check
from cxgov.language import Language
from cxgov.loading import load
from cxgov.model import Period, Workspace
from cxgov.problems import describe_all

AS_OF = date(2026, 9, 30)

ORGANISATION = """\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
  - {id: jan-kowal, name: Jan Kowal, function: maintenance}
"""
KPIS = """\
kind: kpis
kpis:
  - {id: ease, name: Ease of collection, type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak, target: none}
"""


class Found(NamedTuple):
    """What a test compares: the finding's code and record, and where it points."""

    code: str
    about: str
    file: str
    line: int


def organisation(folder: Path, *texts: str, defaults: bool = True) -> Workspace:
    """Writes the snippets and loads the folder.

    Args:
        folder: an empty folder; a test's `tmp_path`.
        *texts: snippets; the first of a kind becomes ``<kind>.yaml``, the next ``<kind>2.yaml``.
        defaults: write `KPIS` where there is no snippet of the kind; `ORGANISATION` is always filled in.
    """
    files = [part.lstrip("\n") for text in texts for part in re.split(r"(?m)^---\n", dedent(text).lstrip("\n"))]
    for words in [file for file in files if file.startswith("# ")]:
        # The consultant's own words begin with the name of their file: "# 2026-Q3/narrative/summary.en.md".
        files.remove(words)
        name, _, text = words.removeprefix("# ").partition("\n")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    kinds = [_kind(file) for file in files]
    for filling in (ORGANISATION, KPIS) if defaults else (ORGANISATION,):
        if _kind(filling) not in kinds:
            files.append(filling)
            kinds.append(_kind(filling))
    for index, (kind, file) in enumerate(zip(kinds, files, strict=True)):
        number = kinds[:index].count(kind) + 1
        (folder / f"{kind}{number if number > 1 else ''}.yaml").write_text(file, encoding="utf-8")
    loaded = load(folder)
    assert loaded.workspace is not None, describe_all(loaded.problems, Language("en"), None)
    return loaded.workspace


def checked(folder: Path, *texts: str, as_of: date = AS_OF, period: Period | None = None, defaults: bool = True) -> Checked:
    """Runs all checks over the snippets."""
    return check(organisation(folder, *texts, defaults=defaults), period=period, as_of=as_of)


def findings(folder: Path, code: str, *texts: str, as_of: date = AS_OF, period: Period | None = None,
             defaults: bool = True) -> list[Found]:
    """Returns the findings of one rule, by place; the rule must have been judged."""
    result = checked(folder, *texts, as_of=as_of, period=period, defaults=defaults)
    assert code not in result.not_checked, str(result.not_checked[code])
    return [Found(f.code, f.about, Path(f.place.file).name, f.place.line) for f in _of(result, code)]


def sentences(folder: Path, code: str, *texts: str, as_of: date = AS_OF, period: Period | None = None,
              defaults: bool = True) -> list[str]:
    """Returns what the findings of one rule say in English, by place."""
    return [str(f.text) for f in _of(checked(folder, *texts, as_of=as_of, period=period, defaults=defaults), code)]


def reason(folder: Path, code: str, *texts: str, as_of: date = AS_OF, period: Period | None = None,
           defaults: bool = True) -> str | None:
    """Returns why one rule was not judged, in English; ``None`` when it was."""
    gap = checked(folder, *texts, as_of=as_of, period=period, defaults=defaults).not_checked.get(code)
    return None if gap is None else str(gap)


def _of(result: Checked, code: str) -> list:
    # A crash of the rule stands in its place, so that a test sees it instead of an empty list.
    return [f for f in result.findings if f.code == code or (f.code == "CX099" and f.about == code)]


def _kind(text: str) -> str:
    found = re.search(r"(?m)^kind: *([a-z]+)", text)
    assert found, text
    return found[1]
