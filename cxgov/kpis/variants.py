"""The variants of survey KPIs: each fixes the answer scale, the direction and the range of valid values.

Sources: Reichheld (2003) for NPS; Dixon, Freeman and Toman (2010) for the first customer effort score, whose low values
are good, and CEB (2013) for the second, whose high values are good. Variants are not convertible into one another.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxgov.model.indicators import Direction, Kpi, KpiType


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant of a KPI type.

    Attributes:
        type: the type it belongs to.
        scale: lowest and highest answer of the question.
        valid: lowest and highest value the indicator can take, in its unit.
        direction: which way is better; fixed by the variant.
        unit: the indicator's unit.
        digits: decimal places customary in reports.
    """

    type: KpiType
    scale: tuple[int, int]
    valid: tuple[float, float]
    direction: Direction
    unit: str
    digits: int


VARIANTS: dict[str, Variant] = {
    "nps_0_10": Variant("nps", (0, 10), (-100, 100), "higher_better", "points", 0),
    "csat5_top2": Variant("csat", (1, 5), (0, 100), "higher_better", "percent", 0),
    "csat5_mean": Variant("csat", (1, 5), (1, 5), "higher_better", "points", 2),
    "csat10_mean": Variant("csat", (1, 10), (1, 10), "higher_better", "points", 2),
    "ces1_effort5": Variant("ces", (1, 5), (1, 5), "lower_better", "points", 2),
    "ces2_agree7_mean": Variant("ces", (1, 7), (1, 7), "higher_better", "points", 2),
    "ces2_agree7_top3": Variant("ces", (1, 7), (0, 100), "higher_better", "percent", 0),
    "ces2_agree7_net": Variant("ces", (1, 7), (-100, 100), "higher_better", "points", 0),
    "ces_agree5_mean": Variant("ces", (1, 5), (1, 5), "higher_better", "points", 2),
}

# Range, direction and decimal places of the types without variants; None where the type leaves it open.
_TYPES: dict[str, tuple[tuple[float | None, float | None], Direction | None, int]] = {
    "share": ((0, 100), None, 1),  # of what? a share of complaints is better when lower
    "fcr": ((0, 100), "higher_better", 1),
    "churn": ((0, 100), "lower_better", 1),
    "retention": ((0, 100), "higher_better", 1),
    "index": ((-100, 100), "higher_better", 0),
    "duration": ((0, None), None, 1),
    "rate_per": ((0, None), None, 2),
    "ratio": ((None, None), None, 2),
    "mean": ((None, None), None, 2),
    "value": ((None, None), None, 1),
}
_SINGLE = {"nps": "nps_0_10"}


def variant_of(kpi: Kpi) -> Variant | None:
    """Returns a KPI's variant; the only one of its type where it names none; ``None`` where there is none."""
    return VARIANTS.get(kpi.variant or _SINGLE.get(kpi.type, ""))


def valid_range(kpi: Kpi) -> tuple[float | None, float | None]:
    """Returns the lowest and highest value the indicator can take; ``None`` for an open end."""
    variant = variant_of(kpi)
    if variant:
        return variant.valid
    if kpi.type == "mean" and kpi.scale:
        return kpi.scale.min, kpi.scale.max
    return _TYPES.get(kpi.type, ((None, None), None, 1))[0]


def direction_of(kpi: Kpi) -> Direction | None:
    """Returns which way is better: as declared, else as variant or type fix it; ``None`` where nobody says."""
    variant = variant_of(kpi)
    return kpi.direction or (variant.direction if variant else _TYPES.get(kpi.type, ((None, None), None, 1))[1])


def unit_of(kpi: Kpi) -> str | None:
    """Returns the unit: as declared, else as the variant fixes it."""
    variant = variant_of(kpi)
    return kpi.unit or (variant.unit if variant else None)


def digits_of(kpi: Kpi) -> int:
    """Returns the decimal places customary for the indicator."""
    variant = variant_of(kpi)
    return variant.digits if variant else _TYPES.get(kpi.type, ((None, None), None, 1))[2]
