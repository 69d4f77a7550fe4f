"""What the columns of a table hold: how many answers, which ones, and what the column likely is.

In this room: one column at a time, and which of them are date and respondent. Not here: proposals for a source and indicators
(`proposals`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cxgov.measuring.exports import Export
from cxgov.measuring.files.headers import clean
from cxgov.measuring.inspecting.dates import Dates, find_dates
from cxgov.measuring.inspecting.scales import Scale, find_scale
from cxgov.measuring.inspecting.wordings import NO, NO_ANSWER, NOT_APPLICABLE, YES, folded

Role = Literal["date", "respondent", "identifier", "rating", "yes_no", "choice", "category", "number", "text", "metadata", "empty"]

TOP = 12
"""Values that are listed with their counts."""
_MANY = 1000
"""Different values above which a column is neither rating nor category."""

_DATE_NAME = re.compile(r"date|\bdata\b|time|stamp|\bdnia\b|dzień|created|submitted|completed", re.IGNORECASE)
_DATE_ORDER = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    r"submit|complet|respon|answer|odpowied|ankiet|survey|finish|ukończ|recorded|interview|wypełn", r"end\b|received|created|utworz|zgłosz|timestamp|stamp", r"."))
_LATER_DATES = re.compile(r"birth|urodz|purchase|zakup|sent to|resol|closed|zamkn|modif", re.IGNORECASE)
_ID_ORDER = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    r"^\W*(?:respondent|resp|participant|uczestnik|respondenta?)[ _.-]*(?:id|no|num|nr|number|numer)?\.?$|identyfikator respondenta|id respondenta|numer respondenta",
    r"(?:customer|client|klient|user|person|member|panelist|subscriber|account)[ _.-]*(?:id|no|num|nr|number|numer)\b|id[ _]klienta|numer klienta",
    r"response[ _.-]*id|id[ _]odpowiedzi|numer ankiety|survey[ _]id|interview[ _]id",
    r"^\W*(?:id|nr|lp)\W*$|[ _.-](?:id|nr)$|identyfikator|token"))
_CODE_NAME = re.compile(r"(?:id|nr|no|num|number|numer|code|kod|key)\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"[-+\u2212]?\d+(?:[.,]\d+)?")
_DECIMAL = {".": re.compile(r"[-+\u2212]?\d+\.\d+"), ",": re.compile(r"[-+\u2212]?\d+,\d+")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: its name.
        question: what it asks.
        answers: cells that are not empty.
        empty: cells that are.
        counts: the most frequent values and their counts, at most `TOP`.
        distinct: number of different values.
        role: what it likely is.
        scale: the rating's scale.
        dates: how its dates are written.
        missing: values in words that likely mean no answer or not applicable, and how often.
    """

    name: str
    question: str
    answers: int
    empty: int
    counts: Mapping[str, int]
    distinct: int
    role: Role
    scale: Scale | None = None
    dates: Dates | None = None
    missing: Mapping[str, int] | None = None


def profile(export: Export, rows: Sequence[Sequence[str]]) -> list[Column]:
    """Profiles all columns of a table.

    Args:
        export: what is known of it.
        rows: its records, each as wide as there are columns, without the header.
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(export.columns)
    return [_profile(export, name, question, values) for name, question, values in zip(export.columns, export.questions, columns, strict=True)]


def decimal_mark(columns: Sequence[Column]) -> str | None:
    """The decimal mark of the numbers: ``.`` or ``,``; ``None`` where no number has one, or numbers have both."""
    seen: Counter[str] = Counter()
    for column in columns:
        if column.role not in {"number", "rating"}:
            continue
        for mark, pattern in _DECIMAL.items():
            seen[mark] += sum(bool(pattern.fullmatch(value)) for value in column.counts)
    marks = [mark for mark in _DECIMAL if seen[mark]]
    return marks[0] if len(marks) == 1 else None


def date_column(export: Export, columns: Sequence[Column]) -> Column | None:
    """The column that says when an answer was given: the tool's own, else the one whose name says so best."""
    if export.date:
        return next(column for column in columns if column.name == export.date)
    if export.tool != "plain":
        return None  # its own date was taken out; a date among the answers is an answer
    rows = max((column.answers + column.empty for column in columns), default=0)
    dated = [column for column in columns if column.dates and column.answers >= 0.3 * rows and not _only_a_time(column.dates)]
    ranked = sorted(dated, key=lambda c: (bool(_LATER_DATES.search(c.name)), next(i for i, p in enumerate(_DATE_ORDER) if p.search(c.name)), c.empty))
    return ranked[0] if ranked else None


