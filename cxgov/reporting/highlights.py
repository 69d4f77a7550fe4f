"""What a reader in a hurry takes away: strengths, gaps, what is asked of the board, what changed.

In this room: which practices, findings and decisions are picked, and the few words beside each. Not here: the one
sentence over them (`headlines`) and the full lists (the sections).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cxgov.language import N_
from cxgov.model import Decision
from cxgov.problems import Problem
from cxgov.reporting import headlines
from cxgov.reporting.advice import shown
from cxgov.reporting.context import Context
from cxgov.reporting.findings import plain_advice, sentence
from cxgov.reviewing.priorities import Recommendation, StepKind, together
from cxgov.scoring.scorecard import Cap, PracticeScore

SHOWN = 3
ASKED = 5
STEPS = 8  # more would be a programme, not a first step
PER_STAGE = 2  # so that three lines do not all speak of one stage
OWNERSHIP_CODES = ("CXG-022", "CXG-020", "CXG-021", "CXG-026")
EFFORTS: dict[int, str] = {1: N_("small effort"), 2: N_("medium effort"), 3: N_("large effort")}


def strengths(context: Context) -> list[dict[str, Any]]:
    """Up to three practices that stand highest with evidence, from the middle of the scale on; may be empty."""
    scale = context.framework.scale
    good = [s for s in context.card.practices()
            if s.evidenced is not None and s.cap is None and 2 * s.evidenced >= scale.min + scale.max]
    ordered = sorted(good, key=lambda s: (-(s.evidenced or 0), -len(s.evidence)))
    return [_strength(context, score) for score in _spread(context, ordered)]


def _strength(context: Context, score: PracticeScore) -> dict[str, Any]:
    pieces = context.counted(len(score.evidence), N_("{n} piece of evidence"), N_("{n} pieces of evidence"))
    return {**_practice(context, score), "why": context.say(N_("{evidence}."), evidence=pieces) if score.evidence else ""}


def gaps(context: Context) -> list[dict[str, Any]]:
    """Up to three: the limiting stage's weakest practice, the gravest finding on ownership, then the widest gaps to target."""
    found: list[dict[str, Any]] = []
    below = [s for s in context.card.practices() if s.evidenced is not None and s.evidenced < s.target]
    widest = sorted(below, key=lambda s: ((s.evidenced or 0) - s.target, -_lost(s)))
    cause = headlines.limiting(context)
    first = next((s for s in widest if cause is not None and s in cause.practices), None)
    if first is not None:
        found.append(_gap(context, first))
    finding = _ownership_finding(context)
    if finding is not None:
        found.append({"code": finding.code, "name": sentence(context.said(finding.text)), "id": "", "level": None, "why": "", "target": None})
    return [*found, *(_gap(context, score) for score in _spread(context, widest) if score is not first)][:SHOWN]


def _gap(context: Context, score: PracticeScore) -> dict[str, Any]:
    return {**_practice(context, score), "why": capped_text(context, score) or context.text(score.practice.why)}


def _practice(context: Context, score: PracticeScore) -> dict[str, Any]:
    level = None if score.evidenced is None else int(score.evidenced)
    return {"id": score.practice.id, "name": context.text(score.practice.short or score.practice.name), "level": level,
            "level_name": context.level_name(level), "target": score.target, "code": ""}


def _spread(context: Context, scores: Iterable[PracticeScore]) -> Iterator[PracticeScore]:
    """The first three, at most two of one stage; if that leaves too few, the others follow."""
    taken: dict[str, int] = {}
    late, given = [], 0
    for score in scores:
        stage = context.framework.dimension_of(score.practice.id).id
        taken[stage] = taken.get(stage, 0) + 1
        if taken[stage] > PER_STAGE:
            late.append(score)
        elif given < SHOWN:
            given += 1
            yield score
    yield from late[: SHOWN - given]


def _lost(score: PracticeScore) -> float:
    return float((score.claimed or 0) - (score.evidenced or 0))


def _ownership_finding(context: Context) -> Problem | None:
    found = [f for f in context.checked.findings if f.code in OWNERSHIP_CODES]
    return min(found, key=lambda f: (OWNERSHIP_CODES.index(f.code), -f.severity), default=None)


def capped_text(context: Context, score: PracticeScore) -> str:
    """Why a level counts for less than was claimed; empty where it does not."""
    if score.cap is None or score.claimed is None or score.evidenced is None:
        return ""
    values = {"claimed": int(score.claimed), "counts": int(score.evidenced)}
    if score.cap is Cap.UNVERIFIED:
        return context.say(N_("Level {claimed} was claimed, but nothing was shown for it, so it counts as {counts}."), **values)
    if score.newest is None:
        return context.say(N_("Level {claimed} was claimed, but the evidence bears no date, so it counts as {counts}."), **values)
    return context.say(N_("Level {claimed} was claimed, but the newest evidence is of {day}, so it counts as {counts}."), **values,
                       day=score.newest)


