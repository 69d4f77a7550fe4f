"""Annex A: every practice with all raters under pseudonyms, what was agreed, what counts, how far they agree, and notes."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.scoring.scorecard import REASON_TEXTS, PracticeScore

MOST_COLUMNS = 8


def build(context: Context) -> list[Page]:
    """Makes the annex."""
    card = context.card
    columns = list(card.raters) if len(card.raters) <= MOST_COLUMNS else []
    return [Page(
        id="annex-answers", title=context.say(N_("Answers by practice")), short_title=context.say(N_("Answers by practice")),
        template="annex-answers.html", annex=True, data={
            "raters": [context.pseudonyms[rater] for rater in columns], "many": len(card.raters) > MOST_COLUMNS,
            "assessors": [context.pseudonyms[r] for r in card.assessors],
            "agreed": card.agreed, "minimum": context.framework.scoring.minimum_raters, "n": len(card.raters),
            "groups": [{"name": context.stage_label(d.id), "rows": [_row(context, s, columns) for s in d.practices]} for d in card.dimensions],
        })]


def _row(context: Context, score: PracticeScore, columns: list[str]) -> dict[str, Any]:
    by_rater = {rating.rater: rating for rating in score.raters.ratings}
    notes = [context.text(note) for note in score.notes]
    notes += [f"{context.pseudonyms.get(r.rater, '')}: {context.text(r.note)}" for r in score.raters.ratings if r.note]
    if score.na and score.na_reason:
        notes.insert(0, context.say(N_("Not applicable: {reason}"), reason=score.na_reason))
    return {
        "id": score.practice.id, "name": context.text(score.practice.short or score.practice.name),
        "ratings": [("" if (found := by_rater.get(rater)) is None else _level(context, found.value)) for rater in columns],
        "spread": _spread(context, score), "claimed": _level(context, score.claimed) if not score.na and score.claimed is not None else "",
        "evidenced": None if score.evidenced is None else context.language.number(float(score.evidenced), 2, trim=True),
        "why": context.said(REASON_TEXTS[score.reason]) if score.reason else "", "capped": score.cap.value if score.cap else "",
        "assessor": _level(context, score.assessor) if score.assessor is not None else "",
        "agreement": None if score.raters.agreement is None else float(score.raters.agreement),
        "discuss": score.raters.discuss or score.raters.mixed, "notes": notes,
    }


def _level(context: Context, value: Fraction | None) -> str:
    if value is None:
        return context.language.pgettext("not applicable, short", "n/a")
    return context.language.number(float(value), 2, trim=True)


def _spread(context: Context, score: PracticeScore) -> str:
    """How many raters gave which level: ``1 (2), 2 (5)``, where there are too many for columns."""
    counts = Counter(rating.value for rating in score.raters.ratings)
    known = sorted(value for value in counts if value is not None)
    parts = [f"{_level(context, value)} ({counts[value]})" for value in known]
    return ", ".join(parts + ([f"{_level(context, None)} ({counts[None]})"] if counts[None] else []))


SECTION = Section(name="annex-answers", build=build)
