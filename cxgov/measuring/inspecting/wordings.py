"""Answers in words: the usual five- and seven-point wordings in Polish and English, and words that mean no answer.

Each wording is a list from the lowest point to the highest; a point may have several forms. Sources: the wordings of common
survey tools' templates (satisfaction, agreement, likelihood, ease, quality, favourability) and their Polish versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Wording = tuple[tuple[str, ...], ...]

_SATISFACTION = (
    (("very dissatisfied", "extremely dissatisfied", "very unsatisfied"), ("dissatisfied", "somewhat dissatisfied", "unsatisfied"),
     ("neither satisfied nor dissatisfied", "neutral", "neither satisfied or dissatisfied"), ("satisfied", "somewhat satisfied"), ("very satisfied", "extremely satisfied")),
    (("bardzo niezadowolony", "bardzo niezadowolona", "bardzo niezadowolony/a", "zdecydowanie niezadowolony", "zdecydowanie niezadowolona"),
     ("niezadowolony", "niezadowolona", "niezadowolony/a", "raczej niezadowolony", "raczej niezadowolona", "raczej niezadowolony/a"),
     ("ani zadowolony, ani niezadowolony", "ani zadowolony ani niezadowolony", "ani zadowolona, ani niezadowolona", "ani zadowolony/a, ani niezadowolony/a",
      "neutralny", "neutralna", "obojętnie", "neutralnie"),
     ("zadowolony", "zadowolona", "zadowolony/a", "raczej zadowolony", "raczej zadowolona", "raczej zadowolony/a"),
     ("bardzo zadowolony", "bardzo zadowolona", "bardzo zadowolony/a", "zdecydowanie zadowolony", "zdecydowanie zadowolona")),
)
_AGREEMENT = (
    (("strongly disagree", "completely disagree"), ("disagree", "somewhat disagree"),
     ("neither agree nor disagree", "neither agree or disagree", "neutral", "undecided"), ("agree", "somewhat agree"), ("strongly agree", "completely agree")),
    (("zdecydowanie się nie zgadzam", "zdecydowanie nie zgadzam się", "całkowicie się nie zgadzam", "zdecydowanie nie"),
     ("raczej się nie zgadzam", "nie zgadzam się", "raczej nie"),
     ("ani się zgadzam, ani się nie zgadzam", "ani się zgadzam, ani nie zgadzam", "ani tak, ani nie"),
     ("raczej się zgadzam", "zgadzam się", "raczej tak"),
     ("zdecydowanie się zgadzam", "zdecydowanie zgadzam się", "całkowicie się zgadzam", "zdecydowanie tak")),
    (("strongly disagree",), ("disagree",), ("somewhat disagree", "slightly disagree"), ("neither agree nor disagree", "neutral"),
     ("somewhat agree", "slightly agree"), ("agree",), ("strongly agree",)),
    (("zdecydowanie się nie zgadzam",), ("nie zgadzam się",), ("raczej się nie zgadzam",), ("ani się zgadzam, ani się nie zgadzam", "ani się zgadzam, ani nie zgadzam", "ani tak, ani nie"),
     ("raczej się zgadzam",), ("zgadzam się",), ("zdecydowanie się zgadzam",)),
)
_LIKELIHOOD = (
    (("extremely unlikely", "very unlikely", "not at all likely"), ("unlikely", "not so likely", "somewhat unlikely"),
     ("neither likely nor unlikely", "neutral", "somewhat likely"), ("likely", "very likely"), ("extremely likely",)),
    (("very unlikely",), ("unlikely", "somewhat unlikely"), ("neither likely nor unlikely", "neutral"), ("likely", "somewhat likely"), ("very likely",)),
    (("bardzo mało prawdopodobne", "zdecydowanie nieprawdopodobne", "wcale nieprawdopodobne"), ("mało prawdopodobne", "raczej nieprawdopodobne"),
     ("ani prawdopodobne, ani nieprawdopodobne", "średnio prawdopodobne"), ("prawdopodobne", "raczej prawdopodobne"),
     ("bardzo prawdopodobne", "zdecydowanie prawdopodobne")),
)
_EASE = (
    (("very difficult", "extremely difficult"), ("difficult", "somewhat difficult"), ("neither easy nor difficult", "neutral"), ("easy", "somewhat easy"),
     ("very easy", "extremely easy")),
    (("bardzo trudne", "bardzo trudno"), ("trudne", "raczej trudne", "trudno", "raczej trudno"), ("ani łatwe, ani trudne", "ani łatwo, ani trudno"),
     ("łatwe", "raczej łatwe", "łatwo", "raczej łatwo"), ("bardzo łatwe", "bardzo łatwo")),
)
_QUALITY = (
    (("very poor", "very bad"), ("poor", "bad"), ("fair", "average", "neither good nor poor", "neither good nor bad", "ok"), ("good",), ("very good", "excellent")),
    (("poor",), ("fair",), ("good",), ("very good",), ("excellent",)),
    (("bardzo źle", "bardzo zła", "bardzo zły", "bardzo złe"), ("źle", "zła", "zły", "złe", "raczej źle"),
     ("średnio", "średnia", "średni", "przeciętnie", "przeciętna", "ani dobrze, ani źle"), ("dobrze", "dobra", "dobry", "dobre", "raczej dobrze"),
     ("bardzo dobrze", "bardzo dobra", "bardzo dobry", "bardzo dobre", "doskonale", "doskonała")),
)
_FAVOUR = (
    (("very unfavorably", "very unfavourably", "very unfavorable"), ("somewhat unfavorably", "somewhat unfavourably", "unfavorably", "somewhat unfavorable"),
     ("neither favorably nor unfavorably", "neither favorably nor unfavorably (neutral)", "neither favourably nor unfavourably", "neutral"),
     ("somewhat favorably", "somewhat favourably", "favorably", "somewhat favorable"), ("very favorably", "very favourably", "very favorable")),
)
WORDINGS: tuple[Wording, ...] = (*_SATISFACTION, *_AGREEMENT, *_LIKELIHOOD, *_EASE, *_QUALITY, *_FAVOUR)

NO_ANSWER = frozenset((
    "blank", "(blank)", "no answer", "no response", "not answered", "missing", "null", "none given", "refused", "prefer not to say", "skipped", "<na>", "nan", "#n/a",
    "#null!", "-", "--", "–", ".", "?", "brak", "brak odpowiedzi", "brak danych", "b/d", "bd", "b.d.", "odmowa", "odmowa odpowiedzi", "nie udzielono odpowiedzi", "puste"))
NOT_APPLICABLE = frozenset((
    "n/a", "na", "n.a.", "not applicable", "does not apply", "never used", "don't know", "do not know", "dont know", "not sure", "unfamiliar", "unfamiliar (n/a)",
    "not applicable (n/a)", "nie dotyczy", "n/d", "nd", "nd.", "n.d.", "nie wiem", "nie korzystałem", "nie korzystałam", "nie korzystałem/am", "nie mam zdania",
    "trudno powiedzieć", "{question_not_shown}"))
MIDDLE = re.compile(r"ani\b.+\bani\b.*|neither\b.*|neutral(?:n\w+)?|obojętn\w+|undecided|niezdecydowan\w+|w połowie|pośrodku|nie mam zdania|no opinion", re.DOTALL)
"""Answers that stand in the middle of whatever wording has one; `trudno powiedzieć` is none, it means `I do not know`."""
YES = frozenset(("yes", "y", "true", "t", "tak", "prawda", "ja", "oui"))
NO = frozenset(("no", "n", "false", "f", "nie", "fałsz", "nein", "non"))

_NUMBER_FIRST = re.compile(r"(-?\d{1,2})\s*(?:[-–—=:.)]|\s)\s*([^\d\s].*)", re.DOTALL)
_NUMBER_LAST = re.compile(r"([^\d].*?)\s*[(\[](-?\d{1,2})[)\]]", re.DOTALL)


def folded(text: str) -> str:
    """An answer as it is compared: without regard to case, blanks around it, a full stop at its end, the kind of apostrophe."""
    return " ".join(text.replace("’", "'").casefold().split()).removesuffix(".")


def labelled(answer: str) -> int | None:
    """Returns the number of an answer that says it with a word: ``10 - very likely``, ``Very likely (10)``; ``None`` for others."""
    found = _NUMBER_FIRST.fullmatch(answer.strip())
    if found and any(c.isalpha() for c in found[2]):
        return int(found[1])
    found = _NUMBER_LAST.fullmatch(answer.strip())
    return int(found[2]) if found and any(c.isalpha() for c in found[1]) else None


def find_wording(answers: Iterable[str]) -> tuple[dict[str, int], int] | None:
    """Finds the wording that answers belong to.

    Args:
        answers: distinct answers in words, without those that mean no answer.

    Returns:
        Number of each answer that the wording knows, and the number of its points; ``None`` where fewer than two answers,
        or not all but one, belong to one wording.
    """
    words = list(dict.fromkeys(answers))
    best: tuple[dict[str, int], int] | None = None
    for wording in WORDINGS:
        points = {form: point for point, forms in enumerate(wording, 1) for form in forms}
        known = {word: points[folded(word)] for word in words if folded(word) in points}
        # Two answers of one point would be two different points of another wording.
        clear = len(set(known.values())) == len({folded(word) for word in known})
        if len(known) >= 2 and len(known) >= len(words) - (len(words) > 3) and clear and (best is None or len(known) > len(best[0])):
            best = known, len(wording)
    return _with_middle(best, words) if best else None


def _with_middle(found: tuple[dict[str, int], int], words: list[str]) -> tuple[dict[str, int], int]:
    """Adds the one answer that the wording does not know, where the middle is free and the answer says it is the middle."""
    known, points = found
    middle, others = points // 2 + 1, [word for word in words if word not in known]
    if len(others) == 1 and points % 2 and middle not in known.values() and MIDDLE.fullmatch(folded(others[0])):
        return {**known, others[0]: middle}, points
    return found
