"""Where the real survey files lie that some tests read: outside the repository, for they are other people's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def data_folder(name: str) -> Path:
    """The folder of one data set: under $CXGOV_DATA, or under shared/data beside the checkout; without it the test is skipped."""
    root = Path(os.environ.get("CXGOV_DATA") or BESIDE)
    folder = root / name
    if not folder.is_dir():
        pytest.skip(f"no real data: {name} is not in the folder that CXGOV_DATA names, nor in shared/data beside the checkout")
    return folder
