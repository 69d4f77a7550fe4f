"""Words for what waits for a decision: the question, the choices and what each of them means, owner, money, day.

In this room: one row of the first item per thing that waits. Not here: what waits (`cxgov.reviewing.decisions`, ``pending``),
the order and how many are shown (`decisions_needed`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cxgov.kpis.variants import digits_of
from cxgov.language import N_, Number, Text
from cxgov.model import Decision, Initiative, JourneyProblem, Kpi, Target, Touchpoint
from cxgov.reporting.context import Context
from cxgov.reviewing.decisions import Choice, Need
from cxgov.reviewing.diagnosis import Diagnosis
from cxgov.reviewing.pending import WaitingGate, in_role
from cxgov.reviewing.standings import Standing, value_of

Row = dict[str, Any]
"""A row as the template shows it: name, question, note, options [[text, proposed], …], who, money, day, late."""

CHOICES: Mapping[str, str] = {
    "close": N_("Close it: it is carried out, and somebody writes down what came of it"),
    "postpone": N_("Give it a new date, and say why"),
    "drop": N_("Give it up, and say why"),
    "stop": N_("Stop it, and say what becomes of the money and of the touchpoints"),
    "approve": N_("Approve it with its dates and its money"),
    "reject": N_("Reject it, and record the reason"),
    "complete": N_("Complete it here and now"),
}
LACKS: Mapping[str, str] = {"owner": N_("an owner"), "due": N_("a date")}


# --- rows ----------------------------------------------------------------------------------------------------------


def of_kpi(context: Context, need: Need, kpi: Kpi, history: tuple[Standing, ...], found: Diagnosis) -> Row:
    """An indicator off target, once without a decision or twice without action."""
    last = history[-1]
    target = target_text(context, kpi)
    if need.kind == "no_action":
        before = next((s for s in reversed(history[:-1]) if s.period.months == last.period.months), last)
        question = context.say(N_("What is done about “{kpi}”, off target for the second time running ({before}, then {now}; target {target})?"),
                               kpi=kpi.name, before=value_text(context, before), now=value_text(context, last), target=target)
    else:
        question = context.say(N_("What is done about “{kpi}”: {value} against a target of {target}?"), kpi=kpi.name, value=value_text(context, last),
                               target=target)
    note = context.say(N_("Value of {period}."), period=last.period) if last.period != context.period else ""
    options = [[_of_indicator(context, choice, kpi, found), choice == found.proposal] for choice in need.choices]
    return row(context, context.text(kpi.name), question, options, need.owner, need.money, need.deadline, note=note)


def of_decision(context: Context, need: Need, decision: Decision) -> Row:
    """A decision that is late, or lacks its owner or date."""
    if need.kind == "incomplete":
        question = context.say(N_("Decision {id} is incomplete, for it lacks {what}: {text}"), id=decision.id, text=decision.text,
                               what=context.join([context.say(LACKS[lack]) for lack in need.lacks]))
    else:
        days = (context.as_of - decision.due).days if decision.due else 0
        question = context.counted(days, N_("Decision {id} is {n} day late: {text}"), N_("Decision {id} is {n} days late: {text}"), id=decision.id,
                                   text=context.text(decision.text))
    return row(context, need.about, question, _generic(context, need.choices), need.owner, need.money, need.deadline)


def of_initiative(context: Context, need: Need, initiative: Initiative) -> Row:
    """An initiative that is late, or that is only proposed and is to begin."""
    if need.kind == "overdue_initiative":
        days = (context.as_of - initiative.end).days if initiative.end else 0
        question = context.counted(days, N_("Initiative “{title}” is {n} day past its end and not finished"),
                                   N_("Initiative “{title}” is {n} days past its end and not finished"), title=context.text(initiative.title))
    elif initiative.start is not None:
        question = context.say(N_("Does “{title}” begin on {day}?"), title=initiative.title, day=context.language.date(initiative.start))
    else:
        question = context.say(N_("Does “{title}” begin?"), title=initiative.title)
    return row(context, context.text(initiative.title), question, _generic(context, need.choices), need.owner, need.money, need.deadline)


def of_problem(context: Context, need: Need, problem: JourneyProblem) -> Row:
    """One of the customers' largest problems that nobody took up."""
    question = context.counted(problem.signals, N_("What is done about a problem with {n} customer signal: {text}"),
                               N_("What is done about a problem with {n} customer signals: {text}"), text=context.text(problem.text))
    where = context.workspace.touchpoints.get(problem.touchpoint or "")
    options = [
        [context.say(N_("Act: an initiative at “{touchpoint}” with an owner, a date and an expected change"), touchpoint=where.name) if where
         else context.say(N_("Act: an initiative with an owner, a date and an expected change")), True],
        [context.say(N_("Investigate: find the cause, by a date and with an owner")), False],
        [context.say(CHOICES["reject"]), False],
    ]
    return row(context, short(context, problem.text), question, options, need.owner, need.money, need.deadline)


def of_unconfirmed(context: Context, decision: Decision) -> Row:
    """A decision of the period that no meeting took."""
    question = context.say(N_("Is decision {id} confirmed? {text}"), id=decision.id, text=decision.text)
    options = [[context.text(option), False] for option in decision.options] or [
        [context.say(text), proposed] for text, proposed in (
            (N_("Confirm it as recorded"), True), (N_("Change it: owner, date or money"), False), (N_("Give it up, and say why"), False))]
    return row(context, decision.id, question, options, decision.owner, decision.cost, decision.due,
                note=context.say(N_("On record, but of no meeting held so far.")))


