"""From indicators to questions: which columns each indicator is counted by, and what a combination of answers means for it.

In this room: one reader per shape of `measure`. Not here: SQL, and the formulas that the answers go into (`cxgov.kpis`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cxgov.kpis.scales import scale_of
from cxgov.kpis.tally import Answer
from cxgov.measuring.answers import Codes, Key, Meaning, Read, key, keys, number
from cxgov.measuring.calendar import windows
from cxgov.measuring.query import Part, Query
from cxgov.measuring.words import BEFORE_START, UNREADABLE
from cxgov.model import Kpi, Organisation, Period, Source
from cxgov.model.indicators import Columns, Measure, Value

SECONDS = {"s": 1, "seconds": 1, "min": 60, "minutes": 60, "h": 3600, "hours": 3600, "d": 86400, "days": 86400}
"""Units of a duration and their seconds."""

Texts = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """What one combination of answers means for an indicator.

    Attributes:
        meaning: what it counts as.
        answer: the answer, where it is one.
        shown: what fits nothing, as people should see it.
    """

    meaning: Meaning
    answer: Answer | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How an indicator is read from a source.

    Attributes:
        kpi: the indicator.
        measure: how it is measured there.
        parts: what rows are counted by.
        read: the meaning of one combination, the texts in the order of ``parts`` (an elapsed part gives two).
    """

    kpi: Kpi
    measure: Measure
    parts: tuple[Part, ...]
    read: Callable[[Texts], Row]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs."""
        return tuple(dict.fromkeys(name for part in self.parts for name in (part.column, part.until) if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked of one source, and for whom.

    Attributes:
        source: the source.
        periods: the periods, in the order of the query's windows.
        readers: the indicators, in the order of the query's cells.
        query: the question.
    """

    source: Source
    periods: tuple[Period, ...]
    readers: tuple[Reader, ...]
    query: Query


def plan(source: Source, kpis: Sequence[Kpi], periods: Sequence[Period], organisation: Organisation) -> Plan:
    """Plans the one question to a source.

    Args:
        source: the source.
        kpis: the indicators measured there.
        periods: the wanted periods, of one length, in order.
        organisation: says when its fiscal year starts.
    """
    readers = tuple(reader(kpi, kpi.measure, source) for kpi in kpis if kpi.measure)
    parts = tuple(dict.fromkeys(part for found in readers for part in found.parts))
    place = {part: index for index, part in enumerate(parts)}
    date = source.date if source.period is None else None
    # Without a declared choice repeated rows are looked for all the same: they are reported and nothing is computed.
    keep = (source.keep or "first") if source.respondent else None
    dimensions = [*source.segments, *([source.touchpoint.column] if source.touchpoint else [])]
    query = Query(
        windows=windows(periods, organisation, source), date=date.column if date else None, formats=formats_of(source) if date else (),
        dimensions=tuple(dict.fromkeys(dimensions)), parts=parts, cells=tuple(tuple(place[part] for part in found.parts) for found in readers),
        weight=source.weight, decimal=source.decimal, respondent=None if keep == "all" else source.respondent,
        keep=None if keep == "all" else keep)
    return Plan(source=source, periods=tuple(periods), readers=readers, query=query)


def formats_of(source: Source) -> tuple[str, ...]:
    """The formats of the dates of a source; none means ISO 8601."""
    found = source.date.format if source.date else None
    return (found,) if isinstance(found, str) else found or ()


def reader(kpi: Kpi, measure: Measure, source: Source) -> Reader:
    """Chooses how an indicator is read; the shape of its `measure` was checked when it was loaded."""
    makers: dict[str, Callable[[Kpi, Measure, Codes, Source], _Made]] = {
        "share": _share, "fcr": _share, "churn": _share, "retention": _share, "ratio": _pair, "rate_per": _pair, "duration": _duration, "index": _index}
    mark = source.decimal
    codes = Codes(
        no_answer=keys(source.no_answer if measure.no_answer is None else measure.no_answer, mark),
        not_applicable=keys(source.not_applicable if measure.not_applicable is None else measure.not_applicable, mark),
        labels={key(label): Fraction(str(value)) for label, value in measure.labels.items()}, mark=mark)
    made = makers.get(kpi.type, _number)(kpi, measure, codes, source)
    scope = _Scope.of(measure.only, mark)
    width = sum(2 if part.kind == "elapsed" else 1 for part in made.parts)
    parts = (*made.parts, *scope.parts)

    def read(texts: Texts) -> Row:
        return made.read(texts[:width]) if scope.holds(texts[width:]) else Row("out_of_scope")

    return Reader(kpi=kpi, measure=measure, parts=parts, read=read)


