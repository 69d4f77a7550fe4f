"""What is odd about sheets and about what they would bring, beside the cells that cannot be read.

In this room: dashes for nothing, texts like formulas, columns that no file holds, decisions that lack something, and periods with too few
answers for a score. Not here: the reading of single cells (`values`, `desk`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from cxgov.handouts.canvases.definitions import CANVASES
from cxgov.importing.desk import of_cell
from cxgov.importing.sheets import Row, Sheet
from cxgov.language import N_, Language, Message, counted, message
from cxgov.model import Framework, Period, Workspace, parse_period
from cxgov.problems import Location, Problem, Severity
from cxgov.reviewing.coverage import lacks
from cxgov.scoring import Scorecard, score
from cxgov.scoring.scorecard import Reason

_DASHES = frozenset("-–—\N{MINUS SIGN}")
_FORMULA = re.compile(r"[=@]\s*\S|[+-]\s*[^\W\d][\w.]*\s*[(|!]")
_SAYS_NO = frozenset({("canvas-kpi", "target")})
"""Columns in which a dash is an answer: there is no target."""
_READ = frozenset({"number", "day", "period", "choice", "flag"})
"""Kinds of column whose text is read as something; a formula there cannot be read."""


def without_dashes(sheet: Sheet) -> Sheet:
    """A dash in a cell means that there is nothing to write: the cell is empty."""
    canvas = CANVASES.get(sheet.kind)
    answers = {column.key for column in canvas.columns if column.kind == "flag" or (canvas.name, column.key) in _SAYS_NO} if canvas else set()
    rows = []
    for row in sheet.rows:
        dashes = {key for key, cell in row.cells.items() if cell.text in _DASHES and key not in answers}
        cells = {key: replace(cell, text="") if key in dashes else cell for key, cell in row.cells.items()} if dashes else row.cells
        if row.own - dashes:
            rows.append(Row(row.place, cells, row.own - dashes))
    return replace(sheet, rows=tuple(rows))


def of_sheet(sheet: Sheet) -> Iterator[Problem]:
    """Yields what is odd about the cells of a canvas: columns that serve the talk and stand in no file, and texts that look like formulas."""
    canvas = CANVASES.get(sheet.kind)
    for column in canvas.columns if canvas else ():
        written = [row.cell(column.key) for row in sheet.rows if column.key in row.own]
        if not column.field and written:
            said: Message = counted(len(written), N_("{column}: no file holds this; {n} cell stays on the sheet"), N_(
                "{column}: no file holds this; {n} cells stay on the sheet"), column=message(column.label))
            yield Problem("CX105", Severity.INFO, written[0].place, said)
        elif column.kind not in _READ:
            for cell in written:
                if _FORMULA.match(cell.text):
                    yield Problem("CX110", Severity.WARNING, cell.place, of_cell(cell, message(N_("this looks like a formula and is taken as text"))), message(
                        N_("type what was meant in its place")))


_LACKS: Mapping[tuple[str, ...], str] = {
    ("owner",): N_("the decision has no owner: `cxgov check` will report it as CXG-051"),
    ("due",): N_("the decision has no date: `cxgov check` will report it as CXG-051"),
    ("owner", "due"): N_("the decision has neither an owner nor a date: `cxgov check` will report it as CXG-051"),
}


def of_decisions(after: Workspace, decided: Mapping[str, Row]) -> Iterator[Problem]:
    """Yields the decisions that came from a sheet and lack an owner or a date, as the check will say.

    Args:
        after: the organisation as it would be.
        decided: ids of the decisions that were taken over, with the row of each.
    """
    for file in after.decisions:
        for decision in file.decisions:
            missing, row = lacks(decision), decided.get(decision.id)
            if missing and row is not None:
                cell = row.cell(missing[0])
                yield Problem("CX104", Severity.WARNING, cell.place, of_cell(cell, message(_LACKS[missing])), message(
                    N_("name one person and one day")))


def of_ratings(before: Workspace | None, after: Workspace, framework: Framework, rated: Mapping[str, Location], language: Language) -> Iterator[Problem]:
    """Yields the periods that would have answers and yet no score, and says which score they push aside.

    Args:
        before: the organisation as it is; ``None`` where it does not load.
        after: as it would be.
        framework: of the tally.
        rated: periods into which answers were put, with a place for each.
        language: in which a share is written.
    """
    for when, place in rated.items():
        period = parse_period(when)
        card = score(after, framework.id, period)
        if card.index_exact is not None or card.reason is not Reason.TOO_FEW_ANSWERS:
            continue
        scores = list(card.practices())
        known = after.assessed_periods(framework.id, None)
        last = _last(before, framework, period) if period == known[-1] else None
        text = message(N_("{period} would have answers to {n} of {all} practices: too few for a score, which takes {least} of their weight"),
                       period=when, n=sum(found.na or found.claimed is not None for found in scores), all=len(scores),
                       least=language.percent(framework.scoring.min_coverage))
        remedy = message(N_("rate the others, too; until then reports take {period} as the latest and show no result instead of {index} of {last}, "
                            "which --period {last} still shows"), period=when, index=f"{last.index}/100", last=str(last.period)) if last else message(
            N_("rate the others, too; until then there is no result for this period"))
        yield Problem("CX111", Severity.WARNING, place, text, remedy)


def _last(before: Workspace | None, framework: Framework, period: Period) -> Scorecard | None:
    """The latest scorecard with a result that the period would push aside."""
    for known in reversed(before.assessed_periods(framework.id, None) if before else ()):
        card = score(before, framework.id, known) if before else None
        if card is not None and card.index is not None and known <= period:
            return card
    return None
