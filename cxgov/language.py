"""Polish and English: the message catalogues, plural forms, numbers, dates and sorting.

In this room: how a text becomes Polish or English. Not here: what is said (that stands with the code that says it,
as English msgids) and the texts of frameworks and organisations (those are YAML).

Numbers and dates are formatted here and not by the machine's locale, so that the same input gives the same bytes
everywhere. The rules are those of CLDR with one deviation that Polish typography asks for: four-digit numbers carry no
group separator (``1234,5``); the tests hold the formatter against Babel.
"""

from __future__ import annotations

import datetime
import gettext
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from cxgov import resources

LANGUAGES = ("pl", "en")

Text = str | Mapping[str, str]
"""A text of a definition file: one string, or one string by language."""

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_MONTHS = {
    "pl": ("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
           "października", "listopada", "grudnia"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}
_MONTHS_ALONE = {
    "pl": ("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień",
           "październik", "listopad", "grudzień"),
    "en": _MONTHS["en"],
}
_POLISH_ALPHABET = {letter: index for index, letter in enumerate("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")}
# One-letter words never end a line in Polish; the space after them does not break.
_ONE_LETTER_WORD = re.compile(r"(?<![^\W_])([aiouwzAIOUWZ])[ \n]+(?=\S)")


def N_(text: str) -> str:  # the name xgettext knows
    """Marks ``text`` for the catalogue and returns it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the program before its language is known.

    Attributes:
        text: English text, the catalogue's key; placeholders are ``{name}``.
        values: what the placeholders stand for: text, numbers, other messages, or texts by language.
        plural: English plural text when the sentence depends on ``n``.
        n: the number that chooses the plural form.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None
    n: int | None = None

    def __str__(self) -> str:
        return Language("en").say(self)


@dataclass(frozen=True, slots=True)
class Number:
    """A number inside a message, with the decimal places it is shown with; trailing zeros are dropped."""

    value: float
    digits: int = 4


def message(text: str, /, **values: Any) -> Message:
    """Builds a `Message`; ``text`` is expected to be marked with `N_`."""
    return Message(text, values)


def counted(n: int, text: str, plural: str, /, **values: Any) -> Message:
    """Builds a `Message` whose form depends on ``n``; ``{n}`` is available as a placeholder."""
    return Message(text, {"n": n, **values}, plural, n)


class Language:
    """One output language: says messages, picks texts, formats numbers, dates and periods.

    Args:
        code: ``pl`` or ``en``.

    Raises:
        ValueError: for any other code.
    """

    def __init__(self, code: str) -> None:
        if code not in LANGUAGES:
            raise ValueError(code)
        self.code = code
        self._catalogue = _catalogue(code)

    # --- words -----------------------------------------------------------------------------------------------------

    def gettext(self, text: str) -> str:
        """Returns the catalogue's text for the msgid ``text``."""
        return self._catalogue.gettext(text) if text else ""

    def ngettext(self, text: str, plural: str, n: int) -> str:
        """Returns the catalogue's text in the form that ``n`` asks for."""
        return self._catalogue.ngettext(text, plural, n)

    def pgettext(self, context: str, text: str) -> str:
        """Returns the catalogue's text for ``text`` in ``context``."""
        return self._catalogue.pgettext(context, text)

    def npgettext(self, context: str, text: str, plural: str, n: int) -> str:
        """Returns the catalogue's text for ``text`` in ``context``, in the form that ``n`` asks for."""
        return self._catalogue.npgettext(context, text, plural, n)

    def say(self, said: Message | str) -> str:
        """Renders a message, its placeholders filled; a plain string is taken as a msgid."""
        if isinstance(said, str):
            return self.gettext(said)
        if said.plural is not None and said.n is not None:
            template = self.ngettext(said.text, said.plural, said.n)
        else:
            template = self.gettext(said.text)
        if not said.values:
            return template
        return template.format_map({name: self._value(value) for name, value in said.values.items()})

    def _value(self, value: Any) -> str:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, str):
            return value
        if isinstance(value, Mapping):
            return self.text(value)
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, float):
            return self.number(value, 2, trim=True)
        if isinstance(value, Number):
            return self.number(value.value, value.digits, trim=True)
        if isinstance(value, datetime.date):
            return self.date(value)
        return self.period(value)  # a period speaks the language; anything else comes back as its text

    def text(self, text: Text | None) -> str:
        """Picks this language's version of a definition file's text; the other language before nothing."""
        if text is None:
            return ""
        if isinstance(text, str):
            return text
        return text.get(self.code) or next((text[code] for code in LANGUAGES if text.get(code)), "")

    def join(self, items: Sequence[str]) -> str:
        """Joins items as a sentence does: ``a, b and c`` / ``a, b i c``."""
        if len(items) < 2:
            return "".join(items)
        last = " i " if self.code == "pl" else " and "
        return ", ".join(items[:-1]) + last + items[-1]

    def sort_key(self, text: str) -> tuple[Any, ...]:
        """Key for sorting texts by the language's alphabet, without the machine's locale."""
        folded = text.casefold()
        if self.code != "pl":
            return (folded,)
        return tuple((0, _POLISH_ALPHABET[c]) if c in _POLISH_ALPHABET else (-1, ord(c)) for c in folded)

    # --- numbers ---------------------------------------------------------------------------------------------------

    def number(self, value: float | Decimal | None, digits: int = 0, *, signed: bool = False, trim: bool = False) -> str:
        """Formats a number, rounded half up at the end.

        Args:
            value: the number; ``None`` gives an en dash, the sign of "there is none".
            digits: decimal places.
            signed: put ``+`` before positive numbers.
            trim: drop trailing zeros after the decimal mark.
        """
        if value is None:
            return "–"
        rounded = round_half_up(value, digits)
        negative = rounded < 0
        plain = f"{abs(rounded):.{digits}f}"
        if trim and "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        whole, _, fraction = plain.partition(".")
        group, mark, least = (NBSP, ",", 5) if self.code == "pl" else (",", ".", 4)
        if len(whole) >= least:
            whole = f"{int(whole):,}".replace(",", group)
        sign = MINUS if negative else "+" if signed and rounded > 0 else ""
        return sign + whole + (mark + fraction if fraction else "")

    def percent(self, value: float | None, digits: int = 0) -> str:
        """Formats a share given as 0..1 as per cent (``45%`` in both languages)."""
        return "–" if value is None else self.number(value * 100, digits) + "%"

    # --- time ------------------------------------------------------------------------------------------------------

    def date(self, day: datetime.date | None) -> str:
        """Formats a day: ``30 września 2026`` / ``30 September 2026``."""
        if day is None:
            return "–"
        return f"{day.day}{NBSP}{_MONTHS[self.code][day.month - 1]}{NBSP}{day.year}"

    def short_date(self, day: datetime.date | None) -> str:
        """Formats a day for tables: ``30.09.2026`` / ``30 Sep 2026``."""
        if day is None:
            return "–"
        if self.code == "pl":
            return f"{day.day:02}.{day.month:02}.{day.year}"
        return f"{day.day}{NBSP}{_MONTHS['en'][day.month - 1][:3]}{NBSP}{day.year}"

    def period(self, period: Any) -> str:
        """Formats a period: ``III kwartał 2026`` / ``Q3 2026``, a month, a half-year or a year.

        Args:
            period: a `cxgov.model.Period`, or its text; an unreadable text comes back as it is.
        """
        found = re.fullmatch(r"(\d{4})(?:-(Q[1-4]|H[12]|\d{2}))?", str(period))
        if not found:
            return str(period)
        year, part = found.groups()
        if part is None:
            return year
        polish = self.code == "pl"
        if part[0] == "Q":
            return f"{('I', 'II', 'III', 'IV')[int(part[1]) - 1]}{NBSP}kwartał{NBSP}{year}" if polish else f"{part}{NBSP}{year}"
        if part[0] == "H":
            return f"{('I', 'II')[int(part[1]) - 1]}{NBSP}półrocze{NBSP}{year}" if polish else f"{part}{NBSP}{year}"
        return f"{_MONTHS_ALONE[self.code][int(part) - 1]}{NBSP}{year}"

    def bind(self, text: str) -> str:
        """Keeps one-letter words from ending a line (Polish only); touches nothing else."""
        return _ONE_LETTER_WORD.sub(rf"\1{NBSP}", text) if self.code == "pl" else text


def round_half_up(value: float | Decimal, digits: int = 0) -> Decimal:
    """Rounds half away from zero on the decimal text of the number, once, for showing.

    The shortest decimal that names the float is rounded, so 2.675 gives 2.68 as a reader expects; Python's own
    ``round`` gives 2.67 and rounds 2.5 to 2.
    """
    # Sums of equal numbers in another order differ in the 15th digit; what a reader sees must not.
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(f"{float(value):.12g}")))
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def untranslated(texts: Iterable[Text | None], languages: Sequence[str]) -> bool:
    """Tells whether one of the texts lacks one of the languages."""
    return any(isinstance(text, Mapping) and any(not text.get(code) for code in languages) for text in texts)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    # The program is written in English: its msgids are the English texts.
    stream = None if code == "en" else resources.catalogue(code)
    if stream is None:
        return gettext.NullTranslations()
    with stream:
        return gettext.GNUTranslations(stream)
