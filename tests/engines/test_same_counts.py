"""The same answers in a file, in PostgreSQL and in Spark: the same counts, the same measurements."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from engines.answers_table import TABLE, write_organisation

import cxgov
from cxgov.measuring import measure
from cxgov.measuring.answers import key
from cxgov.measuring.asking import count
from cxgov.measuring.plan import plan
from cxgov.measuring.query import OUTSIDE, REPEATED, Count, reason_of
from cxgov.model import Measurement
from cxgov.model.periods import parse_period

pytestmark = [pytest.mark.engine, pytest.mark.slow]

PERIODS = [parse_period(text) for text in ("2026-Q1", "2026-Q2")]
POSTGRESQL_TABLE = f'"voc.2026"."{TABLE}"'
Found = tuple[Counter[tuple[Any, ...]], tuple[dict[str, Any], list[str], list[Any]]]
DATES = {
    "moment": "{column: finished, zone: Europe/Warsaw}", "wall": "{column: finished_wall, zone: Europe/Warsaw, recorded: UTC}",
    "day": "{column: finished_day}", "iso text": "{column: finished_text}", "text": "{column: finished_polish, format: ['%d.%m.%Y %H:%M', '%d.%m.%Y']}",
    "offsets": "{column: finished_offset, zone: Europe/Warsaw, format: '%Y-%m-%dT%H:%M:%S%z'}"}
VARIANTS = {
    **{f"date as {name}": (date, "") for name, date in DATES.items()},
    "weights": (DATES["moment"], "    weight: weight\n"), "weights as text": (DATES["wall"], "    weight: weight_text\n"),
    "exact weights": (DATES["wall"], "    weight: weight_exact\n"),
    # No two rows at the same time: a file has an order that decides, a table has none.
    "first of each": ("{column: finished_once}", "    respondent: id\n    keep: first\n"),
    "last of each, with weights": ("{column: finished_once}", "    respondent: id\n    keep: last\n    weight: weight\n"),
    "renamed": ("{column: when}", "    columns: {when: finished_wall}\n")}


def _organisation(folder: Path, where: str, variant: str) -> Path:
    return write_organisation(folder / "elsewhere", where, *VARIANTS[variant])


@pytest.fixture(scope="module")
def in_a_file(answers_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Found]:
    """What the embedded engine finds in the same answers, worked out once a variant."""
    known: dict[str, Found] = {}

    def found(variant: str) -> Found:
        if variant not in known:
            folder = write_organisation(tmp_path_factory.mktemp("file") / "o", "path: answers.parquet", *VARIANTS[variant])
            shutil.copyfile(answers_file, folder / "answers.parquet")
            known[variant] = _counts(folder), _measured(folder)
        return known[variant]

    return found


def _rows(counts: list[Count]) -> Counter[tuple[Any, ...]]:
    """Counts without what engines may write differently: 4 and 4,0; rows of other periods, which a warehouse does not read."""
    found: Counter[tuple[Any, ...]] = Counter()
    for c in counts:
        if c.window != OUTSIDE:
            sums = tuple(None if text is None else Fraction(text) for text in (c.weight, c.squares))
            answers = tuple(None if text is None else key(text, ",") if text.strip() else text for text in c.answers)
            found[c.window, c.dimension, c.value, c.cell, answers, sums] += c.n
    return found


def _counts(folder: Path) -> Counter[tuple[Any, ...]]:
    workspace = cxgov.load(folder)
    (source,) = workspace.sources
    return _rows(list(count(folder, source, plan(source, workspace.kpis, PERIODS, workspace.organisation).query).counts))


def _figures(found: Measurement) -> dict[str, Any]:
    """A measurement as plain data, with numbers to compare within 1e-12."""
    numbers = {"value": found.value, "n": found.n, "n_effective": found.n_effective, "variance": found.variance, "se": found.standard_error,
               "low": found.interval and found.interval[0], "high": found.interval and found.interval[1],
               **{f"extra {name}": value for name, value in found.extra.items()}}
    part = (found.segment.column, found.segment.value) if found.segment else None
    return {"about": (found.kpi, part, found.touchpoint, found.no_answer, found.not_applicable, found.out_of_range, found.rejected, found.counts),
            "numbers": {name: pytest.approx(value, rel=1e-12, abs=1e-12) if isinstance(value, float) else value for name, value in numbers.items()}}


def _measured(folder: Path) -> tuple[dict[str, Any], list[str], list[Any]]:
    found = measure(cxgov.load(folder), folder, PERIODS)
    entries = {f"{period} {m.kpi} {m.segment.value if m.segment else ''} {m.touchpoint}": m for period, made in found.measurements.items() for m in made}
    accounts = [(a.used, a.rejected) for a in found.accounts]
    return entries, sorted(f"{p.code} {p.about}" for p in found.problems), accounts


def _agree(expected: Found, there: Path) -> None:
    counts, (ours, problems, accounts) = expected
    found = _counts(there)
    assert found - counts == Counter()
    assert counts - found == Counter()
    theirs, their_problems, their_accounts = _measured(there)
    assert len(ours) > 50, "the organisation must be measured at all"
    assert list(theirs) == list(ours)
    for name, entry in ours.items():
        expected_figures, figures = _figures(entry), _figures(theirs[name])
        assert figures["about"] == expected_figures["about"], name
        assert {n: v.expected if hasattr(v, "expected") else v for n, v in figures["numbers"].items()} == expected_figures["numbers"], name
    assert (their_problems, their_accounts) == (problems, accounts)


@pytest.mark.parametrize("variant", VARIANTS)
def test_postgresql_counts_as_the_embedded_engine(server, reader, in_a_file, tmp_path, variant):
    _agree(in_a_file(variant), _organisation(tmp_path, f"connect: {server.connect}\n    table: '{POSTGRESQL_TABLE}'", variant))


@pytest.mark.parametrize("variant", VARIANTS)
def test_spark_counts_as_the_embedded_engine(spark, in_a_file, tmp_path, variant):
    _agree(in_a_file(variant), _organisation(tmp_path, "connect: 'spark:local[2]'\n    table: answers", variant))


def test_engines_without_an_order_of_rows_decide_alike_between_rows_of_one_day(server, reader, spark, tmp_path):
    """All columns decide, byte by byte, missing values first."""
    places = {"postgresql": f"connect: {server.connect}\n    table: '{POSTGRESQL_TABLE}'", "spark": "connect: 'spark:local[2]'\n    table: answers"}
    for keep in ("first", "last"):
        found = [_counts(write_organisation(tmp_path / keep / name, place, DATES["day"], f"    respondent: id\n    keep: {keep}\n"))
                 for name, place in places.items()]
        assert found[0] == found[1]
        assert sum(n for (window, *_), n in found[0].items() if reason_of(window)[0] == REPEATED) > 100


def test_spark_reads_a_folder_of_parquet_files(spark, answers_file, in_a_file, tmp_path):
    folder = tmp_path / "a folder; with -- signs"
    folder.mkdir()
    shutil.copyfile(answers_file, folder / "part-0.parquet")
    _agree(in_a_file("date as moment"), _organisation(tmp_path, f"connect: 'spark:local[2]'\n    table: 'parquet:{folder}'", "date as moment"))


def test_the_session_is_given_back_as_it_was(spark, tmp_path):
    there = _organisation(tmp_path, "connect: 'spark:local[2]'\n    table: answers", "date as wall")
    spark.conf.unset("spark.sql.caseSensitive")
    before = (spark.conf.get("spark.sql.session.timeZone"), spark.conf.get("spark.sql.caseSensitive"))
    _counts(there)
    assert (spark.conf.get("spark.sql.session.timeZone"), spark.conf.get("spark.sql.caseSensitive")) == before
    assert before[0] == "America/New_York"
