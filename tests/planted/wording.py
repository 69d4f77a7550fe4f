"""Words of the generated programme, Polish and English: what touchpoints, indicators, initiatives and causes are called."""

from __future__ import annotations

from random import Random
from typing import NamedTuple


class Both(NamedTuple):
    """A text in both languages."""

    pl: str
    en: str


FUNCTIONS = {
    "operations": Both("Operacje", "Operations"), "logistics": Both("Logistyka", "Logistics"), "sales": Both("Sprzedaż", "Sales"),
    "digital": Both("Produkty cyfrowe", "Digital products"), "finance": Both("Rozliczenia", "Billing"), "quality": Both("Jakość", "Quality"),
}
_DOING = (
    Both("Odbiór", "Receiving"), Both("Wybór", "Choosing"), Both("Zmiana", "Changing"), Both("Opłacenie", "Paying for"), Both("Zwrot", "Returning"),
    Both("Sprawdzenie", "Checking"), Both("Przedłużenie", "Extending"), Both("Naprawa", "Repairing"), Both("Wycena", "Pricing"),
)
_THINGS = (
    Both("zamówienia", "the order"), Both("umowy", "the contract"), Both("rachunku", "the bill"), Both("terminu wizyty", "the appointment"),
    Both("karnetu", "the season ticket"), Both("sprzętu", "the equipment"), Both("dokumentów", "the documents"), Both("biletu", "the ticket"),
)
_QUALITIES = (
    Both("Łatwość", "Ease"), Both("Pewność", "Confidence"), Both("Jasność", "Clarity"), Both("Sprawność", "Smoothness"), Both("Spokój", "Calm"),
)
_FIRST_NAMES = ("Alicja", "Bartosz", "Celina", "Damian", "Edyta", "Filip", "Grażyna", "Hubert", "Iga", "Jakub", "Kinga", "Lech", "Łucja", "Michał", "Żaneta")
_SURNAMES = ("Jasna", "Dąb", "Lipa", "Wierzba", "Klon", "Sosna", "Brzoza", "Jodła", "Topola", "Olcha", "Kalina", "Jarzębina", "Świerk")


class Wording:
    """Gives every record a name that no other of its kind has; which one, the seed says."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: dict[str, int] = {}

    def moment(self) -> dict[str, str]:
        """A name of a touchpoint."""
        doing, thing = self._random.choice(_DOING), self._random.choice(_THINGS)
        return self._numbered("moment", f"{doing.pl} {thing.pl}", f"{doing.en} {thing.en}")

    def indicator(self) -> dict[str, str]:
        """A name of an indicator."""
        quality, thing = self._random.choice(_QUALITIES), self._random.choice(_THINGS)
        return self._numbered("indicator", f"{quality.pl} w sprawie {thing.pl}", f"{quality.en} with {thing.en}")

    def text(self, pl: str, en: str) -> dict[str, str]:
        """A text with something of its own in it."""
        thing = self._random.choice(_THINGS)
        return self._numbered("text", pl.format(thing=thing.pl), en.format(thing=thing.en))

    def person(self) -> str:
        """A name of a person."""
        number = self._next("person")
        return f"{self._random.choice(_FIRST_NAMES)} {self._random.choice(_SURNAMES)}-{_SURNAMES[number % len(_SURNAMES)]} {number}"

    def _numbered(self, kind: str, pl: str, en: str) -> dict[str, str]:
        number = self._next(kind)
        return {"pl": f"{pl} ({number})", "en": f"{en} ({number})"}

    def _next(self, kind: str) -> int:
        self._given[kind] = self._given.get(kind, 0) + 1
        return self._given[kind]
