"""Small firms made up for exercises with numbers: drawn answers, measured by the arithmetic that measures everything else.

In this room: counts of answers drawn with a seed, the measurement they give, the verdict on two of them, and a firm in memory
that holds them. Not here: any formula (`cxgov.kpis`), what a change is called (`cxgov.reviewing`), the exercises themselves.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cxgov.kpis.estimates import Estimate
from cxgov.kpis.tally import Tally
from cxgov.kpis.types import TYPES
from cxgov.kpis.variants import digits_of
from cxgov.language import round_half_up
from cxgov.model import Kpi, Measurement, Organisation, Workspace, parse_period
from cxgov.problems import Location
from cxgov.reviewing.changes import Verdict, between
from cxgov.reviewing.series import Point

BEFORE, AFTER = parse_period("2026-Q2"), parse_period("2026-Q3")
NET_ANSWERS = (10, 8, 3)
"""An answer that stands for each part of a net promoter score: promoters, passives, detractors."""
TRIES = 400
BORDER = (0.85, 1.15)
"""A difference of so many margins is too close to call by hand: rounding would decide."""
LARGEST = 2.5
"""No firm changes by more margins than that from one quarter to the next."""

Counts = Mapping[int, int]


class Nowhere:
    """Places of records that stand in no file."""

    def file(self, root: object) -> str:
        """No record is a file."""
        del root
        return ""

    def of(self, record: object, key: str | int | None = None, entry: str | int | None = None) -> Location:
        """Every record stands in the exercise."""
        del record, key, entry
        return Location("")


def firm(organisation: Organisation | None = None, **records: Any) -> Workspace:
    """A firm in memory; ``records`` are those of `Workspace`."""
    return Workspace(name="firm", organisation=organisation or Organisation(id="firm", name="Firm"), places=Nowhere(), **records)


def indicator(kind: str, variant: str | None, **changes: Any) -> Kpi:
    """An indicator of a made-up firm; without a target unless one is given."""
    return Kpi(**{"id": kind, "name": kind.upper(), "type": kind, "variant": variant, "family": "perception", "owner": "owner", "target": "none", **changes})


def decimals(kpi: Kpi) -> int:
    """Decimal places of values and differences on a sheet: one more than in reports where those have none, so that sums can be followed."""
    return max(1, digits_of(kpi))


def adds_up(kpi: Kpi, first: Measurement, second: Measurement) -> bool:
    """Whether the difference, as it is printed, is that of the two values as they are printed."""
    before, after = first.value or 0.0, second.value or 0.0
    digits = decimals(kpi)
    return round_half_up(after, digits) - round_half_up(before, digits) == round_half_up(after - before, digits)


def estimated(kpi: Kpi, counts: Counts) -> Estimate:
    """What the answers give."""
    return TYPES[kpi.type].estimate(kpi, Tally(counts={Fraction(answer): n for answer, n in counts.items() if n}), None)


def measured(kpi: Kpi, counts: Counts) -> Measurement:
    """What the answers give, as it would stand in a file of measurements."""
    found = estimated(kpi, counts)
    return Measurement(kpi=kpi.id, value=found.value, n=found.n, n_effective=found.n_effective, interval=found.interval, variance=found.variance,
                       standard_error=found.standard_error, extra=found.extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Answers of two quarters and what can be said of them.

    Attributes:
        kpi: the indicator.
        before: answers of the earlier quarter.
        after: answers of the later quarter.
        first: the earlier value.
        second: the later value.
        verdict: whether it changed.
    """

    kpi: Kpi
    before: Counts
    after: Counts
    first: Measurement
    second: Measurement
    verdict: Verdict

    @property
    def difference(self) -> float:
        """Later value minus earlier value."""
        return (self.second.value or 0.0) - (self.first.value or 0.0)

    @property
    def margin(self) -> float | None:
        """Half the width of the difference's interval; ``None`` where nothing was tested."""
        change = self.verdict.change
        return None if change is None else (change.interval[1] - change.interval[0]) / 2

    @property
    def close(self) -> bool:
        """Whether the difference is so near to its margin that the hand and the test may disagree."""
        margin = self.margin
        return margin is not None and BORDER[0] * margin < abs(self.difference) < BORDER[1] * margin

    @property
    def lifelike(self) -> bool:
        """Whether there is a difference, and none that nobody would believe."""
        return abs(self.difference) > 0 and (self.margin is None or abs(self.difference) < LARGEST * self.margin)


def paired(kpi: Kpi, before: Counts, after: Counts) -> Pair:
    """Measures and judges the answers of two quarters."""
    first, second = measured(kpi, before), measured(kpi, after)
    verdict = between(firm(kpis=(kpi,)), kpi, Point(BEFORE, first), Point(AFTER, second))
    return Pair(kpi=kpi, before=before, after=after, first=first, second=second, verdict=verdict)


def drawn_pair(dice: random.Random, kpi: Kpi, answers: Sequence[int], weights: Sequence[int], sizes: tuple[int, int], wanted: str, step: int = 1) -> Pair:
    """Draws the answers of two quarters until the test gives the wanted verdict, and clearly so, and the printed difference adds up.

    Args:
        dice: the source of chance.
        kpi: the indicator.
        answers: the answers that can be given, the best first where high is good.
        weights: how often each is given, roughly.
        sizes: fewest and most answers of a quarter.
        wanted: the kind of verdict.
        step: the number of answers is a multiple of it.
    """
    found = None
    for _ in range(TRIES):
        sized = [dice.randrange(sizes[0], sizes[1] + 1, step) for _quarter in range(2)]
        base = [weight * dice.uniform(0.75, 1.25) for weight in weights]
        before = dealt_out(answers, base, sized[0])
        found = paired(kpi, before, dealt_out(answers, tilted(base, dice.uniform(-0.6, 0.6)), sized[1] if step == 1 else sized[0]))
        if found.verdict.kind == wanted and not found.close and found.lifelike and adds_up(kpi, found.first, found.second):
            return found
    if found is None:
        raise ValueError(wanted)
    return found


def tilted(weights: Sequence[float], tilt: float) -> list[float]:
    """Weights with more on the first answers and less on the last ones, or the other way round.

    Args:
        weights: one for each answer.
        tilt: above -1 and below 1.
    """
    last = len(weights) - 1
    return [weight * (1 + tilt * (1 - 2 * position / last)) for position, weight in enumerate(weights)]


def dealt_out(answers: Sequence[int], weights: Sequence[float], n: int) -> dict[int, int]:
    """Shares whole people out by weight: largest remainders, ties to the earlier answer."""
    total = sum(weights)
    exact = [weight * n / total for weight in weights]
    whole = [int(part) for part in exact]
    rest = sorted(range(len(answers)), key=lambda place: (whole[place] - exact[place], place))
    for place in rest[:n - sum(whole)]:
        whole[place] += 1
    return dict(zip(answers, whole, strict=True))

