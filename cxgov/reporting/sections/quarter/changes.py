"""Item 4: what has changed for real: only tested changes, and by name what shows no clear change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxgov.language import N_
from cxgov.reporting import indicator_pictures, trends
from cxgov.reporting.context import Context
from cxgov.reporting.readings import Reading, readings, unit_name
from cxgov.reporting.section import Page, Section
from cxgov.reporting.verdicts import WHY_NOT_CLEAR, change_of, sentence_of, why_not_clear
from cxgov.reviewing.changes import Verdict

TITLED = 2  # so many names fit into a title
MOST_CHARTS = 4
UNTESTED = ("too_few", "not_comparable", "first")


def build(context: Context) -> list[Page]:
    """Makes the item; where nothing could be tested it says why."""
    found = [r for r in readings(context) if r.verdict is not None]
    tested = [r for r in found if r.verdict and r.verdict.tested]
    clear = [r for r in tested if r.verdict and r.verdict.clear]
    shown = _charts(context, tested)
    used = {why_not_clear(r.verdict, r.kpi.smallest_change) for r in tested if r.verdict}
    # Numbered anew, in the order of the footnotes: a ² without a ¹ looks like something left out.
    marks = dict(zip((m for m in WHY_NOT_CLEAR if m in used), WHY_NOT_CLEAR, strict=False))
    return [Page(
        id="quarter-changes", title=_title(context, tested), short_title=context.say(N_("What has changed for real")), lead=_lead(context, tested),
        template="quarter/changes.html", follows=not tested, data={
            "words": context.narrative("quarter-changes"), "tested": len(tested), "charts": [_chart(context, trend) for trend in shown],
            "clear": [_row(context, r, r.verdict, marks) for r in clear if r.verdict],
            "unclear": [_row(context, r, r.verdict, marks) for r in tested if r.verdict and r.verdict.kind == "no_clear_change"],
            "stable": [context.text(r.kpi.name) for r in tested if r.verdict and r.verdict.kind == "stable"],
            "untested": [_untested(context, r, r.verdict) for r in found if r.verdict and r.verdict.kind in UNTESTED],
            "footnotes": [{"mark": marks[mark], "text": context.say(text)} for mark, text in WHY_NOT_CLEAR.items() if mark in marks],
            "median": any(indicator_pictures.has_median(trend) for trend in shown), "breaks": any(trend.breaks for trend in shown),
            "any": bool(found), "compare_from": context.workspace.organisation.thresholds.compare_from,
        })]


def charted(context: Context) -> frozenset[str]:
    """Ids of the indicators whose series this item draws."""
    return frozenset(trend.reading.kpi.id for trend in _charts(context, [r for r in readings(context) if r.verdict and r.verdict.tested]))


def _title(context: Context, tested: Sequence[Reading]) -> str:
    better, worse = (_named(context, tested, kind) for kind in ("improved", "worsened"))
    if better and worse:
        return context.say(N_("Really improved: {better}; really worsened: {worse}"), better=better, worse=worse)
    if better:
        return context.say(N_("Really improved: {better}"), better=better)
    if worse:
        return context.say(N_("Really worsened: {worse}"), worse=worse)
    if tested:
        return context.counted(len(tested), N_("No clear change: {n} indicator was tested"), N_("No clear change: {n} indicators were tested"))
    return context.say(N_("Nothing could be compared with the period before"))


def _named(context: Context, tested: Sequence[Reading], kind: str) -> str:
    """The indicators with a verdict: by name where few have changed at all, else by their number; empty for none."""
    clear = [r for r in tested if r.verdict is not None and r.verdict.clear]
    names = [context.text(r.kpi.name) for r in clear if r.verdict is not None and r.verdict.kind == kind]
    if names and len(clear) > TITLED:
        return context.counted(len(names), N_("{n} indicator"), N_("{n} indicators"))
    return context.join([context.say(N_("“{name}”"), name=name) for name in names])


def _lead(context: Context, tested: Sequence[Reading]) -> str:
    if not tested:
        return ""
    clear = sum(r.verdict is not None and r.verdict.clear for r in tested)
    return context.counted(len(tested), N_("{n} indicator could be tested against the period before; clear changes: {clear}."),
                           N_("{n} indicators could be tested against the period before; clear changes: {clear}."), clear=clear)


def _charts(context: Context, tested: list[Reading]) -> list[trends.Trend]:
    """Clear changes first, then what was tested and is off target, then key touchpoints; in the order of the files."""
    key = {t.id for t in context.workspace.touchpoints.values() if t.key}
    known = trends.trends(context, tested)

    def rank(at: int) -> tuple[bool, bool, bool, int]:
        reading = known[at].reading
        return not (reading.verdict and reading.verdict.clear), not reading.off_target, key.isdisjoint(reading.kpi.touchpoints), at

    return [known[at] for at in sorted(sorted(range(len(known)), key=rank)[:MOST_CHARTS])]


def _chart(context: Context, trend: trends.Trend) -> dict[str, Any]:
    reading = trend.reading
    return {"name": context.text(reading.kpi.name), "unit": unit_name(context, reading.kpi), "drawing": indicator_pictures.trend(context, trend, narrow=False),
            "verdict": sentence_of(context, reading.verdict, reading.digits)}


def _row(context: Context, reading: Reading, verdict: Verdict, marks: Mapping[str, str]) -> dict[str, Any]:
    change = change_of(context, verdict, reading.digits, reading.kpi.smallest_change)
    if change is not None and change["why"]:
        change["why"] = marks[change["why"]]
    return {"name": context.text(reading.kpi.name), "unit": unit_name(context, reading.kpi), "digits": reading.digits, "was": verdict.value, "now": reading.value,
            "change": change}


def _untested(context: Context, reading: Reading, verdict: Verdict) -> str:
    change = change_of(context, verdict, reading.digits, reading.kpi.smallest_change)
    why = context.said(verdict.reason) if verdict.reason else change["word"] if change else ""
    return f"{context.text(reading.kpi.name)} ({why})"


SECTION = Section(name="quarter-changes", build=build)
