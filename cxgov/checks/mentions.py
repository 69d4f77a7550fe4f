"""Where a sentence names an indicator: by its name, inflected as the sentence needs, by its id, or as the only NPS there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cxgov.checks.handle_time import plain
from cxgov.checks.indicators import words_of
from cxgov.checks.sentences import Word
from cxgov.model import Kpi

_SHORT_NAMES = ("nps", "csat", "ces")
# Endings of Polish and English nouns and adjectives, without diacritics.
_ENDINGS = re.compile(r"(?<=...)(?:iego|iemu|iami|iach|ego|emu|ami|ach|owi|imi|ymi|iej|iom|ich|ych|om|ow|ie|ia|iu|io|em|ej|ym|im|es|a|e|i|o|u|y|s)$")
_ALIKE = 5  # letters that two forms of a word share at least where a consonant changes (kolejka, kolejce)
_REST = 3
_ASIDE = re.compile(r"\([^()]*\)")


class Mention(NamedTuple):
    """Where an indicator is named: words ``first`` to ``last`` of a clause."""

    kpi: Kpi
    first: int
    last: int


class Names:
    """The names of all indicators, to be looked for in clauses.

    Args:
        kpis: the indicators.
        language: of the text; ``None`` for a text that serves every language.
    """

    def __init__(self, kpis: Sequence[Kpi], language: str | None) -> None:
        self._ids = {kpi.id: kpi for kpi in kpis}
        self._by_start: dict[str, list[tuple[tuple[str, ...], Kpi]]] = {}
        for kpi in kpis:
            for name in _names(kpi, language):
                if len("".join(name)) > 2:
                    self._by_start.setdefault(name[0][:3], []).append((name, kpi))
        for short in _SHORT_NAMES:
            alone = [kpi for kpi in kpis if kpi.type == short]
            if len(alone) == 1:
                self._by_start.setdefault(short, []).append(((short,), alone[0]))

    def found_in(self, words: Sequence[Word]) -> list[Mention]:
        """Returns what a clause names, in its order; of names that lie in one another the longest."""
        taken: set[int] = set()
        kept = []
        for mention in sorted(self._candidates(words), key=lambda m: (m.first - m.last, m.first)):
            span = range(mention.first, mention.last + 1)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(mention)
        return sorted(kept, key=lambda m: m.first)

    def _candidates(self, words: Sequence[Word]) -> Iterator[Mention]:
        for index, word in enumerate(words):
            if word.code:
                if word.code in self._ids:
                    yield Mention(self._ids[word.code], index, index)
                continue
            for name, kpi in self._by_start.get(word.plain[:3], ()):
                heard = words[index:index + len(name)]
                if len(heard) == len(name) and all(not w.code and same_word(w.plain, part) for w, part in zip(heard, name, strict=True)):
                    yield Mention(kpi, index, index + len(name) - 1)


def same_word(one: str, other: str) -> bool:
    """Tells whether two words without diacritics are forms of one word."""
    # What looks like an ending may belong to the word (czas).
    if not {one, _ENDINGS.sub("", one)}.isdisjoint((other, _ENDINGS.sub("", other))):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _ALIKE and max(len(one), len(other)) - shared <= _REST


def _names(kpi: Kpi, language: str | None) -> set[tuple[str, ...]]:
    if language is not None and isinstance(kpi.name, Mapping):
        spoken = [kpi.name[language]] if kpi.name.get(language) else []
    else:
        spoken = list(words_of(kpi.name))
    return {tuple(plain(_ASIDE.sub(" ", name)).split() or plain(name).split()) for name in spoken} - {()}
