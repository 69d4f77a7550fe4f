"""The page: one file, nothing fetched, one-letter words bound, links that lead somewhere."""

import base64
import hashlib
import re

import pytest
from markupsafe import Markup

from cxgov.language import Language
from cxgov.rendering import fonts, html
from cxgov.rendering.environment import environment


def context(**document) -> dict:
    section = {"id": "S1.P1", "number": "1", "title": "Rzecz o w\u00a0miarę dobrej firmie", "short_title": "Etap 1",
               "html": Markup('<p>Klient i firma, a w tym my. <a href="#a">x</a></p><p id="a"></p>'), "kicker": "k"}
    annex = {"id": "annex-d", "number": "D", "title": "Wyprowadzenia", "html": Markup("<p>y</p>"), "annex": True}
    return {"document": {"title": "Piekarnia", "kicker": "Raport", "created": "2026-09-30", **document},
            "sections": [section, annex]}


@pytest.fixture(scope="module")
def page() -> str:
    return html.page(environment("pl"), context(source="cykl · <4 osoby>", head_left='a"b\\c</style>'))


def test_nothing_stands_outside_the_file(page):
    assert html.faults(page) == []
    assert "file:" not in page
    assert not re.search(r"<(?:link|img|iframe|object|embed|base)\b", page)
    assert all("url(" not in rule or 'url("data:font/ttf;base64,' in rule for rule in page.split("}") if "@font-face" in rule)


def test_the_policy_allows_the_script_of_the_page_and_no_other(page):
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert page.count("<script") == 1
    assert not re.search(r"<[^>]*\son\w+=", html._OPAQUE.sub(lambda m: m[0] if m[0][1] not in "sS!" else "", page))


def test_the_page_names_its_language_title_and_date(page):
    assert '<html lang="pl">' in page
    assert "<title>Raport – Piekarnia</title>" in page
    assert '<meta name="dcterms.created" content="2026-09-30">' in page


def test_sections_stand_in_the_contents_and_carry_a_source_line(page):
    assert '<a href="#S1.P1"><span class="number">1</span><span class="name">Etap 1</span></a>' in page
    assert '<section class="section level-1" id="S1.P1" aria-labelledby="S1.P1-title">' in page
    assert page.count('<p class="source screen-only">cykl · &lt;4 osoby&gt;</p>') == 2


def test_one_letter_words_hold_on_to_the_next(page):
    assert "Klient i\u00a0firma, a\u00a0w\u00a0tym my." in page
    english = html.page(environment("en"), context())
    assert "Klient i firma, a w tym my." in english


@pytest.mark.parametrize(
    ("source", "bound"),
    [
        ("<p>w <b>firmie</b></p>", "<p>w\u00a0<b>firmie</b></p>"),
        ('<a title="a w b">i\n tak</a>', '<a title="a w b">i\u00a0tak</a>'),
        ("<style>a b { }</style>", "<style>a b { }</style>"),
        ("<script>let a = i in o</script>", "<script>let a = i in o</script>"),
        ("<pre>a b</pre><!-- w tym -->", "<pre>a b</pre><!-- w tym -->"),
        ("<i class='x'>z nami</i>", "<i class='x'>z\u00a0nami</i>"),
    ],
)
def test_binding_touches_text_alone(source, bound):
    assert html.bind(source, Language("pl")) == bound
    assert html.bind(source, Language("en")) == source


def test_colours_are_put_in_their_places(page):
    assert "var(--" not in page
    assert "color: #1d2733" in page


def test_running_heads_cannot_end_their_string(page):
    assert page.count("</style>") == 1
    assert r'content: "a\22 b\5c c\3c \2f style\3e "' in page


def test_the_same_input_gives_the_same_text():
    assert html.page(environment("pl"), context()) == html.page(environment("pl"), context())


def test_fonts_are_the_unmodified_files(page):
    for face in fonts.FACES:
        assert base64.b64encode(fonts.face_bytes(face)).decode() in page


def test_faults_are_found():
    found = html.faults('<p id="a"><p id="a"><a href="#b"></a><img src="https://x/y.png"><style>b{background:url(x.png)}</style>')
    assert found == ["id used 2 times: a", "link to nowhere: #b", "not inside the page: https://x/y.png",
                     "not inside the page: x.png"]


def test_the_faces_know_the_letters_and_signs_of_both_languages():
    text = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ „”“”–—−≥≤→←↑↓▲▼✓☐·…×§ \u00a0"
    assert fonts.missing_glyphs(text) == []
    assert fonts.missing_glyphs("日x🙂") == ["日", "🙂"]


def test_print_styles_use_neither_grid_nor_flex():
    """Both make the PDF 6 to 70 times slower."""
    for name in ("base.css", "print.css"):
        css = re.sub(r"/\*.*?\*/", "", html._resource("styles", name), flags=re.DOTALL)
        assert not re.search(r"display:\s*(?:inline-)?(?:grid|flex)", css)
