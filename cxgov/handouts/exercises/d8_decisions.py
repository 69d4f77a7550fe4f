"""D8: turn a report into three decisions: a quarter of a made-up firm, of which three indicators demand one.

In this room: the drawn quarter, what is said in the corridor about it, and the model decisions. Not here: which indicators
demand a decision (`cxgov.reviewing.coverage`) and what really changed (`cxgov.reviewing.changes`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind, dealt
from cxgov.handouts.exercises.figures import (
    AFTER,
    BEFORE,
    NET_ANSWERS,
    Counts,
    adds_up,
    dealt_out,
    decimals,
    firm,
    indicator,
    measured,
    tilted,
)
from cxgov.handouts.exercises.wording import spoken
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.kpis.status import status
from cxgov.kpis.variants import digits_of, valid_range
from cxgov.language import N_, round_half_up
from cxgov.model import Decision, Decisions, Kpi, Measurement, Measurements, Target, Workspace, parse_period
from cxgov.model.programme import DecisionSubject
from cxgov.reviewing.changes import Verdict, changes
from cxgov.reviewing.coverage import Coverage, coverage
from cxgov.reviewing.derivation import VERDICT_NAMES
from cxgov.reviewing.standings import value_of

TITLE = N_("From a report to three decisions")
BY = parse_period("2026-Q4")
DEMANDED = 3
SITUATIONS: Mapping[Difficulty, tuple[str, ...]] = {
    "easy": ("missed", "missed", "missed", "within", "met"),
    "medium": ("missed", "missed", "missed", "decided", "within", "met", "few"),
    "hard": ("missed", "missed", "missed", "decided", "within", "within", "met", "few"),
}
"""Where each drawn indicator is to stand; the engine says whether it does."""
ANSWERS: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "nps_0_10": (NET_ANSWERS, (46, 32, 22)), "csat5_top2": ((5, 4, 3, 2, 1), (34, 32, 15, 10, 9)),
    "ces2_agree7_mean": ((7, 6, 5, 4, 3, 2, 1), (24, 23, 19, 14, 9, 6, 5)),
}
TOLERANCE = {"nps_0_10": 3.0, "csat5_top2": 3.0, "ces2_agree7_mean": 0.2}
FEW = (4, 9)
MANY = (220, 640)
CLAIMS = 3
TRIES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A made-up quarter.

    Attributes:
        workspace: the firm with two measured quarters and a decision where there is one.
        rows: entry of the content file and the situation it was drawn for, in the order of the report.
        told: indicator id -> the way in which what else is known of it is told.
        covered: indicators off target and the decisions about them.
        verdicts: indicator id -> whether it really changed.
    """

    workspace: Workspace
    rows: tuple[tuple[Mapping[str, Any], str], ...]
    told: Mapping[str, Mapping[str, Any]]
    covered: Coverage
    verdicts: Mapping[str, Verdict]

    @property
    def demanding(self) -> tuple[str, ...]:
        """Ids of the indicators off target about which nothing was decided."""
        return tuple(row.standing.kpi.id for row in self.covered.rows if not row.decisions)

    def value(self, kpi: str) -> Measurement | None:
        """The indicator's value in the quarter; ``None`` where it rests on too few answers to be shown."""
        found = self.workspace.measurement(kpi, AFTER)
        return found if value_of(found, self.workspace.organisation.thresholds) is not None else None


def draw(workshop: Workshop, group: int) -> Exercise:
    """Makes the exercise of a group."""
    return written(workshop, quarter(workshop, group), group)


def written(workshop: Workshop, made: Quarter, group: int) -> Exercise:
    """Makes the exercise out of a drawn quarter."""
    words = spoken(workshop, content("d8")["words"])
    said = _claims(workshop, words, made, group)
    rows = [_row(workshop, words, made, entry) for entry, _ in made.rows]
    sheet = {"words": words, "report": words["report"].format(period=workshop.language.period(AFTER)), "rows": rows, "claims": said,
             "known": [row for row in rows if row["known"]], "shows": workshop.difficulty, "cards": DEMANDED,
             "before": workshop.language.period(BEFORE), "after": workshop.language.period(AFTER)}
    why = words["key"]["why_not"]
    return Exercise(
        id="d8", title=TITLE, items=tuple(entry["id"] for entry, _ in made.rows),
        answers=(*made.demanding, *(f"{claim['id']} {claim['holds']}" for claim in said)),
        sheet=sheet, key={**sheet, "demanding": [
            {"name": row["name"], "kind": row["kind"], "model": row["model"], "owner": row["owner"]} for row in rows if row["id"] in made.demanding],
            "others": [{"name": row["name"], "why": why["decided"] if row["status"] == "missed" else why[row["status"]]} for row in rows
                       if row["id"] not in made.demanding]})


