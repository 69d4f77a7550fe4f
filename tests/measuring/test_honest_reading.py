"""The promise of honest reading, held against random files: every row is used, outside or rejected, and nothing is misread.

Each example is a table made first and written out afterwards, in a random dialect with random quoting, line ends, blank
lines and encoding; what must come out is counted from the table by plain loops, never by reading the file.
"""

from __future__ import annotations

import gzip
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from measuring.organisations import here

from cxgov.kpis import nps
from cxgov.measuring.accounts import account
from cxgov.measuring.asking import READ_BY
from cxgov.measuring.engines.embedded import count, counted
from cxgov.measuring.files.headers import clean
from cxgov.measuring.plan import plan
from cxgov.measuring.query import as_data
from cxgov.measuring.tallies import CellKey, Sorted, sort
from cxgov.model import Kpi, Organisation, parse_period
from cxgov.model.indicators import DateColumn, Measure, Source

PERIODS = [parse_period("2026-Q2"), parse_period("2026-Q3")]
DAYS = {"2026-04-01": 0, "2026-06-30 23:59:59": 0, "2026-07-01 00:00:00": 1, "2026-09-30T23:59:59": 1, "2026-03-31 23:59": None, "2026-10-01": None,
        "1900-01-01": None, "2100-12-31": None}
MOMENTS = {day: datetime.fromisoformat(day) for day in DAYS}
BAD_DAYS = ("1899-12-31", "2999-01-01", "2026-02-30", "01/07/2026", "soon", "46200", "2026-13-01", "20260701")
SCORES = {str(n): n for n in range(11)} | {" 7 ": 7, "+8": 8, "7.0": 7, "\u00a09": 9}
NO_SCORES = ("", "  ", "99", "99.0", "brak")
ODD_SCORES = ("11", "-1", "7.5", "7,5", "1e1", "nan", "inf", "ten", "0x5", "\u2212 1", "１", "1 0", "100")
LETTERS = "aż ;,\t|\"'=\\#Ł\n"
HEADER = ("who", "day", "score", "words")
ENCODINGS = ("utf-8", "utf-8-sig", "cp1250", "iso-8859-2", "utf-16")


@dataclass(frozen=True)
class Written:
    """A table and how its file is written."""

    rows: Sequence[tuple[str, ...]]
    delimiter: str
    quote: str
    quoting: Sequence[int]
    newline: str
    blanks: Sequence[int]
    encoding: str
    ends: bool
    title: str
    zipped: bool

    def cell(self, text: str, always: bool) -> str:
        special = {self.delimiter, self.quote, "\r", "\n"}
        if not always and not special & set(text):
            return text
        return self.quote + text.replace(self.quote, self.quote * 2) + self.quote

    def content(self) -> bytes:
        lines = [self.title] if self.title else []
        lines.append(self.delimiter.join(self.cell(name, False) for name in HEADER))
        for number, row in enumerate(self.rows):
            style = self.quoting[number % len(self.quoting)]
            lines.append(self.delimiter.join(self.cell(text, bool(style >> place & 1)) for place, text in enumerate(row)))
            lines += [""] * self.blanks[number % len(self.blanks)]
        text = self.newline.join(lines) + (self.newline if self.ends else "")
        data = text.encode(self.encoding, "replace")
        return gzip.compress(data, mtime=0) if self.zipped else data

    def source(self, **more: Any) -> Source:
        return Source(id="survey", path="survey.csv", encoding=self.encoding.removesuffix("-sig"), delimiter=self.delimiter, quote=self.quote,
                      skip=1 if self.title else 0, date=DateColumn(column="day"), no_answer=(99, "brak"), **more)


def rows() -> st.SearchStrategy[tuple[str, ...]]:
    who = st.sampled_from(["1", "01", "7", "x", "", "20000000000000000001", "20000000000000000002"])
    day = st.sampled_from([*DAYS, *BAD_DAYS, "", "  "])
    score = st.sampled_from([*SCORES, *NO_SCORES, *ODD_SCORES])
    return st.tuples(who, day, score, st.text(LETTERS, max_size=6))


def ragged() -> st.SearchStrategy[tuple[str, ...]]:
    """Rows with too few or too many fields; one of blank fields alone is a blank line."""
    return st.lists(st.text("ab ", min_size=1, max_size=3), min_size=1, max_size=7).filter(lambda row: len(row) != len(HEADER)).map(tuple)


def files(newlines: Sequence[str] = ("\n", "\r\n"), table: st.SearchStrategy[tuple[str, ...]] | None = None) -> st.SearchStrategy[Written]:
    return st.builds(
        Written, rows=st.lists(rows() if table is None else table, max_size=14), delimiter=st.sampled_from(",;\t|"),
        quote=st.sampled_from("\"'"), quoting=st.lists(st.integers(0, 15), min_size=1, max_size=5),
        newline=st.sampled_from(newlines), blanks=st.lists(st.integers(0, 2), min_size=1, max_size=4), encoding=st.sampled_from(ENCODINGS), ends=st.booleans(),
        title=st.sampled_from(["", "sep=;", "Results, exported; today", 'A "quoted" title']), zipped=st.booleans())


