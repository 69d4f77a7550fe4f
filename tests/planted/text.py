"""Records as text: a small YAML writer whose lines are easy to foretell, and where on a page something stands.

Every key of a record has a line of its own, so that a finding about one field points to that field's line alone. What has
no records in it is written in one line. The places of findings are looked up in the written text, not in what the loader
says: a test must not ask the one it tests.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_WORDS_WITH_A_MEANING = {"null", "true", "false", "yes", "no", "on", "off"}
Row = dict[str, Any]


class Flow(dict):
    """A record that is written in one line."""


def yaml(data: Row) -> str:
    """Writes a file."""
    return "".join(f"{line}\n" for line in _lines(data))


def csv(rows: list[Row]) -> str:
    """Writes a table; no cell holds a comma. The columns are those of all rows, in the order they come up in."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    return "".join(f"{','.join(line)}\n" for line in [columns, *([_cell(row.get(key)) for key in columns] for row in rows)])


@dataclass(frozen=True)
class Spot:
    """A line of a file, told by what stands before it.

    Attributes:
        file: path in the organisation's folder.
        steps: beginnings of lines, indentation and hyphen left out: of the first line that begins so, then of the first after it, and so on.
    """

    file: str
    steps: tuple[str, ...]

    def line(self, text: str) -> int:
        """Returns the number of the line; fails where the text has none."""
        lines, at = text.splitlines(), -1
        for step in self.steps:
            at = next((n for n in range(at + 1, len(lines)) if lines[n].lstrip(" -").startswith(step)), None)
            assert at is not None, f"{self.file} has no line {step!r} of {self.steps}"
        return at + 1


def at(file: str, *steps: str) -> Spot:
    """A line of a file."""
    return Spot(file, steps)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    assert "," not in text
    return text


def _lines(record: Row) -> list[str]:
    found: list[str] = []
    for key, value in record.items():
        if _in_one_line(value):
            found.append(f"{key}: {_flow(value)}")
        elif isinstance(value, dict):
            found += [f"{key}:", *(f"  {line}" for line in _lines(value))]
        else:
            found.append(f"{key}:")
            for item in value:
                first, *others = _lines(item)
                found += [f"  - {first}", *(f"    {line}" for line in others)]
    return found


def _in_one_line(value: Any) -> bool:
    if isinstance(value, Flow) or not isinstance(value, dict | list):
        return True
    if isinstance(value, list):
        return not any(isinstance(item, dict) for item in value)
    return not any(isinstance(inner, dict | list) and not _is_text(inner) for inner in value.values())


def _is_text(value: Any) -> bool:
    """Whether it is a text by language."""
    return isinstance(value, dict) and value.keys() <= {"pl", "en"}


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and not value.isdigit() and value not in _WORDS_WITH_A_MEANING else json.dumps(value, ensure_ascii=False)
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
