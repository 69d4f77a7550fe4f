"""What a cell means: numbers, days, periods, choices and ticks, as people write them in Polish and English.

In this room: reading one text. Not here: which column is read how, and names of records (`desk`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from cxgov.language import LANGUAGES, N_, Language, Message, message
from cxgov.model import parse_period
from cxgov.problems import printable

_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-"})
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f '](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,12})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3},\d{3}")
_DOTTED_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_MONEY = re.compile(r"\s*(?:zł(?:otych)?\.?|zl|pln|eur|euro|€|usd|\$|gbp|£|chf|czk|,-)\Z|\A(?:pln|eur|€|usd|\$|gbp|£|chf|czk)\s*", re.IGNORECASE)
_POINTS = re.compile(r"\s*(?:pkt\.?|punkt(?:y|ów|u)?|p\.\s?p\.|pp|points?|pts?\.?)\Z", re.IGNORECASE)
_NO = frozenset({"no", "nie", "n", "0", "-", "–", "false", "nope", "off"})
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"(?:q\s*)?(i{1,3}|iv|[1-4])\s*(?:kw\.?|kwartał|q)?\s*[/.,-]?\s*(\d{4})", re.IGNORECASE)
_HALF = re.compile(r"(?:h\s*)?(i{1,2}|[12])\s*(?:półrocze|poł\.?|pół\.?)?\s*[/.,-]?\s*(\d{4})", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{4})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]{3,})\.?\s+(\d{4})\s*(?:r\.?|roku)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*r\.?)?")


class UnreadableError(Exception):
    """A cell cannot be read as what its column asks for.

    Attributes:
        text: what is wrong.
        remedy: how to write it.
    """

    def __init__(self, text: Message, remedy: Message) -> None:
        super().__init__(str(text))
        self.text, self.remedy = text, remedy


def number(text: str, language: Language) -> int | float:
    """Reads a number: ``6.5``, ``6,5``, ``+2``, ``−1``, ``12 500``; a currency or the word for points may stand beside it.

    Raises:
        UnreadableError: if it is none, or a comma may be a decimal mark or not.
    """
    bare, money = _MONEY.subn("", text.translate(_MINUS).strip())
    cleaned = _GROUPED.sub("", _POINTS.sub("", bare) if not money else bare)
    if not _NUMBER.fullmatch(cleaned):
        raise UnreadableError(message(N_("'{text}' is no number"), text=printable(text)), message(N_("write digits alone, for example 6.5 or 6,5")))
    if (language.code == "en" and _THOUSANDS.fullmatch(cleaned)) or (language.code == "pl" and money and _DOTTED_THOUSANDS.fullmatch(cleaned)):
        comma, dot = cleaned.replace(".", ","), cleaned.replace(",", ".")
        raise UnreadableError(message(N_("'{text}' may be read in two ways"), text=printable(text)), message(
            N_("write {first} or {second}"), first=comma.replace(",", ""), second=comma if language.code == "pl" else dot))
    value = float(cleaned.replace(",", "."))
    return int(value) if value.is_integer() else value


def whole(text: str, language: Language, least: int, most: int) -> int:
    """Reads a whole number within limits.

    Raises:
        UnreadableError: if it is none.
    """
    value = number(text, language)
    if not isinstance(value, int) or not least <= value <= most:
        raise UnreadableError(message(N_("'{text}' is no whole number from {least} to {most}"), text=printable(text), least=least, most=most), message(
            N_("write a number within the limits")))
    return value


def day(text: str) -> str:
    """Reads a day as ``2026-10-30``, ``30.10.2026``, ``30 października 2026`` or ``30 Oct 2026``; returns it in the first form.

    Raises:
        UnreadableError: if it is none; one written with slashes may be read in two ways.
    """
    cleaned = " ".join(text.translate(_MINUS).split())
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cleaned):
            return date.fromisoformat(cleaned).isoformat()
        if found := _DOTTED.fullmatch(cleaned):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        if (found := _DAY_MONTH_YEAR.fullmatch(cleaned)) and (month := _month(found[2])):
            return date(int(found[3]), month, int(found[1])).isoformat()
    except ValueError:
        pass
    raise UnreadableError(message(N_("'{text}' is no day"), text=printable(text)), message(N_("write year-month-day: 2026-10-30")))


def period(text: str) -> str:
    """Reads a period as ``2026-Q4``, ``Q4 2026``, ``IV kwartał 2026``, ``2026-07`` or ``2026``; returns its code.

    Raises:
        UnreadableError: if it is none.
    """
    cleaned = " ".join(text.translate(_MINUS).split())
    try:
        return str(parse_period(cleaned.upper()))
    except ValueError:
        pass
    half = "h" in cleaned.casefold() or "pół" in cleaned.casefold() or "pol" in cleaned.casefold()
    if half and (found := _HALF.fullmatch(cleaned)):
        return f"{found[2]}-H{_QUARTERS[found[1].casefold()]}"
    if not half and (found := _QUARTER.fullmatch(cleaned)):
        return f"{found[2]}-Q{_QUARTERS[found[1].casefold()]}"
    if (found := _MONTH_YEAR.fullmatch(cleaned)) and (month := _month(found[1])):
        return f"{found[2]}-{month:02}"
    raise UnreadableError(message(N_("'{text}' is no period"), text=printable(text)), message(N_("write 2026-Q3, 2026-07, 2026-H1 or 2026")))


def choice(text: str, choices: Iterable[tuple[str, str]], language: Language) -> str:
    """Reads a choice by its code, or by its label in either language.

    Raises:
        UnreadableError: if it is none of them.
    """
    known = dict(choices)
    wanted = folded(text)
    for code, label in known.items():
        if wanted in {folded(code), folded(code.replace("_", " ")), *(folded(Language(other).gettext(label)) for other in LANGUAGES)}:
            return code
    raise UnreadableError(message(N_("'{text}' is none of the choices"), text=printable(text)), message(
        N_("known here: {words}"), words=", ".join(language.gettext(label) for label in known.values())))


def flag(text: str) -> bool | None:
    """Reads a tick: any mark sets it, a no takes it away, an empty cell says nothing."""
    return None if not text else folded(text) not in _NO


def entries(text: str) -> list[str]:
    """The entries of a cell that may hold several: between semicolons or on lines of their own."""
    return [" ".join(part.split()) for part in re.split(r"[;\n]", text) if part.strip()]


@lru_cache(maxsize=65_536)  # every cell is compared with every name
def folded(text: str) -> str:
    """A text as names are compared: without regard to capitals and white space."""
    return " ".join(text.split()).casefold()


def _month(word: str) -> int | None:
    """A month by the first three letters of its name, in Polish (``maja``, ``maj``) or English."""
    start = word.casefold()[:3]
    for language in LANGUAGES:
        names = [Language(language).date(date(2026, month, 1)).split("\N{NO-BREAK SPACE}")[1] for month in range(1, 13)]
        names += [Language(language).period(f"2026-{month:02}").split("\N{NO-BREAK SPACE}")[0] for month in range(1, 13)]
        for place, name in enumerate(names):
            if name.casefold()[:3] == start:
                return place % 12 + 1
    return None