def ask(written: Written, **more: Any) -> tuple[Any, Any, Any]:
    """Counts the file; returns the account, the sorted rows by period and the question."""
    source = written.source(**more)
    question = plan(source, [KPI], PERIODS, Organisation(id="acme", name="Acme"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "survey.csv").write_bytes(written.content())
        fields = {name: getattr(source, name) for name in READ_BY if name != "columns"}
        answer = counted(here(f"{count.__module__}:count", {"root": folder, "source": {**fields, "columns": {}}, "query": as_data(question.query)}))
    return account("survey", PERIODS, answer), sort(question, answer.counts), question


def window_of(day: str) -> int | str | None:
    if not day.strip():
        return "no_date"
    return DAYS.get(day) if day in DAYS else "unreadable_date"


def agrees(rows: Sorted | None, texts: Sequence[str]) -> None:
    """One cell against the texts that belong to it, its value too."""
    if not texts:
        assert rows is None
        return
    assert rows is not None
    numbers = [SCORES[text] for text in texts if text in SCORES]
    assert rows.counts == Counter(numbers)
    assert rows.no_answer == sum(text in NO_SCORES for text in texts)
    assert sum(rows.out_of_range.values()) == sum(text in ODD_SCORES for text in texts)
    value = nps.estimate(KPI, rows.tally(weighted=False), None).value
    promoters, detractors = sum(n > 8 for n in numbers), sum(n < 7 for n in numbers)
    assert value is None if not numbers else value == pytest.approx(100 * (promoters - detractors) / len(numbers))


def holds(written: Written, **more: Any) -> None:
    books, cells, _ = ask(written, **more)
    whole = [row for row in written.rows if len(row) == len(HEADER)]
    windows = [window_of(row[1]) for row in whole]
    assert books.records == len(written.rows)
    assert list(books.used.values()) == [windows.count(0), windows.count(1)]
    assert books.outside == windows.count(None)
    counts = {word: windows.count(word) for word in ("no_date", "unreadable_date")} | {"malformed": len(written.rows) - len(whole)}
    assert books.rejected == {word: n for word, n in counts.items() if n}
    assert books.records == sum(books.used.values()) + books.outside + sum(books.rejected.values())
    for window in (0, 1):
        agrees(cells.get(CellKey(0, window)), [row[2] for row, found in zip(whole, windows, strict=True) if found == window])


KPI = Kpi(id="nps", name="NPS", type="nps", variant="nps_0_10", family="perception", owner="anna-nowak", target="none",
          measure=Measure(source="survey", column="score"))


@settings(max_examples=60)
@given(files())
def test_every_row_is_accounted_for_and_read_as_it_stands(written):
    """Rows in = used + of other periods + rejected, and each answer is what the table holds."""
    holds(written)


@pytest.mark.slow
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(files(("\n", "\r\n", "\r")))
def test_many_more_files(written):
    """The same, for many files, also with the line ends of old Macs."""
    holds(written)


@settings(max_examples=60)
@given(files(table=st.one_of(rows(), rows(), ragged())))
def test_malformed_rows_are_counted_and_the_others_read(written):
    """`malformed: reject`: rows with another number of fields are left out, each counted once."""
    holds(written, malformed="reject")


@settings(max_examples=60)
@given(files(), st.sampled_from(["first", "last", "all"]))
def test_one_row_a_respondent(written, keep):
    """Of the rows of a respondent in a period the first or last by date, then by place in the file, counts; the others are repeated."""
    books, cells, _ = ask(written, respondent="who", keep=keep)
    repeated = 0
    for window in (0, 1):
        found = sorted(((MOMENTS[day], place, who, score) for place, (who, day, score, _) in enumerate(written.rows) if window_of(day) == window),
                       reverse=keep == "last")
        chosen: dict[str, str] = {}
        for _, place, who, score in found:
            chosen.setdefault(who if who and keep != "all" else f"row {place}", score)
        repeated += len(found) - len(chosen)
        agrees(cells.get(CellKey(0, window)), list(chosen.values()))
    assert books.rejected.get("repeated", 0) == repeated
    assert books.records == len(written.rows)


@settings(max_examples=60)
@given(files())
def test_segments_hold_their_own_rows_and_add_up(written):
    """Values that differ in blanks alone are one segment, and a blank one is none."""
    _, cells, question = ask(written, segments=("words", "who"))
    assert question.query.dimensions == ("words", "who")
    for dimension, column in ((0, 3), (1, 0)):
        texts: dict[tuple[int, str], list[str]] = {}
        for row in written.rows:
            value, window = clean(row[column]), window_of(row[1])
            if value and window in (0, 1):
                texts.setdefault((window, value), []).append(row[2])
        assert {(key.window, key.value) for key in cells if key.dimension == dimension} == set(texts)
        for (window, value), scores in texts.items():
            agrees(cells.get(CellKey(0, window, dimension, value)), scores)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["", "9", "10", "3", "brak", "x y", '"', " "]), max_size=8), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_a_file_of_one_column_counts_blank_lines(texts, newline, quoted, ends):
    """In a file of one column a blank line is a row without an answer, unless it is the end of the file."""
    cells = ['"' + text.replace('"', '""') + '"' if quoted or '"' in text else text for text in texts]
    content = newline.join(["score", *cells]) + (newline if ends else "")
    source = Source(id="survey", path="survey.csv", period=PERIODS[1], no_answer=("brak",))
    question = plan(source, [KPI], PERIODS[1:], Organisation(id="acme", name="Acme"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "survey.csv").write_bytes(content.encode())
        fields = {name: getattr(source, name) for name in READ_BY if name != "columns"}
        answer = counted(here(f"{count.__module__}:count", {"root": folder, "source": {**fields, "columns": {}}, "query": as_data(question.query)}))
    books, found = account("survey", PERIODS[1:], answer), sort(question, answer.counts)
    lasts = cells[:-1] if cells and not ends and not cells[-1] else cells
    assert books.records == len(lasts)
    rows_found = found.get(CellKey(0, 0), Sorted())
    assert rows_found.counts == Counter(int(text) for text in texts if text.isdigit())
    assert rows_found.no_answer + sum(rows_found.out_of_range.values()) == len(lasts) - rows_found.counts.total()
