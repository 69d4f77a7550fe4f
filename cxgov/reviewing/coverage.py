"""Decisions against what they are about: which values, problems and dates are answered by a decision, and which are not.

In this room: the one definition of "a decision answers this", "overdue" and "nobody took it up", for checks, reports and the
status screen alike. Not here: whether an indicator is off target (`cxgov.reviewing.standings`), the register of a review
(`cxgov.reviewing.decisions`) and the findings (checks CXG-050 to CXG-053 and CXG-066).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxgov.model import Decision, Initiative, JourneyProblem, Period, Workspace
from cxgov.reviewing.problems import ranked_problems
from cxgov.reviewing.standings import Standing, off_target, standings

TOP_PROBLEMS = 3
AT_WORK = ("approved", "in_progress", "rolled_out")

State = Literal["done", "late", "dropped", "open"]
Effect = Literal["yes", "no", "too_early", "unknown"]
Lack = Literal["owner", "due"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A decision on record, as it stands on a day.

    Attributes:
        decision: the decision.
        period: the period it was taken in.
        state: done; dropped, also where a later decision takes its place; open; late when it is open and past its date.
        replaced_by: id of the decision that takes its place; ``None`` if there is none.
        days_late: days past the date: until it was closed, or until the day; ``None`` where it is not late.
        verified: the period in which its effect was checked; ``None`` where nobody has looked yet.
        effect: whether it helped, as recorded.
    """

    decision: Decision
    period: Period
    state: State
    replaced_by: str | None
    days_late: int | None
    verified: Period | None
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """An indicator off target, and the decisions that answer it, oldest first; none where nobody decided."""

    standing: Standing
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far a period's decisions answer what was measured.

    Attributes:
        rows: the indicators off target in the period, in file order.
        recorded: decisions recorded for the period.
        complete: those of them with an owner and a date.
        open: decisions of all periods that are still open.
        late: those of them that are overdue.
    """

    rows: tuple[Covered, ...]
    recorded: int
    complete: int
    open: int
    late: int

    @property
    def covered(self) -> int:
        """Indicators off target with a decision."""
        return sum(bool(row.decisions) for row in self.rows)


def decisions_of_period(workspace: Workspace, period: Period, as_of: date) -> tuple[Recorded, ...]:
    """Returns the decisions recorded for a period, in file order, as they stand on a day."""
    replaced = replacements(workspace, as_of)
    return tuple(_recorded(decision, period, as_of, replaced) for decision in workspace.decisions_of(period))


def replacements(workspace: Workspace, as_of: date) -> dict[str, str]:
    """Id of a decision -> id of the one that takes its place, of the periods that have begun by a day; a dropped one takes none."""
    return {d.replaces: d.id for d, _ in _recorded_by(workspace, as_of) if d.replaces is not None and d.status != "dropped"}


def overdue_decisions(workspace: Workspace, as_of: date) -> tuple[Decision, ...]:
    """Returns the decisions still open after their date, unless a later decision takes their place; in file order."""
    replaced = replacements(workspace, as_of)
    return tuple(d for d in workspace.open_decisions(as_of) if d.due is not None and d.due < as_of and d.id not in replaced)


def overdue_initiatives(workspace: Workspace, as_of: date) -> tuple[Initiative, ...]:
    """Returns the initiatives past their end, in file order."""
    return tuple(initiative for initiative in workspace.initiatives if is_overdue(initiative, as_of))


def is_overdue(initiative: Initiative, as_of: date) -> bool:
    """Tells whether an initiative is past its end and neither rolled out nor done nor stopped."""
    return initiative.status in ("proposed", "approved", "in_progress") and initiative.end is not None and initiative.end < as_of


def lacks(decision: Decision) -> tuple[Lack, ...]:
    """Says what a decision lacks: an owner, unless it was dropped; a date, while it is open and something is to be done."""
    found: list[Lack] = []
    if decision.owner is None and decision.status != "dropped":
        found.append("owner")
    # To accept is to leave things as they are: there is nothing that could be late.
    if decision.due is None and decision.status == "open" and decision.decision != "accept":
        found.append("due")
    return tuple(found)


def reached_by(workspace: Workspace, decision: Decision) -> frozenset[str]:
    """Ids of the indicators a decision is about: itself, those of its touchpoint, those an initiative it names is to change."""
    about = decision.about
    if about is None:
        return frozenset()
    named = (workspace.initiatives_by_id.get(name) for name in (about.initiative, decision.initiative) if name is not None)
    found = {change.kpi for initiative in named if initiative for change in initiative.expects}
    if about.kpi is not None:
        found.add(about.kpi)
    if about.touchpoint is not None:
        found.update(kpi.id for kpi in workspace.kpis_of(about.touchpoint))
    return frozenset(found)


def unanswered(workspace: Workspace, until: Period, as_of: date) -> tuple[Standing, ...]:
    """Returns the indicators whose last value, up to a period, is off target while nobody has decided anything about it."""
    taken = _decisions_by_kpi(workspace, as_of)
    last = [found[-1] for found in standings(workspace, until).values()]
    return tuple(s for s in last if s.off_target and not _answers(taken, s))


def without_action(workspace: Workspace, until: Period, as_of: date) -> tuple[tuple[Standing, Standing], ...]:
    """Returns the indicators off target in their last two measured periods of one length without action or acceptance.

    Action is an initiative that is approved, under way or rolled out, or that ended within the later period or after it,
    and that works on the indicator. Acceptance is a decision to accept about the indicator, recorded since the earlier
    period.
    """
    taken, working = _decisions_by_kpi(workspace, as_of), initiatives_by_kpi(workspace)
    found = []
    for name, history in standings(workspace, until).items():
        last = history[-1]
        same = [s for s in history if s.period.months == last.period.months][-2:]
        if len(same) < 2 or not all(s.off_target for s in same):
            continue
        accepted = any(d.decision == "accept" for d in _answers(taken, same[0]))
        if not accepted and not any(_is_action(i, last.period) for i in working.get(name, ())):
            found.append((same[0], same[1]))
    return tuple(found)


def initiatives_by_kpi(workspace: Workspace) -> Mapping[str, tuple[Initiative, ...]]:
    """Indicator id -> the initiatives that expect it to change or work on a touchpoint it measures, in file order."""
    found: dict[str, list[Initiative]] = {}
    for initiative in workspace.initiatives:
        expected = [change.kpi for change in initiative.expects]
        for name in dict.fromkeys([*expected, *(kpi.id for t in initiative.touchpoints for kpi in workspace.kpis_of(t))]):
            found.setdefault(name, []).append(initiative)
    return {name: tuple(several) for name, several in found.items()}


def unheeded_problems(workspace: Workspace, as_of: date, top: int = TOP_PROBLEMS) -> tuple[JourneyProblem, ...]:
    """Returns those of the largest problems, by signals, with no initiative, no decision and no reason why nothing is done.

    A stopped initiative and a dropped decision answer nothing. Problems without a single signal have no rank.
    """
    solved = {name for i in workspace.initiatives if i.status != "stopped" for name in i.problems}
    decided = {d.about.problem for d, _ in _recorded_by(workspace, as_of) if d.about and d.status != "dropped"}
    ranked = [problem for problem in ranked_problems(workspace) if problem.signals > 0][:top]
    return tuple(p for p in ranked if p.id not in solved and p.id not in decided and not p.rejected)


def coverage(workspace: Workspace, period: Period, as_of: date) -> Coverage:
    """Says how far decisions answer what was measured in a period.

    Args:
        workspace: the organisation.
        period: the period.
        as_of: the day; decisions of periods that begin later are not yet made.
    """
    recorded, taken = list(workspace.decisions_of(period)), _decisions_by_kpi(workspace, as_of)
    return Coverage(
        rows=tuple(Covered(standing=s, decisions=_answers(taken, s)) for s in off_target(workspace, period)), recorded=len(recorded),
        complete=sum(d.owner is not None and d.due is not None for d in recorded), open=len(workspace.open_decisions(as_of)),
        late=len(overdue_decisions(workspace, as_of)))


def _decisions_by_kpi(workspace: Workspace, as_of: date) -> Mapping[str, list[tuple[Decision, Period]]]:
    found: dict[str, list[tuple[Decision, Period]]] = {}
    for decision, period in _recorded_by(workspace, as_of):
        if decision.status != "dropped":
            for name in reached_by(workspace, decision):
                found.setdefault(name, []).append((decision, period))
    return found


def _answers(taken: Mapping[str, list[tuple[Decision, Period]]], standing: Standing) -> tuple[Decision, ...]:
    """The decisions that answer a value: about the indicator, of the value's period or a later one, and not dropped.

    A decision of an earlier period did not know the value; that things stay as decided is a decision of its own.
    """
    return tuple(decision for decision, period in taken.get(standing.kpi.id, ()) if period.end >= standing.period.start)


def _is_action(initiative: Initiative, period: Period) -> bool:
    return initiative.status in AT_WORK or (initiative.status == "done" and initiative.end is not None and initiative.end >= period.start)


def _recorded(decision: Decision, period: Period, as_of: date, replaced: dict[str, str]) -> Recorded:
    due, replacement = decision.due, replaced.get(decision.id)
    state: State = decision.status
    if state == "open" and replacement is not None:
        state = "dropped"
    elif state == "open" and due is not None and due < as_of:
        state = "late"
    until = as_of if state == "late" else decision.closed if state == "done" else None
    looked = decision.verified is not None and decision.verified.start <= as_of
    return Recorded(
        decision=decision, period=period, state=state, replaced_by=replacement,
        days_late=(until - due).days if until is not None and due is not None and until > due else None,
        verified=decision.verified if looked else None, effect=decision.effect or "unknown")


def _recorded_by(workspace: Workspace, as_of: date) -> Iterator[tuple[Decision, Period]]:
    """Decisions of the periods that have begun by a day."""
    for file in workspace.decisions:
        if file.period.start <= as_of:
            for decision in file.decisions:
                yield decision, file.period
