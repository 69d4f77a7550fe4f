"""Mutated copies of the examples: whatever a slip of the hand makes of a file, the answer is problems with places or a workspace."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from cxgov.checks import check
from cxgov.language import Language
from cxgov.loading import load
from cxgov.problems import Severity, describe_all
from cxgov.resources import examples
from cxgov.scoring import NothingToScore, score

MUTANTS = 120
WORDS = [
    "na", "null", "~", "true", "[]", "{}", "''", "0", "-1", "99", "1e9", "2026-13-01", "2026-Q9", "none", "x", "[a, b]", "{a: b}", "S9.P9",
    "999999999999999999", "0.5", '"3"', "2026-02-30", "{level: na}", "|", "- ", "&a", "*a", "!!x", "\t",
]
SIGNS = "{}[],:#&*!|>'\"%@`\x00\u202eż -"
WHOLE_FILE = {"CX001", "CX002", "CX003", "CX004", "CX005", "CX011", "CX021", "CX022", "CX045"}


def mutated(text: str, draw: random.Random) -> str:
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    kind = draw.random()
    if kind < 0.25:
        del lines[at]
    elif kind < 0.4:
        lines.insert(at, draw.choice(lines))
    elif kind < 0.75 and ":" in lines[at]:
        lines[at] = f"{lines[at].partition(':')[0]}: {draw.choice(WORDS)}"
    elif kind < 0.85 and lines[at]:
        column = draw.randrange(len(lines[at]))
        lines[at] = lines[at][:column] + draw.choice(SIGNS) + lines[at][column + 1 :]
    else:
        lines = lines[:at]
    return "\n".join(lines)


@pytest.mark.parametrize("name", sorted(examples()))
def test_mutants_are_answered(name, tmp_path):
    folder = tmp_path / name
    shutil.copytree(str(examples()[name]), folder)
    files = sorted(folder.rglob("*.yaml"))
    draw = random.Random(7)
    refused = 0
    for _ in range(MUTANTS):
        file: Path = draw.choice(files)
        before = file.read_text("utf-8")
        text = before
        for _ in range(draw.choice([1, 1, 2, 3])):
            text = mutated(text, draw)
        file.write_text(text, encoding="utf-8", errors="surrogatepass")
        loaded = load(folder)
        assert describe_all(loaded.problems, Language("en"), None).count("error[") == sum(p.severity == Severity.ERROR for p in loaded.problems)
        if loaded.workspace is None:
            refused += 1
            assert all(p.place.line or p.code in WHOLE_FILE for p in loaded.problems)
        else:
            assert not [p for p in check(loaded.workspace).findings if p.code == "CX099"]
            with contextlib.suppress(NothingToScore):
                score(loaded.workspace)
        file.write_text(before, encoding="utf-8")
    assert refused > MUTANTS / 4
