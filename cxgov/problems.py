"""Problems and findings: one record type, its place in a file, its order, and its one text form.

A *problem* says that a file is wrong, a *finding* that the governance is wrong; both are `Problem`. Not here: who finds
them (`loading`, `checks`) and other forms of printing them (`cli` prints JSON and SARIF from the same record).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from cxgov.language import N_, Language, Message, counted, message

SHOWN_TO_PEOPLE = 20
EXCERPT_WIDTH = 100


class Severity(IntEnum):
    """How bad it is; greater is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word used in files and machine output: ``error``, ``warning`` or ``info``."""
        return self.name.lower()


_SEVERITY_NAMES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("info")}


def severity_name(severity: Severity) -> str:
    """The severity's word as a msgid."""
    return _SEVERITY_NAMES[severity]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file.

    Attributes:
        file: path as shown to people: relative to the workspace's parent or as given, ``/`` as separator.
        line: 1-based; 0 when the whole file is meant.
        column: 1-based, in characters; 0 when the whole line is meant.
        excerpt: the line's text, already safe to print; empty when there is none.
    """

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""

    def __str__(self) -> str:
        return ":".join([self.file, *(str(part) for part in (self.line, self.column) if part)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is and what to do about it.

    Attributes:
        code: ``CX0xx`` for files, ``CXG-0xx`` for governance.
        severity: error, warning or info.
        place: where it is.
        text: what is wrong, one sentence.
        remedy: what to do, one sentence; ``None`` when the text says it.
        about: id of the record it is about, for suppressions and baselines; empty when there is none.
        related: other places that belong to it (the first of two duplicates).
    """

    code: str
    severity: Severity
    place: Location
    text: Message
    remedy: Message | None = None
    about: str = ""
    related: tuple[Location, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then by code and record."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.about)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorts problems by place and drops exact repetitions."""
    seen: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        seen.setdefault((*problem.sort_key, str(problem.text)), problem)
    return sorted(seen.values(), key=lambda problem: problem.sort_key)


def worst(problems: Iterable[Problem]) -> Severity | None:
    """Returns the greatest severity, ``None`` for no problems."""
    return max((problem.severity for problem in problems), default=None)


def printable(text: str, limit: int = 60) -> str:
    """Makes foreign text safe to print: control and direction characters escaped, long text cut with ``…``."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def describe(problem: Problem, language: Language, *, excerpts: bool = True) -> str:
    """Writes one problem for people: place, severity, code, text, excerpt with a caret, remedy.

    Returns:
        Several lines joined by newlines, without one at the end.
    """
    head = f"{problem.place}: {language.say(_SEVERITY_NAMES[problem.severity])}[{problem.code}]: {language.say(problem.text)}"
    lines = [head]
    if excerpts and problem.place.excerpt:
        lines += _excerpt(problem.place)
    lines += [f"  = {language.say(message(N_('see also {place}'), place=str(place)))}" for place in problem.related]
    if problem.remedy:
        lines.append(f"  = {language.say(problem.remedy)}")
    return "\n".join(lines)


def describe_all(problems: Sequence[Problem], language: Language, limit: int | None = SHOWN_TO_PEOPLE) -> str:
    """Writes problems for people, by place; beyond ``limit`` the least grave are left out and counted."""
    shown = list(problems)
    if limit is not None and len(shown) > limit:
        gravest = sorted(range(len(shown)), key=lambda i: -shown[i].severity)[:limit]
        shown = [shown[i] for i in sorted(gravest)]
    parts = [describe(problem, language) for problem in shown]
    more = len(problems) - len(shown)
    if more:
        parts.append(language.say(counted(more, N_("and {n} more; `cxgov check --all` shows them"), N_("and {n} more; `cxgov check --all` shows them"))))
    return "\n\n".join(parts)


def _excerpt(place: Location) -> list[str]:
    number = str(place.line)
    start = max(0, place.column - EXCERPT_WIDTH + 20) if place.column else 0
    text = place.excerpt[start : start + EXCERPT_WIDTH]
    lines = [f"  {number} | {text}"]
    if place.column:
        lines.append(f"  {' ' * len(number)} | {' ' * (place.column - 1 - start)}^")
    return lines
