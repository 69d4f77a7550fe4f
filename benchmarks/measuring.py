"""Measuring 10 million answers, side by side with DuckDB by hand, with pandas, and with DuckDB's own reading of CSV.

    make bench ARGS=measure             about ten minutes, 1 GB on disk
    make bench ARGS=measure-large       100 million answers in ten files: linear time, bounded memory; 2 GB on disk

Everything runs as a whole process, on the same number of threads, over rows from `survey_rows`. The hand-written query gives
what the indicators are computed from: how often each answer was given, in each quarter, of all and of each segment.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from survey_rows import ANSWERS, QUARTERS, SEGMENTS  # type: ignore[import-not-found]  # it lies beside this program

HERE = Path(__file__).resolve().parent
ROWS, LARGE_ROWS = 10_000_000, 100_000_000
RUNS = 5
Command = Sequence[str]
Compare = Callable[..., None]

OURS = """
import resource, sys
from pathlib import Path
import cxgov
from cxgov.measuring import measure
from cxgov.model.periods import parse_period
folder = Path(sys.argv[1])
periods = [parse_period(f"{year}-Q{quarter}") for year in (2024, 2025) for quarter in (1, 2, 3, 4)]
found = measure(cxgov.load(folder), folder, periods)
assert not found.problems, found.problems
assert sum(map(len, found.measurements.values())) == int(sys.argv[2])
print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024)
"""
PANDAS = """
import sys
import pandas
rows = pandas.read_parquet(sys.argv[1])
rows["quarter"] = (rows.finished_at.dt.year - 2024) * 4 + rows.finished_at.dt.quarter - 1
rows = rows[rows.quarter.between(0, 7)]
for column in sys.argv[2].split(","):
    for by in (["quarter"], *(["quarter", segment] for segment in sys.argv[3].split(","))):
        rows.groupby(by)[column].value_counts()
        if sys.argv[4] == "all":
            rows.groupby(by)[column].agg(["count", "mean", "var"])
"""


def hand_written(rows: str) -> str:
    """The query somebody would write who knows the schema: a quarter by CASE, a set for every combination."""
    starts = [f"{2024 + q // 4}-{1 + 3 * (q % 4):02}-01" for q in range(QUARTERS + 1)]
    quarter = " ".join(f"WHEN finished_at < TIMESTAMP '{start}' THEN {number - 1}" for number, start in enumerate(starts))
    columns = [answer.column for answer in ANSWERS]
    sets = ", ".join(f"(quarter, {by}{column})" for column in columns for by in ("", *(f"{segment}, " for segment in SEGMENTS)))
    return (f"SELECT quarter, {', '.join(SEGMENTS)}, {', '.join(columns)}, COUNT(*) FROM (SELECT CASE {quarter} END AS quarter, * EXCLUDE finished_at "
            f"FROM {rows}) WHERE quarter >= 0 GROUP BY GROUPING SETS ({sets})")


def duckdb(sql: str) -> Command:
    """DuckDB alone."""
    return [sys.executable, "-c", f"import duckdb; duckdb.execute({sql!r}).fetchall()"]


def ours(folder: Path) -> Command:
    """Our side: all quarters at once; prints the largest process's memory in MB."""
    groups = 1 + sum(SEGMENTS.values())
    return [sys.executable, "-c", OURS, str(folder), str(len(ANSWERS) * QUARTERS * groups)]


def megabytes(folder: Path) -> int:
    """Memory of our largest process."""
    return int(subprocess.run(ours(folder), check=True, capture_output=True, text=True).stdout)


def generate(folder: Path, rows: int, files: int, *more: str) -> None:
    """Writes rows and definitions."""
    subprocess.run([sys.executable, str(HERE / "survey_rows.py"), str(folder), str(rows), str(files), *more], check=True)


def measure(compare: Compare) -> None:
    """Parquet against DuckDB by hand and against pandas; CSV against DuckDB's own reading of it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        generate(place, ROWS, 1, "csv")
        parquet, csv = (place / "parquet" / "answers-0.parquet", place / "csv" / "answers.csv")
        compare("measure 10 M rows of Parquet : DuckDB by hand", ours(place / "parquet"), duckdb(hand_written(f"'{parquet}'")), 1.3, runs=RUNS)
        pandas = [sys.executable, "-c", PANDAS, str(parquet), ",".join(answer.column for answer in ANSWERS), ",".join(SEGMENTS)]
        compare("measure 10 M rows of Parquet : pandas, counts and moments", ours(place / "parquet"), [*pandas, "all"], 0.2, runs=3)
        compare("measure 10 M rows of Parquet : pandas, counts alone", ours(place / "parquet"), [*pandas, "counts"], float("nan"), runs=3)
        print(f"  memory of our largest process: {megabytes(place / 'parquet')} MB, bound 1024 MB")
        compare("measure 10 M rows of CSV : DuckDB's own CSV by hand", ours(place / "csv"), duckdb(hand_written(f"read_csv('{csv}')")), 1.3, runs=RUNS)
        scan = f"SELECT {', '.join(f'COUNT({name})' for name in ('finished_at', *SEGMENTS, *(a.column for a in ANSWERS)))} FROM read_csv('{csv}')"
        compare("measure 10 M rows of CSV : DuckDB's plain scan (for information)", ours(place / "csv"), duckdb(scan), float("nan"), runs=3)


def measure_large() -> None:
    """Ten times the rows in ten files: how time and memory grow; one run each, after one that warms up."""
    with tempfile.TemporaryDirectory() as folder:
        times, memory = [], []
        for name, rows, files in (("small", ROWS, 1), ("large", LARGE_ROWS, 10)):
            generate(Path(folder, name), rows, files)
            place = Path(folder, name, "parquet")
            megabytes(place)
            start = time.perf_counter()
            memory.append(megabytes(place))
            times.append(time.perf_counter() - start)
        print(f"{'measure 100 M rows : 10 x the time of 10 M rows':<58} {times[1]:8.3f} s {10 * times[0]:8.3f} s   ratio {times[1] / times[0] / 10:5.2f}   bound 1.0")
        print(f"  memory of our largest process: {memory[1]} MB after {memory[0]} MB, bound 1024 MB")
