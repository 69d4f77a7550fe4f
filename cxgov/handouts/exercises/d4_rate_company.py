"""D4 Rate this company: a case of six practices put together from facts, some of them claimed and not shown.

In this room: which practices, levels, facts and documents a case has, and the model ratings. Not here: the facts
(``content/d4.yaml``), and the arithmetic of the result, which is the program's own (`cxgov.scoring`).
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from cxgov.handouts.content import content
from cxgov.handouts.exercises.drawing import Exercise, Kind, cycle, dealt
from cxgov.handouts.exercises.wording import spoken
from cxgov.handouts.workshop import Difficulty, Workshop
from cxgov.language import N_
from cxgov.model import Answer, Assessment, Evidence, Framework, Practice, parse_period
from cxgov.scoring import Scorecard
from cxgov.scoring.answers import score_practice
from cxgov.scoring.assemble import assemble

Shown = Literal["nothing", "notes", "fresh", "stale", "missing"]
PRACTICES = 6
# Six levels out of these eight: never all alike, and enough high ones for claims that cannot be shown.
LEVELS = (0, 1, 1, 2, 2, 3, 3, 4)
# Documents that are out of date, documents that cannot be found, and facts that have nothing to do with the matter.
TROUBLE: dict[Difficulty, tuple[int, int, int]] = {"easy": (0, 0, 0), "medium": (1, 1, 1), "hard": (1, 2, 3)}
# The day plays no part but for the age of the documents, which the case tells as “last month” and “two years ago”.
PERIOD = parse_period("2026-Q3")
ASSESSED, LAST_MONTH, TWO_YEARS_AGO = date(2026, 9, 20), date(2026, 8, 20), date(2024, 9, 20)
WORDS: dict[Shown, str] = {
    "nothing": N_("There was nothing to show."),
    "notes": N_("Shown: single notes and e-mails of the last months."),
    "fresh": N_("Shown: {document}; newest entry last month."),
    "stale": N_("Shown: {document}; newest entry two years ago."),
    "missing": N_("Not found by the end of our visit: {document}."),
}
BUT = {"pl": ", ale ", "en": ", but "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the case tells of one practice.

    Attributes:
        practice: the practice.
        level: the level that the fact describes.
        fact: number of the fact in the bank.
        shown: what could be shown for it.
    """

    practice: Practice
    level: int
    fact: int
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A drawn case.

    Attributes:
        company: number of the company in the bank.
        told: the six practices in the order of the framework.
        asides: by practice id, the number of a fact that has nothing to do with it.
        card: the result, computed from what was shown.
        claimed: the result if everything had been shown.
    """

    company: int
    told: tuple[Told, ...]
    asides: Mapping[str, int]
    card: Scorecard
    claimed: Scorecard


def case(workshop: Workshop, group: int) -> Case:
    """Draws the case of a group."""
    texts = content("d4")
    draw = workshop.random("d4", str(group))
    practices = _practices(workshop, group)
    levels = draw.sample(LEVELS, PRACTICES)
    shown = _shown(draw, levels, workshop.difficulty)
    told = tuple(
        Told(practice=practice, level=level, shown=what, fact=dealt(workshop, f"d4/{practice.id}/{level}", range(len(texts["practices"][practice.id][level])), 1, group)[0])
        for practice, level, what in zip(practices, levels, shown, strict=True))
    astray = TROUBLE[workshop.difficulty][2]
    asides = dict(zip(draw.sample([practice.id for practice in practices], astray),
                      dealt(workshop, "d4/asides", range(len(texts["distractors"])), astray, group), strict=True))
    return Case(company=dealt(workshop, "d4/company", range(len(texts["companies"])), 1, group)[0], told=told, asides=asides,
                card=scored(told), claimed=scored([dataclasses.replace(one, shown="fresh") for one in told]))


def scored(told: Sequence[Told]) -> Scorecard:
    """Scores the case as the program scores any organisation: the framework with these practices alone."""
    chosen = [one.practice.id for one in told]
    small: Framework = dataclasses.replace(cycle(), dimensions=tuple(
        dataclasses.replace(dimension, practices=tuple(practice for practice in dimension.practices if practice.id in chosen))
        for dimension in cycle().dimensions))
    assessment = Assessment(framework=small.id, framework_version=small.version, period=PERIOD, rater="case", status="agreed", date=ASSESSED,
                            answers={one.practice.id: Answer(level=one.level, evidence=_evidence(one)) for one in told})
    scores = {practice.id: score_practice(small, practice, [assessment], PERIOD, None) for practice in small.practices()}
    return assemble(small, PERIOD, None, scores, [assessment])


def draw(workshop: Workshop, group: int) -> Exercise:
    """Draws the exercise of a group."""
    drawn = case(workshop, group)
    texts = content("d4")
    ratings = [_rating(drawn, one) for one in drawn.told]
    return Exercise(
        id="d4", title=KIND.title,
        items=tuple(f"{one.practice.id}/{one.level}/{one.fact}" for one in drawn.told),
        answers=tuple(rating["accepted"] for rating in ratings),
        disputed=frozenset(f"{one.practice.id}/{one.level}/{one.fact}" for one, rating in zip(drawn.told, ratings, strict=True)
                           if rating["claimed"] != rating["evidenced"]),
        sheet={"lead": workshop.text(texts["lead"]), "rule": workshop.text(texts["rule"]), "company": workshop.text(texts["companies"][drawn.company]),
               "digits": list(range(cycle().scale.min, cycle().scale.max + 1)), "practices": [_told(workshop, drawn, one) for one in drawn.told],
               "levels": [_levels(workshop, one.practice) for one in drawn.told]},
        key={"practices": [{**_told(workshop, drawn, one), **rating, "clause": _clause(workshop, one), "levels": _accepted(workshop, rating),
                            "differs": _differs(workshop, one, rating)}
                           for one, rating in zip(drawn.told, ratings, strict=True)],
             **_result(workshop, drawn)})


def together(workshop: Workshop, drawn: Sequence[Exercise]) -> Mapping[str, Any]:
    """What is said once: how to read the key, and the questions."""
    del drawn
    texts = content("d4")
    return {"lead": workshop.text(texts["key_lead"]), "debrief": [workshop.text(question) for question in texts["debrief"]],
            "limit": workshop.text(cycle().glossary["effective_score"].text) if cycle().scoring.sequence else ""}


# --- drawing -----------------------------------------------------------------------------------------------------------


def _practices(workshop: Workshop, group: int) -> list[Practice]:
    """One practice of each stage and one more, in the order of the framework."""
    bank = [practice for practice in cycle().practices() if practice.id in content("d4")["practices"]]
    chosen: list[Practice] = []
    for dimension in cycle().dimensions:
        chosen += dealt(workshop, f"d4/{dimension.id}", [practice for practice in bank if practice in dimension.practices], 1, group)
    chosen += dealt(workshop, "d4/more", [practice for practice in bank if practice not in chosen], PRACTICES - len(chosen), group)
    return [practice for practice in bank if practice in chosen]


def _shown(draw: random.Random, levels: Sequence[int], difficulty: Difficulty) -> list[Shown]:
    """What is shown for each level; only claims that lose by it are out of date or cannot be found."""
    shown: list[Shown] = ["nothing" if level == 0 else "notes" if level == 1 else "fresh" for level in levels]
    rule = cycle().scoring.evidence
    assert rule is not None  # the built-in framework has one
    stale, missing, _ = TROUBLE[difficulty]
    for count, word, cap in ((stale, "stale", rule.stale_cap), (missing, "missing", rule.unverified_cap)):
        open_ = [at for at, level in enumerate(levels) if level > cap and shown[at] == "fresh"]
        for at in draw.sample(open_, min(count, len(open_))):
            shown[at] = "stale" if word == "stale" else "missing"
    return shown


def _evidence(told: Told) -> tuple[Evidence, ...]:
    if told.shown in ("nothing", "missing"):
        return ()
    return (Evidence(ref="case", date=TWO_YEARS_AGO if told.shown == "stale" else LAST_MONTH),)


# --- saying ------------------------------------------------------------------------------------------------------------


def _rating(drawn: Case, told: Told) -> dict[str, Any]:
    """The model rating: claimed, evidenced, and what is accepted: one level, or two where more was said than shown."""
    found = drawn.card.practice(told.practice.id)
    assert found.claimed is not None  # every practice of a case has an answer
    assert found.evidenced is not None
    claimed, evidenced = int(found.claimed), int(found.evidenced)
    return {"claimed": claimed, "evidenced": evidenced, "accepted": str(claimed) if claimed == evidenced else f"{claimed} claimed, {evidenced} evidenced"}


def _accepted(workshop: Workshop, rating: Mapping[str, Any]) -> list[str]:
    """The accepted levels as the key prints them, each with what it stands for where there are two."""
    words = spoken(workshop, content("d4")["answers"])
    if rating["claimed"] == rating["evidenced"]:
        return [str(rating["claimed"])]
    return [words[kind].format(level=rating[kind]) for kind in ("claimed", "evidenced")]


def _differs(workshop: Workshop, told: Told, rating: Mapping[str, Any]) -> str:
    """Why less counts than was said, and what either answer means; empty where there is one answer."""
    return "" if rating["claimed"] == rating["evidenced"] else workshop.text(content("d4")["differs"][told.shown]).format(
        claimed=rating["claimed"], evidenced=rating["evidenced"])


def _told(workshop: Workshop, drawn: Case, told: Told) -> dict[str, Any]:
    texts = content("d4")
    document = workshop.text(told.practice.evidence[0])
    aside = drawn.asides.get(told.practice.id)
    return {"id": told.practice.id, "name": workshop.text(told.practice.name), "question": workshop.text(told.practice.question),
            "fact": workshop.text(texts["practices"][told.practice.id][told.level][told.fact]),
            "aside": workshop.text(texts["distractors"][aside]) if aside is not None else "",
            "shown": workshop.say(WORDS[told.shown], document=document[:1].lower() + document[1:])}


def _clause(workshop: Workshop, told: Told) -> str:
    """The words of the framework that decide: what is still missing after “but”, or the whole text where nothing is."""
    text = workshop.text(told.practice.levels[str(told.level)])
    _, but, missing = text.partition(BUT[workshop.language.code])
    return f"… {but.strip(' ,')} {missing}" if but else text


def _levels(workshop: Workshop, practice: Practice) -> dict[str, Any]:
    return {"id": practice.id, "name": workshop.text(practice.name),
            "levels": [{"digit": digit, "text": workshop.text(text)} for digit, text in practice.levels.items()]}


def _result(workshop: Workshop, drawn: Case) -> dict[str, Any]:
    """The result of the six practices by stage, claimed and as it counts."""
    def figure(value: Fraction | None) -> float | None:
        return None if value is None else float(value)

    return {"index": drawn.card.index, "claimed_index": drawn.claimed.index, "stages": [
        {"name": workshop.text(stage.dimension.short or stage.dimension.name), "claimed": figure(stage.claimed), "raw": figure(stage.raw), "effective": figure(stage.effective),
         "limited": stage.limited, "skipped": stage.skipped} for stage in drawn.card.dimensions]}


KIND = Kind(id="d4", title=N_("Rate this company"), minutes=45, draw=draw, together=together, lengths=("one-day", "half-day"))
