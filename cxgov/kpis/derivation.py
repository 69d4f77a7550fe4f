"""Where an indicator's figures come from: value, interval, target, status."""

from __future__ import annotations

from fractions import Fraction

from cxgov.kpis.status import status
from cxgov.kpis.variants import digits_of, direction_of
from cxgov.language import N_, Number, message
from cxgov.model import Period, Workspace
from cxgov.model.derivations import Derivation, Line
from cxgov.model.indicators import Target

STATUS_NAMES = {
    "met": N_("target met"), "within": N_("within tolerance"), "missed": N_("off target"), "unknown": N_("unknown"),
}
DIRECTION_NAMES = {
    "higher_better": N_("higher is better"), "lower_better": N_("lower is better"), "target_is_best": N_("the target is best"),
}


def explain_kpi(workspace: Workspace, kpi_id: str, period: Period) -> Derivation:
    """Derives an indicator's value of a period.

    Args:
        workspace: the organisation.
        kpi_id: the indicator.
        period: the period.

    Raises:
        KeyError: if there is no such indicator.
    """
    kpi = workspace.kpis_by_id[kpi_id]
    measured = workspace.measurement(kpi_id, period)
    digits = digits_of(kpi)
    lines: list[Line] = []
    if kpi.definition:
        lines.append(Line(text=message(N_("definition: {text}"), text=kpi.definition)))
    if kpi.variant:
        lines.append(Line(text=message(N_("variant {variant}: fixes scale, direction and range"), variant=kpi.variant)))
    direction = direction_of(kpi)
    if direction:
        lines.append(Line(text=message(DIRECTION_NAMES[direction])))
    if isinstance(kpi.target, Target):
        lines.append(Line(text=message(N_("target by {period}, tolerance {tolerance}"), period=kpi.target.by,
                                       tolerance=Number(kpi.target.tolerance)), value=_exact(kpi.target.value)))
    if measured is None or measured.value is None:
        return Derivation(id=f"kpi:{kpi_id}", title=message(N_("{name}"), name=kpi.name), lines=tuple(lines), result=None, digits=digits,
                          reason=message(N_("not measured in {period}"), period=period))
    if measured.interval:
        lines.append(Line(text=message(N_("{confidence} of 100 such intervals hold the true value; lower end"),
                                       confidence=Number(100 * measured.confidence)), value=_exact(measured.interval[0])))
        lines.append(Line(text=message(N_("upper end")), value=_exact(measured.interval[1])))
    if measured.n is not None:
        lines.append(Line(text=message(N_("answers used (n)")), value=Fraction(measured.n)))
    if measured.no_answer:
        lines.append(Line(text=message(N_("without an answer, left out")), value=Fraction(measured.no_answer)))
    if measured.not_applicable:
        lines.append(Line(text=message(N_("not applicable, left out")), value=Fraction(measured.not_applicable)))
    if measured.source:
        lines.append(Line(text=message(N_("source: {source}"), source=measured.source)))
    found = status(kpi, measured.value)
    lines.append(Line(text=message(N_("measured value: {status}"), status=message(STATUS_NAMES[found])), value=_exact(measured.value)))
    return Derivation(id=f"kpi:{kpi_id}", title=message(N_("{name}"), name=kpi.name), lines=tuple(lines),
                      result=_exact(measured.value), digits=digits)


def _exact(number: float) -> Fraction:
    return Fraction(repr(number))
