"""CSV sheets: one for each canvas and for the tally, recognised by the header line; and the empty sheets to fill in.

In this room: the header, the delimiter, rows and cells with their places. Not here: what a cell means (`values`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cxgov.handouts.canvases.definitions import CANVASES, Canvas, csv_header
from cxgov.importing.sheets import LONGEST_CELL, Cell, Row, Sheet, cell_name, plain
from cxgov.importing.values import folded
from cxgov.language import LANGUAGES, N_, Language, Message, message
from cxgov.loading.csv_rows import Row as CsvRow
from cxgov.loading.csv_rows import rows
from cxgov.loading.decoding import decode, inspect
from cxgov.loading.excerpts import Lines
from cxgov.measuring.inspecting import encodings
from cxgov.problems import Location, Problem, Severity, printable

TALLY = "tally"
AGREED = "agreed"
REMARK = "#"
"""A row whose first cell begins with it is a remark."""
MOST_ROWS = 500
DELIMITERS = (";", ",", "\t")
_PRACTICE = ("practice", "praktyka", "id")
_NAME = ("name", "nazwa")
AGREED_LABEL = N_("Consensus")
_AGREED = ("agreed", "uzgodnione", "uzgodniony", "uzgodniona", "konsensus", *(folded(Language(code).gettext(AGREED_LABEL)) for code in LANGUAGES))
_EIGHT_BIT = {"cp1250": "Windows-1250", "cp1252": "Windows-1252", "iso8859-2": "ISO-8859-2"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_csv(data: bytes, path: Path, shown: str) -> tuple[Sheet | None, list[Problem]]:
    """Reads a CSV sheet; never raises for anything a file can hold.

    Args:
        data: the file.
        path: its path, whose name decides where the header fits two canvases.
        shown: its name in messages.

    Returns:
        The sheet, or ``None`` and what stands against it.
    """
    text, read_as = _decoded(data, shown)
    if text is None:
        return None, read_as
    lines = Lines(shown, text.removeprefix("\ufeff"))
    problems = [*read_as, *inspect(lines)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    delimiter = _delimiter(lines.text)
    found = list(rows(lines.text, delimiter))
    broken = next((row for row in found if row.fault), None)
    if broken is not None and broken.fault:
        return None, [_refused(lines.locate(broken.fault[1]), N_("a quotation mark is not closed, or stands alone"), N_(
            "write it twice inside of a quoted cell"))]
    if len(found) > MOST_ROWS:
        return None, [_refused(Location(shown), N_("the sheet has too many rows"), N_("split it"))]
    if not found:
        return None, [_refused(Location(shown), N_("the sheet is empty"), N_("start from an empty one: `cxgov import --templates sheets`"))]
    return _sheet(lines, found, path, problems)


def _decoded(data: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of a sheet: UTF-8, or what a spreadsheet's ordinary CSV is written in, which is said."""
    text, problems = decode(data, shown)
    if text is not None:
        return text, problems
    found = encodings.detect(data, whole=True) if problems[0].code == "CX006" else None
    if found is None and not data.lstrip().startswith(_WORKBOOKS):
        return None, problems
    if found is None or found.name not in _EIGHT_BIT or found.broken:
        return None, [replace(problem, remedy=message(N_("save it in the spreadsheet as “CSV UTF-8”"))) for problem in problems]
    text = data.decode(found.name)
    letters = "".join(dict.fromkeys(letter for letter in text if letter > "\x7f" and letter.isprintable()))
    said = Problem("CX006", Severity.INFO, Location(problems[0].place.file), message(
        N_("not UTF-8; read as {encoding}: {letters}"), encoding=_EIGHT_BIT[found.name], letters=printable(letters, 40)), message(
            N_("if these are not the letters you typed, save the sheet as “CSV UTF-8”")))
    return text, [said]


def _sheet(lines: Lines, found: Sequence[CsvRow], path: Path, problems: list[Problem]) -> tuple[Sheet | None, list[Problem]]:
    """Puts a name to the columns and makes the rows."""
    header = [plain(cell) for cell in found[0].cells]
    first = folded(header[0]) if header else ""
    if first in _PRACTICE:
        return _tally(lines, found, header, problems), problems
    canvas, keys = _canvas(header, path)
    if canvas is None:
        return None, [_unknown_header(lines, found[0], header)]
    made = _rows(lines, found, keys, {column.key: column.label for column in canvas.columns}, problems)
    return Sheet(kind=canvas.name, file=lines.file, rows=tuple(_carried_down(canvas, made))), problems


