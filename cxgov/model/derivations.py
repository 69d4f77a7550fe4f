"""How a number came about: steps that add up to it. Made by whoever computes the number, shown by everyone alike."""

from __future__ import annotations

from fractions import Fraction

from cxgov.language import Message
from cxgov.model.fields import record


@record
class Line:
    """One step of a derivation.

    Attributes:
        text: what is taken or done.
        value: what it comes to; ``None`` for a remark.
        of: id of the number the line takes over, for a link.
    """

    text: Message
    value: Fraction | None = None
    of: str | None = None


@record
class Derivation:
    """How a number came about.

    Attributes:
        id: id of the number.
        title: its name.
        lines: the steps; the last one with a value gives the result.
        result: the number, unrounded; ``None`` when it cannot be given.
        digits: decimal places it is shown with.
        reason: why it cannot be given.
    """

    id: str
    title: Message
    lines: tuple[Line, ...]
    result: Fraction | None
    digits: int
    reason: Message | None = None
