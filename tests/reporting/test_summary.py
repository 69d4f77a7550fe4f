"""The summary: the answer first, and nothing invented where there is none."""

from __future__ import annotations

import pytest
from contexts import EXTREMES, example, rendered, unscored

from cxgov.reporting import advice, highlights
from cxgov.reporting.sections.summary import SECTION


def test_skipped_stage_index_and_change():
    context = example("paczkownia")
    (page,), html = rendered(context, SECTION)
    assert page.title == "Stage 5 scores 3.3 but counts as 1.4; as long as stage 2 stays as it is, the index cannot exceed 43"
    assert "Skipped: stage 2" in html
    assert "Q2\N{NO-BREAK SPACE}2026: index 29, the same level; change of the index +5" in html
    assert 'href="#d-index"' in html
    assert 'href="#d-S2"' in html


def test_three_strengths_and_three_gaps():
    context = example("paczkownia")
    assert [item["level"] for item in highlights.strengths(context)] == [4, 4, 4]
    first, second, _third = highlights.gaps(context)
    assert first["id"].startswith("S2.")
    assert second["code"] == "CXG-022"


@pytest.mark.parametrize("name", ["paczkownia", "bank", "piekarnia"])
def test_at_most_five_decisions_and_the_rest_is_counted(name):
    context = example(name)
    shown = highlights.asked(context)
    open_ones = [d for d in context.workspace.decisions_of(context.period) if d.status == "open"]
    assert len(shown) <= 5
    assert sum(row["about"].endswith("open") for row in shown) + highlights.left_open(context) == len(open_ones)


def test_first_steps_stand_with_their_joint_effect():
    context = example("paczkownia")
    (page,), _ = rendered(context, SECTION)
    after = advice.after_first_five(context)
    assert page.lead == f"The first 5 recommended steps together would raise the index from 34 to {after.index}."
    assert all(row["effect"] > 0 for row in page.data["asked"][:3])


def test_bank_asks_for_ownership_first():
    assert highlights.asked(example("bank"))[0]["about"] == "CXG-022"


def test_too_few_answers_give_no_number():
    (page,), html = rendered(unscored(), SECTION)
    assert page.data["index"] is None
    assert "No index and no overall level" in html
    assert "index of 100" not in html


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes(make):
    _, html = rendered(make(), SECTION)
    assert "None" not in html


def test_unit_has_a_summary_of_its_own():
    whole = example("bank")
    unit = next(iter(whole.units))
    (page,), _ = rendered(example("bank", unit=unit), SECTION)
    assert page.data["index"] == whole.units[unit].index
