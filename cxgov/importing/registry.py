"""Which sheets can be taken over, in the order in which that is done: what is referred to comes before what refers to it.

A new kind of sheet is one function and one line here.
"""

from __future__ import annotations

from collections.abc import Callable

from cxgov.importing import indicators, journeys, programme, tallies, voice
from cxgov.importing.csv_sheets import TALLY
from cxgov.importing.desk import Desk
from cxgov.importing.sheets import Sheet

Importer = Callable[[Desk, Sheet], None]

IMPORTERS: dict[str, Importer] = {
    "canvas-journey": journeys.take_map,
    "canvas-kpi": indicators.take,
    "canvas-touchpoint": journeys.take_card,
    "canvas-ownership": journeys.take_owners,
    "canvas-expectations": voice.take_expectations,
    "canvas-promise": voice.take_promise,
    "canvas-improvement": programme.take_improvements,
    "canvas-decisions": programme.take_decisions,
    "canvas-calendar": programme.take_calendar,
    TALLY: tallies.take,
}
