"""The reader's guide follows the framework's own rules."""

from __future__ import annotations

import pytest
from contexts import EXTREMES, example, other_framework, rendered

from cxgov.reporting.sections.how_to_read import SECTION


def test_names_levels_and_thresholds():
    _, html = rendered(example("paczkownia"), SECTION)
    for word in ("Absent", "Embedded", "older than 4 quarters", "At least 80% of a stage", "at most 1 more than", "within 0.25", "Below 0.8"):
        assert word in html


def test_says_nothing_of_rules_the_framework_lacks():
    """No order of stages, no evidence rule: neither is explained."""
    _, html = rendered(other_framework(), SECTION)
    assert "Counts as" not in html
    assert "Evidenced" not in html


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes(make):
    _, html = rendered(make(), SECTION)
    assert "What the index is not" in html
