"""What takes long in this folder – printing pieces, a thousand seeds – is marked `handout` and runs by `make handout-test`."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents and (item.get_closest_marker("slow") or item.get_closest_marker("pdf_engine")):
            item.add_marker(pytest.mark.handout)
