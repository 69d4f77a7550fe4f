"""Annex B: the register of evidence, what it supports, how old it is, and where it is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from cxgov.language import N_, Text
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.scoring.evidence import stale
from cxgov.scoring.scorecard import Cap

STATES = {"fresh": "", "stale": N_("old"), "undated": N_("undated")}


def build(context: Context) -> list[Page]:
    """Makes the annex."""
    rows = register(context)
    missing = [s for s in context.card.practices() if s.cap is Cap.UNVERIFIED]
    rule = context.framework.scoring.evidence
    return [Page(
        id="annex-evidence", title=context.say(N_("Register of evidence")), short_title=context.say(N_("Register of evidence")),
        template="annex-evidence.html", annex=True, data={
            "rows": [row for row in rows if row["practices"]], "read": [row for row in rows if not row["practices"]],
            "quarters": rule.fresh_quarters if rule else None,
            "missing": [{"id": s.practice.id, "name": context.text(s.practice.name), "claimed": int(s.claimed or 0),
                         "wanted": context.text(s.practice.evidence[0]) if s.practice.evidence else ""} for s in missing],
            "old": sum(row["state"] != "" and bool(row["practices"]) for row in rows),
        })]


def register(context: Context) -> list[dict[str, Any]]:
    """Everything that was shown or read, by reference."""
    titles: dict[str, Text | None] = {}
    dates: dict[str, date | None] = {}
    practices: dict[str, list[str]] = {}
    for score in context.card.practices():
        for item in score.evidence:
            titles[item.ref] = titles.get(item.ref) or item.title
            dates[item.ref] = max((d for d in (dates.get(item.ref), item.date) if d is not None), default=None)
            practices.setdefault(item.ref, []).append(score.practice.id)
    for document in context.workspace.engagement.documents if context.workspace.engagement else ():
        titles[document.id] = titles.get(document.id) or document.title
        dates[document.id] = dates.get(document.id) or document.date
    return [{
        "ref": ref, "title": context.text(titles[ref]), "date": day.isoformat() if (day := dates[ref]) else None,
        "practices": practices.get(ref, []), "state": context.say(state) if (state := STATES[_state(context, day)]) else "",
    } for ref in sorted(titles)]


def _state(context: Context, day: date | None) -> str:
    rule = context.framework.scoring.evidence
    if day is None:
        return "undated"
    return "stale" if rule is not None and stale(day, context.period, rule) else "fresh"


SECTION = Section(name="annex-evidence", build=build)
