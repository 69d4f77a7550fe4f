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
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxgov.kpis import nps
from cxgov.measuring.accounts import account
from cxgov.measuring.engines.embedded import count, counted
from cxgov.measuring.plan import plan
from cxgov.measuring.query import as_data
from cxgov.measuring.tallies import CellKey, sort
from cxgov.model import Kpi, Organisation, parse_period
from cxgov.model.indicators import DateColumn, Measure, Source
from measuring.organisations import here

PERIODS = [parse_period("2026-Q2"), parse_period("2026-Q3")]
DAYS = {"2026-04-01": 0, "2026-06-30 23:59:59": 0, "2026-07-01 00:00:00": 1, "2026-09-30T23:59:59": 1, "2026-03-31 23:59": None, "2026-10-01": None,
        "1899-12-31": None, "2999-01-01": None}
BAD_DAYS = ("2026-02-30", "01/07/2026", "soon", "46200", "2026-13-01", "20260701")
SCORES = {str(n): n for n in range(11)} | {" 7 ": 7, "+8": 8, "7.0": 7, "\u00a09": 9}
NO_SCORES = ("", "  ", "99", "99.0", "brak")
ODD_SCORES = ("11", "-1", "7.5", "7,5", "1e1", "nan", "inf", "ten", "0x5", "\u2212 1", "１", "1 0", "100")
LETTERS = "aż ;,\t|\"'=\\#Ł\n"
ENCODINGS = ("utf-8", "utf-8-sig", "cp1250", "iso-8859-2", "utf-16")


@dataclass(frozen=True)
class Written:
    """A table and how its file is written."""

    rows: Sequence[tuple[str, str, str, str]]
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
        lines.append(self.delimiter.join(self.cell(name, False) for name in ("who", "day", "score", "words")))
        for number, row in enumerate(self.rows):
            style = self.quoting[number % len(self.quoting)]
            lines.append(self.delimiter.join(self.cell(text, bool(style >> place & 1)) for place, text in enumerate(row)))
            lines += [""] * self.blanks[number % len(self.blanks)]
        text = self.newline.join(lines) + (self.newline if self.ends else "")
        # A file that ends within a quoted cell's last line end keeps it: only the end of the last record is optional.
        data = text.encode(self.encoding, "replace")
        return gzip.compress(data, mtime=0) if self.zipped else data

    def source(self, **more: Any) -> Source:
        return Source(id="survey", path="survey.csv", encoding=self.encoding.removesuffix("-sig"), delimiter=self.delimiter, quote=self.quote,
                      skip=1 if self.title else 0, date=DateColumn(column="day"), no_answer=(99, "brak"), **more)


def tables(alphabet: str = LETTERS) -> st.SearchStrategy[Any]:
    who = st.sampled_from(["1", "01", "7", "x", "", "20000000000000000001", "20000000000000000002"])
    day = st.sampled_from([*DAYS, *BAD_DAYS, "", "  "])
    score = st.sampled_from([*SCORES, *NO_SCORES, *ODD_SCORES])
    return st.lists(st.tuples(who, day, score, st.text(alphabet, max_size=6)), max_size=14)


def files(newlines: Sequence[str] = ("\n", "\r\n")) -> st.SearchStrategy[Written]:
    return st.builds(
        Written, rows=tables(), delimiter=st.sampled_from(",;\t|"), quote=st.sampled_from("\"'"), quoting=st.lists(st.integers(0, 15), min_size=1, max_size=5),
        newline=st.sampled_from(newlines), blanks=st.lists(st.integers(0, 2), min_size=1, max_size=4), encoding=st.sampled_from(ENCODINGS), ends=st.booleans(),
        title=st.sampled_from(["", "sep=;", "Results, exported; today", 'A "quoted" title']), zipped=st.booleans())


def ask(written: Written, **more: Any) -> tuple[Any, Any]:
    """Counts the file; returns the account and the sorted rows by period."""
    measure = Measure(source="survey", column="score")
    kpi = Kpi(id="nps", name="NPS", type="nps", variant="nps_0_10", family="perception", owner="anna-nowak", target="none", measure=measure)
    source = written.source(**more)
    question = plan(source, [kpi], PERIODS, Organisation(id="acme", name="Acme"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "survey.csv").write_bytes(written.content())
        fields = {name: getattr(source, name) for name in (
            "path", "table", "format", "encoding", "delimiter", "quote", "skip", "header_rows", "names", "malformed")}
        answer = counted(here(f"{count.__module__}:count", {"root": folder, "source": {**fields, "columns": {}}, "query": as_data(question.query)}))
    return account("survey", PERIODS, answer), sort(question, answer.counts)


def expected_window(day: str) -> int | str | None:
    if not day.strip():
        return "no_date"
    return DAYS.get(day) if day in DAYS else "unreadable_date"


def holds(written: Written) -> None:
    books, cells = ask(written)
    windows = [expected_window(day) for _, day, _, _ in written.rows]
    assert books.records == len(written.rows)
    assert list(books.used.values()) == [windows.count(0), windows.count(1)]
    assert books.outside == windows.count(None)
    assert books.rejected == {word: windows.count(word) for word in ("no_date", "unreadable_date") if word in windows}
    for window in (0, 1):
        texts = [score for (_, _, score, _), found in zip(written.rows, windows, strict=True) if found == window]
        rows = cells.get(CellKey(0, window))
        if not texts:
            assert rows is None
            continue
        assert rows is not None
        numbers = [SCORES[text] for text in texts if text in SCORES]
        assert rows.counts == Counter(numbers)
        assert rows.no_answer == sum(text in NO_SCORES for text in texts)
        assert sum(rows.out_of_range.values()) == sum(text in ODD_SCORES for text in texts)
        value = nps.estimate(KPI, rows.tally(weighted=False), None).value
        promoters, detractors = sum(n > 8 for n in numbers), sum(n < 7 for n in numbers)
        assert value is None if not numbers else value == pytest.approx(100 * (promoters - detractors) / len(numbers))


KPI = Kpi(id="nps", name="NPS", type="nps", variant="nps_0_10", family="perception", owner="anna-nowak", target="none")


@settings(max_examples=60)
@given(files())
def test_every_row_is_accounted_for_and_read_as_it_stands(written):
    """Rows in = used + of other periods + rejected, and each answer is what the table holds."""
    holds(written)


@pytest.mark.slow
@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(files(("\n", "\r\n", "\r")))
def test_many_more_files(written):
    """The same, for many files, also with the line ends of old Macs."""
    holds(written)
