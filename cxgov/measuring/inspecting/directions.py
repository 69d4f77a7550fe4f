"""Which end of a rating is the good one: what the question and the answers in words say of it, and nothing where they do not.

In this room: reading `1 = very good`, `(1 = łatwo, 5 = trudno)`, `5 – very poor` and answers that carry their number. Not here:
what follows for an indicator (`proposals`). A rating whose question is silent has an open direction; it is never assumed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from cxgov.measuring.inspecting.wordings import folded

Best = Literal["low", "high"]

FRIENDS_AND_FAMILY = re.compile(r"\bfft\b|friends (?:and|&) family", re.IGNORECASE)
"""The Friends and Family Test of the English NHS: 1 very good to 5 very poor, 6 for do not know."""

_NUMBER_THEN_WORDS = re.compile(r"(?<![\d.,–-])(\d{1,2})\s*(?:=|:|–|—|-|\bmeans\b|\bis\b|\bto\b|\boznacza\b|\()\s*([^\W\d_][^\d=;,()\[\]]*)", re.IGNORECASE)
_WORDS_THEN_NUMBER = re.compile(r"([^\W\d_][^\d=;,()\[\]:]*?)\s*(?:=\s*|\((?=\d+\)))(\d{1,2})(?!\d)", re.IGNORECASE)
_LITTLE_EFFORT = re.compile(r"(?:\b(?:low|little|no|minimal|small|least)\b|\b(?:mał|niewiel|nisk|żad|minimaln|bez\b)\w*).*(?:effort|wysił)", re.IGNORECASE)
_MUCH_EFFORT = re.compile(r"(?:\b(?:high|much|great|most|lots?)\b|\b(?:duż|wielk|ogromn|wysok)\w*).*(?:effort|wysił)", re.IGNORECASE)
_BAD = re.compile(
    r"\b(?:un|dis)(?:satisf|happy|likely|agree|fav)|\b(?:poor|bad|badly|worst|terrible|awful|difficult|hard|never|not)\b|"
    r"\bnie\b|\bnie(?:zadow|prawd|zgadz|łatw)|\b(?:źle|zła|zły|złe|fataln|okropn|najgors?z|trudn|wcale|nigdy|mało)", re.IGNORECASE)
_GOOD = re.compile(
    r"\b(?:good|excellent|great|best|easy|easily|satisfied|happy|likely|agree|favou?r|perfect|outstanding)|\b(?:tak|dobr|dobrze|doskonał|świetn|najlep|łatw|zadowol|zgadzam|"
    r"prawdopod|celując|idealn)", re.IGNORECASE)
_AGREEMENT = re.compile(r"agree|zgadzam|^(?:zdecydowanie|raczej) (?:tak|nie)$", re.IGNORECASE)
_HARD_STATEMENT = re.compile(r"\bdifficult|\bhard\b|\bproblem|trudn|\bcomplicat|skomplikow|kłopot", re.IGNORECASE)
_EASY_STATEMENT = re.compile(r"\beas(?:y|ier|ily)\b|(?<!za)łatw", re.IGNORECASE)


def best_end(question: str, labels: Mapping[str, float]) -> Best | None:
    """Says whether the lowest or the highest answer is the good one.

    Args:
        question: name and question of the column.
        labels: answers in words and the numbers they stand for.

    Returns:
        ``low`` or ``high``; ``None`` where nothing says so, or what is said does not fit together.
    """
    if labels:
        found = _from_anchors([(number, folded(word)) for word, number in labels.items()])
        # To agree that something was hard is no praise.
        hard = any(_AGREEMENT.search(folded(word)) for word in labels) and _HARD_STATEMENT.search(question) and not _EASY_STATEMENT.search(question)
        return None if hard else found
    anchors = [(float(number), words) for number, words in _NUMBER_THEN_WORDS.findall(question)]
    anchors += [(float(number), words) for words, number in _WORDS_THEN_NUMBER.findall(question)]
    found = _from_anchors(anchors)
    return "low" if found is None and FRIENDS_AND_FAMILY.search(question) else found


def _from_anchors(anchors: list[tuple[float, str]]) -> Best | None:
    judged = [(number, praise) for number, words in anchors if (praise := _is_good(words)) is not None]
    good, bad = {number for number, praise in judged if praise}, {number for number, praise in judged if not praise}
    if good and bad:
        if max(good) < min(bad):
            return "low"
        return "high" if max(bad) < min(good) else None
    # One end alone: 0 and 1 begin every scale, 5 and more end one.
    ends = good or bad
    if not ends or (min(ends) <= 1) == (max(ends) >= 5):
        return None
    return "low" if (min(ends) <= 1) == bool(good) else "high"


def _is_good(words: str) -> bool | None:
    """Whether the words of an end praise; ``None`` where they do neither."""
    if _LITTLE_EFFORT.search(words):
        return True
    if _MUCH_EFFORT.search(words):
        return False
    if _BAD.search(words):
        return False
    return True if _GOOD.search(words) else None
