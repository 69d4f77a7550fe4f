"""What to measure next: touchpoints without an indicator, indicators without a value or with too few answers, how many it takes, how often."""

from __future__ import annotations

from typing import Any

from cxgov.kpis.sample_sizes import n_for_margin
from cxgov.kpis.variants import unit_of
from cxgov.language import N_, counted
from cxgov.model import Kpi, Touchpoint
from cxgov.reporting.context import Context
from cxgov.reporting.findings import entry
from cxgov.reporting.indicator_parts import enough_answers
from cxgov.reporting.ownership import sole
from cxgov.reporting.readings import Reading, readings, unit_name
from cxgov.reporting.section import Page, Section

EVEN = 0.25  # variance of a share of one half: no share has a larger one
MARGINS = (10, 5)  # percentage points
INCOMPLETE = ("CXG-032", "CXG-033")
RHYTHMS: dict[str, str] = {
    "transactional": N_("ask soon after each event, read every quarter"), "journey": N_("ask once the journey is over, read every quarter"),
    "relationship": N_("ask a fresh sample every quarter or half-year, nobody twice a year"),
}


def build(context: Context) -> list[Page]:
    """Makes the chapter."""
    found = readings(context)
    blank, silent, answers = unmeasured(context), [r for r in found if r.value is None], enough_answers(context, found)
    short = _short(context, found, answers["rows"])
    cards = [entry(context, f) for f in context.checked.findings if f.code in INCOMPLETE]
    return [Page(
        id="measure-next", title=_title(context, blank, silent, answers["short"]), short_title=context.say(N_("What to measure next")), lead=_lead(context, found),
        template="measure-next.html", data={
            "words": context.narrative("measure-next"), "touchpoints": [_touchpoint(context, t) for t in blank], "inventory": bool(context.workspace.touchpoints),
            "silent": [_silent(context, r) for r in silent], "short": short, "cards": cards, "indicators": bool(found),
            "margins": [{"points": points, "n": first_sample(points)} for points in MARGINS],
            "compare_from": context.workspace.organisation.thresholds.compare_from,
        })]


def unmeasured(context: Context) -> list[Touchpoint]:
    """Key touchpoints and moments of truth that no indicator measures, in journey order."""
    return [t for t in context.workspace.touchpoints.values() if (t.key or t.moment_of_truth) and not context.workspace.kpis_of(t.id)]


def first_sample(points: int) -> int | None:
    """Answers for a share known to within so many percentage points at 95 %, whatever the share is."""
    return n_for_margin(EVEN, points / 100)


def _title(context: Context, blank: list[Touchpoint], silent: list[Reading], short: int) -> str:
    if blank:
        return context.counted(len(blank), N_("{n} key touchpoint or moment of truth is not measured"), N_("{n} key touchpoints or moments of truth are not measured"))
    if silent:
        return context.counted(len(silent), N_("{n} indicator has no value this period"), N_("{n} indicators have no value this period"))
    if short:
        return context.counted(short, N_("{n} indicator needs more answers to show the change that matters"),
                               N_("{n} indicators need more answers to show the change that matters"))
    return context.say(N_("What to measure next"))


def _lead(context: Context, found: list[Reading]) -> str:
    if not found:
        return ""
    met = [r for r in found if r.measured is not None and r.measured.value is not None]
    return context.say(N_("Indicators measured in {period}: {n} of {m}."), n=len(met), m=len(found),
                       period=context.language.period(context.period))


def _touchpoint(context: Context, touchpoint: Touchpoint) -> dict[str, Any]:
    owner = sole(touchpoint)
    return {"name": context.text(touchpoint.name), "proposed": _proposed(context, touchpoint), "owner": context.role(owner) if owner else "",
            "rhythm": context.say(RHYTHMS["transactional"])}


def _proposed(context: Context, touchpoint: Touchpoint) -> list[str]:
    """Indicators that would show whether the desired experience comes about; from what the inventory says of it."""
    wanted = touchpoint.desired
    found = []
    if wanted and wanted.success:
        found.append(context.say(N_("success: share of customers who achieved “{text}”"), text=context.text(wanted.success)))
    if wanted and wanted.effort:
        found.append(context.say(N_("effort (CES): “{text}”"), text=context.text(wanted.effort)))
    if wanted and wanted.emotion and len(found) < len(MARGINS):
        found.append(context.say(N_("satisfaction (CSAT): “{text}”"), text=context.text(wanted.emotion)))
    return found or [context.say(N_("describe the desired experience first, then choose success, effort or satisfaction"))]


def _silent(context: Context, reading: Reading) -> dict[str, Any]:
    kpi = reading.kpi
    why = N_("too few answers to show") if reading.withheld else N_("not measured")
    return {"name": context.text(kpi.name), "why": context.say(why), "owner": context.role(kpi.owner), "rhythm": rhythm(context, kpi),
            "needed": kpi.minimum_n or context.workspace.organisation.thresholds.suppress_below}


def unit_of_change(context: Context, kpi: Kpi) -> str:
    """Unit of a difference of two values, in words: that of shares are percentage points."""
    return context.say(N_("percentage points")) if unit_of(kpi) == "percent" else unit_name(context, kpi)


def change_said(context: Context, kpi: Kpi, change: float, *, signed: bool = True) -> str:
    """A difference of two values with its unit, as it is read out: 1 day, 2 days, half a day."""
    number = context.language.number(change, 2, signed=signed, trim=True)
    if unit_of(kpi) != "days":
        return f"{number} {unit_of_change(context, kpi)}".rstrip()
    if change % 1:
        return context.say(N_("{number} days"), number=number)  # a fraction of a day, for which Polish has a form of its own
    return context.said(counted(int(abs(change)), N_("{n} day"), N_("{n} days"), n=number))


def rhythm(context: Context, kpi: Kpi) -> str:
    """How often an indicator is asked and read; what comes from records is read as the periods end."""
    asked = kpi.family == "perception" or kpi.question is not None
    return context.say(RHYTHMS[kpi.trigger or "transactional"]) if asked else context.say(N_("from records, every period"))


def _short(context: Context, found: list[Reading], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Indicators with fewer answers than it takes to show their smallest change of interest; the same figures as in their chapter."""
    by_name = {context.text(r.kpi.name): r for r in found}
    return [{**row, "wanted": change_said(context, by_name[row["name"]].kpi, row["wanted"], signed=False), "owner": context.role(by_name[row["name"]].kpi.owner), "rhythm": rhythm(context, by_name[row["name"]].kpi)}
            for row in rows if row["enough"] is False]


SECTION = Section(name="measure-next", build=build)
