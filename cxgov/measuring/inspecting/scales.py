"""Whether a column's answers are a rating, on which scale, and which of its numbers are no answers but codes.

All of it is likely and none of it certain: a code list and a scale look alike, and only the questionnaire knows. What lies
outside the scale is named with its count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cxgov.measuring.inspecting.directions import FRIENDS_AND_FAMILY
from cxgov.measuring.inspecting.wordings import NO_ANSWER, NOT_APPLICABLE, find_wording, folded, labelled

RECOMMEND = re.compile(r"recommend|polec(?:i|en|a)|rekomend|\bnps\b|\bnet ?pro", re.IGNORECASE)
EASE = re.compile(r"\beas(?:y|e|ier|ily)\b|\beffort|\bdifficult|(?<!za)łatw|latw[oaey]|wysił|trudn|\bces\b", re.IGNORECASE)
EFFORT = re.compile(r"\beffort|wysił", re.IGNORECASE)
SATISFACTION = re.compile(r"satisf|zadowol|satysfak|\bcsat\b|\brat(?:e|ed|ing)\b|\boce[nń]|quality|jakoś|happy|service|comfort|cleanl|czysto", re.IGNORECASE)
_COUNTS = re.compile(
    r"number of|how (?:many|much|long|old|often)|\bile\b|liczb|\bcount|\brank|kolejno|uszereg|gender|płeć|plec|(?<![^\W\d_])times", re.IGNORECASE)
_UNITS = re.compile(
    r"(?<![^\W\d_])age(?![^\W\d_])|\bwiek|\bmonths?\b|miesi|\bquarter|kwarta|\byears?\b|\brok\b|\blat\b|\bdays?\b|\bdzień|\bhours?\b|godzin|\bzip\b|postal|kod poczt|\bid\b|"
    r"duration|delay|distance|tenure|price|\bcena\b|\bcost|kwot|income|dochód|\bsize\b|\bweek|tydz|minut|\bno\.?$|\bnum|\bnr\b", re.IGNORECASE)
_RANGE = re.compile(r"(?<![\d.])([01])\s*(?:-|–|—|\.\.+|to|do)\s*(10|[4-7])(?![\d.%])", re.IGNORECASE)
_CODES = frozenset((-1, -2, -3, -7, -8, -9, -77, -88, -97, -98, -99, -999, 11, 66, 77, 88, 96, 97, 98, 99, 888, 996, 997, 998, 999, 9999))
_INTEGER = re.compile(r"[-\u2212]?\d{1,5}(?:[.,]0+)?")
_MOST_DISTINCT = 24
_SENTENCE = 30
"""Characters from which on a heading is a question or statement and not the name of a variable."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale.

    Attributes:
        least: lowest answer.
        most: highest answer.
        labels: answers in words and the numbers they stand for.
        codes: numbers outside the scale that occur, and how often.
        words: answers in words that mean no answer or not applicable, and how often.
        unread: answers in words of which nobody can say what they stand for, and how often.
        sure: the question states the scale, or the answers leave no other.
    """

    least: int
    most: int
    labels: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    sure: bool = True


def whole_number(answer: str) -> int | None:
    """Returns the whole number that an answer is, also as ``3.0``; ``None`` for others."""
    text = answer.strip()
    return int(re.split("[.,]", text.replace("\N{MINUS SIGN}", "-"))[0]) if _INTEGER.fullmatch(text) else None


def find_scale(counts: Mapping[str, int], question: str) -> Scale | None:
    """Finds the scale of a column.

    Args:
        counts: answers and how often each occurs, without empty ones.
        question: name and question of the column.

    Returns:
        The scale, ``None`` where the column is no rating.
    """
    if len(counts) > 3 * _MOST_DISTINCT:
        return None
    words = {answer: n for answer, n in counts.items() if folded(answer) in NO_ANSWER | NOT_APPLICABLE and labelled(answer) is None}
    answers = {answer: n for answer, n in counts.items() if answer not in words}
    numbers = {answer: number for answer in answers if (number := whole_number(answer)) is not None}
    labels = {answer: number for answer in answers if answer not in numbers and (number := labelled(answer)) is not None}
    total = sum(answers.values())
    if not total or len(answers) > _MOST_DISTINCT:
        return None
    if sum(answers[answer] for answer in (*numbers, *labels)) < 0.95 * total:
        # `Nie mam zdania` is the middle of one wording and no answer beside another.
        maybe = {answer: n for answer, n in counts.items() if folded(answer) not in NO_ANSWER}
        found = [scale for scale in (_in_words(answers, words), _in_words(maybe, {answer: n for answer, n in words.items() if answer not in maybe})) if scale]
        return max(found, key=lambda scale: len(scale.labels), default=None)
    asks = any(word.search(question) for word in (SATISFACTION, EASE, RECOMMEND))
    if (_COUNTS.search(question) and not RECOMMEND.search(question)) or (_UNITS.search(question) and not asks):
        return None
    occurs: dict[int, int] = {}
    for answer, number in (*numbers.items(), *labels.items()):
        occurs[number] = occurs.get(number, 0) + answers[answer]
    ends = _ends(occurs, question, set(labels.values()), asks=asks)
    if ends is None:
        return None
    least, most, sure = ends
    codes = {answer: answers[answer] for answer, number in (*numbers.items(), *labels.items()) if not least <= number <= most}
    unread = {answer: n for answer, n in answers.items() if answer not in numbers and answer not in labels}
    return Scale(least, most, {answer: number for answer, number in labels.items() if least <= number <= most}, codes, words, unread, sure)


def _in_words(answers: Mapping[str, int], words: Mapping[str, int]) -> Scale | None:
    found = find_wording(answers)
    if found is None:
        return None
    known, points = found
    if sum(answers[answer] for answer in known) < 0.8 * sum(answers.values()):
        return None
    unread = {answer: n for answer, n in answers.items() if answer not in known}
    return Scale(1, points, known, {}, words, unread, sure=len(known) == points)


def _ends(occurs: Mapping[int, int], question: str, labelled_ends: set[int], *, asks: bool) -> tuple[int, int, bool] | None:
    """Lowest and highest answer, and whether that is sure."""
    inside = {number: n for number, n in occurs.items() if 0 <= number <= 10}
    if sum(inside.values()) < 0.6 * sum(occurs.values()) or any(number > 10 and number not in _CODES for number in occurs) or not inside:
        return None
    stated = _RANGE.search(question)
    if FRIENDS_AND_FAMILY.search(question) and not stated and max(inside) <= 7:
        return 1, 5, True
    if stated:
        return int(stated[1]), int(stated[2]), True
    if RECOMMEND.search(question) and max(inside) > 5:
        return 0, 10, True
    if len(labelled_ends) >= 2 and min(labelled_ends) in {0, 1} and max(labelled_ends) in {4, 5, 6, 7, 10}:
        return min(labelled_ends), max(labelled_ends), True
    return _by_answers(inside, asks=asks or len(question) > _SENTENCE)


def _by_answers(inside: Mapping[int, int], *, asks: bool) -> tuple[int, int, bool] | None:
    """The ends that the answers suggest.

    A scale of five with a code 6 or 7 for `does not apply` is more frequent than one of six, and so is 0 for no answer.
    """
    top = max(inside)
    low = sum(number in inside for number in range(1, 6))
    if top >= 8:
        middle = sum(number in inside for number in (6, 7))
        if 10 in inside and low + middle >= 4:
            return (0 if 0 in inside else 1), 10, len(inside) >= 9
        if not middle and low >= 4:
            return 1, 5, False  # 8 and 9 are codes
        return (0 if 0 in inside else 1, 10, False) if low + middle >= 4 and asks else None
    if top == 7:
        rare = inside.get(6, 0) * 5 < min(inside.get(5, 0), inside[7])
        return (1, 7, not rare and 0 not in inside and low >= 3) if low >= 3 or (asks and len(inside) >= 3) else None
    if top == 6:
        return (1, 5, False) if low >= 4 and (asks or 0 in inside or inside[6] < max(inside.values())) else None
    if top == 5:
        return (1, 5, low == 5) if low >= (3 if asks else 4) else None
    return (1, 5, False) if asks and top == 4 and low >= 3 else None
