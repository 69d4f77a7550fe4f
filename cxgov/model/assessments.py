"""Assessments: how raters answered a framework's questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from cxgov.language import Text
from cxgov.model.fields import Day, FrameworkRef, PracticeId, UnitRef, entry, record
from cxgov.model.periods import Period


@record
class Evidence:
    """Something that shows a level."""

    ref: str = entry("Reference, for example E-012")
    title: Text | None = entry("Title", default=None)
    date: Day | None = entry("Date of the evidence; undated evidence counts as stale", default=None)


@record
class Answer:
    """One rater's answer to one practice.

    In a file the answer may be written short, as the level alone.
    """

    SHORT_FORM: ClassVar[str] = "level"

    level: int | str = entry("Level, the id of one of the practice's own answers, or `na`")
    reason: Text | None = entry("Why the practice is not applicable; required with `na`", default=None)
    evidence: tuple[Evidence, ...] = entry("Evidence", default=())
    note: Text | None = entry("Note", default=None)
    confidence: Literal["low", "medium", "high"] | None = entry("How sure the rater is", default=None)

    @property
    def not_applicable(self) -> bool:
        """Whether the answer is `na`."""
        return self.level == "na"


@record
class Assessment:
    """One rater's, or the agreed, answers to one framework version in one period."""

    framework: FrameworkRef = entry("Framework", default="cem-cycle")
    framework_version: str = entry("Version of the framework that was answered")
    period: Period = entry("Period", example="2026-Q3")
    unit: UnitRef | None = entry("Unit; absent for the whole organisation", default=None)
    rater: str = entry("Person id, or a code for anonymous raters")
    status: Literal["individual", "agreed", "assessor"] = entry("Whose answers these are", default="individual")
    date: Day = entry("Day of the assessment")
    answers: Mapping[PracticeId, Answer] = entry("Practice id -> answer", factory=dict)
