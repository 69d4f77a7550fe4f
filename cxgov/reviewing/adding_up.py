"""How a measured value adds up from the answers that its file holds: counts, sums, shares, and the formula with figures in it.

In this room: the steps of a formula in words and figures, up to the value. Not here: where the formulas and their limits are
defined (`cxgov.kpis`; this module takes groups, boxes and sums from there) and everything that stands around the value
(`cxgov.reviewing.derivation`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from cxgov.kpis import ces, csat, index, nps, rate
from cxgov.kpis.scales import ValidAnswers, scale_of
from cxgov.kpis.tally import Answer, Tally, Weight
from cxgov.kpis.weighing import exact, exact_sum, numbers, pairs, weighed, weighted_sum
from cxgov.language import N_, Message, Number, message
from cxgov.model import Kpi, Measurement
from cxgov.model.derivations import Line

SLACK = 1e-9
"""Files keep twelve significant digits: what agrees that far, of a value of its size, is the same figure."""

Steps = Iterator[Line]


def adding_up(kpi: Kpi, measured: Measurement) -> list[Line]:
    """Adds up a value that cxgov measured, line by line; the last line with a figure is the value.

    Args:
        kpi: the indicator.
        measured: its measurement, with a value.

    Returns:
        The steps; none for a value that somebody typed or that was taken over as it stands. Where the file does not hold what
        the value was made of, one remark that says so, and the same where it holds something that gives another value.
    """
    if measured.written_by != "measure" or kpi.type == "value" or measured.value is None:
        return []
    found = _from_sums(kpi, measured) if kpi.type in ("ratio", "rate_per", "duration") else _from_answers(kpi, measured)
    lines = list(found)
    last = next((line.value for line in reversed(lines) if line.value is not None), None)
    if last is None:
        return [Line(text=message(N_("the file does not hold the answers or sums that the value was worked out from")))]
    if abs(last - exact(measured.value)) > SLACK * max(1.0, abs(measured.value)):
        lines.append(Line(text=message(N_("the file holds another value: it was changed after measuring, or the indicator was"))))
    return lines


def tally_of(measured: Measurement) -> Tally | None:
    """The answers of a measurement as they were counted; ``None`` where its file does not hold them, or not their weights."""
    weighted = measured.n_effective is not None
    if not measured.counts or (weighted and measured.weights.keys() != measured.counts.keys()):
        return None
    counts = {_answer(text): n for text, n in measured.counts.items()}
    # Sums of squares are not on file; no value needs them.
    weights = {_answer(text): Weight(exact(total), Fraction(0)) for text, total in measured.weights.items()}
    return Tally(counts=counts, weights=weights if weighted else None)


def _answer(text: str) -> Answer:
    """The inverse of what a file holds: ``7``, ``4.5``, or several with ``-`` for one that was not given."""
    parts = text.split(" ")
    return Fraction(text) if len(parts) == 1 else tuple(None if part == "-" else Fraction(part) for part in parts)


# --- from single answers -------------------------------------------------------------------------------------------


def _from_answers(kpi: Kpi, measured: Measurement) -> Steps:
    tally = tally_of(measured)
    if tally is None or not exact_sum(w.total for _, w in weighed(tally)):
        return iter(())
    match kpi.type, kpi.variant:
        case "nps", _:
            return _net(kpi, tally, (nps.DETRACTORS_TO, nps.PROMOTERS_FROM), NPS_GROUPS)
        case "ces", "ces2_agree7_net":
            return _net(kpi, tally, (ces.HARD_TO, ces.EASY_FROM), NET_GROUPS)
        case "ces", "ces2_agree7_top3":
            return _boxes(tally, ces.TOP_THREE)
        case "csat", "csat5_top2":
            return _boxes(tally, csat.boxes_of(kpi))
        case "index", _:
            return _index(tally)
        case ("share" | "fcr" | "churn" | "retention"), _:
            return _share(kpi, measured, tally)
    return _mean(tally)


NPS_GROUPS = (N_("promoters ({answers})"), N_("passives ({answers})"), N_("detractors ({answers})"))
NET_GROUPS = (N_("high answers ({answers})"), N_("middle answers ({answers})"), N_("low answers ({answers})"))


def _net(kpi: Kpi, tally: Tally, ends: tuple[int, int], names: tuple[str, str, str]) -> Steps:
    """Top, middle and bottom: how many, what share, and the difference of the outer two."""
    low_to, high_from = ends
    scale = scale_of(kpi) or ValidAnswers(0, 10, whole=True)
    spans = ((high_from, scale.max), (low_to + 1, high_from - 1), (scale.min, low_to))
    groups = [(message(name, answers=f"{low:g}\N{EN DASH}{high:g}"), _within(low, high)) for name, (low, high) in zip(names, spans, strict=True)]
    found = [(name, _count(tally, holds), _weight(tally, holds)) for name, holds in groups]
    for name, count, weight in found:
        yield _group(name, count, weight, weighted=tally.weights is not None)
    total = _weight(tally, lambda _: True)
    if tally.weights is not None:
        yield Line(text=message(N_("sum of the weights")), value=total)
    shares = [100 * weight / total for _, _, weight in found]
    for (name, _, weight), share in zip(found, shares, strict=True):
        yield Line(text=message(N_("{group}: {part} / {all} × 100, per cent"), group=name, part=_number(weight), all=_number(total)), value=share)
    yield Line(text=message(N_("per cent at the top minus per cent at the bottom: {high} − {low}"), high=_number(shares[0]), low=_number(shares[2])),
               value=shares[0] - shares[2])


def _boxes(tally: Tally, boxes: frozenset[Fraction]) -> Steps:
    """Answers in the top boxes, of all."""
    answers = ", ".join(f"{float(box):g}" for box in sorted(boxes))
    inside, total = _weight(tally, boxes.__contains__), _weight(tally, lambda _: True)
    weighted = tally.weights is not None
    yield _group(message(N_("answers in the top boxes ({answers})"), answers=answers), _count(tally, boxes.__contains__), inside, weighted=weighted)
    yield _group(message(N_("of all")), tally.n, total, weighted=weighted)
    yield _per_cent(inside, total)


SUCCESSES: Mapping[str, str] = {
    "share": N_("successes"), "fcr": N_("resolved at the first contact"), "churn": N_("customers lost"), "retention": N_("customers kept"),
}


def _share(kpi: Kpi, measured: Measurement, tally: Tally) -> Steps:
    """Successes of trials: rows that are yes or no, or that are sums already."""
    rows = list(pairs(tally))
    counts = list(tally.counts.values())
    inside, total = weighted_sum((a, w.total) for a, _, w in rows), weighted_sum((b, w.total) for _, b, w in rows)
    if not total:
        return
    weighted = tally.weights is not None
    successes, trials = (exact_sum(side * n for side, n in zip(sides, counts, strict=True)) for sides in ([a for a, _, _ in rows], [b for _, b, _ in rows]))
    yield _group(message(SUCCESSES[kpi.type]), successes, inside, weighted=weighted)
    yield _group(message(N_("of all")), trials, total, weighted=weighted)
    if isinstance(yearly := measured.extra.get("yearly"), int | float):
        yield Line(text=message(N_("if every month of a year were like it, per cent in the year")), value=exact(yearly))
    yield _per_cent(inside, total)


def _mean(tally: Tally) -> Steps:
    """The sum of the answers over their number, or both weighted."""
    found = list(numbers(tally))
    total, amount = exact_sum(w.total for _, w in found), weighted_sum((x, w.total) for x, w in found)
    if tally.weights is None:
        yield Line(text=message(N_("sum of the answers (answer × how often)")), value=amount)
        yield Line(text=message(N_("sum of the answers / number of answers: {sum} / {n}"), sum=_number(amount), n=_number(total)), value=amount / total)
        return
    yield Line(text=message(N_("sum of weight × answer")), value=amount)
    yield Line(text=message(N_("sum of the weights")), value=total)
    yield Line(text=message(N_("sum of weight × answer / sum of the weights: {sum} / {n}"), sum=_number(amount), n=_number(total)), value=amount / total)


QUESTIONS = (N_("emotion"), N_("effort"), N_("success"))


def _index(tally: Tally) -> Steps:
    """Three net scores, each of those who answered, and their mean."""
    nets = []
    for at, name in enumerate(QUESTIONS):
        given = [(answer[at], w.total) for answer, w in weighed(tally) if isinstance(answer, tuple) and answer[at] is not None]
        total, high, low = (exact_sum(w for x, w in given if x is not None and holds(x)) for holds in (
            lambda _: True, lambda x: x >= index.HIGH_FROM, lambda x: x <= index.LOW_TO))
        if not total:
            return
        nets.append(100 * (high - low) / total)
        yield Line(text=message(
            N_("{question}: high answers ({from_high}) minus low answers ({to_low}), of all to that question: ({high} − {low}) / {all} × 100"),
            question=message(name), from_high=f"{index.HIGH_FROM}\N{EN DASH}7", to_low=f"1\N{EN DASH}{index.LOW_TO}", high=_number(high),
            low=_number(low), all=_number(total)), value=nets[-1])
    first, second, third = map(_number, nets)
    yield Line(text=message(N_("mean of the three: ({first} + {second} + {third}) / 3"), first=first, second=second, third=third),
               value=sum(nets, Fraction(0)) / len(nets))


# --- from sums and figures of the file -----------------------------------------------------------------------------


def _from_sums(kpi: Kpi, measured: Measurement) -> Steps:
    if kpi.type == "duration":
        return _median(measured)
    extra = measured.extra
    # The weighted sums, where they are on file; those of a rate without weights have names of their own.
    above, below = _figure(extra.get("numerator")), _figure(extra.get("denominator"))
    if (above is None or below is None) and measured.n_effective is None:
        above, below = _figure(extra.get("count")), _figure(extra.get("exposure"))
    return iter(()) if above is None or not below else _quotient(kpi, above, below)


def _quotient(kpi: Kpi, above: Fraction, below: Fraction) -> Steps:
    """The sum of the numerators over that of the denominators, per so many."""
    of_rate = kpi.type == "rate_per"
    per = exact(kpi.measure.per) if kpi.measure and kpi.measure.per else rate.PER if of_rate else Fraction(1)
    yield Line(text=message(N_("events")) if of_rate else message(N_("sum of the numerators")), value=above)
    yield Line(text=message(N_("exposure")) if of_rate else message(N_("sum of the denominators")), value=below)
    if per == 1:
        yield Line(text=message(N_("the first over the second: {above} / {below}"), above=_number(above), below=_number(below)), value=above / below)
    else:
        yield Line(text=message(N_("the first over the second, per {per}: {above} / {below} × {per}"), above=_number(above), below=_number(below),
                                per=_number(per)), value=per * above / below)


def _median(measured: Measurement) -> Steps:
    """What was worked out of the lengths, which are not kept one by one; the median is the value."""
    for name, said in (("mean", message(N_("mean of the closed cases"))), ("p90", message(N_("nine of ten closed cases took at most (90th percentile)"))),
                       ("median", message(N_("median: half of the closed cases took at most")))):
        figure = _figure(measured.extra.get(name))
        if figure is not None:
            yield Line(text=said, value=figure)


# --- parts of a step -----------------------------------------------------------------------------------------------


def _group(name: Message, count: Fraction | int, weight: Fraction, *, weighted: bool) -> Line:
    """How many answers a group has; with weights, what they weigh together."""
    if not weighted:
        return Line(text=name, value=Fraction(count))
    return Line(text=message(N_("{group}: answers {n}, weighing together"), group=name, n=_number(Fraction(count))), value=weight)


def _per_cent(part: Fraction, total: Fraction) -> Line:
    return Line(text=message(N_("{part} / {all} × 100, per cent"), part=_number(part), all=_number(total)), value=100 * part / total)


def _within(low: float, high: float) -> Callable[[Fraction], bool]:
    return lambda answer: low <= answer <= high


def _count(tally: Tally, holds: Callable[[Fraction], bool]) -> int:
    return sum(n for answer, n in tally.counts.items() if isinstance(answer, Fraction) and holds(answer))


def _weight(tally: Tally, holds: Callable[[Fraction], bool]) -> Fraction:
    return exact_sum(w.total for answer, w in numbers(tally) if holds(answer))


def _figure(value: object) -> Fraction | None:
    return exact(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _number(value: Fraction) -> Number:
    return Number(float(value))
