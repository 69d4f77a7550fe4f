"""The response rate: who counts as having responded, and where the number of people asked stands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from makers import PERIOD, framework, workspace

from cxgov.model import Kpi, Measurement
from cxgov.model.indicators import Measure, Source
from cxgov.reviewing.response import response_rate


def rate(measured: Measurement, *, card_names_source: bool = False) -> Fraction | None:
    made = workspace(framework(), (), sources=(Source(id="survey", invited={str(PERIOD): 500}),), kpis=(
        Kpi(id="ease", name="Ease", type="ces", family="perception", owner="anna", target="none", measure=Measure(source="survey") if card_names_source else None),))
    return response_rate(made, measured, PERIOD)


@pytest.mark.parametrize(("more", "expected"), [
    ({"n": 100, "invited": 400}, Fraction(1, 4)),
    ({"n": 100, "no_answer": 20, "not_applicable": 30, "invited": 400}, Fraction(3, 8)),
    ({"n": 100, "invited": 400, "response_rate": 0.3}, Fraction(3, 10)),
    ({"n": 100, "source": "survey"}, Fraction(1, 5)),
    ({"n": 100, "source": "survey", "invited": 400}, Fraction(1, 4)),
    ({"n": 100, "source": "Quarterly pack"}, None),
    ({"n": 100}, None),
    ({"invited": 400}, None),
    ({"n": 100, "invited": 0}, None),
])
def test_rate(more, expected):
    assert rate(Measurement(kpi="ease", value=5.0, **more)) == expected


def test_a_value_that_names_no_source_comes_from_the_only_one_of_its_card():
    assert rate(Measurement(kpi="ease", value=5.0, n=100), card_names_source=True) == Fraction(1, 5)
