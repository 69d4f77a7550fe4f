"""Customer indicators: value, interval, n, target, status and change of each, by family, with charts.

In this room: the title and the table. Not here: the charts and lists below it (`cxgov.reporting.indicator_parts`) and the
verdicts on change (`cxgov.reviewing.changes`).
"""

from __future__ import annotations

from typing import Any

from cxgov.kpis.variants import direction_of, variant_of
from cxgov.language import N_
from cxgov.model import Kpi, Period
from cxgov.reporting import indicator_parts as parts
from cxgov.reporting import programme_pictures
from cxgov.reporting.context import Context
from cxgov.reporting.cover import NPS_NOTICE, uses_nps
from cxgov.reporting.period_labels import period_label
from cxgov.reporting.readings import NOTES, STATUS_TAGS, Reading, readings, unit_name
from cxgov.reporting.section import Page, Section
from cxgov.reporting.verdicts import WHY_NOT_CLEAR, change_of, why_not_clear

FAMILIES = {
    "perception": N_("What customers say"), "behaviour": N_("What customers do"), "operational": N_("How the work runs"),
    "financial": N_("What it brings"), "governance": N_("How the programme is run"),
}
TYPES = {
    "nps": N_("NPS"), "csat": N_("satisfaction (CSAT)"), "ces": N_("effort score (CES)"), "share": N_("share"), "churn": N_("churn"),
    "retention": N_("retention"), "fcr": N_("first contact resolution"), "ratio": N_("ratio"), "mean": N_("mean"),
    "duration": N_("duration"), "rate_per": N_("rate"), "index": N_("index"), "value": N_("recorded value"),
}
NAMED = 3
TITLED = 2  # so many names fit into a title


def build(context: Context) -> list[Page]:
    """Makes the chapter; without indicators it says what is missing."""
    found = readings(context)
    return [Page(
        id="indicators", title=_title(context, found), short_title=context.say(N_("Customer indicators")), lead=_lead(context, found),
        template="indicators.html", data={
            "words": context.narrative("indicators"), "unit": context.card.unit is not None, "period": str(context.period),
            "families": _families(context, found), "n": len(found), **_notes(context, found), **_changes(context, found),
            "trends": parts.over_time(context, found), "segments": parts.by_segment(context, found),
            "quadrant": parts.against_maturity(context, found), "samples": parts.enough_answers(context, found),
            "unused": parts.not_used(context, found),
        })]


def _notes(context: Context, found: list[Reading]) -> dict[str, Any]:
    """What must be said below the table of the values."""
    thresholds = context.workspace.organisation.thresholds
    return {
        "by": _common([str(r.target.by) for r in found if r.target]), "since": _common([str(r.kpi.baseline.period) for r in found if r.kpi.baseline]),
        "silent": [context.text(r.kpi.name) for r in found if r.note == "none"],
        "few": any(r.note in ("suppressed", "directional", "below_minimum") for r in found),
        "suppress_below": thresholds.suppress_below, "directional_below": thresholds.directional_below, "compare_from": thresholds.compare_from,
        "typed": sum(r.measured is not None and r.measured.written_by is None for r in found),
        "weighted": any(_effective(r) is not None for r in found),
        "effort_down": any(r.kpi.type == "ces" and direction_of(r.kpi) == "lower_better" for r in found),
        "mixed": len({(v := variant_of(r.kpi)) and v.scale for r in found if variant_of(r.kpi)}) > 1,
        "notice": context.say(NPS_NOTICE) if uses_nps(context) else "",
    }


def _changes(context: Context, found: list[Reading]) -> dict[str, Any]:
    """What must be said of the comparison with the period before."""
    judged = [(r, r.verdict) for r in found if r.verdict is not None]
    reasons = [{"name": context.text(r.kpi.name), "reason": context.said(v.reason)} for r, v in judged if v.reason]
    marks = {why_not_clear(v, r.kpi.smallest_change) for r, v in judged}
    return {
        "footnotes": [{"mark": mark, "text": context.say(text)} for mark, text in WHY_NOT_CLEAR.items() if mark in marks],
        "before": _common([str(v.before) for _, v in judged if v.before]), "kinds": sorted({v.kind for _, v in judged}),
        "tested": sum(v.tested for _, v in judged), "reasons": reasons,
    }


def _title(context: Context, found: list[Reading]) -> str:
    better, worse = (_named(context, found, kind) for kind in ("improved", "worsened"))
    if better and worse:
        return context.say(N_("Really improved: {better}; really worsened: {worse}"), better=better, worse=worse)
    if better:
        return context.say(N_("Really improved: {better}"), better=better)
    if worse:
        return context.say(N_("Really worsened: {worse}"), worse=worse)
    return _against_targets(context, found) or context.say(N_("Customer indicators"))


