"""The participant's booklet: twelve pages, in the order of a folded booklet, whose numbers are computed and come out by hand."""

from __future__ import annotations

import subprocess
from fractions import Fraction

import pytest
from makers import framework

from cxgov.handouts import document
from cxgov.handouts.booklet import PIECES, rule_example, sheets
from cxgov.handouts.content import content
from cxgov.handouts.words import words
from cxgov.handouts.workshop import Workshop
from cxgov.language import Language
from cxgov.loading import built_in_frameworks, load_workspace
from cxgov.model.frameworks import Scoring, SequenceRule
from cxgov.rendering.imposition import folding_order
from cxgov.resources import examples

(BOOKLET,) = PIECES
PAGES = 12
HALF = 420  # points: the width of A5


def workshop(language: str = "en", **facts) -> Workshop:
    return Workshop(**{"language": Language(language), "framework": built_in_frameworks()["cem-cycle"], **facts})


def page(made: Workshop, name: str) -> dict:
    return next(sheet.data for sheet in sheets(made) if sheet.id == f"booklet-{name}")


def leaves(value):
    """Every text of a content file, still as a map by language."""
    if isinstance(value, dict) and "pl" in value:
        yield value
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from leaves(entry)


@pytest.mark.parametrize("name", ["booklet", "feedback", "certificate", "protocol"])
def test_every_text_stands_in_both_languages_and_in_no_other(name):
    texts = list(leaves(content(name)))
    assert texts
    assert [text for text in texts if text.keys() != {"pl", "en"} or not all(isinstance(said, str) for said in text.values())] == []


def test_words_come_in_the_workshops_language():
    assert words(workshop("pl"), "booklet")["cover"]["title"] == "Doświadczenie klienta"
    assert words(workshop("en"), "booklet")["rule"]["scores"] == [2.4, 0.4, 3.0, 2.6, 3.2]


class TestRule:
    def test_no_stage_counts_more_than_one_above_the_weakest_before_it(self):
        _, counted, mean = rule_example([2.4, 0.4, 3.0, 2.6, 3.2], SequenceRule())
        assert counted == [Fraction(12, 5), Fraction(2, 5), Fraction(7, 5), Fraction(7, 5), Fraction(7, 5)]
        assert mean == Fraction(7, 5)

    def test_polishing_a_strong_stage_changes_nothing_and_lifting_the_weakest_does(self):
        now, polished, raised = [move["mean"] for move in page(workshop(), "rule")["moves"]]
        assert (now, polished, raised) == ("1.4", "1.4", "2.6")

    def test_the_sentence_says_which_stage_holds_the_others_back(self):
        assert page(workshop(), "rule")["held"] == "Stage 2 (Define ourselves) has 0.4, so no later stage counts more than 0.4 + 1 = 1.4."

    def test_the_skipped_stage_is_named(self):
        assert [row["skipped"] for row in page(workshop(), "rule")["rows"]] == [False, True, False, False, False]

    def test_a_framework_without_an_order_has_no_such_page(self):
        unordered = framework(scoring=Scoring(sequence=None))
        assert "booklet-rule" not in [sheet.id for sheet in sheets(workshop(framework=unordered))]


class TestNumbers:
    def test_both_companies_make_the_same_jump(self):
        small, large = page(workshop(), "numbers")["columns"]
        # (24 − 10) / 50 and (28 − 8) / 50 in points
        assert small["value"] == large["value"] == "28 → 40"
        assert small["difference"] == large["difference"] == "+12"

    def test_only_the_large_company_may_call_it_a_change(self):
        small, large = page(workshop(), "numbers")["columns"]
        assert (small["verdict"], large["verdict"]) == ("no clear change", "improved")
        assert small["interval"].startswith("−")
        assert large["interval"].startswith("+")

    def test_the_large_company_has_ten_times_the_answers(self):
        small, large = page(workshop(), "numbers")["columns"]
        assert (small["counts"], small["n"]) == ("24 / 16 / 10", "50")
        assert (large["later"], large["n"]) == ("280 / 140 / 80", "500")


class TestGlossary:
    def test_every_term_named_is_one_of_the_framework(self):
        assert set(content("booklet")["glossary"]["terms"]) <= workshop().framework.glossary.keys()

    def test_terms_stand_in_both_languages_the_workshops_first(self):
        term = next(term for term in page(workshop("pl"), "glossary")["terms"] if term["term"] == "punkt styku")
        assert term["other"] == "touchpoint"

    def test_a_framework_without_terms_has_no_glossary(self):
        assert "booklet-glossary" not in [sheet.id for sheet in sheets(workshop(framework=framework()))]


def test_the_cover_lists_the_pages_that_follow():
    cover, *others = sheets(workshop())
    assert [entry["id"] for entry in cover.data["pages"]] == [sheet.id for sheet in others]


@pytest.mark.pdf_engine
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("organisation", [None, "bank"])
def test_it_has_twelve_pages(language, organisation):
    """A page that runs over would make it sixteen."""
    import io

    import pikepdf

    workspace = load_workspace(str(examples()[organisation])) if organisation else None
    made = document(workshop(language, workspace=workspace), BOOKLET, pdf=True)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == PAGES


@pytest.mark.pdf_engine
@pytest.mark.pdf_tools
def test_the_folded_sheets_hold_the_pages_in_the_order_of_a_booklet(tmp_path):
    """What stands left and right on every side of paper is, word for word, the page that belongs there."""
    made = document(workshop(), BOOKLET, pdf=True)
    (tmp_path / "plain.pdf").write_bytes(made.pdf)
    (tmp_path / "folded.pdf").write_bytes(made.folded)

    def said(file: str, number: int, left: int) -> list[str]:
        where = ["-f", str(number), "-l", str(number), "-x", str(left), "-y", "0", "-W", str(HALF), "-H", "600"]
        return subprocess.run(["pdftotext", *where, str(tmp_path / file), "-"], capture_output=True, text=True, check=True).stdout.split()

    plain = [said("plain.pdf", number, 0) for number in range(1, PAGES + 1)]
    assert len({tuple(words) for words in plain}) == PAGES
    for side, (left, right) in enumerate(folding_order(PAGES), 1):
        assert said("folded.pdf", side, 0) == plain[left]
        assert said("folded.pdf", side, HALF) == plain[right]
