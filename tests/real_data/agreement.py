"""A set measured by cxgov, and how its figures are held against independent ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from real_data.independent import Answers, Figures

import cxgov
from cxgov.measuring import Measured, measure
from cxgov.model import Measurement
from cxgov.model.periods import parse_period
from cxgov.problems import Severity


@dataclass(frozen=True)
class Measures:
    """What cxgov measured in a set."""

    measured: Measured

    @classmethod
    def of(cls, folder: Path, periods: Sequence[str], refused: Sequence[str] = ()) -> Measures:
        """Measures the periods of an organisation's folder; nothing may stand in the way but of the indicators in `refused`."""
        measured = measure(cxgov.load(folder), folder, [parse_period(period) for period in periods])
        errors = [problem for problem in measured.problems if problem.severity is Severity.ERROR]
        assert sorted(problem.about or "" for problem in errors) == sorted(refused), [str(problem.text) for problem in errors]
        return cls(measured)

    def problem(self, code: str, about: str) -> str:
        """The text of the one problem of a code with an indicator or source."""
        (found,) = [str(problem.text) for problem in self.measured.problems if problem.code == code and problem.about == about]
        return found

    def get(self, kpi: str, period: str, segment: tuple[str, str] | None = None, touchpoint: str | None = None) -> Measurement:
        """The one measurement of an indicator in a period, of all or of a part."""
        found = [m for m in self.measured.measurements[parse_period(period)] if m.kpi == kpi and m.touchpoint == touchpoint and segment == (
            (m.segment.column, str(m.segment.value)) if m.segment else None)]
        assert len(found) == 1, f"{len(found)} measurements of {kpi} in {period}"
        return found[0]

    def kpis(self, period: str) -> set[str]:
        """The indicators that have a value, or say why not, in a period."""
        return {m.kpi for m in self.measured.measurements[parse_period(period)]}

    def accounts_for(self, source: str, rows: int, *, used: int, outside: int = 0, **rejected: int) -> None:
        """Asserts that the rows of a source are all there: rows in = used + of other periods + rejected by reason."""
        (account,) = [account for account in self.measured.accounts if account.source == source]
        assert account.records == rows == sum(account.used.values()) + account.outside + sum(account.rejected.values())
        assert (sum(account.used.values()), account.outside, dict(account.rejected)) == (used, outside, rejected)

    def segments(self, kpi: str, period: str, column: str) -> dict[str, Measurement]:
        """The measurements of an indicator by one column: value of the column -> measurement."""
        return {str(m.segment.value): m for m in self.measured.measurements[parse_period(period)]
                if m.kpi == kpi and m.segment and m.segment.column == column and m.touchpoint is None}


def agrees(measurement: Measurement, figures: Figures, answers: Answers | None = None) -> None:
    """Holds a measurement against independent figures to nine digits, and its counts exactly."""
    assert measurement.n == figures.n
    assert measurement.value == (None if figures.value is None else close_to(figures.value))
    if measurement.n_effective is not None:
        assert measurement.n_effective == close_to(figures.n_effective)
    assert measurement.interval == (None if figures.interval is None else close_to(figures.interval))
    for name, figure in figures.extra.items():
        assert measurement.extra[name] == close_to(figure), name
    if answers is not None:
        assert (measurement.no_answer, measurement.not_applicable) == (answers.no_answer, answers.not_applicable)
        assert dict(measurement.out_of_range) == answers.out_of_range


def close_to(expected: float | tuple[float, float]) -> Any:
    """To nine digits: a file holds twelve."""
    return pytest.approx(expected, rel=1e-9, abs=1e-9)
