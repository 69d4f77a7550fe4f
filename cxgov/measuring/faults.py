"""What is wrong with a source or with what an indicator expects of it, as problems with the place in the definitions.

In this room: words and places. Not here: finding it (`measure`, `engines`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cxgov.kpis.scales import scale_of
from cxgov.language import N_, Message, Number, counted, message
from cxgov.measuring.accounts import Account
from cxgov.measuring.dates import common, readings
from cxgov.measuring.engines import Counted, Missing
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.headers import clean
from cxgov.measuring.plan import Plan, Reader, formats_of
from cxgov.measuring.results import MOST_PARTS, shown_answer
from cxgov.measuring.tallies import CellKey, Sorted
from cxgov.measuring.words import odd_word
from cxgov.model import Kpi, Period, Source, Workspace
from cxgov.problems import Problem, Severity, printable

Look = Callable[[Source, str, Sequence[str] | None, int], list[tuple[str, int, str]]]
"""Finds rows: source, column, texts (``None``: unreadable dates), how many -> (file, row, text)."""

MISFIT = 0.05
"""From this share of answers outside the scale on, the scale does not fit the data and nothing is computed."""
ENOUGH_TO_DOUBT = 50
"""Answers from which on it is no accident that a part of the scale was never used."""
SHOWN_ROWS = 20
SHOWN_VALUES = 6


def source_refused(workspace: Workspace, source: Source, refused: UnreadableFile) -> Problem:
    """A source that cannot be used as it is."""
    where = ":".join([refused.file or source.path or source.table or "", *([str(refused.line)] if refused.line else [])])
    key = "path" if source.path else "connect"
    return Problem("CX070", Severity.ERROR, workspace.places.of(source, key), message(
        N_("source '{id}' cannot be read: {file}: {reason}"), id=source.id, file=printable(where, 200), reason=refused.text), refused.remedy, source.id)


def column_missing(workspace: Workspace, reader: Reader, source: Source, missing: Missing) -> Problem:
    """An indicator whose column a source does not have."""
    place = workspace.places.of(reader.measure, _key_of(reader, missing.column))
    text = message(N_("KPI '{id}': source '{source}' has no column '{column}'"), id=reader.kpi.id, source=source.id, column=printable(missing.column))
    names = ", ".join(f"'{printable(name)}'" for name in missing.nearest)
    return Problem("CX071", Severity.ERROR, place, text, message(N_("nearest: {names}"), names=names) if names else message(
        N_("`cxgov source inspect` shows the columns of the file")), reader.kpi.id)


def _key_of(reader: Reader, column: str) -> str:
    measure = reader.measure
    fields = ("column", "from_", "to", "emotion", "effort", "success", "numerator", "denominator")
    return next((name for name in fields if getattr(measure, name) == column), "only" if column in measure.only else "column")


def misfit(workspace: Workspace, question: Plan, index: int, cells: Mapping[CellKey, Sorted]) -> Problem | None:
    """A scale that does not fit the data: too many answers lie outside of it.

    Times have no scale: what cannot be used of them is counted and left out (`odd_answers`), however much it is.
    """
    reader = question.readers[index]
    odd, used = odd_of(index, cells)
    n = sum(count for value, count in odd.items() if odd_word(value, count) is None)
    if not n or n < MISFIT * (n + used):
        return None
    return Problem("CX072", Severity.ERROR, workspace.places.of(reader.measure, "column"), message(
        N_("KPI '{id}': {n} of {total} answers in column '{column}' of source '{source}' do not fit its scale: {values}"), id=reader.kpi.id, n=n,
        total=n + used, column=printable(reader.columns[0]), source=question.source.id, values=values_text(odd)), message(
        N_("declare such answers under 'no_answer', 'not_applicable' or 'labels', or correct scale, variant or column")), reader.kpi.id)


def unlikely(workspace: Workspace, question: Plan, index: int, cells: Mapping[CellKey, Sorted]) -> list[Problem]:
    """Answers that fit the scale but hardly come from it: its upper third is never used; or every answer is a success."""
    reader = question.readers[index]
    counts: Counter[Any] = Counter()
    blank = 0
    for key, rows in cells.items():
        if key.reader == index and key.dimension is None:
            counts += rows.counts
            blank += rows.no_answer
    n, place = sum(counts.values()), workspace.places.of(reader.measure, "column")
    values: dict[str, Any] = {"id": reader.kpi.id, "column": printable(reader.columns[0]), "source": question.source.id}
    if n < ENOUGH_TO_DOUBT:
        return []
    scale = scale_of(reader.kpi)
    numbers = [part for answer in counts for part in (answer if isinstance(answer, tuple) else (answer,)) if part is not None]
    if scale and numbers and max(numbers) <= scale.min + (scale.max - scale.min) * 2 / 3:
        return [Problem("CX085", Severity.WARNING, place, message(
            N_("KPI '{id}': the highest of {n} answers in column '{column}' of source '{source}' is {highest}, on a scale of {low} to {high}"), n=n,
            highest=Number(float(max(numbers))), low=Number(scale.min), high=Number(scale.max), **values), message(
            N_("look whether the question was asked on another scale; answers are never converted")), reader.kpi.id)]
    if set(counts) == {1} and blank and reader.kpi.type in ("share", "fcr", "churn", "retention") and not reader.measure.failure:
        return [Problem("CX086", Severity.WARNING, place, message(
            N_("KPI '{id}': every answer in column '{column}' of source '{source}' is a success, and {blank} cells are empty"), blank=blank, **values), message(
            N_("where an empty cell is a box that nobody ticked, write failure: {form}, and say with 'only' who was asked"), form='[""]'), reader.kpi.id)]
    return []


def odd_of(index: int, cells: Mapping[CellKey, Sorted]) -> tuple[Counter[str], int]:
    """What fits nothing of an indicator's answers, and how many answers were used, over all periods asked for."""
    odd: Counter[str] = Counter()
    used = 0
    for key, rows in cells.items():
        if key.reader == index and key.dimension is None:
            odd += rows.out_of_range
            used += sum(rows.counts.values())
    return odd, used


