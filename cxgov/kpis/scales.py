"""Which answers are valid: the scale of a question and whether only whole numbers count."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from cxgov.kpis.tally import Tally
from cxgov.kpis.variants import variant_of
from cxgov.kpis.weighing import exact
from cxgov.model.indicators import Kpi

INDEX_SCALE = (1, 7)


class ValidAnswers(NamedTuple):
    """The answers a question allows.

    Attributes:
        min: lowest answer.
        max: highest answer.
        whole: only whole numbers are valid.
    """

    min: float
    max: float
    whole: bool

    def holds(self, answer: Fraction) -> bool:
        """Says whether an answer is valid."""
        return exact(self.min) <= answer <= exact(self.max) and (not self.whole or answer.denominator == 1)


def scale_of(kpi: Kpi) -> ValidAnswers | None:
    """Returns the valid answers: as the variant or the type fixes them, else as the KPI declares its scale.

    Returns:
        Lowest and highest answer; for an index those of each of its three questions. ``None`` where any number is valid.
    """
    variant = variant_of(kpi)
    if variant:
        return ValidAnswers(*variant.scale, whole=True)
    if kpi.type == "index":
        return ValidAnswers(*INDEX_SCALE, whole=True)
    if kpi.type == "mean" and kpi.scale:
        steps = (kpi.scale.min, kpi.scale.step)
        return ValidAnswers(kpi.scale.min, kpi.scale.max, whole=all(step is not None and float(step).is_integer() for step in steps))
    return None


def refuse_others(kpi: Kpi, tally: Tally) -> None:
    """Guards the formulas: whoever counts sets answers outside the scale apart, for a code of 99 is no promoter.

    Raises:
        ValueError: if an answer is none of the valid ones.
    """
    scale = scale_of(kpi)
    if scale is None:
        return
    for answer in tally.counts:
        for part in answer if isinstance(answer, tuple) else (answer,):
            if part is not None and not scale.holds(part):
                raise ValueError(f"{kpi.id}: {float(part):g} is no valid answer of {scale.min:g}..{scale.max:g}")
