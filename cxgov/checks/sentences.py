"""The sentences of a Markdown text, each with the place where it begins, cut into clauses; no check by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cxgov.checks.handle_time import plain

_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
# A line that begins a block of its own: a heading, an item of a list, a quotation, a row of a table.
_OPENS = re.compile(r"\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,9}[.)]\s+|>\s*|\|)")
# A sentence ends before a capital letter; "np.", "tys." and "2.5" are followed by something else.
_END = re.compile(r"[.!?…][\"'”’»)\]*_]*(?=\s+[\"'“„‘«(\[*_]*[A-ZĄĆĘŁŃÓŚŹŻ])")
_BETWEEN_CLAUSES = re.compile(
    r"[;:|]|\s[–—]\s|[,\s](?:but|while|whereas|although|though|however|yet|ale|lecz|natomiast|zaś|choć|chociaż|podczas gdy|jednak)\b", re.IGNORECASE)
_WORD = re.compile(r"`[^`\n]+`|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    Attributes:
        plain: without capitals and diacritics.
        code: the text as it stands where it is set in backticks; else empty.
    """

    plain: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence.

    Attributes:
        text: as it stands, line ends included.
        offset: where it begins in the whole text, in characters.
    """

    text: str
    offset: int

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip(" \n\"'”’»)]*_").endswith("?")

    def clauses(self) -> Iterator[tuple[Word, ...]]:
        """Yields the words of each part that says something on its own."""
        for part in _BETWEEN_CLAUSES.split(self.text):
            words = tuple(Word(plain(found), found.strip("`") if found.startswith("`") else "") for found in _WORD.findall(part))
            if words:
                yield words


def sentences(text: str) -> Iterator[Sentence]:
    """Yields the sentences of a Markdown text; code blocks are left out.

    Args:
        text: Markdown with newlines as line ends.
    """
    for start, end in _blocks(text):
        begin = start
        for found in _END.finditer(text, start, end):
            yield from _sentence(text, begin, found.end())
            begin = found.end()
        yield from _sentence(text, begin, end)


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    piece = text[start:end]
    if piece.strip():
        yield Sentence(piece.strip(), start + len(piece) - len(piece.lstrip()))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph, heading, item and row; marks at their beginning left out."""
    fenced, begin, position = False, None, 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and line.strip():
            opening = _OPENS.match(line)
            if opening and begin is not None:
                yield begin, start
                begin = None
            if begin is None:
                begin = start + (opening.end() if opening else 0)
            continue
        if begin is not None:
            yield begin, start
            begin = None
    if begin is not None:
        yield begin, position
