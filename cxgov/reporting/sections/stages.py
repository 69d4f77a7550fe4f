"""Stage chapters: for every practice the level, what is missing for the next one, what was seen and heard, what to do."""

from __future__ import annotations

import re
from typing import Any

from cxgov.language import N_
from cxgov.reporting import headlines, highlights, pictures
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.priorities import Recommendation, StepKind
from cxgov.scoring.scorecard import REASON_TEXTS, DimensionScore, PracticeScore

# Level descriptions say what is in place, then "but" and what is missing; both languages are looked for in both texts.
_GAP = re.compile(r"(?:,|\s[–—-])?\s(?:but|ale)\s")

EXAMPLES = 2


def build(context: Context) -> list[Page]:
    """Builds one page for every stage."""
    return [_page(context, d) for d in context.card.dimensions]


def _page(context: Context, d: DimensionScore) -> Page:
    steps = {step.score.practice.id: step for step in context.steps}
    data = {
        "facts": _facts(context, d), "purpose": context.text(d.dimension.purpose), "narrative": context.narrative(d.id),
        "strip": pictures.strip(context, d.id), "spread": pictures.rater_spread(context, d.id), "id": d.id,
        "strip_title": _strip_title(context, d), "strip_note": _strip_note(context, d),
        "practices": [_practice(context, s, steps.get(s.practice.id)) for s in d.practices],
        "raters": len(context.card.raters),
    }
    return Page(id=f"stage-{d.id}", title=headlines.stage_title(context, d.id), short_title=context.say(N_("Stage {number}: {name}"), number=context.stage_number(d.id), name=context.stage_short(d.id)),
                lead=context.text(d.dimension.question), template="stage.html", data=data)


def _facts(context: Context, d: DimensionScore) -> list[dict[str, Any]]:
    """The stage's scores, each with the number it links to."""
    before = context.previous.dimension(d.id).raw if context.previous else None
    rows = [(N_("Claimed"), d.claimed), (N_("Evidenced"), d.raw)]
    if context.framework.scoring.sequence is not None:
        rows.append((N_("Counts as"), d.effective))
    if d.assessor is not None:
        rows.append((N_("Assessor"), d.assessor))
    found = [{"label": context.say(label), "value": headlines.score_text(context, value)} for label, value in rows]
    if context.previous is not None:
        found.append({"label": context.language.period(context.previous.period), "value": headlines.score_text(context, before)})
    return found


def _strip_title(context: Context, d: DimensionScore) -> str:
    if d.reason is not None:
        return context.say(N_("Stage {number}: {reason}"), number=context.stage_number(d.id), reason=context.said(REASON_TEXTS[d.reason]))
    answered = sum(s.evidenced is not None for s in d.practices)
    least = min((s.evidenced for s in d.practices if s.evidenced is not None), default=None)
    return context.say(N_("Mean of {n} of {m} practices; the lowest is at {least}"), n=answered, m=len(d.practices),
                       least=context.language.number(None if least is None else float(least), 1, trim=True))


def _strip_note(context: Context, d: DimensionScore) -> str:
    if any(s.cap is not None for s in d.practices):
        return context.say(N_("In the cell the evidenced level, above it the claimed one where it is higher, below it the target."))
    return context.say(N_("In the cell the evidenced level, below it the target."))


# --- one practice ------------------------------------------------------------------------------------------------------


def _practice(context: Context, score: PracticeScore, step: Recommendation | None) -> dict[str, Any]:
    practice = score.practice
    level = pictures.digit(context, score.evidenced)
    return {
        "id": practice.id, "name": context.text(practice.name), "level": level, "level_name": context.level_name(level),
        "claimed": pictures.digit(context, score.claimed), "target": None if score.na or practice.answers else score.target,
        "assessor": pictures.digit(context, score.assessor), "capped": score.cap is not None,
        "top": score.cap is None and score.evidenced is not None and score.evidenced >= context.framework.scale.max,
        "na": score.na, "state": _state(context, score), "why_title": _why_title(context, score), "why": _why(context, score),
        "evidence": _evidence(context, score), "quotes": _quotes(context, practice.id),
        "watch_for": context.text(practice.watch_for), "next": _next(context, score, step),
        "notes": [context.text(note) for note in score.notes],
    }


