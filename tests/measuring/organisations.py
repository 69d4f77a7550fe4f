"""Small organisations with data: a folder written from snippets of YAML and bytes, and measured. For tests of measuring.

Import it as ``from measuring.organisations import survey, measured``. `measured` counts in this process, which is quick; the
tests of `isolation`, of the command and of hostile files start the process that reads in earnest (`isolated=True`).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cxgov.language import Language
from cxgov.loading import load
from cxgov.measuring import Measured, measure
from cxgov.measuring.accounts import sentence
from cxgov.measuring.files import UnreadableFile, as_data, from_data
from cxgov.model import Measurement, Period, Workspace, parse_period
from cxgov.problems import Problem, describe, describe_all

ENGLISH = Language("en")
ORGANISATION = """\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
"""
JOURNEY = """\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    phase: use
    touchpoints:
      - {id: open-locker, name: Opening the locker}
      - {id: call-us, name: Calling us}
"""
NPS = "{id: nps, name: NPS, type: nps, variant: nps_0_10, family: perception, owner: anna-nowak, target: none, measure: {source: survey, column: score}}"


def kpi(name: str = "ease", *, measure: str, kind: str = "mean", **fields: str) -> str:
    """One indicator as a flow map; ``measure`` without its braces, the source is filled in."""
    more = "".join(f", {key}: {value}" for key, value in fields.items())
    source = "" if "source:" in measure else "source: survey, "
    return f"{{id: {name}, name: {name}, type: {kind}, family: perception, owner: anna-nowak, target: none{more}, measure: {{{source}{measure}}}}}"


def survey(folder: Path, data: bytes | str | None, *kpis: str, source: str = "", file: str = "survey.csv", path: str | None = None,
           organisation: str = ORGANISATION, more: Mapping[str, str] | None = None, dated: bool = False) -> Path:
    """Writes an organisation with one source.

    Args:
        folder: where; a test's `tmp_path`.
        data: what the file holds, text as UTF-8; ``None``: there is no file.
        *kpis: indicators, see `kpi`; by default NPS in column ``score``.
        source: further fields of the source, as YAML lines without indentation.
        file: the file's name.
        path: the source's `path`; by default the file's name.
        organisation: organisation.yaml.
        more: further files, name -> text.
        dated: the source says itself how it is dated; by default it holds Q3 2026.

    Returns:
        The organisation's folder.
    """
    root = folder / "acme"
    root.mkdir()
    if data is not None:
        target = root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    lines = [f"path: {json.dumps(path or file)}", *([] if dated else ["period: 2026-Q3"]), *source.splitlines()]
    files = {
        "organisation.yaml": organisation, "journey.yaml": JOURNEY,
        "kpis.yaml": "kind: kpis\nkpis:\n" + "".join(f"  - {found}\n" for found in kpis or (NPS,)),
        "sources.yaml": "kind: sources\nsources:\n  - id: survey\n" + "".join(f"    {line}\n" for line in lines), **(more or {})}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    return root


def workspace_of(root: Path) -> Workspace:
    """Loads the folder; what is wrong with it fails the test."""
    found = load(root)
    assert found.workspace is not None, describe_all(found.problems, ENGLISH, None)
    return found.workspace


def here(function: str, payload: Mapping[str, Any], **_limits: float) -> dict[str, Any]:
    """Calls what the reading process would call, in this one; data and refusals cross as they do between the two."""
    module, name = function.split(":")
    with tempfile.TemporaryDirectory() as scratch:
        try:
            answer = getattr(import_module(module), name)(json.loads(json.dumps({**payload, "scratch": scratch})))
        except UnreadableFile as refused:
            raise from_data(json.loads(json.dumps(as_data(refused)))) from None
        found: dict[str, Any] = json.loads(json.dumps(answer))
    return found


def measured(root: Path, *periods: str, isolated: bool = False, kpis: list[str] | None = None) -> Measured:
    """Measures the organisation; by default the period that `survey` writes."""
    workspace = workspace_of(root)
    wanted = [parse_period(period) for period in periods or ("2026-Q3",)]
    if isolated:
        return measure(workspace, root, wanted, kpis=kpis)
    with patch.object(sys.modules["cxgov.measuring.asking"], "run", here):
        return measure(workspace, root, wanted, kpis=kpis)


def whole(found: Measured, name: str = "nps", period: str = "2026-Q3") -> Measurement:
    """The measurement of an indicator over all; problems, if there is none."""
    entries: list[Measurement] = found.measurements.get(_period(period), [])
    chosen = [m for m in entries if m.kpi == name and m.segment is None and m.touchpoint is None]
    assert len(chosen) == 1, said(found) or "no measurement, and nobody says why"
    return chosen[0]


def parts(found: Measured, name: str = "nps", period: str = "2026-Q3") -> dict[str, Measurement]:
    """The measurements of an indicator's segments and touchpoints, by value or id."""
    entries = [m for m in found.measurements.get(_period(period), []) if m.kpi == name]
    return {str(m.segment.value) if m.segment else m.touchpoint or "": m for m in entries if m.segment or m.touchpoint}


def codes(found: Measured) -> list[str]:
    """The codes of the problems, by place."""
    return [problem.code for problem in found.problems]


def refusal(found: Measured) -> str:
    """What is said of the one source that was refused, of which nothing was used."""
    assert not found.measurements, found.measurements
    assert codes(found) == ["CX070"], said(found)
    return say(found.problems[0])


def say(problem: Problem) -> str:
    """A problem in words, without the excerpt."""
    return describe(problem, ENGLISH, excerpts=False)


def said(found: Measured) -> str:
    """Every problem in words."""
    return "\n".join(map(say, found.problems))


def balanced(found: Measured) -> str:
    """The account of the one source, after adding it up."""
    (books,) = found.accounts
    assert books.records == sum(books.used.values()) + books.outside + sum(books.rejected.values())
    return sentence(books, ENGLISH)


def _period(text: str) -> Period:
    return parse_period(text)
