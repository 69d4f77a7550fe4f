"""Gap and target profile: today, in 12 and in 24 months, at one level a practice and year."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cxgov.language import N_
from cxgov.reporting import pictures
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.scoring.scorecard import DimensionScore, PracticeScore, Scorecard

WHEN = (N_("Today"), N_("In 12 months"), N_("In 24 months"))


def build(context: Context) -> list[Page]:
    """Makes the chapter."""
    targets = context.workspace.targets_of(context.framework.id)
    cards = (context.card, *context.ahead)
    return [Page(
        id="targets", title=_title(context), short_title=context.say(N_("Gap and target profile")), lead=_lead(context),
        template="targets.html", data={
            "profile": pictures.profile(context), "by": str(targets.by) if targets else None, "declared": targets is not None,
            "stages": [_stage(context, d, cards) for d in context.card.dimensions],
            "index": [card.index for card in cards], "level": [card.level for card in cards],
            "limits": _limits(context, cards), "half": _half(context.card),
            "groups": [{"name": context.stage_label(d.id), "rows": [_practice(context, s, cards) for s in d.practices]}
                       for d in context.card.dimensions],
        })]


def gaps(card: Scorecard) -> list[PracticeScore]:
    """The practices below their target."""
    return [s for s in card.practices() if s.evidenced is not None and not s.practice.answers and s.evidenced < s.target]


def _title(context: Context) -> str:
    today, year, two = context.card.index, context.ahead[0].index, context.ahead[1].index
    if today is None or year is None or two is None:
        return context.say(N_("Gap and target profile"))
    if not gaps(context.card):
        return context.say(N_("Every rated practice has reached its target"))
    if two > year:
        return context.say(N_("At one level a year the index can go from {today} to {year} in 12 months and {two} in 24"), today=today, year=year, two=two)
    if year > today:
        return context.say(N_("With the targets set, the index can go from {today} to {year} in 12 months"), today=today, year=year)
    return context.say(N_("The targets set leave the index at {today}"), today=today)


def _lead(context: Context) -> str:
    below = gaps(context.card)
    if not below:
        return ""
    far = [s for s in below if s.evidenced is not None and s.target - s.evidenced > 1]
    said = context.counted(len(below), N_("{n} practice is below its target."), N_("{n} practices are below their targets."))
    more = context.counted(len(far), N_("{n} of them needs more than a year at one level a year."), N_("{n} of them need more than a year at one level a year.")) if far else (
        context.say(N_("No target lies more than one level away.")))
    return f"{said} {more}"


def _stage(context: Context, score: DimensionScore, cards: tuple[Scorecard, ...]) -> dict[str, Any]:
    return {
        "id": score.id, "name": context.stage_label(score.id), "raw": _float(score.raw),
        "counts": [_float(card.dimension(score.id).effective) for card in cards],
    }


def _limits(context: Context, cards: tuple[Scorecard, ...]) -> list[dict[str, Any]]:
    """Which stage holds which ones down, today and ahead."""
    found = []
    for when, card in zip(WHEN, cards, strict=True):
        for early in dict.fromkeys(d.limited_by for d in card.dimensions if d.limited_by):
            later = [str(context.stage_number(d.id)) for d in card.dimensions if d.limited_by == early]
            found.append({"when": context.say(when), "early": str(context.stage_number(early)), "later": context.join(later), "n": len(later)})
    return found


def _half(card: Scorecard) -> int:
    """How many stages stand in the first of two columns, so that both are about as long."""
    sizes = [len(d.practices) + 1 for d in card.dimensions]
    return min(range(1, len(sizes) + 1), key=lambda n: abs(sum(sizes[:n]) - sum(sizes[n:])))


def _practice(context: Context, score: PracticeScore, cards: tuple[Scorecard, ...]) -> dict[str, Any]:
    scaled = not score.practice.answers
    return {
        "id": score.practice.id, "na": score.na, "name": context.text(score.practice.short or score.practice.name),
        "levels": [_level(card.practice(score.practice.id)) for card in cards], "target": score.target if scaled and not score.na else None,
    }


def _level(score: PracticeScore) -> int | float | None:
    if score.evidenced is None:
        return None
    return int(score.evidenced) if score.evidenced.denominator == 1 else float(score.evidenced)


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


SECTION = Section(name="targets", build=build)