def values_text(odd: Counter[str]) -> Message:
    """Values and how often they occur, the most frequent first."""
    shown = sorted(odd.items(), key=lambda item: (-item[1], item[0]))
    answers = [(value, n) for value, n in shown if odd_word(value, n) is None]
    listed = ", ".join(f"'{printable(value, 40)}' ×{n}" for value, n in answers[:SHOWN_VALUES])
    more = len(answers) - SHOWN_VALUES
    said = [counted(more, N_("{values} and {n} more"), N_("{values} and {n} more"), values=listed) if more > 0 else message(N_("{values}"), values=listed)]
    said = [word for value, n in shown if (word := odd_word(value, n))] + (said if answers else [])
    return said[0] if len(said) == 1 else message(N_("{first}; {second}"), first=said[0], second=said[1])


def odd_answers(workspace: Workspace, question: Plan, cells: Mapping[CellKey, Sorted], failed: set[str], look: Look) -> list[Problem]:
    """A few answers outside the scale: counted, left out, and shown with their rows."""
    problems = []
    for index, reader in enumerate(question.readers):
        odd, used = odd_of(index, cells)
        if not odd or reader.kpi.id in failed:
            continue
        texts = [value for value, n in odd.items() if odd_word(value, n) is None]
        where = look(question.source, reader.columns[0], texts, SHOWN_ROWS) if texts else []
        text = message(N_("KPI '{id}': left out of column '{column}': {values}"), id=reader.kpi.id, column=printable(reader.columns[0]), values=values_text(odd))
        much = sum(odd.values()) >= MISFIT * (sum(odd.values()) + used)
        problems.append(Problem("CX073", Severity.WARNING if much else Severity.INFO, workspace.places.of(reader.measure, "column"), text, message(
            N_("rows, counted from below the header: {places}"), places=_places((file, row) for file, row, _ in where)) if where else None, reader.kpi.id))
    return problems


def _places(found: Iterable[tuple[str, int]]) -> str:
    """Rows or lines by file: ``acme/a.csv 3, 5; acme/b.csv 1``."""
    by_file: dict[str, list[int]] = {}
    for file, number in found:
        by_file.setdefault(file, []).append(number)
    return "; ".join(f"{printable(file, 200)} {', '.join(map(str, numbers))}" for file, numbers in by_file.items())


