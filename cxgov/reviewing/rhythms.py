"""How often a cycle is run and a deciding body meets: the months between, and the words.

In this room: one table each. Not here: when the next one is due (`passes`, `agenda`).
"""

from __future__ import annotations

from collections.abc import Mapping

from cxgov.language import N_

CYCLE_MONTHS: Mapping[str, int] = {"quarterly": 3, "half_yearly": 6, "yearly": 12, "two_yearly": 24}
CYCLE_NAMES: Mapping[str, str] = {
    "quarterly": N_("every quarter"), "half_yearly": N_("every half-year"), "yearly": N_("every year"), "two_yearly": N_("every two years"),
}
MEETING_MONTHS: Mapping[str, int] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
MEETING_NAMES: Mapping[str, str] = {
    "weekly": N_("every week"), "monthly": N_("every month"), **{rhythm: CYCLE_NAMES[rhythm] for rhythm in ("quarterly", "half_yearly", "yearly")},
}
MEETINGS_A_YEAR: Mapping[str, int] = {"weekly": 52, **{rhythm: 12 // months for rhythm, months in MEETING_MONTHS.items()}}
