"""Writes many survey answers, always the same, and an organisation that measures them: 12 indicators, 3 segments, 8 quarters.

python benchmarks/survey_rows.py FOLDER ROWS [FILES] [csv]

With ``csv`` the same rows are written as text beside the Parquet. Nothing of it is committed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

START, QUARTERS = "2024-01-01", 8


@dataclass(frozen=True)
class Answer:
    """A column with answers to one question.

    Attributes:
        column: its name.
        low: lowest answer.
        high: highest answer.
        indicator: the indicator's type and what else it needs.
    """

    column: str
    low: int
    high: int
    indicator: str


_MEAN = "type: mean, direction: higher_better, unit: points"
ANSWERS = (
    Answer("recommend", 0, 10, "type: nps, variant: nps_0_10, direction: higher_better, unit: points"),
    Answer("recommend_app", 0, 10, "type: nps, variant: nps_0_10, direction: higher_better, unit: points"),
    Answer("satisfied", 1, 5, "type: csat, variant: csat5_top2, direction: higher_better, unit: percent"),
    Answer("satisfied_price", 1, 5, "type: csat, variant: csat5_mean, direction: higher_better, unit: points"),
    Answer("satisfied_staff", 1, 10, "type: csat, variant: csat10_mean, direction: higher_better, unit: points"),
    Answer("ease", 1, 7, "type: ces, variant: ces2_agree7_mean, direction: higher_better, unit: points"),
    Answer("ease_return", 1, 7, "type: ces, variant: ces2_agree7_top3, direction: higher_better, unit: percent"),
    Answer("solved", 0, 1, "type: fcr, direction: higher_better, unit: percent"),
    Answer("returned", 0, 1, "type: retention, direction: higher_better, unit: percent"),
    Answer("minutes", 0, 59, "type: duration, direction: lower_better, unit: min"),
    Answer("visits", 0, 20, _MEAN),
    Answer("brand", 1, 10, _MEAN))
SEGMENTS = {"region": 16, "channel": 5, "plan": 3}
ORGANISATION = "kind: organisation\nid: many\nname: Many\nlanguages: [en]\npeople: [{id: owner, name: Owner}]\n"


def measure_of(answer: Answer) -> str:
    """How an indicator is measured."""
    more = {"solved": ", success: [1], failure: [0]", "returned": ", success: [1], failure: [0]", "minutes": ", unit: min"}.get(answer.column, "")
    return f"{{source: answers, column: {answer.column}{more}}}"


def write_definitions(folder: Path, path: str) -> None:
    """Writes the organisation; its one source is the files that ``path`` means."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    kpis = "\n".join(f"  - {{id: {a.column.replace('_', '-')}, name: X, family: perception, owner: owner, target: none, {a.indicator}, measure: {measure_of(a)}}}"
                     for a in ANSWERS)
    (folder / "kpis.yaml").write_text(f"kind: kpis\nkpis:\n{kpis}\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(
        f"kind: sources\nsources:\n  - id: answers\n    path: {path}\n    date: {{column: finished_at, format: '%Y-%m-%d %H:%M:%S'}}\n"
        f"    segments: [{', '.join(SEGMENTS)}]\n", encoding="utf-8")


def rows_sql(first: int, rows: int) -> str:
    """The rows as an SQL query: every value a hash of the row's number, one answer in nine missing."""
    segments = ", ".join(f"'{name} ' || lpad(CAST(hash(i, {salt}) % {n} + 1 AS VARCHAR), 2, '0') AS {name}" for salt, (name, n) in enumerate(SEGMENTS.items()))
    answers = ", ".join(f"CASE WHEN hash(i, {20 + salt}) % 9 > 0 THEN CAST(hash(i, {50 + salt}) % {a.high - a.low + 1} + {a.low} AS INTEGER) END AS {a.column}"
                        for salt, a in enumerate(ANSWERS))
    return (f"SELECT i AS id, TIMESTAMP '{START} 00:00:00' + to_seconds(CAST(hash(i, 9) % (731 * 86400) AS BIGINT)) AS finished_at, {segments}, {answers} "
            f"FROM range({first}, {first + rows}) numbers(i)")


def main(folder: Path, rows: int, files: int = 1, *, text: bool = False) -> None:
    """Writes everything; the organisations are ``FOLDER/parquet`` and ``FOLDER/csv``."""
    import duckdb

    write_definitions(folder / "parquet", "answers-*.parquet")
    for number in range(files):
        piece = rows_sql(number * (rows // files), rows // files)
        duckdb.execute(f"COPY ({piece}) TO '{folder}/parquet/answers-{number}.parquet' (FORMAT parquet)")
    if text:
        write_definitions(folder / "csv", "answers.csv")
        duckdb.execute(f"COPY (SELECT * FROM '{folder}/parquet/answers-*.parquet') TO '{folder}/csv/answers.csv' "
                       "(HEADER, TIMESTAMPFORMAT '%Y-%m-%d %H:%M:%S')")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1, text="csv" in sys.argv[4:])
