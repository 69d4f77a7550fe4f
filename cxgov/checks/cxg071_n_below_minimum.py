"""CXG-071: a value from fewer answers than are needed to read it."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import SAMPLE_PRACTICE
from cxgov.checks.measured import is_whole, measured_in_period
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, counted, message
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every indicator whose answers are fewer than its own minimum, or the organisation's."""
    sized = [(kpi, m, m.n) for kpi, m in measured_in_period(view) if is_whole(m) and m.n is not None]
    if not sized:
        raise NotChecked(message(N_("no value of the period says how many people answered")))
    general = view.workspace.organisation.thresholds.directional_below
    for kpi, measured, n in sized:
        least = general if kpi.minimum_n is None else kpi.minimum_n
        if n < least:
            yield finding(
                RULE, view.place(measured, "n"), N_("the value of {id} “{name}” in {period} rests {answers}; {least} are wanted"), about=kpi.id,
                id=kpi.id, name=kpi.name, period=str(view.period), answers=counted(n, N_("on {n} answer"), N_("on {n} answers")), least=least)


RULE = Rule(
    code="CXG-071",
    group="numbers",
    severity=Severity.WARNING,
    title=N_("Too few answers"),
    what=N_("A value of the reported period rests on at least as many answers as the indicator’s `minimum_n` asks for; where it names none, on as "
            "many as `thresholds: {directional_below: …}` of the organisation (30). Values of segments are marked in the report and not here."),
    why=N_("A handful of answers swings from quarter to quarter by chance alone. Whoever steers by it chases noise and, sooner or later, "
           "stops believing the numbers that are sound."),
    grounding=SAMPLE_PRACTICE,
    example="""\
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5.7, n: 18}
""",
    fix=N_("collect more answers, measure over a longer period, or show the value as a direction only and decide nothing by it"),
    find=find,
)
