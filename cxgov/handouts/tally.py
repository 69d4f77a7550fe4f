"""The tally sheet with the arithmetic written out, and the profile to colour by hand.

In this room: the rows to fill in, and an example whose numbers the scoring itself computes. Not here: the cards on which people rate
(`cards`), and reading a filled-in tally (`cxgov.importing`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cxgov.handouts import fields
from cxgov.handouts.content import content
from cxgov.handouts.piece import Piece, Sheet
from cxgov.handouts.rated import rated
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_
from cxgov.model.frameworks import Dimension
from cxgov.scoring.exact import exact
from cxgov.scoring.sequence import effective

NAME = "tally"
AGREED = "agreed"
LEAST_COLUMNS, MOST_COLUMNS = 4, 6
EXAMPLE_MEANS = (Fraction(9, 5), Fraction(3, 5), Fraction(12, 5), Fraction(2), Fraction(5, 6))
"""Means of the stages in the worked example; the second stage holds back those after it."""
EXAMPLE_LEVELS = (2, 1, 3, 2, 1)


def raters(workshop: Workshop) -> int:
    """Columns for raters or groups: as many as there are groups, within what a page holds."""
    return min(MOST_COLUMNS, max(LEAST_COLUMNS, len(workshop.groups)))


def field_name(row: str, column: str) -> str:
    """Name of a field of the fillable sheet; row ``head`` holds the raters' names.

    Args:
        row: id of the practice, or ``head``.
        column: ``r1`` to ``r6`` or ``agreed``; in the head also ``period``.
    """
    return fields.field_name(NAME, row, column)


def tally(workshop: Workshop) -> list[Sheet]:
    """Makes the tally: practices by raters with the means of the stages, and the way from them to the effective scores."""
    columns = [f"r{number}" for number in range(1, raters(workshop) + 1)]
    names = [*workshop.named_groups, *[""] * len(columns)][: len(columns)]
    now = {practice.id for practice in rated(workshop)}
    stages = [{"name": workshop.text(d.short or d.name), "count": len(list(d.all_practices())), "rows": [
        {"id": p.id, "rated": p.id in now, "name": workshop.text(p.short or p.name), "weight": "" if p.weight == 1 else f"× {workshop.language.number(p.weight, 2, trim=True)}",
         "fields": [field_name(p.id, column) for column in (*columns, AGREED)]} for p in d.all_practices()]} for d in workshop.framework.dimensions]
    scale = workshop.framework.scale
    made = [Sheet(id="tally", title=workshop.say(N_("Tally sheet")), template="tally.html", data={
        "stages": stages, "raters": [{"name": name, "field": field_name("head", column)} for name, column in zip(names, columns, strict=True)],
        "period_field": field_name("head", "period"), "low": scale.min, "high": scale.max, "apart": workshop.framework.scoring.discuss.range_from})]
    return [*made, Sheet(id="arithmetic", title=workshop.say(N_("From levels to the profile")), template="tally-arithmetic.html", data=_arithmetic(workshop))]


def _arithmetic(workshop: Workshop) -> dict[str, Any]:
    """The steps by hand, the numbers of the example computed by the rules of the framework."""
    words, scoring, dimensions = content("cards")["arithmetic"], workshop.framework.scoring, workshop.framework.dimensions
    levels, say = EXAMPLE_LEVELS, workshop.text
    total = sum(levels)
    values = {"sum": " + ".join(map(str, levels)), "n": len(levels), "total": total, "mean": _number(workshop, Fraction(total, len(levels)))}
    steps = [{"title": say(step["title"]), "text": say(step["text"]).format(**values)} for step in words["mean"]]
    if scoring.evidence is not None:
        rule = scoring.evidence
        steps.insert(0, {"title": say(words["evidence"]["title"]), "text": say(words["evidence"]["text"]).format(
            unverified=rule.unverified_cap, stale=rule.stale_cap, quarters=rule.fresh_quarters)})
    rows = []
    if scoring.sequence is not None:
        allowance = _number(workshop, exact(scoring.sequence.lead_allowance))
        steps.append({"title": say(words["sequence"]["title"]), "text": say(words["sequence"]["text"]).format(allowance=allowance)})
        rows = _rows(workshop, dimensions)
    return {"steps": steps, "rows": rows, "blank": [workshop.text(d.short or d.name) for d in dimensions], "after": say(words["after"]),
            "allowance": _number(workshop, exact(scoring.sequence.lead_allowance)) if scoring.sequence else ""}


def _rows(workshop: Workshop, dimensions: tuple[Dimension, ...]) -> list[dict[str, str]]:
    """The worked example: mean, weakest before, limit, and what the stage counts as."""
    rule = workshop.framework.scoring.sequence
    raw = [EXAMPLE_MEANS[place % len(EXAMPLE_MEANS)] for place in range(len(dimensions))]
    rows = []
    for place, ((value, _), d) in enumerate(zip(effective(list(raw), rule), dimensions, strict=True)):
        weakest = min(raw[:place], default=None)
        limit = weakest + exact(rule.lead_allowance) if rule and weakest is not None else None
        rows.append({"name": workshop.text(d.short or d.name), "mean": _number(workshop, raw[place]), "weakest": _number(workshop, weakest),
                     "limit": _number(workshop, limit), "counts": _number(workshop, value), "held": "x" if value != raw[place] else ""})
    return rows


def profile(workshop: Workshop) -> list[Sheet]:
    """Makes the profile to colour: a strip for each stage, from the lowest to the highest level, for today and for the target."""
    scale, words = workshop.framework.scale, content("cards")["profile"]
    stages = [{"number": str(number), "name": workshop.text(d.name)} for number, d in enumerate(workshop.framework.dimensions, 1)]
    names = [{"digit": digit, "name": workshop.text(level.name)} for digit, level in scale.levels.items()]
    return [Sheet(id="profile", title=workshop.text(words["title"]), template="profile.html", paper="a4-landscape", data={
        "stages": stages, "levels": names, "boxes": [digit["digit"] for digit in names[1:]], "quarters": [1, 2, 3, 4],
        "lead": workshop.text(words["lead"]), "note": workshop.text(words["note"]), "questions": [workshop.text(question) for question in words["questions"]]})]


def _number(workshop: Workshop, value: Fraction | None) -> str:
    return "–" if value is None else workshop.language.number(float(value), 1)


PIECES = (
    Piece(name=NAME, title=N_("Tally sheet"), audience="participants", copies="room", build=tally, form=True, lengths=("one-day", "half-day")),
    Piece(name="profile", title=N_("Profile to colour"), audience="participants", copies="group", build=profile, lengths=("one-day", "half-day")),
)
