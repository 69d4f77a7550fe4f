"""CXG-076: a time that stands alone, without how long the slow cases took and how many are still open."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import TIME_PRACTICE
from cxgov.checks.measured import is_whole, measured_in_period
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.kpis.variants import unit_of
from cxgov.language import N_, Message, message
from cxgov.model import Kpi, Measurement
from cxgov.problems import Problem, Severity

_UNITS = frozenset((
    "s", "sec", "second", "seconds", "min", "minute", "minutes", "h", "hr", "hour", "hours", "d", "day", "days", "working days", "business days", "week", "weeks",
    "sek", "sekunda", "sekundy", "sekund", "minuta", "minuty", "minut", "godz", "godzina", "godziny", "godzin", "dzień", "dni", "dni robocze", "dni roboczych",
    "tydzień", "tygodnie", "tygodni",
))
_MEANS = ("mean", "ratio", "value")


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every time of the period that lacks its slow end or its open cases."""
    times = [(kpi, measured) for kpi, measured in measured_in_period(view) if is_whole(measured) and is_time(kpi)]
    if not times:
        raise NotChecked(message(N_("no time was measured in the period")))
    for kpi, measured in times:
        lacks = _lacking(kpi, measured)
        if lacks:
            yield finding(RULE, view.place(measured), N_("the time {id} “{name}” in {period} stands without {parts}"), about=kpi.id, id=kpi.id,
                          name=kpi.name, period=str(view.period), parts=lacks[0] if len(lacks) == 1 else message(N_("{a} and {b}"), a=lacks[0], b=lacks[1]))


def is_time(kpi: Kpi) -> bool:
    """Tells whether an indicator says how long something took."""
    return kpi.type == "duration" or (kpi.type in _MEANS and (unit_of(kpi) or "").casefold().rstrip(".") in _UNITS)


def _lacking(kpi: Kpi, measured: Measurement) -> list[Message]:
    lacks = []
    # The value of a duration is its median, so that its slow end is what is missing; a mean wants one of the two beside it.
    if "p90" not in measured.extra and (kpi.type == "duration" or "median" not in measured.extra):
        lacks.append(message(N_("the 90th percentile")) if kpi.type == "duration" else message(N_("the median or the 90th percentile")))
    if kpi.type == "duration" and "open" not in measured.extra:
        lacks.append(message(N_("the number of open cases")))
    return lacks


RULE = Rule(
    code="CXG-076",
    group="numbers",
    severity=Severity.WARNING,
    title=N_("Mean time alone"),
    what=N_("A duration of the period carries under `extra` its 90th percentile (`p90`) and the number of cases still open (`open`, 0 where there "
            "are none); a mean, ratio or other value in a unit of time carries its median or its 90th percentile. cxgov writes all of them for "
            "durations it measures itself."),
    why=N_("A few cases of several weeks pull a mean where no customer ever was, and a median hides them. Only finished cases have a duration: a "
           "team that leaves the hard ones lying looks fast."),
    grounding=TIME_PRACTICE,
    example="""\
kind: kpis
kpis:
  - id: complaint-time
    name: Time to settle a complaint
    type: duration
    unit: days
    family: operational
    owner: anna-nowak
    target: none
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: complaint-time, value: 6.4, n: 634}
""",
    fix=N_("add {p90: …, open: …} under `extra`, or let cxgov measure the duration from the register of cases"),
    find=find,
)
