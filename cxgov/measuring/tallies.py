"""From counts to tallies: what the answers of each cell mean, and what of the rows was not used, by kind.

In this room: adding up. Not here: the engine (`engines`), the meaning of an answer (`plan`) and the formulas (`cxgov.kpis`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from cxgov.kpis.tally import Answer, Tally, Weight
from cxgov.measuring.answers import Codes, keys
from cxgov.measuring.files.headers import clean
from cxgov.measuring.plan import Plan, Row
from cxgov.measuring.query import Count


class CellKey(NamedTuple):
    """Which cell: an indicator in a period, perhaps of one value of a dimension.

    Attributes:
        reader: index of the indicator's reader.
        window: index of the period.
        dimension: index of the dimension; ``None`` for the whole.
        value: its value; empty for the whole.
    """

    reader: int
    window: int
    dimension: int | None = None
    value: str = ""


@dataclass(slots=True)
class Sorted:
    """The rows of one cell, sorted by what they mean.

    Attributes:
        counts: answers used.
        weights: sums of weights and of their squares, for the same answers.
        no_answer: rows without an answer.
        not_applicable: rows the question does not apply to.
        out_of_range: what fits nothing -> rows.
        open: cases that have begun and not ended.
        out_of_scope: rows that the indicator does not look at (`only`, or outside of its denominator).
    """

    counts: Counter[Answer] = field(default_factory=Counter)
    weights: dict[Answer, Weight] = field(default_factory=dict)
    no_answer: int = 0
    not_applicable: int = 0
    out_of_range: Counter[str] = field(default_factory=Counter)
    open: int = 0
    out_of_scope: int = 0

    def add(self, row: Row, count: Count) -> None:
        """Adds rows that mean the same."""
        if row.meaning == "answer" and row.answer is not None:
            self.counts[row.answer] += count.n
            if count.weight is not None:
                old = self.weights.get(row.answer, Weight(Fraction(0), Fraction(0)))
                self.weights[row.answer] = Weight(old.total + Fraction(count.weight), old.squares + Fraction(count.squares or 0))
        elif row.meaning == "no_answer":
            self.no_answer += count.n
        elif row.meaning == "not_applicable":
            self.not_applicable += count.n
        elif row.meaning == "out_of_range":
            self.out_of_range[row.shown] += count.n
        elif row.meaning == "open":
            self.open += count.n
        elif row.meaning == "out_of_scope":
            self.out_of_scope += count.n

    def merge(self, other: Sorted) -> None:
        """Adds the rows of another cell."""
        self.counts += other.counts
        for answer, weight in other.weights.items():
            old = self.weights.get(answer, Weight(Fraction(0), Fraction(0)))
            self.weights[answer] = Weight(old.total + weight.total, old.squares + weight.squares)
        self.no_answer += other.no_answer
        self.not_applicable += other.not_applicable
        self.out_of_range += other.out_of_range
        self.open += other.open
        self.out_of_scope += other.out_of_scope

    def tally(self, *, weighted: bool) -> Tally:
        """The answers used."""
        return Tally(counts=dict(self.counts), weights=dict(self.weights) if weighted else None, open=self.open)


def sort(plan: Plan, counts: Iterable[Count]) -> dict[CellKey, Sorted]:
    """Sorts counts into cells.

    The whole is the sum over the first dimension. Values of a dimension that differ in blanks alone are one; an empty one,
    and the source's codes for no answer and not applicable, are none.
    """
    cells: dict[CellKey, Sorted] = {}
    missing = Codes(no_answer=keys(plan.source.no_answer, plan.source.decimal), not_applicable=keys(plan.source.not_applicable, plan.source.decimal),
                    mark=plan.source.decimal)
    meanings: dict[tuple[int, tuple[str | None, ...]], Row] = {}
    for count in counts:
        if count.cell is None or count.window < 0:
            continue
        known = (count.cell, count.answers)
        row = meanings.get(known)
        if row is None:
            row = meanings[known] = plan.readers[count.cell].read(count.answers)
        if count.dimension in (None, 0):
            cells.setdefault(CellKey(count.cell, count.window), Sorted()).add(row, count)
        if count.dimension is not None and missing.missing(count.value) is None:
            cells.setdefault(CellKey(count.cell, count.window, count.dimension, clean(count.value or "")), Sorted()).add(row, count)
    return cells
