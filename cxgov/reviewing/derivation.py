"""Where an indicator's figures come from: answers used and not used, interval, target, and the verdict on the change.

In this room: the steps in words. Not here: how the value adds up from its answers (`cxgov.reviewing.adding_up`), the formulas
(`cxgov.kpis`) and the comparison itself (`cxgov.reviewing.changes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cxgov.kpis.status import status
from cxgov.kpis.variants import digits_of, direction_of
from cxgov.language import N_, Message, Number, message
from cxgov.measuring.words import odd_word
from cxgov.measuring.words import reason as reason_in_words
from cxgov.model import Kpi, Measurement, Period, Workspace
from cxgov.model.derivations import Derivation, Line
from cxgov.model.indicators import SeriesDefinition, Target
from cxgov.reviewing.adding_up import SUCCESSES, adding_up
from cxgov.reviewing.changes import Verdict, VerdictKind, changes

STATUS_NAMES = {
    "met": N_("target met"), "within": N_("within tolerance"), "missed": N_("off target"), "unknown": N_("unknown"),
}
DIRECTION_NAMES = {
    "higher_better": N_("higher is better"), "lower_better": N_("lower is better"), "target_is_best": N_("the target is best"),
}
VERDICT_NAMES: Mapping[VerdictKind, str] = {
    "first": N_("first value"), "not_comparable": N_("not comparable"), "too_few": N_("too few answers to compare"),
    "improved": N_("improved"), "worsened": N_("worsened"), "stable": N_("stable"), "no_clear_change": N_("no clear change"),
}
ANSWERS_LISTED = 12  # more different answers than a scale has (durations) are counted and not listed

LEAST_P = 0.0001


def explain_kpi(workspace: Workspace, kpi_id: str, period: Period) -> Derivation:
    """Derives an indicator's value of a period, and what can be said of it against the period before.

    Args:
        workspace: the organisation.
        kpi_id: the indicator.
        period: the period.

    Raises:
        KeyError: if there is no such indicator.
    """
    kpi = workspace.kpis_by_id[kpi_id]
    measured = workspace.measurement(kpi_id, period)
    title, digits, lines = message(N_("{name}"), name=kpi.name), digits_of(kpi), [*_of_kpi(kpi)]
    if measured is None or measured.value is None:
        lines += _left_out(measured) if measured else []
        return Derivation(id=f"kpi:{kpi_id}", title=title, lines=tuple(lines), result=None, digits=digits,
                          reason=message(N_("not measured in {period}"), period=period))
    lines += [*_answers(kpi, measured), *adding_up(kpi, measured), *_interval(measured), *_left_out(measured), *_source(measured)]
    verdict = changes(workspace, period).get(kpi_id)
    lines += _of_verdict(verdict, kpi) if verdict else []
    value = _exact(measured.value)
    lines.append(Line(text=message(N_("measured value: {status}"), status=status_name(kpi, measured.value)), value=value))
    return Derivation(id=f"kpi:{kpi_id}", title=title, lines=tuple(lines), result=value, digits=digits)


def status_name(kpi: Kpi, value: float | None) -> Message:
    """The status in words; where it is unknown for want of a target, that is said."""
    if value is not None and not isinstance(kpi.target, Target):
        return message(N_("no target"))
    return message(STATUS_NAMES[status(kpi, value)])


def _of_kpi(kpi: Kpi) -> Iterator[Line]:
    if kpi.definition:
        yield Line(text=message(N_("definition: {text}"), text=kpi.definition))
    if kpi.variant:
        yield Line(text=message(N_("variant {variant}: fixes scale, direction and range"), variant=kpi.variant))
    direction = direction_of(kpi)
    if direction:
        yield Line(text=message(DIRECTION_NAMES[direction]))
    if isinstance(kpi.target, Target):
        yield Line(text=message(N_("target by {period}, tolerance {tolerance}"), period=kpi.target.by,
                                tolerance=Number(kpi.target.tolerance)), value=_exact(kpi.target.value))


def _interval(measured: Measurement) -> Iterator[Line]:
    if measured.interval:
        yield Line(text=message(N_("{confidence} of 100 such intervals hold the true value; lower end"),
                                confidence=Number(100 * measured.confidence)), value=_exact(measured.interval[0]))
        yield Line(text=message(N_("upper end")), value=_exact(measured.interval[1]))


NUMBER_NAMES: Mapping[str, str] = {
    "duration": N_("closed cases used (n)"), "ratio": N_("rows used (n)"), "rate_per": N_("exposure used (n)"),
}
YES_OR_NO = frozenset({"0", "1"})


def _answers(kpi: Kpi, measured: Measurement) -> Iterator[Line]:
    if measured.n is not None:
        yield Line(text=message(NUMBER_NAMES.get(kpi.type, N_("answers used (n)"))), value=Fraction(measured.n))
    if measured.n_effective is not None and measured.n_effective != measured.n:
        yield Line(text=message(N_("as weighted, they carry as much as so many unweighted ones (effective n)")), value=_exact(measured.n_effective))
    if kpi.type in SUCCESSES and measured.counts.keys() <= YES_OR_NO:
        return  # successes and all are counted below
    if len(measured.counts) > ANSWERS_LISTED:
        yield Line(text=message(N_("different answers")), value=Fraction(len(measured.counts)))
        return
    for answer, n in measured.counts.items():
        if answer in measured.weights:
            yield Line(text=message(N_("of them answered {answer}, with a weight of {weight} together"), answer=answer,
                                    weight=Number(measured.weights[answer])), value=Fraction(n))
        else:
            yield Line(text=message(N_("of them answered {answer}"), answer=answer), value=Fraction(n))


def _left_out(measured: Measurement) -> Iterator[Line]:
    """What was not used, by kind: never dropped in silence."""
    if measured.extra.get("open"):
        yield Line(text=message(N_("still open, not in the value")), value=_exact(measured.extra["open"]))
    if measured.no_answer:
        yield Line(text=message(N_("without an answer, left out")), value=Fraction(measured.no_answer))
    if measured.not_applicable:
        yield Line(text=message(N_("not applicable, left out")), value=Fraction(measured.not_applicable))
    if measured.out_of_scope:
        yield Line(text=message(N_("rows of the period that the indicator does not look at")), value=Fraction(measured.out_of_scope))
    for value, n in measured.out_of_range.items():
        word = odd_word(value, n)
        yield Line(text=message(N_("left out: {what}"), what=word) if word else message(
            N_("outside the answer scale ({value}), left out"), value=value), value=Fraction(n))
    for reason, n in measured.rejected.items():
        yield Line(text=message(N_("rows left out: {reason}"), reason=rejected_text(reason, n)), value=Fraction(n))


def rejected_text(reason: str, n: int) -> Message:
    """Says why rows of a source were rejected: by the word a measurement keeps, or the word itself where it is unknown."""
    return reason_in_words(reason, n)


def _source(measured: Measurement) -> Iterator[Line]:
    if measured.source:
        yield Line(text=message(N_("source: {source}"), source=measured.source))
    if measured.definition:
        yield Line(text=message(N_("what was measured: {definition}"), definition=_definition(measured.definition)))


def _definition(found: SeriesDefinition) -> str:
    scale = f"{found.scale[0]:g}\N{EN DASH}{found.scale[1]:g}" if found.scale else None
    return ", ".join(part for part in (found.variant or found.type, scale, found.trigger, found.question) if part)


def _of_verdict(verdict: Verdict, kpi: Kpi) -> Iterator[Line]:
    name = message(VERDICT_NAMES[verdict.kind])
    if verdict.before is None:
        yield Line(text=message(N_("against the period before: {verdict}"), verdict=name))
        return
    change = verdict.change
    if change is not None and verdict.value is not None:
        yield Line(text=message(N_("value of {period}"), period=verdict.before), value=_exact(verdict.value))
        yield Line(text=message(N_("difference")), value=_exact(change.difference))
        yield Line(text=message(N_("95% interval of the difference; lower end")), value=_exact(change.interval[0]))
        yield Line(text=message(N_("upper end")), value=_exact(change.interval[1]))
        yield _of_p(message(N_("p, not adjusted")), change.p)
        if verdict.p_adjusted is not None:
            yield _of_p(message(N_("p after Holm’s correction (indicators: {n})"), n=verdict.family), verdict.p_adjusted)
        if kpi.smallest_change:
            yield Line(text=message(N_("smallest change of interest")), value=_exact(kpi.smallest_change))
    if verdict.reason:
        yield Line(text=message(N_("against {period}: {verdict} ({reason})"), period=verdict.before, verdict=name, reason=verdict.reason))
    else:
        yield Line(text=message(N_("against {period}: {verdict}"), period=verdict.before, verdict=name))


def _of_p(said: Message, p: float) -> Line:
    """A p value; one that would be shown as 0 says how small it is instead."""
    if p >= LEAST_P:
        return Line(text=said, value=_exact(p))
    return Line(text=message(N_("{what}: below {least}"), what=said, least=Number(LEAST_P)))


def _exact(number: float) -> Fraction:
    return Fraction(repr(float(number)))
