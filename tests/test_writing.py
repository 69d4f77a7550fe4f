"""The one writer: whole files or none, and nothing followed that leads elsewhere."""

from __future__ import annotations

import os

import pytest

from cxgov.writing import LEFTOVER_AGE, WritingFailed, sweep, write


def test_writes_text_as_utf8_with_line_feeds(tmp_path):
    place = write(tmp_path / "new" / "a.txt", "zażółć\ngęślą")
    assert place.read_bytes() == "zażółć\ngęślą".encode()


def test_replaces_and_keeps_the_permissions(tmp_path):
    place = tmp_path / "a.txt"
    place.write_text("old", encoding="utf-8")
    place.chmod(0o640)
    write(place, b"new")
    assert place.read_bytes() == b"new"
    assert place.stat().st_mode & 0o777 == 0o640


def test_leaves_no_temporary_file(tmp_path):
    write(tmp_path / "a.txt", "x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch, call):
    """Disk full at any moment: the old file is what it was, and one sentence says why."""
    place = tmp_path / "a.txt"
    place.write_text("old", encoding="utf-8")

    def fail(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(WritingFailed) as failed:
        write(place, "new")
    monkeypatch.undo()
    assert "No space left" in str(failed.value.reason)
    assert [(entry.name, entry.read_text("utf-8")) for entry in tmp_path.iterdir()] == [("a.txt", "old")]


def test_follows_no_link(tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("mine", encoding="utf-8")
    link = tmp_path / "a.txt"
    link.symlink_to(other)
    with pytest.raises(WritingFailed):
        write(link, "new")
    assert other.read_text("utf-8") == "mine"


def test_a_folder_in_the_way_is_refused(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(WritingFailed):
        write(tmp_path / "a.txt", "x")


def test_old_leftovers_are_swept_and_young_ones_left(tmp_path):
    """What a killed run left goes after a day; what another run is writing right now stays."""
    leftover = tmp_path / ".cxgov-0123.partial"
    leftover.write_text("half", encoding="utf-8")
    mine = tmp_path / "a.txt"
    mine.write_text("whole", encoding="utf-8")
    written = leftover.stat().st_mtime
    sweep(tmp_path, written + 60)
    assert leftover.exists()
    sweep(tmp_path, written + LEFTOVER_AGE + 60)
    assert not leftover.exists()
    assert mine.exists()
