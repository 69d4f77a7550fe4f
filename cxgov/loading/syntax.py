"""The YAML parser, and its syntax errors in words that a person can act on.

The parser says where it got stuck, which is often lines after the slip. What was read last, and the lines around, tell
the usual slips apart: an open quote or bracket, a tab, an indentation, a colon, a value that needs quotes. Not here: what
is valid YAML and still refused (`source`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from cxgov.language import N_, message
from cxgov.loading.decoding import forbidden_character
from cxgov.loading.excerpts import Lines
from cxgov.loading.faults import fault
from cxgov.problems import Location, Problem, printable

_GLUED = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z][\w.-]*):(?P<value>[^\s:/].*)")
_BRACKETS = re.compile(r"(?:[\[{]\s*){33}")
_FOREIGN_BLANK = re.compile("[ \t]*[\u00a0\u2000-\u200b\u202f\u3000]")
_QUOTED = N_("put the whole value in quotes")


class _PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The parser in Python, for machines without the C library; slower, the same events."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


def _c_parser() -> Callable[[str], Any] | None:
    return getattr(yaml.cyaml, "CParser", None) if yaml.__with_libyaml__ else None


parser: Callable[[str], Any] = _c_parser() or _PureParser


def events(text: str) -> Callable[[], Any]:
    """Returns a function that gives the next parser event of a text, at last a ``StreamEndEvent``.

    The function raises ``yaml.YAMLError`` where the text is not YAML. It never recurses: depth is the caller's to limit.
    """
    following: Callable[[], Any] = parser(text).get_event
    return following


def is_node(event: Any) -> bool:
    """Tells whether an event is or opens a key or a value."""
    return isinstance(event, NodeEvent)


def glued_colon(line: str) -> str | None:
    """Returns the key of a line such as ``id:paczkownia``, where the blank after the colon is missing."""
    found = _GLUED.fullmatch(line)
    return found["key"] if found and ": " not in line else None


def missing_space(lines: Lines, offset: int, key: str) -> Problem:
    """Builds the problem of a missing blank after the colon in the line at ``offset``."""
    start = lines.starts[lines.line_at(offset) - 1]
    colon = lines.text.index(key + ":", start) + len(key)
    return fault("CX025", lines.locate(colon), message(N_("a space is missing after the colon")), message(
        N_("write '{key}: …', or put it all in quotes if it is one text"), key=printable(key)))


def explain(lines: Lines, error: yaml.YAMLError) -> Problem:
    """Turns the parser's error into a problem in our own words.

    Args:
        lines: the text that was read.
        error: what the parser raised for it.
    """
    stuck = _Stuck(lines, error, _history(lines.text))
    for diagnosis in _DIAGNOSES:
        problem = diagnosis(stuck)
        if problem:
            return problem
    return fault("CX020", stuck.place, message(N_("the file cannot be read from here on")), message(
        N_("compare the indentation, colons, quotes and brackets of this line and the one above with a file that works")))


@dataclass
class _History:
    """What had been read before the error."""

    last: Any = None
    open: list[Any] = field(default_factory=list)
    closed_bracket: bool = False


def _history(text: str) -> _History:
    history = _History()
    following = events(text)
    try:
        while not isinstance(history.last, StreamEndEvent):
            event = following()
            if isinstance(event, CollectionStartEvent):
                history.open.append(event)
            elif isinstance(event, CollectionEndEvent):
                closed = history.open.pop()
                history.closed_bracket = bool(closed.flow_style)
            history.last = event
    except yaml.YAMLError:
        pass
    return history


class _Stuck:
    """The parser's error with what is needed to explain it."""

    def __init__(self, lines: Lines, error: yaml.YAMLError, history: _History) -> None:
        self.lines = lines
        self.history = history
        self.context = (getattr(error, "context", None) or "").lower()
        self.said = (getattr(error, "problem", None) or "").lower()
        problem_mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        mark = problem_mark or context_mark
        text = lines.text
        self.offset = min(mark.index if mark else 0, len(text))
        self.at_end = "tab character" not in self.said and not text[self.offset :].strip()
        if self.at_end:  # the end of the file explains nothing: show its last line
            self.offset = max(0, len(text.rstrip()) - 1) if text.strip() else 0
        self.origin = min(context_mark.index, len(text)) if context_mark else self.offset
        self.character = text[self.offset : self.offset + 1]
        self.number = lines.line_at(self.offset)
        self.line = lines.line(self.number)

    @property
    def place(self) -> Location:
        return self.lines.locate(self.offset)

    @property
    def indented(self) -> Location:
        """The place of the line's first character that is not blank."""
        start = self.lines.starts[self.number - 1]
        return self.lines.locate(start + len(self.line) - len(self.line.lstrip()))

    def above(self) -> tuple[int, str]:
        """The nearest line above that says something: its number and text; 0 and nothing where there is none."""
        for number in range(self.number - 1, max(0, self.number - 50), -1):
            line = self.lines.line(number)
            if line.strip() and not line.lstrip().startswith("#"):
                return number, line
        return 0, ""

    def after_value(self) -> bool:
        """Whether the error stands in the line in which the last value ended."""
        last: Any = self.history.last
        ends_value = is_node(last) or last.__class__ in (MappingEndEvent, SequenceEndEvent)
        return ends_value and self.lines.line_at(last.end_mark.index) == self.number