def _canvas(header: Sequence[str], path: Path) -> tuple[Canvas | None, list[str]]:
    """The canvas whose header it is; columns may be missing, in another order, or be called by their labels."""
    fitting = []
    for canvas in CANVASES.values():
        names = _headings(canvas)
        keys = [names.get(folded(title), "") for title in header]
        given = [key for key, title in zip(keys, header, strict=True) if title]
        if all(given) and given and len(set(given)) == len(given) and {c.key for c in canvas.columns if c.required} <= set(given):
            fitting.append((canvas, keys))
    exact = [(canvas, keys) for canvas, keys in fitting if set(filter(None, keys)) == set(csv_header(canvas))]
    named = [(canvas, keys) for canvas, keys in fitting if canvas.name.removeprefix("canvas-") in path.stem.casefold()]
    for candidates in (exact, named, fitting):
        if len(candidates) == 1:
            return candidates[0]
    return None, []


def _headings(canvas: Canvas) -> dict[str, str]:
    """What the columns of a canvas may be called -> their keys."""
    names = {folded(column.key): column.key for column in canvas.columns}
    for language in LANGUAGES:
        names |= {folded(Language(language).gettext(column.label)): column.key for column in canvas.columns}
    return names


def _unknown_header(lines: Lines, row: CsvRow, header: Sequence[str]) -> Problem:
    """Says which heading is wrong, where all but that one are those of a canvas."""
    remedy = N_("keep the header of the empty sheets: `cxgov import --templates sheets`")
    for canvas in CANVASES.values():
        names = _headings(canvas)
        strange = [number for number, title in enumerate(header) if title and folded(title) not in names]
        if len(strange) == 1 and sum(folded(title) in names for title in header) > 1:
            name = cell_name(lines.line_at(row.start), strange[0])
            return Problem("CX100", Severity.ERROR, lines.locate(row.place(strange[0])), _at(name, "", message(
                N_("'{title}' is no heading of the sheet “{canvas}”"), title=printable(header[strange[0]]), canvas=message(canvas.title))), message(remedy))
    return _refused(Location(lines.file, 1, 1, lines.line(1)[:200] if lines.line(1).isprintable() else ""), N_(
        "the header is that of no canvas and of no tally sheet"), remedy)


def _rows(lines: Lines, found: Sequence[CsvRow], keys: Sequence[str], labels: Mapping[str, str], problems: list[Problem]) -> list[Row]:
    """The rows behind the header, each with a cell for every column, the columns that the sheet lacks included."""
    made = []
    within = 0  # line ends inside of cells, which a spreadsheet does not count as rows
    for row in found:
        line = lines.line_at(row.start) - within
        within += sum(len(_LINE_END.findall(cell)) for cell in row.cells)
        texts = [plain(cell) for cell in row.cells]
        if row is found[0] or (texts and texts[0].startswith(REMARK)):
            continue
        if any(texts[len(keys):]):
            problems.append(Problem("CX100", Severity.ERROR, lines.locate(row.place(len(keys))), _at(cell_name(line, len(keys)), "", message(
                N_("the row has more cells than the header"))), message(N_("put a text with a delimiter in it between quotation marks"))))
        cells = {key: Cell("", lines.locate(row.start), key, label) for key, label in labels.items() if key not in keys}
        for number, key in enumerate(keys):
            if not key:
                continue
            text, name = texts[number] if number < len(texts) else "", cell_name(line, number)
            place = lines.locate(row.place(min(number, len(texts) - 1)))
            if len(text) > LONGEST_CELL:
                problems.append(Problem("CX101", Severity.ERROR, place, _at(name, labels.get(key, ""), message(
                    N_("the text is longer than {n} characters"), n=LONGEST_CELL)), message(N_("shorten it"))))
            cells[key] = Cell(text[:LONGEST_CELL], place, key, labels.get(key, ""), name)
        own = frozenset(key for key, cell in cells.items() if cell.text)
        if own:
            made.append(Row(lines.locate(row.start), cells, own))
    return made


