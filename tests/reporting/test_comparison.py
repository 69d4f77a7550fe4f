"""The comparison in the report: one set of numbers, at the extremes too, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checks.organisations import organisation
from contexts import EXTREMES, context_of, example, rendered
from makers import PERIOD, assessment, framework, stages, workspace
from versions import FRAMEWORK, NEW, OLD, ORGANISATION

from cxgov.language import Language
from cxgov.model import parse_period
from cxgov.reporting import report
from cxgov.reporting.comparison_pictures import index_waterfall
from cxgov.reporting.cover import facts
from cxgov.reporting.sections.comparison import SECTION
from cxgov.reviewing.lines import lines_of

BEFORE = parse_period("2026-Q2")


def two(first, second):
    return context_of(workspace(framework(), [assessment(first, period=BEFORE), assessment(second, period=PERIOD)]))


@pytest.mark.parametrize(("first", "second", "title"), [
    (2, 3, "The index rose from 50 to 75"), (3, 2, "The index fell from 75 to 50"), (2, 2, "Nothing that counts has moved: the index stays at 50"),
])
def test_title_says_the_point(first, second, title):
    """Up, down, nothing."""
    pages, _ = rendered(two(stages(*[first] * 5), stages(*[second] * 5)), SECTION)
    assert pages[0].title == title


def test_no_index_on_one_side():
    """A neutral title, the reason, no picture."""
    pages, text = rendered(two({"S1.P1": 2}, stages(2, 2, 2, 2, 2)), SECTION)
    assert pages[0].title.startswith("No difference can be given")
    assert "has no index" in text
    assert "<svg" not in text


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_render(name):
    """Without an earlier period there is one sentence and what to do next."""
    pages, text = rendered(EXTREMES[name](), SECTION)
    assert pages[0].title == "There is no earlier period to compare with"
    assert "What to do next" in text


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", ["paczkownia", "bank", "lotnisko", "piekarnia"])
def test_examples_render(name, language):
    """Every line of the comparison stands in the table and in the picture's words."""
    context = example(name, language)
    _, text = rendered(context, SECTION)
    picture = index_waterfall(context)
    assert picture is not None
    for line in lines_of(context.comparison).lines:
        figure = Language(language).number(float(line.shown), 2, signed=True)
        assert f'#d-{line.id}"' in text
        assert figure in text
        assert figure in picture["alt"]


def test_another_period_to_compare_with():
    """`since` replaces the period before."""
    context = replace(example("paczkownia"), since=parse_period("2026-Q1"))
    assert (str(context.comparison.start), str(example("paczkownia").comparison.start)) == ("2026-Q1", "2026-Q2")
    assert "against Q2\N{NO-BREAK SPACE}2026" in rendered(context, SECTION)[1]


def test_two_versions(tmp_path):
    """What became of the practices is said."""
    _, text = rendered(context_of(organisation(tmp_path, ORGANISATION, FRAMEWORK, OLD, NEW, defaults=False)), SECTION)
    assert "carried over from version 1.0.0" in text
    assert "S1.P2 → S1.P3" in text


def test_report():
    """The profile makes a whole file with no link to an annex it does not have."""
    made = report(example("bank").workspace, profile="compare", language="en")
    assert made.problems == ()
    assert 'href="#d-' not in made.html


def test_cover_says_that_answers_were_carried_over(tmp_path):
    """Only where an older version was answered."""
    old = context_of(organisation(tmp_path, ORGANISATION, FRAMEWORK, OLD, defaults=False))
    assert ["Answers", "carried over from version 1.0.0 of the framework"] in facts(old)
    assert "Answers" not in [label for label, _ in facts(example("bank"))]
