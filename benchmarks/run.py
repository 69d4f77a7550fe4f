"""Speed as ratios, measured side by side in one run on one machine; nothing here passes or fails.

    make bench                      every comparison
    make bench ARGS="start load"    some of them
    make bench ARGS=measure-large   100 million answers, only when it is named

Each pair runs in turn (A B A B …) as whole processes, so that a machine that slows down slows both; printed are the
medians and the median of the pairwise ratios, with the bound the project sets itself.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import governance  # type: ignore[import-not-found]  # it lies beside this program
import measuring  # type: ignore[import-not-found]  # it lies beside this program

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "paczkownia"
RUNS = 7
# Byte code is kept, as it is for a user; a machine that forbids it would time the compiler.
ENVIRONMENT = {**{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}, "CXGOV_LANG": "en"}
Command = Sequence[str]


def seconds(command: Command) -> float:
    """Wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - start


def compare(name: str, ours: Command, theirs: Command, bound: float, runs: int = RUNS) -> None:
    """Prints our time, the other's, their ratio and the bound."""
    seconds(ours), seconds(theirs)  # files and byte code into the caches
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:<58} {mine:8.3f} s {other:8.3f} s   ratio {ratio:5.2f}   bound {bound:.1f}", flush=True)


def python(code: str) -> Command:
    """A fresh interpreter that runs some code."""
    return [sys.executable, "-c", code]


def cxgov(*arguments: str) -> Command:
    """Our command line."""
    return [str(Path(sys.executable).with_name("cxgov")), *arguments]


def start() -> None:
    """Start-up: help, and a whole check, against importing the libraries they stand on."""
    compare("cxgov --help : import click", cxgov("--help"), python("import click"), 1.5)
    files = f"[p.read_text(encoding='utf-8') for p in sorted(__import__('pathlib').Path({str(EXAMPLE)!r}).rglob('*.yaml'))]"
    framework = f"open({str(ROOT / 'frameworks' / 'cem-cycle.yaml')!r}, encoding='utf-8').read()"
    read = f"import yaml; [yaml.load(t, yaml.CSafeLoader) for t in [*{files}, {framework}]]"
    base = statistics.median(seconds(python("import click, yaml, pydantic")) for _ in range(RUNS))
    yaml_only = statistics.median(seconds(python(read)) - seconds(python("import yaml")) for _ in range(RUNS))
    check = statistics.median(seconds(cxgov("check", str(EXAMPLE))) for _ in range(RUNS))
    print(f"{'cxgov check : 2 x import click, yaml, pydantic + YAML time':<58} {check:8.3f} s {2 * base + yaml_only:8.3f} s   "
          f"ratio {check / (2 * base + yaml_only):5.2f}   bound 1.0", flush=True)


def load() -> None:
    """Loading, validating and scoring 2,000 assessment files against reading the same files with PyYAML's C loader."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "many"
        subprocess.run([sys.executable, str(ROOT / "benchmarks" / "many_assessments.py"), str(place), "2000"], check=True)
        ours = f"import cxgov; cxgov.score(cxgov.load({str(place)!r}))"
        theirs = (f"import pathlib, yaml; [yaml.load(p.read_text(encoding='utf-8'), yaml.CSafeLoader) "
                  f"for p in sorted(pathlib.Path({str(place)!r}).rglob('assessments/*.yaml'))]")
        compare("load, validate and score 2,000 assessments : CSafeLoader", python(ours), python(theirs), 0.8, runs=5)


def report() -> None:
    """A report as HTML and PDF against WeasyPrint alone on the finished HTML, imports on both sides."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(cxgov("report", str(EXAMPLE), "--format", "html", "--out", folder, "--lang", "pl"), check=True, stdout=subprocess.DEVNULL)
        html = next(Path(folder).glob("*.html"))
        theirs = f"import weasyprint; weasyprint.HTML({str(html)!r}).write_pdf({str(Path(folder) / 'alone.pdf')!r}, pdf_variant='pdf/ua-1')"
        compare("cxgov report --format html,pdf : WeasyPrint alone", cxgov("report", str(EXAMPLE), "--out", folder, "--lang", "pl"), python(theirs),
                1.4, runs=3)
        pdf = next(Path(folder).glob("paczkownia*.pdf"))
        print(f"  size: HTML {html.stat().st_size / 1e6:.2f} MB, PDF {pdf.stat().st_size / 1e6:.2f} MB")


def measure() -> None:
    """Measuring ten million answers; see `measuring`."""
    measuring.measure(compare)


def check() -> None:
    """Checking a large programme in three sizes; see `governance`."""
    governance.governance()


COMPARISONS: dict[str, Callable[[], None]] = {"start": start, "load": load, "check": check, "report": report, "measure": measure}
ON_REQUEST: dict[str, Callable[[], None]] = {"measure-large": measuring.measure_large}


def main(names: Sequence[str]) -> None:
    """Runs the comparisons named, or all of them."""
    print(f"{'':<58} {'ours':>10} {'theirs':>10}")
    for name in names or COMPARISONS:
        {**COMPARISONS, **ON_REQUEST}[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
