"""Period against period: what the index was and is, what moved it, and what else is known of the time between.

In this room: one comparison with everything a command or a report shows of it. Not here: how the difference is taken apart
(`cxgov.reviewing.decomposition`), the test of an indicator's change (`cxgov.reviewing.changes`) and findings of the
governance checks, which stand above this layer (`cxgov.checks.between`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cxgov.language import N_, Message, message
from cxgov.model import Framework, Period, Workspace
from cxgov.model.frameworks import VersionChange
from cxgov.reviewing.changes import Verdict, changes
from cxgov.reviewing.decomposition import CauseKind, Part, decompose
from cxgov.reviewing.portfolio import Effect, Outcome, due, portfolio
from cxgov.reviewing.practice_changes import PracticeChange, PracticeKind, practice_changes
from cxgov.scoring import Scorecard, score
from cxgov.scoring.scorecard import REASON_TEXTS, DimensionScore, Reason

CAUSE_TEXTS: Mapping[CauseKind, str] = {
    "answer": N_("level rated anew"), "evidence": N_("evidence came, was lost or became too old"), "na": N_("became applicable or not applicable"),
    "coverage": N_("answered or no longer answered"), "new": N_("new in this version"), "dropped": N_("dropped in this version"),
    "weight": N_("other weight in this version"), "sequence": N_("held back more or less by an earlier stage"),
}
KIND_TEXTS: Mapping[PracticeKind, str] = {
    "re_rated": N_("rated anew"), "confirmed": N_("same level, other evidence or another note"),
    "carried_over": N_("carried over unchanged"), "new_answer": N_("answered for the first time"),
    "no_longer_answered": N_("no longer answered"), "unanswered": N_("not answered in either period"),
}


EFFECT_TEXTS: Mapping[Outcome, str] = {
    "reached": N_("the expected change was measured"), "partly": N_("it moved the expected way, but less"), "not_reached": N_("it did not move the expected way"),
    "too_early": N_("too early to judge"), "not_comparable": N_("the values cannot be compared"), "not_measured": N_("not measured"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """A stage then and now; ``None`` where the framework of that side has no such stage.

    Attributes:
        id: id of the stage.
        before: its earlier score.
        after: its later score.
        amount: index points of the difference that it made, the sequence included.
    """

    id: str
    before: DimensionScore | None
    after: DimensionScore | None
    amount: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """The index of one assessed period.

    Attributes:
        period: the period.
        index_exact: 0..100; ``None`` where it cannot be given.
        index: the same, rounded half up.
        level: overall level.
        reason: why there is no index.
        version: version of the framework that was answered, the oldest where there are several.
    """

    period: Period
    index_exact: Fraction | None
    index: int | None
    level: int | None
    reason: Reason | None
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeEffect:
    """What an initiative was to bring beside what was measured."""

    initiative: str
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two periods of one framework and unit.

    Attributes:
        before: the earlier scorecard.
        after: the later one.
        difference: of ``index_exact``, later minus earlier; ``None`` where one of the two has no index.
        parts: what the difference is made of, the largest first; they add up to it exactly.
        stages: every stage in order.
        practices: every practice in order.
        versions: versions of the framework that were answered then and now.
        moved: what became of the practices between the two versions; ``None`` where both answered the same one.
        verdicts: indicator id -> verdict on its change up to the later period. Each is tested against the indicator's latest
            earlier value, which need not be of the earlier period: `Verdict.before` says of which.
        trend: the index of every assessed period, oldest first.
        effects: initiatives that were to bring something by a period within the two, and what was measured.
    """

    before: Scorecard
    after: Scorecard
    difference: Fraction | None
    parts: tuple[Part, ...]
    stages: tuple[StageChange, ...]
    practices: tuple[PracticeChange, ...]
    versions: tuple[str, str]
    moved: VersionChange | None
    verdicts: Mapping[str, Verdict]
    trend: tuple[TrendPoint, ...]
    effects: tuple[InitiativeEffect, ...]

    @property
    def start(self) -> Period:
        """The earlier period."""
        return self.before.period

    @property
    def end(self) -> Period:
        """The later period."""
        return self.after.period

    @property
    def framework(self) -> Framework:
        """The framework in use."""
        return self.after.framework

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why there is no difference: one sentence for each period without an index."""
        return tuple(message(N_("{period} has no index: {reason}"), period=card.period, reason=REASON_TEXTS[card.reason])
                     for card in (self.before, self.after) if card.reason is not None)

    def of_kind(self, kind: PracticeKind) -> tuple[PracticeChange, ...]:
        """The practices to which the same thing happened."""
        return tuple(change for change in self.practices if change.kind == kind)

    @property
    def tested(self) -> Mapping[str, Verdict]:
        """The verdicts that compare with the earlier period itself."""
        return {kpi: verdict for kpi, verdict in self.verdicts.items() if verdict.before == self.start}

    @property
    def elsewhere(self) -> Mapping[str, Verdict]:
        """The verdicts that compare with another period."""
        return {kpi: verdict for kpi, verdict in self.verdicts.items() if verdict.before not in (None, self.start)}


def compare(workspace: Workspace, framework: str | None, start: Period, end: Period, unit: str | None = None) -> Comparison:
    """Compares two assessed periods.

    Args:
        workspace: the organisation.
        framework: framework id; the organisation's first one where ``None``.
        start: the period to compare from.
        end: the period to compare to.
        unit: unit id; the organisation as a whole where ``None``.

    Raises:
        NothingToScore: if there is no such framework, or no assessment of one of the two periods.
    """
    before, after = (score(workspace, framework, period, unit) for period in (start, end))
    name = after.framework.id
    versions = answered_version(workspace, name, start, unit), answered_version(workspace, name, end, unit)
    moved = after.framework.since(versions[0]) if versions[0] != versions[1] else None
    parts = decompose(before, after, moved.new if moved else frozenset())
    by_practice: dict[str, Fraction] = {}
    for part in parts:
        if part.practice is not None:
            by_practice[part.practice] = by_practice.get(part.practice, Fraction(0)) + part.amount
    difference = after.index_exact - before.index_exact if after.index_exact is not None and before.index_exact is not None else None
    return Comparison(
        before=before, after=after, difference=difference, parts=parts, stages=_stages(before, after, parts),
        practices=practice_changes(before, after, by_practice), versions=versions, moved=moved,
        # Indicators are measured for the organisation as a whole.
        verdicts=changes(workspace, end) if unit is None else {}, trend=trend(workspace, name, unit),
        effects=_effects(workspace, start, end) if unit is None else ())


def trend(workspace: Workspace, framework: str, unit: str | None = None) -> tuple[TrendPoint, ...]:
    """The index of every assessed period, oldest first."""
    found = []
    for period in workspace.assessed_periods(framework, unit):
        card = score(workspace, framework, period, unit)
        found.append(TrendPoint(period=period, index_exact=card.index_exact, index=card.index, level=card.level, reason=card.reason,
                                version=answered_version(workspace, framework, period, unit)))
    return tuple(found)


def answered_version(workspace: Workspace, framework: str, period: Period, unit: str | None) -> str:
    """The version of a framework that was answered in an assessed period; of several the oldest, for only what it holds is compared."""
    return min((a.framework_version for a in workspace.assessments_of(framework, period, unit)), key=lambda text: [int(part) for part in text.split(".")])


def _stages(before: Scorecard, after: Scorecard, parts: tuple[Part, ...]) -> tuple[StageChange, ...]:
    then, now = {d.id: d for d in before.dimensions}, {d.id: d for d in after.dimensions}
    return tuple(StageChange(id=name, before=then.get(name), after=now.get(name),
                             amount=sum((part.amount for part in parts if part.stage == name), Fraction(0))) for name in dict.fromkeys([*now, *then]))


def _effects(workspace: Workspace, start: Period, end: Period) -> tuple[InitiativeEffect, ...]:
    """Changes that were to come by a period after the earlier and not after the later one."""
    return tuple(InitiativeEffect(initiative=item.initiative.id, effect=effect) for item, effect in due(portfolio(workspace, end, end.end), end, start))