def _only_a_time(dates: Dates) -> bool:
    """Spreadsheets write a time of day without a date as one of 1899."""
    return dates.latest is not None and dates.latest.year < 1970


def respondent_column(export: Export, columns: Sequence[Column]) -> Column | None:
    """The column that identifies the respondent: the tool's own, else the one whose name says so best."""
    if export.respondent:
        return next(column for column in columns if column.name == export.respondent)
    for pattern in _ID_ORDER:
        for column in columns:
            # Where the name says no more than `id`, only different values make it one of respondents.
            unlike = pattern is _ID_ORDER[-1] and column.distinct < 0.9 * column.answers
            if pattern.search(column.name) and column.answers and not unlike and column.role in {"identifier", "number", "text", "metadata"}:
                return column
    return None


def _profile(export: Export, name: str, question: str, values: Sequence[str]) -> Column:
    every: Counter[str] = Counter()
    for value, n in Counter(values).items():
        every[value.strip()] += n
    empty = every.pop("", 0)
    counts = dict(every.most_common() if len(every) <= _MANY else every)
    found: dict[str, Any] = {"role": "empty"}
    if counts:
        found = _judged(export, name, question, counts)
    top = dict(every.most_common(TOP))
    missing = {value: n for value, n in (counts if len(counts) <= _MANY else top).items() if folded(value) in NO_ANSWER | NOT_APPLICABLE}
    return Column(name, question, sum(counts.values()), empty, top, len(counts), missing=missing, **found)


def _judged(export: Export, name: str, question: str, counts: Mapping[str, int]) -> dict[str, Any]:
    asked = name if name == question else f"{name} {question}"
    dates = _dates(name, counts)
    if name in export.metadata:
        role: Role = "date" if name == export.date else "respondent" if name == export.respondent else "metadata"
        return {"role": role, "dates": dates if role == "date" else None}
    if dates:
        return {"role": "date", "dates": dates}
    if len(counts) > _MANY:
        return {"role": _plain_role(name, counts)}
    known = {value: n for value, n in counts.items() if folded(value) not in NO_ANSWER | NOT_APPLICABLE} or counts
    words = {folded(value) for value in known}
    if words <= YES | NO or (words <= {"0", "1"} and len(words) == 2):
        return {"role": "yes_no"}
    if len(known) == 1 and sum(known.values()) > 1 and _is_option(next(iter(known)), name, question):
        return {"role": "choice"}
    scale = find_scale(counts, asked)
    if scale:
        return {"role": "rating", "scale": scale}
    return {"role": _plain_role(name, known)}


def _is_option(answer: str, name: str, question: str) -> bool:
    """Whether a column holds one option of a multiple-choice question: its heading is, or ends with, the one text in its cells."""
    option = clean(answer).casefold()
    return any(map(str.isalpha, option)) and any(re.search(r"(?:^|[\[|:(\-–] ?)" + re.escape(option) + r"[\])]?$", re.sub(r"#\d+$", "", heading).casefold()) for heading in (name, question))


def _dates(name: str, counts: Mapping[str, int]) -> Dates | None:
    compact = bool(_DATE_NAME.search(name))
    first = [value for value, _ in zip(counts, range(8), strict=False)]
    if not any(re.match(r"'?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[ -][A-Za-z]|[A-Za-z]{3,9} \d{1,2},? \d{4}", value) or (compact and value.isdigit()) for value in first):
        return None
    return find_dates(counts, compact=compact)


def _plain_role(name: str, counts: Mapping[str, int]) -> Role:
    answers, distinct = sum(counts.values()), len(counts)
    sample = [value for value, _ in zip(counts, range(2000), strict=False)]
    if sum("@" in value and "." in value.partition("@")[2] for value in sample) >= 0.9 * len(sample):
        return "identifier"  # e-mail addresses
    numeric = sum(bool(_NUMBER.fullmatch(value)) for value in sample) >= 0.95 * len(sample)
    if any(pattern.search(name) for pattern in _ID_ORDER) and distinct > min(50, 0.3 * answers):
        return "identifier"
    if numeric and distinct == answers > 50 and _CODE_NAME.search(name):
        return "identifier"
    if numeric:
        return "number" if distinct > 12 or distinct > 0.5 * answers or any(not value.lstrip("-").isdigit() for value in sample) else "category"
    length = sum(map(len, sample)) / len(sample)
    if distinct == answers > 20 and length < 40 and not any(" " in value for value in sample):
        return "identifier"
    few = distinct <= 30 or (distinct <= 80 and distinct <= 0.02 * answers)
    return "category" if few and length <= 80 and distinct <= max(2, 0.5 * answers) else "text"
