"""Which files a source means, and what each of them is: found inside the organisation's folder, nowhere else."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile
from cxgov.problems import printable

Format = Literal["csv", "parquet", "jsonl", "xlsx", "sqlite"]
MOST_FILES = 10_000
_CHUNK = 1 << 20
_ENDINGS: dict[str, Format] = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".txt": "csv", ".parquet": "parquet", ".pq": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".xlsx": "xlsx", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Size and time of a file, to notice that it changed while it was read."""

    size: int
    modified: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """Reads the stamp of a file."""
        found = path.stat()
        return cls(size=found.st_size, modified=found.st_mtime_ns)


def find_files(root: Path, pattern: str) -> list[Path]:
    """Finds the files of a source.

    Args:
        root: the organisation's folder.
        pattern: a path relative to it; ``*``, ``?`` and ``[…]`` stand for parts of names unless a file has that very name.

    Returns:
        Regular files inside the folder, sorted by name.

    Raises:
        UnreadableFile: if there is none, or one lies outside the folder.
    """
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts or "\x00" in pattern:
        raise UnreadableFile(message(N_("'{path}' leads out of the organisation's folder"), path=printable(pattern)), message(
            N_("copy the file into the folder, for example to data/")))
    literal = root / pattern
    found = [literal] if _is_there(literal) else [root / name for name in sorted(glob.glob(pattern, root_dir=root))]  # noqa: PTH207 - Path.glob follows `**` and has no root
    found = [path for path in found if not path.name.startswith((".", "~$"))]
    if not found:
        raise UnreadableFile(message(N_("there is no file '{path}'"), path=printable(pattern)), message(
            N_("check 'path' of the source; it is relative to the organisation's folder")))
    if len(found) > MOST_FILES:
        raise UnreadableFile(message(N_("'{path}' means more than {n} files"), path=printable(pattern), n=MOST_FILES))
    base = Path(os.path.realpath(root))
    for path in found:
        if not Path(os.path.realpath(path)).is_relative_to(base):
            raise UnreadableFile(message(N_("a link that leads outside the workspace")), message(N_("copy the file or folder into the workspace")),
                                 file=shown(path, root))
        if not _is_there(path):
            raise UnreadableFile(message(N_("a link that leads nowhere")), message(N_("copy the file or folder into the workspace")), file=shown(path, root))
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFile(message(N_("this is not a file")), message(N_("give the name of a file, or data/*.csv for all in a folder")),
                                 file=shown(path, root))
    return found


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long for any disk
        return False


def shown(path: Path, root: Path) -> str:
    """The name of a file as messages show it, with the folder's own name in front."""
    return (Path(root.name) / path.relative_to(root)).as_posix()


def format_of(path: Path, declared: str | None) -> Format:
    """What a file is: as declared, else as its ending says.

    Raises:
        UnreadableFile: if nobody says.
    """
    name = path.name.lower().removesuffix(".gz")
    found = declared or _ENDINGS.get(Path(name).suffix)
    if found is None:
        raise UnreadableFile(message(N_("'{ending}' files are not known"), ending=printable(path.suffix or path.name)), message(
            N_("say 'format' in the source: csv, parquet, jsonl, xlsx or sqlite")))
    return found  # type: ignore[return-value]  # declared formats were checked when the source was loaded


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def joint_fingerprint(fingerprints: Iterable[str]) -> str:
    """One fingerprint for several files, in the order of their names; short enough to compare by eye."""
    found = list(fingerprints)
    return (found[0] if len(found) == 1 else hashlib.sha256("\n".join(found).encode()).hexdigest())[:16]
