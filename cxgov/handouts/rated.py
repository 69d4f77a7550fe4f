"""The practices that all groups rate in the workshop, for their own organisation.

In this room: which practices these are, by one rule, so that the groups' levels can be compared. Not here: the cards and
the tally sheet on which they stand (`cards`, `tally`), and the invented company of exercise D4 that people practise on.
"""

from __future__ import annotations

from itertools import chain, zip_longest

from cxgov.handouts.workshop import Workshop
from cxgov.model import Practice
from cxgov.model.frameworks import Dimension
from cxgov.reviewing.paths import limiting_stage
from cxgov.scoring import NothingToScore, score

LEAST, MOST = 5, 6
"""How many practices a room can rate in the time that the agenda gives it."""


def limiting(workshop: Workshop) -> Dimension | None:
    """The stage that holds the organisation back by its latest result; ``None`` where none does or nothing is assessed yet."""
    if workshop.workspace is None:
        return None
    try:
        card = score(workshop.workspace, workshop.framework.id)
    except NothingToScore:
        return None
    stage = limiting_stage(card)
    return next((dimension for dimension in workshop.framework.dimensions if dimension.id == stage), None)


def rated(workshop: Workshop) -> tuple[Practice, ...]:
    """The same five or six practices for all groups, in the framework's order.

    Those of the stage that holds the organisation back; without one the first practice of each stage. Where that is
    fewer than five, the next practices of each stage in turn make up the number.
    """
    dimensions = workshop.framework.dimensions
    turns = [practice for turn in zip_longest(*(d.all_practices() for d in dimensions)) for practice in turn if practice is not None]
    stage = limiting(workshop)
    first = list(stage.all_practices()) if stage else turns[: len(dimensions)]
    chosen = list(dict.fromkeys(practice.id for practice in chain(first[:MOST], turns)))[: max(LEAST, min(MOST, len(first)))]
    return tuple(practice for practice in workshop.framework.practices() if practice.id in chosen)
