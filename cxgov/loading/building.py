"""Parser events to plain data, strictly: one pass that refuses what these files do not need and holds the limits.

Aliases, anchors, tags, merge keys, duplicate keys, several documents and directives are refused; every key is a text;
scalars follow `scalars`. Not here: positions (`positions`) and the wording of syntax errors (`syntax`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cxgov.language import N_, message
from cxgov.loading import syntax
from cxgov.loading.decoding import FORBIDDEN, forbidden_character
from cxgov.loading.excerpts import HIDDEN, Lines
from cxgov.loading.faults import fault
from cxgov.loading.scalars import LONGEST_NUMBER, Scalar, plain
from cxgov.problems import Location, Problem, printable

MOST_PROBLEMS = 100
"""Reading stops after so many problems in one file."""

LONGEST_KEY = 200
REMEMBERED = 20_000
"""Scalars and keys remembered from file to file."""

_NULL_KEYS = frozenset(("", "~", "null"))
_DIRECTIVE = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+(?<![ \t])(%[^\r\n]*)")  # after blank lines and comments only
_YAML_1_2 = re.compile(r"%YAML[ \t]+1\.2[ \t]*(?:#.*)?")
_INVISIBLE = re.compile("[\u00a0\u00ad\u180e\u2000-\u200d\u202f\u205f\u2060\u3000]")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most one file may hold.

    Attributes:
        bytes: size of the file.
        depth: maps and lists inside each other, the outermost counted.
        nodes: keys, values, maps and lists together.
        scalar: characters of one value.
        digits: digits of an integer; a longer one is read as text.
    """

    bytes: int = 4 * 1024 * 1024
    depth: int = 32
    nodes: int = 200_000
    scalar: int = 65_536
    digits: int = 18


DEFAULT_LIMITS = Limits()


class _Stop(Exception):
    """Ends the reading of a file; the problem has been noted."""


class _Scalars(dict[str, Scalar]):
    """Plain scalars already read; files of one kind say the same few things over and over."""

    __slots__ = ("digits",)

    def __init__(self, digits: int) -> None:
        super().__init__()
        self.digits = digits

    def __missing__(self, text: str) -> Scalar:
        if len(text) > LONGEST_NUMBER:
            return text
        if len(self) >= REMEMBERED:
            self.clear()
        value = self[text] = plain(text, self.digits)
        return value


class _Keys(dict[str, str | None]):
    """Keys already seen, each as one object; ``None`` marks those that need a closer look every time."""

    __slots__ = ()

    def __missing__(self, text: str) -> str | None:
        fine = text not in _NULL_KEYS and text != "<<" and len(text) <= LONGEST_KEY and not _INVISIBLE.search(text) and text == text.strip()
        key = text if fine else None
        if len(text) <= LONGEST_NUMBER:
            if len(self) >= REMEMBERED:
                self.clear()
            self[text] = key
        return key


_SCALARS = _Scalars(DEFAULT_LIMITS.digits)
_KEYS = _Keys()


