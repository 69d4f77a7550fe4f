"""What every test shares: which tools a marked test needs, and Hypothesis without a stopwatch.

A test marked `pdf_engine`, `pdf_tools` or `browser` is skipped, with the reason, where its tools are missing; with CI=true
it fails instead, so that a server cannot stay green by lacking a tool.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSER = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

# Tests never race the clock; on the server the examples are the same every time.
settings.register_profile("cxgov", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("cxgov")


@cache
def browser_program() -> str | None:
    """The Chromium to drive: $CXGOV_BROWSER, or the first one installed."""
    named = os.environ.get("CXGOV_BROWSER")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or (str(MAC_BROWSER) if MAC_BROWSER.is_file() else None)


@cache
def no_pdf_engine() -> str:
    """What the PDF engine lacks, or nothing."""
    for name, number in (("gobject-2.0", 0), ("pango-1.0", 0), ("pangoft2-1.0", 0), ("harfbuzz", 0), ("fontconfig", 1)):
        for file in (f"lib{name}.so.{number}", f"lib{name}.{number}.dylib", f"lib{name}.dylib"):
            try:
                ctypes.CDLL(file)
                break
            except OSError:
                continue
        else:
            return f"the PDF engine lacks {name}: scripts/system-libraries.sh pdf"
    return ""


@cache
def no_pdf_tools() -> str:
    """Which of poppler's programs is missing, or nothing."""
    gone = [tool for tool in ("pdffonts", "pdftoppm") if not shutil.which(tool)]
    return f"{' and '.join(gone)} missing: scripts/system-libraries.sh tools" if gone else ""


@cache
def no_browser() -> str:
    """What driving a browser lacks, or nothing."""
    gone = [module for module in ("playwright", "axe_playwright_python") if importlib.util.find_spec(module) is None]
    if gone:
        return f"{' and '.join(gone)} missing: make browser-test"
    if not browser_program():
        return "no Chromium: scripts/system-libraries.sh browser"
    if sys.platform == "linux":
        try:
            ctypes.CDLL("libatomic.so.1")  # playwright's driver opens it
        except OSError:
            return "no libatomic: scripts/system-libraries.sh browser"
    return ""


NEEDS: dict[str, Callable[[], str]] = {"pdf_engine": no_pdf_engine, "pdf_tools": no_pdf_tools, "browser": no_browser}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, lacks in NEEDS.items():
        reason = lacks() if item.get_closest_marker(marker) else ""
        if reason and os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        if reason:
            pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of the browser, for playwright's `executable_path`."""
    program = browser_program()
    assert program, "asked for by tests that carry the marker `browser`"
    return program
