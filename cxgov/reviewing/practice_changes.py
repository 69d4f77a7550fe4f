"""What happened to every practice between two scorecards: rated anew, confirmed, carried over, and what became of its evidence.

In this room: the level and what was shown for it, then and now. Not here: how much of the index it made
(`cxgov.reviewing.decomposition`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from cxgov.model import Evidence, Practice
from cxgov.scoring.evidence import stale
from cxgov.scoring.scorecard import PracticeScore, Scorecard

PracticeKind = Literal["re_rated", "confirmed", "carried_over", "new_answer", "no_longer_answered", "unanswered"]
KINDS: tuple[PracticeKind, ...] = ("re_rated", "confirmed", "carried_over", "new_answer", "no_longer_answered", "unanswered")


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeChange:
    """One practice then and now.

    Attributes:
        practice: the practice.
        stage: id of its stage.
        kind: another level, or `na` came or went; the same level with other evidence or another note; everything as it was; an
            answer where there was none; none where there was one; none on either side.
        before: its score in the earlier period; ``None`` where that framework had no such practice.
        after: its score in the later period.
        added: evidence shown only now, or in a newer form.
        lost: evidence shown only then.
        aged: the newest evidence is too old now and was fresh then.
        amount: index points of the difference that it made, all its causes together; 0 where there is no difference to explain.
    """

    practice: Practice
    stage: str
    kind: PracticeKind
    before: PracticeScore | None
    after: PracticeScore | None
    added: tuple[Evidence, ...] = ()
    lost: tuple[Evidence, ...] = ()
    aged: bool = False
    amount: Fraction = Fraction(0)


def practice_changes(before: Scorecard, after: Scorecard, amounts: dict[str, Fraction]) -> tuple[PracticeChange, ...]:
    """Says of every practice what happened to it.

    Args:
        before: the earlier scorecard.
        after: the later one.
        amounts: practice id -> its part of the difference of the index.

    Returns:
        The practices of the later framework in its order.
    """
    earlier = {s.practice.id: s for s in before.practices()}
    found = []
    for dimension in after.dimensions:
        for now in dimension.practices:
            then = earlier.get(now.practice.id)
            known = {item.ref: item for item in then.evidence} if then else {}
            shown = {item.ref for item in now.evidence}
            found.append(PracticeChange(
                practice=now.practice, stage=dimension.id, kind=_kind(then, now), before=then, after=now,
                added=tuple(item for item in now.evidence if item.ref not in known or _newer(item, known[item.ref])),
                lost=tuple(item for ref, item in known.items() if ref not in shown), aged=_aged(before, after, then, now),
                amount=amounts.get(now.practice.id, Fraction(0))))
    return tuple(found)


def answered(score: PracticeScore | None) -> bool:
    """Whether there is an answer: a level or a reasoned `na`."""
    return score is not None and (score.na or score.claimed is not None)


def _kind(then: PracticeScore | None, now: PracticeScore) -> PracticeKind:
    if then is None or not answered(then):
        return "new_answer" if answered(now) else "unanswered"
    if not answered(now):
        return "no_longer_answered"
    if (then.claimed, then.na) != (now.claimed, now.na):
        return "re_rated"
    return "carried_over" if _said(then) == _said(now) else "confirmed"


def _said(score: PracticeScore) -> object:
    """What was said beside the level: evidence, notes, reason."""
    evidence = sorted((item.ref, str(item.date)) for item in score.evidence)
    return evidence, score.notes, score.na_reason, [rating.note for rating in score.raters.ratings if rating.note]


def _newer(item: Evidence, known: Evidence) -> bool:
    return item.date is not None and (known.date is None or item.date > known.date)


def _aged(before: Scorecard, after: Scorecard, then: PracticeScore | None, now: PracticeScore) -> bool:
    rules = before.framework.scoring.evidence, after.framework.scoring.evidence
    if then is None or then.newest is None or now.newest is None or rules[0] is None or rules[1] is None:
        return False
    return stale(now.newest, after.period, rules[1]) and not stale(then.newest, before.period, rules[0])
