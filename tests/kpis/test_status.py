"""A value against its target, and what variants fix."""

from __future__ import annotations

import pytest

from cxgov.kpis.status import status
from cxgov.kpis.variants import VARIANTS, direction_of, valid_range
from cxgov.model import Kpi, Target, parse_period

BY = parse_period("2026-Q4")


def kpi(target=None, **changes) -> Kpi:
    return Kpi(**{"id": "k", "name": "K", "type": "value", "family": "operational", "owner": "anna", "target": target or "none", **changes})


def due(value: float, tolerance: float = 0.0) -> Target:
    return Target(by=BY, value=value, tolerance=tolerance)


@pytest.mark.parametrize(("direction", "value", "found"), [
    ("higher_better", 10, "met"), ("higher_better", 9, "within"), ("higher_better", 8.9, "missed"), ("higher_better", 12, "met"),
    ("lower_better", 10, "met"), ("lower_better", 11, "within"), ("lower_better", 11.1, "missed"), ("lower_better", 3, "met"),
    ("target_is_best", 10.9, "met"), ("target_is_best", 9, "met"), ("target_is_best", 11.2, "missed"),
])
def test_status_by_direction(direction, value, found):
    """Target 10, tolerance 1: tolerance counts on the unfavourable side only, on both where the target is best."""
    assert status(kpi(due(10, 1), direction=direction), value) == found


def test_no_value_no_target_no_direction_is_unknown():
    assert status(kpi(due(10), direction="higher_better"), None) == "unknown"
    assert status(kpi(direction="higher_better"), 5) == "unknown"
    assert status(kpi(due(10)), 5) == "unknown"


def test_a_rounding_error_does_not_miss_a_target():
    assert status(kpi(due(0.3), direction="higher_better"), 0.1 + 0.2 - 1e-16) == "met"


def test_effort_scores_point_both_ways():
    """The first effort score is good when low, the second when high; the variant says which."""
    assert direction_of(kpi(type="ces", variant="ces1_effort5")) == "lower_better"
    assert direction_of(kpi(type="ces", variant="ces2_agree7_mean")) == "higher_better"


@pytest.mark.parametrize("name", VARIANTS)
def test_valid_values_of_means_are_those_of_the_scale(name):
    variant = VARIANTS[name]
    low, high = valid_range(kpi(type=variant.type, variant=name))
    if name.endswith(("_mean", "effort5")):
        assert (low, high) == variant.scale
    else:
        assert (low, high) in ((0, 100), (-100, 100))


@pytest.mark.parametrize("kind", ["share", "duration", "rate_per", "ratio", "mean", "value"])
def test_nobody_guesses_a_direction(kind):
    """A share of complaints is better when lower; types that do not say need it declared."""
    assert direction_of(kpi(type=kind)) is None


def test_editors_know_every_variant():
    """The names an editor completes are those that have a definition."""
    from typing import get_args

    from cxgov.model.indicators import Variant

    assert set(get_args(Variant)) == set(VARIANTS)
