"""Filled-in PDFs: the values of the text fields by their names, and nothing else of the file.

In this room: opening a foreign PDF with limits, its fields, and the rows they make. Scripts, actions and attachments are never looked at.
Not here: what a field means (`values`), and how forms are made (`cxgov.handouts`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from cxgov.handouts.canvases.definitions import CANVASES, Canvas
from cxgov.handouts.fields import SEPARATOR
from cxgov.importing.csv_sheets import AGREED, AGREED_LABEL, TALLY
from cxgov.importing.sheets import LONGEST_CELL, Cell, Row, Sheet, plain
from cxgov.language import N_, message
from cxgov.problems import Location, Problem, Severity

MOST_PAGES = 100
MOST_FIELDS = 20_000
DEEPEST = 12


def read_pdf(data: bytes, shown: str) -> tuple[list[Sheet], list[Problem]]:
    """Reads the fields of a PDF; never raises for anything a file can hold.

    Returns:
        The sheets it holds, one for each canvas, or none and what stands against it.
    """
    values, problem = _values(data, shown)
    if problem is not None:
        return [], [problem]
    by_piece: dict[str, dict[str, str]] = {}
    for name, text in values.items():
        by_piece.setdefault(name.partition(SEPARATOR)[0], {})[name] = text
    sheets = [_canvas_sheet(CANVASES[piece], by_piece[piece], shown) for piece in CANVASES if piece in by_piece]
    if TALLY in by_piece:
        sheets.append(_tally_sheet(by_piece[TALLY], shown))
    problems = [Problem("CX101", Severity.ERROR, _place(shown, name), message(N_("the text is longer than {n} characters"), n=LONGEST_CELL), message(
        N_("shorten it"))) for name, text in values.items() if len(text) > LONGEST_CELL]
    if not sheets:
        problems.append(_refused(shown, N_("the PDF has no field of a canvas or tally sheet"), N_(
            "fill in a PDF made with `cxgov handout --fillable`; one that was printed to PDF has lost its fields")))
    return sheets, problems


def _values(data: bytes, shown: str) -> tuple[dict[str, str], Problem | None]:
    """Names and texts of all fields."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                return {}, _refused(shown, N_("the PDF has too many pages"), N_("take the filled-in canvases alone"))
            form = document.Root.get("/AcroForm")
            fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
            if not isinstance(fields, pikepdf.Array):
                return {}, None
            return dict(_fields(fields, pikepdf)), None
    except pikepdf.PasswordError:
        return {}, _refused(shown, N_("the PDF is locked with a password"), N_("save it without one"))
    except Exception:  # noqa: BLE001 - a broken PDF breaks the library in many ways; all of them mean that it cannot be read
        return {}, _refused(shown, N_("the PDF is broken"), N_("open it in a PDF viewer and save it again"))


def _fields(fields: Any, pikepdf: Any) -> Iterator[tuple[str, str]]:
    """Goes through the tree of fields, whose names some programs write in parts."""
    stack = [(field, "", 0) for field in reversed(list(fields))]
    seen = 0
    while stack and seen < MOST_FIELDS:
        field, above, depth = stack.pop()
        seen += 1
        if not isinstance(field, pikepdf.Dictionary) or depth > DEEPEST:
            continue
        part = field.get("/T")
        name = SEPARATOR.join(filter(None, (above, str(part) if isinstance(part, pikepdf.String) else "")))
        children = field.get("/Kids")
        if isinstance(children, pikepdf.Array) and any(isinstance(child, pikepdf.Dictionary) and "/T" in child for child in children):
            stack += [(child, name, depth + 1) for child in reversed(list(children))]
            continue
        value = field.get("/V")
        if isinstance(value, pikepdf.String):
            yield name, plain(str(value).encode("utf-8", "replace").decode("utf-8"))
        elif isinstance(value, pikepdf.Name):
            yield name, "" if str(value) == "/Off" else "x"


def _canvas_sheet(canvas: Canvas, values: Mapping[str, str], shown: str) -> Sheet:
    """The rows of a canvas."""
    texts: dict[int, dict[str, Cell]] = {}
    known = {column.key for column in canvas.columns}
    for name, text in values.items():
        _, row, key = (*name.split(SEPARATOR), "", "")[:3]
        if row.isascii() and row.isdigit() and len(row) < 6 and int(row) and key in known and len(text) <= LONGEST_CELL:
            texts.setdefault(int(row), {})[key] = Cell(text, _place(shown, name), key, canvas.column(key).label)
    made = []
    last: dict[str, Cell] = {}
    for number, cells in sorted(texts.items()):
        own = frozenset(key for key, cell in cells.items() if cell.text)
        last = {key: cell for key, cell in last.items() if canvas.column(key).scope == "sheet" or not canvas.has(number, canvas.column(key))}
        last |= {column.key: cells[column.key] for column in canvas.columns if column.scope != "row" and column.key in own}
        if own:
            made.append(Row(min(cell.place for cell in cells.values()), {**cells, **last}, own))
    return Sheet(kind=canvas.name, file=shown, rows=tuple(made))


def _tally_sheet(values: Mapping[str, str], shown: str) -> Sheet:
    """The rows of a tally."""
    raters: dict[str, Cell] = {}
    period = None
    texts: dict[str, dict[str, Cell]] = {}
    for name, text in values.items():
        _, row, key = (*name.split(SEPARATOR), "", "")[:3]
        cell = Cell(text, _place(shown, name), key, AGREED_LABEL if key == AGREED else "")
        if row == "head":
            if key == "period":
                period = cell
            else:
                raters[key] = cell
        elif row:
            texts.setdefault(row, {})[key] = cell
    raters[AGREED] = Cell(AGREED, Location(shown), AGREED, AGREED_LABEL)
    made = []
    for practice, cells in texts.items():
        own = frozenset(key for key, cell in cells.items() if cell.text)
        if own:
            place = next(iter(cells.values())).place
            made.append(Row(place, {"practice": Cell(practice, place, "practice", N_("Practice")), **cells}, own))
    return Sheet(kind=TALLY, file=shown, rows=tuple(made), raters=raters, period=period)


def _place(shown: str, name: str) -> Location:
    return Location(f"{shown}#{name}" if name.isprintable() else shown)


def _refused(shown: str, text: str, remedy: str) -> Problem:
    return Problem("CX109", Severity.ERROR, Location(shown), message(text), message(remedy))
