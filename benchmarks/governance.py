"""Checking a large programme against reading the same files with PyYAML's C loader, in three sizes.

    make bench ARGS=check

The sizes are a quarter, a half and the whole of `big_programme`: 2,000 touchpoints, 500 indicators, 1,000 initiatives and 12
quarters. Both sides run as whole processes, their start-up taken off (it is timed by `start`); the other side reads the texts and
makes plain lists and maps of them. Time per record that does not grow from size to size is time that grows linearly; a record is
one touchpoint, indicator, initiative, expectation, value, decision, piece of feedback, complaint or answer.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARES = (0.25, 0.5, 1.0)
RUNS = 5
Command = Sequence[str]

OURS = """
import sys
import cxgov
from cxgov.checks import check
workspace = cxgov.load(sys.argv[1])
check(workspace)
"""
START = "import cxgov, cxgov.checks, cxgov.loading; cxgov.loading.built_in_frameworks()"
THEIRS = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
"""
RECORDS = """
import sys
import cxgov
w = cxgov.load(sys.argv[1])
print(len(w.touchpoints) + len(w.kpis) + len(w.initiatives) + len(w.expectations) + len(w.feedback) + len(w.complaints) + sum(len(m.measurements) for m in w.measurements)
      + sum(len(d.decisions) for d in w.decisions) + sum(len(a.answers) for a in w.assessments))
"""


def governance() -> None:
    """Prints for each size both times, their ratio, and our time per record; then how the time per record grows."""
    with tempfile.TemporaryDirectory() as folder:
        places = {share: Path(folder) / str(share) for share in SHARES}
        for share, place in places.items():
            subprocess.run([sys.executable, str(HERE / "big_programme.py"), str(place), str(share)], check=True)
        records = {share: int(subprocess.run(python(RECORDS, place), check=True, capture_output=True, text=True).stdout) for share, place in places.items()}
        pairs: dict[float, list[tuple[float, float]]] = {share: [] for share in SHARES}
        for _ in range(RUNS):  # in turn, so that a machine that slows down slows all of them
            for share, place in places.items():
                start, their_start = (seconds([sys.executable, "-c", code]) for code in (START, "import yaml"))
                pairs[share].append((seconds(python(OURS, place)) - start, seconds(python(THEIRS, place)) - their_start))
        each = {}
        for share in SHARES:
            mine, other = (statistics.median(side) for side in zip(*pairs[share], strict=True))
            each[share] = mine / records[share]
            name = f"load and check {records[share]:,} records : CSafeLoader"
            print(f"{name:<58} {mine:8.3f} s {other:8.3f} s   ratio {statistics.median(a / b for a, b in pairs[share]):5.2f}   bound 1.0   "
                  f"{each[share] * 1e6:5.1f} µs a record", flush=True)
        small, large = each[SHARES[0]], each[SHARES[-1]]
        print(f"  time per record: {large / small:.2f} x that of a quarter of the size; linear is 1.0")


def python(code: str, folder: Path) -> Command:
    """A fresh interpreter that runs some code on a folder."""
    return [sys.executable, "-c", code, str(folder)]


def seconds(command: Command) -> float:
    """Wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
