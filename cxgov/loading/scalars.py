"""Plain YAML scalars: what counts as a number, a truth value or nothing, and what a text that only looks like one means.

The grammar is the decimal part of the YAML 1.2 core schema, narrowed to what people write on purpose: ``NO``, ``12:30``,
``010``, ``1_000`` and ``1e3`` stay text. Where a number was due, the explanations here say how to write it. Not here:
positions and quoting (`source`) and which field wants which type (`structure`).
"""

from __future__ import annotations

import math
import re

from cxgov.language import N_, Message, message
from cxgov.problems import printable

Scalar = str | int | float | bool | None

DIGITS = 18
"""Longest integer that is read as a number: every such integer fits into 64 bits."""

LONGEST_NUMBER = 40
"""Longest plain text that may be a number at all, in characters."""

_WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?")

_NOT_FINITE = re.compile(r"[-+]?\.?(?:nan|inf|infinity)", re.IGNORECASE)
_ANY_INTEGER = re.compile(r"[-+]?[0-9]+")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?")
_OTHER_BASE = re.compile(r"[-+]?0[xob][0-9a-f_]+", re.IGNORECASE)
_UNDERSCORES = re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[ \u00a0\u202f'][0-9]{3})+(?:[.,][0-9]+)?")
_BASE_SIXTY = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?")
_EXPONENT = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_PERCENT = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?[ \u00a0\u202f]?%")
_UNFINISHED = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.)")
_SIGNED = re.compile(r"\+[0-9]+(?:\.[0-9]+)?|[\u2212\u2013][0-9]+(?:[.,][0-9]+)?")
_TRUTH = {
    **dict.fromkeys(("true", "yes", "on", "y", "t", "tak"), "true"),
    **dict.fromkeys(("false", "no", "off", "n", "f", "nie"), "false"),
}


def plain(text: str, digits: int = DIGITS) -> Scalar:
    """Reads an unquoted scalar.

    Args:
        text: the scalar as YAML gives it, without blanks around it.
        digits: most digits an integer may have; a longer one stays text.

    Returns:
        ``None`` for nothing, ``~`` and ``null``; a bool for ``true`` and ``false``; an int or a finite float for decimal
        numbers (an exponent needs a decimal point); the text itself for everything else.
    """
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text.lstrip("-")) <= digits else text
    if _DECIMAL.fullmatch(text):
        number = float(text)
        lost = number == 0 and any(c in "123456789" for c in re.split("[eE]", text)[0])
        return text if math.isinf(number) or lost else number + 0.0  # + 0.0 turns -0.0 into 0.0
    return text


def looks_like_number(text: str, digits: int = DIGITS) -> Message | None:
    """Explains a text that stands where a number is due and was probably meant as one.

    Args:
        text: the value as read; a text that is a proper number must have been quoted.
        digits: most digits an integer may have.

    Returns:
        The remedy, one sentence, or ``None`` when the text does not look like a number.
    """
    text = text.strip()
    shown = printable(text, 30)
    if not text or (len(text) > LONGEST_NUMBER and not _ANY_INTEGER.fullmatch(text)):
        return None
    if _NOT_FINITE.fullmatch(text):
        return message(N_("{text} is not a finite number: write a decimal number, or leave the entry out"), text=shown)
    if _ANY_INTEGER.fullmatch(text) and len(text.lstrip("-+0")) > digits:
        return message(N_("a number may have at most {digits} digits; put an identifier in quotes"), digits=digits)
    if type(plain(text, digits)) in (int, float):
        return message(N_("this is text because of the quotes around it: write {text} without them"), text=shown)
    if _DECIMAL.fullmatch(text):
        return message(N_("{text} is too large or too small for a number"), text=shown)
    for pattern, remedy in _REMEDIES:
        if pattern.fullmatch(text):
            return message(remedy, text=shown, plain=_rewritten(text))
    return None


_REMEDIES = (
    (_LEADING_ZERO, N_("write it as a decimal number without the leading zero: {plain}")),
    (_OTHER_BASE, N_("write {text} as a decimal number, digits 0–9 only")),
    (_UNDERSCORES, N_("write it without underscores: {plain}")),
    (_GROUPED, N_("write it without separators between thousands: {plain}")),
    (_BASE_SIXTY, N_("{text} is read as text, a time of day or a ratio: write one decimal number")),
    (_EXPONENT, N_("write {text} as a plain decimal number, without an exponent")),
    (_COMMA, N_("the decimal mark in these files is a point: {plain}")),
    (_PERCENT, N_("write the number without the % sign")),
    (_UNFINISHED, N_("write digits on both sides of the decimal point: {plain}")),
    (_SIGNED, N_("write it with plain digits, and with the ordinary minus sign where it is negative: {plain}")),
)


def _rewritten(text: str) -> str:
    """Writes the number that was probably meant, as this grammar wants it."""
    negative = text[0] in "-\u2212\u2013"
    whole, _, fraction = re.sub(r"[^0-9.,]", "", text).replace(",", ".").partition(".")
    number = (whole.lstrip("0") or "0") + ("." + fraction if fraction else "")
    return "-" + number if negative and number.strip("0.") else number


def looks_like_truth(text: str) -> Message | None:
    """Explains a text that stands where ``true`` or ``false`` is due and was probably meant as one.

    Returns:
        The remedy, one sentence, or ``None`` when the text is something else.
    """
    meant = _TRUTH.get(text.strip().casefold())
    if meant is None:
        return None
    if text == meant:
        return message(N_("this is text because of the quotes around it: write {text} without them"), text=meant)
    return message(N_("{text} is read as text: write {meant}"), text=printable(text, 30), meant=meant)
