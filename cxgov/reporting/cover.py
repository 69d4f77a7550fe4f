"""The cover, the running heads and the source line: who, what, when, in which state."""

from __future__ import annotations

import re
from typing import Any

from cxgov.language import N_, Text
from cxgov.reporting.context import Context
from cxgov.reporting.profiles import Profile
from cxgov.reviewing.comparison import answered_version

NPS_NOTICE = N_("Net Promoter, NPS and Net Promoter Score are registered trademarks of Bain & Company, Inc., Fred Reichheld and NICE Systems, Inc. (Satmetrix).")
_STATUS = {"draft": N_("draft"), "final": N_("final version")}


def document_of(context: Context, plan: Profile) -> dict[str, Any]:
    """Builds the page template's ``document``: title, cover facts, running heads, metadata."""
    from cxgov.reporting.headlines import headline
    from cxgov.reporting.pictures import wheel

    organisation = context.text(context.workspace.organisation.name)
    title = context.text(plan.title)
    state = " · ".join(part for part in (context.language.period(context.period), status(context), _in_short(confidentiality(context))) if part)
    return {
        "title": organisation, "kicker": title, "subtitle": headline(context), "author": organisation,
        "description": f"{title}: {organisation}, {context.language.period(context.period)}",
        "created": context.as_of.isoformat(), "facts": facts(context) if plan.cover else [], "drawing": wheel(context) if plan.cover else None,
        "head_left": f"{organisation} · {title}", "head_right": state, "source": source_line(context),
        "notice": context.say(NPS_NOTICE) if uses_nps(context) else "", "brief": not plan.cover, "contents": plan.cover,
    }


def facts(context: Context) -> list[list[str]]:
    """The cover's table: scope, period, framework, raters, assessors, status."""
    engagement, card = context.workspace.engagement, context.card
    rows = [
        (N_("Scope"), context.text(engagement.scope) if engagement else ""),
        (N_("Unit"), context.text(context.workspace.unit_name(card.unit)) if card.unit else ""),
        (N_("Period"), context.say(N_("{period}, as of {day}"), period=context.language.period(context.period), day=context.as_of)),
        (N_("Framework"), context.say(
            N_("{name}, version {version}: {stages}, {practices}, levels {low}–{high}"), name=context.framework.name,
            version=context.framework.version, low=context.framework.scale.min, high=context.framework.scale.max,
            stages=context.counted(len(card.dimensions), N_("{n} stage"), N_("{n} stages")),
            practices=context.counted(sum(1 for _ in card.practices()), N_("{n} practice"), N_("{n} practices")))),
        (N_("Answers"), carried_over(context)),
        (N_("Raters"), raters(context)),
        (N_("Assessors"), "; ".join(context.text(a.name) for a in engagement.assessors) if engagement else ""),
        (N_("Status"), " · ".join(part for part in (status(context), confidentiality(context)) if part)),
    ]
    return [[context.say(label), value] for label, value in rows if value]


def carried_over(context: Context) -> str:
    """That the answers were given to an older version of the framework; empty where they were not."""
    card = context.card
    version = answered_version(context.workspace, card.framework.id, card.period, card.unit)
    return context.say(N_("carried over from version {version} of the framework"), version=version) if version != card.framework.version else ""


def raters(context: Context) -> str:
    """How many people of how many functions rated, and when."""
    card = context.card
    if not card.raters:
        return context.say(N_("one agreed assessment of {day}"), day=card.date)
    functions = {context.function_of(rater) for rater in card.raters} - {""}
    people = context.counted(len(card.raters), N_("{n} person"), N_("{n} people"))
    if functions:
        people = context.say(N_("{people} from {functions}"), people=people, functions=context.counted(
            len(functions), N_("{n} function"), N_("{n} functions")))
    if card.agreed:
        return context.say(N_("{people}; agreed on {day}"), people=people, day=card.date)
    return context.say(N_("{people}; not agreed yet, levels combined from single ratings"), people=people)


def status(context: Context) -> str:
    """The state of the report: draft unless the engagement says final."""
    engagement = context.workspace.engagement
    return context.say(_STATUS[engagement.status if engagement else "draft"])


def confidentiality(context: Context) -> str:
    """Who may read it; empty where nothing is said."""
    engagement = context.workspace.engagement
    said: Text | None = engagement.confidentiality if engagement else None
    return context.text(said)


def _in_short(text: str) -> str:
    """The head of a page has one line: what stands before the first dash, comma or semicolon; all of it is on the cover."""
    return re.split(r" [–-] |[,;:(]", text, maxsplit=1)[0].strip()


def source_line(context: Context) -> str:
    """The line under every section: framework and version, period, raters, date as of."""
    return context.say(N_("{framework} {version} · {period} · {raters} · as of {day}"), framework=context.framework.id,
                       version=context.framework.version, period=context.language.period(context.period),
                       raters=context.counted(len(context.card.raters), N_("{n} rater"), N_("{n} raters")), day=context.as_of)


def uses_nps(context: Context) -> bool:
    """Whether an indicator of the organisation is an NPS."""
    return any(kpi.type == "nps" for kpi in context.workspace.kpis)
