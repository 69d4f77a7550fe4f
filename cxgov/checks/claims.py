"""What a text claims about indicators: which is named beside which word of change; no check by itself.

Only what a sentence states counts. Denials, wishes, conditions and questions claim nothing, nor does a sentence that speaks of
another year than those compared. What is not understood is no claim: a check had better miss one than accuse a true sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from cxgov.checks.handle_time import plain
from cxgov.checks.mentions import Mention, Names
from cxgov.checks.sentences import Sentence, Word, sentences
from cxgov.checks.words import BETTER, BETTER_FROM, DOWN, DOWN_FROM, NOT_CLAIMED, UP, UP_FROM, WORSE, WORSE_FROM
from cxgov.model import Kpi

Claimed = Literal["better", "worse", "up", "down"]
_FORMS: tuple[tuple[Claimed, frozenset[str], tuple[str, ...]], ...] = (
    ("better", BETTER, BETTER_FROM), ("worse", WORSE, WORSE_FROM), ("up", UP, UP_FROM), ("down", DOWN, DOWN_FROM),
)
_BEFORE = 4  # words before a word of change that may deny it, names left out
_APART = 12  # words between an indicator and a word of change that still speaks of it
_LONGEST = 300  # words of a clause; more is a list or a table that lost its line ends
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CONDITIONAL = ("by", "bym", "bys")


class Claim(NamedTuple):
    """A sentence, the indicator it speaks of and what it says of it."""

    sentence: Sentence
    kpi: Kpi
    claimed: Claimed


def claims(text: str, names: Names, years: frozenset[str]) -> Iterator[Claim]:
    """Yields what a Markdown text claims.

    Args:
        text: Markdown.
        names: the indicators' names in the text's language.
        years: the years that are compared.
    """
    for sentence in sentences(text):
        # Most sentences speak of no change; that is seen before their words are taken apart.
        if not any(map(change_word, plain(sentence.text).split())) or sentence.asks or set(_YEAR.findall(sentence.text)) - years:
            continue
        seen: set[tuple[str, Claimed]] = set()
        for words in sentence.clauses():
            for kpi, claimed in _in_clause(words, names.found_in(words)) if len(words) <= _LONGEST else ():
                if (kpi.id, claimed) not in seen:
                    seen.add((kpi.id, claimed))
                    yield Claim(sentence, kpi, claimed)


def _in_clause(words: Sequence[Word], mentions: list[Mention]) -> Iterator[tuple[Kpi, Claimed]]:
    named = {index for mention in mentions for index in range(mention.first, mention.last + 1)}
    # A name may hold such a word itself (Fast lane better than the regular one).
    said = [(index, kind) for index, word in enumerate(words) if index not in named and (kind := change_word(word.plain))]
    for mention in mentions:
        near = [(min(abs(index - mention.first), abs(index - mention.last)), index, kind) for index, kind in said]
        if not near:
            continue
        distance, index, kind = min(near)
        before = [word.plain for position, word in enumerate(words[:index]) if position not in named][-_BEFORE:]
        if distance <= _APART and NOT_CLAIMED.isdisjoint(before):
            yield mention.kpi, kind


@lru_cache(maxsize=4096)
def change_word(word: str) -> Claimed | None:
    """Says which change a word without diacritics means; ``None`` for any other word."""
    if word.endswith(_CONDITIONAL):
        return None
    return next((kind for kind, whole, beginnings in _FORMS if word in whole or word.startswith(beginnings)), None)
