"""The file of a baseline: read with care, written whole. What it means is `cxgov.checks.baseline`; no command by itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cxgov.checks.baseline import Known, as_data, from_data
from cxgov.cli.failures import Refused
from cxgov.language import N_, message
from cxgov.loading.files import read_bytes
from cxgov.problems import Problem, printable

MOST_BYTES = 4 << 20


def read(path: Path) -> Counter[Known]:
    """Reads a baseline.

    Raises:
        Refused: if the file cannot be read or is no baseline.
    """
    shown = printable(str(path))
    remedy = message(N_("write one with `cxgov check ORG --write-baseline {path}`"), path=shown)
    data, problem = read_bytes(path, shown, MOST_BYTES)
    if data is None:
        raise Refused(problem.text if problem else message(N_("'{path}' cannot be read"), path=shown), remedy)
    try:
        return from_data(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError):  # ValueError: no JSON, no UTF-8, or another file
        raise Refused(message(N_("'{path}' is no baseline"), path=shown), remedy) from None


def keep(path: Path, findings: Sequence[Problem], root: str) -> Path:
    """Writes a baseline of these findings.

    Raises:
        WritingFailed: if it cannot be written.
    """
    from cxgov.writing import write  # its imports cost a check that writes nothing

    return write(path, json.dumps(as_data(findings, root), ensure_ascii=False, indent=2) + "\n")
