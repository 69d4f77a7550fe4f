"""CXG-033: an indicator whose definition lacks what makes its values comparable."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.indicators import indicators
from cxgov.checks.rule import Rule, View, finding
from cxgov.kpis.variants import direction_of, unit_of, variant_of
from cxgov.language import N_, Message, message
from cxgov.model import Kpi
from cxgov.problems import Problem, Severity

_LISTS = {
    2: N_("{a} and {b}"),
    3: N_("{a}, {b} and {c}"),
    4: N_("{a}, {b}, {c} and {d}"),
}


def find(view: View) -> Iterator[Problem]:
    """Yields one finding per incomplete indicator, with everything it lacks."""
    for kpi in indicators(view):
        missing = _missing(kpi)
        if missing:
            parts = missing[0] if len(missing) == 1 else message(_LISTS[len(missing)], **dict(zip("abcd", missing, strict=False)))
            yield finding(RULE, view.place(kpi), N_("indicator {id} “{name}” lacks: {parts}"), about=kpi.id, id=kpi.id, name=kpi.name,
                          parts=parts)


def _missing(kpi: Kpi) -> list[Message]:
    variant = variant_of(kpi)
    lacks = []
    if kpi.baseline is None:
        lacks.append(message(N_("the baseline with its period")))
    if direction_of(kpi) is None:
        lacks.append(message(N_("the direction (which way is better)")))
    if unit_of(kpi) is None:
        lacks.append(message(N_("the unit")))
    if variant is None and kpi.definition is None and kpi.measure is None:
        lacks.append(message(N_("the formula in words (definition)")))
    return lacks


RULE = Rule(
    code="CXG-033",
    group="kpi",
    severity=Severity.WARNING,
    title=N_("Incomplete indicator"),
    what=N_("An indicator says where it started (`baseline` with its period), which way is better (`direction`), in which `unit` it is "
            "given and how it is computed (`definition`, or `measure`). The variant of a survey indicator fixes direction, unit and "
            "formula; the types fcr, churn, retention and index fix the direction. The owner is required when the files are read."),
    why=N_("The cycle asks whether things go in the right direction at the desired pace. Without a starting point there is no pace, "
           "without a direction no progress, and without the formula two people compute two different numbers."),
    grounding=N_("Interview on customer experience management (erp-view.pl, 2013); which parts are required is cxgov’s own judgement"),
    example="""\
kind: kpis
kpis:
  - id: first-visit
    name: Parcels collected on the first visit
    type: share
    family: behaviour
    unit: percent
    owner: anna-nowak
    target: {by: 2026-Q4, value: 96}
""",
    fix=N_("add what is missing; write the baseline even if the first value is rough, and say where it comes from in the definition"),
    find=find,
)
