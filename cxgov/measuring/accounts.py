"""Rows in = rows used + rows rejected by reason: the account of a source, checked every time and printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cxgov.language import N_, Language, Message, counted, message
from cxgov.measuring.engines import Counted, Malformed
from cxgov.measuring.query import AMBIGUOUS_DATE, NO_DATE, NO_WEIGHT, OUTSIDE, REPEATED, UNREADABLE_DATE, reason_of
from cxgov.measuring.words import reason
from cxgov.model import Period

_OF_WINDOW = {NO_DATE: "no_date", UNREADABLE_DATE: "unreadable_date", AMBIGUOUS_DATE: "ambiguous_date", REPEATED: "repeated", NO_WEIGHT: "no_weight"}


class UnbalancedAccount(AssertionError):
    """The rows of a source do not add up; a fault of cxgov, never of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of the rows of a source.

    Attributes:
        source: id of the source.
        records: rows in it (of the wanted periods, where a warehouse was asked for those alone).
        used: rows used, by period.
        outside: rows of other periods.
        rejected: reason -> rows; reasons that did not occur are left out.
        lost: period -> reason -> rows, of those whose period is known (further rows of a respondent, rows without a weight).
        malformed: the first malformed rows.
        fingerprint: of the source.
    """

    source: str
    records: int
    used: Mapping[Period, int]
    outside: int
    rejected: Mapping[str, int] = field(default_factory=dict)
    lost: Mapping[Period, Mapping[str, int]] = field(default_factory=dict)
    malformed: Sequence[Malformed] = ()
    fingerprint: str = ""

    def rejected_for(self, period: Period) -> dict[str, int]:
        """What a measurement of a period says of rejected rows: its own, and those whose period nobody can know."""
        known = {word for words in self.lost.values() for word in words}
        return {word: self.lost[period][word] if word in known else n for word, n in self.rejected.items()
                if word not in known or word in self.lost.get(period, {})}


def account(source: str, periods: Sequence[Period], found: Counted) -> Account:
    """Draws up the account of a source.

    Raises:
        UnbalancedAccount: if the rows do not add up.
    """
    rows: Counter[int] = Counter()
    lost: dict[Period, Counter[str]] = {period: Counter() for period in periods}
    for count in found.counts:
        if count.cell is None:
            place, window = reason_of(count.window)
            rows[place] += count.n
            if window is not None:
                lost[periods[window]][_OF_WINDOW[place]] += count.n
    used = {period: rows[index] for index, period in enumerate(periods)}
    rejected = {word: rows[window] for window, word in _OF_WINDOW.items() if rows[window]}
    if found.rejected:
        rejected["malformed"] = found.rejected
    total = sum(used.values()) + rows[OUTSIDE] + sum(rejected.values())
    records = total if found.records is None else found.records
    if records != total:
        raise UnbalancedAccount(source)
    return Account(source=source, records=records, used=used, outside=rows[OUTSIDE], rejected=rejected,
                   lost={period: dict(words) for period, words in lost.items() if words}, malformed=found.malformed,
                   fingerprint=found.fingerprint)


def sentence(found: Account, language: Language) -> str:
    """The account in one line: ``survey: 2,831 rows = 2,750 used in Q3 2026 + 81 rejected (81 without a date)``."""
    parts = [language.say(message(N_("{n} used in {period}"), n=n, period=period)) for period, n in found.used.items()]
    if found.outside:
        parts.append(language.say(counted(found.outside, N_("{n} of other periods"), N_("{n} of other periods"))))
    rejected = sum(found.rejected.values())
    reasons = ", ".join(language.say(reason(word, n)) for word, n in found.rejected.items())
    parts.append(language.say(message(N_("{n} rejected ({reasons})"), n=rejected, reasons=reasons) if rejected else rejected_none()))
    return language.say(counted(found.records, N_("{source}: {n} row = {parts}"), N_("{source}: {n} rows = {parts}"), source=found.source,
                                parts=" + ".join(parts)))


def rejected_none() -> Message:
    """What is said where no row was rejected."""
    return message(N_("0 rejected"))
