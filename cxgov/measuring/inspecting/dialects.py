"""How a delimited text is laid out: delimiter, quotation mark, and the lines before its header.

The delimiter is found from the header and from records having the same number of fields, and from nothing else: what stands
in the answers does not matter, for answers hold every sign.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

DELIMITERS = (",", ";", "\t", "|")
MOST_SKIPPED = 20
"""Records before a header that are taken for titles."""

_SAMPLE = 300
_NO_HEADING = re.compile(r"Unnamed: \d+(?:_level_\d+)?")
_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[ \t]*\r?(?:\n|\Z)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out.

    Attributes:
        delimiter: stands between fields.
        quote: stands around fields that hold the delimiter or line ends.
        skip: lines before the header.
        declared: a first line ``sep=;`` names the delimiter.
        sure: most records have as many fields as the header.
    """

    delimiter: str
    quote: str = '"'
    skip: int = 0
    declared: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """A record and the line on which it begins, 1-based."""

    line: int
    fields: list[str]


def find_layout(text: str, delimiter: str | None = None) -> Layout:
    """Finds the layout.

    Args:
        text: the beginning of the text, or all of it.
        delimiter: the delimiter, where the user names it.
    """
    separator = _SEPARATOR_LINE.match(text)
    quote = _quote(text)
    if separator or delimiter:
        first = 1 if separator else 0
        chosen = delimiter or (separator[1] if separator else ",")
        return Layout(chosen, quote, _titles(text, chosen, quote, first), declared=separator is not None)
    candidates = [(found, sign) for sign in DELIMITERS if (found := _fit(text, sign, quote))]
    if not candidates:
        return Layout(",", quote, sure=not any(sign in text.split("\n", 1)[0] for sign in DELIMITERS))
    (share, *_), best = max(candidates, key=lambda candidate: candidate[0])
    return Layout(best, quote, _titles(text, best, quote, 0), sure=share >= 0.9)


def records(text: str, layout: Layout) -> Iterator[Record]:
    """Reads the records after the lines to skip; blank lines are none.

    Raises:
        csv.Error: if a quoted field does not end, or a field is longer than 131,072 characters.
    """
    lines = io.StringIO(text, newline="")  # line ends inside quotes stay what they are; an old Mac's are understood
    for _ in range(layout.skip):
        next(lines, None)
    reader = csv.reader(lines, delimiter=layout.delimiter, quotechar=layout.quote, strict=False)
    line = layout.skip + 1
    for fields in reader:
        if fields:
            yield Record(line, fields)
        line = layout.skip + reader.line_num + 1


@dataclass(frozen=True, slots=True)
class QuoteFault:
    """A quotation mark that does not fit.

    Attributes:
        line: where it opens; of one that closes in the wrong place the line on which its record begins.
        open: it never closes.
    """

    line: int
    open: bool


def find_quote_fault(text: str, layout: Layout, *, whole: bool) -> QuoteFault | None:
    """Finds the first quotation mark that does not close, or closes before more text.

    Args:
        text: the text.
        layout: its layout.
        whole: the text is all of the file; a text that was cut may end within quotes.
    """
    if layout.quote not in text:
        return None
    lines = io.StringIO(text, newline="")
    for _ in range(layout.skip):
        next(lines, None)
    reader = csv.reader(lines, delimiter=layout.delimiter, quotechar=layout.quote, strict=True)
    line = layout.skip + 1
    try:
        for _ in reader:
            line = layout.skip + reader.line_num + 1
    except csv.Error:
        if next(lines, None) is not None:
            return QuoteFault(line, open=False)
        inside, opened = False, line
        for number, part in enumerate(io.StringIO(text, newline=""), 1):
            if number >= line and part.count(layout.quote) % 2:
                inside, opened = not inside, opened if inside else number
        if inside:
            return QuoteFault(opened, open=True) if whole else None
        return QuoteFault(line, open=False)
    return None


def filled_cells(fields: Sequence[str]) -> int:
    """Number of cells that hold something; ``Unnamed: 3``, which a program wrote over a column without a heading, is nothing."""
    return sum(bool(field.strip()) and not _NO_HEADING.fullmatch(field.strip()) for field in fields)


def _fit(text: str, sign: str, quote: str) -> tuple[float, int, float] | None:
    """How well a delimiter fits: share of records with the header's number of fields, how early the header stands, how many fields."""
    try:
        counts = [len(record.fields) for record, _ in zip(records(text, Layout(sign, quote)), range(_SAMPLE), strict=False)]
    except csv.Error:
        counts = []
    wide = Counter(count for count in counts if count > 1)
    if not wide:
        return None
    usual = max(wide, key=lambda count: (wide[count], count))
    header = counts.index(usual)
    if header > MOST_SKIPPED or any(count > usual for count in counts[:header]):
        return None
    share = wide[usual] / len(counts[header:])
    # A comma in every answer `4,5` makes equal counts too, but not in the header: that one comes later.
    return (round(min(share, 0.95), 1), -header, usual * share) if share >= 0.5 else None


def _titles(text: str, sign: str, quote: str, first: int) -> int:
    """Lines before the header: the line ``sep=``, and titles, which fill far fewer cells than the table below them."""
    try:
        found = [record for record, _ in zip(records(text, Layout(sign, quote, first)), range(_SAMPLE), strict=False)]
    except csv.Error:
        return first
    filled = [filled_cells(record.fields) for record in found]
    if len(found) < 3:
        return first
    usual = median(filled[len(filled) // 2 :])
    widths = Counter(len(record.fields) for record in found)
    width = max(widths, key=lambda count: (widths[count], count))
    for record, cells in zip(found[: MOST_SKIPPED + 1], filled, strict=False):
        if len(record.fields) == width and (width < 3 or cells > max(1, 0.2 * usual)):
            return record.line - 1 if record is not found[0] else first
    return first


def _quote(text: str) -> str:
    """The quotation mark: single where every field of the first line stands in single ones."""
    first = text.lstrip().split("\n", 1)[0].strip()
    return "'" if re.fullmatch(r"'[^']*'(?:[,;\t|]'[^']*')+", first) else '"'
