"""CXG-038: a target that cannot be reached, that asks for less than there was, or that was met before it was set."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import OWN_JUDGEMENT
from cxgov.checks.indicators import indicators, outside, range_text
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.kpis.variants import direction_of
from cxgov.language import N_, Message, Number, message
from cxgov.model import Kpi, Target
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding per target, the gravest."""
    aimed = [(kpi, kpi.target) for kpi in indicators(view) if isinstance(kpi.target, Target)]
    if not aimed:
        raise NotChecked(message(N_("no indicator has a target")))
    for kpi, target in aimed:
        why = _senseless(kpi, target)
        if why:
            yield finding(RULE, view.place(kpi.target, "value"), N_("the target of {id} “{name}”, {value}, makes no sense: {why}"),
                          about=kpi.id, id=kpi.id, name=kpi.name, value=Number(target.value), why=why)


def _senseless(kpi: Kpi, target: Target) -> Message | None:
    if outside(kpi, target.value):
        return message(N_("possible values are {range}"), range=range_text(kpi))
    baseline, direction = kpi.baseline, direction_of(kpi)
    if baseline is None:
        return None
    if target.by.end <= baseline.period.end:
        return message(N_("it is due in {by}, no later than the baseline of {period}"), by=str(target.by), period=str(baseline.period))
    if direction is None:
        return None
    gain = target.value - baseline.value if direction == "higher_better" else baseline.value - target.value
    # As in the status of a value: a difference smaller than any measurement must not decide.
    slack = 1e-9 * max(1.0, abs(target.value), abs(baseline.value))
    if direction == "target_is_best":
        met = abs(gain) <= target.tolerance + slack
    elif gain < -slack:
        return message(N_("it is worse than the baseline {baseline}"), baseline=Number(baseline.value))
    else:
        met = gain <= slack
    return message(N_("the baseline {baseline} already met it"), baseline=Number(baseline.value)) if met else None


RULE = Rule(
    code="CXG-038",
    group="kpi",
    severity=Severity.WARNING,
    title=N_("Senseless target"),
    what=N_("A target lies within the range of its indicator, is due after the period of the baseline, and asks for more than the baseline in "
            "the indicator’s direction."),
    why=N_("A target that was met on the day it was set changes nothing, one that cannot be reached discourages, and one below the baseline "
           "turns a decline into a success."),
    grounding=OWN_JUDGEMENT,
    example="""\
kind: kpis
kpis:
  - id: ease
    name: Ease of collection
    type: ces
    variant: ces2_agree7_mean
    family: perception
    owner: anna-nowak
    baseline: {period: 2025-Q4, value: 5.9}
    target: {by: 2026-Q4, value: 5.5}
""",
    fix=N_("set the target from the desired experience and above what is reached today; if the level is only to be held, suppress the finding "
           "and say so in the reason"),
    find=find,
)
