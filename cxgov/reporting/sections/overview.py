"""Result overview: every practice at a glance, claimed against evidenced, self against assessor, the spread of the raters, units."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cxgov.language import N_
from cxgov.reporting import headlines, highlights, pictures
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.scoring.scorecard import REASON_TEXTS, DimensionScore, PracticeScore


def build(context: Context) -> list[Page]:
    """Builds the overview."""
    data = {
        "heat": pictures.heat(context), "practices": [_group(context, d.id) for d in context.card.dimensions],
        "evidence": _evidence(context), "assessor": _assessor(context), "raters": _raters(context),
        "sensitivity": _sensitivity(context), "units": _units(context), "narrative": context.narrative("overview"),
        "sequence": context.framework.scoring.sequence is not None, "has_assessor": bool(context.card.assessors),
    }
    return [Page(id="overview", title=_title(context), short_title=context.say(N_("Result overview")), lead=_lead(context),
                 template="overview.html", data=data)]


def _title(context: Context) -> str:
    scored = [s for s in context.card.practices() if s.evidenced is not None]
    reached = sum(s.evidenced >= s.target for s in scored if s.evidenced is not None)
    if not scored:
        return context.say(N_("No practice has a level yet"))
    return context.counted(reached, N_("{n} of {m} rated practices has reached its target level"),
                           N_("{n} of {m} rated practices have reached their target level"), m=len(scored))


def _lead(context: Context) -> str:
    na = [s.practice.id for s in context.card.practices() if s.na]
    missing = [s.practice.id for s in context.card.practices() if not s.na and s.evidenced is None]
    parts = []
    if na:
        parts.append(context.say(N_("Not applicable: {practices}."), practices=context.join(na)))
    if missing:
        parts.append(context.say(N_("Not answered: {practices}."), practices=context.join(missing)))
    return " ".join(parts)


# --- practices -----------------------------------------------------------------------------------------------------


def _group(context: Context, dimension_id: str) -> dict[str, Any]:
    d = context.card.dimension(dimension_id)
    return {"label": context.stage_label(d.id), "rows": [_practice(context, s) for s in d.practices]}


def _practice(context: Context, score: PracticeScore) -> dict[str, Any]:
    marks = []
    if score.cap is not None:
        marks.append(context.say(N_("evidence old")) if score.evidence else context.say(N_("no evidence")))
    if score.raters.discuss or score.raters.mixed:
        marks.append(context.say(N_("to discuss")))
    return {
        "id": score.practice.id, "name": context.text(score.practice.short or score.practice.name),
        "claimed": pictures.digit(context, score.claimed), "evidenced": pictures.digit(context, score.evidenced),
        "target": None if score.na or score.practice.answers else score.target, "agreement": _float(score.raters.agreement),
        "raters": score.raters.n, "marks": marks, "na": score.na, "reason": context.said(REASON_TEXTS[score.reason]) if score.reason else "",
    }


# --- claimed and evidenced, self and assessor ------------------------------------------------------------------------


def _evidence(context: Context) -> dict[str, Any]:
    unproven = headlines.unproven(context)
    if unproven:
        title = context.say(N_("For {n} of {m} rated practices evidence is missing or old"), n=len(unproven), m=headlines.rated(context))
    else:
        title = context.say(N_("What is claimed is also shown"))
    rows = [[context.stage_label(d.id), d.id, _float(d.claimed), _float(d.raw), _float(d.claimed - d.raw if d.claimed is not None and d.raw is not None else None),
             _float(d.effective), context.language.percent(_float(d.coverage))] for d in context.card.dimensions]
    return {"title": title, "picture": pictures.claimed_and_evidenced(context), "rows": rows,
            "unproven": _unproven(context, unproven)}


def _unproven(context: Context, scores: list[PracticeScore]) -> list[dict[str, Any]]:
    """Why levels count for less, and for which practices; practices with the same words share a row."""
    rows: dict[str, list[dict[str, str]]] = {}
    for score in scores:
        practice = {"id": score.practice.id, "name": context.text(score.practice.short or score.practice.name)}
        rows.setdefault(highlights.capped_text(context, score), []).append(practice)
    return [{"text": text, "practices": practices} for text, practices in rows.items()]


def _assessor(context: Context) -> dict[str, Any] | None:
    picture = pictures.self_and_assessor(context)
    if picture is None:
        return None
    compared = [d for d in context.card.dimensions if d.assessor is not None and d.self_shared is not None]
    widest = max(compared, key=lambda d: abs(_difference(d)), default=None)
    title = context.say(N_("Own rating and assessor agree"))
    if widest is not None and widest.self_shared != widest.assessor:
        title = context.say(N_("Own rating and assessor lie furthest apart in stage {number}"), number=context.stage_number(widest.id))
    rows = [[context.stage_label(d.id), _float(d.self_shared), _float(d.assessor),
             _float(_difference(d))] for d in compared]
    return {"title": title, "picture": picture, "rows": rows}


def _difference(d: DimensionScore) -> Fraction:
    return (d.self_shared or Fraction(0)) - (d.assessor or Fraction(0))


# --- raters and weights ------------------------------------------------------------------------------------------------


def _raters(context: Context) -> dict[str, Any]:
    rows = [{
        "id": s.practice.id, "name": context.text(s.practice.short or s.practice.name),
        "levels": ", ".join(str(pictures.digit(context, value)) for value in sorted(r.value for r in s.raters.ratings if r.value is not None)),
        "mixed": s.raters.mixed,
    } for s in context.to_discuss]
    ranges = [[context.stage_label(d.id), _float(d.raw), found.low, found.high]
              for d in context.card.dimensions if (found := context.rater_intervals.get(d.id)) is not None]
    title = context.counted(len(rows), N_("On {n} practice the raters see different companies"), N_("On {n} practices the raters see different companies"))
    return {"title": title if rows else context.say(N_("The raters see the same company")), "rows": rows,
            "picture": pictures.rater_range(context), "ranges": ranges, "one": len(context.card.raters) < 2,
            "confidence": context.language.percent(context.framework.scoring.bootstrap.confidence)}


def _sensitivity(context: Context) -> str:
    found = context.sensitivity
    if found is None:
        return ""
    values = {"share": context.language.percent(found.unchanged), "draws": found.draws,
              "low": context.language.number(found.index[0]), "high": context.language.number(found.index[2])}
    if found.robust:
        return context.say(N_("The result does not hang on the weights: in {share} of {draws} draws of other weights the level stays, and nine in ten indices lie between {low} and {high}."), **values)
    return context.say(N_("The result hangs on the weights: the level stays in only {share} of {draws} draws of other weights, and nine in ten indices lie between {low} and {high}. Read the profile, not the level."), **values)


# --- units ---------------------------------------------------------------------------------------------------------------


def _units(context: Context) -> dict[str, Any] | None:
    if not context.units:
        return None
    cards = [(context.say(N_("Whole organisation")), context.card),
             *((context.text(context.workspace.unit_name(unit)), card) for unit, card in context.units.items())]
    rows = [[context.stage_label(d.id), *(_float(card.dimension(d.id).raw) for _, card in cards)] for d in context.card.dimensions]
    rows += [[context.say(N_("Index")), *(context.language.number(card.index) for _, card in cards)],
             [context.say(N_("Overall level")), *(context.language.number(card.level) for _, card in cards)]]
    return {"names": [name for name, _ in cards], "rows": rows}


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


SECTION = Section(name="overview", build=build)
