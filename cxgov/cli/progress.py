"""A progress bar on stderr: only on a terminal, only when something takes more than a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

WIDTH = 24
PATIENCE = 1.0


class Progress:
    """Shows how far a run of known steps is.

    Args:
        total: number of steps, where it is known from the start.
        quiet: show nothing at all.
    """

    def __init__(self, total: int = 1, *, quiet: bool = False) -> None:
        self._total = total
        self._done = 0
        self._shown = False
        self._enabled = not quiet and sys.stderr.isatty()
        self._start = time.monotonic()

    def step(self, name: str) -> None:
        """Notes that the next of the steps begins."""
        self._done += 1
        self.at(self._done - 1, self._total, name)

    def at(self, done: int, total: int, name: str) -> None:
        """Notes how many steps are done and which one begins."""
        if not self._enabled or time.monotonic() - self._start < PATIENCE:
            return
        share = min(1.0, done / max(1, total))
        filled = round(share * WIDTH)
        sys.stderr.write(f"\r\x1b[K[{'█' * filled}{'·' * (WIDTH - filled)}] {share:>4.0%} {name}")
        sys.stderr.flush()
        self._shown = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