@dataclass(frozen=True, slots=True)
class _Made:
    parts: tuple[Part, ...]
    read: Callable[[Texts], Row]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Rows that enter: column -> values."""

    parts: tuple[Part, ...]
    wanted: tuple[frozenset[Key], ...]
    mark: str

    @classmethod
    def of(cls, only: Mapping[str, tuple[Value, ...]], mark: str) -> _Scope:
        return cls(tuple(Part(kind="text", column=column) for column in only), tuple(keys(values, mark) for values in only.values()), mark)

    def holds(self, texts: Texts) -> bool:
        return all(key(text, self.mark) in wanted for text, wanted in zip(texts, self.wanted, strict=True))


def _as_row(found: Read) -> Row:
    return Row(found.meaning, found.value, found.shown)


def _number(kpi: Kpi, measure: Measure, codes: Codes, _source: Source) -> _Made:
    """A number: an answer on a scale, an amount, a length of time that was recorded as such."""
    assert measure.column is not None
    scale = scale_of(kpi)
    ends = (Fraction(str(scale.min)), Fraction(str(scale.max))) if scale else None
    return _Made((Part(kind="text", column=measure.column),), lambda texts: _as_row(codes.number(texts[0], ends, whole=bool(scale and scale.whole))))


def _share(_kpi: Kpi, measure: Measure, codes: Codes, _source: Source) -> _Made:
    """Yes or no: success in one column, or a numerator within a denominator."""
    if measure.column is not None:
        wanted = keys(measure.success if isinstance(measure.success, tuple) else (), codes.mark)
        unwanted = keys(measure.failure, codes.mark)
        return _Made((Part(kind="text", column=measure.column),), lambda texts: _as_row(codes.success(texts[0], wanted, unwanted)))
    above, below = _side(measure.numerator, codes), _side(measure.denominator, codes)

    def read(texts: Texts) -> Row:
        whole, part = below.holds(texts[len(above.parts) :]), above.holds(texts[: len(above.parts)])
        if whole.meaning != "answer" or not whole.answer:
            return Row("out_of_scope") if whole.meaning == "answer" else whole
        return part

    return _Made((*above.parts, *below.parts), read)


def _pair(kpi: Kpi, measure: Measure, codes: Codes, _source: Source) -> _Made:
    """A numerator and a denominator of each row: amounts to add up, or rows to count."""
    above, below = _side(measure.numerator, codes), _side(measure.denominator, codes)

    def read(texts: Texts) -> Row:
        sides = (above.amount(texts[: len(above.parts)]), below.amount(texts[len(above.parts) :]))
        for side in sides:
            if side.meaning != "answer":
                return side
            if kpi.type == "rate_per" and isinstance(side.answer, Fraction) and side.answer < 0:
                return Row("out_of_range", None, f"{float(side.answer):.12g}")
        answer = tuple(side.answer for side in sides)
        return Row("answer", answer)  # type: ignore[arg-type]  # each side is one number

    return _Made((*above.parts, *below.parts), read)


@dataclass(frozen=True, slots=True)
class _Side:
    """A numerator or denominator: a column, the values that count, the rows that enter."""

    column: Part | None
    wanted: frozenset[Key]
    scope: _Scope
    codes: Codes

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*((self.column,) if self.column else ()), *self.scope.parts)

    def holds(self, texts: Texts) -> Row:
        """Whether a row counts: 1 or 0."""
        if not self.scope.holds(texts[1:] if self.column else texts):
            return Row("answer", Fraction(0))
        if self.column is None:
            return Row("answer", Fraction(1))
        if self.wanted:
            return _as_row(self.codes.success(texts[0], self.wanted, frozenset()))
        return Row("answer", Fraction(self.codes.missing(texts[0]) is None))

    def amount(self, texts: Texts) -> Row:
        """How much a row adds: its number, or 1 or 0 where rows are counted."""
        if self.column is None or self.wanted:
            return self.holds(texts)
        if not self.scope.holds(texts[1:]):
            return Row("answer", Fraction(0))
        return _as_row(self.codes.number(texts[0]))


def _side(found: Columns | str | None, codes: Codes) -> _Side:
    if isinstance(found, str):
        return _Side(Part(kind="text", column=found), frozenset(), _Scope.of({}, codes.mark), codes)
    if found is None:
        return _Side(None, frozenset(), _Scope.of({}, codes.mark), codes)
    column = Part(kind="text", column=found.column) if found.column else None
    return _Side(column, keys(found.success, codes.mark), _Scope.of(found.only, codes.mark), codes)


def _duration(_kpi: Kpi, measure: Measure, codes: Codes, source: Source) -> _Made:
    """The time from one column to another, or a length that was recorded, in the measure's unit."""
    if measure.column is not None:
        return _Made((Part(kind="text", column=measure.column),), lambda texts: _not_negative(codes.number(texts[0])))
    assert measure.from_ is not None
    unit = SECONDS[measure.unit or "h"]
    formats = (measure.format,) if isinstance(measure.format, str) else measure.format or formats_of(source)

    def read(texts: Texts) -> Row:
        state, seconds = texts
        if state == "2":
            return Row("open")
        if state == "1":
            return Row("no_answer")
        length = number(seconds or "")
        return Row("out_of_range", None, UNREADABLE) if state != "0" or length is None else _not_negative(Read("answer", length / unit))

    return _Made((Part(kind="elapsed", column=measure.from_, until=measure.to, formats=formats),), read)


def _not_negative(found: Read) -> Row:
    if found.meaning == "answer" and found.value is not None and found.value < 0:
        return Row("out_of_range", None, BEFORE_START)
    return _as_row(found)


def _index(kpi: Kpi, measure: Measure, codes: Codes, _source: Source) -> _Made:
    """Emotion, effort and success of one respondent; one of them may be missing."""
    columns = [measure.emotion, measure.effort, measure.success]
    scale = scale_of(kpi)
    ends = (Fraction(str(scale.min)), Fraction(str(scale.max))) if scale else None

    def read(texts: Texts) -> Row:
        found = [codes.number(text, ends, whole=True) for text in texts]
        odd = [one.shown for one in found if one.meaning == "out_of_range"]
        if odd:
            return Row("out_of_range", None, odd[0])
        if all(one.meaning != "answer" for one in found):
            return Row(found[0].meaning)
        return Row("answer", tuple(one.value for one in found))

    return _Made(tuple(Part(kind="text", column=str(column)) for column in columns), read)
