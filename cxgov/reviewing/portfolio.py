"""The portfolio of initiatives: by status, what began and ended, what it costs, and what was expected against what was measured.

In this room: the difference of an indicator since before an initiative began, beside the change it was to bring. Two values
in a row are no proof of a cause: that the indicator moved is never claimed to be the initiative's work. Not here: the test
of a difference (`cxgov.reviewing.changes`), which values can be compared (`cxgov.reviewing.series`) and any wording.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from cxgov.language import N_, Message, message
from cxgov.model import Initiative, Kpi, Period, Workspace
from cxgov.model.programme import Evaluation, ExpectedChange
from cxgov.reviewing.changes import between
from cxgov.reviewing.coverage import is_overdue
from cxgov.reviewing.series import Cell, Point, histories, unlike
from cxgov.reviewing.standings import value_of

Status = Literal["proposed", "approved", "in_progress", "rolled_out", "done", "stopped"]
STATUSES: tuple[Status, ...] = ("proposed", "approved", "in_progress", "rolled_out", "done", "stopped")
NOT_BEGUN: tuple[Status, ...] = ("proposed", "approved")
NOT_TRIED: tuple[Status, ...] = ("proposed", "stopped")
"""Nothing is expected any more, or not yet, of initiatives in these states: what the indicator does meanwhile is not theirs."""

Outcome = Literal["reached", "partly", "not_reached", "too_early", "not_comparable", "not_measured"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum over initiatives, of which some may not say.

    Attributes:
        total: the sum of what is known; ``None`` where nothing is.
        known: how many initiatives say.
        of: how many there are.
    """

    total: float | None
    known: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An expected change beside what was measured since before the initiative began.

    Attributes:
        expected: the expected change, with the period it was to come by.
        kpi: the indicator; ``None`` where it is not declared.
        state: reached or passed; moved the expected way but less; not moved that way; too early, while the period it was to
            come by has not been reached; two values that cannot be compared; no value before or after.
        before: the last measured period before the start.
        after: the latest measured period up to the reported one and to the one expected.
        difference: later minus earlier, in the indicator's unit; ``None`` where there is none.
        interval: of the difference; ``None`` where nothing says how sure the values are.
        clear: the difference is more than chance and not too small to matter; ``None`` where nothing could be tested.
        reason: why the two cannot be compared, or what is missing.
    """

    expected: ExpectedChange
    kpi: Kpi | None
    state: Outcome
    before: Period | None = None
    after: Period | None = None
    difference: float | None = None
    interval: tuple[float, float] | None = None
    clear: bool | None = None
    reason: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An initiative in the portfolio.

    Attributes:
        initiative: the initiative.
        effects: one per expected change, in file order.
        evaluation: what was written down about its effect, where that was by the day; measured values stand beside it.
        late: it is past its end and neither rolled out nor done nor stopped.
    """

    initiative: Initiative
    effects: tuple[Effect, ...]
    evaluation: Evaluation | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All initiatives of an organisation, as they stand in a period.

    Attributes:
        items: all of them in file order.
        by_status: status -> items, in the order of a life; statuses without an initiative are left out.
        started: those that began within the period; one that is only proposed or approved has not.
        finished: rolled out or done, with their end within the period.
        stopped: stopped, with their end within the period.
        cost: planned cost of all that were not stopped.
        spent: what all of them have cost so far, the stopped ones included.
    """

    items: tuple[Item, ...]
    by_status: Mapping[Status, tuple[Item, ...]]
    started: tuple[Item, ...]
    finished: tuple[Item, ...]
    stopped: tuple[Item, ...]
    cost: Money
    spent: Money


def portfolio(workspace: Workspace, period: Period, as_of: date) -> Portfolio:
    """Describes the portfolio.

    Args:
        workspace: the organisation.
        period: the reported period; later measurements are not looked at, nor those of periods of another length.
        as_of: the day by which lateness and evaluations are judged.
    """
    past = {cell.kpi: points for cell, points in histories(workspace, period).items() if cell == Cell(cell.kpi)}
    items = tuple(_item(workspace, initiative, past, period, as_of) for initiative in workspace.initiatives)
    groups = {status: tuple(item for item in items if item.initiative.status == status) for status in STATUSES}
    return Portfolio(
        items=items, by_status={status: found for status, found in groups.items() if found},
        started=tuple(i for i in items if i.initiative.start in period and i.initiative.status not in NOT_BEGUN),
        finished=tuple(i for i in items if i.initiative.end in period and i.initiative.status in ("rolled_out", "done")),
        stopped=tuple(i for i in items if i.initiative.end in period and i.initiative.status == "stopped"),
        cost=money([i.cost for i in workspace.initiatives if i.status != "stopped"]), spent=money([i.spent for i in workspace.initiatives]))


def due(found: Portfolio, until: Period, after: Period | None = None) -> tuple[tuple[Item, Effect], ...]:
    """Returns the expected changes that were to come by the end of a period, of initiatives that are neither only proposed nor stopped.

    Args:
        found: the portfolio.
        until: the changes were to come by its end; so far, where ``after`` is not given.
        after: only those that were to come after its end.

    Returns:
        Initiative and change in file order; also changes that could not be measured.
    """
    return tuple((item, effect) for item in found.items if item.initiative.status not in NOT_TRIED for effect in item.effects
                 if effect.expected.by.end <= until.end and (after is None or effect.expected.by.end > after.end))


def money(amounts: Sequence[float | None]) -> Money:
    """Adds up what is known; an amount that nobody wrote down is no zero."""
    known = [amount for amount in amounts if amount is not None]
    return Money(total=math.fsum(known) if known else None, known=len(known), of=len(amounts))


def effect(workspace: Workspace, initiative: Initiative, expected: ExpectedChange, points: Sequence[Point], period: Period) -> Effect:
    """Sets an expected change beside what was measured.

    Args:
        workspace: the organisation.
        initiative: the initiative.
        expected: the change it is to bring.
        points: the indicator's own values, oldest first.
        period: the reported period.
    """
    kpi = workspace.kpis_by_id.get(expected.kpi)
    early = expected.by.end > period.end
    bare = Effect(expected=expected, kpi=kpi, state="too_early" if early else "not_measured")
    if kpi is None:
        return bare
    start = initiative.start
    if initiative.status in NOT_BEGUN or (start is not None and start > period.end):
        return replace(bare, reason=message(N_("the initiative has not begun")))
    if start is None:
        return replace(bare, reason=message(N_("the initiative does not say when it began")))
    shown = [p for p in points if value_of(p.measured, workspace.organisation.thresholds) is not None]
    before = next((p for p in reversed(shown) if p.period.end < start), None)
    after = next((p for p in reversed(shown) if start <= p.period.end <= min(expected.by.end, period.end)), None)
    found = replace(bare, before=before.period if before else None, after=after.period if after else None)
    if before is None:
        return replace(found, reason=message(N_("no value from before the start")))
    if after is None:
        return replace(found, reason=message(N_("no value since the start")))
    return _measured(workspace, kpi, found, before, after, early=early)


def _measured(workspace: Workspace, kpi: Kpi, found: Effect, before: Point, after: Point, *, early: bool) -> Effect:
    reason, verdict = unlike(kpi, before, after), between(workspace, kpi, before, after)
    if reason:
        return replace(found, state="not_comparable", reason=reason)
    if verdict.kind == "too_few":
        return replace(found, state="not_comparable", reason=message(N_("too few answers to compare")))
    first, second = before.measured.value, after.measured.value
    if first is None or second is None:
        return found
    change = verdict.change
    difference = change.difference if change else second - first
    return replace(
        found, difference=difference, interval=change.interval if change else None, clear=verdict.clear if change else None,
        reason=verdict.reason, state="too_early" if early else _outcome(found.expected.change, difference))


def _outcome(expected: float, difference: float) -> Outcome:
    """How much of an expected change was measured, whatever its direction; to expect none is to expect that it holds."""
    # A difference smaller than any measurement must not decide (0.3 - 0.1 against 0.2).
    slack = 1e-9 * max(1.0, abs(expected), abs(difference))
    if expected == 0:
        return "reached" if abs(difference) <= slack else "not_reached"
    along = difference if expected > 0 else -difference
    if along >= abs(expected) - slack:
        return "reached"
    return "partly" if along > slack else "not_reached"


def _item(workspace: Workspace, initiative: Initiative, past: Mapping[str, Sequence[Point]], period: Period, as_of: date) -> Item:
    evaluation = initiative.evaluation
    return Item(
        initiative=initiative, effects=tuple(effect(workspace, initiative, change, past.get(change.kpi, ()), period) for change in initiative.expects),
        evaluation=evaluation if evaluation is not None and evaluation.period.start <= as_of else None, late=is_overdue(initiative, as_of))
