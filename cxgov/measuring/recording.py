"""Measurements as the text of a file: one line a value, keys in one order, figures and texts that read back the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from cxgov.model import Measurement, Period
from cxgov.model.fields import entry_of

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_WORDS_WITH_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan"})
ALWAYS = ("kpi", "value")


def lines(measurements: Iterable[Measurement]) -> list[str]:
    """Writes each measurement as one entry of a list, without indentation."""
    return [f"- {_record(measured)}" for measured in measurements]


def new_file(period: Period, entries: Iterable[str]) -> str:
    """Writes a whole file of measurements."""
    return "\n".join(["kind: measurements", f"period: {period}", "measurements:", *(f"  {entry}" for entry in entries), ""])


def _record(record: Any) -> str:
    """A record as a flow map; fields that hold what they hold by default are left out."""
    shown = []
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in ALWAYS or not _is_default(field, value):
            shown.append(f"{entry_of(field).key or field.name}: {scalar(value)}")
    return "{" + ", ".join(shown) + "}"


def _is_default(field: Any, value: Any) -> bool:
    if isinstance(value, Mapping):
        return not value
    return value is field.default or (isinstance(value, int | float) and value == field.default)


def scalar(value: Any) -> str:
    """Writes a value in YAML's flow form, so that it reads back as the same value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else _decimal(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value.lower() not in _WORDS_WITH_MEANING else _quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {scalar(item)}" for key, item in value.items()) + "}"
    if is_dataclass(value):
        return _record(value)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    return scalar(str(value))


def _key(key: str) -> str:
    return key if re.fullmatch(r"[0-9]+(\.[0-9]+)?", key) or (_PLAIN.fullmatch(key) and key.lower() not in _WORDS_WITH_MEANING) else _quoted(key)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _decimal(value: float) -> str:
    """The shortest decimal form, never with an exponent."""
    text = repr(value)
    return text if "e" not in text else f"{value:.20f}".rstrip("0").rstrip(".")
