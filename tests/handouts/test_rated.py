"""All groups rate the same few practices of their own organisation, chosen by one rule."""

from __future__ import annotations

import pytest
from handouts.workshops import workshop

from cxgov.handouts import cards, tally
from cxgov.handouts.rated import limiting, rated
from cxgov.loading import built_in_frameworks, load_workspace
from cxgov.resources import examples
from cxgov.reviewing.paths import limiting_stage
from cxgov.scoring import score


def about(name: str):
    """A workshop for an example organisation."""
    found = load_workspace(str(examples()[name]))
    return workshop(workspace=found, framework=found.frameworks[found.organisation.frameworks[0]])


def test_without_an_organisation_it_is_the_first_practice_of_each_stage():
    assert [practice.id for practice in rated(workshop())] == ["S1.P1", "S2.P1", "S3.P1", "S4.P1", "S5.P1"]


def test_with_one_it_is_the_stage_that_holds_it_back():
    made = about("paczkownia")
    stage = limiting(made)
    assert stage is not None
    assert stage.id == limiting_stage(score(made.workspace))
    assert [practice.id for practice in rated(made)] == [practice.id for practice in stage.all_practices()]


@pytest.mark.parametrize("name", sorted(built_in_frameworks()))
def test_any_framework_gives_five_or_six_different_practices_in_its_order(name):
    framework = built_in_frameworks()[name]
    found = [practice.id for practice in rated(workshop(framework=framework))]
    known = [practice.id for practice in framework.practices()]
    assert 5 <= len(found) <= 6
    assert found == [id_ for id_ in known if id_ in found]


def test_cards_and_tally_show_the_same_practices():
    made = about("paczkownia")
    ids = [practice.id for practice in rated(made)]
    assert [card["id"] for sheet in cards.cards(made) for card in sheet.data["cards"]] == ids
    assert [row["id"] for stage in tally.tally(made)[0].data["stages"] for row in stage["rows"] if row["rated"]] == ids
