"""CXG-075: parts typed beside a value that do not add up to all answers, or not to the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cxgov.checks.grounding import NPS_INTERVALS
from cxgov.checks.measured import measured_in_period
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, Message, Number, message
from cxgov.model import Kpi, Measurement
from cxgov.problems import Problem, Severity

NPS_PARTS = ("promoters", "passives", "detractors")
_WHOLE = 100


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding for the parts of a value, and one for counts typed by hand."""
    typed = [(kpi, m) for kpi, m in measured_in_period(view) if m.written_by is None and (m.parts or m.counts)]
    if not typed:
        raise NotChecked(message(N_("no value of the period has parts or counts that somebody typed")))
    slack = Fraction(str(view.settings["tolerance"]))
    for kpi, measured in typed:
        wrong = _parts(kpi, measured, slack) if measured.parts else None
        if wrong:
            yield finding(RULE, view.place(measured, "parts"), N_("the parts of {id} “{name}” in {period}: {wrong}"), about=kpi.id,
                          id=kpi.id, name=kpi.name, period=str(view.period), wrong=wrong)
        if measured.counts and measured.n is not None and sum(measured.counts.values()) != measured.n:
            yield finding(RULE, view.place(measured, "counts"), N_("the counts of {id} “{name}” in {period} add up to {sum}, but n is {n}"),
                          about=kpi.id, id=kpi.id, name=kpi.name, period=str(view.period), sum=sum(measured.counts.values()), n=measured.n)


def _parts(kpi: Kpi, measured: Measurement, slack: Fraction) -> Message | None:
    parts = {name: _exact(value) for name, value in measured.parts.items()}
    total = sum(parts.values(), Fraction(0))
    percent = abs(total - _WHOLE) <= slack and total != measured.n
    if not percent and total != measured.n and (measured.n is not None or not _are_counts(parts)):
        if measured.n is None:
            return message(N_("they add up to {sum} and not to 100%"), sum=_number(total))
        return message(N_("they add up to {sum}, neither to the {n} answers nor to 100%"), sum=_number(total), n=measured.n)
    if kpi.type != "nps" or not set(NPS_PARTS) <= parts.keys() or not total:
        return None
    # Shares that were rounded give the score up to their own rounding; counts give it exactly.
    score = parts["promoters"] - parts["detractors"] if percent else _WHOLE * (parts["promoters"] - parts["detractors"]) / total
    rounding = _half_digit(measured.value or 0) + (_half_digit(measured.parts["promoters"]) + _half_digit(measured.parts["detractors"]) if percent else 0)
    if abs(score - _exact(measured.value or 0)) > rounding:
        return message(N_("they give {score}, but the value is {value}"), score=_number(score), value=Number(measured.value or 0))
    return None


def _are_counts(parts: Mapping[str, Fraction]) -> bool:
    """Whether the parts can be numbers of people; whether they are all of them cannot be told without n."""
    return all(part.denominator == 1 for part in parts.values()) and sum(parts.values()) > _WHOLE


def _exact(value: float) -> Fraction:
    return Fraction(repr(value))


def _half_digit(value: float) -> Fraction:
    """Half of the last digit written: how far rounding may have moved the figure."""
    decimals = repr(float(value)).rstrip("0").partition(".")[2]
    return Fraction(1, 2 * 10 ** len(decimals))


def _number(value: Fraction) -> Number:
    return Number(float(value), 2)


RULE = Rule(
    code="CXG-075",
    group="numbers",
    severity=Severity.ERROR,
    title=N_("Parts do not add up"),
    what=N_("Parts typed with a value (`parts`) add up to the number of answers, or as percentages to 100 within half a point. Promoters less "
            "detractors give the NPS that stands beside them, up to rounding. Counts typed by hand add up to n."),
    why=N_("Parts that do not add up mean a slip of the pen, answers that were left out without a word, or a score worked out another way. The "
           "reader who adds them up in the meeting will trust nothing else on the page."),
    grounding=NPS_INTERVALS,
    example="""\
kind: kpis
kpis:
  - id: recommend
    name: Willingness to recommend
    type: nps
    variant: nps_0_10
    family: perception
    owner: anna-nowak
    target: none
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: recommend, value: 36, n: 400, parts: {promoters: 210, passives: 120, detractors: 66}}
""",
    fix=N_("take value, n and parts from one and the same table of the survey, and correct the one that differs"),
    parameters={"tolerance": Parameter(0.5, N_("Percentage points by which parts in percent may miss 100"), 0, 5)},
    find=find,
)
