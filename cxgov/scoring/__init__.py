"""Answers in, scorecard out: exact, explained, without looking at files, clocks or languages.

In this room: practices (`answers`, `raters`, `evidence`), the tree (`aggregation`, `sequence`, `levels`, `assemble`),
how sure the result is (`uncertainty`) and where each number comes from (`explain`). Not here: periods against each
other and what to do next (`reviewing`).
"""

from __future__ import annotations

from cxgov.model import Framework, Period, Workspace
from cxgov.scoring.answers import score_practice
from cxgov.scoring.assemble import assemble
from cxgov.scoring.scorecard import DimensionScore, PracticeScore, Scorecard

__all__ = ["DimensionScore", "NothingToScore", "PracticeScore", "Scorecard", "choose", "score"]


class NothingToScore(Exception):
    """There is no assessment to score.

    Attributes:
        framework: framework id asked for.
        period: period asked for; ``None`` for the latest.
        unit: unit asked for; ``None`` for the organisation.
        known: periods that could be scored.
    """

    def __init__(self, framework: str, period: Period | None, unit: str | None, known: list[Period]) -> None:
        super().__init__(f"no assessment of {framework} for {period} {unit or ''}")
        self.framework, self.period, self.unit, self.known = framework, period, unit, known


def choose(workspace: Workspace, framework: str | None = None, period: Period | None = None, unit: str | None = None) -> tuple[Framework, Period]:
    """Chooses framework and period: the first framework of the organisation, the latest period with an assessment.

    Raises:
        NothingToScore: if there is no such framework or no assessment.
    """
    name = framework or workspace.organisation.frameworks[0]
    known = workspace.assessed_periods(name, unit)
    if name not in workspace.frameworks or not known or (period is not None and period not in known):
        raise NothingToScore(name, period, unit, known)
    return workspace.frameworks[name], period or known[-1]


def score(workspace: Workspace, framework: str | None = None, period: Period | None = None, unit: str | None = None) -> Scorecard:
    """Scores one framework, period and unit.

    Args:
        workspace: the loaded organisation.
        framework: framework id; the organisation's first one by default.
        period: the period; the latest with an assessment by default.
        unit: unit id; by default the organisation's own assessments, those without a unit.

    Raises:
        NothingToScore: if there is no such framework or no assessment.
    """
    chosen, when = choose(workspace, framework, period, unit)
    assessments = workspace.assessments_of(chosen.id, when, unit)
    targets = workspace.targets_of(chosen.id)
    practices = {p.id: score_practice(chosen, p, assessments, when, targets) for p in chosen.practices()}
    return assemble(chosen, when, unit, practices, assessments)