def _state(context: Context, score: PracticeScore) -> str:
    """Why there is no level; empty where there is one."""
    if score.na:
        return context.say(N_("Not applicable: {reason}"), reason=context.text(score.na_reason) or "–")
    return context.say(N_("Not answered.")) if score.evidenced is None else ""


def _why_title(context: Context, score: PracticeScore) -> str:
    if score.evidenced is None or score.practice.answers:
        return ""
    if score.cap is not None:
        return context.say(N_("Why it does not count as level {level}"), level=pictures.digit(context, score.claimed))
    if score.evidenced >= context.framework.scale.max:
        return context.say(N_("The highest level"))
    return context.say(N_("Why not level {level}"), level=int(score.evidenced) + 1)


def _why(context: Context, score: PracticeScore) -> str:
    if score.evidenced is None or score.practice.answers:
        return ""
    capped = highlights.capped_text(context, score)
    if capped:
        return capped
    level = int(score.evidenced)
    reached = context.text(score.practice.levels.get(str(level)))
    if level >= context.framework.scale.max:
        return reached
    above = context.text(score.practice.levels.get(str(level + 1)))
    missing = missing_clause(reached)
    if missing:
        # The clause goes on from the level's first half; the sign says so, and the level's full text stands in the framework.
        return context.say(N_("… but {missing}"), missing=missing)
    return (reached if level == context.framework.scale.min else above) or above


def missing_clause(description: str) -> str:
    """The part of a level's description that says what is still missing; empty where it names nothing."""
    parts = _GAP.split(description, maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def _evidence(context: Context, score: PracticeScore) -> list[dict[str, Any]]:
    titles = {d.id: d for d in context.workspace.engagement.documents} if context.workspace.engagement else {}
    found = []
    for item in score.evidence:
        document = titles.get(item.ref)
        day = item.date or (document.date if document else None)
        found.append({"ref": item.ref, "title": context.text(item.title) or (context.text(document.title) if document else ""),
                      "date": day.isoformat() if day else None})
    return found


def _quotes(context: Context, practice_id: str) -> list[dict[str, str]]:
    engagement = context.workspace.engagement
    return [{"text": inner_quotes(context, context.text(q.text).strip()), "who": context.text(context.workspace.function_name(q.function))}
            for q in (engagement.quotes if engagement else ()) if q.practice == practice_id]


def inner_quotes(context: Context, text: str) -> str:
    """Marks quotations within a quotation as the language does: ‘…’ in English, «…» in Polish."""
    outer, inner = ("„”", "«»") if context.language.code == "pl" else ("“”", "‘’")
    return text.translate(str.maketrans(outer, inner))


def _next(context: Context, score: PracticeScore, step: Recommendation | None) -> dict[str, Any] | None:
    if step is None:
        if score.evidenced is None or score.practice.answers:
            return None
        return {"title": context.say(N_("Target reached")), "text": context.say(N_("Keep the level and its evidence fresh.")), "effort": ""}
    return {"title": context.say(N_("Next: level {level}"), level=step.level), "text": " ".join([highlights.step_text(context, step), *_examples(context, step)]),
            "effort": context.say(highlights.EFFORTS[step.effort])}


def _examples(context: Context, step: Recommendation) -> list[str]:
    """What the framework names as evidence, where evidence is what is asked for."""
    named = [context.text(example) for example in step.score.practice.evidence[:EXAMPLES]]
    if step.kind is StepKind.IMPROVE or not named:
        return []
    return [context.say(N_("It could be shown by: {examples}."), examples="; ".join(named))]


SECTION = Section(name="stages", build=build)
