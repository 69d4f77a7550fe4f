"""The participant's booklet: what the day is about in twelve small pages, with room to write.

In this room: which words, terms and computed examples stand on which page. Not here: the long texts
(``templates/handouts/content/booklet.yaml``), the look, and the order of the pages on a folded sheet
(`cxgov.rendering.imposition`). What is shown of scores and indicators is computed by the code that computes everybody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from cxgov.handouts.content import content
from cxgov.handouts.exercises.figures import NET_ANSWERS, indicator, paired
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.posters import LEVEL_STEPS, blank_wheel
from cxgov.handouts.words import words
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_, Language
from cxgov.model.frameworks import SequenceRule
from cxgov.reviewing.derivation import VERDICT_NAMES
from cxgov.scoring.exact import exact, weighted_mean
from cxgov.scoring.sequence import effective, skipped


def sheets(workshop: Workshop) -> list[Sheet]:
    """Makes the pages, the cover first with what stands on which page."""
    told = words(workshop, "booklet")
    pages = [("what", _what), ("cycle", _cycle), ("rule", _rule), ("elements", _plain), ("moments", _moments), ("levels", _levels),
             ("ownership", _ownership), ("numbers", _numbers), ("glossary", _glossary), ("last", _plain)]
    made = []
    for name, data in pages:
        found = data(workshop, told[name])
        if found is not None:
            made.append(Sheet(id=f"booklet-{name}", title=told[name]["title"], template=f"booklet-{name}.html", paper="a5", data={"words": told[name], **found}))
    cover = Sheet(id="booklet-cover", title=told["cover"]["title"], template="booklet-cover.html", paper="a5", data={
        "words": told["cover"], "name": workshop.name, "day": workshop.language.date(workshop.day) if workshop.day else "", "venue": workshop.venue,
        "trainer": workshop.trainer, "pages": [{"id": sheet.id, "title": sheet.title} for sheet in made]})
    return [cover, *made]


def _plain(_workshop: Workshop, _told: dict[str, Any]) -> dict[str, Any]:
    """A page that is all words."""
    return {}


def _term(workshop: Workshop, name: str) -> str:
    """What a term of the framework means; empty where the framework has no such term."""
    term = workshop.framework.glossary.get(name)
    return workshop.text(term.text) if term else ""


def _what(workshop: Workshop, _told: dict[str, Any]) -> dict[str, Any]:
    return {"cem": _term(workshop, "cem")}


def _cycle(workshop: Workshop, told: dict[str, Any]) -> dict[str, Any]:
    framework = workshop.framework
    ordered = framework.scoring.sequence is not None
    return {"drawing": blank_wheel(workshop), "lead": told["lead"] if ordered else told["plain"], "name": told["title"] if ordered else workshop.text(framework.name),
            "stages": [{"number": str(number), "name": workshop.text(d.name), "question": workshop.text(d.question or d.purpose)}
                       for number, d in enumerate(framework.dimensions, 1)]}


def rule_example(scores: Sequence[float], rule: SequenceRule) -> tuple[list[Fraction], list[Fraction], Fraction]:
    """Applies the rule of the order to an example.

    Args:
        scores: own scores of the stages.
        rule: the framework's rule.

    Returns:
        The own scores, those that count, and the mean of those that count.
    """
    raw = [exact(score) for score in scores]
    counted = [score for score, _ in effective(raw, rule) if score is not None]
    return raw, counted, weighted_mean(counted, [Fraction(1)] * len(counted))


def _rule(workshop: Workshop, told: dict[str, Any]) -> dict[str, Any] | None:
    """The rule worked out; a framework without an order, or with another number of stages than the example, has no such page."""
    rule, stages = workshop.framework.scoring.sequence, workshop.framework.dimensions
    if rule is None or len(stages) != len(told["scores"]):
        return None

    def written(score: Fraction | float) -> str:
        return workshop.language.number(float(score), 1)

    raw, counted, mean = rule_example(told["scores"], rule)
    holding = effective(raw, rule)
    names = [workshop.text(d.short or d.name) for d in stages]
    rows = [{"number": str(n), "name": names[n - 1], "own": written(own), "limit": written(min(raw[:n - 1]) + exact(rule.lead_allowance)) if n > 1 else "",
             "counts": written(counts), "held": counts < own, "skipped": left_out}
            for n, (own, counts, left_out) in enumerate(zip(raw, counted, skipped(raw, rule), strict=True), 1)]
    holder = next(by for _, by in holding if by is not None)
    allowance = workshop.language.number(rule.lead_allowance, 1, trim=True)
    moves = [{"text": told["now"], "mean": written(mean)}]
    for move in (told["polished"], told["raised"]):
        place = move["stage"] - 1
        changed = [*told["scores"][:place], move["to"], *told["scores"][place + 1:]]
        moves.append({"mean": written(rule_example(changed, rule)[2]), "text": told["move"].format_map({
            "stage": move["stage"], "from": written(told["scores"][place]), "to": written(move["to"])})})
    return {"rows": rows, "moves": moves, "lead": told["lead"].format(allowance=allowance), "held": told["held"].format(
        stage=holder + 1, name=names[holder], score=written(raw[holder]), allowance=allowance, limit=written(raw[holder] + exact(rule.lead_allowance)))}


def _moments(workshop: Workshop, _told: dict[str, Any]) -> dict[str, Any]:
    return {name: _term(workshop, name) for name in ("touchpoint", "channel", "moment_of_truth")}


def _levels(workshop: Workshop, _told: dict[str, Any]) -> dict[str, Any]:
    scale = workshop.framework.scale
    coloured = len(scale.levels) == LEVEL_STEPS
    return {"hints": [workshop.text(hint) for hint in content("posters")["levels"]["hints"]],
            "levels": [{"digit": digit, "colour": f"l{step}" if coloured else "", "name": workshop.text(level.name), "test": workshop.text(level.test)}
                       for step, (digit, level) in enumerate(scale.levels.items())]}


def _ownership(workshop: Workshop, _told: dict[str, Any]) -> dict[str, Any]:
    terms = [workshop.framework.glossary[name] for name in ("accountable", "responsible") if name in workshop.framework.glossary]
    return {"terms": [{"term": workshop.text(term.term), "text": workshop.text(term.text)} for term in terms]}


def _numbers(workshop: Workshop, told: dict[str, Any]) -> dict[str, Any]:
    """The same answers ten times over: the same jump, and only then a clear one."""
    columns = []
    for times in (1, told["times"]):
        before, after = ({answer: times * n for answer, n in zip(NET_ANSWERS, told[when], strict=True)} for when in ("before", "after"))
        pair = paired(indicator("nps", "nps_0_10"), before, after)
        low, high = pair.verdict.change.interval if pair.verdict.change else (None, None)
        number = workshop.language.number
        columns.append({"counts": _counts(before), "later": _counts(after), "n": number(pair.second.n), "value": f"{number(pair.first.value)} → {number(pair.second.value)}",
                        "difference": number(pair.difference, signed=True), "verdict": workshop.say(VERDICT_NAMES[pair.verdict.kind]),
                        "interval": told["span"].format(low=number(low, signed=True), high=number(high, signed=True))})
    return {"columns": columns}


def _counts(answers: Mapping[int, int]) -> str:
    """Promoters, passives, detractors."""
    return " / ".join(map(str, answers.values()))


def _glossary(workshop: Workshop, told: dict[str, Any]) -> dict[str, Any] | None:
    """The terms in both languages; a framework of its own words has all of them."""
    glossary = workshop.framework.glossary
    if not glossary:
        return None
    chosen = [name for name in told["terms"] if name in glossary] or list(glossary)
    other = Language("en" if workshop.language.code == "pl" else "pl")
    return {"language": other.code, "terms": [{"term": workshop.text(glossary[name].term), "other": other.text(glossary[name].term),
                                               "text": workshop.text(glossary[name].text)} for name in chosen]}


PIECES = (
    Piece(name="booklet", title=N_("Participant’s booklet"), audience="participants", copies="person", build=sheets, fold=True),
)
