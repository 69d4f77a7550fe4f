"""Item 3: the scorecard on one page: what customers say and do, how the work runs, what it brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxgov.kpis.variants import direction_of
from cxgov.language import N_
from cxgov.reporting import programme_pictures
from cxgov.reporting.context import Context
from cxgov.reporting.readings import NOTES, STATUS_TAGS, Reading, readings, unit_name
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.indicators import FAMILIES
from cxgov.reporting.verdicts import SIGNS, arrow_of, words_of

MOST = 12
FOUR = ("perception", "behaviour", "operational", "financial")
"""The families a board asks for; where one has no indicator, that is said."""


def build(context: Context) -> list[Page]:
    """Makes the item; without indicators it says what is missing."""
    found = readings(context)
    shown = chosen(context, found)
    thresholds = context.workspace.organisation.thresholds
    return [Page(
        id="quarter-scorecard", title=_title(context, found), short_title=context.say(N_("Scorecard")), lead=_lead(context, found),
        template="quarter/scorecard.html", follows=not found, data={
            "words": context.narrative("quarter-scorecard"), "period": str(context.period), "families": _families(context, shown), "n": len(found),
            "left_out": [context.text(r.kpi.name) for r in found if r not in shown],
            "absent": [context.say(FAMILIES[family]) for family in FOUR if all(r.kpi.family != family for r in found)],
            "few": any(r.note in ("suppressed", "directional", "below_minimum") for r in shown), "suppress_below": thresholds.suppress_below,
            "directional_below": thresholds.directional_below, "lower": any(direction_of(r.kpi) == "lower_better" for r in shown),
            "compared": any(r.verdict is not None and r.verdict.before is not None for r in shown),
        })]


def chosen(context: Context, found: Sequence[Reading]) -> list[Reading]:
    """At most `MOST` indicators, in the order of the files: those off target first, then those of key touchpoints, then the others."""
    key = {t.id for t in context.workspace.touchpoints.values() if t.key}
    order = sorted(range(len(found)), key=lambda i: (not found[i].off_target, key.isdisjoint(found[i].kpi.touchpoints), i))
    return [found[i] for i in sorted(order[:MOST])]


def _title(context: Context, found: Sequence[Reading]) -> str:
    judged = [r for r in found if r.status != "unknown"]
    met, missed = (sum(r.status == status for r in judged) for status in ("met", "missed"))
    if not found:
        return context.say(N_("No indicator is on file"))
    if not judged:
        return context.say(N_("No indicator can be judged: a target or a value is missing"))
    if missed == len(judged) and len(judged) > 1:
        return context.say(N_("Every indicator with a target lies outside its tolerance"))
    if met == len(judged) and len(judged) > 1:
        return context.say(N_("Every indicator with a target and a value meets its target"))
    return context.say(N_("Indicators on target: {met} of {known}; outside their tolerance: {missed}"), met=met, known=len(judged), missed=missed)


def _lead(context: Context, found: Sequence[Reading]) -> str:
    missed = [context.text(r.kpi.name) for r in found if r.off_target]
    silent = sum(r.note == "none" for r in found)
    said = [context.counted(len(missed), N_("Outside its tolerance: {names}."), N_("Outside their tolerance: {names}."), names=context.join(missed))] if missed else []
    if silent:
        said.append(context.counted(silent, N_("{n} indicator was not measured this period."), N_("{n} indicators were not measured this period.")))
    return " ".join(said)


def _families(context: Context, shown: Sequence[Reading]) -> list[dict[str, Any]]:
    return [{"name": context.say(name), "rows": [_row(context, r) for r in shown if r.kpi.family == family]}
            for family, name in FAMILIES.items() if any(r.kpi.family == family for r in shown)]


def _row(context: Context, reading: Reading) -> dict[str, Any]:
    kpi, verdict, arrow = reading.kpi, reading.verdict, arrow_of(reading.verdict)
    return {
        "name": context.text(kpi.name), "unit": unit_name(context, kpi), "value": reading.value, "digits": reading.digits, "note": context.say(NOTES[reading.note]),
        "target": reading.target.value if reading.target else None, "tolerance": reading.target.tolerance if reading.target else 0.0,
        "by": context.language.period(reading.target.by) if reading.target else "", "status": STATUS_TAGS[reading.status],
        "n": reading.measured.n if reading.measured and not reading.withheld else None, "lower": direction_of(kpi) == "lower_better",
        "word": words_of(context, verdict) if verdict else "", "arrow": SIGNS[arrow] if arrow else "", "drawing": programme_pictures.indicator(context, reading),
    }


SECTION = Section(name="quarter-scorecard", build=build)
