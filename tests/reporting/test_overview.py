"""The overview: every practice, the evidence gap, the assessor, the raters, the units."""

from __future__ import annotations

import pytest
from contexts import EXTREMES, example, one_rater, rendered

from cxgov.reporting.sections.overview import SECTION


def test_every_practice_links_to_its_derivation():
    context = example("paczkownia")
    (page,), html = rendered(context, SECTION)
    assert page.title == "10 of 25 rated practices have reached their target level"
    assert page.lead == "Not applicable: S3.P5."
    for score in context.card.practices():
        assert f'href="#d-{score.practice.id}"' in html


def test_capped_practices_are_listed_with_the_reason():
    context = example("piekarnia")
    (page,), _ = rendered(context, SECTION)
    listed = [p["id"] for row in page.data["evidence"]["unproven"] for p in row["practices"]]
    assert sorted(listed) == sorted(s.practice.id for s in context.card.practices() if s.cap is not None)


def test_assessor_stands_beside_the_own_rating():
    (page,), _ = rendered(example("bank"), SECTION)
    assert page.data["assessor"]["title"] == "Own rating and assessor lie furthest apart in stage 4"
    assert rendered(example("paczkownia"), SECTION)[0][0].data["assessor"] is None


def test_units_stand_side_by_side_and_are_not_pooled():
    context = example("bank")
    (page,), _ = rendered(context, SECTION)
    assert len(page.data["units"]["names"]) == 1 + len(context.units)
    assert page.data["units"]["rows"][-2][1:] == [str(context.card.index), *(str(card.index) for card in context.units.values())]


def test_disagreement_is_listed():
    (page,), _ = rendered(example("paczkownia"), SECTION)
    assert {row["id"] for row in page.data["raters"]["rows"]} >= {"S1.P4", "S2.P5"}


def test_one_rater_has_no_spread():
    (page,), html = rendered(one_rater(), SECTION)
    assert page.data["raters"]["picture"] is None
    assert "Fewer than two people rated" in html


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes(make):
    _, html = rendered(make(), SECTION)
    assert "None" not in html
