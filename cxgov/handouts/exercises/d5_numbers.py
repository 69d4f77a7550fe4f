"""D5: compute NPS, CSAT and CES of two quarters and say whether anything changed.

In this room: which answers a group gets and how its sheet and key show them. Not here: how answers are drawn and judged
(`figures`). The first group of seed 1 gets published figures at medium difficulty, so that the sums can be looked up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind, dealt, mixed
from cxgov.handouts.exercises.figures import (
    AFTER,
    BEFORE,
    NET_ANSWERS,
    Pair,
    decimals,
    drawn_pair,
    estimated,
    indicator,
    paired,
)
from cxgov.handouts.exercises.wording import spoken
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.language import N_
from cxgov.model import Kpi
from cxgov.reviewing.derivation import VERDICT_NAMES

TITLE = N_("Calculate, and say whether it changed")
PUBLISHED_SEED = 1
# openfield.pl (shares), two vectors computed by hand, and the CSAT of a survey tool's help page.
PUBLISHED_SHARES = (50, 30, 20)
PUBLISHED_CLEAR = ((210, 120, 70), (236, 112, 52))
PUBLISHED_UNCLEAR = ((30, 18, 12), (33, 17, 10))
PUBLISHED_CSAT = {5: 42, 4: 32, 3: 10, 2: 9, 1: 14}
LATER_CSAT = {5: 58, 4: 41, 3: 14, 2: 8, 1: 9}
SIZES: Mapping[Difficulty, Mapping[str, tuple[int, int]]] = {
    "easy": {"large": (400, 800), "small": (50, 100), "csat": (100, 400), "ces": (100, 400)},
    "medium": {"large": (280, 900), "small": (52, 96), "csat": (90, 320), "ces": (80, 260)},
    "hard": {"large": (450, 1400), "small": (34, 70), "csat": (70, 260), "ces": (70, 200)},
}
STEPS: Mapping[Difficulty, int] = {"easy": 50, "medium": 1, "hard": 1}
CES: Mapping[Difficulty, str] = {"easy": "ces2_agree7_top3", "medium": "ces2_agree7_mean", "hard": "ces1_effort5"}
CES_ANSWERS = {"ces2_agree7_top3": (7, 6, 5, 4, 3, 2, 1), "ces2_agree7_mean": (7, 6, 5, 4, 3, 2, 1), "ces1_effort5": (1, 2, 3, 4, 5)}
CES_WEIGHTS = {7: (28, 24, 18, 12, 8, 5, 5), 5: (30, 28, 20, 13, 9)}
CHANGED = ("improved", "worsened")


def draw(workshop: Workshop, group: int) -> Exercise:
    """Makes the exercise of a group."""
    words, shares, pairs = spoken(workshop, content("d5")["words"]), _shares(workshop, group), _pairs(workshop, group)
    firms = {kind: workshop.text(dealt(workshop, f"d5/{kind}", pool, 1, group)[0]["name"]) for kind, pool in content("d5")["firms"].items()}
    net = indicator("nps", "nps_0_10")
    warm_up = estimated(net, dict(zip(NET_ANSWERS, shares, strict=True))).value
    tasks = [_task(workshop, words, number, firms[kind], pair) for number, (kind, pair) in enumerate(pairs, 2)]
    said = {"warm_up": words["shares_of"].format(firm=firms["shares"], p=shares[0], n=shares[1], d=shares[2]), "tasks": tasks, "words": words,
            "ces_formula": words["ces"][CES[workshop.difficulty]]["formula"], "by_formula": workshop.difficulty == "hard",
            "rounding": words["rule"]["rounding"]["one" if decimals(pairs[-1][1].kpi) == 1 else "two"]}
    return Exercise(
        id="d5", title=TITLE, items=(f"shares:{'/'.join(map(str, shares))}", *(f"{kind}:{_plain(pair)}" for kind, pair in pairs)),
        answers=(f"{warm_up:g}", *(f"{pair.first.value:.4f} {pair.second.value:.4f} {pair.verdict.kind}" for _, pair in pairs)),
        sheet=said, key={**said, "warm_up_value": workshop.language.number(warm_up, 0), "low_is_good": workshop.difficulty == "hard"})


def _shares(workshop: Workshop, group: int) -> tuple[int, int, int]:
    """Shares of promoters, passives and detractors in whole per cent."""
    if _published(workshop, group):
        return PUBLISHED_SHARES
    dice = workshop.random("d5", "shares", str(group))
    promoters, detractors = dice.randint(25, 60), dice.randint(8, 35)
    if workshop.difficulty == "easy":
        promoters, detractors = promoters // 5 * 5, max(5, detractors // 5 * 5)
    return promoters, 100 - promoters - detractors, detractors


def _pairs(workshop: Workshop, group: int) -> list[tuple[str, Pair]]:
    """Two net promoter scores, one that clearly changed and one that did not; a CSAT and a CES of any verdict."""
    dice, level, net, csat = workshop.random("d5", "pairs", str(group)), workshop.difficulty, indicator("nps", "nps_0_10"), indicator("csat", "csat5_top2")
    sizes, step = SIZES[level], STEPS[level]

    def pair(kind: str, kpi: Kpi, answers: Sequence[int], weights: Sequence[int], wanted: str) -> tuple[str, Pair]:
        return kind, drawn_pair(dice, kpi, answers, weights, sizes[kind], wanted, step)

    large = pair("large", net, NET_ANSWERS, (50, 31, 19), dice.choice(CHANGED))
    small_kind = dice.choice(("no_clear_change", "too_few")) if level == "hard" else "no_clear_change"
    small = pair("small", net, NET_ANSWERS, (48, 30, 22), small_kind)
    csat_pair = pair("csat", csat, (5, 4, 3, 2, 1), (36, 32, 14, 10, 8), dice.choice((*CHANGED, "no_clear_change")))
    ces = indicator("ces", CES[level])
    answers = CES_ANSWERS[CES[level]]
    ces_pair = pair("ces", ces, answers, CES_WEIGHTS[len(answers)], dice.choice((*CHANGED, "no_clear_change")))
    if _published(workshop, group):
        large, small = (("large", paired(net, *_net(PUBLISHED_CLEAR))), ("small", paired(net, *_net(PUBLISHED_UNCLEAR))))
        csat_pair = ("csat", paired(csat, PUBLISHED_CSAT, LATER_CSAT))
    return [*mixed(workshop, "d5", (large, small), group), csat_pair, ces_pair]


def _published(workshop: Workshop, group: int) -> bool:
    return workshop.seed == PUBLISHED_SEED and workshop.difficulty == "medium" and group == 0


def _net(pair: tuple[tuple[int, int, int], tuple[int, int, int]]) -> list[dict[int, int]]:
    return [dict(zip(NET_ANSWERS, quarter, strict=True)) for quarter in pair]


def _plain(pair: Pair) -> str:
    return ":".join("/".join(str(n) for n in counts.values()) for counts in (pair.before, pair.after))


def _task(workshop: Workshop, words: Mapping[str, Any], number: int, firm: str, pair: Pair) -> dict[str, Any]:
    """A task with its answer: the sheet shows one part, the key the other."""
    language, kpi, change = workshop.language, pair.kpi, pair.verdict.change
    heads = [words["promoters"], words["passives"], words["detractors"]] if kpi.type == "nps" else [str(answer) for answer in pair.before]
    digits = decimals(kpi)
    unit = "%" if kpi.variant in ("csat5_top2", "ces2_agree7_top3") else ""

    def shown(value: float | None, *, signed: bool = False) -> str:
        return language.number(value, digits, signed=signed)

    quarters = [{"name": language.period(period), "counts": list(counts.values()), "n": found.n, "value": shown(found.value) + unit,
                 "low": shown(found.interval[0]) if found.interval else "", "high": shown(found.interval[1]) if found.interval else ""}
                for period, counts, found in ((BEFORE, pair.before, pair.first), (AFTER, pair.after, pair.second))]
    return {"number": number, "kind": kpi.type.upper(), "firm": firm, "question": words["ces"][kpi.variant]["question"] if kpi.type == "ces" else "",
            "heads": heads, "quarters": quarters, "margin": shown(pair.margin) if pair.margin else "", "difference": shown(pair.difference, signed=True),
            "low": shown(change.interval[0], signed=True) if change else "", "high": shown(change.interval[1], signed=True) if change else "",
            "p": _p(workshop, change.p) if change else "", "verdict": workshop.say(VERDICT_NAMES[pair.verdict.kind]), "low_is_good": kpi.variant == "ces1_effort5"}


def _p(workshop: Workshop, p: float) -> str:
    return workshop.language.number(p, 3) if p >= 0.001 else "<\N{NO-BREAK SPACE}" + workshop.language.number(0.001, 3)


def together(workshop: Workshop, _drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """What is said of every group's sums."""
    return {"words": spoken(workshop, content("d5")["words"])}


KIND = Kind(id="d5", title=TITLE, minutes=15, draw=draw, together=together, lengths=("one-day",))
