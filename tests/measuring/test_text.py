"""Delimited text files: decoded strictly, their header found, their records counted and their faults named by line."""

from __future__ import annotations

import gzip
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files import text as module
from cxgov.measuring.files.records import RecordCounter
from cxgov.measuring.files.text import (
    LONGEST_RECORD,
    MOST_COLUMNS,
    SHOWN_LINES,
    Dialect,
    Utf8,
    copy_as_utf8,
    count_slowly,
    encoding_of,
    misfits,
    odd_line,
    open_bytes,
    read_header,
)

POLISH = "imię,ocena\nŻółć,9\n"


@pytest.fixture
def file(tmp_path):
    def write(data: bytes | str, name: str = "f.csv"):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def refused(call, *arguments, **named) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        call(*arguments, **named)
    assert caught.value.remedy is not None
    return caught.value


def copied(path, dialect: Dialect) -> str:
    target = io.BytesIO()
    copy_as_utf8(path, dialect, target)
    return target.getvalue().decode()


@pytest.mark.parametrize(("encoding", "declared"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1250", "cp1250"), ("iso-8859-2", "iso-8859-2"), ("cp852", "cp852"), ("utf-16", "utf-8"),
    ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32")])  # fmt: skip
def test_header_and_copy_in_many_encodings(file, encoding, declared):
    """A byte order mark speaks for itself; without one the declared encoding counts."""
    path = file(POLISH.encode(encoding))
    assert read_header(path, Dialect(encoding=declared)).rows == [["imię", "ocena"]]
    assert copied(path, Dialect(encoding=declared)) == POLISH


def test_utf_16_of_either_order_is_known_by_its_mark():
    assert [encoding_of(mark + b"a", "utf-8") for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"")] == ["utf-16", "utf-16", "utf-8-sig", "utf-8"]


@pytest.mark.parametrize(("data", "declared", "line", "likely"), [
    (POLISH.encode("cp1250"), "utf-8", 1, "cp1250"),
    ("a,b\n1,2\nż,3\n".encode("cp1250"), "utf-8", 3, "cp1250"),
    (b"a,b\n1,\x81\n", "cp1250", 2, "utf-8"),
    (b"a,b\n1,2\n1,\xc0\xaf\n", "utf-8", 3, "cp1250"),
    (b"a,b\n1,\xed\xa0\x80\n", "utf-8", 2, "cp1250"),
    (b"a,b\n1,\xc5", "utf-8", 2, "cp1250"),
])  # fmt: skip
def test_a_byte_that_is_not_of_the_encoding_is_named_with_its_line(file, data, declared, line, likely):
    found = refused(read_header, file(data), Dialect(encoding=declared))
    assert found.line == line
    assert f"in line {line}" in str(found.text)
    assert likely in str(found.remedy)


def test_a_broken_byte_beyond_the_first_piece_is_found(file):
    path = file(b"a,b\n" + b"1,2\n" * 500_000 + b"\xbf,1\n")
    assert refused(copy_as_utf8, path, Dialect(), io.BytesIO()).line == 500_002


def test_utf_16_without_its_mark_is_not_taken_for_text(file):
    """Every second byte would be a NUL, and cleaning would make sense of it by luck."""
    found = refused(read_header, file("a,b\n1,2\n".encode("utf-16-le")), Dialect())
    assert "NUL" in str(found.text)
    assert "utf-16" in str(found.remedy)


def test_a_nul_is_named_with_its_line(file):
    assert refused(read_header, file(b"a,b\n1,2\n1,\x002\n"), Dialect()).line == 3
    assert refused(copy_as_utf8, file("a,b\n1,\x00ż\n".encode("cp1250")), Dialect(encoding="cp1250"), io.BytesIO()).line == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("before", "skip"), [("", 0), ("sep=;\n", 1), ("Title\n\n", 2), ('A "quote\n', 1)])
