"""D6: judge targets and write one: what a promise needs so that a quarter later somebody can say whether it was kept.

In this room: the drawn indicators, the proposals with their faults, and the range that a sound target lies in. Not here: what
makes a target senseless (check CXG-038), how many answers a change takes (`cxgov.reviewing.sample_size`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from cxgov.checks import check
from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind, dealt, mixed
from cxgov.handouts.exercises.figures import AFTER, NET_ANSWERS, dealt_out, firm, indicator, measured
from cxgov.handouts.exercises.wording import spoken
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.kpis.estimates import estimate_of
from cxgov.kpis.status import status
from cxgov.kpis.types import TYPES
from cxgov.kpis.variants import digits_of, direction_of, valid_range
from cxgov.language import N_, Message, round_half_up
from cxgov.model import Kpi, Measurement, Target, parse_period
from cxgov.model.indicators import Baseline
from cxgov.reviewing.sample_size import SampleSize, sample_size

TITLE = N_("Write a target")
BY = parse_period("2027-Q3")
PAST = parse_period("2026-Q2")
REACH = 1 / 3
"""A sound target goes at most so far from the baseline to the end of the scale: own judgement."""
SMALLEST = {"nps_0_10": 5.0, "csat5_top2": 4.0, "ces2_agree7_mean": 0.3, "ces1_effort5": 0.2}
ANSWERS: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "nps_0_10": (NET_ANSWERS, (46, 32, 22)), "csat5_top2": ((5, 4, 3, 2, 1), (34, 30, 16, 11, 9)),
    "ces2_agree7_mean": ((7, 6, 5, 4, 3, 2, 1), (22, 22, 20, 14, 10, 6, 6)), "ces1_effort5": ((1, 2, 3, 4, 5), (14, 22, 26, 22, 16)),
}
VARIANTS: Mapping[Difficulty, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "easy": (("csat5_top2",), ("nps_0_10",)),
    "medium": (("csat5_top2", "nps_0_10"), ("ces2_agree7_mean",)),
    "hard": (("ces2_agree7_mean", "nps_0_10", "csat5_top2"), ("ces1_effort5",)),
}
FAULTS: Mapping[Difficulty, tuple[tuple[str, ...], int]] = {
    "easy": (("no_number", "worse", "outside"), 2),
    "medium": (("no_number", "worse", "outside", "past", "tolerance"), 3),
    "hard": (("outside", "worse", "past", "tolerance", "too_small"), 4),
}
ABOUT_TARGETS = ("CXG-038",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where an indicator stands before a target is set.

    Attributes:
        entry: entry of the content file.
        kpi: the indicator with its baseline.
        found: the measurement of the baseline.
        size: the answers it has and needs.
        least: the first value that a sound target may have.
        most: the last one; below ``least`` where lower is better.
    """

    entry: Mapping[str, Any]
    kpi: Kpi
    found: Measurement
    size: SampleSize
    least: float
    most: float

    @property
    def sign(self) -> int:
        """1 where higher is better, -1 where lower is."""
        return 1 if direction_of(self.kpi) == "higher_better" else -1

    def target(self, value: float, tolerance: float, *, past: bool = False) -> Kpi:
        """The indicator with a target."""
        return replace(self.kpi, target=Target(by=PAST if past else BY, value=value, tolerance=tolerance))


def draw(workshop: Workshop, group: int) -> Exercise:
    """Makes the exercise of a group."""
    words = spoken(workshop, content("d6")["words"])
    judged, own = (start(workshop, part, group) for part in (0, 1))
    proposed = proposals(workshop, judged, group)
    found = [faults(judged, kpi) for _, kpi, _ in proposed]
    rows = [{"number": n, "text": _said(workshop, words, judged, kpi, wish), "reason": _reason(workshop, words, judged, kpi, wrong)}
            for n, ((_, kpi, wish), wrong) in enumerate(zip(proposed, found, strict=True), 1)]
    model = _model(own)
    sheet = {"words": words, "first": _card(workshop, words, judged), "second": _card(workshop, words, own), "proposals": rows, "table": _table(workshop, words, own)}
    return Exercise(
        id="d6", title=TITLE, items=(judged.kpi.id, own.kpi.id, *(kind for kind, _, _ in proposed)),
        answers=(*(wrong.name if wrong else "sound" for wrong in found), f"{own.least:g} {own.most:g} {own.size.needed}"),
        sheet=sheet, key={**sheet, "admissible": _admissible(workshop, words, own, model)})


# --- the starting point --------------------------------------------------------------------------------------------


