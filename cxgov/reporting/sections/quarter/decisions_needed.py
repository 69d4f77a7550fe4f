"""Item 1: what the body must decide today, numbered, each with choices, owner, money and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cxgov.language import N_
from cxgov.model import Decision, Initiative, JourneyProblem, Kpi
from cxgov.problems import Severity
from cxgov.reporting.context import Context
from cxgov.reporting.findings import groups
from cxgov.reporting.headlines import limiting
from cxgov.reporting.readings import readings
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.quarter import decision_words as words
from cxgov.reporting.sections.quarter import programme_words as gaps
from cxgov.reporting.sections.quarter.decision_words import Row
from cxgov.reviewing.coverage import overdue_decisions
from cxgov.reviewing.decisions import Need, NeedKind, needed_now
from cxgov.reviewing.diagnosis import Diagnosis, diagnosed
from cxgov.reviewing.pending import Pending, pending
from cxgov.reviewing.portfolio import money
from cxgov.reviewing.standings import standings

MOST = 7
FIRST: tuple[NeedKind, ...] = ("off_target", "no_action")
THEN: tuple[NeedKind, ...] = ("overdue_decision", "overdue_initiative")
LAST: tuple[NeedKind, ...] = ("incomplete", "proposal", "problem")
FOR_THE_BODY = frozenset({"CXG-001", "CXG-005", "CXG-020", "CXG-021", "CXG-022", "CXG-028", "CXG-031", "CXG-032", "CXG-034", "CXG-055", "CXG-056", "CXG-081"})
"""Grave findings that only the body can settle and that no other row asks about; what is wrong in a record is for whoever keeps it."""
VACANT = frozenset({"CXG-020", "CXG-028"})
"""Grave findings that are asked of every key touchpoint without an owner, where there is one."""


def build(context: Context) -> list[Page]:
    """Makes the item; where nothing waits it says so."""
    rows = list(_rows(context))
    shown = _roles_once(rows[:MOST])
    return [Page(
        id="quarter-decisions", title=_title(context, rows), short_title=context.say(N_("Decisions needed today")), lead=_lead(context, rows),
        template="quarter/decisions-needed.html", data={
            "words": context.narrative("quarter-decisions"), "rows": shown, "left_out": [row["name"] for row in rows[MOST:]],
            "proposed": any(option[1] for row in shown for option in row["options"]),
            "quiet": _quiet(context), "currency": context.currency,
        })]


def _title(context: Context, rows: Sequence[Row]) -> str:
    if rows:
        return context.counted(len(rows), N_("{n} decision is needed today"), N_("{n} decisions are needed today"))
    return context.say(N_("Nothing on file waits for a decision"))


def _roles_once(rows: Sequence[Row]) -> list[Row]:
    """Whoever is named several times has the role beside the name the first time."""
    known: set[str] = set()
    made = []
    for row in rows:
        made.append(row | {"role": ""} if row["who"] in known else row)
        known.add(row["who"])
    return made


def _lead(context: Context, rows: Sequence[Row]) -> str:
    late = len(overdue_decisions(context.workspace, context.as_of))
    said = [context.counted(late, N_("{n} earlier decision is overdue."), N_("{n} earlier decisions are overdue."))] if late else []
    asked = money([row["money"] for row in rows if row["money_applies"]])
    if asked.total:
        said.append(context.say(N_("Known cost of what is asked: {sum}, on file for {known} of {of}."), sum=context.money(asked.total),
                                known=asked.known, of=asked.of))
    return " ".join(said)


def _quiet(context: Context) -> list[str]:
    """What may be said where nothing waits; empty where the files hold nothing that could wait."""
    workspace = context.workspace
    said = [N_("No indicator is off target without a decision.")] if any(r.status != "unknown" for r in readings(context)) else []
    said += [N_("No decision is past its date.")] if workspace.decisions else []
    said += [N_("No initiative is past its date.")] if workspace.initiatives else []
    said += [N_("Every key touchpoint has somebody who answers for it.")] if any(t.key for t in workspace.touchpoints.values()) else []
    return [context.say(text) for text in said]


def _rows(context: Context) -> Iterator[Row]:
    """Everything that waits, the most pressing first; what stands in the list already is not asked a second time."""
    found = needed_now(context.workspace, context.period, context.as_of)
    waiting = pending(context.workspace, context.period, context.as_of)
    past = standings(context.workspace, context.period)
    missed = diagnosed(context.workspace, [past[need.about][-1] for need in found if need.kind in FIRST], context.period, context.as_of)
    settled = {i.id for diagnosis in missed.values() for i in diagnosis.initiatives}
    needs = [need for need in found if need.kind != "proposal" or need.about not in settled]
    if waiting.mandate:
        yield gaps.of_mandate(context, waiting.mandate)
    if waiting.customers or waiting.complaints:
        yield gaps.of_waiting(context, waiting)
    yield from (_row(context, need, missed, past) for kind in FIRST for need in needs if need.kind == kind)
    yield from (words.of_touchpoint(context, touchpoint) for touchpoint in waiting.vacant)
    yield from (_row(context, need, missed, past) for kind in THEN for need in needs if need.kind == kind)
    stage = limiting(context)
    if stage is not None:
        yield gaps.of_stage(context, stage)
    asked = {need.about for need in needs}
    yield from (gaps.of_unpromised(context, initiative) for initiative in waiting.unpromised if initiative.id not in asked)
    yield from (words.of_gate(context, gate) for gate in waiting.gates if stage is None or gate.stage.stage.id != stage.id)
    yield from (words.of_unconfirmed(context, decision) for decision in waiting.unconfirmed if decision.id not in asked)
    if waiting.unmeasured:
        yield gaps.of_unmeasured(context, waiting.unmeasured)
    yield from (gaps.of_finding(context, group) for group in _grave(context, waiting))
    yield from (_row(context, need, missed, past) for kind in LAST for need in needs if need.kind == kind)


def _grave(context: Context, waiting: Pending) -> list[dict[str, Any]]:
    """The grave findings that no other row asks about, one group for each check."""
    codes = FOR_THE_BODY - (VACANT if waiting.vacant else frozenset())
    asked = {touchpoint.id for touchpoint in waiting.unmeasured}
    return groups(context, [f for f in context.checked.findings if f.severity == Severity.ERROR and f.code in codes and f.about not in asked])


def _row(context: Context, need: Need, missed: dict[str, Diagnosis], past: Any) -> Row:
    match need.record:
        case Kpi():
            return words.of_kpi(context, need, need.record, past[need.about], missed[need.about])
        case Decision():
            return words.of_decision(context, need, need.record)
        case Initiative():
            return words.of_initiative(context, need, need.record)
        case JourneyProblem():
            return words.of_problem(context, need, need.record)


SECTION = Section(name="quarter-decisions", build=build)
