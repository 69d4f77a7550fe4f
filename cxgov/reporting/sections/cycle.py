"""Order of the cycle: the stages with what each handed on, which one limits which, and what the checks say about it."""

from __future__ import annotations

from typing import Any

from cxgov.checks import RULES
from cxgov.language import N_
from cxgov.reporting import headlines, pictures
from cxgov.reporting.context import Context
from cxgov.reporting.findings import entry, groups, sentence
from cxgov.reporting.section import Page, Section
from cxgov.reviewing.passes import Pass, passes
from cxgov.scoring.scorecard import DimensionScore

GROUP = "cycle"


def build(context: Context) -> list[Page]:
    """Builds the chapter; none for frameworks whose dimensions have no order."""
    if context.framework.scoring.sequence is None:
        return []
    recorded = _latest(context)
    codes = {code for code, rule in RULES.items() if rule.group == GROUP}
    data = {
        "picture": pictures.order(context, recorded), "stages": [_row(context, d, recorded) for d in context.card.dimensions],
        "recorded": recorded is not None, "limits": _limits(context), "narrative": context.narrative("cycle"),
        "findings": groups(context, [f for f in context.checked.findings if f.code in codes]),
        "suppressed": [{"code": s.finding.code, **entry(context, s.finding), "reason": context.text(s.by.reason), "until": s.by.expires.isoformat()}
                       for s in context.checked.suppressed if s.finding.code in codes],
        "not_checked": [[code, sentence(context.said(why))] for code, why in context.checked.not_checked.items() if code in codes],
    }
    return [Page(id="cycle", title=_title(context, recorded), short_title=context.say(N_("Order of the cycle")), lead=_lead(context),
                 template="cycle.html", data=data)]


def _latest(context: Context) -> Pass | None:
    return next((p for p in passes(context.workspace, context.as_of) if p.framework.id == context.framework.id), None)


def _title(context: Context, recorded: Pass | None) -> str:
    if recorded is None:
        return context.say(N_("There is no record of a cycle against which the order could be judged"))
    last = max((context.stage_number(name) for name in recorded.begun), default=0)
    left_out = [d.id for d in context.card.dimensions[:last] if d.id not in recorded.begun]
    if left_out:
        return context.counted(len(left_out), N_("The cycle passed over stage {stages}: nothing of it is on record"),
                               N_("The cycle passed over stages {stages}: nothing of them is on record"),
                               stages=context.join([str(context.stage_number(name)) for name in left_out]))
    early = [d.id for d in context.card.dimensions if pictures.in_disorder(recorded, d.id)]
    if early:
        return context.counted(len(early), N_("Stage {stages} began before the one before it was completed"),
                               N_("Stages {stages} began before those before them were completed"),
                               stages=context.join([str(context.stage_number(name)) for name in early]))
    return context.say(N_("The stages were run in their order"))


def _lead(context: Context) -> str:
    return context.say(N_("Each stage works with what the one before handed on. A stage that is left out is missing from everything after it."))


def _limits(context: Context) -> list[str]:
    """One sentence for every stage that holds others back."""
    said = []
    for d in context.card.dimensions:
        held = headlines.held_back(context, d.id)
        if held:
            said.append(context.counted(
                len(held), N_("Stage {number} scores {raw} and limits stage {later}."), N_("Stage {number} scores {raw} and limits stages {later}."),
                number=context.stage_number(d.id), raw=headlines.score_text(context, d.raw), later=headlines.later_stages(context, d.id)))
    return said or [context.say(N_("No stage is limited by an earlier one."))]


def _row(context: Context, d: DimensionScore, recorded: Pass | None) -> dict[str, Any]:
    record = recorded.begun.get(d.id) if recorded else None
    handed = {output.id: output.version for output in record.outputs} if record else {}
    return {
        "id": d.id, "label": context.stage_label(d.id),
        "started": record.started.isoformat() if record and record.started else None,
        "completed": record.completed.isoformat() if record and record.completed else None,
        "running": record is not None and record.completed is None, "on_record": record is not None,
        "handed": [context.say(N_("{name} ({version})"), name=gate.name, version=str(handed[gate.id]))
                   for gate in d.dimension.gate_outputs if gate.id in handed],
        "missing": [context.text(gate.name) for gate in d.dimension.gate_outputs if gate.id not in handed],
        "reason": context.text(record.reason) if record else "",
    }


SECTION = Section(name="cycle", build=build)
