"""How many records a text file has, counted quickly and without the engine that reads it.

Not here: the slow, exact count that decides a doubt, and finding the line that breaks the rules (`text`).
"""

from __future__ import annotations

import re

_ALL_BYTES = bytes(range(256))
_BLANK_LINE = {b"\n": re.compile(rb"\n\r?\n"), b"\r": re.compile(rb"\r\r")}


class RecordCounter:
    """Counts records of UTF-8 text piece by piece, quotes respected, blank lines left out.

    A quote is taken to open and close a field wherever it stands; where a file breaks that rule, `count_slowly` decides.
    """

    def __init__(self, quote: str, *, blank_counts: bool) -> None:
        self._quote, self._blank_counts = quote.encode(), blank_counts
        self._inside, self._newline = False, b""
        # Whether the line so far is empty but for one carriage return, and whether that was seen.
        self._at_start, self._returned = True, False
        self.records = 0

    def feed(self, chunk: bytes) -> None:
        """Takes the next piece."""
        if not self._newline:
            self._newline = b"\n" if b"\n" in chunk or b"\r" not in chunk else b"\r"
        if len(self._quote) < 2 and not self._may_be_blank(chunk):
            self._feed_filled(chunk)
        elif not self._quote or self._quote not in chunk:
            if not self._inside:
                self._lines(chunk)
        else:
            self._feed_pieces(chunk)

    def _may_be_blank(self, chunk: bytes) -> bool:
        """Whether there may be a blank line that must be left out."""
        if self._blank_counts:
            return False
        return (self._at_start and chunk.startswith((self._newline, b"\r"))) or bool(_BLANK_LINE[self._newline].search(chunk))

    def _feed_filled(self, chunk: bytes) -> None:
        """Takes a piece in which every line end outside of quotes ends a record; nothing but those and quotes is looked at."""
        if not self._quote or self._quote not in chunk:
            self.records += 0 if self._inside else chunk.count(self._newline)
        else:
            # Two quotes side by side change nothing; what is left of them are those around a line end.
            marks = chunk.translate(None, _ALL_BYTES.translate(None, self._newline + self._quote))
            pieces = marks.replace(self._quote * 2, b"").split(self._quote)
            self.records += sum(map(len, pieces[self._inside :: 2]))
            self._inside ^= len(pieces) % 2 == 0
        if chunk:
            self._returned = not self._inside and chunk.endswith(self._newline + b"\r")
            self._at_start = self._returned or (not self._inside and chunk.endswith(self._newline))

    def _feed_pieces(self, chunk: bytes) -> None:
        for number, piece in enumerate(chunk.split(self._quote)):
            if number:
                self._inside = not self._inside
                self._at_start = False
            if not self._inside:
                self._lines(piece)

    def _lines(self, piece: bytes) -> None:
        found = piece.count(self._newline)
        if not found:
            if piece:
                self._at_start = self._at_start and piece == b"\r" and not self._returned
                self._returned = self._at_start
            return
        lines = piece.split(self._newline)
        if self._blank_counts:
            self.records += found
        else:
            blank = lines[1:-1].count(b"") + lines[1:-1].count(b"\r") + (
                self._at_start and (not lines[0] or (lines[0] == b"\r" and not self._returned)))
            self.records += found - blank
        self._returned = lines[-1] == b"\r"
        self._at_start = self._returned or not lines[-1]

    def end(self) -> int:
        """Closes the count; the last line may lack its end."""
        if not self._at_start:
            self.records += 1
        return self.records
