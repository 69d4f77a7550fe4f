"""Annex E: publications the report rests on, trademarks, how to cite, and the languages of what is quoted."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from cxgov.checks import RULES
from cxgov.language import N_, untranslated
from cxgov.reporting.context import Context
from cxgov.reporting.cover import NPS_NOTICE, uses_nps
from cxgov.reporting.section import Page, Section

NPS_SOURCE = N_("Reichheld, The One Number You Need to Grow (Harvard Business Review, 2003): the recommendation question and its score")
CES_SOURCE = N_("Dixon, Freeman and Toman, Stop Trying to Delight Your Customers (Harvard Business Review, 2010): the effort score, low values good; "
                "its second form of 2013 (CEB) turns the scale round")
AGREEMENT_SOURCE = N_("LeBreton and Senter, Answers to 20 Questions About Interrater Reliability and Interrater Agreement "
                      "(Organizational Research Methods, 2008): agreement of raters")


def build(context: Context) -> list[Page]:
    """Makes the annex."""
    framework = context.framework
    return [Page(
        id="annex-sources", title=context.say(N_("Sources, trademarks, citing")), short_title=context.say(N_("Sources and notices")),
        template="annex-sources.html", annex=True, data={
            "sources": [{"title": context.text(s.title), "publisher": context.text(s.publisher), "year": str(s.year) if s.year else ""}
                        for s in framework.sources],
            "method": _method_sources(context), "grounding": _grounding(context), "notice": context.say(NPS_NOTICE) if uses_nps(context) else "",
            "cite": _cite(context), "quotes": _quotes(context),
        })]


def _method_sources(context: Context) -> list[str]:
    types = {kpi.type for kpi in context.workspace.kpis}
    used = [AGREEMENT_SOURCE] if len(context.card.raters) > 1 else []
    used += [NPS_SOURCE] if "nps" in types else []
    used += [CES_SOURCE] if "ces" in types else []
    return [context.say(text) for text in used]


def _grounding(context: Context) -> list[dict[str, Any]]:
    """What the checks with findings rest on: publication -> codes."""
    codes = sorted({found.code for found in context.checked.findings} & set(RULES))
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(context.say(RULES[code].grounding), []).append(code)
    return [{"text": text, "codes": sorted(names)} for text, names in found.items()]


def _cite(context: Context) -> str:
    framework = context.framework
    return context.say(
        N_("{organisation}: customer experience maturity, {period}. Framework “{framework}”, version {version}; cxgov {program}; as of {day}."),
        organisation=context.workspace.organisation.name, period=context.language.period(context.period), framework=framework.name,
        version=framework.version, program=version("cxgov"), day=context.as_of)


def _quotes(context: Context) -> dict[str, Any]:
    quotes = context.workspace.engagement.quotes if context.workspace.engagement else ()
    single = sum(isinstance(quote.text, str) or untranslated([quote.text], [context.language.code]) for quote in quotes)
    return {"n": len(quotes), "languages": len(context.workspace.organisation.languages), "single": single}


SECTION = Section(name="annex-sources", build=build)
