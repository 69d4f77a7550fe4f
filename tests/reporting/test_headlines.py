"""The report's one sentence: told where the numbers support it, neutral elsewhere."""

from __future__ import annotations

import pytest
from contexts import EXTREMES, context_of, evenly, example
from makers import answer, assessment, framework, stages, workspace

from cxgov.reporting import headlines
from cxgov.reporting.headlines import Story


@pytest.mark.parametrize(("name", "story"), [
    ("paczkownia", Story.SKIPPED), ("bank", Story.ONE_PERSON), ("piekarnia", Story.CARRIED_BY_PEOPLE)])
def test_examples_tell_their_stories(name, story):
    assert headlines.story(example(name)) is story


@pytest.mark.parametrize(("levels", "story"), [
    ((0, 2, 2, 2, 3), Story.SKIPPED), ((1, 2, 3, 2, 4), Story.LIMITED), ((2, 2, 2, 2, 2), Story.NEUTRAL)])
def test_order_comes_first(levels, story):
    """The published vectors of the scoring method."""
    assert headlines.story(context_of(workspace(framework(), [assessment(stages(*levels))]))) is story


def test_claims_without_evidence_are_the_story():
    """Level 3 everywhere, nothing shown: counts as 1; there is no indicator that could show happy customers."""
    given = {name: answer(3, ()) for name in stages(3, 3, 3, 3, 3)}
    context = context_of(workspace(framework(), [assessment(given)]))
    assert headlines.story(context) is Story.EVIDENCE_GAP
    assert headlines.headline(context) == "More is claimed than can be shown: 26 of 26 rated practices lack valid evidence."


def test_skipped_stage_is_named_with_what_it_holds_back():
    assert headlines.headline(example("paczkownia")) == (
        "Stage 2, “Define ourselves”, was skipped, so stages 3, 4 and 5 count for less than they score.")


def test_person_counts_agree_with_the_ownership_chapter():
    assert headlines.one_person(example("bank"))[1:] == (12, 16)
    assert headlines.one_person(example("piekarnia")) is None


def test_ceiling_is_the_index_with_all_else_at_the_highest_level():
    """Stage 1 at 0, all else at 4: effective 0 1 1 1 1 gives index 20."""
    context = context_of(workspace(framework(), [assessment(stages(0, 2, 2, 2, 3))]))
    assert headlines.ceiling(context, "S1") == 20


def test_even_profile_is_neutral():
    assert headlines.headline(evenly(2)) == "Overall level 2, “2”: no stage lies far behind the others."


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
def test_every_extreme_has_its_sentences(make):
    context = make()
    sentences = [headlines.headline(context), headlines.summary_title(context),
                 *(headlines.stage_title(context, d.id) for d in context.card.dimensions)]
    assert all(sentence and "None" not in sentence and "{" not in sentence for sentence in sentences)
