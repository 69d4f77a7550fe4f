"""Lines of a text: from a character offset to line, column and a line that is safe to print.

Not here: how a message is laid out (`cxgov.problems`).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence

from cxgov.problems import Location, printable

LONGEST_LINE = 4_000
"""Characters of a line kept as excerpt; positions beyond it are shown without one."""

_BREAK = re.compile(r"\r\n|\r|\n")
SECRET_KEYS = ("password", "passwd", "pwd", "secret", "token", "api_key", "apikey", "haslo", "hasło")
HIDDEN = "•"
"""Stands for each character of a password."""
_SECRETS = (
    re.compile(r"(?<=://)[^/@\s:]*:(.+)@"),
    re.compile(r"(?<![\w:/])[^/@\s:]+:([^/@\s][^@\s]*)@"),
    re.compile(r"\b(?:password|passwd|pwd|sslpassword|token|secret|api_?key)\s*=\s*('[^']*'|[^&;\s\"']+)", re.IGNORECASE),
    re.compile(rf"(?:{'|'.join(SECRET_KEYS)})[\"']?\s*:\s*(\S.*)", re.IGNORECASE),  # to the end of the line: a password may hold anything
)


class Lines:
    """The lines of one text, found when the first position is asked for.

    Args:
        file: name shown in messages.
        text: the whole text; LF, CRLF and CR end a line.
    """

    __slots__ = ("_shown", "_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file if file.isprintable() else printable(file, 300)
        self.text = text
        self._starts: array[int] | None = None
        self._shown: dict[int, str] = {}

    def locate(self, offset: int) -> Location:
        """Returns the place of the character at ``offset`` (0-based), with its line as excerpt."""
        number = bisect_right(self.starts, offset)
        column = offset - self.starts[number - 1] + 1
        return Location(self.file, number, column, self._excerpt(number) if column <= LONGEST_LINE else "")

    def line_at(self, offset: int) -> int:
        """Returns the number of the line, 1-based, that holds the character at ``offset``."""
        return bisect_right(self.starts, offset)

    def line(self, number: int) -> str:
        """Returns a line by its number, 1-based, without its end; empty beyond the text."""
        if not 0 < number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    @property
    def starts(self) -> Sequence[int]:
        """Offsets of the first character of every line."""
        if self._starts is None:
            self._starts = array("L", [0])  # a number in a list takes ten times the room; a text can be all line ends
            self._starts.extend(found.end() for found in _BREAK.finditer(self.text))
        return self._starts

    def _excerpt(self, number: int) -> str:
        if number not in self._shown:
            self._shown = {number: safe_line(self.line(number))}  # the last one asked for: problems come line by line
        return self._shown[number]


def safe_line(line: str) -> str:
    """Makes a line safe to print and keeps its columns: a tab becomes an arrow, other control characters ``�``, a password dots."""
    line = line[:LONGEST_LINE]
    for secret in _SECRETS:
        line = secret.sub(_dotted, line)
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() or c == "\u00a0" else "→" if c == "\t" else "�" for c in line)


def _dotted(found: re.Match[str]) -> str:
    """The match with its secret in dots of the same width."""
    start, end = found.span(1)
    text, offset = found.group(), found.start()
    return text[: start - offset] + HIDDEN * (end - start) + text[end - offset :]
