"""The profile after a change: levels replaced, everything computed again by the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from cxgov.scoring.assemble import assemble
from cxgov.scoring.scorecard import PracticeScore, Scorecard

TARGET_YEARS = (1, 2)


def with_levels(card: Scorecard, levels: Mapping[str, int]) -> Scorecard:
    """Recomputes a scorecard with other evidenced levels.

    Args:
        card: the scorecard today.
        levels: practice id -> level, taken as claimed and evidenced.

    Raises:
        KeyError: if the framework has no such practice.
    """
    practices = {score.practice.id: score for score in card.practices()}
    for name, level in levels.items():
        practices[name] = _at(practices[name], Fraction(level))
    again = assemble(card.framework, card.period, card.unit, practices, ())
    return replace(again, raters=card.raters, assessors=card.assessors, agreed=card.agreed, date=card.date)


def in_years(card: Scorecard, years: int) -> Scorecard:
    """The profile some years ahead: every practice moves towards its target by at most one level a year.

    A practice already at or above its target stays; one without an answer stays without.
    """
    levels = {}
    for score in card.practices():
        if score.evidenced is not None and score.evidenced < score.target:
            levels[score.practice.id] = min(score.target, int(score.evidenced) + years)
    return with_levels(card, levels)


def limits(card: Scorecard) -> list[tuple[str, str]]:
    """Which stage limits which: (earlier id, later id) pairs in the framework's order of the later ones."""
    return [(d.limited_by, d.id) for d in card.dimensions if d.limited_by]


def _at(score: PracticeScore, level: Fraction) -> PracticeScore:
    return replace(score, claimed=level, evidenced=level, na=False, na_reason=None, cap=None, reason=None)
