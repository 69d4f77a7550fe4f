"""Scope and method: who was heard and who was not, without giving a rater away."""

from __future__ import annotations

import pytest
from contexts import EXTREMES, evenly, example, one_rater, rendered

from cxgov.reporting.sections.scope import SECTION


def test_counts_and_gaps_of_the_assessment():
    (page,), html = rendered(example("paczkownia"), SECTION)
    assert page.title == "Basis of the result: 4 raters, 7 interviews and 26 documents"
    for word in ("25 of 26 practices have a level, 1 does not apply", "Accounting", "Partner carrier", "What limits the result",
                 "from 8\N{NO-BREAK SPACE}September\N{NO-BREAK SPACE}2026 to 11"):
        assert word in html


@pytest.mark.parametrize("name", ["paczkownia", "bank", "piekarnia"])
def test_raters_are_neither_named_nor_numbered(name):
    context = example(name)
    (page,), _ = rendered(context, SECTION)
    shown = str(page.data["raters"])
    for rater, pseudonym in context.pseudonyms.items():
        assert context.person(rater) not in shown
        assert pseudonym not in shown
    assert [row[0] for row in page.data["raters"]] == sorted((row[0] for row in page.data["raters"]), key=str.casefold)


def test_one_rater_is_pointed_out():
    (page,), html = rendered(one_rater(), SECTION)
    assert page.title == "Basis of the result: 1 rater"
    assert "Fewer than 3 people rated" in html
    assert "Not agreed yet" in html


def test_agreed_assessment_alone():
    (page,), html = rendered(evenly(2), SECTION)
    assert page.title == "Basis of the result: one agreed assessment"
    assert "no independent ratings are on record" in html


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes(make):
    _, html = rendered(make(), SECTION)
    assert "None" not in html
