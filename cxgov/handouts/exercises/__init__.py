"""The exercises D1 to D9: drawn with the workshop's seed, so that every group gets a variant of its own and its key.

In this room: the list of exercises. A new one is a module with ``KIND``, two templates (``exercise-<id>.html``,
``answer-key-<id>.html``) and one line here. Not here: the pieces they are printed in (`pieces`).
"""

from __future__ import annotations

from cxgov.handouts.exercises import (
    d1_touchpoint_or_channel,
    d2_anti_pattern,
    d3_four_fields,
    d4_rate_company,
    d5_numbers,
    d6_target,
    d7_grid,
    d8_decisions,
    d9_factors,
)
from cxgov.handouts.exercises.drawing import Kind

__all__ = ["EXERCISES", "Kind"]

EXERCISES: tuple[Kind, ...] = (
    d1_touchpoint_or_channel.KIND,
    d2_anti_pattern.KIND,
    d3_four_fields.KIND,
    d4_rate_company.KIND,
    d5_numbers.KIND,
    d6_target.KIND,
    d7_grid.KIND,
    d8_decisions.KIND,
    d9_factors.KIND,
)
