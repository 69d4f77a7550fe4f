"""Writes an organisation with many assessment files, as a large survey of raters would leave it.

python benchmarks/many_assessments.py FOLDER COUNT
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

SIZES = (5, 5, 5, 5, 6)
HEAD = "kind: organisation\nid: many\nname: Many\nlanguages: [en]\n"


def answers(draw: random.Random) -> str:
    """Answers to all practices: short forms, evidence, notes and reasons mixed as in hand-written files."""
    lines = []
    for stage, size in enumerate(SIZES, 1):
        for practice in range(1, size + 1):
            level = draw.randint(0, 4)
            name = f"S{stage}.P{practice}"
            kind = draw.random()
            if kind < 0.5:
                lines.append(f"  {name}: {level}")
            elif kind < 0.97:
                lines.append(f"  {name}: {{level: {level}, evidence: [{{ref: E-{draw.randint(1, 400):03}, title: Minutes of the meeting, "
                             f"date: 2026-0{draw.randint(1, 8)}-1{draw.randint(0, 9)}}}], note: Seen in two of three teams}}")
            else:
                lines.append(f"  {name}: {{level: na, reason: Does not apply to this team}}")
    return "\n".join(lines)


def main(folder: Path, count: int) -> None:
    """Writes the folder."""
    draw = random.Random(1)
    place = folder / "2026-Q3" / "assessments"
    place.mkdir(parents=True)
    (folder / "organisation.yaml").write_text(HEAD, encoding="utf-8")
    for number in range(count):
        (place / f"r{number:05}.yaml").write_text(
            f"kind: assessment\nframework: cem-cycle\nframework_version: 1.0.0\nperiod: 2026-Q3\nrater: r{number:05}\n"
            f"status: individual\ndate: 2026-09-20\nanswers:\n{answers(draw)}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
