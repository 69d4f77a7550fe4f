"""What the deciding body must decide now: each item with choices, owner, money and deadline, and the decisions of last time.

In this room: the register of the pack's first two pages, as records. Not here: which decisions answer what
(`cxgov.reviewing.coverage`), words and the choice of how many are shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxgov.language import Text
from cxgov.model import Decision, Initiative, JourneyProblem, Kpi, Period, Workspace
from cxgov.reviewing.changes import Verdict
from cxgov.reviewing.coverage import (
    Coverage,
    Lack,
    Recorded,
    coverage,
    decisions_of_period,
    initiatives_by_kpi,
    lacks,
    overdue_decisions,
    overdue_initiatives,
    reached_by,
    unanswered,
    unheeded_problems,
    without_action,
)

NeedKind = Literal["off_target", "no_action", "overdue_decision", "overdue_initiative", "proposal", "problem", "incomplete"]
Choice = Literal["act", "accept", "investigate", "close", "postpone", "drop", "stop", "approve", "reject", "complete"]

CHOICES: Mapping[NeedKind, tuple[Choice, ...]] = {
    "off_target": ("act", "accept", "investigate"),
    "no_action": ("act", "accept"),
    "overdue_decision": ("close", "postpone", "drop"),
    "overdue_initiative": ("close", "postpone", "stop"),
    "proposal": ("approve", "reject", "postpone"),
    "problem": ("act", "investigate", "reject"),
    "incomplete": ("complete",),
}
"""Kind of need -> the choices that settle it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that waits for a decision.

    Attributes:
        kind: why it waits: an indicator off target without a decision; one off target twice without action; a decision
            or an initiative past its date; a proposed initiative that is to start by the end of the next period; one of
            the largest problems that nobody took up; an open decision without owner or date.
        about: id of the record it is about.
        choices: what can be decided.
        owner: id of the person to bring it: the record's owner; ``None`` where nobody is named.
        money: cost as recorded with the record; for an indicator, of the open initiatives that work on it; ``None`` where unknown.
        since: the day from which it has waited, where the files say.
        deadline: the day by which it must be decided; a day in the past where it is late already.
        record: what it is about.
        options: options that were considered, as recorded.
        lacks: for an incomplete decision, what is missing.
    """

    kind: NeedKind
    about: str
    choices: tuple[Choice, ...]
    owner: str | None
    money: float | None
    since: date | None
    deadline: date | None
    record: Kpi | Decision | Initiative | JourneyProblem
    options: tuple[Text, ...] = ()
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The decisions of a review.

    Attributes:
        before: the period before, of the same length.
        previous: decisions recorded for the period before.
        current: decisions recorded for the period.
        needed: what waits for a decision, most pressing kind first.
        coverage: how far the period's decisions answer what was measured.
    """

    before: Period
    previous: tuple[Recorded, ...]
    current: tuple[Recorded, ...]
    needed: tuple[Need, ...]
    coverage: Coverage


def decision_register(workspace: Workspace, period: Period, as_of: date) -> Register:
    """Collects what a review of a period has to look back on and to decide.

    Args:
        workspace: the organisation.
        period: the reviewed period.
        as_of: the day of the review; decisions of periods that begin later are not yet made.
    """
    before = period.shift(-1)
    return Register(
        before=before, previous=decisions_of_period(workspace, before, as_of), current=decisions_of_period(workspace, period, as_of),
        needed=tuple(_needs(workspace, period, as_of)), coverage=coverage(workspace, period, as_of))


def needed_now(workspace: Workspace, period: Period, as_of: date) -> tuple[Need, ...]:
    """Lists what waits for a decision, most pressing kind first: `decision_register` without the look back."""
    return tuple(_needs(workspace, period, as_of))


def backed(workspace: Workspace, recorded: Recorded, verdicts: Mapping[str, Verdict]) -> bool:
    """Whether a tested change stands behind a decision that is recorded as helpful: an indicator it is about has really improved.

    That the indicator improved is no proof that the decision did it; that it did not is a reason not to speak of proof.

    Args:
        workspace: the organisation.
        recorded: the decision.
        verdicts: the reviewed period's values against those before, by indicator.
    """
    return recorded.effect == "yes" and any(verdicts[kpi].kind == "improved" for kpi in reached_by(workspace, recorded.decision) if kpi in verdicts)


def _needs(workspace: Workspace, period: Period, as_of: date) -> Iterator[Need]:
    # An indicator stands in the list once, and a decision that is late is not asked for its missing owner on top.
    review, working = period.shift(1).end, initiatives_by_kpi(workspace)
    missed = unanswered(workspace, period, as_of)
    for standing in missed:
        yield _of_kpi(working, "off_target", standing.kpi, standing.period.end, review)
    named = {standing.kpi.id for standing in missed}
    for _, later in without_action(workspace, period, as_of):
        if later.kpi.id not in named:
            yield _of_kpi(working, "no_action", later.kpi, later.period.end, review)
    late = overdue_decisions(workspace, as_of)
    overdue = {decision.id for decision in late}
    for decision in sorted(late, key=lambda d: d.due or as_of):
        yield _of_decision("overdue_decision", decision, decision.due)
    for initiative in sorted(overdue_initiatives(workspace, as_of), key=lambda i: i.end or as_of):
        yield _of_initiative("overdue_initiative", initiative, initiative.end)
    proposals = [i for i in workspace.initiatives
                 if i.status == "proposed" and (i.start is None or i.start <= review) and (i.end is None or i.end >= as_of)]
    for initiative in sorted(proposals, key=lambda i: i.start or review):
        yield _of_initiative("proposal", initiative, initiative.start or review)
    for problem in unheeded_problems(workspace, as_of):
        yield Need(kind="problem", about=problem.id, choices=CHOICES["problem"], owner=_accountable(workspace, problem), money=None, since=None,
                   deadline=review, record=problem)
    for decision in workspace.open_decisions(as_of):
        if lacks(decision) and decision.id not in overdue:
            yield _of_decision("incomplete", decision, review)


def _of_kpi(working: Mapping[str, Sequence[Initiative]], kind: NeedKind, kpi: Kpi, since: date, deadline: date) -> Need:
    costs = [i.cost for i in working.get(kpi.id, ()) if i.open and i.cost is not None]
    return Need(kind=kind, about=kpi.id, choices=CHOICES[kind], owner=kpi.owner, money=math.fsum(costs) if costs else None, since=since,
                deadline=deadline, record=kpi)


def _of_decision(kind: NeedKind, decision: Decision, deadline: date | None) -> Need:
    return Need(kind=kind, about=decision.id, choices=CHOICES[kind], owner=decision.owner, money=decision.cost, since=decision.due,
                deadline=deadline, record=decision, options=decision.options, lacks=lacks(decision))


def _of_initiative(kind: NeedKind, initiative: Initiative, deadline: date | None) -> Need:
    return Need(kind=kind, about=initiative.id, choices=CHOICES[kind], owner=initiative.owner, money=initiative.cost,
                since=initiative.end if kind == "overdue_initiative" else None, deadline=deadline, record=initiative)


def _accountable(workspace: Workspace, problem: JourneyProblem) -> str | None:
    touchpoint = workspace.touchpoints.get(problem.touchpoint or "")
    return touchpoint.accountable[0] if touchpoint and len(touchpoint.accountable) == 1 else None
