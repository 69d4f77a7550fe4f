"""Finding and opening files: nothing outside, nothing that is no file, nothing too large."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from cxgov.loading import files
from cxgov.loading.files import MARKDOWN_BYTES, find, narratives, read_bytes, read_markdown


def refuse(*_):
    """What the system says to somebody without the right; as the superuser a test could not provoke it."""
    raise PermissionError(13, "Permission denied")


def touch(path: Path, text: str = "kind: targets\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def names(root: Path, found: list[Path]) -> list[str]:
    return [path.relative_to(root).as_posix() for path in found]


def said(problems) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in problems]


# --- finding -----------------------------------------------------------------------------------------------------------


def test_finds_definition_files_by_path(tmp_path):
    for name in ("b.yaml", "a.yml", "a/z.yaml", "a.yaml", "B/x.YAML", "c.yaml~", "d.txt", "narrative/n.md"):
        touch(tmp_path / name)
    found, problems = find(tmp_path)
    assert names(tmp_path, found) == ["B/x.YAML", "a.yaml", "a.yml", "a/z.yaml", "b.yaml"]
    assert problems == []


def test_leaves_out_what_is_hidden(tmp_path):
    for name in (".git/config.yaml", ".hidden.yaml", "a/.venv/b/c.yaml", ".narrative/x.md"):
        touch(tmp_path / name)
    assert find(tmp_path) == ([], [])


def test_finds_narratives_only_in_their_folders(tmp_path):
    for name in ("README.md", "2026-Q3/narrative/summary.pl.md", "2026-Q3/narrative/deeper/x.md", "narrative/a.yaml"):
        touch(tmp_path / name)
    assert names(tmp_path, narratives(tmp_path)[0]) == ["2026-Q3/narrative/summary.pl.md"]


def test_refuses_links_that_lead_outside(tmp_path):
    touch(tmp_path / "elsewhere/secret.yaml")
    root = tmp_path / "organisation"
    touch(root / "a.yaml")
    (root / "link.yaml").symlink_to(tmp_path / "elsewhere/secret.yaml")
    (root / "folder").symlink_to(tmp_path / "elsewhere")
    (root / "up").symlink_to("..")
    (root / "etc.yaml").symlink_to("/etc/hostname")
    (root / "dangling-outside.yaml").symlink_to("/nowhere/at/all")
    (root / "harmless.txt").symlink_to("/etc/hostname")
    found, problems = find(root)
    assert names(root, found) == ["a.yaml"]
    assert sorted(said(problems)) == [("CX004", f"organisation/{name}") for name in
                                      ("dangling-outside.yaml", "etc.yaml", "folder", "link.yaml", "up")]


def test_a_link_inside_counts_once(tmp_path):
    """A linked file is read where it stands; what is found nowhere else is read through its (first) link."""
    touch(tmp_path / "a.yaml")
    touch(tmp_path / ".store/b.yaml")
    (tmp_path / "again.yaml").symlink_to("a.yaml")
    (tmp_path / "b1.yaml").symlink_to(".store/b.yaml")
    (tmp_path / "b2.yaml").symlink_to(".store/b.yaml")
    (tmp_path / "folder").symlink_to(".store")
    (tmp_path / "loop").symlink_to(".")
    found, problems = find(tmp_path)
    assert names(tmp_path, found) == ["a.yaml", "b1.yaml"]
    assert problems == []


def test_a_root_that_is_a_link_itself(tmp_path):
    touch(tmp_path / "real/a.yaml")
    (tmp_path / "real/b.yaml").symlink_to("a.yaml")
    (tmp_path / "root").symlink_to("real")
    assert names(tmp_path / "root", find(tmp_path / "root")[0]) == ["a.yaml"]


def test_links_in_a_circle(tmp_path):
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    found, problems = find(tmp_path)
    assert problems == []
    assert {read_bytes(path, path.name, 10)[1].code for path in found} == {"CX001"}


def test_folders_pipes_and_sockets_with_the_name_of_a_file(tmp_path, monkeypatch):
    touch(tmp_path / "folder.yaml/a.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.yaml")
        found, problems = find(tmp_path)
    assert names(tmp_path, found) == ["folder.yaml/a.yaml"]
    assert said(problems) == [("CX002", f"{tmp_path.name}/{name}") for name in ("folder.yaml", "pipe.yaml", "socket.yaml")]


def test_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 3)
    for name in "abc":
        touch(tmp_path / f"{name}.yaml")
    assert len(find(tmp_path)[0]) == 3
    touch(tmp_path / "d.yaml")
    found, problems = find(tmp_path)
    assert found == []
    assert said(problems) == [("CX005", tmp_path.name)]


def test_a_root_that_is_no_folder(tmp_path):
    assert said(find(tmp_path / "nowhere")[1]) == [("CX001", "nowhere")]
    assert said(find(touch(tmp_path / "a.yaml"))[1]) == [("CX002", "a.yaml")]


def test_a_folder_that_may_not_be_read(tmp_path, monkeypatch):
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: refuse() if Path(folder).name == "closed" else scan(folder))
    touch(tmp_path / "closed/a.yaml")
    touch(tmp_path / "open/a.yaml")
    found, problems = find(tmp_path)
    assert names(tmp_path, found) == ["open/a.yaml"]
    assert said(problems) == [("CX001", f"{tmp_path.name}/closed")]


def test_strange_names_are_found_and_printed_safely(tmp_path):
    """Names with line ends, escapes and broken UTF-8 do not reach a terminal as they are."""
    for name in ("a\nb.yaml", "\x1b[31m.yaml", "-rf.yaml", "%s{x}.yaml"):
        touch(tmp_path / name)
    (tmp_path / os.fsdecode(b"\xff.yaml")).mkdir()
    found, problems = find(tmp_path)
    assert len(found) == 4
    for path in found:
        problem = read_bytes(path, path.name, 3)[1]
        assert str(problem.place).isprintable()
    assert all(str(problem.place).isprintable() for problem in problems)


# --- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 9, 10])
def test_reads_up_to_the_limit(tmp_path, size):
    (tmp_path / "a").write_bytes(b"x" * size)
    assert read_bytes(tmp_path / "a", "a", 10) == (b"x" * size, None)


def test_refuses_one_byte_more(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 11)
    data, problem = read_bytes(tmp_path / "a", "a", 10)
    assert (data, problem.code, problem.place.file) == (None, "CX003", "a")


def test_a_large_file_is_refused_by_its_size_alone(tmp_path):
    """50 MB, sparse: the size is looked at before anything is read."""
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    problem = read_bytes(tmp_path / "a.yaml", "a.yaml", 4 * 1024 * 1024)[1]
    assert (problem.code, str(problem.text)) == ("CX003", "the file is larger than 4 MB")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_file_that_hides_its_size():
    """Files in /proc say 0 bytes: what comes counts."""
    assert read_bytes(Path("/proc/self/status"), "status", 10)[1].code == "CX003"
    assert read_bytes(Path("/proc/self/status"), "status", 1 << 20)[0]


@pytest.mark.parametrize(("name", "code"), [
    (".", "CX002"), ("pipe", "CX002"), ("nowhere", "CX001"), ("dangling", "CX001"), ("file/below", "CX002"), ("nul\0", "CX001"),
    ("x" * 300, "CX001"), ("/dev/zero", "CX002"), ("/dev/null", "CX002"),
])  # fmt: skip
def test_what_is_no_file(tmp_path, name, code):
    """One problem each, at once: a pipe is not waited for, a device not read."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to("gone")
    touch(tmp_path / "file")
    data, problem = read_bytes(tmp_path / name, "shown", 10)
    assert (data, problem.code, problem.place.file) == (None, code, "shown")
    assert str(problem.text)
    assert problem.remedy


