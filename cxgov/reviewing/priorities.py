"""What to do next: the step of every practice to its next level, ranked by effect on the index over effort.

The effect is found by computing the scorecard again with the practice one level up, so a released limit of the sequence
is part of it. Effects of single steps do not add up; `together` computes a set of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from cxgov.language import Text
from cxgov.model import Initiative, Workspace
from cxgov.reviewing.whatif import with_levels
from cxgov.scoring.scorecard import Cap, PracticeScore, Scorecard

EVIDENCE_EFFORT = 1
EFFORT_UNKNOWN = 2


class StepKind(StrEnum):
    """What the step consists of."""

    IMPROVE = "improve"
    SHOW = "show"  # the level was claimed; evidence is missing
    REFRESH = "refresh"  # the level was claimed; evidence is stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One step.

    Attributes:
        score: the practice as it is.
        level: the level after the step, one above the evidenced one.
        kind: improve the practice, or show or refresh evidence of what was claimed.
        action: the framework's action; ``None`` when the step is about evidence.
        effort: 1 small, 2 medium, 3 large.
        effect: change of the exact index, in points; ``None`` when there is no index.
        stage_effect: change of the stage's raw score, in levels; ``None`` when it has none.
        depends_on: id of the stage that limits this one: its gate comes first.
        initiative: an open initiative that works on the practice.
        gap: target minus evidenced level.
    """

    score: PracticeScore
    level: int
    kind: StepKind
    action: Text | None
    effort: int
    effect: Fraction | None
    stage_effect: Fraction | None
    depends_on: str | None
    initiative: Initiative | None
    gap: int

    @property
    def ratio(self) -> Fraction:
        """Effect per unit of effort; 0 without an index."""
        return (self.effect or Fraction(0)) / self.effort


def recommendations(workspace: Workspace, card: Scorecard) -> list[Recommendation]:
    """Lists the next step of every practice below its target, best effect for the effort first.

    Steps of equal ratio stand by smaller effort, larger gap, then framework order.
    """
    found = []
    for dimension in card.dimensions:
        for score in dimension.practices:
            if score.evidenced is None or score.evidenced >= score.target or score.practice.answers:
                continue
            level = int(score.evidenced) + 1
            then = with_levels(card, {score.practice.id: level})
            stage = then.dimension(dimension.id)
            found.append(Recommendation(
                score=score, level=level, kind=kind_at(score, level - 1), action=action_at(score, level - 1), effort=effort_at(score, level - 1),
                effect=then.index_exact - card.index_exact if then.index_exact is not None and card.index_exact is not None else None,
                stage_effect=stage.raw - dimension.raw if stage.raw is not None and dimension.raw is not None else None,
                depends_on=dimension.limited_by, initiative=_initiative(workspace, score.practice.id),
                gap=score.target - int(score.evidenced)))
    # sorted() is stable: equal steps keep the framework's order.
    return sorted(found, key=lambda step: (-step.ratio, step.effort, -step.gap))


def together(card: Scorecard, steps: Iterable[Recommendation]) -> Scorecard:
    """The scorecard after a set of steps."""
    return with_levels(card, {step.score.practice.id: step.level for step in steps})


def kind_at(score: PracticeScore, level: int) -> StepKind:
    """What the step from ``level`` to the next one consists of: up to the claimed level it is evidence that is missing."""
    if score.cap is None or score.claimed is None or level >= score.claimed:
        return StepKind.IMPROVE
    return StepKind.SHOW if score.cap is Cap.UNVERIFIED else StepKind.REFRESH


def action_at(score: PracticeScore, level: int) -> Text | None:
    """The framework's action from ``level`` to the next one; ``None`` for a step of evidence, or where none is described."""
    step = score.practice.improve.get(str(level))
    return step.text if step and kind_at(score, level) is StepKind.IMPROVE else None


def effort_at(score: PracticeScore, level: int) -> int:
    """Effort of the step from ``level`` to the next one: 1 small, 2 medium, 3 large."""
    if kind_at(score, level) is not StepKind.IMPROVE:
        return EVIDENCE_EFFORT
    step = score.practice.improve.get(str(level))
    return step.effort if step else EFFORT_UNKNOWN


def _initiative(workspace: Workspace, practice_id: str) -> Initiative | None:
    return next((i for i in workspace.initiatives if practice_id in i.practices and i.open), None)
