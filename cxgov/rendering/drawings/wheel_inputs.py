"""What the cycle wheel takes: stages with their scores, the index, the period before.

In this room: the two records and nothing else; they are imported from `cycle_wheel`.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxgov.language import Text, round_half_up

LEAST, MOST = 3, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelStage:
    """A stage of the cycle.

    Attributes:
        number: its place in the cycle as it is called: ``1`` .. ``8``.
        name: short name.
        raw: the stage's own score; ``None`` when it is not scored.
        effective: the score that counts after the sequence rule; ``None`` when it is not scored.
        band: the level's colour step 0..4 that the effective score falls into.
        skipped: whether the stage was skipped.
        applicable: false when every practice of the stage does not apply.
        previous: the effective score of the period before; ``None`` when there is none.
        limits: the numbers of the stages whose score this one limits.
    """

    number: str
    name: Text
    raw: float | None
    effective: float | None
    band: int | None
    skipped: bool = False
    applicable: bool = True
    previous: float | None = None
    limits: tuple[str, ...] = ()

    @property
    def limited(self) -> bool:
        """Whether the score that counts is, as it is shown, less than the stage's own."""
        if self.raw is None or self.effective is None:
            return False
        return round_half_up(self.effective, 1) < round_half_up(self.raw, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleWheel:
    """What the wheel shows.

    Attributes:
        stages: 3 to 8 of them, in the order of the cycle.
        index: the index, or ``None`` when it is not scored.
        previous_index: the index of the period before.
        previous_label: what the period before is called: ``Q2 2026``.
        scale: least and greatest level.
        index_maximum: what the index is out of.
        blank: nobody has scored yet, and nothing is missing for it: white cabins with the stages' numbers, to explain the
            cycle and to write in.
        hub: what stands in the hub of a blank wheel.

    Raises:
        ValueError: for fewer than 3 or more than 8 stages.
    """

    stages: tuple[WheelStage, ...]
    index: int | None
    previous_index: int | None = None
    previous_label: Text | None = None
    scale: tuple[float, float] = (0.0, 4.0)
    index_maximum: int = 100
    blank: bool = False
    hub: Text = ""

    def __post_init__(self) -> None:
        if not LEAST <= len(self.stages) <= MOST:
            raise ValueError(f"a wheel has {LEAST} to {MOST} stages, not {len(self.stages)}")