def test_a_pipe_that_takes_the_place_of_a_file(tmp_path, monkeypatch):
    """The file is looked at again after it was opened."""
    os.mkfifo(tmp_path / "pipe")
    ordinary = touch(tmp_path / "file").stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_: ordinary)
    assert read_bytes(tmp_path / "pipe", "pipe", 100)[1].code == "CX002"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    touch(tmp_path / "a.yaml")
    monkeypatch.setattr(os, "open", refuse)
    problem = read_bytes(tmp_path / "a.yaml", "a.yaml", 100)[1]
    assert (problem.code, str(problem.text)) == ("CX001", "no permission to read it")


def test_a_disk_that_fails(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(5, "Input/output error")

    touch(tmp_path / "a.yaml")
    monkeypatch.setattr(os, "read", fail)
    problem = read_bytes(tmp_path / "a.yaml", "a.yaml", 100)[1]
    assert (problem.code, str(problem.text)) == ("CX001", "it cannot be read (EIO)")


# --- Markdown ----------------------------------------------------------------------------------------------------------


def test_markdown_with_any_line_ends(tmp_path):
    (tmp_path / "a.md").write_bytes("\ufeffŻółw\r\nidzie\rdalej\n".encode())
    assert read_markdown(tmp_path / "a.md", "a.md") == ("Żółw\nidzie\ndalej\n", [])


@pytest.mark.parametrize(("data", "code"), [
    (b"x" * (MARKDOWN_BYTES + 1), "CX003"), ("ząb".encode("cp1250"), "CX006"), (b"%PDF-1.7", "CX007"), (b"a\x1b[31m", "CX008"),
    (b"<<<<<<< HEAD\nx\n>>>>>>> b\n", "CX010"),
])  # fmt: skip
def test_markdown_that_is_refused(tmp_path, data, code):
    (tmp_path / "a.md").write_bytes(data)
    text, problems = read_markdown(tmp_path / "a.md", "a.md")
    assert (text, [problem.code for problem in problems]) == (None, [code])


def test_markdown_with_a_warning_is_read(tmp_path):
    touch(tmp_path / "a.md", "Za\u0139\u013di\n")
    text, problems = read_markdown(tmp_path / "a.md", "a.md")
    assert (text, [problem.code for problem in problems]) == ("Za\u0139\u013di\n", ["CX009"])
