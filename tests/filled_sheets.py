"""Sheets as groups fill them in, and organisations to take them over into, for tests of importing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cxgov.handouts.canvases import filling
from cxgov.handouts.canvases.definitions import CANVASES, JOURNEY, csv_header
from cxgov.handouts.canvases.words import Words
from cxgov.importing import Options, Plan, plan
from cxgov.language import Language
from cxgov.loading import load_workspace
from cxgov.model import Workspace

TODAY = date(2026, 11, 20)

ORGANISATION = """kind: organisation
id: acme
name: {pl: Acme, en: Acme}   # stays as it is
languages: [pl, en]
people:
  - {id: anna-nowak, name: Anna Nowak}
  - {id: jan-kowal, name: Jan Kowal}
"""
JOURNEY_FILE = """kind: journey
id: buying
name: {pl: Zakup, en: Buying}
stages:
  - id: choose
    name: {pl: Wybór, en: Choosing}
    touchpoints:
      - id: compare          # the one everybody talks about
        name: {pl: Porównanie ofert, en: Comparing offers}
        accountable: [anna-nowak]
      - {id: ask, name: Pytanie o cenę}
"""


def acme(folder: Path, **files: str) -> Path:
    """A small organisation with one journey; more files by name, ``__`` for a slash, without ``.yaml``."""
    for name, text in {"organisation": ORGANISATION, "journeys__buying": JOURNEY_FILE, **files}.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def sheet(folder: Path, canvas: str, *rows: dict[str, str], sign: str = ",") -> Path:
    """A CSV sheet of a canvas."""
    header = csv_header(CANVASES[canvas])
    return table(folder / f"{canvas}.csv", [header, *([row.get(key, "") for key in header] for row in rows)], sign)


def table(path: Path, rows: Sequence[Sequence[str]], sign: str = ",") -> Path:
    """A CSV file."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=sign).writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


def planned(org: Path, *files: Path, language: str = "pl", **changes: Any) -> Plan:
    """What sheets would change."""
    workspace = load_workspace(org)
    framework = workspace.frameworks[workspace.organisation.frameworks[0]]
    return plan(org, workspace, files, Options(**{"framework": framework, "language": Language(language), "day": TODAY, **changes}))


def apply(org: Path, made: Plan) -> None:
    """Writes a plan."""
    assert not made.refused, [str(problem.text) for problem in made.problems]
    for edit in made.edits:
        path = org / edit.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(edit.after.encode("utf-8"))


def own_sheets(folder: Path, workspace: Workspace, language: str) -> list[Path]:
    """Every canvas filled in from an organisation's own files, exactly."""
    framework = workspace.frameworks[workspace.organisation.frameworks[0]]
    words = Words(workspace=workspace, framework=framework, language=Language(language), exact=True)
    made = []
    for canvas in CANVASES.values():
        rows = [row for page in filling.journeys(words, JOURNEY.rows // JOURNEY.block, JOURNEY.block) for row in page] if canvas is JOURNEY else (
            filling.rows_of(canvas.name, words))
        made.append(sheet(folder, canvas.name, *(dict(row.cells) for row in rows)))
    return made


def codes(made: Plan) -> list[str]:
    """Codes of what was odd."""
    return [problem.code for problem in made.problems]
