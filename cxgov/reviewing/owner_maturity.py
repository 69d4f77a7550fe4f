"""How mature the management of a touchpoint is: the practices that its owner answers for, scored by the framework's rules.

Which practices those are the framework says itself: each names the roles to ask about it. An owner has the role of a
touchpoint owner, that of a function of the same name, and where it applies those of customer service and of the sponsor.
The figures are the unit's where the owner rated with exactly one unit, else the organisation's. Not here: what customers
report there (`cxgov.reviewing.outcome`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from cxgov.model import Framework, Kpi, Workspace
from cxgov.model.frameworks import LevelRule
from cxgov.scoring.assemble import assemble
from cxgov.scoring.scorecard import Scorecard

OWNER_ROLE, SERVICE_ROLE, SPONSOR_ROLE = "tp_owner", "service", "sponsor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maturity:
    """How mature the management behind an indicator is, in levels of the framework.

    Attributes:
        effective: what counts: evidenced, and limited by the order of the stages.
        claimed: the same from the claimed levels.
        owner: the accountable person; ``None`` for the whole organisation or where there are several.
        unit: the unit whose figures these are; ``None`` for the organisation's.
        practices: number of practices behind it.
    """

    effective: Fraction
    claimed: Fraction
    owner: str | None
    unit: str | None
    practices: int


def maturity(workspace: Workspace, card: Scorecard, units: Mapping[str, Scorecard], kpi: Kpi) -> Maturity | None:
    """Scores the practices of the one person who is accountable for an indicator's touchpoints.

    Args:
        workspace: the organisation.
        card: the organisation's scorecard.
        units: scorecards of its units in the same period, by unit id.
        kpi: the indicator; without touchpoints it speaks of the whole, and so does its maturity.

    Returns:
        The maturity; ``None`` where no single person is accountable, or where too little was answered.
    """
    if not kpi.touchpoints:
        return _of(card, None, frozenset())
    known = [workspace.touchpoints[t].accountable for t in kpi.touchpoints if t in workspace.touchpoints]
    owners = {person for people in known for person in people}
    if len(owners) != 1:
        return None
    (owner,) = owners
    found = units.get(_unit_of(workspace, card, owner) or "", card)
    return _of(found, owner, roles_of(workspace, owner))


def roles_of(workspace: Workspace, person_id: str) -> frozenset[str]:
    """Lists the roles of the framework in which a touchpoint's owner would be asked."""
    organisation = workspace.organisation
    person = workspace.people.get(person_id)
    roles = {OWNER_ROLE}
    if person and person.function:
        roles.add(person.function)
        if person.function in organisation.customer_service:
            roles.add(SERVICE_ROLE)
    if organisation.governance and organisation.governance.sponsor == person_id:
        roles.add(SPONSOR_ROLE)
    return frozenset(roles)


def _unit_of(workspace: Workspace, card: Scorecard, person_id: str) -> str | None:
    """The one unit with which somebody rated; ``None`` for none or several."""
    found = {a.unit for a in workspace.assessments if a.rater == person_id and a.status == "individual" and a.unit
             and a.framework == card.framework.id and a.period == card.period}
    return next(iter(found)) if len(found) == 1 else None


def _of(card: Scorecard, owner: str | None, roles: frozenset[str]) -> Maturity | None:
    framework = _narrowed(card.framework, roles)
    chosen = {practice.id for practice in framework.practices()}
    practices = {s.practice.id: s for s in card.practices() if s.practice.id in chosen}
    claims = {name: replace(s, evidenced=s.claimed) for name, s in practices.items()}
    levels = []
    for scores in (practices, claims):
        index = assemble(framework, card.period, card.unit, scores, ()).index_exact
        if index is None:
            return None
        levels.append(framework.scale.min + index * (framework.scale.max - framework.scale.min) / 100)
    return Maturity(effective=levels[0], claimed=levels[1], owner=owner, unit=card.unit,
                    practices=sum(s.evidenced is not None for s in practices.values()))


def _narrowed(framework: Framework, roles: frozenset[str]) -> Framework:
    """The framework with the practices that ask one of the roles; the whole one where none does, or where it has parts."""
    dimensions = tuple(replace(d, practices=kept) for d in framework.dimensions
                       if (kept := tuple(p for p in d.practices if roles.intersection(p.ask))))
    if not dimensions or any(d.dimensions for d in framework.dimensions):
        return framework
    # Gates and level rules name practices and dimensions that may be gone; the mean that is wanted does not need them.
    return replace(framework, dimensions=dimensions, scoring=replace(framework.scoring, gates=(), level=LevelRule()))