def of_touchpoint(context: Context, touchpoint: Touchpoint) -> Row:
    """A key touchpoint nobody in the role answers for."""
    left = [context.person(name) for name in touchpoint.accountable]
    question = context.say(N_("Who answers for the key touchpoint “{name}”?"), name=touchpoint.name)
    note = context.say(N_("Accountable on paper, no longer in the role: {names}."), names=context.join(left)) if left else context.say(
        N_("Nobody is named."))
    doing = next((name for name in touchpoint.responsible if in_role(context.workspace, name, context.as_of)), None)
    options = [[context.say(N_("Name one person, from today")), True],
               [context.say(N_("Until there is one, name a deputy and the day the search ends")), False]]
    made = row(context, context.text(touchpoint.name), question, options, doing, None, None, note=note)
    return made | {"money_applies": False}


def of_gate(context: Context, gate: WaitingGate) -> Row:
    """A cycle that stands before a stage."""
    missing = [context.text(item.output.name) for item in gate.before.missing]
    question = context.say(N_("Is stage {stage} “{name}” opened?"), stage=gate.stage.stage.id, name=gate.stage.stage.short or gate.stage.stage.name)
    note = context.say(N_("Stage {stage} is completed; still missing for the gate: {outputs}."), stage=gate.before.stage.id,
                       outputs=context.join(missing)) if missing else context.say(
        N_("Stage {stage} is completed, and everything was handed on."), stage=gate.before.stage.id)
    options = [[context.say(N_("Open it")), not missing], [context.say(N_("Wait, and name who hands on what is missing, and by when")), bool(missing)]]
    made = row(context, context.text(gate.stage.stage.short or gate.stage.stage.name), question, options, None, None, gate.stage.due or gate.stage.planned, note=note)
    return made | {"money_applies": False}


# --- parts ---------------------------------------------------------------------------------------------------------


def value_text(context: Context, standing: Standing) -> str:
    """A value as a sentence gives it."""
    value = value_of(standing.measured, context.workspace.organisation.thresholds)
    return context.language.number(value, digits_of(standing.kpi), trim=True)


def target_text(context: Context, kpi: Kpi) -> str:
    """A target as a sentence gives it; an en dash where there is none."""
    return context.language.number(kpi.target.value if isinstance(kpi.target, Target) else None, max(digits_of(kpi), 2), trim=True)


def short(context: Context, text: Text) -> str:
    """A definition file's text without the full stop at its end, for the middle of a sentence."""
    return context.text(text).rstrip().removesuffix(".")


def row(context: Context, name: str, question: str, options: list[list[Any]], owner: str | None, money: float | None, day: date | None, *,
        note: str = "") -> Row:
    """A row; ``name`` says in a few words what it is about, where it does not stand in the table."""
    person = context.workspace.people.get(owner) if owner else None
    return {
        "name": name, "question": question, "note": note, "options": options, "who": context.person(owner) if owner else "",
        "role": context.text(person.role) if person and person.role else "", "money": money, "money_applies": True,
        "day": day.isoformat() if day else None, "late": day is not None and day < context.as_of,
    }


def _generic(context: Context, choices: tuple[Choice, ...]) -> list[list[Any]]:
    return [[context.say(CHOICES[choice]), False] for choice in choices]


def _of_indicator(context: Context, choice: Choice, kpi: Kpi, found: Diagnosis) -> str:
    """What a choice means for this indicator."""
    if choice == "accept":
        return _accept(context, found)
    if choice == "investigate":
        if found.problems:
            return context.counted(found.problems[0].signals, N_("Investigate: whether “{problem}” ({n} signal) is the cause, by a date and with an owner"),
                                   N_("Investigate: whether “{problem}” ({n} signals) is the cause, by a date and with an owner"),
                                   problem=short(context, found.problems[0].text))
        return context.say(N_("Investigate: find the cause, by a date and with an owner"))
    work = [i for i in found.initiatives if i.open]
    if work:
        return context.say(N_("Act: approve “{title}”") if work[0].status == "proposed" else N_("Act: carry out “{title}” sooner or with more"),
                           title=work[0].title)
    names = [context.text(context.workspace.touchpoints[t].name) for t in kpi.touchpoints if t in context.workspace.touchpoints]
    if names:
        return context.say(N_("Act: an initiative at “{touchpoint}” with an owner, a date and an expected change"), touchpoint=names[0])
    return context.say(N_("Act: an initiative with an owner, a date and an expected change"))


def _accept(context: Context, found: Diagnosis) -> str:
    kpi = found.standing.kpi
    if found.due is not None:
        expected = found.due.expected
        return context.say(N_("Accept for now: “{title}” is to bring {change} by {period}; look again then"), title=found.due.initiative.title,
                           change=context.language.number(expected.change, 2, signed=True, trim=True), period=expected.by)
    return context.say(N_("Accept: stay at {value}, with a reason and a day to look again"),
                       value=Number(found.standing.measured.value or 0.0, digits_of(kpi)))