def _named(context: Context, found: list[Reading], kind: str) -> str:
    """The indicators with a verdict: by name where few have changed at all, else by their number; empty for none."""
    clear = [r for r in found if r.verdict is not None and r.verdict.clear]
    names = [context.text(r.kpi.name) for r in clear if r.verdict is not None and r.verdict.kind == kind]
    if names and len(clear) > TITLED:
        return context.counted(len(names), N_("{n} indicator"), N_("{n} indicators"))
    return context.join([context.say(N_("“{name}”"), name=name) for name in names])


def _against_targets(context: Context, found: list[Reading]) -> str:
    judged = [r for r in found if r.status != "unknown"]
    missed = [r for r in judged if r.off_target]
    if judged and len(missed) == len(judged):
        return context.say(N_("Every indicator with a target lies outside its tolerance"))
    if judged:
        return context.say(N_("Indicators on target: {met} of {known}; outside their tolerance: {missed}"),
                           met=sum(r.status == "met" for r in judged), known=len(judged), missed=len(missed))
    return ""


def _lead(context: Context, found: list[Reading]) -> str:
    said = []
    if any(r.verdict is not None and r.verdict.clear for r in found):
        judged = [r for r in found if r.status != "unknown"]
        if judged:
            said.append(context.say(N_("Indicators on target: {met} of {known}."), met=sum(r.status == "met" for r in judged), known=len(judged)))
    elif any(r.verdict is not None and r.verdict.tested for r in found):
        said.append(context.say(N_("Against the period before, no difference is large and sure enough to speak of a change.")))
    missed = [context.text(r.kpi.name) for r in found if r.off_target]
    if missed:
        said.append(context.counted(len(missed), N_("Outside its tolerance: {names}."), N_("Outside their tolerance: {names}."),
                                    names=_some(context, missed)))
    return " ".join(said)


def _some(context: Context, names: list[str]) -> str:
    if len(names) <= NAMED:
        return context.join(names)
    return context.counted(len(names) - NAMED, N_("{names} and {n} more"), N_("{names} and {n} more"), names=", ".join(names[:NAMED]))


def _common(periods: list[str]) -> str:
    """The period that most of them share; the table names the others only."""
    return max(dict.fromkeys(periods), key=periods.count, default="")


def _families(context: Context, found: list[Reading]) -> list[dict[str, Any]]:
    return [{"name": context.say(name), "rows": [_row(context, r) for r in found if r.kpi.family == family]}
            for family, name in FAMILIES.items() if any(r.kpi.family == family for r in found)]


def _row(context: Context, reading: Reading) -> dict[str, Any]:
    kpi, target, measured = reading.kpi, reading.target, reading.measured
    return {
        "id": f"kpi:{kpi.id}", "name": context.text(kpi.name), "about": _about(context, kpi), "unit": unit_name(context, kpi),
        "value": reading.value, "digits": reading.digits, "n": measured.n if measured else None, "effective": _effective(reading),
        "low": reading.interval[0] if reading.interval else None, "high": reading.interval[1] if reading.interval else None,
        "odd_confidence": measured.confidence if measured and reading.interval and measured.confidence != 0.95 else None,
        "target": target.value if target else None, "tolerance": target.tolerance if target else None,
        "by": str(target.by) if target else None, "baseline": kpi.baseline.value if kpi.baseline else None,
        "by_short": _short(context, target.by) if target else "", "since": str(kpi.baseline.period) if kpi.baseline else None,
        "since_short": _short(context, kpi.baseline.period) if kpi.baseline else "", "status": STATUS_TAGS[reading.status],
        "note": context.say(NOTES[reading.note]) if NOTES[reading.note] else "", "minimum": kpi.minimum_n if reading.note == "below_minimum" else None,
        "drawing": programme_pictures.indicator(context, reading), "lower": direction_of(kpi) == "lower_better",
        "no_target": kpi.target == "none", "change": change_of(context, reading.verdict, reading.digits, kpi.smallest_change),
    }


def _short(context: Context, period: Period) -> str:
    return " ".join(period_label(context.language, period)).rstrip()


def _effective(reading: Reading) -> float | None:
    """The effective number of answers of a weighted value; ``None`` without weights."""
    measured = reading.measured
    if measured is None or measured.n_effective is None or measured.n_effective == measured.n:
        return None
    return measured.n_effective


def _about(context: Context, kpi: Kpi) -> str:
    """What kind of figure it is and what it is about, in a few words."""
    kind = context.say(TYPES[kpi.type])
    names = [context.text(context.workspace.touchpoints[t].name) for t in kpi.touchpoints if t in context.workspace.touchpoints]
    return context.say(N_("{kind}, {where}"), kind=kind, where=names[0] if len(names) == 1 else context.counted(
        len(names), N_("{n} touchpoint"), N_("{n} touchpoints")) if names else context.say(N_("the whole relationship")))


SECTION = Section(name="indicators", build=build)
