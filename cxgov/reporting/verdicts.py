"""Verdicts on change in words, and which way the arrow points.

In this room: what a report says of a verdict. Not here: the verdict itself (`cxgov.reviewing.changes`), the status against
the target.
"""

from __future__ import annotations

from typing import Any, Literal

from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reviewing.changes import ALPHA, Verdict
from cxgov.reviewing.derivation import VERDICT_NAMES

LEAST_P = 0.001

Arrow = Literal["up", "down", "stable"]
SIGNS: dict[Arrow, str] = {"up": "▲", "down": "▼", "stable": "="}


def arrow_of(verdict: Verdict | None) -> Arrow | None:
    """Where a value has moved, if a test says so; ``stable`` if a test says that it has not moved; else no arrow."""
    if verdict is None or verdict.change is None:
        return None
    if verdict.clear:
        return "up" if verdict.change.difference > 0 else "down"
    return "stable" if verdict.kind == "stable" else None


def words_of(context: Context, verdict: Verdict) -> str:
    """The verdict's word."""
    return context.say(VERDICT_NAMES[verdict.kind])


def difference_digits(digits: int) -> int:
    """Decimal places of a difference: one at least, for a small one would round to nothing."""
    return max(digits, 1)


def difference_of(context: Context, verdict: Verdict | None, digits: int) -> str:
    """The difference with its sign; empty where nothing was tested."""
    if verdict is None or verdict.change is None:
        return ""
    return context.language.number(verdict.change.difference, difference_digits(digits), signed=True)


WHY_NOT_CLEAR = {
    "¹": N_("not after Holm’s correction"), "²": N_("smaller than the smallest change of interest"), "³": N_("p decides"),
}
"""Footnotes to a difference whose own interval excludes zero and that is no clear change all the same."""


def why_not_clear(verdict: Verdict, least: float) -> str:
    """The mark of the footnote that says why a difference is no clear change; empty where none is needed.

    Args:
        verdict: the verdict.
        least: the indicator's smallest change of interest.
    """
    change, p = verdict.change, verdict.p_adjusted
    if verdict.kind != "no_clear_change" or change is None or change.interval[0] <= 0 <= change.interval[1]:
        return ""
    if p is not None and p < ALPHA:
        return "²" if abs(change.difference) < least else ""
    return "¹" if change.p < ALPHA else "³"


def change_of(context: Context, verdict: Verdict | None, digits: int, least: float) -> dict[str, Any] | None:
    """A verdict as a table shows it, by the smallest change of interest; ``None`` where there is no value to compare."""
    if verdict is None:
        return None
    arrow, change = arrow_of(verdict), verdict.change
    places = difference_digits(digits)
    return {
        "kind": verdict.kind, "word": words_of(context, verdict), "arrow": SIGNS[arrow] if arrow else "", "before": str(verdict.before or ""),
        "difference": difference_of(context, verdict, digits), "p": p_text(context, verdict.p_adjusted),
        "low": context.language.number(change.interval[0], places, signed=True) if change else "",
        "high": context.language.number(change.interval[1], places, signed=True) if change else "",
        "reason": context.said(verdict.reason) if verdict.reason else "", "why": why_not_clear(verdict, least),
    }


def sentence_of(context: Context, verdict: Verdict | None, digits: int) -> str:
    """The verdict in a few words for the title of a chart: ``improved (+8.2)``; empty without one."""
    if verdict is None:
        return ""
    difference, word = difference_of(context, verdict, digits), words_of(context, verdict)
    return context.say(N_("{verdict} ({difference})"), verdict=word, difference=difference) if difference else word


def p_text(context: Context, p: float | None) -> str:
    """A p value for a table; empty where there is none."""
    if p is None:
        return ""
    if p <= LEAST_P:
        return context.say(N_("p ≤ {p}"), p=context.language.number(LEAST_P, 3))
    return context.say(N_("p = {p}"), p=context.language.number(p, 3 if p < 0.1 else 2))
