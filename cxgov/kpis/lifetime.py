"""What a customer who stays brings, as a multiple of the yearly margin: for whoever types a lifetime value by hand.

In this room: the two conventions, which differ by one margin. Not here: acquisition cost, and an interval: a lifetime value is
a scenario and not a sample.
"""

from __future__ import annotations

from fractions import Fraction


def margin_multiple(retention: float, discount: float, *, first_margin_now: bool = False) -> float:
    """Computes how many yearly margins a customer is worth.

    First margin after one period: r / (1 + d - r). First margin now: (1 + d) / (1 + d - r). Source: Gupta and Lehmann (2003),
    Journal of Interactive Marketing 17(1).

    Args:
        retention: share of customers kept in a period, 0..1.
        discount: discount rate of a period, 0 or more.
        first_margin_now: the first margin is earned at once and not discounted.

    Raises:
        ValueError: if the sum does not converge (retention at or above 1 + discount), or an argument is out of range.
    """
    kept, rate = Fraction(str(retention)), Fraction(str(discount))
    if not 0 <= kept <= 1 or rate < 0 or kept >= 1 + rate:
        raise ValueError(f"retention {retention} and discount {discount} give no finite value")
    return float((1 + rate if first_margin_now else kept) / (1 + rate - kept))
