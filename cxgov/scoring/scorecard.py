"""The scorecard: the numbers of one framework, period and unit, each with what it was made from.

Scores are exact fractions; they become rounded figures only where they are shown. ``None`` always means "cannot be
given" and comes with a reason; it is never zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from cxgov.language import N_, Message, Text, message
from cxgov.model import Dimension, Evidence, Framework, Period, Practice
from cxgov.model.fields import Day


class Reason(StrEnum):
    """Why a number cannot be given."""

    NOT_APPLICABLE = "not_applicable"
    NO_ANSWER = "no_answer"
    TOO_FEW_ANSWERS = "too_few_answers"
    NOT_ASSESSABLE = "not_assessable"


REASON_TEXTS: dict[Reason, Message] = {
    Reason.NOT_APPLICABLE: message(N_("not applicable")),
    Reason.NO_ANSWER: message(N_("not answered")),
    Reason.TOO_FEW_ANSWERS: message(N_("not scored: too few answers")),
    Reason.NOT_ASSESSABLE: message(N_("not assessable")),
}


class Cap(StrEnum):
    """Why a level counts for less than was claimed."""

    UNVERIFIED = "unverified"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one individual rater answered to one practice.

    Attributes:
        rater: person id or code.
        value: the level's number; ``None`` for `na`.
        note: the rater's note.
    """

    rater: str
    value: Fraction | None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterSpread:
    """How the individual raters of a practice agree.

    Attributes:
        ratings: their answers in file order.
        n: number of raters who gave a level.
        median_low: lower median of the levels; ``None`` for n = 0.
        range: highest minus lowest level; ``None`` for n = 0.
        agreement: r*wg = 1 - s2 / s2max, where 1 is full agreement; ``None`` for n < 2.
        mixed: some said `na`, others gave a level.
        discuss: the disagreement asks for a conversation.
    """

    ratings: tuple[Rating, ...]
    n: int
    median_low: Fraction | None
    range: Fraction | None
    agreement: Fraction | None
    mixed: bool
    discuss: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeScore:
    """One practice.

    Attributes:
        practice: the framework's practice.
        claimed: level as agreed, or as combined from the raters; ``None`` without one.
        evidenced: level that counts after the evidence rule.
        na: the practice is not applicable.
        na_reason: why not, as given.
        agreed: ``True`` when the level comes from the agreed assessment, ``False`` when it was combined.
        cap: why the evidenced level is lower than the claimed one; ``None`` when it is not.
        evidence: the evidence of the agreed and the individual assessments, each reference once.
        newest: date of the newest dated evidence.
        target: target level.
        raters: how the individual raters agree.
        assessor: the assessor's level, shown beside and never pooled.
        notes: notes of the agreed assessment.
        reason: why there is no level.
    """

    practice: Practice
    claimed: Fraction | None
    evidenced: Fraction | None
    na: bool
    na_reason: Text | None
    agreed: bool
    cap: Cap | None
    evidence: tuple[Evidence, ...]
    newest: Day | None
    target: int
    raters: RaterSpread
    assessor: Fraction | None
    notes: tuple[Text, ...]
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """One dimension (stage).

    Attributes:
        dimension: the framework's dimension.
        raw: evidenced score from its practices or parts; ``None`` when it cannot be given.
        effective: raw, limited by the sequence.
        claimed: the same computed from the claimed levels.
        level: level word of the effective score (the framework's bands); ``None`` without a score.
        coverage: answered weight over applicable weight, 0..1; ``None`` when nothing is applicable.
        limited_by: id of the first lowest earlier dimension when it limits this one.
        skipped: below the skipping threshold while a later dimension is well above.
        applicable: at least one practice applies.
        assessor: the assessor's score over the practices both scored; ``None`` without an assessor.
        self_shared: our evidenced score over the same practices.
        reason: why there is no score.
        practices: its practices, in order, parts' practices included.
        parts: scores of its parts, where it has parts.
        weight: its weight among the dimensions.
    """

    dimension: Dimension
    raw: Fraction | None
    effective: Fraction | None
    claimed: Fraction | None
    level: int | None
    coverage: Fraction | None
    limited_by: str | None
    skipped: bool
    applicable: bool
    assessor: Fraction | None
    self_shared: Fraction | None
    reason: Reason | None
    practices: tuple[PracticeScore, ...]
    parts: tuple[DimensionScore, ...]
    weight: Fraction

    @property
    def id(self) -> str:
        """The dimension's id."""
        return self.dimension.id

    @property
    def limited(self) -> bool:
        """Whether the sequence lowers the score."""
        return self.limited_by is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """A gate that holds the level down."""

    practice: str
    level: int
    least: Fraction
    found: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """All numbers of one framework, period and unit.

    Attributes:
        framework: the framework.
        period: the period.
        unit: unit id; ``None`` for the organisation.
        index_exact: 0..100, unrounded; ``None`` when it cannot be given.
        index: the same, rounded half up.
        level: overall level; ``None`` when it cannot be given.
        blockers: gates that hold the level down.
        coverage: answered weight over applicable weight of all practices, 0..1; ``None`` when nothing applies.
        reason: why there is no index.
        dimensions: the dimensions in order.
        raters: ids of the individual raters, in file order.
        assessors: ids of the assessors.
        agreed: there is an agreed assessment.
        date: newest date of the assessments used.
    """

    framework: Framework
    period: Period
    unit: str | None
    index_exact: Fraction | None
    index: int | None
    level: int | None
    blockers: tuple[Blocker, ...]
    coverage: Fraction | None
    reason: Reason | None
    dimensions: tuple[DimensionScore, ...]
    raters: tuple[str, ...]
    assessors: tuple[str, ...]
    agreed: bool
    date: Day

    def practices(self) -> Iterator[PracticeScore]:
        """Yields the practices in order."""
        for dimension in self.dimensions:
            yield from dimension.practices

    def practice(self, practice_id: str) -> PracticeScore:
        """Returns a practice's score.

        Raises:
            KeyError: if there is none of this id.
        """
        for score in self.practices():
            if score.practice.id == practice_id:
                return score
        raise KeyError(practice_id)

    def dimension(self, dimension_id: str) -> DimensionScore:
        """Returns a dimension's score.

        Raises:
            KeyError: if there is none of this id.
        """
        for score in self.dimensions:
            if score.id == dimension_id:
                return score
        raise KeyError(dimension_id)

    @property
    def scored(self) -> tuple[DimensionScore, ...]:
        """The dimensions that have a score."""
        return tuple(d for d in self.dimensions if d.raw is not None)

    @property
    def lowest(self) -> DimensionScore | None:
        """The first dimension with the lowest effective score."""
        scored = [d for d in self.dimensions if d.effective is not None]
        return min(scored, key=lambda d: d.effective or 0) if scored else None
