"""Item 7: the voice of the customer: the largest problems and whether they grow, three quotations, sources that fell silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxgov.language import N_
from cxgov.model.voice import FeedbackItem
from cxgov.reporting.context import Context
from cxgov.reporting.readings import readings
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.quarter.cause_names import cause_name, code_in_words
from cxgov.reviewing.loops import CauseCount, Loops, loops
from cxgov.reviewing.problems import ranked_problems

MOST = 6
QUOTES = 3
FEW = 2
"""So many indicators off target leave room on their page."""
LEAST = 3
"""Named less often than so many times, no cause is called the most frequent."""


def build(context: Context) -> list[Page]:
    """Makes the item; without logs it shows the problems of the journeys and says what cannot be said."""
    found = loops(context.workspace, context.period, context.as_of)
    causes = found.causes or ()
    problems = [p for p in ranked_problems(context.workspace) if p.signals > 0]
    return [Page(
        id="quarter-voice", title=_title(context, found), short_title=context.say(N_("Voice of the customer")), lead=_lead(context, found),
        template="quarter/voice.html", follows=not (causes or problems) or goes_on(context), data={
            "words": context.narrative("quarter-voice"), "period": str(context.period), "before": str(context.period.shift(-1)), "kept": found.causes is not None,
            "feedback": found.customers is not None,
            "causes": [_cause(context, c) for c in causes[:MOST]], "causes_left_out": len(causes[MOST:]),
            "unnamed": any(not cause_name(context, c.cause.code) for c in causes[:MOST]),
            "problems": [{"text": context.text(p.text), "signals": p.signals,
                          "where": context.text(t.name) if (t := context.workspace.touchpoints.get(p.touchpoint or "")) else ""} for p in problems[:MOST]],
            "problems_left_out": len(problems[MOST:]), "quotes": [_quote(context, item) for item in quoted(context, found)],
            "sources": len(found.sources), "silent": list(_silent(context, found)), "quarters": found.limits.silent_quarters,
        })]


def goes_on(context: Context) -> bool:
    """Whether the item before leaves so much of its page that this one and the next go on there."""
    return 0 < sum(r.off_target for r in readings(context)) <= FEW


def quoted(context: Context, found: Loops) -> list[FeedbackItem]:
    """At most three customers' words of the period, one on each of the commonest causes first, the newest of each; then the newest."""
    items = [item for item in context.workspace.feedback if item.quote is not None and item.from_ == "customer" and item.received in context.period
             and item.received <= context.as_of]
    newest = sorted(items, key=lambda item: item.received, reverse=True)
    chosen: list[FeedbackItem] = []
    for cause in found.causes or ():
        chosen += [item for item in newest if item in cause.cause.named_in][:1]
    chosen += [item for item in newest if item not in chosen]
    return chosen[:QUOTES]


def _title(context: Context, found: Loops) -> str:
    named = [c for c in found.causes or () if c.count]
    if named:
        top, name = named[0], cause_name(context, named[0].cause.code)
        if not name or top.count < LEAST or (len(named) > 1 and named[1].count == top.count):
            return context.say(N_("What customers speak of most"))
        return context.say(N_("Named most often: “{cause}”"), cause=name)
    problems = ranked_problems(context.workspace)
    if problems and problems[0].signals > 0:
        return context.say(N_("What customers complain of most"))
    return context.say(N_("What customers say is not on file"))


def _lead(context: Context, found: Loops) -> str:
    silent = len(found.silent)
    said = []
    if found.customers is not None:
        said.append(context.counted(found.customers.received, N_("{n} customer’s word came in this period."), N_("{n} customers’ words came in this period.")))
    if silent:
        said.append(context.counted(silent, N_("{n} source fell silent."), N_("{n} sources fell silent.")))
    return " ".join(said)


def _cause(context: Context, found: CauseCount) -> dict[str, Any]:
    problem = context.workspace.problems.get(found.cause.code)
    where = context.workspace.touchpoints.get(problem.touchpoint or "") if problem else None
    return {
        "name": cause_name(context, found.cause.code), "code": code_in_words(found.cause.code), "where": context.text(where.name) if where else "", "count": found.count, "before": found.previous,
        "difference": found.count - found.previous if found.previous is not None else None, "recurs": found.recurs, "unanswered": found.unanswered,
        "work": [context.text(i.title) for i in found.initiatives if i.open] or [context.text(i.title) for i in found.initiatives][-1:],
    }


def _quote(context: Context, item: FeedbackItem) -> list[str]:
    touchpoint = context.workspace.touchpoints.get(item.touchpoint or "")
    return [context.text(item.quote), context.text(touchpoint.name) if touchpoint else ""]


def _silent(context: Context, found: Loops) -> Iterator[list[str]]:
    for stream in found.silent:
        source = stream.sources[-1]
        yield [context.text(source.name) if source.name is not None else source.id, context.language.date(stream.newest) if stream.newest else ""]


SECTION = Section(name="quarter-voice", build=build)
