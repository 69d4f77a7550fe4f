"""Bytes to text, and what a text may not contain whatever its format: encodings, other files, control characters.

Not here: YAML (`source`) and opening files (`files`).
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from cxgov.language import N_, message
from cxgov.loading.excerpts import Lines, safe_line
from cxgov.loading.faults import fault
from cxgov.problems import Location, Problem, Severity, printable

MOST_PLACES = 20
"""Lines with forbidden characters that are reported one by one."""

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
FORBIDDEN = re.compile(f"[{_FORBIDDEN}]")
"""Control characters but tab and line ends, foreign line ends, text direction marks, halves of characters, a BOM."""

# One pass over every text: the forbidden ones, the lead bytes of UTF-8 read as an 8-bit encoding, the lost letter.
_SUSPECT = re.compile(f"[{_FORBIDDEN}ÃÄÅĂĹ\ufffd]")
_TWICE = re.compile("[ÃÄÅĂĹ].")
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \t\r\n]|\Z)", re.MULTILINE)
_POLISH = set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")

_OTHER_FILES = (
    (b"<!doctype html", N_("an HTML page")),
    (b"<html", N_("an HTML page")),
    (b"<head", N_("an HTML page")),
    (b"<?xml", N_("an XML file")),
    (b"<svg", N_("an SVG picture")),
    (b"%pdf-", N_("a PDF document")),
    (b"{\\rtf", N_("an RTF document")),
    (b"pk\x03\x04", N_("a ZIP archive, as Word, Excel and PowerPoint documents are")),
    (b"\xd0\xcf\x11\xe0", N_("an old Word, Excel or PowerPoint document")),
    (b"\x89png", N_("a PNG picture")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"gif8", N_("a GIF picture")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"sqlite format 3", N_("an SQLite database")),
)
_MAGIC = tuple(magic for magic, _ in _OTHER_FILES)
_MARKS = (  # longest first: UTF-32 starts as UTF-16 does
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_EIGHT_BIT = (("Windows-1250", "cp1250"), ("ISO-8859-2", "iso8859-2"), ("CP852", "cp852"))
_SAVE_AS = N_("save the file again as UTF-8 (in most editors: Save as, encoding UTF-8)")


def decode(data: bytes, shown: str) -> tuple[str | None, list[Problem]]:
    """Decodes UTF-8 and says what else it is where it is not.

    Args:
        data: the file's bytes.
        shown: the file's name in messages.

    Returns:
        The text, a byte order mark at its start kept, or ``None`` and the problem.
    """
    start = data[:64].lstrip().lower()
    if start.startswith(_MAGIC):
        name = next(name for magic, name in _OTHER_FILES if start.startswith(magic))
        remedy = (N_("save the file itself: what was saved is the page that shows it") if start.startswith((b"<!", b"<h"))
                  else N_("check which file was meant: cxgov reads texts"))
        return None, [fault("CX007", _whole(shown), message(N_("this is {what}, not a text file"), what=message(name)), message(remedy))]
    wide = _wide(data)
    if wide:
        return None, [fault("CX006", _whole(shown), message(N_("the file is {encoding}, not UTF-8"), encoding=wide), message(_SAVE_AS))]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, error.start, shown)]


def inspect(lines: Lines) -> list[Problem]:
    """Finds what no text may contain; errors among the result mean that the text is not to be read further."""
    text = lines.text
    problems: list[Problem] = []
    if _SUSPECT.search(text):
        problems += _forbidden(lines) + _damaged(lines)
    if "<<<<<<<" in text and ">>>>>>>" in text:
        places = [lines.locate(found.start()) for found in islice(_CONFLICT.finditer(text), 4)]
        if places:
            problems.append(fault("CX010", places[0], message(N_("two versions of this file were merged and their conflict was not resolved")),
                message(N_("keep one of the versions and delete the lines with the markers")), related=places[1:]))
    return problems


def name_of(character: str) -> str:
    """Names a character that cannot be shown: ``U+200B``."""
    return f"U+{ord(character):04X}"


def _whole(shown: str) -> Location:
    return Location(Lines(shown, "").file)


def _wide(data: bytes) -> str | None:
    """Recognises UTF-16 and UTF-32 by their mark, and without one: every other byte of ASCII text is zero."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return next(name for mark, name in _MARKS if data.startswith(mark))
    head = data[:400]
    zeros = head.count(0)
    if zeros * 3 < len(head) or len(head) < 4:
        return None
    return "UTF-32" if zeros * 8 > len(head) * 5 else "UTF-16" if abs(head[::2].count(0) - head[1::2].count(0)) > zeros // 2 else None


