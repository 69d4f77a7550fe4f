"""Period against period: whether an indicator has really changed, tested, with Holm's correction for looking at many.

In this room: the verdict. It follows the test and the smallest change of interest, never the target: the colour of an
indicator is `cxgov.kpis.status`. Not here: the formulas of the tests (`cxgov.kpis.types`), which values can be compared
(`cxgov.reviewing.series`) and the words for a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cxgov.kpis.estimates import Change, estimate_of
from cxgov.kpis.holm import holm
from cxgov.kpis.types import TYPES
from cxgov.kpis.variants import direction_of
from cxgov.language import N_, Message, message
from cxgov.model import Kpi, Measurement, Period, Target, Workspace
from cxgov.model.organisations import Thresholds
from cxgov.reviewing.series import Cell, Point, histories, unlike

ALPHA = 0.05

VerdictKind = Literal["first", "not_comparable", "too_few", "improved", "worsened", "stable", "no_clear_change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What can be said of a value against the one before.

    Attributes:
        cell: what was compared.
        kind: the verdict.
        period: the later period.
        before: the earlier period; ``None`` where there is none.
        value: the earlier value; ``None`` where nothing was tested.
        reason: why it is no arrow, where that needs saying.
        change: difference (later minus earlier), its interval and p, none of them adjusted; ``None`` where nothing was
            tested.
        p_adjusted: p after Holm's correction over ``family`` tests; ``None`` for parts, which are not adjusted, and
            where nothing was tested.
        family: number of tests made together.
    """

    cell: Cell
    kind: VerdictKind
    period: Period
    before: Period | None = None
    value: float | None = None
    reason: Message | None = None
    change: Change | None = None
    p_adjusted: float | None = None
    family: int = 0

    @property
    def tested(self) -> bool:
        """Whether a test stands behind it."""
        return self.change is not None

    @property
    def clear(self) -> bool:
        """Whether the value has really become better or worse."""
        return self.kind in ("improved", "worsened")


def changes(workspace: Workspace, period: Period) -> dict[str, Verdict]:
    """Judges every indicator measured in a period against its latest earlier period of the same length.

    Holm's family is all indicators at the level of the organisation that can be tested in the period.

    Args:
        workspace: the organisation.
        period: the later period.

    Returns:
        Indicator id -> verdict, in the order of the organisation's indicators; an indicator without a value in the
        period has none.
    """
    found = _first_judged(workspace, period, whole=True)
    tested = {cell: v.change.p for cell, v in found.items() if v.change}
    adjusted = dict(zip(tested, holm(list(tested.values())), strict=True))
    judged = {cell.kpi: _judged(workspace.kpis_by_id[cell.kpi], replace(v, family=len(tested), p_adjusted=adjusted[cell]), adjusted[cell])
              if v.change else v for cell, v in found.items()}
    return {kpi.id: judged[kpi.id] for kpi in workspace.kpis if kpi.id in judged}


def changes_of_parts(workspace: Workspace, period: Period) -> dict[Cell, Verdict]:
    """Judges segments and touchpoints of a period, each against its own earlier value.

    Parts are looked at to ask further and not to conclude: their p is not adjusted, and ``family`` says how many parts
    of the indicator were tested beside each other. Parts below the privacy threshold are left out altogether.
    """
    found = _first_judged(workspace, period, whole=False)
    family: dict[str, int] = {}
    for cell, verdict in found.items():
        family[cell.kpi] = family.get(cell.kpi, 0) + verdict.tested
    return {cell: _judged(workspace.kpis_by_id[cell.kpi], replace(v, family=family[cell.kpi]), v.change.p) if v.change else v
            for cell, v in found.items()}


def between(workspace: Workspace, kpi: Kpi, before: Point, after: Point) -> Verdict:
    """Judges any two measurements of the organisation's own value against each other, on their own: p is not adjusted."""
    found = _compared(kpi, workspace.organisation.thresholds, Cell(kpi.id), [before, after], [])
    return _judged(kpi, replace(found, family=1), found.change.p) if found.change else found


