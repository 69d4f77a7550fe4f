"""Which files a workspace consists of, and their bytes: found, opened and measured without trusting any of them.

Nothing here follows a link out of the workspace, waits for a pipe, reads a device or reads more than a limit allows.
Not here: what a file says (`source` for YAML; Markdown is only decoded).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from cxgov.language import N_, Message, message
from cxgov.loading.decoding import decode, inspect
from cxgov.loading.excerpts import Lines
from cxgov.loading.faults import fault
from cxgov.problems import Location, Problem, Severity, printable

MOST_FILES = 20_000
MOST_FOLDERS = 2_000
MARKDOWN_BYTES = 256 * 1024
_CHUNK = 1 << 20
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def find(root: Path) -> tuple[list[Path], list[Problem]]:
    """Finds the definition files of a workspace.

    Args:
        root: the workspace's folder.

    Returns:
        ``*.yaml`` and ``*.yml`` below it, sorted by path, and a problem for each that cannot be taken. Hidden files and
        folders are left out; a linked file counts once, as what it points to.
    """
    return _walk(root, lambda _, name: name.lower().endswith((".yaml", ".yml")))


def narratives(root: Path) -> tuple[list[Path], list[Problem]]:
    """Finds the consultant's own words: ``*.md`` in folders called ``narrative``, as `find` does."""
    return _walk(root, lambda folder, name: name.lower().endswith(".md") and folder.name == "narrative")


def read_markdown(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """Reads one Markdown file: UTF-8, at most 256 KB, no control characters.

    Args:
        path: the file.
        shown: its name in messages.

    Returns:
        The text with newlines as line ends and without a byte order mark, or ``None``; and its problems.
    """
    data, problem = read_bytes(path, shown, MARKDOWN_BYTES)
    if problem or data is None:
        return None, [problem] if problem else []
    text, problems = decode(data, shown)
    if text is None:
        return None, problems
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    problems = inspect(Lines(shown, text))
    return (None if any(p.severity is Severity.ERROR for p in problems) else text), problems


def read_bytes(path: Path, shown: str, limit: int) -> tuple[bytes | None, Problem | None]:
    """Reads a regular file of at most ``limit`` bytes; looks at it before opening it and again after.

    Returns:
        Its bytes, or the one problem that stands against them.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return None, _not_a_file(found.st_mode, _whole(shown))
        if found.st_size > limit:
            return None, _too_large(limit, shown)
        descriptor = os.open(path, _FLAGS)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                return None, _not_a_file(found.st_mode, _whole(shown))
            data = _read(descriptor, min(found.st_size, limit), limit)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return None, _not_opened(path, error, _whole(shown))
    return (data, None) if len(data) <= limit else (None, _too_large(limit, shown))


def _read(descriptor: int, expected: int, limit: int) -> bytes:
    """Reads to the end, but never more than one byte beyond the limit."""
    data = os.read(descriptor, expected + 1)
    if len(data) == expected:
        return data  # one byte more was asked for and did not come
    parts, size = [data], len(data)
    while data and size <= limit:
        data = os.read(descriptor, min(_CHUNK, limit + 1 - size))
        parts.append(data)
        size += len(data)
    return b"".join(parts)


def _walk(root: Path, wanted: Callable[[Path, str], bool]) -> tuple[list[Path], list[Problem]]:
    """Goes through the folders without recursion; ``wanted`` gets a folder and the name of an entry."""
    base = Path(os.path.realpath(root))  # unlike Path.resolve, never raises for a loop of links
    found: list[Path] = []
    links: dict[Path, Path] = {}  # link -> what it points to
    problems: list[Problem] = []
    folders, visited = [root], 0
    while folders:
        folder = folders.pop()
        visited += 1
        if visited > MOST_FOLDERS:
            problems.append(fault("CX005", _whole(_shown(root, root)), message(
                N_("more than {limit} folders"), limit=MOST_FOLDERS), message(N_("point cxgov at one organisation's folder"))))
            return [], problems
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except (OSError, ValueError) as error:
            problems.append(_not_opened(folder, error, _whole(_shown(folder, root))))
            continue
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
                if wanted(folder, entry.name):
                    problems.append(_not_a_file(stat.S_IFDIR, _whole(_shown(path, root))))
            elif entry.is_symlink():
                try:
                    target = Path(os.path.realpath(path))
                except OSError:  # it went away while we looked
                    continue
                is_folder = target.is_dir()  # a folder inside the workspace is read where it stands
                if not target.is_relative_to(base) and (is_folder or wanted(folder, entry.name)):
                    problems.append(fault("CX004", _whole(_shown(path, root)), message(N_("a link that leads outside the workspace")), message(
                        N_("copy the file or folder into the workspace"))))
                elif wanted(folder, entry.name) and not is_folder:
                    links[path] = target
            elif wanted(folder, entry.name):
                if entry.is_file(follow_symlinks=False):
                    found.append(path)
                else:
                    problems.append(_not_a_file(stat.S_IFIFO, _whole(_shown(path, root))))
            if len(found) + len(links) > MOST_FILES:
                problems.append(fault("CX005", _whole(_shown(root, root)), message(
                    N_("more than {limit} definition files"), limit=MOST_FILES), message(N_("point cxgov at one organisation's folder"))))
                return [], problems
    if links:
        real = {base / path.relative_to(root) for path in found}
        for link, target in sorted(links.items()):
            if target not in real:
                real.add(target)
                found.append(link)
    return sorted(found, key=lambda path: path.as_posix()), problems


def _shown(path: Path, root: Path) -> str:
    """The path as messages show it: with the workspace's own name in front, never the whole path."""
    return printable((Path(root.name) / path.relative_to(root)).as_posix(), 300)


def _whole(shown: str) -> Location:
    return Location(Lines(shown, "").file)


def _too_large(limit: int, shown: str) -> Problem:
    return fault("CX003", _whole(shown), message(N_("the file is larger than {size}"), size=_size(limit)), message(
        N_("split it, or check which file was meant: definition files are short texts")))


def _size(count: int) -> Message:
    if count >= 1 << 20:
        return message(N_("{size} MB"), size=count / (1 << 20))
    return message(N_("{size} kB"), size=count / 1024)


def _not_a_file(mode: int, place: Location) -> Problem:
    if stat.S_ISDIR(mode):
        return fault("CX002", place, message(N_("this is a folder, not a file")), message(N_("give the name of a file in it")))
    return fault("CX002", place, message(N_("this is a device, a pipe or a socket, not a file")), message(N_("use an ordinary file")))


def _not_opened(path: Path, error: Exception, place: Location) -> Problem:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return fault("CX001", place, message(N_("a link to a file that does not exist")), message(N_("restore that file, or delete the link")))
        return fault("CX001", place, message(N_("there is no such file")), message(N_("check the name and the folder")))
    if isinstance(error, PermissionError):
        return fault("CX001", place, message(N_("no permission to read it")), message(N_("ask its owner for the right to read it")))
    if isinstance(error, NotADirectoryError):
        return fault("CX002", place, message(N_("this is a file, not a folder")), message(N_("give the name of the organisation's folder")))
    code = error.errno if isinstance(error, OSError) else None
    reason = errno.errorcode.get(code or 0, "ENAME")  # the same word on every machine, unlike the system's sentence
    return fault("CX001", place, message(N_("it cannot be read ({reason})"), reason=reason), message(N_("check the name and the disk")))
