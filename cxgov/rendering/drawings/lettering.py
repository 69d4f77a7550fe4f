"""How wide a text is and where its lines break, without asking a font engine.

In this room: the advance widths of the report's two faces (Source Sans Pro Regular and Semibold, in thousandths of the
type size; letters with accents are as wide as those without) and line breaking. A test holds the table against the
font. Not here: kerning, which only makes texts a little narrower.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from cxgov.language import NBSP

LEADING = 1.16
"""Distance of two lines of a label in type sizes."""
SEMIBOLD = 600

# From space (U+0020) to tilde (U+007E).
_REGULAR = (
    200, 289, 425, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497, 497,
    497, 497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 544, 588, 571, 615, 527, 494, 617, 652, 263, 480, 579,
    486, 727, 647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500, 542, 504,
    553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 718,
    446, 467, 425, 303, 241, 303, 497,
)  # fmt: skip
_SEMIBOLD = (
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513, 513, 513, 513,
    513, 513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538, 510, 628, 663, 282, 494, 597,
    502, 745, 656, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 344, 324, 513, 500, 549, 516,
    563, 462, 564, 507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748,
    481, 495, 443, 324, 255, 324, 513,
)  # fmt: skip
# character -> (regular, semibold)
_OTHERS = {
    "ł": (262, 283), "Ł": (489, 507), "–": (480, 480), "—": (800, 800), "„": (425, 482), "”": (425, 482),
    "“": (425, 482), "’": (249, 275), "•": (304, 325), "…": (948, 963), "−": (497, 513), "→": (619, 618),
    "←": (619, 618), "↑": (619, 618), "↓": (619, 618), "▲": (895, 886), "▼": (895, 886), "✓": (612, 630),
    "≤": (497, 513), "≥": (497, 513), "·": (249, 275), "°": (331, 348), NBSP: (202, 205),
}  # fmt: skip
_VOWELS = "aąeęioóuy"
_UNKNOWN = 1000  # a letter outside the table is taken as a full square: rather too wide than clipped


@lru_cache(maxsize=16384)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Returns the width of a text in the unit of ``size``, without kerning."""
    bold = weight >= SEMIBOLD
    return sum(_advance(letter, bold) for letter in text) * size / 1000


@cache
def _advance(letter: str, bold: bool) -> int:
    if letter in _OTHERS:
        return _OTHERS[letter][bold]
    base = unicodedata.normalize("NFD", letter)[0]
    if " " <= base <= "~":
        return (_SEMIBOLD if bold else _REGULAR)[ord(base) - 32]
    return 0 if unicodedata.combining(letter) else _UNKNOWN


def wrap(text: str, width: float, size: float, weight: int = 400, lines: int = 3) -> list[str]:
    """Breaks a text into at most ``lines`` lines of nearly even length, none wider than ``width``.

    Words that are wider than a line are broken with a hyphen; what does not fit at all ends in an ellipsis.

    Args:
        text: breaks at spaces and after hyphens and slashes, not at no-break spaces.
        width: greatest width of a line, in the unit of ``size``.
        size: type size.
        weight: CSS weight.
        lines: greatest number of lines, at least 1.
    """
    words = _words(text, width, size, weight)
    greedy = _fill(words, width, size, weight)
    if len(greedy) > lines:
        last = greedy[lines - 1].rstrip("-") + "…"
        return [*greedy[: lines - 1], clip(last, width, size, weight)]
    # Even lines look composed, greedy ones leave a widow: the narrowest width that needs no more lines.
    for step in range(50, 100, 5):
        even = width * step / 100
        if all(text_width(word.rstrip(), size, weight) <= even for word in words):
            trial = _fill(words, even, size, weight)
            if len(trial) == len(greedy):
                return trial
    return greedy


def fits(text: str, width: float, size: float, weight: int = 400, lines: int = 3) -> bool:
    """Tells whether a text goes into the lines without a broken word or an ellipsis."""
    words = _parts(text)
    whole = all(text_width(word.rstrip(), size, weight) <= width for word in words)
    return whole and len(_fill(words, width, size, weight)) <= lines


def clip(text: str, width: float, size: float, weight: int = 400) -> str:
    """Shortens a text to a width, with an ellipsis when something was cut."""
    if text_width(text, size, weight) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, weight) > width:
        kept = kept[:-1]
    return kept.rstrip(" …") + "…"


def widest(lines: Sequence[str], size: float, weight: int = 400) -> float:
    """Returns the width of the widest line."""
    return max((text_width(line, size, weight) for line in lines), default=0.0)


def _parts(text: str) -> list[str]:
    """Splits into pieces between which a line may break; a piece keeps the space that follows it."""
    pieces: list[str] = []
    for word in text.split(" "):
        if not word:
            continue
        start = 0
        for at, letter in enumerate(word[:-1]):
            if letter in "-/" and at > 0:
                pieces.append(word[start : at + 1])
                start = at + 1
        pieces.append(word[start:] + " ")
    return pieces


def _words(text: str, width: float, size: float, weight: int) -> list[str]:
    words: list[str] = []
    for word in _parts(text):
        rest = word
        while text_width(rest.rstrip(), size, weight) > width and len(rest.rstrip()) > 4:
            cut = _cut(rest.rstrip(), width, size, weight)
            words.append(rest[:cut] + "-")
            rest = rest[cut:]
        words.append(rest)
    return words


def _cut(word: str, width: float, size: float, weight: int) -> int:
    """Returns after how many letters a word that is too wide is broken.

    After a vowel and before a consonant where that is possible: good enough for a label in both languages, and a
    digraph such as ``sz`` or ``ch`` is never torn apart.
    """
    most = next((n for n in range(len(word) - 2, 2, -1) if text_width(word[:n] + "-", size, weight) <= width), 2)
    for cut in range(most, max(2, most - 5), -1):
        if word[cut - 1].casefold() in _VOWELS and word[cut].casefold() not in _VOWELS:
            return cut
    return most


def _fill(words: Sequence[str], width: float, size: float, weight: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        if line and text_width((line + word).rstrip(), size, weight) > width:
            lines.append(line.rstrip())
            line = word
        else:
            line += word
    return [*lines, line.rstrip()] if line.strip() else lines or [""]
