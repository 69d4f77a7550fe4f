"""Words for what waits for a decision because the programme itself is not whole: who decides, who waits, what nothing measures.

In this room: one row of the first item per gap. Not here: the gaps (`cxgov.reviewing.pending`, the scorecard, the checks), and rows
about values and dates (`decision_words`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from cxgov.language import N_
from cxgov.model import Initiative, Touchpoint
from cxgov.reporting.context import Context
from cxgov.reporting.headlines import held_back
from cxgov.reporting.sections.quarter.board_advice import advice_for
from cxgov.reporting.sections.quarter.decision_words import CHOICES, Row, row
from cxgov.reporting.sections.quarter.record_names import without_ids
from cxgov.reviewing.answering import limits_of
from cxgov.reviewing.pending import Mandate, Pending, in_role
from cxgov.scoring.scorecard import DimensionScore

MOST_STEPS = 3


def of_mandate(context: Context, lack: Mandate) -> Row:
    """Nobody decides, or nobody carries it at the top."""
    if lack.body and lack.sponsor:
        question, name = N_("Who decides on customer experience, and who stands for it on the board?"), N_("deciding body and sponsor")
    elif lack.body:
        question, name = N_("Which body decides on customer experience?"), N_("deciding body")
    else:
        question, name = N_("Who stands for customer experience on the board?"), N_("sponsor")
    note = context.say(N_("{name} has left the role."), name=context.person(lack.left)) if lack.left else context.say(
        N_("Nobody is named, so whatever is asked below has nobody to decide it.") if lack.body else N_("Nobody is named."))
    options = [[context.say(text), proposed] for text, proposed, applies in (
        (N_("Name a body that meets at a fixed rhythm; a meeting of directors that exists already will do"), True, lack.body),
        (N_("Name a member of the board as sponsor"), not lack.body, lack.sponsor),
        (N_("Stop the programme until somebody can decide"), False, lack.body)) if applies]
    return _without_money(row(context, context.say(name), context.say(question), options, None, None, None, note=note))


def of_waiting(context: Context, found: Pending) -> Row:
    """Customers who may be lost, and complaints past their deadline: one row, whoever waits."""
    customers = context.counted(len(found.customers), N_("{n} customer who may be lost"), N_("{n} customers who may be lost"))
    complaints = context.counted(len(found.complaints), N_("{n} complaint past its deadline"), N_("{n} complaints past their deadline"))
    who = context.join([text for text, several in ((customers, found.customers), (complaints, found.complaints)) if several])
    limits = limits_of(context.workspace.organisation)
    since = [context.say(N_("A customer has waited since {day}."), day=found.customers[0].received)] if found.customers else []
    since += [context.say(N_("An answer was due on {day}."), day=limits.due(found.complaints[0]))] if found.complaints else []
    options = [[context.say(N_("Name one person who contacts them today, and reports when it is done")), True],
               [context.say(N_("Settle as well who does it from now on, and who stands in")), False]]
    owners = {item.owner for item in found.customers} | {complaint.owner for complaint in found.complaints}
    owner = owners.pop() if len(owners) == 1 else None
    return _without_money(row(context, context.say(N_("customers who wait for an answer")), context.say(N_("Who answers those who wait: {who}?"), who=who),
                              options, owner, None, None, note=" ".join(since)))


def of_stage(context: Context, stage: DimensionScore) -> Row:
    """The stage that was skipped, or that limits others: which of its steps are paid for."""
    held = [context.stage_number(d.id) for d in held_back(context, stage.id)]
    values = {"number": context.stage_number(stage.id), "name": context.stage_short(stage.id)}
    question = context.say(N_("Stage {number}, “{name}”, was skipped: how is it made up for?") if stage.skipped else
                           N_("Stage {number}, “{name}”, holds others back: how is it raised?"), **values)
    note = context.counted(len(held), N_("Stage {stages} counts for less than it scores because of it."),
                           N_("Stages {stages} count for less than they score because of it."), stages=context.join([str(n) for n in held])) if held else ""
    own = {s.practice.id for s in stage.practices}
    steps = [step.score.practice for step in context.steps if step.score.practice.id in own][:MOST_STEPS]
    names = context.join([f"{p.id} {context.text(p.short or p.name)}" for p in steps])
    options = [[context.say(N_("Give these steps an owner and a date first: {steps}"), steps=names) if steps else
                context.say(N_("Give the stage an owner and a date")), True],
               [context.say(N_("Go on without it, and accept that the later stages bring less than they could")), False]]
    return _without_money(row(context, context.stage_label(stage.id), question, options, _sponsor(context), None, context.period.shift(1).end, note=note))


def of_unmeasured(context: Context, found: Sequence[Touchpoint]) -> Row:
    """Key touchpoints that no indicator measures."""
    names = context.join([context.say(N_("“{name}”"), name=t.name) for t in found])
    question = context.counted(len(found), N_("What measures the key touchpoint {names}?"), N_("What measures the key touchpoints {names}?"), names=names)
    options = [[context.say(N_("Give it an indicator with an owner, a target and a date") if len(found) == 1 else
                            N_("Give each an indicator with an owner, a target and a date")), True],
               [context.say(N_("Say that it is no key touchpoint, and why") if len(found) == 1 else N_("Say which are no key touchpoints, and why")), False]]
    owners = {t.accountable[0] if len(t.accountable) == 1 else None for t in found}
    owner = owners.pop() if len(owners) == 1 else None
    return _without_money(row(context, context.say(N_("key touchpoints that nothing measures")), question, options,
                              owner if owner and in_role(context.workspace, owner, context.as_of) else None, None, context.period.shift(1).end))


def of_unpromised(context: Context, initiative: Initiative) -> Row:
    """An initiative that costs money and is to change no indicator."""
    question = context.say(N_("What is “{title}” to change? It names no indicator, so nobody will be able to say what the money brought."), title=initiative.title)
    options = [[context.say(N_("Go on, with an indicator, the change expected of it and a date")), True],
               [context.say(N_("Go on without, as something the organisation wants whatever it brings, and record that")), False],
               [context.say(CHOICES["stop"]), False]]
    return row(context, context.text(initiative.title), question, options, initiative.owner, initiative.cost or initiative.spent, context.period.shift(1).end)


def of_finding(context: Context, group: dict[str, Any]) -> Row:
    """A grave gap in governance, as the checks word it."""
    more = context.counted(group["n"] - 1, N_("And {n} more."), N_("And {n} more.")) if group["n"] > 1 else ""
    advice = advice_for(context, group).removesuffix(".")
    options = [[advice or context.say(N_("Mend it, with an owner and a date")), True],
               [context.say(N_("Accept it for a while, with a reason and a last day")), False]]
    return _without_money(row(context, group["title"], context.say(N_("{title}: what is done about it?"), title=group["title"]), options, None, None,
                              context.period.shift(1).end, note=Markup(" ").join(part for part in (without_ids(context, group["entries"][0]["text"]), more) if part)))


def _without_money(made: Row) -> Row:
    return made | {"money_applies": False}


def _sponsor(context: Context) -> str | None:
    governance = context.workspace.organisation.governance
    sponsor = governance.sponsor if governance else None
    return sponsor if sponsor and in_role(context.workspace, sponsor, context.as_of) else None