# --- drawing -------------------------------------------------------------------------------------------------------


def quarter(workshop: Workshop, group: int) -> Quarter:
    """Draws a quarter in which exactly three indicators demand a decision, of more than one kind, and something really changed."""
    situations = SITUATIONS[workshop.difficulty]
    entries = dealt(workshop, "d8", content("d8")["indicators"], len(situations), group)
    for attempt in range(TRIES):
        dice = workshop.random("d8", str(group), str(attempt))
        made = _drawn(entries, situations, dice)
        kinds = {made.told[name]["id"] for name in made.demanding}
        clear = [verdict.clear for name, verdict in made.verdicts.items() if made.value(name)]
        if len(made.demanding) == DEMANDED and len(kinds) > 1 and any(clear) and not all(clear) and _plain_to_see(made):
            return made
    raise ValueError("d8")  # a test rules it out


def _plain_to_see(made: Quarter) -> bool:
    """Whether what is printed leads to the answers of the key.

    Every value as it is printed stands where the exact one stands, and the interval beside a difference leaves zero out where
    the change is clear, and only there: it is that of one indicator, while the verdict is corrected for all of them.
    """
    if any(v.clear != (v.change.interval[0] * v.change.interval[1] > 0) for v in made.verdicts.values() if v.change is not None):
        return False
    shown = [(kpi, found.value) for kpi in made.workspace.kpis if (found := made.value(kpi.id)) is not None and found.value is not None]
    return all(status(kpi, value) == status(kpi, float(round_half_up(value, decimals(kpi)))) for kpi, value in shown)


def _drawn(entries: Sequence[Mapping[str, Any]], situations: Sequence[str], dice: Random) -> Quarter:
    kpis, values, told = [], dict[str, tuple[Measurement, Measurement]](), {}
    rows = list(zip(entries, situations, strict=True))
    for entry, situation in rows:
        answers, weights = ANSWERS[entry["variant"]]
        kpi = indicator(entry["type"], entry["variant"], id=entry["id"], name=entry["name"])
        values[kpi.id] = _two_quarters(kpi, answers, weights, dice, few=situation == "few")
        # Nobody sets a target by what eight people said.
        kpis.append(_aimed(kpi, values[kpi.id][0 if situation == "few" else 1].value or 0.0, situation, dice))
        told[kpi.id] = dice.choice(entry["told"])
    dice.shuffle(rows)
    decided = tuple(Decision(id=f"D-{entry['id']}", about=DecisionSubject(kpi=entry["id"]), decision="act", text=entry["told"][0]["model"], owner="owner",
                             due=BY.end) for entry, situation in rows if situation == "decided")
    space = firm(kpis=tuple(kpis), decisions=(Decisions(period=AFTER, decisions=decided),), measurements=tuple(
        Measurements(period=period, measurements=tuple(pair[place] for pair in values.values())) for place, period in enumerate((BEFORE, AFTER))))
    return Quarter(workspace=space, rows=tuple(rows), told=told, covered=coverage(space, AFTER, AFTER.end), verdicts=changes(space, AFTER))


def _two_quarters(kpi: Kpi, answers: Sequence[int], weights: Sequence[int], dice: Random, *, few: bool) -> tuple[Measurement, Measurement]:
    """Two quarters whose difference can be computed from what the report prints."""
    for _ in range(TRIES):
        first, second = (measured(kpi, counts) for counts in _any_quarters(answers, weights, dice, few=few))
        if few or adds_up(kpi, first, second):
            return first, second
    raise ValueError(kpi.id)  # a test rules it out


def _any_quarters(answers: Sequence[int], weights: Sequence[int], dice: Random, *, few: bool) -> tuple[Counts, Counts]:
    base = [weight * dice.uniform(0.75, 1.25) for weight in weights]
    before = dealt_out(answers, base, dice.randint(*MANY))
    # Now and then a change that nobody can miss, mostly one that chance explains.
    tilt = dice.choice((-1, 1)) * (dice.uniform(0.22, 0.34) if dice.random() < 0.4 else dice.uniform(0.02, 0.1))
    return before, dealt_out(answers, tilted(base, tilt), dice.randint(*(FEW if few else MANY)))


def _aimed(kpi: Kpi, value: float, situation: str, dice: Random) -> Kpi:
    """Gives an indicator the target by which its value stands where it is to stand."""
    tolerance, digits = TOLERANCE[kpi.variant or ""], min(digits_of(kpi), 1)
    step = 10.0**-digits
    away = {"met": -dice.uniform(0.2, 1.5), "within": dice.uniform(0.4, 0.8)}.get(situation, dice.uniform(1.6, 3.5))
    aim, (_, top) = round(round((value + away * tolerance) / step) * step, 6), valid_range(kpi)
    return replace(kpi, target=Target(by=BY, value=aim if top is None else min(aim, top), tolerance=tolerance))


