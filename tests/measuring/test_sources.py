"""Which files a source means: found inside the organisation's folder, by their literal names, and nothing else."""

from __future__ import annotations

import os
import sys

import pytest

from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.sources import find_files, fingerprint, format_of, joint_fingerprint, shown


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "acme"
    (folder / "data").mkdir(parents=True)
    for name in ("b.csv", "a.csv", "c.txt"):
        (folder / "data" / name).write_text(name)
    (tmp_path / "secret.csv").write_text("secret")
    return folder


def names(root, pattern: str) -> list[str]:
    return [shown(path, root) for path in find_files(root, pattern)]


def refused(root, pattern: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        find_files(root, pattern)
    said = str(caught.value.text)
    assert "secret" not in said or "secret" in pattern
    return said


def test_one_file_and_a_pattern_in_the_order_of_names(root):
    assert names(root, "data/a.csv") == ["acme/data/a.csv"]
    assert names(root, "data/*.csv") == ["acme/data/a.csv", "acme/data/b.csv"]
    assert names(root, "data/[ab].csv") == ["acme/data/a.csv", "acme/data/b.csv"]
    assert names(root, "*/?.txt") == ["acme/data/c.txt"]


@pytest.mark.parametrize("name", ["a[1].csv", "[ab].csv", "*.csv", "a?.csv", "{a,b}.csv", "a b.csv", "a'b.csv", 'a"b.csv', "zażółć.csv", "-rf.csv", "%s.csv"])
def test_a_file_of_that_very_name_comes_before_the_pattern(root, name):
    (root / "data" / name).write_text("x")
    assert names(root, f"data/{name}") == [f"acme/data/{name}"]


@pytest.mark.parametrize("pattern", [
    "../secret.csv", "data/../../secret.csv", "/etc/passwd", "..", "*/../../secret.csv", "data/\0a.csv"])  # fmt: skip
def test_a_path_out_of_the_folder_is_refused(root, pattern):
    assert "leads out" in refused(root, pattern)


@pytest.mark.parametrize("pattern", ["data/none.csv", "none/*.csv", "x" * 5000, "data/" + "x" * 300, "https://example.org/a.csv", "~/a.csv", "data/a.csv/b"])
def test_what_is_not_there(root, pattern):
    said = refused(root, pattern)
    assert "there is no file" in said
    assert len(said) < 120


def test_a_name_with_control_characters_is_shown_escaped(root):
    assert "\\x1b" in refused(root, "data/\x1b[31m.csv")


def test_hidden_files_and_the_lock_files_of_office_are_passed_over(root):
    for name in (".hidden.csv", "~$a.csv"):
        (root / "data" / name).write_text("x")
    assert names(root, "data/*") == ["acme/data/a.csv", "acme/data/b.csv", "acme/data/c.txt"]


class TestLinks:
    def test_inside_the_folder_it_is_followed(self, root):
        (root / "link.csv").symlink_to(root / "data" / "a.csv")
        assert names(root, "link.csv") == ["acme/link.csv"]

    @pytest.mark.parametrize("pattern", ["link.csv", "*.csv"])
    def test_a_file_outside_is_not_read(self, root, pattern):
        (root / "link.csv").symlink_to(root.parent / "secret.csv")
        assert "leads outside" in refused(root, pattern)

    def test_a_folder_outside_is_not_read(self, root):
        (root / "out").symlink_to(root.parent)
        assert "leads outside" in refused(root, "out/secret.csv")

    def test_nowhere(self, root):
        (root / "link.csv").symlink_to(root / "gone.csv")
        for pattern in ("link.csv", "*.csv"):
            assert "leads nowhere" in refused(root, pattern)

    def test_to_itself(self, root):
        (root / "link.csv").symlink_to(root / "link.csv")
        assert refused(root, "*.csv")

    def test_the_folder_itself_may_be_reached_by_a_link(self, root, tmp_path):
        (tmp_path / "other").symlink_to(root)
        assert names(tmp_path / "other", "data/a.csv") == ["other/data/a.csv"]


def test_what_is_no_file(root):
    assert "not a file" in refused(root, "data")
    if hasattr(os, "mkfifo"):
        os.mkfifo(root / "pipe.csv")
        assert "not a file" in refused(root, "pipe.csv")


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes that are no text: Linux")
def test_a_name_that_is_no_text(root):
    (root / "data" / os.fsdecode(b"x\xff.csv")).write_text("x")
    assert len(find_files(root, "data/x*.csv")) == 1


@pytest.mark.parametrize(("name", "found"), [
    ("a.csv", "csv"), ("a.CSV", "csv"), ("a.tsv", "csv"), ("a.txt", "csv"), ("a.csv.gz", "csv"), ("a.parquet", "parquet"), ("a.jsonl.gz", "jsonl"),
    ("a.ndjson", "jsonl"), ("a.xlsx", "xlsx"), ("a.db", "sqlite")])  # fmt: skip
def test_a_file_is_what_its_ending_says(root, name, found):
    assert format_of(root / name, None) == found
    assert format_of(root / name, "parquet") == "parquet"


@pytest.mark.parametrize("name", ["a.json", "a", "a.xls", "a.gz", "a.\x1b"])
def test_an_unknown_ending_asks_for_the_format(root, name):
    with pytest.raises(UnreadableFile, match="are not known") as caught:
        format_of(root / name, None)
    assert str(caught.value.text).isprintable()


def test_fingerprints_depend_on_bytes_and_order_alone(root):
    found = [fingerprint(root / "data" / name) for name in ("a.csv", "b.csv")]
    assert joint_fingerprint(found[:1]) == found[0][:16]
    assert joint_fingerprint(found) != joint_fingerprint(found[::-1])
    assert len(joint_fingerprint(found)) == 16