def answers(measured: Measurement) -> float | None:
    """The number of answers that carry a value: the effective one where they were weighted; ``None`` if unknown."""
    return measured.n if measured.n_effective is None else measured.n_effective


def withheld(measured: Measurement, thresholds: Thresholds) -> bool:
    """Tells whether a part is so small that its people might be recognised: nothing of it may be shown."""
    return measured.n is not None and measured.n < thresholds.privacy


def _first_judged(workspace: Workspace, period: Period, *, whole: bool) -> dict[Cell, Verdict]:
    """The verdicts that need no test, and for the others the test itself; those are judged once all p are known."""
    thresholds, kpis = workspace.organisation.thresholds, workspace.kpis_by_id
    past, found = histories(workspace, period), {}
    for cell, points in past.items():
        latest = points[-1]
        if latest.period != period or cell.whole != whole or cell.kpi not in kpis:
            continue
        if whole or not withheld(latest.measured, thresholds):
            found[cell] = _compared(kpis[cell.kpi], thresholds, cell, points, past.get(Cell(cell.kpi), []))
    return found


def _compared(kpi: Kpi, thresholds: Thresholds, cell: Cell, points: list[Point], whole: list[Point]) -> Verdict:
    after = points[-1]
    if len(points) == 1:
        return Verdict(cell=cell, kind="first", period=after.period)
    before = points[-2]
    plain = Verdict(cell=cell, kind="not_comparable", period=after.period, before=before.period)
    # What was asked stands with the value of all, and holds for its parts.
    asked = [point for point in whole if point.period in (before.period, after.period)]
    reason = unlike(kpi, before, after) or (unlike(kpi, *asked) if len(asked) == 2 else None)
    if reason:
        return replace(plain, reason=reason)
    sizes = [answers(point.measured) for point in (before, after)]
    # A value that is not shown for its few answers must not show through a comparison either.
    least = max(thresholds.compare_from, thresholds.suppress_below)
    if any(size is not None and size < least for size in sizes):
        return replace(plain, kind="too_few")
    if None in sizes:
        return replace(plain, reason=message(N_("the number of answers is not on file")))
    change = TYPES[kpi.type].change(kpi, estimate_of(before.measured), estimate_of(after.measured))
    if change is None:
        return replace(plain, reason=message(N_("nothing on file says how sure the values are")))
    return replace(plain, kind="no_clear_change", value=before.measured.value, change=change)


def _judged(kpi: Kpi, verdict: Verdict, p: float) -> Verdict:
    """Gives a tested comparison its verdict; ``p`` is the one that decides."""
    change, least = verdict.change, kpi.smallest_change
    if change is None or verdict.value is None:
        return verdict
    # A difference smaller than any measurement must not decide (0.3 - 0.1 against 0.2).
    slack = 1e-9 * max(1.0, abs(change.difference))
    if p < ALPHA and abs(change.difference) >= least - slack:
        gain = _gain(kpi, verdict.value, verdict.value + change.difference)
        if gain is None:
            return replace(verdict, reason=message(N_("it changed, but which way is better is not declared")))
        if abs(gain) > slack:
            return replace(verdict, kind="improved" if gain > 0 else "worsened")
    if least > 0 and change.interval[0] >= -least - slack and change.interval[1] <= least + slack:
        return replace(verdict, kind="stable")
    return verdict


def _gain(kpi: Kpi, before: float, after: float) -> float | None:
    """How much better the later value is, in the indicator's unit; negative where it is worse, ``None`` if nobody says."""
    match direction_of(kpi):
        case "higher_better":
            return after - before
        case "lower_better":
            return before - after
        case "target_is_best" if isinstance(kpi.target, Target):
            return abs(before - kpi.target.value) - abs(after - kpi.target.value)
    return None
