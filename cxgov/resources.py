"""Where built-in data lives: frameworks, templates, examples, message catalogues, fonts.

The only module that knows. Everything is reached through `importlib.resources`, so that it works from a wheel, an
editable install and a zip alike.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path


def frameworks() -> dict[str, Traversable]:
    """Returns the built-in framework files by their stem, in name order."""
    return _files("cxgov.frameworks", ".yaml")


def templates() -> Traversable:
    """Returns the folder of page, section and drawing templates, styles and report profiles."""
    return files("cxgov.templates")


def profiles() -> dict[str, Traversable]:
    """Returns the built-in report profiles by name."""
    folder = files("cxgov.templates").joinpath("profiles")
    return {entry.name.removesuffix(".yaml"): entry for entry in _sorted(folder) if entry.name.endswith(".yaml")}


def examples() -> dict[str, Traversable]:
    """Returns the folders of the example organisations by name, in name order."""
    return {e.name: e for e in _sorted(files("cxgov.examples")) if e.is_dir() and e.joinpath("organisation.yaml").is_file()}


def catalogue(code: str) -> BinaryIO | None:
    """Opens the compiled message catalogue of a language; ``None`` where there is none."""
    entry = files("cxgov.locale").joinpath(code, "LC_MESSAGES", "cxgov.mo")
    return io.BytesIO(entry.read_bytes()) if entry.is_file() else None


FONT_FACES = {
    # weight/style -> file of the font-source-sans-pro package (SIL Open Font License 1.1)
    "light": "SourceSansPro-Light.ttf",
    "regular": "SourceSansPro-Regular.ttf",
    "italic": "SourceSansPro-It.ttf",
    "semibold": "SourceSansPro-Semibold.ttf",
}


def font_path(face: str) -> Path:
    """Returns the file of one of `FONT_FACES`.

    Raises:
        ModuleNotFoundError: if the font package is not installed.
    """
    from pathlib import Path

    return Path(str(files("font_source_sans_pro").joinpath("files", FONT_FACES[face])))


def files(package: str) -> Traversable:
    """Returns a package's folder. The standard library's module for it is slow to import and not always needed."""
    from importlib import resources

    return resources.files(package)


def _files(package: str, suffix: str) -> dict[str, Traversable]:
    return {e.name.removesuffix(suffix): e for e in _sorted(files(package)) if e.name.endswith(suffix)}


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def catalogue_folder() -> str:
    """Returns the folder of the compiled catalogues, for libraries that look texts up themselves."""
    return str(files("cxgov.locale"))
