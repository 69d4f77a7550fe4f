"""Period against period: what moved the index and by how much, what was only carried over, and what else is known of the time between."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cxgov.checks.between import between
from cxgov.kpis.variants import digits_of
from cxgov.language import N_
from cxgov.problems import Problem
from cxgov.reporting.comparison_pictures import index_waterfall
from cxgov.reporting.context import Context
from cxgov.reporting.findings import sentence
from cxgov.reporting.section import Page, Section
from cxgov.reporting.verdicts import change_of
from cxgov.reviewing.changes import Verdict
from cxgov.reviewing.comparison import CAUSE_TEXTS, EFFECT_TEXTS, KIND_TEXTS, Comparison, InitiativeEffect
from cxgov.reviewing.lines import DIGITS, Line, by_cause, by_stage, lines_of, name_of, sides_of
from cxgov.reviewing.practice_changes import KINDS
from cxgov.scoring.scorecard import REASON_TEXTS

FINDINGS_SHOWN = 8


def build(context: Context) -> list[Page]:
    """Makes the chapter; without an earlier period it says that there is nothing to compare."""
    found = context.comparison
    short = context.say(N_("Period against period"))
    if found is None:
        return [Page(id="comparison", title=context.say(N_("There is no earlier period to compare with")), short_title=short,
                     template="comparison.html", data={"found": False})]
    findings = between(context.workspace, found.start, found.end, context.checked if context.checked.period == found.end else None)
    shown = lines_of(found)
    data = {
        "found": True, "words": context.narrative("comparison"), "reasons": [context.said(reason) for reason in found.reasons], "digits": DIGITS,
        "start": context.language.period(found.start), "end": context.language.period(found.end), "drawing": index_waterfall(context),
        "before": float(shown.before) if shown else None, "after": float(shown.after) if shown else None,
        "difference": float(shown.difference) if shown else None, "lines": [_line(context, found, line) for line in shown.lines] if shown else [],
        "joined": shown.joined if shown else 0, "others": float(shown.others) if shown else 0.0,
        "others_name": context.said(shown.others_name) if shown else "",
        "stages": _stages(context, found), "kinds": _kinds(context, found), "aged": [c.practice.id for c in found.practices if c.aged],
        "version": _version(context, found), "indicators": [_indicator(context, found, kpi, v) for kpi, v in found.verdicts.items()],
        "unit": found.after.unit is not None, "initiatives": [_initiative(context, item) for item in found.effects],
        "new": [_finding(context, f) for f in findings.new[:FINDINGS_SHOWN]], "new_n": len(findings.new),
        "fixed": [_finding(context, f) for f in findings.fixed[:FINDINGS_SHOWN]], "fixed_n": len(findings.fixed), "staying_n": len(findings.staying),
        "first": [_finding(context, f) for f in findings.first_judged[:FINDINGS_SHOWN]], "first_n": len(findings.first_judged),
        "trend": _trend(context, found),
    }
    return [Page(id="comparison", title=_title(context, found), short_title=short, lead=_lead(context, found), template="comparison.html", data=data)]


def _title(context: Context, found: Comparison) -> str:
    then, now = found.before.index, found.after.index
    if then is None or now is None:
        return context.say(N_("No difference can be given: one of the two periods has no index"))
    if now == then:
        return context.say(N_("The index stays at {now}"), now=now) if found.parts else context.say(N_("Nothing that counts has moved: the index stays at {now}"), now=now)
    return context.say(N_("The index rose from {then} to {now}") if now > then else N_("The index fell from {then} to {now}"), then=then, now=now)


def _lead(context: Context, found: Comparison) -> str:
    """The difference by cause, in one sentence."""
    said = [context.say(N_("{cause}: {amount}"), cause=context.say(CAUSE_TEXTS[cause]), amount=context.language.number(float(amount), DIGITS, signed=True))
            for cause, amount in by_cause(found) if amount]
    return context.say(N_("In index points: {causes}."), causes="; ".join(said)) if said else ""


def _line(context: Context, found: Comparison, line: Line) -> dict[str, Any]:
    then, now = sides_of(found, line)
    return {"id": line.id, "name": context.text(name_of(found, line)), "then": _level(context, then), "now": _level(context, now),
            "why": ", ".join(context.said(cause) for cause in line.causes), "points": float(line.shown)}


def _level(context: Context, value: Fraction | None) -> str:
    return "–" if value is None else context.language.number(float(value), 0 if value.denominator == 1 else 1)


def _stages(context: Context, found: Comparison) -> list[dict[str, Any]]:
    points = by_stage(found)
    return [{
        "name": context.stage_label(s.id) if s.after else s.id, "id": s.id, "raw": [_float(d.raw) if d else None for d in (s.before, s.after)],
        "effective": [_float(d.effective) if d else None for d in (s.before, s.after)], "points": float(points[at]) if points else None,
    } for at, s in enumerate(found.stages)]


def _kinds(context: Context, found: Comparison) -> list[list[Any]]:
    """How many practices were rated anew, confirmed, carried over …, and which."""
    return [[context.say(KIND_TEXTS[kind]), len(group), ", ".join(c.practice.id for c in group)] for kind in KINDS if (group := found.of_kind(kind))]


def _version(context: Context, found: Comparison) -> dict[str, Any] | None:
    if found.versions[0] == found.versions[1]:
        return None
    moved = found.moved
    renamed = ", ".join(f"{old} → {new}" for old, new in moved.renamed.items()) if moved else ""
    rows = ((N_("new practices"), ", ".join(moved.added)), (N_("dropped practices"), ", ".join(moved.dropped)), (N_("renamed practices"), renamed),
            (N_("changed meaning, old answer not carried over"), ", ".join(moved.changed))) if moved else ()
    return {"from": found.versions[0], "rows": [[context.say(label), ids] for label, ids in rows if ids]}


def _indicator(context: Context, found: Comparison, kpi: str, verdict: Verdict) -> dict[str, Any]:
    declared = context.workspace.kpis_by_id[kpi]
    change = change_of(context, verdict, digits_of(declared), declared.smallest_change)
    return {"name": context.text(declared.name), "id": f"kpi:{kpi}", "change": change,
            "against": context.language.period(verdict.before) if verdict.before not in (None, found.start) else ""}


def _initiative(context: Context, item: InitiativeEffect) -> list[str]:
    effect, kpi = item.effect, item.effect.kpi
    measured = context.language.number(effect.difference, max(1, digits_of(kpi)), signed=True) if kpi and effect.difference is not None else "–"
    return [context.text(context.workspace.initiatives_by_id[item.initiative].title), context.text(kpi.name) if kpi else effect.expected.kpi,
            context.language.number(effect.expected.change, 2, signed=True, trim=True), measured, context.say(EFFECT_TEXTS[effect.state])]


def _finding(context: Context, problem: Problem) -> list[str]:
    return [problem.code, sentence(context.said(problem.text))]


def _trend(context: Context, found: Comparison) -> list[list[Any]]:
    if len(found.trend) < 2:
        return []
    return [[context.language.period(p.period), p.index if p.index is not None else context.said(REASON_TEXTS[p.reason]) if p.reason else None,
             context.level_name(p.level), f"{found.framework.id} {p.version}"] for p in found.trend]


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


SECTION = Section(name="comparison", build=build)