# --- the corridor --------------------------------------------------------------------------------------------------


def _claims(workshop: Workshop, words: Mapping[str, Any], made: Quarter, group: int) -> list[dict[str, Any]]:
    """Claims that follow the sign of a difference, one of which holds, and one about a cause, which these data cannot bear."""
    dice = workshop.random("d8", "claims", str(group))
    shown = [entry for entry, _ in made.rows if (verdict := made.verdicts.get(entry["id"])) is not None and _difference(made, entry["id"]) and verdict.kind != "first"]
    holding = [entry for entry in shown if made.verdicts[entry["id"]].clear and made.value(entry["id"])]
    failing = [entry for entry in shown if not made.verdicts[entry["id"]].clear]
    chosen = [dice.choice(holding), *dice.sample(failing, min(CLAIMS - 1, len(failing)))]
    dice.shuffle(chosen)
    said = [_claim(workshop, words, made, entry) for entry in chosen]
    cause = dice.choice(content("d8")["causal"])
    return [*said, {"id": cause["id"], "text": workshop.text(cause["text"]), "holds": False, "why": words["key"]["causal"], "answer": words["unsupported"]}]


def _claim(workshop: Workshop, words: Mapping[str, Any], made: Quarter, entry: Mapping[str, Any]) -> dict[str, Any]:
    verdict, rise = made.verdicts[entry["id"]], _difference(made, entry["id"]) > 0
    holds = verdict.kind == ("improved" if rise else "worsened")
    verdict_said = workshop.say(VERDICT_NAMES[verdict.kind])
    digits = decimals(made.workspace.kpis_by_id[entry["id"]])
    why = words["key"]["claim_result"].format(verdict=verdict_said, difference=workshop.language.number(verdict.change.difference, digits, signed=True)) \
        if verdict.change else verdict_said
    return {"id": entry["id"], "text": words["better" if rise else "worse"].format(name=workshop.text(entry["name"])), "holds": holds, "why": why,
            "answer": words["supported" if holds else "unsupported"]}


def _difference(made: Quarter, kpi: str) -> float:
    first, second = (made.workspace.measurement(kpi, period) for period in (BEFORE, AFTER))
    return (second.value or 0.0) - (first.value or 0.0) if first and second else 0.0


# --- words ---------------------------------------------------------------------------------------------------------


def _row(workshop: Workshop, words: Mapping[str, Any], made: Quarter, entry: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the report with what the key says of it."""
    language, kpi = workshop.language, made.workspace.kpis_by_id[entry["id"]]
    now, before, verdict = made.value(kpi.id), made.workspace.measurement(kpi.id, BEFORE), made.verdicts[kpi.id]
    stands, digits = status(kpi, now.value if now else None), decimals(kpi)
    unit, whole = "%" if kpi.variant == "csat5_top2" else "", min(digits_of(kpi), 1)
    change, target, told = verdict.change, kpi.target, made.told[kpi.id]
    answered = {d.about.kpi for d in made.workspace.decisions_of(AFTER) if d.about}
    count = made.workspace.measurement(kpi.id, AFTER)
    return {
        "id": kpi.id, "name": workshop.text(kpi.name), "owner": workshop.text(entry["owner"]), "status": stands, "stands": words["status"][stands],
        "value": language.number(now.value, digits) + unit if now else "", "n": count.n if count else 0,
        "before": (language.number(before.value, digits) + unit) if before else "", "before_n": before.n if before else 0,
        "target": language.number(target.value, whole) + unit if isinstance(target, Target) else "",
        "tolerance": language.number(target.tolerance, whole) if isinstance(target, Target) else "",
        "difference": language.number(change.difference, digits, signed=True) if change else "",
        "low": language.number(change.interval[0], digits, signed=True) if change else "",
        "high": language.number(change.interval[1], digits, signed=True) if change else "",
        "verdict": workshop.say(VERDICT_NAMES[verdict.kind]),
        "known": words["decided"] if kpi.id in answered else workshop.text(told["known"]) if stands == "missed" else "",
        "kind": words["kinds"][told["id"]], "model": workshop.text(told["model"])}


def together(workshop: Workshop, _drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """What is said of every group's decisions."""
    return {"words": spoken(workshop, content("d8")["words"])}


KIND = Kind(id="d8", title=TITLE, minutes=12, draw=draw, together=together, lengths=("one-day", "half-day"))