def start(workshop: Workshop, part: int, group: int) -> Start:
    """Draws an indicator and its baseline: for judging (0) or for a target of one's own (1).

    Answers are drawn until there is room for a sound target: enough of them to show a change within reach.
    """
    pool = [entry for entry in content("d6")["indicators"] if entry["variant"] in VARIANTS[workshop.difficulty][part]]
    entry = dealt(workshop, f"d6/{part}", pool, 1, group)[0]
    dice = workshop.random("d6", str(part), str(group))
    answers, weights = ANSWERS[entry["variant"]]
    while True:
        kpi = indicator(entry["type"], entry["variant"], id=entry["id"], name=entry["name"], smallest_change=SMALLEST[entry["variant"]])
        digits, found = _digits(kpi), measured(kpi, dealt_out(answers, [weight * dice.uniform(0.75, 1.25) for weight in weights], dice.randrange(380, 1500, 10)))
        kpi = replace(kpi, baseline=Baseline(period=AFTER, value=as_printed(found.value or 0.0, digits)))
        made = _within_reach(entry, kpi, found, digits)
        if made is not None:
            return made


def _within_reach(entry: Mapping[str, Any], kpi: Kpi, found: Measurement, digits: int) -> Start | None:
    size, ends = sample_size(kpi, found), valid_range(kpi)
    if size is None or size.detectable is None or kpi.baseline is None or None in ends:
        return None
    higher = direction_of(kpi) == "higher_better"
    base, end = kpi.baseline.value, float((ends[1] if higher else ends[0]) or 0.0)
    step, sign = 10.0**-digits, 1 if higher else -1
    least = _whole_steps(base + sign * max(kpi.smallest_change, size.detectable), step, up=higher)
    most = _whole_steps(base + REACH * (end - base), step, up=not higher)
    # Room for a value between the ends, with a tolerance below the gain.
    return Start(entry=entry, kpi=kpi, found=found, size=size, least=least, most=most) if sign * (most - least) >= 2 * step - 1e-9 else None


def as_printed(value: float, digits: int) -> float:
    """A value as it is printed: targets are set against what people read."""
    return float(round_half_up(value, digits))


def _whole_steps(value: float, step: float, *, up: bool) -> float:
    steps = math.ceil(value / step - 1e-9) if up else math.floor(value / step + 1e-9)
    return round(steps * step, 6)


# --- proposals -----------------------------------------------------------------------------------------------------


def proposals(workshop: Workshop, begun: Start, group: int) -> list[tuple[str, Kpi, int]]:
    """Draws a sound target and faulty ones: what was planted, the indicator with the target, and which wish stands for none."""
    kinds, count = FAULTS[workshop.difficulty]
    dice = workshop.random("d6", "proposals", str(group))
    chosen = dice.sample(sorted(set(kinds)), count)
    made = [("sound", begun.target(dice.choice(_steps(begun)), _tolerance(begun)), 0), *((kind, _faulty(begun, kind, dice), dice.randrange(3)) for kind in chosen)]
    return mixed(workshop, "d6", made, group)


