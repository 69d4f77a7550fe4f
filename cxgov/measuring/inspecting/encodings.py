"""In which encoding a text is written: by its marks, as UTF-8, or the likeliest of three 8-bit ones by their Polish letters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files.contents import HEAD, wide_encoding

Sureness = Literal["sure", "likely", "unsure"]

EIGHT_BIT = ("cp1250", "iso8859-2", "cp1252")
"""In the order in which they are preferred when they fit equally well."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_WESTERN = frozenset("œŒàáâãäåæçèéêëìíîïñòôõöøùúûüýßÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÒÔÖØÙÚÛÜ")
_CENTRAL = frozenset("áäčďéěíľĺňôőöřŕšťúůűüýžÁÄČĎÉĚÍĽŇÔŐÖŘŠŤÚŮŰÜÝŽăâîșțŞşŢţß")
_SIGNS = frozenset("“”„‘’‚–—…•€°§®©™«»·\u00a0½¼¾²³")
_STRETCH = re.compile(rb"[\x20-\x7e]{0,2}[\x80-\xff]+[\x20-\x7e]?")
_ENOUGH = 20_000
_FEW = 8
"""Letters beyond ASCII below which no encoding is likely, only possible."""
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text is encoded.

    Attributes:
        name: Python's name of the encoding.
        sure: how sure that is.
        mark: the text begins with a byte order mark.
        broken: number of the first line that is not of this encoding; 0 where all are.
        other: the second likeliest encoding and how the same letters read in it, where one cannot be sure.
        example: some letters as this encoding reads them, and as ``other`` does.
    """

    name: str
    sure: Sureness = "sure"
    mark: bool = False
    broken: int = 0
    other: str = ""
    example: tuple[str, str] = ("", "")


def detect(data: bytes, *, whole: bool) -> Encoding:
    """Finds the encoding of a text.

    Args:
        data: its bytes, from the start.
        whole: they are all of it; else the last character may be cut.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, mark=True, broken=_first_broken_line(data, name, whole=whole))
    wide = wide_encoding(data[:HEAD])
    if wide:
        return Encoding(wide, "likely", broken=_first_broken_line(data, wide, whole=whole))
    line = _first_broken_line(data, "utf-8", whole=whole)
    if not line:
        return Encoding("utf-8")
    good = _SEQUENCE.findall(data)
    bad = sum(byte > 0x7F for byte in _SEQUENCE.sub(b"", data))
    # Foreign letters that happen to form UTF-8 are rare; many of them and few others are UTF-8 with a broken place.
    if len(good) >= 10 * bad:
        return Encoding("utf-8", "likely", broken=line)
    return _eight_bit(data, whole=whole)


def decode(data: bytes, encoding: str, *, whole: bool, strict: bool) -> str:
    """Decodes a text; a byte order mark at its start is dropped.

    Args:
        data: its bytes, from the start.
        encoding: Python's name of the encoding.
        whole: they are all of it; else what follows the last line end is dropped.
        strict: refuse a byte that is not of the encoding; else it becomes U+FFFD.

    Raises:
        UnreadableFile: for an unknown encoding, or with the line of the first byte that is not of it.
    """
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict" if strict else "replace")
        text = decoder.decode(data, final=whole)
    except LookupError:
        raise UnreadableFile(message(N_("there is no encoding '{encoding}'"), encoding=encoding), message(
            N_("name one such as utf-8, cp1250, iso8859-2 or utf-16"))) from None
    except UnicodeError:
        line = _first_broken_line(data, encoding, whole=whole)
        raise UnreadableFile(message(N_("it is not written in {encoding}"), encoding=encoding), message(
            N_("leave --encoding out to see which one fits")), line) from None
    text = text.removeprefix("\ufeff")
    return text if whole or "\n" not in text else text[: text.rindex("\n") + 1]


def _first_broken_line(data: bytes, encoding: str, *, whole: bool) -> int:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
    except UnicodeDecodeError as error:
        return data[: error.start].decode(encoding, "ignore").count("\n") + 1
    except UnicodeError:  # UTF-16 that does not even begin as such
        return 1
    return 0


def _eight_bit(data: bytes, *, whole: bool) -> Encoding:
    stretches = _STRETCH.findall(data)[:_ENOUGH]
    sample = b"\n".join(stretches)
    scores: dict[str, tuple[int, str]] = {}
    for name in EIGHT_BIT:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        scores[name] = _plausibility(text), text
    if not scores:  # bytes that none of them knows
        return Encoding("cp1250", "unsure", broken=_first_broken_line(data, "cp1250", whole=whole))
    ranked = sorted(scores, key=lambda name: -scores[name][0])  # stable: the preferred one first among equals
    best = ranked[0]
    different = next((name for name in ranked[1:] if scores[name][1] != scores[best][1]), None)
    if different is None:
        return Encoding(best, "likely")
    lead = scores[best][0] - scores[different][0]
    few = sum(byte > 0x7F for byte in sample) < _FEW
    sure: Sureness = "likely" if not few and lead >= max(6, 0.2 * abs(scores[best][0])) else "unsure"
    return Encoding(best, sure, other=different, example=_example(scores[best][1], scores[different][1]))


def _plausibility(text: str) -> int:
    """How much a text looks like words: letters inside words count for it, signs between letters and controls against it."""
    score = 0
    for i, letter in enumerate(text):
        if letter < "\x80":
            continue
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        inside = before.isalpha() or after.isalpha()
        if "\x80" <= letter < "\xa0":
            score -= 5
        elif letter in _POLISH:
            score += -2 if letter.isupper() and before.islower() else 3 if inside else 0
        elif letter in _SIGNS:
            score += -3 if before.isalpha() and after.isalpha() and letter != "’" else 1
        elif letter in _WESTERN:
            score += -2 if letter.isupper() and before.islower() else 1 if inside else 0
        elif letter in _CENTRAL:  # letters of the neighbours: likelier a Western text read wrongly than a Czech one
            score -= 1
        else:
            score -= 2 if inside else 1
    return score


def _example(text: str, other: str) -> tuple[str, str]:
    """The same few letters in both readings."""
    for mine, theirs in zip(text.split("\n"), other.split("\n"), strict=True):
        if mine != theirs:
            return mine.strip(), "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in theirs).strip()
    return "", ""
