"""The HTML report of an example as a file, and a browser to open it in; made once, opened by every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxgov.loading import load_workspace
from cxgov.reporting import report
from cxgov.resources import examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLE = "paczkownia"
LANGUAGES = ("pl", "en")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session", params=LANGUAGES)
def report_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the example, one file, in each language."""
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    made = report(load_workspace(str(examples()[EXAMPLE])), language=request.param)
    path.write_text(made.html, "utf-8")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


class Opened:
    """A page in a tab, with everything the browser complained about or asked for."""

    def __init__(self, browser: Browser, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}") if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        # A data: address is part of the file.
        self.page.on("request", lambda request: None if request.url.startswith("data:") else self.requests.append(request.url))
        self.page.goto(path.as_uri(), wait_until="load")


@pytest.fixture
def open_file(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens a file with options of a browser context, as often as a test wants to."""
    tabs: list[Opened] = []

    def open_it(path: Path, **options: Any) -> Opened:
        tabs.append(Opened(browser, path, **options))
        return tabs[-1]

    yield open_it
    for tab in tabs:
        tab.context.close()


@pytest.fixture
def opened(open_file: Callable[..., Opened], report_file: Path) -> Callable[..., Opened]:
    """Opens the report."""
    return partial(open_file, report_file)