# --- next steps and decisions --------------------------------------------------------------------------------------


_EVIDENCE_STEPS: dict[StepKind, str] = {
    StepKind.SHOW: N_("Show evidence for what was claimed, or correct the claim."),
    StepKind.REFRESH: N_("Renew and date the evidence for what was claimed, or correct the claim."),
}


def step_text(context: Context, step: Recommendation) -> str:
    """What a recommended step consists of."""
    if step.kind is not StepKind.IMPROVE:
        return context.say(_EVIDENCE_STEPS[step.kind])
    return context.text(step.action) or context.say(N_("Bring the practice up to the next level’s description."))


def first_steps(context: Context) -> list[list[Recommendation]]:
    """The best steps by effect over effort, in at most three lines: steps about evidence of one kind share a line."""
    lines: dict[str, list[Recommendation]] = {}
    for step in shown(context)[:STEPS]:
        key = step.score.practice.id if step.kind is StepKind.IMPROVE else step.kind.value
        if key not in lines and len(lines) == SHOWN:
            break
        lines.setdefault(key, []).append(step)
    return list(lines.values())


def asked(context: Context) -> list[dict[str, Any]]:
    """At most five decisions: ownership where it is the story, the first steps, then what the period left open, by due date.

    Rows carry ``what``, ``about``, ``who``, ``due`` (ISO day or ``None``) and ``effect`` (index points or ``None``).
    """
    rows = [*_ownership(context), *(_step_row(context, line) for line in first_steps(context))]
    return rows + [{
        "what": context.text(d.text), "about": context.say(N_("{id}, open"), id=d.id), "who": _owner(context, d.owner),
        "due": d.due.isoformat() if d.due else None, "effect": None,
    } for d in _open(context)[: ASKED - len(rows)]]


def _ownership(context: Context) -> list[dict[str, Any]]:
    if headlines.story(context) is not headlines.Story.ONE_PERSON:
        return []
    finding = next(f for f in context.checked.findings if f.code == headlines.CONCENTRATION)
    return [{"what": sentence(plain_advice(context.said(finding.remedy or finding.text))), "about": finding.code, "who": _owner(context, None),
             "due": None, "effect": None}]


def _step_row(context: Context, line: list[Recommendation]) -> dict[str, Any]:
    step, card = line[0], context.card
    if len(line) == 1:
        about = context.say(N_("{id} {name}, level {now} to {then}"), id=step.score.practice.id, now=step.level - 1,
                            name=step.score.practice.short or step.score.practice.name, then=step.level)
    else:
        about = ", ".join(s.practice.id for s in card.practices() if s in [step.score for step in line])
    after = together(card, line).index_exact
    owners = {s.initiative.owner if s.initiative else None for s in line}
    return {"what": step_text(context, step), "about": about, "who": _owner(context, owners.pop() if len(owners) == 1 else None),
            "due": None, "effect": None if after is None or card.index_exact is None else float(after - card.index_exact)}


def _owner(context: Context, person: str | None) -> str:
    return context.role(person) if person else context.say(N_("to be named"))


def _open(context: Context) -> list[Decision]:
    """The period's open decisions, by due date; those without one last."""
    found = [d for d in context.workspace.decisions_of(context.period) if d.status == "open"]
    return sorted(found, key=lambda d: (d.due is None, d.due or context.as_of))


def left_open(context: Context) -> int:
    """How many open decisions of the period `asked` has no room for."""
    room = ASKED - len(first_steps(context)) - len(_ownership(context))
    return max(0, len(_open(context)) - room)


def change(context: Context) -> str:
    """Index and level of the period before and the difference, without a verdict; empty without a period before."""
    before, card = context.previous, context.card
    if before is None or before.index is None or card.index is None:
        return ""
    if before.level == card.level:
        return context.say(N_("{period}: index {index}, the same level; change of the index {change}"), index=before.index,
                           period=context.language.period(before.period), change=_signed(context, card.index - before.index))
    return context.say(N_("{period}: index {index}, level {level}, “{name}”; change of the index {change}"), index=before.index,
                       period=context.language.period(before.period), level=before.level, name=context.level_name(before.level),
                       change=_signed(context, card.index - before.index))


def _signed(context: Context, number: int) -> str:
    return context.language.number(number, signed=True)
