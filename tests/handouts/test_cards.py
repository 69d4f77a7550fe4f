"""Scoring cards, voting cards, tally sheet and profile: every practice and level once, and numbers that the scoring would give."""

from __future__ import annotations

import pytest

from cxgov.handouts import Workshop, cards, document, tally
from cxgov.handouts.registry import PIECES
from cxgov.language import Language
from cxgov.loading import built_in_frameworks

CEM = built_in_frameworks()["cem-cycle"]


def workshop(language="pl", **changes):
    return Workshop(language=Language(language), **{"framework": CEM, **changes})


def test_every_practice_has_one_card_and_two_share_a_sheet():
    sheets = cards.all_cards(workshop())
    assert [card["id"] for sheet in sheets for card in sheet.data["cards"]] == [practice.id for practice in CEM.practices()]
    assert len(sheets) == 13


def test_a_card_holds_all_levels_in_the_words_of_its_practice():
    first = cards.all_cards(workshop("en"))[0].data["cards"][0]
    practice = next(CEM.practices())
    assert [level["text"] for level in first["levels"]] == [practice.levels[digit]["en"] for digit in CEM.scale.levels]


@pytest.mark.parametrize("name", sorted(built_in_frameworks()))
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_framework_has_cards_with_something_to_tick(name, language):
    made = cards.all_cards(workshop(language, framework=built_in_frameworks()[name]))
    assert all(card["question"] and card["levels"] and all(level["text"] for level in card["levels"]) for sheet in made for card in sheet.data["cards"])


def test_voting_cards_show_each_level_and_one_for_not_knowing():
    assert [card["digit"] for sheet in cards.voting(workshop()) for card in sheet.data["cards"]] == ["0", "1", "2", "3", "4", "?"]


def test_tally_has_a_field_for_every_practice_and_rater():
    [sheet, _] = tally.tally(workshop(people=24))
    fields = [field for stage in sheet.data["stages"] for row in stage["rows"] for field in row["fields"]]
    assert len(fields) == len(set(fields)) == 26 * (6 + 1)
    assert fields[:2] == ["tally:S1.P1:r1", "tally:S1.P1:r2"]


def test_named_groups_stand_above_the_columns_of_the_tally():
    [sheet, _] = tally.tally(workshop(named_groups=("Odra", "Wisła")))
    assert [rater["name"] for rater in sheet.data["raters"]] == ["Odra", "Wisła", "", ""]


def test_the_worked_example_holds_back_stages_after_the_weakest():
    [_, sheet] = tally.tally(workshop("en"))
    assert [(row["mean"], row["limit"], row["counts"], bool(row["held"])) for row in sheet.data["rows"]] == [
        ("1.8", "–", "1.8", False), ("0.6", "2.8", "0.6", False), ("2.4", "1.6", "1.6", True), ("2.0", "1.6", "1.6", True), ("0.8", "1.6", "0.8", False)]


def test_the_mean_by_hand_is_written_out():
    [_, sheet] = tally.tally(workshop())
    assert any("(2 + 1 + 3 + 2 + 1) : 5 = 9 : 5 = 1,8" in step["text"] for step in sheet.data["steps"])


@pytest.mark.pdf_engine
@pytest.mark.parametrize(("name", "pages"), [("cards-all", 13), ("cards", 3), ("voting-cards", 3), ("tally", 2), ("profile", 1)])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_pieces_keep_their_pages(name, pages, language):
    from cxgov.rendering.pdf import pages_of

    made = document(workshop(language, people=24), PIECES[name], pdf=True)
    assert made is not None
    assert made.pdf is not None
    assert pages_of(made.pdf) == pages


@pytest.mark.pdf_engine
@pytest.mark.pdf_tools
def test_no_level_of_the_longest_card_is_cut_off_or_covered():
    """The evidence box stands below the last line of the levels."""
    import re
    import subprocess

    made = document(workshop("pl"), PIECES["cards-all"], pdf=True)
    assert made is not None
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=made.pdf, capture_output=True, check=True).stdout.decode("utf-8")
    pages = boxes.split("<page ")[1:]
    assert len(pages) == 13
    for page in pages:
        words = [(float(x), float(y), text) for x, y, text in re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)', page)]
        for left in (True, False):
            half = [(y, text) for x, y, text in words if (x < 421) == left]
            evidence = min(y for y, text in half if text in {"Evidence:", "Dowód:"})
            assert not [text for y, text in half if evidence - 15 < y < evidence - 1]
    text = subprocess.run(["pdftotext", "-", "-"], input=made.pdf, capture_output=True, check=True).stdout.decode("utf-8")
    squeezed = re.sub(r"[\s\u00ad-]+", "", text)
    for practice in CEM.practices():
        assert re.sub(r"[\s\u00ad-]+", "", practice.levels["4"]["pl"])[-40:] in squeezed
