"""One fault for every check, to be planted into a generated programme, and what must then be found and where.

A fault edits records of its own, so that faults can be planted together. What it is expected to give is said by the text of
the files: the line that begins in a certain way. Two kinds of fault are refused when files are read (`LOADER`), and while one
is there the governance is not judged: a reference to something unknown (CXG-064) and `na` without a reason (CXG-095). CXG-095 has
a fault among the others too, as too many practices with a reason are a finding of governance. So 79 faults stand together, one
for each check but CXG-064, and the two of reading together in a run of their own.

One couple cannot be told apart: a technology initiative without a goal and an expected change (CXG-083) has no expected change
(CXG-060). It stands in `IMPLIED`.
"""

from __future__ import annotations

from collections.abc import Callable

from planted import action_faults, journey_faults, number_faults, voice_faults
from planted.planting import ENTERED, ENTERED_FOR_READING, INITIATIVES, Apply, Expected
from planted.programme import Programme
from planted.text import at

PARTS = (journey_faults, number_faults, voice_faults, action_faults)
"""The modules whose faults are entered when they are imported."""

PLANTS: dict[str, Apply] = dict(sorted(ENTERED.items()))
LOADER: dict[str, Apply] = dict(sorted(ENTERED_FOR_READING.items()))
IMPLIED: dict[str, Callable[[Programme], tuple[Expected, ...]]] = {
    "CXG-083": lambda made: (Expected("CXG-060", made.id("i083"), at(INITIATIVES, f"id: {made.id('i083')}", "expects:")),),
}


def plant(made: Programme, code: str) -> list[Expected]:
    """Plants the fault of a check and returns all that must be found for it."""
    return [PLANTS[code](made), *IMPLIED.get(code, lambda _: ())(made)]
