"""What the organisation does about customer experience: targets, initiatives, decisions, the cycle's record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from cxgov.language import Text
from cxgov.model.fields import (
    Bounds,
    CycleRef,
    Day,
    DecisionRef,
    Defines,
    FrameworkRef,
    GoalRef,
    Id,
    InitiativeRef,
    KpiRef,
    OutputRef,
    PersonRef,
    PracticeId,
    ProblemRef,
    StageRef,
    TouchpointRef,
    entry,
    record,
)
from cxgov.model.periods import Period

DEFAULT_TARGET_LEVEL = 3


@record
class Targets:
    """Target level per practice of one framework."""

    framework: FrameworkRef = entry("Framework", default="cem-cycle")
    by: Period = entry("Period by which the targets are due", example="2027-Q2")
    levels: Mapping[PracticeId, int] = entry("Practice id -> level; 3 where nothing is said", factory=dict)

    def level(self, practice_id: str) -> int:
        """Returns the target level of a practice."""
        return self.levels.get(practice_id, DEFAULT_TARGET_LEVEL)


@record
class Signal:
    """A customer signal that led to something."""

    source: str = entry("Where it came from")
    period: Period | None = entry("When", default=None)
    text: Text | None = entry("What customers said", default=None)


@record
class ExpectedChange:
    """A change an initiative is to bring."""

    kpi: KpiRef = entry("Indicator")
    change: float = entry("Expected change in the indicator's unit")
    by: Period = entry("By when", example="2026-Q4")


@record
class Pilot:
    """A trial before the roll-out."""

    done: bool = entry("Was it done?", default=False)
    result: Text | None = entry("What came out", default=None)


@record
class Evaluation:
    """What an initiative brought."""

    period: Period = entry("Period in which it was evaluated", example="2027-Q1")
    change: float | None = entry("Measured change", default=None)
    text: Text | None = entry("Conclusion", default=None)


@record
class Initiative:
    """An improvement card."""

    id: Annotated[Id, Defines("initiative")] = entry("Id")
    title: Text = entry("Title")
    signals: tuple[Signal, ...] = entry("Customer signals behind it", default=())
    touchpoints: tuple[TouchpointRef, ...] = entry("Touchpoints", default=())
    practices: tuple[PracticeId, ...] = entry("Practices it improves", default=())
    goals: tuple[GoalRef, ...] = entry("Goals of the strategy it serves", default=())
    problems: tuple[ProblemRef, ...] = entry("Journey problems it is to solve", default=())
    cause: Text | None = entry("The cause it removes", default=None)
    causes: tuple[str, ...] = entry("Codes of the causes it removes, as in the logs of feedback and complaints", default=())
    affected: Text | None = entry("Which customers it concerns, and how many", default=None)
    decision: DecisionRef | None = entry("Decision it rests on", default=None)
    expects: tuple[ExpectedChange, ...] = entry("Expected changes", default=())
    owner: PersonRef | None = entry("Owner", default=None)
    start: Day | None = entry("Start", default=None)
    end: Day | None = entry("End", default=None)
    cost: Annotated[float, Bounds(0)] | None = entry("Cost", default=None)
    spent: Annotated[float, Bounds(0)] | None = entry("Spent so far", default=None)
    pilot: Pilot | None = entry("Trial", default=None)
    first_step: Text | None = entry("What happens in the first 30 days", default=None)
    tags: tuple[str, ...] = entry("Tags", default=())
    status: Literal["proposed", "approved", "in_progress", "rolled_out", "done", "stopped"] = entry("Status", default="proposed")
    evaluation: Evaluation | None = entry("Evaluation", default=None)

    @property
    def open(self) -> bool:
        """Whether it still binds its owner."""
        return self.status not in ("done", "stopped")


@record
class Initiatives:
    """A file of initiatives."""

    initiatives: tuple[Initiative, ...] = entry("Initiatives", default=())


@record
class DecisionSubject:
    """What a decision is about; exactly one of these."""

    kpi: KpiRef | None = entry("Indicator", default=None)
    touchpoint: TouchpointRef | None = entry("Touchpoint", default=None)
    practice: PracticeId | None = entry("Practice", default=None)
    problem: ProblemRef | None = entry("Journey problem", default=None)
    initiative: InitiativeRef | None = entry("Initiative", default=None)


@record
class Decision:
    """A recorded decision."""

    id: Annotated[str, Bounds(1, 64), Defines("decision")] = entry("Id, for example D-2026-17")
    about: DecisionSubject | None = entry("What it is about", default=None)
    decision: Literal["act", "accept", "investigate"] = entry("What was decided")
    text: Text = entry("The decision in words")
    options: tuple[Text, ...] = entry("Options considered", default=())
    owner: PersonRef | None = entry("Owner", default=None)
    due: Day | None = entry("Due", default=None)
    cost: Annotated[float, Bounds(0)] | None = entry("Cost", default=None)
    initiative: InitiativeRef | None = entry("Initiative that carries it out", default=None)
    status: Literal["open", "done", "dropped"] = entry("Status", default="open")
    closed: Day | None = entry("Day it was closed", default=None)
    verified: Period | None = entry("Period in which its effect was checked", default=None)
    effect: Literal["yes", "no", "too_early"] | None = entry("Did it help?", default=None)
    result: Text | None = entry("What came out of it", default=None)
    replaces: DecisionRef | None = entry("Earlier decision it takes the place of", default=None)


@record
class Decisions:
    """A file of decisions of one period."""

    period: Period = entry("Period", example="2026-Q3")
    decisions: tuple[Decision, ...] = entry("Decisions", default=())


@record
class Handover:
    """A gate output in one version."""

    id: OutputRef = entry("Id of the framework's gate output")
    version: Annotated[int, Bounds(1)] = entry("Version", default=1)


@record
class StageRecord:
    """When a stage ran and what it took over and handed on."""

    stage: StageRef = entry("Stage, for example S1")
    started: Day | None = entry("Start", default=None)
    due: Day | None = entry("Day by which it is to be completed; absent: reckoned from the rhythm", default=None)
    completed: Day | None = entry("End; absent while it runs", default=None)
    inputs: tuple[Handover, ...] = entry("Outputs of earlier stages it used", default=())
    outputs: tuple[Handover, ...] = entry("Outputs it handed on", default=())
    reason: Text | None = entry("Why it was opened early or left out", default=None)


@record
class Cycle:
    """One pass through the stages."""

    id: Annotated[Id, Defines("cycle")] = entry("Id")
    framework: FrameworkRef = entry("Framework whose stages these are", default="cem-cycle")
    rhythm: Literal["quarterly", "half_yearly", "yearly", "two_yearly"] = entry("How often the cycle is run", default="yearly")
    tolerance_days: Annotated[int, Bounds(0, 3650)] = entry("Days it may be late", default=30)
    previous: CycleRef | None = entry("The cycle before", default=None)
    stages: tuple[StageRecord, ...] = entry("Records of the stages", default=())
