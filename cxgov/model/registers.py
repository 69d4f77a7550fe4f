"""What the programme keeps a register of beside initiatives and decisions: meetings of the deciding body, and trainings."""

from __future__ import annotations

from typing import Annotated

from cxgov.language import Text
from cxgov.model.fields import Bounds, Day, DecisionRef, Defines, FunctionRef, PersonRef, entry, record


@record
class Meeting:
    """A meeting of the body that decides on customer experience."""

    date: Day = entry("Day")
    attended: tuple[PersonRef, ...] = entry("Who was there", default=())
    decisions: tuple[DecisionRef, ...] = entry("Decisions taken there", default=())
    note: Text | None = entry("What else should be known", default=None)


@record
class Meetings:
    """The register of meetings held."""

    meetings: tuple[Meeting, ...] = entry("Meetings", default=())


@record
class Training:
    """A training in customer experience: planned, or held."""

    id: Annotated[str, Bounds(1, 64), Defines("training")] = entry("Id")
    title: Text = entry("Title")
    functions: tuple[FunctionRef, ...] = entry("Functions it is for", default=())
    date: Day | None = entry("Day it is or was held; absent while it is only planned", default=None)
    participants: Annotated[int, Bounds(0)] | None = entry("How many took part", default=None)


@record
class Trainings:
    """The training plan."""

    trainings: tuple[Training, ...] = entry("Trainings", default=())
