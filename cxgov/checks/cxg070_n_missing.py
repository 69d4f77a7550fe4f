"""CXG-070: a value from a survey that does not say how many people answered."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import NPS_INTERVALS
from cxgov.checks.indicators import is_survey
from cxgov.checks.measured import measured_in_period
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, Number, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every survey value of the period without the number of answers."""
    asked = [(kpi, measured) for kpi, measured in measured_in_period(view) if is_survey(kpi)]
    if not asked:
        raise NotChecked(message(N_("no survey indicator was measured in the period")))
    for kpi, measured in asked:
        if measured.n is None:
            yield finding(RULE, view.place(measured), N_("the value of {id} “{name}” in {period}, {value}, does not say how many people answered"),
                          about=kpi.id, id=kpi.id, name=kpi.name, period=str(view.period), value=Number(measured.value or 0))


RULE = Rule(
    code="CXG-070",
    group="numbers",
    severity=Severity.ERROR,
    title=N_("Number of answers missing"),
    what=N_("Every value of a survey indicator in the reported period says under `n` how many people answered, a value of a segment or a "
            "touchpoint too."),
    why=N_("The same score from thirty answers and from three thousand are two different statements. Without the number there is no interval, "
           "no comparison of two quarters and no way to tell a change from chance."),
    grounding=NPS_INTERVALS,
    example="""\
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5.7}
""",
    fix=N_("write the number of answers under `n`; if nobody knows it, ask the survey’s supplier before the value is shown"),
    find=find,
)
