"""Stage chapters: one a stage; each practice with level, missing clause, evidence, next step."""

from __future__ import annotations

import pytest
from contexts import EXTREMES, example, not_applicable, other_framework, rendered

from cxgov.reporting.sections.stages import SECTION, inner_quotes, missing_clause


def practice(pages, name):
    return next(p for page in pages for p in page.data["practices"] if p["id"] == name)


def test_one_page_a_stage_with_its_own_title():
    pages, _ = rendered(example("paczkownia"), SECTION)
    assert [page.id for page in pages] == ["stage-S1", "stage-S2", "stage-S3", "stage-S4", "stage-S5"]
    assert pages[1].title == "Stage 2 was skipped: it scores 0.4, while stage 5 scores 3.3"
    assert pages[2].title == "Stage 3 scores 2.5 but counts as 1.4: stage 2 limits it"


@pytest.mark.parametrize(("description", "missing"), [
    ("A plan exists, but nobody owns it.", "nobody owns it."),
    ("Używa się ich – czasem – ale nikt nie ma planu.", "nikt nie ma planu."),
    ("Nothing is written down.", ""),
])
def test_missing_clause(description, missing):
    assert missing_clause(description) == missing


def test_every_level_of_the_framework_names_what_is_missing():
    """Levels 1 to 3 of cem-cycle, both languages."""
    for one in example("paczkownia").framework.practices():
        for level in "123":
            assert missing_clause(one.levels[level]["en"]), (one.id, level)
            assert missing_clause(one.levels[level]["pl"]), (one.id, level)


def test_old_evidence_is_the_reason_and_its_renewal_the_next_step():
    pages, html = rendered(example("paczkownia"), SECTION)
    capped = practice(pages, "S1.P2")
    assert capped["why_title"] == "Why it does not count as level 3"
    assert "20\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2025" in capped["why"]
    assert capped["next"]["text"].startswith("Renew and date the evidence")
    assert [item["ref"] for item in capped["evidence"]] == ["E-003"]
    assert "Catalogue of expectations, version 2" in html


def test_next_step_carries_level_and_effort():
    pages, _ = rendered(example("paczkownia"), SECTION)
    step = practice(pages, "S2.P1")["next"]
    assert (step["title"], step["effort"]) == ("Next: level 2", "medium effort")


@pytest.mark.parametrize("name", ["paczkownia", "bank", "piekarnia"])
def test_quotations_name_a_function_and_nobody(name):
    context = example(name)
    pages, html = rendered(context, SECTION)
    assert any(p["quotes"] for page in pages for p in page.data["practices"])
    assert not [person.name for person in context.workspace.organisation.people if person.type == "person" and person.name in html]


@pytest.mark.parametrize(("language", "said", "shown"), [
    ("en", "“Soon” is no date", "‘Soon’ is no date"), ("pl", "„Wkrótce” to nie data", "«Wkrótce» to nie data")])
def test_quotation_within_a_quotation(language, said, shown):
    assert inner_quotes(example("bank", language), said) == shown


def test_not_applicable_says_why_and_gives_no_level():
    pages, html = rendered(not_applicable(), SECTION)
    assert pages[0].title == "Stage 1 does not apply here"
    assert "Not applicable: does not apply" in html
    assert practice(pages, "S1.P1")["level"] is None


def test_framework_without_descriptions():
    """Seven dimensions, three levels, no descriptions, no actions."""
    pages, html = rendered(other_framework(), SECTION)
    assert len(pages) == 7
    assert "Bring the practice up to the next level’s description." in html


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes(make):
    _, html = rendered(make(), SECTION)
    assert "None" not in html
