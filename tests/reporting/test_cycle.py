"""Order of the cycle: what was left out is named, what is not on record is not judged."""

from __future__ import annotations

import pytest
from contexts import EXTREMES, evenly, example, other_framework, rendered

from cxgov.reporting.sections.cycle import SECTION


def test_stage_that_was_left_out():
    context = example("paczkownia")
    (page,), html = rendered(context, SECTION)
    assert page.title == "The cycle passed over stage 2: nothing of it is on record"
    assert "Stage 2 scores 0.4 and limits stages 3, 4 and 5." in html
    assert {finding["code"] for finding in page.data["findings"]} >= {"CXG-054", "CXG-059"}
    stage = next(row for row in page.data["stages"] if row["id"] == "S2")
    assert not stage["on_record"]
    assert stage["handed"] == []
    assert len(stage["missing"]) == 5


def test_stages_in_their_order():
    (page,), html = rendered(example("bank"), SECTION)
    assert page.title == "The stages were run in their order"
    assert "No stage is limited by an earlier one." in html


def test_no_record_is_no_verdict():
    (page,), html = rendered(evenly(2), SECTION)
    assert page.title == "There is no record of a cycle against which the order could be judged"
    assert "not on record" not in html


def test_framework_without_order_has_no_such_chapter():
    assert SECTION.build(other_framework()) == []


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes(make):
    _, html = rendered(make(), SECTION)
    assert "None" not in html