def of_account(workspace: Workspace, source: Source, books: Account, look: Look) -> list[Problem]:
    """Rows that were rejected for what stands in them."""
    problems = []
    place = workspace.places.of(source, "date") if source.date else workspace.places.of(source)
    if books.rejected.get("unreadable_date") and source.date:
        where = look(source, source.date.column, None, SHOWN_ROWS)
        problems.append(Problem("CX074", Severity.ERROR if not sum(books.used.values()) and not books.outside else Severity.WARNING, place, counted(
            books.rejected["unreadable_date"], N_("source '{id}': {n} date cannot be read as declared"), N_("source '{id}': {n} dates cannot be read as declared"),
            id=source.id), _dates_remedy([text for _, _, text in where], formats_of(source) if sum(books.used.values()) + books.outside else ()), source.id))
    if books.rejected.get("ambiguous_date"):
        problems.append(Problem("CX074", Severity.WARNING, place, counted(
            books.rejected["ambiguous_date"], N_("source '{id}': {n} date can be read in two ways and was left out"),
            N_("source '{id}': {n} dates can be read in two ways and were left out"), id=source.id), message(
            N_("leave one of the formats that read the same text, or split the file")), source.id))
    if books.rejected.get("malformed"):
        problems.append(Problem("CX075", Severity.WARNING, workspace.places.of(source, "malformed"), counted(
            books.rejected["malformed"], N_("source '{id}': {n} row has another number of fields than the header and was left out"),
            N_("source '{id}': {n} rows have another number of fields than the header and were left out"), id=source.id), message(
            N_("lines: {places}"), places=_places((item.file, item.line) for item in books.malformed)), source.id))
    if books.rejected.get("no_weight"):
        problems.append(Problem("CX081", Severity.WARNING, workspace.places.of(source, "weight"), counted(
            books.rejected["no_weight"], N_("source '{id}': {n} row has no usable weight in column '{column}' and was left out"),
            N_("source '{id}': {n} rows have no usable weight in column '{column}' and were left out"), id=source.id, column=printable(source.weight or "")),
            message(N_("a weight is a number from 0 up; repair the column, or leave 'weight' away")), source.id))
    return problems


def _dates_remedy(texts: list[str], serving: Sequence[str]) -> Message:
    """What the dates look like; two readings are both named and none is chosen.

    Args:
        texts: dates that could not be read.
        serving: the declared formats, where they read other dates of the column.
    """
    if not texts:
        return message(N_("declare 'date: {form}'"), form="{column: …, format: …}")
    example = printable(texts[0], 40)
    formats = common(texts)
    if not formats:
        return message(N_("for example '{text}'; declare the format, or several, under 'date'"), text=example)
    found = readings(texts[0], formats)
    days = {moment.date(): layout for layout, moment in reversed(found.items())}
    if len(days) > 1:
        return message(N_("'{text}' can be read as {readings}; declare which: format: {formats}"), text=example, readings=" / ".join(
            str(day) for day in sorted(days)), formats=" / ".join(f'"{days[day]}"' for day in sorted(days)))
    layout = next(iter(days.values()))
    if serving:
        return message(N_("for example '{text}'; where dates are written in several ways declare all of them: format: [{formats}]; a date that two of "
                          "them read as different periods is then left out and counted"), text=example,
                       formats=", ".join(f'"{one}"' for one in (*serving, layout)))
    return message(N_("for example '{text}'; declare format: {format}"), text=example, format=f'"{layout}"')


def nothing_enters(workspace: Workspace, question: Plan, index: int, cells: Mapping[CellKey, Sorted], answer: Counted) -> Problem | None:
    """Values that a definition names and no row holds: as likely a slip of the pen as a fact."""
    reader = question.readers[index]
    wanted = reader.measure.success if isinstance(reader.measure.success, tuple) else ()
    whole = [rows for key, rows in cells.items() if key.reader == index and key.dimension is None]
    used = sum(sum(rows.counts.values()) for rows in whole)
    if whole and not any(rows.counts or rows.no_answer or rows.not_applicable or rows.out_of_range or rows.open for rows in whole) and reader.measure.only:
        key, column = "only", next(iter(reader.measure.only))
        text = message(N_("KPI '{id}': 'only' lets no row of source '{source}' in"), id=reader.kpi.id, source=question.source.id)
    elif wanted and reader.measure.column and used and not any(answer_ for rows in whole for answer_ in rows.counts):
        key, column = "success", reader.measure.column
        text = message(N_("KPI '{id}': no row of source '{source}' holds a value of 'success'"), id=reader.kpi.id, source=question.source.id)
    else:
        return None
    place = next((i for i, part in enumerate(reader.parts) if part.column == column), 0)
    held: Counter[str] = Counter()
    for count in answer.counts:
        if count.cell == index and count.window >= 0 and count.dimension in (None, 0) and place < len(count.answers):
            held[clean(count.answers[place] or "")] += count.n
    return Problem("CX082", Severity.WARNING, workspace.places.of(reader.measure, key), text, message(
        N_("column '{column}' holds {values}; values are compared as they are written, capitals too"), column=printable(column), values=values_text(held)),
        reader.kpi.id)


