"""An indicator off target: what the files know of the cause, and which decision that supports.

In this room: problems, causes and initiatives tied to an indicator through its touchpoints, and the rule of the proposal. Not
here: whether it is off target (`cxgov.reviewing.standings`), and whether somebody has decided (`cxgov.reviewing.coverage`). The
rule proposes; it proves no cause.

The rule, in this order: *accept* for now, where an initiative at work expects a change of the indicator that is not due yet;
*act*, where a cause is known: the card of an initiative names it, customers reported a problem at one of its touchpoints, or
a cause recurs there; else *investigate*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxgov.model import Decision, Initiative, JourneyProblem, Kpi, Period, Workspace
from cxgov.model.programme import ExpectedChange
from cxgov.reviewing.answering import Limits, limits_of
from cxgov.reviewing.causes import Cause, causes
from cxgov.reviewing.coverage import AT_WORK, coverage, initiatives_by_kpi
from cxgov.reviewing.problems import ranked_problems
from cxgov.reviewing.standings import Standing

Proposal = Literal["act", "accept", "investigate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCause:
    """A cause that feedback and complaints name at one of an indicator's touchpoints.

    Attributes:
        code: its code.
        count: times in the period, at these touchpoints.
        recurs: whether it keeps coming back, wherever it was named.
    """

    code: str
    count: int
    recurs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A change that an initiative at work is to bring, later than the period."""

    initiative: Initiative
    expected: ExpectedChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """What is known about an indicator off target.

    Attributes:
        standing: the value and where it stands.
        decisions: decisions that answer it already.
        initiatives: initiatives that work on it and were not stopped, in file order.
        problems: known problems of customers at its touchpoints, most signals first; those without a signal are left out.
        causes: causes named at its touchpoints in the period, the commonest first, then by code.
        due: the next change that is still to come; ``None`` where none is expected.
        proposal: what the rule proposes.
    """

    standing: Standing
    decisions: tuple[Decision, ...]
    initiatives: tuple[Initiative, ...]
    problems: tuple[JourneyProblem, ...]
    causes: tuple[NamedCause, ...]
    due: Due | None
    proposal: Proposal


def diagnoses(workspace: Workspace, period: Period, as_of: date) -> tuple[Diagnosis, ...]:
    """Diagnoses every indicator off target in a period, in the order of the organisation's indicators."""
    rows = coverage(workspace, period, as_of).rows
    found = diagnosed(workspace, [row.standing for row in rows], period, as_of, {row.standing.kpi.id: row.decisions for row in rows})
    return tuple(found.values())


def diagnosed(workspace: Workspace, standings: Iterable[Standing], period: Period, as_of: date,
              decisions: Mapping[str, tuple[Decision, ...]] | None = None) -> dict[str, Diagnosis]:
    """Diagnoses indicators, by their id.

    Args:
        workspace: the organisation.
        standings: the values off target.
        period: the period under review: in it causes are counted, and after it a change is still to come.
        as_of: the day.
        decisions: indicator id -> decisions that answer it.
    """
    limits, known, working = limits_of(workspace.organisation), causes(workspace, as_of), initiatives_by_kpi(workspace)
    found = {}
    for standing in standings:
        kpi = standing.kpi
        initiatives = tuple(i for i in working.get(kpi.id, ()) if i.status != "stopped")
        problems = tuple(p for p in ranked_problems(workspace) if p.touchpoint in kpi.touchpoints and p.signals > 0)
        named = _named(kpi, known, limits, period, as_of)
        due = _due(kpi, initiatives, period)
        clear = bool(problems) or any(i.cause for i in initiatives) or any(cause.recurs for cause in named)
        found[kpi.id] = Diagnosis(
            standing=standing, decisions=(decisions or {}).get(kpi.id, ()), initiatives=initiatives, problems=problems, causes=named, due=due,
            proposal="accept" if due else "act" if clear else "investigate")
    return found


def _named(kpi: Kpi, known: Mapping[str, Cause], limits: Limits, period: Period, as_of: date) -> tuple[NamedCause, ...]:
    found = []
    for cause in known.values():
        count = sum(record.touchpoint in kpi.touchpoints and record.received in period for record in cause.named_in)
        if count:
            found.append(NamedCause(code=cause.code, count=count, recurs=bool(cause.recurring(limits.cause_times, limits.cause_quarters, as_of))))
    return tuple(sorted(found, key=lambda cause: (-cause.count, cause.code)))


def _due(kpi: Kpi, initiatives: Iterable[Initiative], period: Period) -> Due | None:
    """The earliest change that is expected of an initiative at work after the period."""
    ahead = [Due(initiative=i, expected=change) for i in initiatives if i.status in AT_WORK for change in i.expects
             if change.kpi == kpi.id and change.by.end > period.end]
    return min(ahead, key=lambda due: due.expected.by.end, default=None)
