"""Files from outside: finding them, opening them, telling what they are. Nothing in them is believed before it was checked.

In this room: everything that touches a client's file on disk. Not here: counting answers (`cxgov.measuring.engines`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxgov.language import Message


class UnreadableFile(Exception):
    """A file cannot be used as it is.

    Attributes:
        text: what is wrong, one sentence.
        remedy: what to do; ``None`` when the text says it.
        line: 1-based line of the file; ``None`` where the whole file is meant.
        file: the file's name as messages show it; empty where the caller knows it.
    """

    def __init__(self, text: Message, remedy: Message | None = None, line: int | None = None, file: str = "") -> None:
        super().__init__(str(text))
        self.text, self.remedy, self.line, self.file = text, remedy, line, file


def as_data(refused: UnreadableFile) -> dict[str, Any]:
    """Writes the refusal as plain data, to cross from one process to another."""
    return {"text": message_as_data(refused.text), "remedy": message_as_data(refused.remedy) if refused.remedy else None,
            "line": refused.line, "file": refused.file}


def from_data(data: Mapping[str, Any]) -> UnreadableFile:
    """Reads a refusal written by `as_data`."""
    return UnreadableFile(message_from_data(data["text"]), message_from_data(data["remedy"]) if data["remedy"] else None,
                          data["line"], data["file"])


def message_as_data(said: Message) -> dict[str, Any]:
    """Writes a message as plain data; its values are text, numbers and other messages."""
    values = {name: {"message": message_as_data(value)} if isinstance(value, Message) else value if isinstance(value, int | float | str) else str(value)
              for name, value in said.values.items()}
    return {"text": said.text, "values": values, "plural": said.plural, "n": said.n}


def message_from_data(data: Mapping[str, Any]) -> Message:
    """Reads a message written by `message_as_data`."""
    values = {name: message_from_data(value["message"]) if isinstance(value, dict) else value for name, value in data["values"].items()}
    return Message(data["text"], values, data["plural"], data["n"])