def test_the_header_is_found_below_the_lines_to_skip(file, newline, before, skip):
    path = file((before + "a;b\n1;2\n").replace("\n", newline))
    header = read_header(path, Dialect(delimiter=";", skip=skip))
    assert header.rows == [["a", "b"]]
    assert header.records_before_data == skip + 1
    assert copied(path, Dialect(skip=skip)) == "a;b\n1;2\n".replace("\n", newline)


def test_blank_lines_above_the_header_are_passed_over(file):
    header = read_header(file("\n\na,b\n1,2\n"), Dialect())
    assert (header.rows, header.records_before_data, header.filled_before_data) == ([["a", "b"]], 3, 1)


def test_a_header_of_several_rows_with_line_ends_in_cells(file):
    header = read_header(file('"Q1\nwhat?",b\n"x, y","say ""so"""\n1,2\n'), Dialect(header_rows=2))
    assert header.rows == [["Q1\nwhat?", "b"], ["x, y", 'say "so"']]


def test_where_nothing_is_quoted_a_quotation_mark_is_a_letter(file):
    assert read_header(file('a",b\n1,2\n'), Dialect(quote="")).rows == [['a"', "b"]]


@pytest.mark.parametrize(("data", "says"), [(b"", "empty"), (b"\n\n", "empty"), (b"\xef\xbb\xbf", "empty"), (b"\xff\xfe", "empty")])
def test_an_empty_file(file, data, says):
    assert says in str(refused(read_header, file(data), Dialect()).text)


def test_a_file_that_ends_within_its_header(file):
    assert "header" in str(refused(read_header, file("a,b\n"), Dialect(header_rows=3)).text)