def _too_deep(stuck: _Stuck) -> Problem | None:
    """Brackets alone: the parser gives up before it has said what it saw."""
    text = stuck.lines.text
    if not _BRACKETS.match(text, stuck.origin):
        return None
    before = text[: stuck.origin].rstrip("[{ \t\r\n")
    first = min((at for at in (text.find(sign, len(before)) for sign in "[{") if at >= 0), default=stuck.origin)
    return fault("CX028", stuck.lines.locate(first), message(N_("too many brackets inside each other")), message(
        N_("no file of cxgov needs that: check which file was meant")))


def _tab(stuck: _Stuck) -> Problem | None:
    for number in dict.fromkeys((stuck.number, stuck.lines.line_at(stuck.origin))):
        line = stuck.lines.line(number)
        found = re.match(r" *\t", line)
        if found or (number == stuck.number and stuck.character == "\t"):
            start = stuck.lines.starts[number - 1]
            offset = start + found.end() - 1 if found else stuck.offset
            said = N_("a tab is used for indentation") if found else N_("a tab stands where only a space may")
            return fault("CX021", stuck.lines.locate(offset), message(said), message(
                N_("type spaces; set your editor to insert spaces for the Tab key")))
    return None


def _foreign_blank(stuck: _Stuck) -> Problem | None:
    for number in dict.fromkeys((stuck.number, stuck.above()[0])):
        found = _FOREIGN_BLANK.match(stuck.lines.line(number))
        if found:
            place = stuck.lines.locate(stuck.lines.starts[number - 1] + found.end() - 1)
            return fault("CX024", place, message(N_("a blank that is not an ordinary space is used for indentation")), message(
                N_("delete the blanks at the start of the line and type spaces")))
    return None


def _quote(stuck: _Stuck) -> Problem | None:
    if "quoted scalar" in stuck.context and "escape" not in stuck.said and "hexde" not in stuck.said:
        return _open_quote(stuck, stuck.origin)
    last: Any = stuck.history.last
    quoted = last.__class__ is ScalarEvent and last.style in ("'", '"')
    if quoted and last.start_mark.line < last.end_mark.line and stuck.after_value():
        return _open_quote(stuck, last.start_mark.index)
    return None


def _open_quote(stuck: _Stuck, offset: int) -> Problem:
    sign = stuck.lines.text[offset : offset + 1]
    return fault("CX022", stuck.lines.locate(offset), message(N_("the quote {sign} that opens here is not closed"), sign=printable(sign)), message(
        N_("close it at the end of the value; write a quote inside single quotes twice, inside double quotes as {escaped}"), escaped='\\"'))


def _escape(stuck: _Stuck) -> Problem | None:
    if "quoted scalar" not in stuck.context:
        return None
    found = stuck.lines.text.rfind("\\", 0, stuck.offset + 1)
    half = re.match(r"\\u(d[89a-f][0-9a-f]{2})", stuck.lines.text[max(found, 0) :], re.IGNORECASE)
    if half:  # only one of the two parsers minds it
        return forbidden_character(chr(int(half[1], 16)), stuck.lines.locate(stuck.origin))
    return fault("CX027", stuck.lines.locate(max(found, 0)), message(N_("a backslash in double quotes starts a code, and this is none")), message(
        N_("put the text in single quotes, or write the backslash twice")))


def _forbidden_start(stuck: _Stuck) -> Problem | None:
    offset = stuck.offset
    if "anchor" in stuck.context or "alias" in stuck.context or "tag" in stuck.context or "handle" in stuck.said:
        offset = stuck.origin
        before = stuck.lines.text[:offset].rstrip(" ")
        if stuck.lines.text[offset : offset + 1] not in ("*", "&", "!"):
            offset = max(before.rfind(sign) for sign in "*&!")
    elif "directive" in stuck.context:
        offset = stuck.origin
    elif "cannot start any token" not in stuck.said and "mapping keys are not allowed" not in stuck.said and (
            stuck.character not in (",", "]", "}") or any(event.flow_style for event in stuck.history.open)):
        return None
    sign = stuck.lines.text[max(offset, 0) : max(offset, 0) + 1]
    return fault("CX026", stuck.lines.locate(max(offset, 0)), message(N_("a key or value cannot start with {sign}"), sign=printable(sign)), message(_QUOTED))


def _block_text(stuck: _Stuck) -> Problem | None:
    if "block scalar" not in stuck.context:
        return None
    return fault("CX026", stuck.place, message(N_("text in the line of | or >, which start a text of several lines")), message(
        N_("write the text in the lines below, indented, or put it in quotes")))