def _at(name: str, label: str, text: Message) -> Message:
    """A text about a cell, by which a spreadsheet shows it."""
    if label:
        return message(N_("{cell}, {column}: {text}"), cell=name, column=message(label), text=text)
    return message(N_("{column}: {text}"), column=name, text=text)


def _carried_down(canvas: Canvas, made: Sequence[Row]) -> list[Row]:
    """Where a column stands once for several rows, an empty cell says "as above"."""
    shared = [column.key for column in canvas.columns if column.scope != "row"]
    last: dict[str, Cell] = {}
    full = []
    for row in made:
        if "journey" in row.own:
            last = {}  # another journey has other stages
        last |= {key: row.cells[key] for key in shared if key in row.own}
        if "stage" in row.own and "phase" not in row.own:
            last.pop("phase", None)
        full.append(Row(row.place, {**row.cells, **last}, row.own))
    return full


def _tally(lines: Lines, found: Sequence[CsvRow], header: Sequence[str], problems: list[Problem]) -> Sheet:
    """A tally: one row for each practice, one column for each rater."""
    keys, raters = ["practice"], {}
    for number, title in enumerate(header[1:], 1):
        name = folded(title)
        key = "" if not title or name in _NAME else AGREED if name in _AGREED else f"r{number}"
        keys.append(key)
        if key:
            raters[key] = Cell(title, lines.locate(found[0].place(number)), key, AGREED_LABEL if key == AGREED else "",
                               cell_name(lines.line_at(found[0].start), number))
    labels = {"practice": N_("Practice"), **({AGREED: AGREED_LABEL} if AGREED in keys else {})}
    return Sheet(kind=TALLY, file=lines.file, rows=tuple(_rows(lines, found, keys, labels, problems)), raters=raters)


def _delimiter(text: str) -> str:
    """The delimiter that the header has most of; a comma where it has none."""
    header = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    return max(DELIMITERS, key=lambda sign: (header.count(sign), sign == ","))


def _refused(place: Location, text: str, remedy: str) -> Problem:
    return Problem("CX100", Severity.ERROR, place, message(text), message(remedy))


# --- empty sheets ------------------------------------------------------------------------------------------------------


def templates(language: Language, practices: Mapping[str, str], groups: int = 4) -> dict[str, str]:
    """Makes the empty sheets: a header and one row of hints, which is a remark. The words are those of the paper.

    Args:
        language: of headings and hints; Polish spreadsheets part cells with semicolons.
        practices: id -> name, for the tally.
        groups: columns of the tally.

    Returns:
        File name -> text, with a byte order mark, by which spreadsheets know UTF-8.
    """
    made = {f"{canvas.name}.csv": [[language.gettext(column.label) for column in canvas.columns], _hints(canvas, language)] for canvas in CANVASES.values()}
    names = [language.say(message(N_("Group {number}"), number=str(n))) for n in range(1, groups + 1)]
    made[f"{TALLY}.csv"] = [[language.gettext(N_("Practice")), language.gettext(N_("Name")), *names, language.gettext(AGREED_LABEL)], *([id_, name, *[""] * (groups + 1)] for id_, name in practices.items())]
    sign = ";" if language.code == "pl" else ","
    return {name: "\ufeff" + "".join(sign.join(_written(cell, sign) for cell in row) + "\n" for row in table) for name, table in made.items()}


def _hints(canvas: Canvas, language: Language) -> list[str]:
    """What to write in each column."""
    hints = []
    for column in canvas.columns:
        said = language.gettext(column.label)
        if column.choices:
            said += f": {' / '.join(language.gettext(label) for _, label in column.choices)}"
        elif column.hint:
            said += f": {language.gettext(column.hint)}"
        hints.append(said)
    return [f"{REMARK} {hints[0]}", *hints[1:]]


def _written(cell: str, sign: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in (sign, '"', "\n", "\r")) else cell


def shown_name(path: Path) -> str:
    """A file's name as messages show it."""
    return printable(path.as_posix(), 200)