@pytest.mark.parametrize(("data", "kind"), [
    (b"PK\x03\x04rest", "ZIP"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel"), (b"%PDF-1.7\n", "PDF"), (b"PAR1\x15", "Parquet"),
    (b"SQLite format 3\x00", "SQLite"), (b"<!DOCTYPE html>\n<html>", "HTML page"), (b"\xef\xbb\xbf \n<HTML>", "HTML page"), (b"\x89PNG\r\n", "picture"),
    (b"{\\rtf1", "RTF"), (b'{"score": 1}\n', "JSON"), (b'[{"score": 1}]', "JSON"), (gzip.compress(b"%PDF-1.7", mtime=0), "PDF")])  # fmt: skip
def test_another_kind_of_file_is_called_by_its_name(file, data, kind):
    assert kind in str(refused(read_header, file(data), Dialect()).text)


def test_columns_at_the_limit_and_one_more(file):
    names = ",".join(f"c{i}" for i in range(MOST_COLUMNS))
    assert len(read_header(file(names + "\n"), Dialect()).rows[0]) == MOST_COLUMNS
    assert f"{MOST_COLUMNS:,}" in str(refused(read_header, file(names + ",x\n"), Dialect()).text)


class TestCompressed:
    def test_is_expanded(self, file):
        with open_bytes(file(gzip.compress(POLISH.encode(), mtime=0), "f.csv.gz")) as stream:
            assert stream.read() == POLISH.encode()

    @pytest.mark.parametrize("cut", [11, 20, -5, -1])
    def test_cut_is_refused(self, file, cut):
        with open_bytes(file(gzip.compress(os.urandom(100), mtime=0)[:cut])) as stream:
            assert "cut or broken" in str(refused(stream.read).text)

    def test_broken_inside_is_refused(self, file):
        data = bytearray(gzip.compress(b"a,b\n" * 1000, mtime=0))
        data[-6] ^= 1
        with open_bytes(file(bytes(data))) as stream:
            assert "cut or broken" in str(refused(stream.read).text)

    def test_a_bomb_is_given_up_at_the_limit(self, file, monkeypatch):
        monkeypatch.setattr(module, "SMALL", 1000)
        data = gzip.compress(b"1\n" * 200_000, mtime=0)
        with open_bytes(file(data)) as stream:
            assert "200 times" in str(refused(stream.read).text)

    def test_a_small_one_may_grow_by_any_factor(self, file):
        with open_bytes(file(gzip.compress(b"1\n" * 200_000, mtime=0))) as stream:
            assert len(stream.read()) == 400_000


PIECES = st.lists(st.sampled_from(["a", ",", '"', "\n", "\r\n", "ż", "\n\n", '""', '","']), max_size=30).map("".join)


@given(PIECES, st.integers(1, 5), st.booleans())
def test_the_fast_count_does_not_depend_on_how_the_file_is_cut_into_pieces(text, size, blank_counts):
    data = text.encode()
    whole, pieces = RecordCounter('"', blank_counts=blank_counts), RecordCounter('"', blank_counts=blank_counts)
    first = max(size, data.find(b"\n") + 1)  # the line end is learnt from the first piece, which is a megabyte in earnest
    whole.feed(data)
    pieces.feed(data[:first])
    for at in range(first, len(data), size):
        pieces.feed(data[at : at + size])
    assert pieces.end() == whole.end()


@given(st.binary(max_size=40) | st.text(max_size=20).map(str.encode), st.integers(1, 6))
def test_text_is_known_as_utf_8_in_pieces_as_in_one(data, size):
    sound = Utf8()
    pieces = all(sound.feed(data[at : at + size]) for at in range(0, len(data), size))
    try:
        fits = b"\0" not in data and bool(data.decode() or True)
    except UnicodeDecodeError as error:
        fits = False
        if error.end == len(data) and error.reason == "unexpected end of data":
            return  # more might have come
    assert pieces == fits


def test_records_are_counted_slowly_as_the_format_defines_them(file):
    text = 'a,b\n"x\ny",1\n\n3,"q""\n"\n\u2028,\x0c\n'
    assert count_slowly(file(text), Dialect(), columns=2) == 4
    assert count_slowly(file("a\n1\n\n2\n"), Dialect(), columns=1) == 4


def found_misfits(path, **more):
    return misfits(path, Dialect(**more.pop("dialect", {})), **{"columns": 2, "records_before_data": 1, "lines_before": 0, "strict": True} | more)


class TestFaults:
    def test_lines_with_another_number_of_fields(self, file):
        path = file('a,b\n1,2\n1\n\n"x\ny",2\n1,2,3\n')
        assert found_misfits(path) == [(3, 1), (7, 3)]
        assert found_misfits(path, lines_before=10) == [(13, 1), (17, 3)]

    def test_only_the_first_ones(self, file):
        assert len(found_misfits(file("a,b\n" + "1\n" * 100))) == SHOWN_LINES

    @pytest.mark.parametrize(("text", "line"), [
        ('a,b\n1,2\n1,"x\n1,2\n', 3),
        ('a,b\n1,2\n"x"y,2\n', 3),
        ('a,b\n"x\ny",2\n1,"\n\n\n', 4),
        ('a,b\n1,"x\n2,"y"\n', 2),
    ])  # fmt: skip
    def test_the_line_where_a_quotation_mark_opens(self, file, text, line):
        assert refused(found_misfits, file(text)).line == line
        assert refused(found_misfits, file(text), lines_before=2).line == line + 2

    def test_a_bare_quotation_mark_inside_a_field_is_text(self, file):
        assert found_misfits(file('a,b\n5" tall,2\n')) == []

    def test_line_ends_of_two_kinds(self, file):
        found = odd_line(file('a,b\r\n"x\ny",2\r\n3,4\n5,6\r\n'), Dialect(), lines_before=0)
        assert found is not None
        assert found.line == 4

    def test_line_ends_of_one_kind(self, file):
        for newline in ("\n", "\r\n", "\r"):
            assert odd_line(file(f'a,b{newline}"x\r\ny",2{newline}3,4'), Dialect(), lines_before=0) is None

    def test_a_record_at_the_limit_and_one_byte_more(self, file):
        path = file("a,b\n" + "x" * (LONGEST_RECORD - 3) + ",2\n")
        assert odd_line(path, Dialect(), lines_before=0) is None
        found = odd_line(file("a,b\n" + "x" * (LONGEST_RECORD - 2) + ",2\n"), Dialect(), lines_before=0)
        assert found is not None
        assert found.line == 2
