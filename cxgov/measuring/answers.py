"""What one answer as it stands in the data means: a number, no answer, not applicable, or something that fits nothing.

Nothing is guessed: codes and labels are those that the definitions declare, and an empty cell is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from cxgov.measuring.files.headers import clean
from cxgov.model.indicators import Value

Meaning = Literal["answer", "no_answer", "not_applicable", "out_of_range", "out_of_scope", "open"]

_NUMBERS = {mark: re.compile(rf"[+\-\u2212]?[0-9]{{1,18}}(?:{re.escape(mark)}[0-9]{{1,18}})?") for mark in ".,"}
Key = Fraction | str


@dataclass(frozen=True, slots=True)
class Read:
    """What an answer means.

    Attributes:
        meaning: what it counts as.
        value: its number, where it is an answer.
        shown: the text as people should see it, where it fits nothing.
    """

    meaning: Meaning
    value: Fraction | None = None
    shown: str = ""


def number(text: str, mark: str = ".") -> Fraction | None:
    """Reads a number in plain decimal form; ``None`` for anything else (exponents, groups, NaN)."""
    if not _NUMBERS[mark].fullmatch(text):
        return None
    return Fraction(text.replace("\N{MINUS SIGN}", "-").replace(",", "."))


def key(value: Value | str | None, mark: str = ".") -> Key:
    """What two codes have in common when they mean the same: ``99``, ``"99"`` and ``99.0``; texts without their outer blanks."""
    written = "" if value is None else str(value)
    text = clean(written)
    found = number(text, mark) if text in written else None  # digits with something invisible between them are no number
    return text if found is None else found


def keys(values: Iterable[Value], mark: str = ".") -> frozenset[Key]:
    """The keys of several codes; codes are written with a point in definitions, and may be so in the data."""
    return frozenset(key(value, "." if isinstance(value, int | float) else mark) for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """How a column's answers are to be read.

    Attributes:
        no_answer: codes that mean no answer; an empty cell always does.
        not_applicable: codes that mean not applicable.
        labels: answers in words and their numbers.
        mark: decimal mark.
    """

    no_answer: frozenset[Key] = frozenset()
    not_applicable: frozenset[Key] = frozenset()
    labels: Mapping[Key, Fraction] = field(default_factory=dict)
    mark: str = "."

    def missing(self, text: str | None) -> Read | None:
        """The meaning of an answer that is none; ``None`` for one that is."""
        found = key(text, self.mark)
        if found == "" or found in self.no_answer:
            return Read("no_answer")
        return Read("not_applicable") if found in self.not_applicable else None

    def number(self, text: str | None, scale: tuple[Fraction, Fraction] | None = None, *, whole: bool = False) -> Read:
        """Reads a number.

        Args:
            text: the answer; ``None`` where there is none.
            scale: lowest and highest number that fits.
            whole: only whole numbers fit.
        """
        missing = self.missing(text)
        if missing:
            return missing
        found = key(text, self.mark)
        value = self.labels.get(found, found if isinstance(found, Fraction) else None)
        fits = value is not None and not (whole and value.denominator != 1) and (scale is None or scale[0] <= value <= scale[1])
        return Read("answer", value) if fits else Read("out_of_range", None, clean(str(text)))

    def success(self, text: str | None, wanted: frozenset[Key], unwanted: frozenset[Key]) -> Read:
        """Reads whether an answer counts as success; where failures are declared, anything else fits nothing.

        What is declared speaks before what is usual: an empty cell among the failures is a box that nobody ticked.
        """
        found = key(text, self.mark)
        missing = self.missing(text) if found not in wanted | unwanted else None
        if missing:
            return missing
        if found in wanted:
            return Read("answer", Fraction(1))
        if unwanted and found not in unwanted:
            return Read("out_of_range", None, clean(str(text)))
        return Read("answer", Fraction(0))
