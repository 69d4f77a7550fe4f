"""The long texts of a piece in one language, as templates take them.

In this room: choosing the language and what holds for a length, and what commands call the organisation's folder. Not here: reading the texts (`content`).
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.workshop import Workshop

_LANGUAGES = frozenset({"pl", "en"})


def words(workshop: Workshop, name: str) -> dict[str, Any]:
    """The texts of one file below ``templates/handouts/content``, every text in the workshop's language.

    Args:
        workshop: whose language.
        name: the file's name without suffix.
    """
    return {key: _told(workshop, value) for key, value in content(name).items()}


def _told(workshop: Workshop, value: Any) -> Any:
    if isinstance(value, dict):
        if value and value.keys() <= _LANGUAGES:
            return workshop.text(value)
        return {key: _told(workshop, entry) for key, entry in value.items()}
    return [_told(workshop, entry) for entry in value] if isinstance(value, list) else value


def for_length(workshop: Workshop, entries: list[Any]) -> list[Any]:
    """The entries that hold for the workshop's length: those that name no ``lengths`` or this one; the bare text of one with nothing else."""
    kept = [one for one in entries if not isinstance(one, dict) or workshop.length in one.get("lengths", (workshop.length,))]
    return [one["text"] if isinstance(one, dict) and one.keys() == {"lengths", "text"} else one for one in kept]


def folder(workshop: Workshop, placeholder: str) -> str:
    """The organisation's folder as a command names it from the folder above: no path of this machine goes on paper.

    Args:
        workshop: whose organisation.
        placeholder: what stands for the folder where there is no organisation.
    """
    return placeholder if workshop.workspace is None else PurePath(workshop.workspace.name).name or "."
