"""Ranges are not torn apart at the end of a line."""

from __future__ import annotations

from markupsafe import Markup

from cxgov.handouts.ranges import WORD_JOINER, unbroken


def test_a_range_is_held_together() -> None:
    assert unbroken(Markup("<p>a scale (1–7) of 9–10</p>")) == f"<p>a scale (1–{WORD_JOINER}7) of 9–{WORD_JOINER}10</p>"


def test_dashes_between_words_are_left_alone() -> None:
    assert unbroken(Markup("<p>yes – no, 3 – 4, A–B</p>")) == "<p>yes – no, 3 – 4, A–B</p>"


def test_tags_drawings_and_fields_keep_their_text() -> None:
    html = Markup('<p title="1–7"><svg><text>1–7</text></svg><textarea name="a">1–7</textarea></p>')
    assert unbroken(html) == html
