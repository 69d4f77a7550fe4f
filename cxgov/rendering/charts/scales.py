"""Ends and round marks of an axis."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10

from cxgov.language import Language

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def padded(marks: Iterable[float | None], room: float = 0.1) -> tuple[float, float]:
    """Returns the ends of an axis on which every mark has its place.

    Args:
        marks: what must be seen; ``None`` is left out.
        room: share of the span left free at both ends.
    """
    known = [mark for mark in marks if mark is not None]
    if not known:
        return 0.0, 1.0
    span = max(known) - min(known) or abs(known[0]) * 0.2 or 1.0
    return min(known) - span * room, max(known) + span * room


def round_ticks(language: Language, low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Returns at most ``most`` (from 2) round places between two ends with their texts, as few decimals as tell them apart."""
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    for step in (part * power for part in (*_STEPS, 20.0)):
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
        if last - first < most:
            digits = max(0, -floor(log10(step) + 1e-9) + (step / 10.0 ** floor(log10(step) + 1e-9) % 1 > 1e-6))
            return [(at * step, language.number(at * step, digits)) for at in range(first, last + 1)]
    return []
