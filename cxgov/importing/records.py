"""Records as plain data, their names, and ids made from names.

In this room: a record with its place in a file, and how a name becomes an id. Not here: looking records up and changing them (`desk`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LONGEST_ID = 48
_LETTERS = str.maketrans({"ł": "l", "Ł": "l", "ß": "ss", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a file, as plain data.

    Attributes:
        path: its file.
        data: its data, which the desk changes.
        owner: the record that holds it, of a map inside of a record.
        under: the key under which it is held there.
    """

    path: str
    data: dict[str, Any]
    owner: Record | None = None
    under: str = ""

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.data.get("id", ""))

    def inner(self, key: str) -> Record:
        """A map inside of it, which comes into being when something is put there."""
        held = self.data.get(key)
        return Record(self.path, held if isinstance(held, dict) else {}, self, key)

    def first(self, key: str) -> Record:
        """The first map of a list inside of it, which comes into being when something is put there."""
        held = self.data.get(key)
        return Record(self.path, held[0] if isinstance(held, list) and held else {}, self, f"{key}[0]")


def texts_of(value: Any) -> list[str]:
    """All wordings of a text: as it is, or by language."""
    if isinstance(value, dict):
        return [str(text) for text in value.values()]
    return [] if value is None else [str(value)]


def slug(name: str) -> str:
    """An id made from a name: small letters a to z, digits and hyphens."""
    letters = unicodedata.normalize("NFKD", name.translate(_LETTERS).casefold().translate(_LETTERS)).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", letters)
    made = ""
    for word in words:
        if made and len(made) + 1 + len(word) > LONGEST_ID:
            break
        made = f"{made}-{word}" if made else word[:LONGEST_ID]
    return made or "x"


def unique(wanted: str, taken: Iterable[str]) -> str:
    """The id, or the id with the first free number behind it."""
    taken = set(taken)
    number, made = 2, wanted
    while made in taken:
        made, number = f"{wanted}-{number}", number + 1
    return made