def figures_that_differ(workspace: Workspace, question: Plan, index: int, cells: Mapping[CellKey, Sorted]) -> Problem | None:
    """A figure that somebody else computed, and rows of one period that do not agree on it."""
    reader = question.readers[index]
    odd: Counter[str] = Counter()
    for key, rows in cells.items():
        if key.reader == index and key.dimension is None and len(rows.counts) > 1:
            odd += Counter({shown_answer(answer): n for answer, n in rows.counts.items()})
    if reader.kpi.type != "value" or not odd:
        return None
    return Problem("CX084", Severity.WARNING, workspace.places.of(reader.measure, "column"), message(
        N_("KPI '{id}': rows of one period hold different figures in column '{column}': {values}"), id=reader.kpi.id, column=printable(reader.columns[0]),
        values=values_text(odd)), message(N_("leave one row a period, or choose the rows with 'only'; cxgov adds up no figures of a kind it does not know")),
        reader.kpi.id)


def too_many_parts(workspace: Workspace, question: Plan, cells: Mapping[CellKey, Sorted]) -> list[Problem]:
    """Segments with so many values that each is hardly more than one respondent."""
    problems = []
    for dimension, column in enumerate(question.query.dimensions):
        n = len({key.value for key in cells if key.dimension == dimension})
        if n > MOST_PARTS and column in question.source.segments:
            problems.append(Problem("CX083", Severity.WARNING, workspace.places.of(question.source, "segments"), message(
                N_("source '{id}': column '{column}' has {n} different values; it is not reported as a segment"), id=question.source.id,
                column=printable(column), n=n), message(N_("take it out of 'segments', or group its values before")), question.source.id))
    return problems


def unmapped_touchpoints(workspace: Workspace, question: Plan, answer: Counted) -> list[Problem]:
    """Values of the touchpoint column that stand for no touchpoint."""
    found = question.source.touchpoint
    if found is None or found.column not in question.query.dimensions or not question.readers:
        return []
    dimension = question.query.dimensions.index(found.column)
    known = {clean(value) for value in found.map}
    rows: Counter[str] = Counter()
    for count in answer.counts:
        value = clean(count.value or "")
        if count.dimension == dimension and count.cell == 0 and count.window >= 0 and value and value not in known:
            rows[value] += count.n
    if not rows:
        return []
    return [Problem("CX076", Severity.WARNING, workspace.places.of(found, "map"), message(
        N_("source '{id}': values of column '{column}' that stand for no touchpoint: {values}"), id=question.source.id, column=printable(found.column),
        values=values_text(rows)), message(N_("add them to 'map'; they count for the whole in any case")), question.source.id)]


def repeated(workspace: Workspace, source: Source, books: Account) -> Problem:
    """Respondents with several rows, and nobody said which of them counts."""
    return Problem("CX079", Severity.ERROR, workspace.places.of(source, "respondent"), counted(
        books.rejected["repeated"], N_("source '{id}': {n} row repeats a respondent"), N_("source '{id}': {n} rows repeat a respondent"), id=source.id),
        message(N_("say which of a respondent's rows count: keep: first, last or all")), source.id)


def two_sources(workspace: Workspace, kpi: Kpi, period: Period, first: str, second: str) -> Problem:
    """Two sources with rows of one period for one indicator."""
    return Problem("CX077", Severity.ERROR, workspace.places.of(kpi.measure, "source"), message(
        N_("KPI '{id}': sources '{first}' and '{second}' both have rows of {period}"), id=kpi.id, first=first, second=second, period=period),
        message(N_("name one source for each period, or join the files under one source")), kpi.id)


def no_rows(workspace: Workspace, kpi: Kpi, periods: Sequence[Period]) -> Problem:
    """An indicator whose sources have no rows in the wanted periods, or in any."""
    text = message(N_("KPI '{id}': its source has no rows of {period}"), id=kpi.id, period=periods[-1]) if periods else message(
        N_("KPI '{id}': its source has no rows of any period"), id=kpi.id)
    return Problem("CX078", Severity.WARNING, workspace.places.of(kpi.measure, "source"), text, message(
        N_("check 'date' or 'period' of the source, or measure another period")), kpi.id)