def _not_utf8(data: bytes, position: int, shown: str) -> Problem:
    number = 1 + data.count(b"\n", 0, position) + data.count(b"\r", 0, position) - data.count(b"\r\n", 0, position)
    start = max(data.rfind(b"\n", 0, position), data.rfind(b"\r", 0, position)) + 1
    column = len(data[start:position].decode("utf-8")) + 1
    line = re.split(rb"[\r\n]", data[start : start + 4096], maxsplit=1)[0]
    encoding = _eight_bit(data)
    excerpt = safe_line(line.decode(dict(_EIGHT_BIT)[encoding] if encoding else "utf-8", "replace"))
    place = Location(_whole(shown).file, number, column, excerpt)
    byte = f"0x{data[position]:02x}"
    if encoding:
        text = message(N_("the file is not UTF-8 (byte {byte}); it looks like {encoding}"), byte=byte, encoding=encoding)
    else:
        text = message(N_("the file is not UTF-8 (byte {byte})"), byte=byte)
    return fault("CX006", place, text, message(_SAVE_AS))


def _eight_bit(data: bytes) -> str | None:
    """Guesses an 8-bit encoding of Polish: the one under which most of the high bytes are Polish letters."""
    high = bytes(byte for byte in data[:200_000] if byte > 127)
    if len(data.decode("utf-8", "ignore").encode()) > len(data) - len(high) // 2:
        return None  # mostly UTF-8 with a few broken bytes
    share = {name: sum(c in _POLISH for c in high.decode(codec, "replace")) for name, codec in _EIGHT_BIT}
    best = max(share, key=lambda name: share[name])  # the first of equals: Windows-1250 is by far the commonest
    return best if share[best] * 2 > len(high) else None


def _forbidden(lines: Lines) -> list[Problem]:
    problems: list[Problem] = []
    last = 0
    for found in FORBIDDEN.finditer(lines.text):
        number = lines.line_at(found.start())
        if number == last:
            continue
        last = number
        place = lines.locate(found.start())
        before = lines.text[max(0, found.start() - 1) : found.start()]
        if _original(before + found.group()):
            problems.append(fault("CX009", place, message(N_("letters are damaged: this text was converted to UTF-8 twice")), message(
                N_("restore the text from a copy that shows its letters properly"))))
        else:
            problems.append(forbidden_character(found.group(), place))
        if len(problems) == MOST_PLACES:
            break
    return problems


def forbidden_character(character: str, place: Location) -> Problem:
    """Builds the problem of one character of `FORBIDDEN`."""
    name = name_of(character)
    if character in "\x85\u2028\u2029":
        text, remedy = N_("a line end that editors do not show ({name})"), N_("delete it and start a new line with Enter")
    elif character == "\ufeff":
        text, remedy = N_("a byte order mark inside the text ({name})"), N_("delete it; it often comes from joining two files")
    elif "\ud800" <= character <= "\udfff":
        text, remedy = N_("half of a character ({name})"), N_("write the character itself instead of its code")
    elif character in "\u061c\u200e\u200f" or character > "\u2000":
        text, remedy = N_("an invisible character that changes the direction of text ({name})"), N_("delete it")
    else:
        text, remedy = N_("a control character ({name})"), N_("delete it; it often comes from pasting out of another program")
    return fault("CX008", place, message(text, name=name), message(remedy))


def _damaged(lines: Lines) -> list[Problem]:
    text = lines.text
    lost = text.find("\ufffd")
    if lost >= 0:
        return [fault("CX009", lines.locate(lost), message(N_("letters were lost: the sign {sign} stands where they were"), sign="\ufffd"),
            message(N_("restore the text from a copy that shows its letters properly")), severity=Severity.WARNING)]
    for found in islice(_TWICE.finditer(text), MOST_PLACES * 50):
        letter = _original(found.group())
        if letter:
            return [fault("CX009", lines.locate(found.start()), message(
                N_("letters look damaged: '{found}' probably stands for '{letter}'"), found=printable(found.group()), letter=letter),
                message(N_("restore the text from a copy that shows its letters properly")), severity=Severity.WARNING)]
    return []


def _original(pair: str) -> str | None:
    """Returns the letter whose UTF-8 bytes, read as an 8-bit encoding, are these two characters."""
    for codec in ("cp1250", "cp1252", "latin-1"):
        try:
            letter = pair.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if letter in _POLISH or "\u00c0" <= letter <= "\u00ff":
            return letter
    return None
