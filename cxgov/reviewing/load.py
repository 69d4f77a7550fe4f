"""What stands in everybody's name: touchpoints, indicators, open initiatives and open decisions.

In this room: one count of what a person carries, for checks, reports and the status screen alike. Not here: how much is too
much (checks CXG-022, CXG-023 and CXG-027) and how people are named (`cxgov.reporting.ownership`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cxgov.model import Decision, Initiative, Kpi, Touchpoint, Workspace

Owned = TypeVar("Owned", Kpi, Initiative, Decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one owner carries on a day.

    Attributes:
        person: id of the owner, who may be no person or not be declared.
        touchpoints: touchpoints the owner is accountable for.
        responsible: touchpoints at which the owner does the work.
        kpis: indicators.
        initiatives: initiatives that are neither done nor stopped.
        decisions: decisions still open.
    """

    person: str
    touchpoints: tuple[Touchpoint, ...] = ()
    responsible: tuple[Touchpoint, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def total(self) -> int:
        """How many things the owner looks after at once: touchpoints, open initiatives and open decisions."""
        return len(self.touchpoints) + len(self.initiatives) + len(self.decisions)


def load_by_person(workspace: Workspace, as_of: date) -> Mapping[str, Load]:
    """Counts what each owner carries on a day.

    Args:
        workspace: the organisation.
        as_of: the day; decisions of periods that begin later are not yet made.

    Returns:
        Person id -> load, in the order of the organisation file, then those whom only a touchpoint names; people who carry
        nothing are there, too.
    """
    inventory = list(workspace.touchpoints.values())
    accountable = _by_person((name, t) for t in inventory for name in t.accountable)
    responsible = _by_person((name, t) for t in inventory for name in t.responsible)
    kpis = _by_owner(workspace.kpis)
    initiatives = _by_owner(i for i in workspace.initiatives if i.open)
    decisions = _by_owner(workspace.open_decisions(as_of))
    named = [name for t in inventory for name in (*t.accountable, *t.responsible)]
    return {name: Load(
        person=name, touchpoints=tuple(accountable.get(name, ())), responsible=tuple(responsible.get(name, ())), kpis=tuple(kpis.get(name, ())),
        initiatives=tuple(initiatives.get(name, ())), decisions=tuple(decisions.get(name, ())))
        for name in dict.fromkeys([*workspace.people, *named])}


def _by_person(pairs: Iterable[tuple[str, Touchpoint]]) -> dict[str, list[Touchpoint]]:
    """Touchpoints by person; one that names a person twice counts once."""
    found: dict[str, dict[str, Touchpoint]] = {}
    for name, touchpoint in pairs:
        found.setdefault(name, {})[touchpoint.id] = touchpoint
    return {name: list(by_id.values()) for name, by_id in found.items()}


def _by_owner(records: Iterable[Owned]) -> dict[str, list[Owned]]:
    found: dict[str, list[Owned]] = {}
    for record in records:
        if record.owner is not None:
            found.setdefault(record.owner, []).append(record)
    return found
