"""Summary: the answer on one page, then the profile and the consultant's own words."""

from __future__ import annotations

from typing import Any

from cxgov.language import N_
from cxgov.reporting import advice, headlines, highlights, pictures
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.scoring.scorecard import REASON_TEXTS, DimensionScore


def build(context: Context) -> list[Page]:
    """Builds the summary."""
    card = context.card
    data = {
        "wheel": pictures.wheel(context, size="half"), "index": card.index, "level": card.level,
        "level_name": context.level_name(card.level), "maximum": 100,
        "reason": context.said(REASON_TEXTS[card.reason]) if card.reason else "",
        "change": highlights.change(context), "stages": _counted_stages(context), "limit": _limit(context),
        "strengths": highlights.strengths(context), "gaps": highlights.gaps(context),
        "asked": highlights.asked(context), "left_open": highlights.left_open(context),
        "narrative": context.narrative("summary"), "profile": [_row(context, d) for d in card.dimensions],
        "previous": context.language.period(context.previous.period) if context.previous else "",
        "sequence": context.framework.scoring.sequence is not None,
    }
    return [Page(id="summary", title=headlines.summary_title(context), short_title=context.say(N_("Summary")), lead=_lead(context),
                 template="summary.html", data=data)]


def _lead(context: Context) -> str:
    after, now = advice.after_first_five(context), context.card.index
    if after is None or after.index is None or now is None or after.index <= now:
        return ""
    return context.counted(len(advice.first_five(context)), N_("The first recommended step would raise the index from {now} to {then}."),
                           N_("The first {n} recommended steps together would raise the index from {now} to {then}."), now=now, then=after.index)


def _counted_stages(context: Context) -> str:
    scored, lowest = context.card.scored, context.card.lowest
    if lowest is None:
        return ""
    return context.say(N_("from {n} of {m} stages; lowest counted score {score}, stage {number}"), n=len(scored),
                       m=len(context.card.dimensions), score=headlines.score_text(context, lowest.effective),
                       number=context.stage_number(lowest.id))


def _limit(context: Context) -> dict[str, Any] | None:
    """The skipped or limiting stage: what is, why it matters."""
    cause, rule = headlines.limiting(context), context.framework.scoring.sequence
    if cause is None or rule is None:
        return None
    held = headlines.held_back(context, cause.id)
    title = N_("Skipped: stage {label}") if cause.skipped else N_("Limiting: stage {label}")
    highest = max((d.effective for d in held if d.effective is not None), default=None)
    text = context.counted(
        len(held), N_("It scores {raw}. The stages build on one another, so stage {later} counts for {limit} at most."),
        N_("It scores {raw}. The stages build on one another, so stages {later} count for {limit} at most."),
        raw=headlines.score_text(context, cause.raw), later=headlines.later_stages(context, cause.id),
        limit=headlines.score_text(context, highest)) if held else context.say(
        N_("It scores {raw}, while later stages are well ahead."), raw=headlines.score_text(context, cause.raw))
    return {"title": context.say(title, label=context.stage_label(cause.id)), "text": text}


def _row(context: Context, d: DimensionScore) -> dict[str, Any]:
    before = context.previous.dimension(d.id).raw if context.previous else None
    return {
        "id": d.id, "label": context.stage_label(d.id), "strip": pictures.strip(context, d.id),
        "claimed": _float(d.claimed), "raw": _float(d.raw), "effective": _float(d.effective), "before": _float(before),
        "limited": d.limited, "skipped": d.skipped, "dumbbell": pictures.claimed_and_evidenced_cell(context, d.id),
        "reason": context.said(REASON_TEXTS[d.reason]) if d.reason else "",
    }


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


SECTION = Section(name="summary", build=build)
