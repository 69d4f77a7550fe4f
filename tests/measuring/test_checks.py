"""The second pair of eyes: fingerprints, an independent count, files that change, and why an engine stumbled."""

from __future__ import annotations

import hashlib
import os

import pytest

from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.checks import Check, TextCheck, TextFile
from cxgov.measuring.files.text import Dialect, read_header


def check_of(path, *, rejects: bool = False, **dialect) -> TextCheck:
    declared = Dialect(**dialect)
    header = read_header(path, declared)
    return TextCheck(TextFile(path=path, readable=path, declared=declared, dialect=declared, header=header, columns=len(header.rows[0])), rejects=rejects)


@pytest.fixture
def file(tmp_path):
    def write(data: bytes | str):
        path = tmp_path / "f.csv"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def test_fingerprint_and_records(file):
    data = 'a,b\n1,2\n\n"x\ny",3\n'
    check = check_of(file(data))
    check.run()
    assert (check.fingerprint, check.records) == (hashlib.sha256(data.encode()).hexdigest(), 2)


def test_bare_quotation_marks_mislead_the_fast_count_and_not_the_exact_one(file):
    check = check_of(file('a,b\n5" tall,2\n1,2\n3,4\n'))
    check.run()
    assert check.records != 3
    assert check.exactly() == 3
    assert check.records == 3


def changed(path) -> None:
    path.write_bytes(b"a,b\n9,9\n9,9\n")


def touched(path) -> None:
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 1))


@pytest.mark.parametrize("happens", [changed, touched, os.unlink])
def test_a_file_that_changes_while_it_is_read_is_refused(file, happens):
    """Half old, half new would be neither; a new time alone is reason enough."""
    path = file("a,b\n1,2\n")
    check = check_of(path)
    happens(path)
    with pytest.raises(UnreadableFile, match="changed while it was read"):
        check.run()


def test_a_file_that_changes_while_it_is_counted_is_refused(file):
    path = file("a,b\n1,2\n")
    check = Check(path, lambda: changed(path) or 1)
    with pytest.raises(UnreadableFile, match="changed while it was read"):
        check.run()


def test_a_broken_byte_in_a_column_nobody_asked_for_is_found(file):
    """The engine skips over such a column; its encoding is not as declared all the same."""
    check = check_of(file(b"a,b\n" + b"1,2\n" * 400_000 + b"\xbf,2\n"))
    with pytest.raises(UnreadableFile, match="0xbf in line 400,002"):
        check.run()


def test_a_nul_far_down_is_found(file):
    check = check_of(file(b"a,b\n" + b"1,2\n" * 400_000 + b"\0,2\n"))
    with pytest.raises(UnreadableFile, match="NUL character in line 400,002"):
        check.run()


@pytest.mark.parametrize(("text", "says", "line"), [
    ("a,b\n1,2\n1\n", "line 3 has another number of fields (1) than the header (2)", 3),
    ("a,b\n1,2,3\n1\n1,2\n", "lines 2, 3 have another number of fields (1, 3) than the header (2)", 2),
    ('a,b\n1,2\n1,"x\n', "record that begins in line 3", 3),
    ("a,b\r\n1,2\n", "line 2 ends otherwise", 2),
])  # fmt: skip
def test_why_the_engine_stumbled(file, text, says, line):
    found = check_of(file(text)).explain()
    assert found is not None
    assert says in str(found.text)
    assert found.line == line


def test_nothing_is_made_up_where_nothing_is_wrong(file):
    assert check_of(file("a,b\n1,2\n")).explain() is None


def test_with_malformed_rows_left_out_only_the_open_quotation_mark_is_to_blame(file):
    found = check_of(file('a,b\n1\n2\n"x"y,3\n'), rejects=True).explain()
    assert found is not None
    assert found.line == 4
