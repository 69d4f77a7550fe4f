"""From sorted rows to measurements: the whole first, then each segment and touchpoint, small groups withheld."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypedDict

from cxgov.kpis.estimates import Estimate
from cxgov.kpis.tally import Tally
from cxgov.kpis.types import TYPES
from cxgov.kpis.variants import valid_range
from cxgov.kpis.weighing import exact_sum, pairs
from cxgov.measuring.accounts import Account
from cxgov.measuring.files.headers import clean
from cxgov.measuring.plan import Plan
from cxgov.measuring.privacy import withheld
from cxgov.measuring.tallies import CellKey, Sorted
from cxgov.model import Kpi, Measurement, Period, Workspace
from cxgov.model.indicators import Segment, SeriesDefinition
from cxgov.problems import printable

MOST_PARTS = 1_000
"""A column with more different values is no segment: it tells every respondent from the others."""
MOST_COUNTS = 60
"""More different answers than this are not written out beside a value."""
DIGITS = 12
"""Significant digits of a figure in a file: more than any reader shows, fewer than the arithmetic of different machines agrees on."""


def measurements_of(workspace: Workspace, question: Plan, index: int, window: int, cells: Mapping[CellKey, Sorted], books: Account) -> list[Measurement]:
    """Computes one indicator in one period from one source.

    Args:
        workspace: the organisation, for its thresholds.
        question: what was asked.
        index: which of its readers.
        window: which of its periods.
        cells: the sorted rows.
        books: the account of the source.

    Returns:
        The whole first, then segments and touchpoints by name; nothing where the source has no rows in the period.
    """
    kpi, period = question.readers[index].kpi, question.periods[window]
    whole = cells.get(CellKey(index, window))
    if whole is None:
        return []
    weighted = question.source.weight is not None
    made = [_measurement(kpi, period, whole, books, weighted=weighted, whole=True)]
    for dimension, column in enumerate(question.query.dimensions):
        parts = {key.value: found for key, found in cells.items() if key.reader == index and key.window == window and key.dimension == dimension}
        if column in question.source.segments:
            made += _parts(workspace, kpi, period, whole, parts, books, _segments_of(column), weighted=weighted)
        if question.source.touchpoint and column == question.source.touchpoint.column:
            named = {clean(value): touchpoint for value, touchpoint in question.source.touchpoint.map.items()}
            made += _parts(workspace, kpi, period, whole, _joined(parts, named), books, _touchpoint, weighted=weighted)
    return made


class _About(TypedDict, total=False):
    """What a part is: a segment or a touchpoint."""

    segment: Segment
    touchpoint: str


def _segments_of(column: str) -> Callable[[str], _About]:
    return lambda value: {"segment": Segment(column=column, value=value)}


def _touchpoint(found: str) -> _About:
    return {"touchpoint": found}


def _joined(parts: Mapping[str, Sorted], named: Mapping[str, str]) -> dict[str, Sorted]:
    """Parts under the ids of touchpoints; several values may mean one touchpoint."""
    found: dict[str, Sorted] = {}
    for value, part in parts.items():
        if value in named:
            found.setdefault(named[value], Sorted()).merge(part)
    return found


def _parts(workspace: Workspace, kpi: Kpi, period: Period, whole: Sorted, parts: Mapping[str, Sorted], books: Account,
           about: Callable[[str], _About], *, weighted: bool) -> list[Measurement]:
    """Measures the parts of a whole, those too small withheld."""
    if len(parts) > MOST_PARTS:
        return []
    sizes = {value: sum(part.counts.values()) for value, part in parts.items()}
    hidden = withheld(sizes, workspace.organisation.thresholds.privacy, in_none=sum(whole.counts.values()) - sum(sizes.values()))
    made = []
    for value in sorted(parts):
        if value in hidden:
            made.append(Measurement(kpi=kpi.id, value=None, source=books.source, fingerprint=books.fingerprint, written_by="measure", **about(value)))
        elif parts[value].counts:
            made.append(_measurement(kpi, period, parts[value], books, weighted=weighted, whole=False, **about(value)))
    return made


def _measurement(kpi: Kpi, period: Period, rows: Sorted, books: Account, *, weighted: bool, whole: bool, segment: Segment | None = None,
                 touchpoint: str | None = None) -> Measurement:
    tally = rows.tally(weighted=weighted)
    found = _typed(tally) if kpi.type == "value" else TYPES[kpi.type].estimate(kpi, tally, period)
    return Measurement(
        kpi=kpi.id, segment=segment, touchpoint=touchpoint, value=_figure(found.value), n=found.n,
        n_effective=_figure(found.n_effective) if weighted else None,
        interval=_within(kpi, found.interval) if found.interval else None, confidence=found.confidence,
        variance=_figure(found.variance), standard_error=_figure(found.standard_error), counts=_counts(kpi, tally),
        weights=_weights(kpi, tally), out_of_scope=rows.out_of_scope, no_answer=rows.no_answer,
        not_applicable=rows.not_applicable, out_of_range=_odd(rows.out_of_range), rejected=books.rejected_for(period) if whole else {},
        source=books.source, fingerprint=books.fingerprint, written_by="measure", definition=definition(kpi) if whole else None,
        extra={name: _sure(value) for name, value in {**found.extra, **_sums(kpi, tally)}.items()})


def _sums(kpi: Kpi, tally: Tally) -> dict[str, float]:
    """Weighted numerator and denominator of a ratio or rate, from which its value adds up."""
    if kpi.type not in ("ratio", "rate_per") or (kpi.type == "rate_per" and tally.weights is None):
        return {}
    rows = list(pairs(tally))
    return {"numerator": float(exact_sum(a * weight.total for a, _, weight in rows)), "denominator": float(exact_sum(b * weight.total for _, b, weight in rows))}


def _typed(tally: Tally) -> Estimate:
    """A figure that somebody else computed: it is taken as it stands where all rows agree on it."""
    value = next(iter(tally.counts)) if len(tally.counts) == 1 else None
    return Estimate(value=float(value) if isinstance(value, Fraction) else None, n=tally.n, n_effective=float(tally.n))


def _odd(found: Counter[str]) -> dict[str, int]:
    """What fits nothing, by text: the most frequent ones, long texts cut, the others together as ``…``."""
    shown: Counter[str] = Counter()
    for rank, (text, n) in enumerate(sorted(found.items(), key=lambda item: (-item[1], item[0]))):
        shown[printable(text) if rank < MOST_COUNTS else "…"] += n
    return dict(sorted(shown.items()))


def _counts(kpi: Kpi, tally: Tally) -> dict[str, int]:
    if kpi.type in ("ratio", "rate_per", "duration", "value") or len(tally.counts) > MOST_COUNTS:
        return {}
    return {shown_answer(answer): n for answer, n in sorted(tally.counts.items(), key=lambda item: _shown_order(item[0]))}


def _weights(kpi: Kpi, tally: Tally) -> dict[str, float]:
    """The weight behind each answer that is written out."""
    if tally.weights is None or not (counts := _counts(kpi, tally)):
        return {}
    found = {shown_answer(answer): _sure(float(weight.total)) for answer, weight in tally.weights.items()}
    return {answer: found[answer] for answer in counts}


def _shown_order(answer: Fraction | tuple[Fraction | None, ...]) -> tuple[Fraction, ...]:
    parts = answer if isinstance(answer, tuple) else (answer,)
    return tuple(Fraction(-1) if part is None else part for part in parts)


def shown_answer(answer: Fraction | tuple[Fraction | None, ...]) -> str:
    """An answer as text: ``7``, ``4.5``, or several with ``-`` for one that was not given."""
    if isinstance(answer, tuple):
        return " ".join("-" if part is None else shown_answer(part) for part in answer)
    return str(answer.numerator) if answer.denominator == 1 else repr(float(answer))


def definition(kpi: Kpi) -> SeriesDefinition:
    """What must stay the same for two values to be comparable; the question as a fingerprint of its text."""
    question = None
    if kpi.question is not None:
        text = kpi.question if isinstance(kpi.question, str) else json.dumps(dict(sorted(kpi.question.items())), ensure_ascii=False)
        question = hashlib.sha256(text.encode()).hexdigest()[:12]
    return SeriesDefinition(type=kpi.type, variant=kpi.variant, scale=(kpi.scale.min, kpi.scale.max) if kpi.scale else None, trigger=kpi.trigger,
                            question=question)


def _within(kpi: Kpi, interval: tuple[float, float]) -> tuple[float, float]:
    """An interval cut at the ends of what the indicator can be: that of a mean of few answers may pass the scale."""
    least, most = valid_range(kpi)
    low, high = interval
    return _sure(low if least is None else max(low, least)), _sure(high if most is None else min(high, most))


def _figure(value: float | None) -> float | None:
    return None if value is None else _sure(value)


def _sure(value: float) -> float:
    """The figure as a file holds it; minus zero is zero."""
    return float(f"{value:.{DIGITS}g}") + 0.0
