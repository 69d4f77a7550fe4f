"""The long texts of the workshop set, both languages side by side: YAML below ``templates/handouts/content``."""

from __future__ import annotations

from functools import cache
from typing import Any

from cxgov import resources
from cxgov.loading.source import read_text


@cache
def content(name: str) -> dict[str, Any]:
    """Returns the texts of one file, texts still as maps by language.

    Args:
        name: the file's name without suffix, such as ``agenda``.

    Raises:
        ValueError: if the file cannot be read, which a test rules out.
    """
    file = resources.templates().joinpath("handouts", "content", f"{name}.yaml")
    document = read_text(file.read_text(encoding="utf-8"), f"handouts/content/{name}.yaml")
    if document.data is None or document.problems:
        raise ValueError(name)
    return dict(document.data)
