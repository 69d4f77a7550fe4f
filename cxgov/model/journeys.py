"""Journeys, their stages, touchpoints and known problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from cxgov.language import Text
from cxgov.model.fields import (
    Bounds,
    ChannelRef,
    Day,
    Defines,
    FunctionRef,
    Id,
    PersonRef,
    TouchpointRef,
    entry,
    record,
)

Phase = Literal["pre_purchase", "purchase", "delivery", "use", "after_sales"]
Emotion = Annotated[int, Bounds(-2, 2)]


@record
class Desired:
    """The experience a customer should have: emotion, effort, success."""

    emotion: Text | None = entry("How the customer should feel", default=None)
    effort: Text | None = entry("How much work it may take", default=None)
    success: Text | None = entry("What the customer should have achieved", default=None)


@record
class Touchpoint:
    """A moment in which a customer meets the organisation or the result of its work; never a channel."""

    id: Annotated[Id, Defines("touchpoint")] = entry("Id", example="open-locker")
    name: Text = entry("Name of the moment")
    customer_goal: Text | None = entry("What the customer wants to achieve here", default=None)
    channels: tuple[ChannelRef, ...] = entry("Dialogue channels used; empty where there is no dialogue", default=())
    key: bool = entry("Is it a key touchpoint?", default=False)
    moment_of_truth: Literal["zmot", "fmot", "smot", "service", "recovery"] | None = entry("Kind of moment of truth", default=None)
    accountable: tuple[PersonRef, ...] = entry("Who is accountable (A): exactly one person", default=())
    responsible: tuple[PersonRef, ...] = entry("Who does the work (R)", default=())
    performed_by: tuple[FunctionRef, ...] = entry("Functions that perform it", default=())
    automation: bool = entry("Is the customer served by a machine here?", default=False)
    human_route: Text | None = entry("How a customer reaches a person from here", default=None)
    desired: Desired | None = entry("The desired experience", default=None)
    emotion: Emotion | None = entry("Emotion today, -2 to 2", default=None)
    desired_emotion: Emotion | None = entry("Desired emotion, -2 to 2", default=None)
    evidence: Literal["none", "partly", "research"] = entry("What the description rests on", default="none")


@record
class JourneyStage:
    """A part of a journey."""

    id: Annotated[Id, Defines("journey_stage", "file")] = entry("Id")
    name: Text = entry("Name")
    phase: Phase | None = entry("Where it lies in the customer's dealings with the organisation", default=None)
    touchpoints: tuple[Touchpoint, ...] = entry("Its touchpoints in order", default=())


@record
class JourneyProblem:
    """A known problem of customers, with the number of signals behind it."""

    id: Annotated[Id, Defines("problem")] = entry("Id")
    touchpoint: TouchpointRef | None = entry("Where it happens", default=None)
    text: Text = entry("What happens")
    signals: Annotated[int, Bounds(0)] = entry("Number of customer signals", default=0)
    rejected: Text | None = entry("Why nothing is done about it", default=None)


@record
class Journey:
    """A customer's way towards a goal."""

    id: Annotated[Id, Defines("journey")] = entry("Id")
    name: Text = entry("Name")
    date: Day | None = entry("When the inventory was last reviewed", default=None)
    stages: tuple[JourneyStage, ...] = entry("Stages in order", default=())
    problems: tuple[JourneyProblem, ...] = entry("Known problems", default=())

    def touchpoints(self) -> Iterator[Touchpoint]:
        """Yields the touchpoints in order."""
        for stage in self.stages:
            yield from stage.touchpoints