def _bracket(stuck: _Stuck) -> Problem | None:
    inner = next((event for event in reversed(stuck.history.open) if event.flow_style), None)
    if inner is None and "flow" not in stuck.context:
        return None
    offset = inner.start_mark.index if inner is not None else stuck.origin
    sign = stuck.lines.text[offset : offset + 1]
    related = [] if stuck.at_end or stuck.lines.line_at(offset) == stuck.number else [stuck.place]
    return fault("CX023", stuck.lines.locate(offset), message(
        N_("the bracket {sign} that opens here is not closed, or a comma is missing after an entry"), sign=printable(sign)), message(
        N_("close it, separate the entries with commas, and put texts with commas or brackets in quotes")), related=related)


def _after_value(stuck: _Stuck) -> Problem | None:
    """Text after a closing quote or bracket, or after what only looks like an alias."""
    last = stuck.history.last
    if not stuck.after_value() or "expected" not in stuck.said or stuck.at_end:
        return None
    if isinstance(last, ScalarEvent):
        if not last.style or last.style not in "'\"":
            return None
        said = N_("text after the closing quote")
    elif isinstance(last, CollectionEndEvent):
        if not stuck.history.closed_bracket:
            return None
        said = N_("text after the closing bracket")
    elif isinstance(last, AliasEvent):
        said = N_("text after a value that starts with *")
    else:
        return None
    return fault("CX026", stuck.place, message(said), message(
        N_("put the whole value in quotes, of the other kind where it contains quotes")))


def _glued_in_brackets(stuck: _Stuck) -> Problem | None:
    if "unexpected ':'" not in stuck.said:
        return None
    return fault("CX025", stuck.place, message(N_("a space is missing after the colon")), message(
        N_("write a space after the colon, or put the text with the colon in quotes")))


def _no_key(stuck: _Stuck) -> Problem | None:
    if stuck.character != ":" or not re.match(r"[ \t]*(?:- +)*:(?:\s|$)", stuck.line):
        return None
    return fault("CX016", stuck.place, message(N_("an entry without a key")), message(N_("write a key before the colon")))


def _colon(stuck: _Stuck) -> Problem | None:
    unexpected = "mapping values are not allowed" in stuck.said
    if not unexpected and "could not find expected ':'" not in stuck.said:
        return None
    number = stuck.number if unexpected else stuck.lines.line_at(stuck.origin)
    above, line_above = stuck.above()
    for candidate in dict.fromkeys((number, above)):
        key = glued_colon(stuck.lines.line(candidate)) if candidate else None
        if key:
            return missing_space(stuck.lines, stuck.lines.starts[candidate - 1], key)
    if not unexpected:
        line = stuck.lines.line(number)
        return _missing_colon(stuck, number, line)
    start = stuck.lines.starts[number - 1]
    before = re.sub(r"^ *(?:- +)*", "", stuck.lines.text[start : stuck.offset])
    if re.search(r":\s", before):
        return fault("CX026", stuck.place, message(N_("a second colon in the value")), message(_QUOTED))
    if line_above and not re.search(r":(?:\s|$)", line_above):
        return _missing_colon(stuck, above, line_above)
    return fault("CX024", stuck.indented, message(N_("this line is indented deeper, and the line above already has its value")), message(
        N_("indent it like the line above; or is a value there that should stand here?")))


def _missing_colon(stuck: _Stuck, number: int, line: str) -> Problem:
    start = stuck.lines.starts[number - 1]
    said = line.strip()
    if said.startswith("- "):
        return _misplaced_item(stuck.lines.locate(start + line.index("-")))
    return fault("CX025", stuck.lines.locate(start + len(line) - len(line.lstrip())), message(
        N_("a colon is missing in '{text}'"), text=printable(said, 40)), message(
        N_("write 'key: value'; indent the line deeper than its key if it continues the text above")))


def _misplaced_item(place: Location) -> Problem:
    return fault("CX024", place, message(N_("this item is not in line with the list it belongs to")), message(
        N_("give all items of a list the same indentation, that of their key or deeper")))


def _list_in_line(stuck: _Stuck) -> Problem | None:
    if "sequence entries are not allowed" not in stuck.said:
        return None
    return fault("CX024", stuck.place, message(N_("a list cannot start here")), message(
        N_("start every item with '- ' in a line of its own, below the key; put a text that starts with '- ' in quotes")))


def _second_document(stuck: _Stuck) -> Problem | None:
    if "<document start>" in stuck.said and re.search(r"^\.\.\.(?:\s|$)", stuck.lines.text[: stuck.offset], re.MULTILINE):
        return fault("CX013", stuck.place, message(N_("text after the end of the document")), message(
            N_("delete the line '...', or what follows it")))
    return None


def _indentation(stuck: _Stuck) -> Problem | None:
    expected = ("expected key", "expected '-' indicator", "<document start>", "<block end>", "expected node content", "expected the node content")
    if not any(text in stuck.said for text in expected):
        return None
    if stuck.line.lstrip().startswith("- "):
        return _misplaced_item(stuck.indented)
    return fault("CX024", stuck.indented, message(N_("the indentation fits none of the lines above")), message(
        N_("give entries that belong together the same number of spaces")))


_DIAGNOSES = (
    _too_deep, _glued_in_brackets, _quote, _escape, _tab, _foreign_blank, _block_text, _forbidden_start, _bracket, _after_value, _no_key, _colon, _list_in_line,
    _second_document, _indentation,
)
