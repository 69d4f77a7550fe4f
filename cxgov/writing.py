"""Writing files: the one atomic writer.

Every output goes through here. A run that fails, is killed or runs out of disk leaves the old file or the new one, never
a half of either. Nothing else in the package opens a path for writing (a test says so).
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cxgov.language import N_, Message, message

LEFTOVER_AGE = 24 * 3600
_PREFIX, _SUFFIX = ".cxgov-", ".partial"


class WritingFailed(Exception):
    """A file could not be written; the old one, if any, is untouched.

    Attributes:
        reason: what to tell the user.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def write(path: Path, content: str | bytes) -> Path:
    """Writes a file whole or not at all: a new file beside the target, synced, then put in its place.

    Args:
        path: the target; its folder is made where it is missing. The permissions of an old file are kept.
        content: text is written as UTF-8 with line feeds.

    Returns:
        The path.

    Raises:
        WritingFailed: if the target is a link or no regular file, or the system refuses.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode_of(path)
        temporary = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(temporary, flags, 0o666)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if mode is not None:
                temporary.chmod(mode)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise WritingFailed(message(N_("cannot write '{path}': {reason}"), path=str(path), reason=error.strerror or str(error))) from error
    return path


def write_all(contents: Mapping[Path, str], expected: Mapping[Path, bytes | None]) -> list[Path]:
    """Writes several files, all of them or none.

    Args:
        contents: path -> text.
        expected: path -> what stands there now; ``None`` for no file. Another content means that somebody was faster.

    Returns:
        The paths, in their order.

    Raises:
        WritingFailed: if a file is not as expected, or cannot be written; those written before are put back as they were.
    """
    for path in contents:
        if _content_of(path) != expected[path]:
            raise WritingFailed(message(N_("'{path}' was changed in the meantime; nothing was written"), path=str(path)))
    done: list[Path] = []
    try:
        for path, content in contents.items():
            done.append(write(path, content))
    except BaseException:
        for path in done:
            before = expected[path]
            if before is None:
                path.unlink(missing_ok=True)
            else:
                write(path, before)
        raise
    return done


def _content_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Makes a folder for the copies of one run, readable by its owner alone, and removes it with all it holds."""
    import shutil  # only measuring needs them, and every command imports this module
    import tempfile

    folder = tempfile.mkdtemp(prefix="cxgov-")
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def scratch_file(folder: Path, name: str) -> BinaryIO:
    """Opens a new file for a copy that lives no longer than the run.

    Args:
        folder: the run's private folder; whoever made it removes it.
        name: the file's name in it.

    Raises:
        WritingFailed: if the system refuses.
    """
    try:
        return (folder / name).open("xb")
    except OSError as error:
        raise WritingFailed(message(N_("cannot write '{path}': {reason}"), path=name, reason=error.strerror or str(error))) from error


def nowhere() -> int:
    """Opens a file descriptor that forgets what is written to it; whoever asks closes it."""
    return os.open(os.devnull, os.O_WRONLY)


def sweep(folder: Path, now: float) -> None:
    """Removes leftovers of killed runs that are older than a day.

    Args:
        folder: where to look, not below it.
        now: seconds since the epoch.
    """
    try:
        leftovers = [entry for entry in os.scandir(folder) if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX)]
        for entry in leftovers:
            if now - entry.stat(follow_symlinks=False).st_mtime > LEFTOVER_AGE:
                Path(entry.path).unlink(missing_ok=True)
    except OSError:
        return  # a leftover that cannot be removed harms nobody


def _mode_of(path: Path) -> int | None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise WritingFailed(message(N_("cannot write '{path}': it is no regular file"), path=str(path)))
    return stat.S_IMODE(found.st_mode)


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
