"""Item 13, the maturity pulse: only practices that were rated anew, with what was shown for them; the rest is a count."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cxgov.language import N_
from cxgov.model import Evidence
from cxgov.reporting.comparison_pictures import index_waterfall
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.comparison import Comparison
from cxgov.reviewing.practice_changes import PracticeChange

MOST_ROWS = 10
MOST_EVIDENCE = 2
RATED = ("re_rated", "new_answer", "no_longer_answered")


def build(context: Context) -> list[Page]:
    """Makes the item; without anything to compare it has little to say and shares the page of the item before."""
    found = context.comparison if _assessed(context) else None
    rated = [change for change in found.practices if change.kind in RATED] if found else []
    return [Page(
        id="quarter-pulse", title=_title(context, found), short_title=context.say(N_("Maturity pulse")), lead=_lead(context, found),
        template="quarter/pulse.html", follows=found is None, data={
            "words": context.narrative("quarter-pulse"), "assessed": _assessed(context), "compared": found is not None, "period": context.language.period(context.period),
            "latest": context.language.period(context.card.period), "index": context.card.index, "level": context.level_name(context.card.level),
            "picture": index_waterfall(context) if found and found.parts else None, "rows": [_row(context, change) for change in rated[:MOST_ROWS]],
            "more": max(0, len(rated) - MOST_ROWS), "aged": [c.practice.id for c in found.practices if c.aged] if found else [],
            "start": context.language.period(found.start) if found else "", "end": context.language.period(found.end) if found else "",
            "reasons": [context.said(reason) for reason in found.reasons] if found else [],
        })]


def _assessed(context: Context) -> bool:
    """Whether the scorecard is of the reported period and not an earlier one."""
    return context.card.period == context.period


def _title(context: Context, found: Comparison | None) -> str:
    if not _assessed(context):
        return context.say(N_("Maturity was not assessed in {period}"), period=context.language.period(context.period))
    if found is None:
        return context.say(N_("The first assessment: there is nothing to compare it with yet"))
    then, now = found.before.index, found.after.index
    if then is None or now is None:
        return context.say(N_("No difference can be given: one of the two periods has no index"))
    if now == then:
        return context.say(N_("The index stays at {now}"), now=now) if found.parts else context.say(N_("Nothing that counts has moved: the index stays at {now}"), now=now)
    return context.say(N_("The index rose from {then} to {now}") if now > then else N_("The index fell from {then} to {now}"), then=then, now=now)


def _lead(context: Context, found: Comparison | None) -> str:
    """How many were rated anew and how many only carried over."""
    if found is None:
        return ""
    return context.say(N_("Practices since {period}: rated anew {rated}, confirmed {confirmed}, carried over unchanged {carried}."), period=context.language.period(found.start),
                       rated=sum(len(found.of_kind(kind)) for kind in ("re_rated", "new_answer")), confirmed=len(found.of_kind("confirmed")),
                       carried=len(found.of_kind("carried_over")))


def _row(context: Context, change: PracticeChange) -> dict[str, Any]:
    before, after = change.before, change.after
    shown = change.added or (after.evidence if after else ())
    return {
        "id": change.practice.id, "name": context.text(change.practice.short or change.practice.name), "before": _level(before), "after": _level(after),
        "claimed": _float(after.claimed) if after and after.claimed != after.evidenced and not after.na else None,
        "evidence": [_evidence(context, item) for item in shown[:MOST_EVIDENCE]], "more": max(0, len(shown) - MOST_EVIDENCE),
    }


def _level(score: Any) -> float | None:
    return None if score is None or score.na else _float(score.evidenced)


def _float(value: Fraction | int | None) -> float | None:
    return None if value is None else float(value)


def _evidence(context: Context, item: Evidence) -> str:
    title = context.text(item.title) or item.ref
    return f"{title}, {context.language.short_date(item.date)}" if item.date else title


SECTION = Section(name="quarter-pulse", build=build)
