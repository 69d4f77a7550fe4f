"""The one query: what stands in its text for each warehouse, and that reading its rows gives what counting by hand gives."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxgov.measuring.engines.bigquery import BigQueryDialect
from cxgov.measuring.engines.embedded import DuckDialect
from cxgov.measuring.engines.postgresql import PostgresDialect
from cxgov.measuring.engines.remote import Column, ask
from cxgov.measuring.engines.spark import SparkDialect
from cxgov.measuring.engines.trino import TrinoDialect
from cxgov.measuring.query import (
    AMBIGUOUS_DATE,
    NO_DATE,
    NO_WEIGHT,
    OUTSIDE,
    REPEATED,
    UNREADABLE_DATE,
    Part,
    Query,
    Window,
    as_data,
    from_data,
    lost,
)
from cxgov.measuring.sql import Kind, Relation, read, statement
from cxgov.model import Source

WAREHOUSES = {"postgresql": PostgresDialect(), "spark": SparkDialect(), "trino": TrinoDialect(), "bigquery": BigQueryDialect()}
EVIL = ['x"; DROP TABLE t; --', "y`; DROP TABLE t; --", "z'); DELETE FROM t; --", "how easy? [1-7]", "back\\slash"]


at = datetime.fromisoformat


def window(start: datetime, end: datetime) -> Window:
    return Window(start=start, end=end, start_utc=start - timedelta(hours=1), end_utc=end - timedelta(hours=1))


WINDOWS = (window(at("2026-01-01"), at("2026-04-01")), window(at("2026-04-01"), at("2026-07-01")))


def asked(dialect: Any, query: Query, kinds: dict[str, Kind]) -> str:
    """The statement that a warehouse is sent; it answers nothing."""
    sent: list[str] = []
    columns = [Column(name=name, kind=kinds.get(name, "text"), sql=dialect.quote(name), stored=dialect.quote(name)) for name in query.columns()]

    def send(sql: str) -> list[Any]:
        sent.append(sql)
        return []

    ask(Source(id="s", connect="x:", table="t"), query, columns, dialect.quote("t"), dialect, send)
    (sql,) = sent
    return sql


@pytest.mark.parametrize("name", WAREHOUSES)
def test_names_are_quoted_and_nothing_else_of_the_users_stands_in_the_text(name):
    """Each name of a column occurs in its quoted form alone; every literal is a date, a pattern of a format, or ours."""
    dialect = WAREHOUSES[name]
    query = Query(windows=WINDOWS, date=EVIL[0], formats=("%d/%m/%Y", "%m/%d/%Y"), dimensions=(EVIL[1],), weight=EVIL[4], decimal=",", respondent="who",
                  keep="last", parts=(Part(kind="text", column=EVIL[2]), Part(kind="elapsed", column=EVIL[0], until=EVIL[3], formats=("%Y-%m-%d %H:%M",))),
                  cells=((0,), (1,), (0, 1)))
    sql = asked(dialect, query, {})
    for column in query.columns():
        assert dialect.quote(column) in sql
        sql = sql.replace(dialect.quote(column), "")
    assert "DROP" not in sql
    assert "DELETE" not in sql
    literals = set(re.findall(r"'([^']*)'", sql))
    known = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\+00| UTC)?|\^ \*.*\$|[-: .,+0-9]*|1 day|millisecond|UTC|\^\[\+-\].*\$")
    assert [text for text in literals if not known.fullmatch(text)] == []
    assert sql.count("GROUPING SETS") == 1
    assert "\\" not in sql


@pytest.mark.parametrize("name", WAREHOUSES)
@pytest.mark.parametrize(("kind", "edges"), [
    ("moment", ("2026-01-01 00:00:00", "2026-07-01 00:00:00")), ("moment_utc", ("2025-12-31 23:00:00", "2026-06-30 23:00:00")),
    ("day", ("DATE '2026-01-01'", "DATE '2026-07-01'")), ("text", None)])
def test_only_rows_of_the_wanted_periods_are_read(name, kind, edges):
    """The stored column is compared, not an expression of it: partitions are left out."""
    dialect = WAREHOUSES[name]
    sql = asked(dialect, Query(windows=WINDOWS, date="when", cells=((0,),), parts=(Part(kind="text", column="score"),)), {"when": kind})
    found = re.search(r"WHERE \((\S+) >= (.*?) AND (\S+) < (.*?)\) OR (\S+) IS NULL", sql)
    assert (found is not None) == (edges is not None)
    if found and edges:
        assert {found[1], found[3], found[5].rstrip(")")} == {dialect.quote("when")}
        assert edges[0] in found[2]
        assert edges[1] in found[4]


def test_a_day_on_a_clock_that_lies_behind_belongs_to_the_period_in_which_it_begins():
    """Periods that begin at 23:00 of the clock in the data: the first whole day is the next."""
    shifted = (Window(start=at("2025-12-31 23:00:00"), end=at("2026-03-31 22:00:00"), start_utc=at("2025-12-31 23:00:00"), end_utc=at("2026-03-31 22:00:00")),)
    sql = asked(PostgresDialect(), Query(windows=shifted, date="when"), {"when": "day"})
    assert """("when" >= DATE '2026-01-01' AND "when" < DATE '2026-04-01')""" in sql


# --- against counting by hand -----------------------------------------------------------------------------------------

DATES = {"%d/%m/%Y": ["03/04/2026", "01/02/2026", "03/07/2026", "31/12/2025", "15/02/2026", "02/02/2026", "30/06/2026"], "%Y-%m-%d": ["2026-03-31", "2026-04-01", "2026-02-30"],
         "%m/%d/%Y": ["04/03/2026", "02/15/2026"]}
TEXTS = st.sampled_from(["1", "2", "10", "yes", "", " ", "Yes", "'); --", None])
TIMES = st.sampled_from(["2026-01-01 10:00:00", "2026-01-01 10:00:59", "2026-01-02 09:59:59", "2026-01-01 09:00:00", "soon", "", None])
WEIGHTS = st.sampled_from(["1", "0.5", "2.25", "0", "-1", "x", "", None])


@dataclass(frozen=True)
class Case:
    """A small table and a question to it."""

    query: Query
    kinds: dict[str, Kind]
    rows: list[dict[str, Any]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    how = draw(st.sampled_from(["none", "text", "two formats", "moment", "day"]))
    formats = {"text": ("%Y-%m-%d",), "two formats": ("%d/%m/%Y", "%m/%d/%Y")}.get(how, ())
    moments = st.sampled_from([at("2026-01-01"), at("2026-03-31 23:59:59.999999"), at("2026-04-01"), at("2025-01-01"), at("1800-01-01"), None])
    when = {"none": st.none(), "moment": moments, "day": moments.map(lambda moment: moment.date() if moment else None)}.get(
        how, st.sampled_from([text for texts in DATES.values() for text in texts] + ["", "  ", "soon", None]))
    dimensions = draw(st.sampled_from([(), ("region",), ("region", "score"), ("plan", "region")]))
    parts = (Part(kind="text", column="score"), Part(kind="text", column="number"), Part(kind="elapsed", column="opened", until="closed", formats=("%Y-%m-%d %H:%M:%S",)))
    cells = draw(st.lists(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=3, unique=True).map(tuple), max_size=3))
    keep = draw(st.sampled_from([None, "first", "last"]))
    query = Query(windows=WINDOWS if how != "none" else WINDOWS[:1], date=None if how == "none" else "when", formats=formats, dimensions=dimensions, parts=parts,
                  cells=tuple(cells), weight=draw(st.sampled_from([None, "weight"])), respondent="who" if keep else None, keep=keep)
    rows = draw(st.lists(st.fixed_dictionaries({
        "when": when, "region": TEXTS, "plan": st.sampled_from(["a", "b", None]), "score": TEXTS, "number": st.sampled_from([1, 2, 30, None]), "opened": TIMES,
        "closed": TIMES, "weight": WEIGHTS, "who": st.sampled_from(["r1", "r2", "", None])}), max_size=25))
    return Case(query, {"when": {"moment": "moment", "day": "day"}.get(how, "text"), "number": "number"}, rows)  # type: ignore[dict-item]  # the words are kinds


def by_engine(case: Case) -> Counter[tuple[Any, ...]]:
    """What the statement and `read` give."""
    import duckdb

    types = {"moment": arrow.timestamp("us"), "day": arrow.date32(), "number": arrow.int64()}
    names = ["when", "region", "plan", "score", "number", "opened", "closed", "weight", "who"]
    answers = arrow.table({"ordinal": arrow.array(range(len(case.rows)), arrow.int64()), **{
        name: arrow.array([row[name] for row in case.rows], types.get(case.kinds.get(name, "text"), arrow.string())) for name in names}})
    columns = case.query.columns()
    selected = ", ".join([*(f'"{name}" AS k{i}' for i, name in enumerate(columns)), "ordinal"])
    relation = Relation(sql=f"SELECT {selected} FROM answers", kinds=tuple(case.kinds.get(name, "text") for name in columns), ordered=True)
    with duckdb.connect() as connection:
        connection.register("answers", answers)
        rows = connection.execute(statement(case.query, relation, DuckDialect())).fetchall()
    found: Counter[tuple[Any, ...]] = Counter()
    for c in read(case.query, rows):
        found[c.window, c.dimension, c.value, c.cell, c.answers, *(None if sum_ is None else Fraction(sum_) for sum_ in (c.weight, c.squares))] += c.n
    return found


def by_hand(case: Case) -> Counter[tuple[Any, ...]]:
    """The same, row by row."""
    query = case.query
    placed = [(*_window(row, query), row) for row in case.rows]
    repeated = _repeated(placed, query)
    groups: dict[tuple[Any, ...], list[Fraction | None]] = {}
    for number, (dated, _, row) in enumerate(placed):
        weight = _weight(row["weight"])
        unusable = query.weight and (weight is None or weight < 0)
        place = dated if dated < 0 else lost(REPEATED, dated) if number in repeated else lost(NO_WEIGHT, dated) if unusable else dated
        for key in _keys(row, query, counted=place >= 0):
            groups.setdefault((place, *key), []).append(weight)
    found: Counter[tuple[Any, ...]] = Counter()
    for key, weights in groups.items():
        known = [weight for weight in weights if weight is not None]
        sums = (sum(known), sum(weight * weight for weight in known)) if known and query.weight else (None, None)
        found[*key, *sums] += len(weights)
    return found


def _window(row: dict[str, Any], query: Query) -> tuple[int, datetime | None]:
    if query.date is None:
        return 0, None
    value = row["when"]
    if value is None or (isinstance(value, str) and not value.strip()):
        return NO_DATE, None
    times = _times(value, query.formats)
    known = [time for time in times if time is not None]
    if not known or not at("1900-01-01") <= known[0] < at("2101-01-01"):
        return UNREADABLE_DATE, None
    places = {next((number for number, window in enumerate(query.windows) if window.start <= time < window.end), OUTSIDE): time for time in known[::-1]}
    return (AMBIGUOUS_DATE if len(places) > 1 else next(iter(places))), known[0]


def _times(value: str | datetime | date, formats: tuple[str, ...]) -> list[datetime | None]:
    if isinstance(value, datetime):
        return [value]
    if isinstance(value, date):
        return [at(value.isoformat())]
    return [_time(value, layout) for layout in formats]


def _time(text: str, layout: str) -> datetime | None:
    try:
        return datetime.strptime(text, layout)  # noqa: DTZ007 - a wall clock
    except ValueError:
        return None


def _repeated(placed: list[tuple[int, datetime | None, dict[str, Any]]], query: Query) -> set[int]:
    """Numbers of the rows that are not the one of their respondent that counts."""
    if not query.keep:
        return set()
    by_respondent: dict[tuple[int, str], list[tuple[datetime, int]]] = {}
    for number, (place, time, row) in enumerate(placed):
        if row["who"] and row["who"].strip():
            by_respondent.setdefault((place, row["who"]), []).append((time or at("0001-01-01"), number))
    best = min if query.keep == "first" else max
    return {number for rows in by_respondent.values() for _, number in rows if (best(rows)[1] != number)}


def _weight(text: str | None) -> Fraction | None:
    try:
        return Fraction(text or "none")
    except ValueError:
        return None


def _keys(row: dict[str, Any], query: Query, *, counted: bool) -> list[tuple[Any, ...]]:
    """What a row is counted under: (dimension, value, cell, answers)."""
    keys: list[tuple[Any, ...]] = [(None, None, None, ())]
    for number, cell in enumerate(query.cells):
        answers = tuple(text for part in cell for text in _answers(row, query.parts[part], counted=counted))
        dimensions = [(index, row[name] if counted else None) for index, name in enumerate(query.dimensions)] or [(None, None)]
        keys += [(index, value, number, answers) for index, value in dimensions]
    return keys


def _answers(row: dict[str, Any], part: Part, *, counted: bool) -> tuple[str | None, ...]:
    if part.kind == "text":
        return (None if row[part.column] is None or not counted else str(row[part.column]),)
    if not counted:
        return None, None
    assert part.until
    start, end = (_time(row[name] or "", part.formats[0]) for name in (part.column, part.until))
    state = "1" if not row[part.column] else "2" if not row[part.until] else "3" if start is None or end is None else "0"
    return state, str(int((end - start).total_seconds())) if start and end else None


@settings(max_examples=150)
@given(cases())
def test_reading_the_rows_of_the_statement_gives_what_counting_by_hand_gives(case):
    """Windows, ambiguous dates, one row a respondent, weights, times passed, missing values, dimensions that are answers too."""
    assert by_engine(case) == by_hand(case)


@given(cases())
def test_a_question_crosses_to_another_process_as_it_is(case):
    assert from_data(as_data(case.query)) == case.query
