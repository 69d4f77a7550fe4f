"""How a fault is entered and what must be found for it; the faults themselves stand in `journey_faults` and its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planted.programme import Programme
from planted.text import Row, Spot, at

ORGANISATION, KPIS, INITIATIVES = "organisation.yaml", "kpis.yaml", "initiatives.yaml"
FEEDBACK, COMPLAINTS = "feedback/log.yaml", "complaints/table.csv"


@dataclass(frozen=True)
class Expected:
    """A finding that must be there: its check, the record it is about, and the line."""

    code: str
    about: str
    spot: Spot


Edit = Callable[[Programme], tuple[str, Spot]]
Apply = Callable[[Programme], Expected]
ENTERED: dict[str, Apply] = {}
ENTERED_FOR_READING: dict[str, Apply] = {}


def fault(code: str, faults: dict[str, Apply] = ENTERED) -> Callable[[Edit], Edit]:
    """Enters a fault under its code.

    The function it stands over edits the programme and returns what the finding is about and where it stands.
    """
    def enter(edit: Edit) -> Edit:
        assert code not in faults
        faults[code] = lambda made: Expected(code, *edit(made))
        return edit
    return enter


def edited_touchpoint(made: Programme, role: str, change: Row, *without: str, key: str | None = None) -> tuple[str, Spot]:
    """Edits a touchpoint; the finding stands at ``key``, or where the touchpoint begins."""
    file, touchpoint = made.touchpoint(role)
    touchpoint.update(change)
    for name in without:
        del touchpoint[name]
    return touchpoint["id"], at(file, f"id: {touchpoint['id']}", *([f"{key}:"] if key else []))


def journey_of(made: Programme, role: str) -> tuple[str, Row]:
    """The journey of a check, and its file."""
    file = f"journeys/{made.id(role)}.yaml"
    return file, made.files[file]


def edited_initiative(made: Programme, role: str, change: Row, *without: str, key: str | None = None) -> tuple[str, Spot]:
    """Edits an initiative; the finding stands at ``key``, or where the initiative begins."""
    initiative = made.initiative(role)
    initiative.update(change)
    for name in without:
        del initiative[name]
    return initiative["id"], at(INITIATIVES, f"id: {initiative['id']}", *([f"{key}:"] if key else []))
