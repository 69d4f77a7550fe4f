"""Scope and method: what was assessed, who rated, who was heard, who was not, how far they agree, what limits the result."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cxgov.language import N_, Number
from cxgov.model import Engagement
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section


def build(context: Context) -> list[Page]:
    """Builds scope and method."""
    engagement = context.workspace.engagement
    data = {
        "facts": _facts(context, engagement), "raters": _raters(context), "few": _few(context),
        "not_asked": [[_function(context, item.function), context.text(item.reason)] for item in engagement.not_asked] if engagement else [],
        "agreement": _agreement(context), "limits": context.text(engagement.limits) if engagement else "",
        "narrative": context.narrative("scope"),
    }
    return [Page(id="scope", title=_title(context, engagement), short_title=context.say(N_("Scope and method")),
                 template="scope.html", data=data)]


def _title(context: Context, engagement: Engagement | None) -> str:
    if not context.card.raters:
        return context.say(N_("Basis of the result: one agreed assessment"))
    raters = context.counted(len(context.card.raters), N_("{n} rater"), N_("{n} raters"))
    talks = len(engagement.interviews) if engagement else 0
    documents = len(engagement.documents) if engagement else 0
    parts = [raters]
    parts += [context.counted(talks, N_("{n} interview"), N_("{n} interviews"))] if talks else []
    parts += [context.counted(documents, N_("{n} document"), N_("{n} documents"))] if documents else []
    return context.say(N_("Basis of the result: {parts}"), parts=context.join(parts))


def _facts(context: Context, engagement: Engagement | None) -> list[list[str]]:
    card = context.card
    rows = [
        (N_("Scope"), context.text(engagement.scope) if engagement else ""),
        (N_("Unit"), context.text(context.workspace.unit_name(card.unit)) if card.unit else ""),
        (N_("Coverage"), _coverage(context)),
        (N_("How levels were agreed"), _agreed(context)),
        (N_("Interviews"), _interviews(context, engagement)),
        (N_("Documents"), _documents(context, engagement)),
        (N_("Assessors"), "; ".join(context.text(a.name) for a in engagement.assessors) if engagement else ""),
    ]
    return [[context.say(label), value] for label, value in rows if value]


def _agreed(context: Context) -> str:
    card = context.card
    if not card.agreed:
        return context.say(N_("Not agreed yet: the independent ratings were combined."))
    if not card.raters:
        return context.say(N_("Agreed on {day}; no independent ratings are on record."), day=card.date)
    return context.say(N_("Rated independently first, then agreed on {day}; where ratings differ, the agreed level holds."), day=card.date)


def _coverage(context: Context) -> str:
    practices = list(context.card.practices())
    na = sum(s.na for s in practices)
    answered = sum(s.evidenced is not None for s in practices)
    text = context.say(N_("{n} of {m} practices have a level"), n=answered, m=len(practices))
    if na:
        text += ", " + context.counted(na, N_("{n} does not apply"), N_("{n} do not apply"))
    return text


def _documents(context: Context, engagement: Engagement | None) -> str:
    if not engagement or not engagement.documents:
        return ""
    number = context.counted(len(engagement.documents), N_("{n} document was read"), N_("{n} documents were read"))
    dated = sorted(d.date for d in engagement.documents if d.date)
    if not dated:
        return context.say(N_("{documents}; listed in the annex on evidence"), documents=number)
    return context.say(N_("{documents}, dated {first} to {last}; listed in the annex on evidence"), documents=number, first=dated[0], last=dated[-1])


def _raters(context: Context) -> list[list[Any]]:
    """Function, role and number; in alphabetical order, so that nobody finds a rater's pseudonym by position."""
    people = context.workspace.people
    found: Counter[tuple[str, str]] = Counter()
    for rater in context.card.raters:
        person = people.get(rater)
        found[context.function_of(rater) or context.say(N_("not stated")), context.text(person.role) if person else ""] += 1
    ordered = sorted(found.items(), key=lambda item: tuple(context.language.sort_key(part) for part in item[0]))
    return [[function, role, number] for (function, role), number in ordered]


def _few(context: Context) -> str:
    least, found = context.framework.scoring.minimum_raters, len(context.card.raters)
    if found >= least:
        return ""
    return context.say(N_("Fewer than {least} people rated. Agreement and intervals say little; treat the result as a first picture."), least=least)


def _interviews(context: Context, engagement: Engagement | None) -> str:
    if not engagement or not engagement.interviews:
        return ""
    days = sorted(item.date for item in engagement.interviews)
    held = context.counted(len(days), N_("{n} interview"), N_("{n} interviews"))
    functions = context.join(list(dict.fromkeys(_function(context, item.function) for item in engagement.interviews)))
    if days[0] == days[-1]:
        return context.say(N_("{interviews} on {day}: {functions}"), interviews=held, day=days[0], functions=functions)
    return context.say(N_("{interviews} from {first} to {last}: {functions}"), interviews=held, first=days[0], last=days[-1], functions=functions)


def _function(context: Context, function: str) -> str:
    return context.text(context.workspace.function_name(function))


def _agreement(context: Context) -> str:
    rule = context.framework.scoring.discuss
    several = sum(s.raters.n > 1 for s in context.card.practices())
    if not several:
        return context.say(N_("With fewer than two ratings of a practice there is nothing to compare."))
    return context.say(
        N_("Of {m} practices with several ratings, {n} call for a conversation: agreement below {threshold}, {range} levels apart, or disputed whether they apply at all."),
        m=several, n=len(context.to_discuss), threshold=Number(rule.agreement_below, 2), range=Number(rule.range_from, 1))


SECTION = Section(name="scope", build=build)
