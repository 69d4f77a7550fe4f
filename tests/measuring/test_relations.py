"""Many files and many indicators under the engine's small memory: files of one shape are read together, long questions in parts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as arrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from cxgov.measuring.engines import embedded, relations
from cxgov.measuring.engines.relations import divided
from cxgov.measuring.files.sources import find_files
from cxgov.measuring.query import Part, Query, Window, as_data

YEAR = Window(**{name: embedded.EARLIEST.replace(year=year) for name, year in {"start": 2026, "end": 2027, "start_utc": 2026, "end_utc": 2027}.items()})
AS_IT_STANDS = {"table": None, "format": None, "encoding": "utf-8", "delimiter": ",", "quote": '"', "skip": 0, "header_rows": 1, "names": "first",
                "malformed": "refuse", "columns": {}}


def asked(columns: list[str], dimensions: tuple[str, ...] = (), **more: Any) -> Query:
    """Every column counted on its own."""
    return Query(windows=(YEAR,), dimensions=dimensions, parts=tuple(Part(kind="text", column=name) for name in columns),
                 cells=tuple((index,) for index in range(len(columns))), **more)


def count(folder: Path, pattern: str, query: Query, **source: Any) -> tuple[Counter[tuple[Any, ...]], int]:
    """What the embedded engine counts in files, and the records it found."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    found = embedded.counted(embedded.count({
        "root": str(folder), "scratch": str(scratch), "query": as_data(query), "source": {**AS_IT_STANDS, "path": pattern, **source}}))
    counts: Counter[tuple[Any, ...]] = Counter()
    for c in found.counts:
        counts[c.window, c.dimension, c.value, c.cell, c.answers, c.weight] += c.n
    return counts, found.records or 0


@given(st.integers(0, 60), st.integers(0, 5), st.integers(1, 300), st.integers(1, 64))
def test_a_question_is_divided_so_that_its_tables_find_room(cells, dimensions, branches, processors):
    """Every cell is asked for once, in order; the hash tables stay below the limit wherever one cell a time can."""
    query = asked([f"c{i}" for i in range(cells)], tuple(f"d{i}" for i in range(dimensions)))
    threads, parts = divided(query, branches, processors)
    assert [cell for part in parts for cell in part] == list(range(cells))
    assert parts
    assert 1 <= threads <= processors
    a_cell = max(1, dimensions)
    tables = branches * threads * (1 + a_cell * max(map(len, parts)))
    assert tables <= 2 * relations.MOST_TABLES or max(map(len, parts)) <= 1


@pytest.mark.parametrize("keep", [None, "last"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "sqlite", "both"])
def test_parts_of_a_question_give_what_the_whole_gives(tmp_path, monkeypatch, kind, keep):
    """Also where a file is handed to the engine a batch at a time, and can be read once only."""
    rows = [(f"r{i % 7}", str(i % 5), str(i % 3), "abc"[i % 3], str(i % 4)) for i in range(200)]
    names = ("who", "x", "y", "region", "w")
    _write(tmp_path, kind, names, rows)
    query = asked(["x", "y", "who"], ("region", "y"), weight="w", **({"respondent": "who", "keep": keep} if keep else {}))
    whole = count(tmp_path, "answers*", query)
    monkeypatch.setattr(relations, "MOST_TABLES", 3)
    assert len(divided(query, 1, 2)[1]) == 3
    assert count(tmp_path, "answers*", query) == whole
    assert whole[1] == (400 if kind == "both" else 200)


def _write(folder: Path, kind: str, names: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    import sqlite3

    import xlsxwriter

    if kind in ("csv", "both"):
        (folder / "answers.csv").write_text("\n".join(",".join(row) for row in [names, *rows]) + "\n", "utf-8")
    if kind in ("xlsx", "both"):
        with xlsxwriter.Workbook(folder / "answers.xlsx") as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([names, *rows]):
                sheet.write_row(number, 0, row)
    if kind == "sqlite":
        base = sqlite3.connect(folder / "answers.sqlite")
        base.execute(f"CREATE TABLE answers ({', '.join(names)})")
        base.executemany(f"INSERT INTO answers VALUES ({', '.join('?' * len(names))})", rows)
        base.commit()
        base.close()


def test_files_of_one_shape_are_one_branch_and_others_stand_beside(tmp_path):
    """Another order of columns, or a name that the engine would take for a pattern and that is therefore copied: read on its own, unless it fits."""
    for number in range(4):
        (tmp_path / f"a{number}.csv").write_text("x,y\n1,2\n", "utf-8")
    (tmp_path / "b.csv").write_text("y,x\n2,1\n", "utf-8")
    (tmp_path / "it's [odd].csv").write_text("x,y\n1,2\n", "utf-8")
    query = asked(["x", "y"])
    assert _relation(tmp_path, query).count("read_csv") == 3
    counts, records = count(tmp_path, "*.csv", query)
    assert counts == Counter({(0, None, None, None, (), None): 6, (0, None, None, 0, ("1",), None): 6, (0, None, None, 1, ("2",), None): 6})
    assert records == 6


def test_numbers_of_another_type_are_not_read_by_the_type_of_the_first_file(tmp_path):
    """Read together, 4.5 would become 4 without a word."""
    for name, values in {"a": arrow.array([4, 5]), "b": arrow.array([4.5, None]), "c": arrow.array([4, 5], arrow.int8())}.items():
        parquet.write_table(arrow.table({"x": values}), tmp_path / f"{name}.parquet")
    query = asked(["x"])
    assert _relation(tmp_path, query, "*.parquet").count("read_parquet") == 3
    assert count(tmp_path, "*.parquet", query)[0] == Counter({
        (0, None, None, None, (), None): 6, (0, None, None, 0, ("4",), None): 2, (0, None, None, 0, ("5",), None): 2, (0, None, None, 0, ("4.5",), None): 1,
        (0, None, None, 0, (None,), None): 1})


def _relation(folder: Path, query: Query, pattern: str = "*.csv") -> str:
    scratch = folder / "another-scratch"
    scratch.mkdir()
    connection = embedded._connect(scratch)
    prepared = embedded._prepare(connection, find_files(folder, pattern), folder, scratch, {**AS_IT_STANDS, "path": pattern}, query)
    return prepared.asking.relation.sql


def test_many_indicators_on_many_processors_stay_within_the_memory(tmp_path, monkeypatch):
    """Forty indicators, five segments, sixteen threads: a table for each of them and all at once would need gigabytes."""
    rows = 60_000
    columns = ", ".join([*(f"CAST(hash(i, {k}) % 11 AS INTEGER) AS p{k}" for k in range(40)), *(f"'v' || hash(i, {100 + k}) % 8 AS d{k}" for k in range(5))])
    duckdb.execute(f"COPY (SELECT {columns} FROM range({rows}) numbers(i)) TO '{tmp_path / 'a.parquet'}' (FORMAT parquet, ROW_GROUP_SIZE 2048)")
    plain = embedded._connect

    def connect(scratch: Path) -> Any:
        connection = plain(scratch)
        connection.execute("SET threads = 16")
        return connection

    monkeypatch.setattr(embedded, "_connect", connect)
    query = asked([f"p{k}" for k in range(40)], tuple(f"d{k}" for k in range(5)))
    counts, records = count(tmp_path, "a.parquet", query)
    assert records == rows
    for cell in range(40):
        assert sum(n for key, n in counts.items() if key[3] == cell) == 5 * rows
