"""What groups wrote comes back in: CSV sheets and filled-in PDFs become records of the organisation's files.

In this room: recognising sheets, taking their cells over into a draft of the files, and proving that the files are right afterwards.
Nothing is written here (`cxgov.cli`). Not here: the canvases themselves (`cxgov.handouts.canvases`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cxgov.importing import oddities
from cxgov.importing.csv_sheets import read_csv, shown_name, templates
from cxgov.importing.desk import Change, Desk
from cxgov.importing.draft import Draft, Edit
from cxgov.importing.pdf_sheets import read_pdf
from cxgov.importing.registry import IMPORTERS
from cxgov.importing.sheets import Sheet
from cxgov.language import N_, Language, message
from cxgov.loading import load
from cxgov.loading.files import read_bytes
from cxgov.model import Framework, Period, Workspace
from cxgov.problems import Location, Problem, Severity, in_order, worst

__all__ = ["IMPORTERS", "Change", "Edit", "Options", "Plan", "plan", "templates"]

MOST_BYTES = 32 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How sheets are taken over.

    Attributes:
        framework: the framework of tallies, practices and stages.
        language: in which the sheets are written.
        day: today.
        period: of decisions and tallies that name none.
        replace: accept other values than those on record.
        adding: kinds of record that may be added because a cell names them: ``person``, ``channel``, ``function``.
        rater: whose answers a tally with one column holds.
        agreed: whether those are the agreed ones.
    """

    framework: Framework
    language: Language
    day: date
    period: Period | None = None
    replace: bool = False
    adding: frozenset[str] = frozenset()
    rater: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be written.

    Attributes:
        edits: the files that change; empty where everything is in already, or where a problem of severity error refuses it all.
        changes: what happens to which record.
        problems: what was odd, by place.
        sheets: number of sheets that were recognised.
        empty: whether nothing is written on any of them.
    """

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    sheets: int
    empty: bool = False

    @property
    def refused(self) -> bool:
        """Whether a problem stands in the way of all of it."""
        return worst(self.problems) is Severity.ERROR


def plan(org: Path, workspace: Workspace, files: Sequence[Path], options: Options) -> Plan:
    """Works out what sheets would change in an organisation's files; writes nothing and never raises for what a sheet can hold.

    Args:
        org: the organisation's folder.
        workspace: the same, loaded.
        files: CSV sheets and PDFs.
        options: how they are taken over.
    """
    read, problems = _read(files)
    sheets = [oddities.without_dashes(sheet) for sheet in read]
    desk = Desk(draft=Draft(org), framework=options.framework, language=options.language, day=options.day, period=options.period,
                replace=options.replace, adding=options.adding, rater=options.rater, agreed=options.agreed)
    for kind, importer in IMPORTERS.items():
        for sheet in sheets:
            if sheet.kind == kind:
                importer(desk, sheet)
                desk.problems += oddities.of_sheet(sheet)
    problems += desk.problems
    edits: list[Edit] = []
    if worst(problems) is not Severity.ERROR:
        edits, faults = desk.draft.edits()
        problems += faults
    if edits and worst(problems) is not Severity.ERROR:
        problems += _proved(org, workspace, edits, desk)
    refused = worst(problems) is Severity.ERROR
    return Plan(edits=() if refused else tuple(edits), changes=tuple(desk.changes()), problems=tuple(in_order(problems)), sheets=len(sheets),
                empty=not any(sheet.filled for sheet in sheets))


def _read(files: Sequence[Path]) -> tuple[list[Sheet], list[Problem]]:
    """Recognises the sheets of all files; a file named twice counts once."""
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(files):
        shown = shown_name(path)
        data, problem = read_bytes(path, shown, MOST_BYTES)
        if data is None:
            problems += [problem] if problem else []
        elif data[:1024].lstrip().startswith(b"%PDF-"):
            found, faults = read_pdf(data, shown)
            sheets += found
            problems += faults
        else:
            sheet, faults = read_csv(data, path, shown)
            sheets += [sheet] if sheet else []
            problems += faults
    return sheets, problems


def _proved(org: Path, workspace: Workspace, edits: Collection[Edit], desk: Desk) -> list[Problem]:
    """Loads the folder as it would be; what was wrong before is not said again."""
    after, before = load(org, drafts={edit.path: edit.after for edit in edits}), load(org)
    known = {(problem.code, str(problem.text)) for problem in before.problems}
    found = [problem for problem in after.problems if (problem.code, str(problem.text)) not in known]
    if before.workspace is not None and after.workspace is None and not any(problem.severity is Severity.ERROR for problem in found):
        found.append(Problem("CX107", Severity.ERROR, Location(workspace.name), message(N_("the files would not fit together afterwards"))))
    if after.workspace is not None:
        found += oddities.of_decisions(after.workspace, desk.decided)
        found += oddities.of_ratings(before.workspace, after.workspace, desk.framework, desk.rated, desk.language)
    return found