def _faulty(begun: Start, kind: str, dice: Random) -> Kpi:
    """A target with one fault."""
    base, step, sign = _baseline(begun), _step(begun), begun.sign
    match kind:
        case "worse":
            return begun.target(round(base - sign * dice.randint(2, 5) * step, 6), _tolerance(begun))
        case "outside":
            low, high = valid_range(begun.kpi)
            return begun.target(round(float((high if sign > 0 else low) or 0.0) + sign * dice.randint(3, 12) * step, 6), _tolerance(begun))
        case "past":
            return begun.target(begun.least, _tolerance(begun), past=True)
        case "tolerance":
            return begun.target(begun.least, round(abs(begun.least - base) + dice.randint(1, 3) * step, 6))
        case "too_small":
            return begun.target(round(base + sign * step, 6), 0.0)
    return begun.kpi


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a target.

    Attributes:
        name: code of the check that finds it, or a word for what only the numbers show.
        why: the reason in the check's words; ``None`` where the content file has them.
    """

    name: str
    why: Message | None = None


def faults(begun: Start, kpi: Kpi) -> Fault | None:
    """The gravest fault of a target: first what a check finds, then what the numbers show; ``None`` for a sound one."""
    target = kpi.target
    if not isinstance(target, Target):
        return Fault("no_number")
    found = [problem for problem in check(firm(kpis=(kpi,)), as_of=AFTER.end).findings if problem.code in ABOUT_TARGETS]
    if found:
        # Which indicator it is stands above the list; of the finding only the reason is needed.
        return Fault(found[0].code, found[0].text.values["why"])
    if status(kpi, _baseline(begun)) == "within":
        return Fault("tolerance")
    short = begun.size.detectable is not None and abs(target.value - _baseline(begun)) < begun.size.detectable - 1e-9
    return Fault("too_small") if short else None


def _steps(begun: Start) -> list[float]:
    """The values a sound target may have."""
    step, sign = _step(begun), begun.sign
    return [round(begun.least + sign * n * step, 6) for n in range(round(abs(begun.most - begun.least) / step) + 1)]


def _model(begun: Start) -> Kpi:
    steps = _steps(begun)
    return begun.target(steps[len(steps) // 2], _tolerance(begun))


def _tolerance(begun: Start) -> float:
    """A third of the least gain, in whole steps, at least one step."""
    step = _step(begun)
    return round(max(1, int(abs(begun.least - _baseline(begun)) / step / 3)) * step, 6)


def _step(begun: Start) -> float:
    return 10.0**-_digits(begun.kpi)


def _digits(kpi: Kpi) -> int:
    """Decimal places of a target: of two places it would promise more than anybody measures."""
    return min(digits_of(kpi), 1)


def _baseline(begun: Start) -> float:
    return begun.kpi.baseline.value if begun.kpi.baseline else 0.0


# --- words ---------------------------------------------------------------------------------------------------------


def _shown(workshop: Workshop, kpi: Kpi, value: float | None, extra: int = 0) -> str:
    return workshop.language.number(value, _digits(kpi) + extra) + ("%" if kpi.variant == "csat5_top2" else "")


def _gap(workshop: Workshop, words: Mapping[str, Any], kpi: Kpi, value: float | None, extra: int = 0) -> str:
    """A difference: of two shares it is in percentage points."""
    return workshop.language.number(value, _digits(kpi) + extra) + (f"\N{NO-BREAK SPACE}{words['points']}" if kpi.variant == "csat5_top2" else "")


def _said(workshop: Workshop, words: Mapping[str, Any], begun: Start, kpi: Kpi, wish: int) -> str:
    if not isinstance(kpi.target, Target):
        return str(words["unsaid"][wish])
    return str(words["said"]).format(value=_shown(workshop, begun.kpi, kpi.target.value), by=workshop.language.period(kpi.target.by),
                                     tolerance=workshop.language.number(kpi.target.tolerance, _digits(kpi)))


def _reason(workshop: Workshop, words: Mapping[str, Any], begun: Start, kpi: Kpi, wrong: Fault | None) -> dict[str, str]:
    """Why a proposal is faulty, or that it is not."""
    if wrong is None:
        return {"code": "✓", "text": words["reasons"]["sound"]}
    if wrong.why is not None:
        return {"code": wrong.name, "text": workshop.said(wrong.why)}
    gain = abs(kpi.target.value - _baseline(begun)) if isinstance(kpi.target, Target) else 0.0
    needed = TYPES[kpi.type].needed_n(kpi, estimate_of(begun.found), gain) if gain else None
    return {"code": "", "text": words["reasons"][wrong.name].format(gain=_gap(workshop, words, kpi, gain), n=workshop.language.number(begun.size.n), needed=workshop.language.number(needed))}


def _card(workshop: Workshop, words: Mapping[str, Any], begun: Start) -> dict[str, Any]:
    kpi, found, low_high = begun.kpi, begun.found, valid_range(begun.kpi)
    interval = found.interval or (0.0, 0.0)
    return {"name": workshop.text(kpi.name), "baseline": _shown(workshop, kpi, _baseline(begun)), "period": workshop.language.period(AFTER),
            "low": _shown(workshop, kpi, interval[0], 1), "high": _shown(workshop, kpi, interval[1], 1), "n": found.n,
            "smallest": _gap(workshop, words, kpi, kpi.smallest_change), "shows": _gap(workshop, words, kpi, begun.size.detectable, 1),
            "range": f"{workshop.language.number(low_high[0])} … {workshop.language.number(low_high[1])}",
            "direction": words[direction_of(kpi) or "higher_better"], "owner": workshop.text(begun.entry["owner"])}


def _table(workshop: Workshop, words: Mapping[str, Any], begun: Start) -> list[dict[str, Any]]:
    """How many answers it takes, for changes of one to five times the smallest one of interest."""
    kpi, found = begun.kpi, estimate_of(begun.found)
    return [{"change": _gap(workshop, words, kpi, kpi.smallest_change * times), "n": TYPES[kpi.type].needed_n(kpi, found, kpi.smallest_change * times)}
            for times in (1, 2, 3, 4, 5)]


def _admissible(workshop: Workshop, words: Mapping[str, Any], begun: Start, model: Kpi) -> dict[str, Any]:
    kpi, said, target = begun.kpi, words["key"], model.target
    number = workshop.language.number
    return {"value": said["value"].format(least=_shown(workshop, kpi, begun.least), most=_shown(workshop, kpi, begun.most),
                                          direction=words[direction_of(kpi) or "higher_better"]),
            "why": said["why"].format(n=number(begun.size.n), gain=_gap(workshop, words, kpi, begun.size.detectable, 1)),
            "needed": said["needed"].format(smallest=_gap(workshop, words, kpi, kpi.smallest_change), needed=number(begun.size.needed)),
            "model": said["model"].format(value=_shown(workshop, kpi, target.value), by=workshop.language.period(BY), tolerance=number(
                target.tolerance, _digits(kpi)), owner=workshop.text(begun.entry["owner"])) if isinstance(target, Target) else ""}


def together(workshop: Workshop, _drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """What is said of every group's target."""
    return {"words": spoken(workshop, content("d6")["words"])}


KIND = Kind(id="d6", title=TITLE, minutes=15, draw=draw, together=together, lengths=())