class Builder:
    """One pass over the events of one text.

    Attributes:
        data: the root map, once it is complete.
        doubtful: a value was refused, so the data must not be used.
        repeated: how many keys were given again.
        dropped: offsets of the keys that were left out.
    """

    __slots__ = (
        "_careful", "_keys", "_limits", "_lines", "_next", "_nodes", "_normal", "_problems", "_scalars",
        "data", "doubtful", "dropped", "repeated",
    )

    def __init__(self, lines: Lines, limits: Limits, problems: list[Problem]) -> None:
        text = lines.text
        self._lines = lines
        self._limits = limits
        self._problems = problems
        self._scalars = _SCALARS if limits.digits == _SCALARS.digits else _Scalars(limits.digits)
        self._keys = _KEYS
        self._normal = text.isascii() or unicodedata.is_normalized("NFC", text)
        # What a text does not contain need not be looked for in each of its values. A node takes a character at least.
        self._careful = (not self._normal or "&" in text or "!" in text or "\\" in text
                         or len(text) > min(limits.scalar, limits.nodes))
        self._nodes = 0
        self._next = syntax.events(text)
        self.data: dict[str, Any] | None = None
        self.doubtful = False
        self.repeated = 0
        self.dropped: list[int] = []

    def build(self) -> None:
        """Reads the whole text; what is wrong is added to the problems given."""
        try:
            if self._directives():
                self._document()
        except _Stop:
            self.data = None
        except yaml.YAMLError as error:
            self.data = None
            self._problems.append(syntax.explain(self._lines, error))

    def _document(self) -> None:
        self._next()  # the stream's start
        start = self._next()
        if isinstance(start, StreamEndEvent):
            self._empty(0)
            raise _Stop
        root = self._next()
        if isinstance(root, MappingStartEvent):
            self._container(root)
            data = self._map(1)
        else:
            self._other_root(root)
            data = None
        self._next()  # the document's end
        after = self._next()
        if isinstance(after, DocumentStartEvent):
            self._stop("CX013", after, N_("a second document starts here"), N_(
                "keep one document in a file: delete the line ---, or move what follows to a file of its own"))
        self.data = data

    def _map(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        following, scalars, keys, careful = self._next, self._scalars, self._keys, self._careful
        while True:
            event: Any = following()
            kind = event.__class__
            if kind is ScalarEvent:
                key = keys[event.value]
                if key is None or careful:
                    key = self._key(event)
            elif kind is MappingEndEvent:
                return found
            else:
                self._complex_key(event, depth)
                key = None
            if key is None or key in found:
                if key is not None:
                    self._repetition(event)
                self.dropped.append(event.start_mark.index)
                self._value(following(), depth)
                continue
            event = following()
            kind = event.__class__
            if kind is ScalarEvent:
                if careful:
                    found[key] = self._scalar(event)
                else:
                    found[key] = event.value if event.style else scalars[event.value]
            else:
                found[key] = self._value(event, depth)

    def _list(self, depth: int) -> list[Any]:
        found: list[Any] = []
        following, scalars, careful = self._next, self._scalars, self._careful
        while True:
            event: Any = following()
            kind = event.__class__
            if kind is ScalarEvent and not careful:
                found.append(event.value if event.style else scalars[event.value])
            elif kind is SequenceEndEvent:
                return found
            else:
                found.append(self._value(event, depth))

    def _value(self, event: Any, depth: int) -> Any:
        """Reads one value that stands in a map or list of the given depth."""
        kind = event.__class__
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is AliasEvent:  # the parser itself refuses most of what only starts with *
            self._refuse("CX017", event, N_("the alias *{name} is not allowed"), N_(
                "write the value out where it is used; put a text that starts with * in quotes"), name=event.anchor)
            return None
        if depth >= self._limits.depth:
            self._stop("CX028", event, N_("more than {limit} maps and lists inside each other"), N_(
                "no file of cxgov needs that: check which file was meant"), limit=self._limits.depth)
        if self._careful:
            self._container(event)
        return self._map(depth + 1) if kind is MappingStartEvent else self._list(depth + 1)

    def _container(self, event: Any) -> None:
        self._count(event)
        if event.anchor is not None or event.tag is not None:
            self._properties(event)

    def _scalar(self, event: Any) -> Scalar:
        """Reads a scalar of a text that needs a look at every value."""
        self._count(event)
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        value: str = event.value
        if len(value) > self._limits.scalar:
            self._stop("CX029", event, N_("a text of more than {limit} characters"), N_(
                "shorten it, or check whether a quote or an indentation is missing after it"), limit=self._limits.scalar)
        if not event.style:
            scalar = self._scalars[value]
            return scalar if self._normal or not isinstance(scalar, str) else unicodedata.normalize("NFC", scalar)
        self._escapes(event, value)
        return value if self._normal and event.style != '"' else unicodedata.normalize("NFC", value)

    def _key(self, event: Any) -> str | None:
        """Reads a key that needs a closer look; ``None`` when it cannot be one."""
        self._count(event)
        key: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        if event.style:
            if not self._escapes(event, key):
                return None
        elif key in _NULL_KEYS:
            self._note("CX016", event, N_("an entry without a key"), N_("write a key before the colon; put it in quotes if it is really '{key}'"),
                       key=key or "~")
            return None
        elif key == "<<":
            self._refuse("CX019", event, N_("merging maps with << is not allowed"), N_("write the entries out in this map"))
            return None
        if len(key) > LONGEST_KEY:
            self._note("CX016", event, N_("a key of more than {limit} characters"), N_("check whether a quote is missing, or a line break"),
                       limit=LONGEST_KEY)
            return None
        if _INVISIBLE.search(key) or key != key.strip():
            self._note("CX016", event, N_("the key '{key}' contains blanks or characters that cannot be seen"), N_(
                "type the key and the blanks before it again"), key=_visible(key))
            return None
        return unicodedata.normalize("NFC", key)

    def _complex_key(self, event: Any, depth: int) -> None:
        if event.__class__ is AliasEvent:
            self._value(event, depth)
        else:
            self._refuse("CX016", event, N_("a map or a list cannot be a key"), N_("write a text before the colon; put it in quotes if it starts with a bracket"))
            self._value(event, depth)

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            self._stop("CX029", event, N_("more than {limit} entries in one file"), N_("split the file"), limit=self._limits.nodes)

    # --- what is refused -----------------------------------------------------------------------------------------------

    def _directives(self) -> bool:
        """Refuses directives but ``%YAML 1.2``; the two parsers disagree about them, so the text is asked."""
        if "%" not in self._lines.text:
            return True
        accepted, offset = False, 0
        while found := _DIRECTIVE.match(self._lines.text, offset):
            if accepted or not _YAML_1_2.fullmatch(found[1]):
                self._problems.append(fault("CX014", self._lines.locate(found.start(1)), message(
                    N_("the directive {text} is not allowed"), text=printable(found[1])), message(
                    N_("delete the line: these files are plain YAML 1.2"))))
                return False
            accepted, offset = True, found.end()
        return True

    def _other_root(self, root: Any) -> None:
        kind = root.__class__
        if kind is ScalarEvent and not root.style and root.value in _NULL_KEYS and root.tag is None and root.anchor is None:
            self._empty(root.start_mark.index)
            raise _Stop
        if kind is SequenceStartEvent:
            self._stop("CX012", root, N_("the file is a list, not a map of keys"), N_(
                "start with 'kind:' and put the list under a key; see the file formats"))
        glued = syntax.glued_colon(self._lines.line(self._lines.line_at(root.start_mark.index)))
        if glued:
            self._problems.append(syntax.missing_space(self._lines, root.start_mark.index, glued))
            raise _Stop
        self._stop("CX012", root, N_("the file is one text, not a map of keys"), N_("write 'key: value' lines, the first of them 'kind:'"))

    def _empty(self, offset: int) -> None:
        text = self._lines.text
        if not text.strip():
            said = N_("the file is empty")
        elif offset == 0 and text.lstrip().startswith("#"):
            said = N_("the file holds nothing but comments")
        else:
            said = N_("the file holds nothing")
        place = Location(self._lines.file) if not text.strip() or offset == 0 else self._lines.locate(offset)
        self._problems.append(fault("CX011", place, message(said), message(N_("write its content, starting with 'kind:', or delete the file"))))

    def _properties(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse("CX018", event, N_("the tag {tag} is not allowed"), N_("delete it; put a text that starts with ! in quotes"), tag=_tag(event.tag))
        if event.anchor is not None:
            self._refuse("CX017", event, N_("the anchor &{name} is not allowed"), N_(
                "delete it and write the value out where it is used; put a text that starts with & in quotes"), name=event.anchor)

    def _escapes(self, event: Any, value: str) -> bool:
        """Tells whether a quoted text is free of characters that only a code could bring in; notes those that are not."""
        found = FORBIDDEN.search(value) if event.style == '"' else None
        if found:
            self._problems.append(forbidden_character(found.group(), self._lines.locate(event.start_mark.index)))
            self.doubtful = True
            self._check_number(event)
        return found is None

    def _repetition(self, event: Any) -> None:
        self.repeated += 1
        self._check_number(event)

    def _refuse(self, code: str, event: Any, text: str, remedy: str, **values: Any) -> None:
        """Notes a problem that leaves a value in doubt."""
        self.doubtful = True
        self._note(code, event, text, remedy, **values)

    def _note(self, code: str, event: Any, text: str, remedy: str, **values: Any) -> None:
        place = self._lines.locate(event.start_mark.index)
        secret = place.excerpt[place.column - 1 : place.column] == HIDDEN  # a password may begin with &, * or !
        shown = {name: (HIDDEN * 3 if secret else printable(value)) if isinstance(value, str) else value for name, value in values.items()}
        used = {name: value for name, value in shown.items() if f"{{{name}}}" in remedy}
        self._problems.append(fault(code, place, message(text, **shown), message(remedy, **used)))
        self._check_number(event)

    def _stop(self, code: str, event: Any, text: str, remedy: str, **values: Any) -> None:
        self._note(code, event, text, remedy, **values)
        raise _Stop

    def _check_number(self, event: Any) -> None:
        if self.repeated + len(self._problems) < MOST_PROBLEMS:
            return
        self._problems.append(fault("CX029", self._lines.locate(event.start_mark.index), message(
            N_("reading stops here: {limit} problems in this file"), limit=MOST_PROBLEMS), message(N_("correct those above first"))))
        raise _Stop


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _visible(key: str) -> str:
    return "".join(f"<U+{ord(c):04X}>" if _INVISIBLE.match(c) or not c.isprintable() else c for c in key)
