"""Who carries what: touchpoints, indicators, open initiatives and decisions by person.

In this room: short labels of people and their load as a report shows it. Not here: counting it (`cxgov.reviewing.load`) and
judging it (checks CXG-020 to CXG-028).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.model import Touchpoint
from cxgov.reporting.context import Context
from cxgov.reviewing.load import load_by_person

OVERLOAD = frozenset({"CXG-022", "CXG-027"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one person carries.

    Attributes:
        person: id.
        label: initials, unique in the report.
        accountable: touchpoints the person is accountable for.
        responsible: touchpoints at which the person does the work.
        initiatives: open initiatives the person owns.
        decisions: open decisions the person is to carry out.
        active: in the role on the report's day.
        overloaded: a check says that it is too much.
    """

    person: str
    label: str
    accountable: int
    responsible: int
    initiatives: int
    decisions: int
    active: bool
    overloaded: bool


def loads(context: Context) -> list[Load]:
    """Lists everyone who carries something, most touchpoints first, then in the order of the organisation file."""
    workspace = context.workspace
    overloaded = {found.about for found in context.checked.findings if found.code in OVERLOAD}
    labels = initials(context)
    made = []
    for person_id, carried in load_by_person(workspace, context.as_of).items():
        person = workspace.people.get(person_id)
        load = Load(
            person=person_id, label=labels[person_id], accountable=len(carried.touchpoints), responsible=len(carried.responsible),
            initiatives=len(carried.initiatives), decisions=len(carried.decisions),
            active=person is None or person.active_on(context.as_of), overloaded=person_id in overloaded)
        if load.accountable or load.responsible or load.initiatives or load.decisions:
            made.append(load)
    return sorted(made, key=lambda load: (-load.accountable, -load.responsible))


def initials(context: Context) -> dict[str, str]:
    """Person id -> initials, longer where two people share them."""
    workspace = context.workspace
    named = [t for touchpoint in workspace.touchpoints.values() for t in (*touchpoint.accountable, *touchpoint.responsible)]
    made: dict[str, str] = {}
    for person_id in dict.fromkeys([*workspace.people, *named]):
        words = context.person(person_id).replace("-", " ").split()
        choices = ["".join(word[0] for word in words[:3]).upper()]
        choices += ["".join(word[0] for word in words[:-1]).upper() + words[-1][:n].capitalize() for n in (2, 3, 4)] if words else []
        taken = set(made.values())
        made[person_id] = next((choice for choice in choices if choice not in taken), f"{choices[0]}{len(made)}")
    return made


def sole(touchpoint: Touchpoint) -> str | None:
    """The one accountable person; ``None`` where there is nobody or more than one."""
    return touchpoint.accountable[0] if len(touchpoint.accountable) == 1 else None


def shown_touchpoints(touchpoints: Sequence[Touchpoint], limit: int) -> list[Touchpoint]:
    """As many touchpoints as a picture holds: all of them, or the key ones first, in journey order."""
    if len(touchpoints) <= limit:
        return list(touchpoints)
    chosen = sorted(range(len(touchpoints)), key=lambda i: (not touchpoints[i].key, i))[:limit]
    return [touchpoints[i] for i in sorted(chosen)]
