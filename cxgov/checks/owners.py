"""Who owns what: accountability for touchpoints, and the indicators, open initiatives and open decisions in somebody's name.

No check by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxgov.checks.rule import NotChecked, View
from cxgov.language import N_, message
from cxgov.model import Decision, Initiative, Kpi, Person, Touchpoint
from cxgov.problems import Location
from cxgov.reviewing.load import Load, load_by_person

IDS_SHOWN = 6


@dataclass(frozen=True)
class Holdings:
    """What stands in one owner's name.

    Attributes:
        person: the owner, who may turn out to be no person.
        load: what the owner carries.
    """

    person: Person
    load: Load

    def places(self, view: View) -> tuple[Location, ...]:
        """Where the owner is named, as many places as `ids` names."""
        return tuple(view.place(record, "accountable" if isinstance(record, Touchpoint) else "owner") for record in self._records[:IDS_SHOWN])

    @property
    def ids(self) -> str:
        """Ids of what is owned, the first few of them and ``…``."""
        found = [record.id for record in self._records]
        return ", ".join([*found[:IDS_SHOWN], *(["…"] if len(found) > IDS_SHOWN else [])])

    @property
    def _records(self) -> tuple[Touchpoint | Kpi | Initiative | Decision, ...]:
        return (*self.load.touchpoints, *self.load.kpis, *self.load.initiatives, *self.load.decisions)


def holdings(view: View) -> tuple[Holdings, ...]:
    """Returns what each owner holds, in the order of the organisation file; people who own nothing are left out.

    Raises:
        NotChecked: if nobody owns anything.
    """
    people = view.workspace.people
    found = [Holdings(people[name], load) for name, load in load_by_person(view.workspace, view.as_of).items()
             if name in people and (load.total or load.kpis)]
    if not found:
        raise NotChecked(message(N_("nobody is named as an owner of anything")))
    return tuple(found)


def accountable(view: View, people: Mapping[str, Person]) -> dict[str, int]:
    """Counts the touchpoints each of these people is accountable for, most first, ties in the order of the files.

    Raises:
        NotChecked: if no touchpoint names who is accountable.
    """
    counts: dict[str, int] = {}
    for touchpoint in view.workspace.touchpoints.values():
        for name in dict.fromkeys(touchpoint.accountable):
            counts[name] = counts.get(name, 0) + 1
    if not counts:
        raise NotChecked(message(N_("no touchpoint names who is accountable for it")))
    return {name: n for name, n in sorted(counts.items(), key=lambda item: -item[1]) if name in people}
