"""How a value of the files is written into a cell: for reading on paper, or exactly, for fields that are read back.

In this room: names instead of ids, days, numbers, periods. Not here: which value stands in which cell (`filling`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cxgov.handouts.canvases.shape import SEPARATOR
from cxgov.language import N_, Language, Text
from cxgov.model import Framework, Period, Workspace
from cxgov.model.programme import DecisionSubject

MARK = "x"
"""How a flag is set."""
_MANY_DIGITS = 4
UNITS = {
    "points": N_("points"), "percent": N_("per cent"), "per_1000": N_("per 1,000"), "hours": N_("hours"), "days": N_("days"),
    "minutes": N_("minutes"), "money": N_("money"), "count": N_("number"),
}
"""Units that have a name in words: code -> msgid."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """Writes the values of one organisation.

    Attributes:
        workspace: the organisation.
        framework: the framework whose cycle and practices are meant.
        language: the language of the cells.
        exact: for fields that are read back: days as 2026-10-30, numbers plain, periods by code.
    """

    workspace: Workspace
    framework: Framework
    language: Language
    exact: bool = False

    def text(self, text: Text | None) -> str:
        """A text of the files."""
        return self.language.text(text)

    def texts(self, texts: Iterable[Text]) -> str:
        """Several texts."""
        return SEPARATOR.join(self.language.text(text) for text in texts)

    def day(self, day: date | None) -> str:
        """A day; empty where there is none."""
        if day is None:
            return ""
        return day.isoformat() if self.exact else self.language.short_date(day)

    def period(self, period: Period | str | None) -> str:
        """A period; empty where there is none."""
        if period is None:
            return ""
        return str(period) if self.exact else self.language.period(period)

    def number(self, value: float | None, *, signed: bool = False) -> str:
        """A number; empty where there is none, for missing is never zero."""
        if value is None:
            return ""
        if self.exact:
            return str(int(value)) if float(value).is_integer() else repr(value)
        return self.language.number(value, _MANY_DIGITS, signed=signed, trim=True)

    def unit(self, unit: str | None) -> str:
        """A unit of indicators."""
        return unit or "" if self.exact or unit not in UNITS else self.language.gettext(UNITS[unit])

    # --- names instead of ids --------------------------------------------------------------------------------------

    def people(self, ids: Iterable[str]) -> str:
        """Names of people; an id that nobody has stays as it is."""
        people = self.workspace.people
        return SEPARATOR.join(people[i].name if i in people else i for i in ids)

    def functions(self, ids: Iterable[str]) -> str:
        """Names of functions."""
        return self.texts(self.workspace.function_name(i) for i in ids)

    def channels(self, ids: Iterable[str]) -> str:
        """Names of channels."""
        return self.texts(self.workspace.channel_name(i) for i in ids)

    def touchpoints(self, ids: Iterable[str]) -> str:
        """Names of touchpoints."""
        known = self.workspace.touchpoints
        return self.texts(known[i].name if i in known else i for i in ids)

    def kpis(self, ids: Iterable[str]) -> str:
        """Names of indicators."""
        known = self.workspace.kpis_by_id
        return self.texts(known[i].name if i in known else i for i in ids)

    def subject(self, subject: DecisionSubject | None) -> str:
        """What a decision is about: a name, or for a journey problem its text (its id where it is to be read back)."""
        if subject is None:
            return ""
        if subject.kpi:
            return self.kpis([subject.kpi])
        if subject.touchpoint:
            return self.touchpoints([subject.touchpoint])
        if subject.problem:
            found = self.workspace.problems.get(subject.problem)
            return subject.problem if self.exact or found is None else self.text(found.text)
        if subject.initiative:
            found_initiative = self.workspace.initiatives_by_id.get(subject.initiative)
            return subject.initiative if found_initiative is None else self.text(found_initiative.title)
        return subject.practice or ""
