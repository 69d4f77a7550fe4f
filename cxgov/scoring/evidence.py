"""From the claimed to the evidenced level: missing and stale evidence caps what a level counts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cxgov.model import Answer, Evidence, Period, quarter_of
from cxgov.model.fields import Day
from cxgov.model.frameworks import EvidenceRule
from cxgov.scoring.scorecard import Cap


def union(answers: Iterable[Answer]) -> tuple[Evidence, ...]:
    """Evidence of several answers; a reference given twice counts once, in its newest form."""
    found: dict[str, Evidence] = {}
    for answer in answers:
        for item in answer.evidence:
            known = found.get(item.ref)
            if known is None or _day(item) > _day(known):
                found[item.ref] = item
    return tuple(found.values())


def newest(evidence: Iterable[Evidence]) -> Day | None:
    """Date of the newest dated piece; ``None`` without one."""
    return max((item.date for item in evidence if item.date), default=None)


def stale(day: Day | None, period: Period, rule: EvidenceRule) -> bool:
    """Whether evidence of this date is too old for the period; undated evidence is.

    Age is counted in calendar quarters: the quarter the period ends in minus the quarter of the evidence.
    """
    return day is None or quarter_of(period.end) - quarter_of(day) > rule.fresh_quarters


def capped(claimed: Fraction, evidence: tuple[Evidence, ...], period: Period, rule: EvidenceRule | None) -> tuple[Fraction, Cap | None]:
    """Applies the evidence rule to a claimed level.

    Returns:
        The level that counts, and why it is lower than claimed.
    """
    if rule is None:
        return claimed, None
    if not evidence:
        return (Fraction(rule.unverified_cap), Cap.UNVERIFIED) if claimed > rule.unverified_cap else (claimed, None)
    if claimed > rule.stale_cap and stale(newest(evidence), period, rule):
        return Fraction(rule.stale_cap), Cap.STALE
    return claimed, None


def _day(item: Evidence) -> Day:
    return item.date or Day.min
