"""What every warehouse has in common: formats as patterns, names of tables, columns that are missing, what is shown of a place."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.language import Language
from cxgov.measuring.engines import Missing, remote
from cxgov.measuring.engines.columns import askable, plain, renumbered, with_plain_numbers
from cxgov.measuring.engines.layouts import layout_of
from cxgov.measuring.engines.trino import TrinoDialect
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.query import Count, Part, Query
from cxgov.model import Source

at = datetime.fromisoformat
PIECES = ("year", "month", "day", "hour", "minute", "second", "fraction")
FORMATS = ["%Y-%m-%d", "%d.%m.%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%Y%m%d", "%d-%m-%Y", "%Y-%m-%dT%H:%M:%S.%f", "%H:%M %d/%m/%Y", "%m_%Y"]


def read_by_pattern(text: str, layout: str | None) -> datetime | None:
    """Reads a text as a warehouse does: by the pattern, in Python's dialect of it."""
    found = layout_of(layout)
    match = re.search(found.pattern, text)
    if match is None:
        return None
    parts = {name: match[group] for name, group in found.groups.items() if name in PIECES}
    year, month, day, hour, minute, second = (int(parts.get(name) or (1 if name in PIECES[:3] else 0)) for name in PIECES[:6])
    fraction = (parts.get("fraction") or "0").ljust(6, "0")
    try:
        return at(f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{fraction}")
    except ValueError:
        return None


@given(st.datetimes(at("1900-01-01"), at("2100-01-01")), st.sampled_from(FORMATS), st.text(" ", max_size=2))
def test_a_pattern_reads_what_its_format_writes(moment, layout, blanks):
    text = blanks + moment.strftime(layout) + blanks
    assert read_by_pattern(text, layout) == _strptime(moment.strftime(layout), layout)


@given(st.text("0123456789-/. :T", max_size=20), st.sampled_from([None, *FORMATS]))
def test_a_pattern_reads_nothing_that_no_format_reads(text, layout):
    """Nothing is read that Python, which forgives one-digit days, would refuse."""
    found = read_by_pattern(text, layout)
    iso = ["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%f"]
    if found is not None and found.year >= 1000:
        text = re.sub(" +", " ", text.strip())
        assert found in [_strptime(text, one) for one in ([layout] if layout else iso)]


def _strptime(text: str, layout: str) -> datetime | None:
    try:
        return datetime.strptime(text, layout)  # noqa: DTZ007 - a wall clock
    except ValueError:
        return None


@pytest.mark.parametrize("layout", ["%d %B %Y", "%I:%M %p", "%d/%m/%y", "%d'%m'%Y", "%Y\\%m", "%Y%Y", "%H:%M", "%d[%m]%Y"])
def test_formats_that_are_not_all_numbers_are_refused_with_the_way_out(layout):
    with pytest.raises(UnreadableFile) as refused:
        layout_of(layout)
    assert "cannot be read as times in a warehouse" in str(refused.value)


@pytest.mark.parametrize(("offset", "expected"), [("Z", "+ 00 00"), ("+02:00", "+ 02 00"), ("-0530", "- 05 30"), ("+1", "+ 1 00"), ("+01", "+ 01 00")])
def test_an_offset_is_taken_apart(offset, expected):
    found = layout_of("%Y-%m-%dT%H:%M:%S%z")
    match = re.search(found.pattern, f"2026-01-01T00:00:00{offset}")
    assert match
    sign, hours, minutes = (match[found.groups[name]] for name in ("sign", "zone_hours", "zone_minutes"))
    assert f"{sign or '+'} {hours or '00'} {minutes or '00'}" == expected


@pytest.mark.parametrize(("written", "parts"), [
    ("answers", ["answers"]), ("voc.answers", ["voc", "answers"]), ('"voc.2026".answers', ["voc.2026", "answers"]),
    ('a."x""y; DROP TABLE z; --"', ["a", 'x"y; DROP TABLE z; --']), ("a . b", ["a", "b"])])
def test_a_name_is_split_at_the_dots_outside_quotes(written, parts):
    assert remote.table_parts(Source(id="s", table=written)) == parts


@pytest.mark.parametrize("written", ["", "a..b", ".a", "a.", '"a', 'a"b', '"a"b', '""'])
def test_what_is_no_name_of_a_table_is_refused(written):
    with pytest.raises(UnreadableFile):
        remote.table_parts(Source(id="s", table=written))


@pytest.mark.parametrize(("connect", "shown"), [
    ("postgresql://host:5432/db", "postgresql://host:5432/db"), ("postgresql://me:secret@host:5432/db?sslmode=require", "postgresql://host:5432/db"),
    ("postgresql://me:s@cret@host/db", "postgresql://host/db"), ("trino://host/c?password=secret", "trino://host/c"), ("spark:local[2]", "spark:local[2]"),
    ("bigquery://project", "bigquery://project"), (None, "")])
def test_a_place_is_shown_without_what_may_be_secret(connect, shown):
    assert remote.shown(connect) == shown


def test_a_missing_column_leaves_out_its_cells_alone():
    query = Query(windows=(), parts=tuple(Part(kind="text", column=name) for name in "abc"), cells=((0,), (1,), (2, 0)))
    asked, kept = askable(query, [Missing(column="b", file="", nearest=())])
    assert [part.column for part in asked.parts] == ["a", "c"]
    assert (asked.cells, kept) == (((0,), (1, 0)), [0, 2])
    assert [count.cell for count in renumbered([Count(window=0, cell=1, n=1), Count(window=0, n=3)], kept)] == [2, None]


def test_a_missing_column_that_everything_needs_is_refused_with_those_that_come_close():
    query = Query(windows=(), date="when", parts=(Part(kind="text", column="a"),), cells=((0,),))
    with pytest.raises(UnreadableFile) as refused:
        askable(query, [Missing(column="when", file="x/data/y.csv", nearest=("when_at",))])
    assert refused.value.file == "x/data/y.csv"
    assert "when_at" in Language("en").say(refused.value.remedy)


@pytest.mark.parametrize(("printed", "written"), [
    ("1e-05", "0.00001"), ("1.0E-5", "0.00001"), ("1.2345678E7", "12345678"), ("8.0", "8"), ("2.50", "2.5"), ("-0.0", "-0"), ("100", "100"), ("NaN", "nan"),
    ("1.0E0", "1"), ("1e+16", "10000000000000000"), ("0E-9", "0")])
def test_a_number_has_one_form_whatever_engine_prints_it(printed, written):
    assert plain(printed) == written
    assert plain(printed, ",") == written.replace(".", ",")


def test_only_columns_of_numbers_are_written_anew():
    query = Query(windows=(), dimensions=("size", "text"), parts=(Part(kind="text", column="size"), Part(kind="text", column="text")), cells=((0, 1),), decimal=",")
    counts = [Count(window=0, dimension=0, value="1.50", cell=0, answers=("2.50", "2.50"), n=1), Count(window=0, dimension=1, value="1.50", cell=0, answers=(None, None), n=1),
              Count(window=0, n=2)]
    found = with_plain_numbers(counts, query, frozenset({"size"}))
    assert [(count.value, count.answers) for count in found] == [("1.5", ("2,5", "2.50")), ("1.50", (None, None)), (None, ())]


def test_too_many_combinations_are_refused(monkeypatch):
    monkeypatch.setattr(remote, "MOST_GROUPS", 2)
    with pytest.raises(UnreadableFile, match="different combinations"):
        remote.ask(Source(id="s", table="t"), Query(windows=()), [], "t", TrinoDialect(), lambda _: [(0, 1)] * 3)


def test_the_fingerprint_of_a_table_is_that_of_its_counts_in_any_order():
    counts = [Count(window=0, cell=0, answers=("1",), n=2), Count(window=0, n=2)]
    assert remote.fingerprint(counts) == remote.fingerprint(counts[::-1])
    assert remote.fingerprint(counts) != remote.fingerprint([counts[0], Count(window=0, n=3)])
