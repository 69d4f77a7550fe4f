"""The words of an exercise in one language: maps by language of a content file become texts, whatever they stand in.

In this room: that one step. Not here: reading the file (`cxgov.handouts.content`).
"""

from __future__ import annotations

from typing import Any

from cxgov.handouts.workshop import Workshop
from cxgov.language import LANGUAGES


def spoken(workshop: Workshop, data: Any) -> Any:
    """Returns the same data with every text in the workshop's language."""
    if isinstance(data, dict):
        return workshop.text(data) if data and set(data) <= set(LANGUAGES) else {name: spoken(workshop, item) for name, item in data.items()}
    if isinstance(data, list | tuple):
        return [spoken(workshop, item) for item in data]
    return data
