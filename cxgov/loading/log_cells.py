"""Cells of a log in a CSV file as plain data, and the words for cells that cannot be read.

In this room: truth values and speakers in both languages, days in the declared form, and which form the days of a file seem to
have. Not here: rows and columns (`logs`) and what a record may hold (`structure`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, get_args

from cxgov.language import N_, Message, message
from cxgov.loading.declared import day_in
from cxgov.model.fields import Day, hints_of, keys_of
from cxgov.problems import Problem, printable

_DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*")
_TRUTH = {**dict.fromkeys(("true", "yes", "tak", "1", "prawda"), True), **dict.fromkeys(("false", "no", "nie", "0", "fałsz"), False)}
_SPEAKERS = {"klient": "customer", "pracownik": "employee"}
_FORMS = ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y.%m.%d", "%Y/%m/%d", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%Y%m%d")
"""Forms in which tables write days; the commonest first."""


def reader(item_type: type[Any], key: str, date_format: str | None) -> Callable[[str], Any]:
    """Returns how a cell that is not empty becomes plain data; what cannot be read stays the text it is.

    Year-month-day is understood beside the declared form: it means one day only.
    """
    if key in _keys(item_type, bool):
        return lambda cell: _TRUTH.get(cell.casefold(), cell)
    if key in _keys(item_type, Day):
        return _day if date_format is None else lambda cell: found.isoformat() if (found := day_in(cell, date_format)) else cell
    if key == "from":
        return lambda cell: _SPEAKERS.get(cell.casefold(), cell)
    return str


def in_words_of_a_table(faults: Iterable[Problem], item_type: type[Any], items: list[dict[str, Any]], date_format: str | None) -> list[Problem]:
    """Says of a cell that cannot be read what to do in a table; days that all stand in another form are one fault, not one each.

    Args:
        faults: what was found in the records.
        item_type: the type of the records.
        items: the records as plain data.
        date_format: the declared form of days.
    """
    truths, days = _keys(item_type, bool), _keys(item_type, Day)
    found: list[Problem] = []
    remedy: Message | None = None
    for fault in faults:
        key = fault.text.values.get("key")
        if fault.code == "CX036" and key in truths:
            found.append(replace(fault, remedy=message(N_("write true or false, yes or no, tak or nie, 1 or 0; empty where it is not known"))))
        elif fault.code != "CX037" or key not in days:
            found.append(fault)
        elif date_format is not None:
            found.append(replace(fault, remedy=message(N_("the log says that its days are written as {form}; correct this one, or the log"),
                                                       form=f'date_format: "{printable(date_format, 30)}"')))
        elif remedy is None:
            forms = _forms(items, days)
            remedy = _declare(forms) if forms else None
            found.append(replace(fault, remedy=remedy or fault.remedy))
    return found


def _keys(item_type: type[Any], wanted: Any) -> set[str]:
    """Keys of a record whose value is of a type, or absent."""
    hints: Mapping[str, Any] = hints_of(item_type)
    return {key for key, name in keys_of(item_type).items() if hints[name] is wanted or wanted in get_args(hints[name])}


def _day(cell: str) -> str:
    """The day of a cell; a time behind it is dropped."""
    found = _DAY_AND_TIME.fullmatch(cell)
    return found[1] if found else cell


def _forms(items: list[dict[str, Any]], days: set[str]) -> list[str]:
    """The forms in which every day of a file can be read; none where a day fits none of them."""
    texts = [text for item in items for key in days if isinstance(text := item.get(key), str)]
    return [form for form in _FORMS if all(day_in(text, form) for text in texts)]


def _declare(forms: list[str]) -> Message:
    written = [f'date_format: "{form}"' for form in forms]
    if len(forms) == 1:
        return message(N_("if all days of the file are written like this, say so in the log that names it: {form}"), form=written[0])
    return message(N_("say in the log that names the file how its days are written: {form} or {other}"), form=written[0], other=written[1])
