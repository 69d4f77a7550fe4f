"""Risks and assumptions: what the result and the roadmap rest on, each with the place that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cxgov.checks import RULES
from cxgov.language import N_
from cxgov.reporting import headlines
from cxgov.reporting.context import Context
from cxgov.reporting.readings import readings
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.coverage import overdue_decisions, overdue_initiatives

LIMITING = ("CXG-020", "CXG-021", "CXG-022", "CXG-025", "CXG-026", "CXG-027", "CXG-028")
"""Checks on owners: nobody, more than one, one for all, no person, without control, overloaded, vacant."""
STALE = "CXG-013"

Row = dict[str, Any]
"""what, why it matters, what to do, and the place: a chapter (``section``, ``place``) or checks (``codes``)."""


def build(context: Context) -> list[Page]:
    """Makes the chapter."""
    found = [row for make in (_evidence, _raters, _not_asked, _disagreement, _weights, _inventory, _owners, _late, _values) for row in make(context)]
    return [Page(
        id="risks", title=_title(context, found), short_title=context.say(N_("Risks and assumptions")), template="risks.html",
        data={"words": context.narrative("risks"), "risks": found, "assumptions": _assumptions(context)})]


def _title(context: Context, found: list[Row]) -> str:
    if not found:
        return context.say(N_("Risks and assumptions"))
    return context.counted(len(found), N_("{n} thing could change the picture or hold up the plan"), N_("{n} things could change the picture or hold up the plan"))


def _row(context: Context, what: str, why: str, do: str, section: str = "", place: str = "", codes: Sequence[str] = ()) -> Row:
    return {"what": what, "why": context.say(why), "do": context.say(do), "section": section, "place": context.say(place) if place else "", "codes": list(codes)}


# --- what could be wrong with the result ---------------------------------------------------------------------------


def _evidence(context: Context) -> list[Row]:
    thin = headlines.unproven(context)
    if not thin:
        return []
    what = context.counted(len(thin), N_("{n} of {m} rated practices has no valid evidence: {ids}."), N_("{n} of {m} rated practices have no valid evidence: {ids}."),
                           m=headlines.rated(context), ids=", ".join(s.practice.id for s in thin))
    return [_row(context, what, N_("They count for less than was claimed; if the claim is true, the result is better than shown."),
                 N_("Put dated evidence on file before the next assessment."), "annex-evidence", N_("Register of evidence"))]


def _raters(context: Context) -> list[Row]:
    least, found = context.framework.scoring.minimum_raters, len(context.card.raters)
    if found >= least:
        return []
    return [_row(context, context.counted(found, N_("{n} person rated on their own, fewer than {least}."), N_("{n} people rated on their own, fewer than {least}."), least=least),
                 N_("One person's view weighs too much; another group might rate differently."), N_("Ask further functions to rate."), "scope", N_("Scope and method"))]


def _not_asked(context: Context) -> list[Row]:
    engagement = context.workspace.engagement
    missing = [context.text(context.workspace.function_name(item.function)) for item in engagement.not_asked] if engagement else []
    if not missing:
        return []
    return [_row(context, context.say(N_("Not asked: {functions}."), functions=context.join(missing)),
                 N_("What these functions know is not in the result."), N_("Hear them before the roadmap is agreed."), "scope", N_("Scope and method"))]


def _disagreement(context: Context) -> list[Row]:
    talk = context.to_discuss
    if not talk:
        return []
    what = context.counted(len(talk), N_("Raters disagree on {n} practice: {ids}."), N_("Raters disagree on {n} practices: {ids}."),
                           ids=", ".join(s.practice.id for s in talk))
    return [_row(context, what, N_("The level there may hang on who was in the room."), N_("Talk about them and write down what was agreed."), "overview", N_("Result overview"))]


def _weights(context: Context) -> list[Row]:
    sure = context.sensitivity
    if sure is None or sure.robust:
        return []
    return [_row(context, context.say(N_("With other weights the overall level changes in {share} of the draws."), share=context.language.percent(1 - sure.unchanged)),
                 N_("The overall level is close to a threshold."), N_("Read the profile, not the level."), "overview", N_("Result overview"))]


def _inventory(context: Context) -> list[Row]:
    stale = [f for f in context.checked.findings if f.code == STALE]
    return [_row(context, context.counted(len(stale), N_("{n} inventory of touchpoints is old or undated."), N_("{n} inventories of touchpoints are old or undated.")),
                 N_("Decisions may rest on a journey that is no longer so."), N_("Go through the journey with the owners of its touchpoints."), codes=[STALE])] if stale else []


# --- what could hold up the plan -----------------------------------------------------------------------------------


def _owners(context: Context) -> list[Row]:
    found = Counter(f.code for f in context.checked.findings if f.code in LIMITING)
    if not found:
        return []
    titles = "; ".join(f"{context.say(RULES[code].title)} ({found[code]})" for code in LIMITING if code in found)
    return [_row(context, context.say(N_("Ownership: {titles}."), titles=titles), N_("Steps without an owner who has time for them do not happen."),
                 N_("Settle the ownership before the first quarter."), codes=[code for code in LIMITING if code in found])]


def _late(context: Context) -> list[Row]:
    decisions, initiatives = overdue_decisions(context.workspace, context.as_of), overdue_initiatives(context.workspace, context.as_of)
    rows = []
    if decisions:
        what = context.counted(len(decisions), N_("{n} decision is overdue: {ids}."), N_("{n} decisions are overdue: {ids}."), ids=", ".join(d.id for d in decisions))
        rows.append(_row(context, what, N_("What was decided and not done puts the next decisions in doubt."), N_("Close them, set a new date, or drop them."), "governance", N_("Governance check")))
    if initiatives:
        what = context.counted(len(initiatives), N_("{n} initiative is past its end: {titles}."), N_("{n} initiatives are past their end: {titles}."),
                               titles="; ".join(context.text(i.title) for i in initiatives))
        rows.append(_row(context, what, N_("It takes up the capacity that the roadmap counts on."), N_("Finish it, stop it, or set a new end."), "portfolio", N_("Initiative portfolio")))
    return rows


def _values(context: Context) -> list[Row]:
    weak = [r for r in readings(context) if r.note in ("none", "suppressed", "directional")]
    if not weak:
        return []
    what = context.counted(len(weak), N_("{n} indicator has no value or too few answers: {names}."), N_("{n} indicators have no value or too few answers: {names}."),
                           names="; ".join(context.text(r.kpi.name) for r in weak))
    return [_row(context, what, N_("Whether the steps help customers will not be seen there."), N_("See what to measure next."), "measure-next", N_("What to measure next"))]


# --- what is taken as given ----------------------------------------------------------------------------------------


def _assumptions(context: Context) -> list[str]:
    plan, said = context.roadmap, []
    if context.steps:
        said.append(context.counted(
            plan.capacity, N_("A quarter has room for {n} unit of effort. The number is derived from the steps; nobody has confirmed it."),
            N_("A quarter has room for {n} units of effort. The number is derived from the steps; nobody has confirmed it.")))
        nameless = [s for s in context.steps if s.initiative is None or s.initiative.owner is None]
        if nameless:
            said.append(context.counted(len(nameless), N_("Somebody is found for {n} recommended step without an agreed owner."),
                                        N_("Somebody is found for {n} recommended steps without an agreed owner.")))
        said.append(context.say(N_("Every practice rises by one level a year at most, and evidence of what has been reached is kept up to date.")))
    if plan.gates:
        said.append(context.say(N_("Stages keep their order: what a limiting stage holds back does not begin before its gate.")))
    if context.workspace.targets_of(context.framework.id) is None:
        said.append(context.say(N_("No targets are on file; level 3 is taken as the target of every practice.")))
    return [*said, context.say(N_("The practices count by the weights of the framework; they were not weighted for this organisation."))]


SECTION = Section(name="risks", build=build)
