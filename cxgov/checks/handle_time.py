"""Names under which the average handle time hides, Polish and English, and how to recognise one in a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# Without diacritics, lower case, one space between words; inflected forms stand on their own.
NAMES = (
    "aht", "att", "acht", "average handle time", "average handling time", "average talk time", "average call time",
    "average call duration", "average call length", "average conversation time", "mean handle time", "mean handling time",
    "mean call time", "mean call duration", "handle time", "handling time", "talk time", "call duration", "call length",
    "call time", "time on the phone", "time per call", "length of call", "length of the call", "length of calls",
    "czas rozmowy", "czas rozmow", "dlugosc rozmowy", "dlugosc rozmow", "czas polaczenia", "czas polaczen", "dlugosc polaczenia",
    "dlugosc polaczen", "czas trwania rozmowy", "czas trwania rozmow", "czas trwania polaczenia", "czas obslugi kontaktu",
    "czas obslugi kontaktow", "czas obslugi polaczenia", "czas obslugi polaczen", "czas obslugi rozmowy", "czas obslugi zgloszenia",
    "czas obslugi zgloszen", "czas obslugi klienta", "sredni czas obslugi", "przecietny czas obslugi", "sredni czas kontaktu",
)
# What follows turns the time of a contact into the time a customer waits for a result, which is an experience.
RESULTS = (
    "reklamacji", "skargi", "skarg", "zamowienia", "zamowien", "zwrotu", "zwrotow", "wniosku", "wnioskow", "sprawy", "spraw",
    "complaint", "complaints", "order", "orders", "return", "returns", "claim", "claims",
)
_NOT_SAID_BEFORE = ("complaint", "complaints", "claim", "claims", "order", "orders", "return", "returns")


def plain(text: str) -> str:
    """Brings a name to the form of the list: lower case, no diacritics, words apart by one space."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))


def is_handle_time(texts: Iterable[str], more: Iterable[str] = ()) -> bool:
    """Tells whether one of the texts names the average handle time.

    Args:
        texts: ids and names, in any language and spelling.
        more: further names an organisation uses.
    """
    pattern = _pattern(frozenset(more))
    return any(found["before"] is None for text in texts for found in pattern.finditer(plain(text)))


@cache
def _pattern(more: frozenset[str]) -> re.Pattern[str]:
    names = {*NAMES, *(plain(name) for name in more)} - {""}
    return re.compile(
        rf"(?:\b(?P<before>{'|'.join(_NOT_SAID_BEFORE)}) )?\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b"
        rf"(?! (?:{'|'.join(RESULTS)})\b)")
