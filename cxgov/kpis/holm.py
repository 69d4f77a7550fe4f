"""Several tests at once: Holm's correction."""

from __future__ import annotations

from collections.abc import Sequence


def holm(ps: Sequence[float]) -> list[float]:
    """Adjusts p values so that the chance of even one false alarm in the family stays below the level.

    The i-th smallest of k is multiplied by k - i + 1; none may fall below a smaller one's, none exceeds 1.
    Source: Holm (1979).

    Args:
        ps: p values of the family, in any order.

    Returns:
        Adjusted p values in the same order.
    """
    adjusted = [0.0] * len(ps)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(ps)), key=lambda i: (ps[i], i))):
        highest = max(highest, min(1.0, (len(ps) - rank) * ps[place]))
        adjusted[place] = highest
    return adjusted
