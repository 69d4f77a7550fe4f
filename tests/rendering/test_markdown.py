"""The consultant's Markdown: what is taken, what is shown as text, and what never gets through."""

import re

import pytest
from markupsafe import Markup

from cxgov.rendering.markdown import narrative


def test_paragraphs_lists_emphasis_and_tables():
    html = narrative("Akapit *ważny* i **mocny**.\n\n- raz\n- dwa\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert isinstance(html, Markup)
    for part in ("<p>Akapit <em>ważny</em> i <strong>mocny</strong>.</p>", "<li>raz</li>", "<td>2</td>"):
        assert part in html


@pytest.mark.parametrize("text", ["", "  \n\t\n"])
def test_blank_text_gives_nothing(text):
    assert narrative(text) == ""


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<b onclick=x>y</b>", "<!-- a -->", "<img src=x onerror=y>", "a <svg/onload=x> b",
     "<https://a.b/<script>>", "&lt;script&gt;"],
)
def test_raw_html_is_shown_as_text(text):
    html = narrative(text)
    assert not re.search(r"<(?!/?(?:p|a)\b)", html)
    assert not re.search(r"<[^>]*\son\w+=", html)


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"])
def test_web_and_mail_links_stay(url):
    assert f'<a href="{url}">x</a>' in narrative(f"[x]({url})")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "data:text/html,x", "file:///etc/passwd", "//example.org/x",
     "/etc/passwd", "../x", "vbscript:x", "&#106;avascript:x", "ftp://example.org", "#a"],
)
def test_other_links_are_no_links(url):
    assert "<a " not in narrative(f"[x]({url})")
    assert "<a " not in narrative(f"[x][1]\n\n[1]: {url}\n")
    assert "<a " not in narrative(f"<{url}>")


def test_pictures_become_their_description():
    html = narrative("![opis <b>](https://example.org/x.png) ![y](file:///x)")
    assert "<img" not in html
    assert "opis &lt;b&gt;" in html


@pytest.mark.parametrize(
    ("text", "level", "headings"),
    [
        ("# A\n## B\n### C", 3, ["h3", "h4", "h5"]),
        ("## A\n#### B\n## C\n# D", 3, ["h3", "h4", "h4", "h3"]),
        ("###### A", 3, ["h3"]),
        ("# A\n## B\n### C\n#### D", 5, ["h5", "h6", "h6", "h6"]),
        ("Tytuł\n=====\n\nNiższy\n------\n", 4, ["h4", "h5"]),
    ],
)
def test_headings_go_below_the_section_and_skip_no_level(text, level, headings):
    html = narrative(text, level)
    assert re.findall(r"<(h\d)>", html) == headings
    assert re.findall(r"</(h\d)>", html) == headings


def test_deep_nesting_ends():
    assert len(narrative("> " * 5000 + "x")) < 60_000
    assert len(narrative("[" * 5000 + "x")) < 60_000
