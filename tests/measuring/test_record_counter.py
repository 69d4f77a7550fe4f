"""The quick count of records against one that looks at every byte."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cxgov.measuring.files.records import RecordCounter


def slowly(text: bytes, quote: bytes, newline: bytes, *, blank_counts: bool) -> int:
    """Byte by byte: a line end outside of quotes ends a record, unless the line is empty."""
    inside, records, line = False, 0, b""
    for number in text:
        byte = bytes([number])
        if byte == quote:
            inside = not inside
        if byte == newline and not inside:
            records += blank_counts or line not in (b"", b"\r")
            line = b""
        else:
            line += byte
    return records + (line not in (b"", b"\r"))


texts = st.lists(st.sampled_from([b"\n", b"\r\n", b'"', b'""', b"a", b",", b'"x\ny"', b"\n\n", b"\r", "ż".encode(), b'"",""\n', b'"\n\n"']), max_size=30).map(b"".join)


@given(texts, st.lists(st.integers(0, 60), max_size=4), st.booleans())
def test_pieces_of_any_size_give_the_same_number(text, cuts, blank_counts):
    """Whatever stands in the file and wherever the pieces end."""
    counter = RecordCounter('"', blank_counts=blank_counts)
    newline = b"\n" if b"\n" in text or b"\r" not in text else b"\r"
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    counter._newline = newline  # else it is guessed from the first piece
    for start, end in pairwise(edges):
        counter.feed(text[start:end])
    assert counter.end() == slowly(text, b'"', newline, blank_counts=blank_counts)


@given(texts)
def test_without_a_quotation_mark_every_line_is_a_record(text):
    counter = RecordCounter("", blank_counts=False)
    counter.feed(text)
    newline = b"\n" if b"\n" in text or b"\r" not in text else b"\r"
    assert counter.end() == slowly(text, b"", newline, blank_counts=False)
