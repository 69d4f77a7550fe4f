"""The PDF: tagged, with our fonts alone, nothing from outside, the same bytes every time."""

import itertools
import logging
import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from markupsafe import Markup

from cxgov.rendering import html, pdf
from cxgov.rendering.environment import environment

SVG = Markup('<svg viewBox="0 0 40 10"><rect width="40" height="9" fill="#8ba6ca"/><text y="8" font-family="Arial">Łódź</text></svg>')
TABLE = Markup('<table class="data"><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
               '<tbody><tr><th scope="row">x</th><td>1</td></tr></tbody></table>')


def page(code: str = "pl", body: str = "", **document) -> str:
    source = (
        '{% from "macros/figures.html" import figure %}{% from "macros/blocks.html" import block %}<p>Zażółć gęślą jaźń i <em>mocno</em> '
        '<strong>x</strong> <a href="https://example.org/a">sieć</a> ≥ → ▲</p>{{ block("Blok") }}{{ figure(d, "Punkt") }}{{ t }}'
    )
    made = environment(code)._jinja.from_string(source).render(d={"svg": SVG, "alt": "Rycina „A”"}, t=TABLE)
    sections = [
        {"id": "S1", "number": "1", "title": "Zdanie o etapie", "short_title": "Etap 1", "html": Markup(made + body)},
        {"id": "S2", "number": "2", "title": "Drugie", "html": Markup('<p><a href="#S1">1</a></p>')},
    ]
    facts = {"title": "Piekarnia", "kicker": "Raport", "author": "Piekarnia", "created": "2026-09-30",
             "head_left": "Lewa żywa", "head_right": "Prawa", "source": "Źródło", "facts": [["Okres", "2026"]]}
    return html.page(environment(code), {"document": {**facts, **document}, "sections": sections})


def opened(content: bytes) -> bytes:
    """The PDF with its compressed streams beside it, so that its objects can be searched."""
    parts = [content]
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def text(value: str) -> bytes:
    """A text as the engine writes it: UTF-16 in hex."""
    return b"<" + (b"\xfe\xff" + value.encode("utf-16-be")).hex().encode() + b">"


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf.write(page())


@pytest.mark.pdf_engine
def test_the_document_is_tagged_and_says_its_language(content):
    inside = opened(content)
    for mark in (b"/Lang (pl)", b"/MarkInfo <</Marked true>>", b"/DisplayDocTitle true", b"/StructTreeRoot", b"/Outlines",
                 b'pdfuaid:part="1"'):
        assert mark in inside


@pytest.mark.pdf_engine
def test_headings_skip_no_level(content):
    levels = [int(n) for n in re.findall(rb"/S /H(\d)", opened(content))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.pdf_engine
def test_every_figure_has_its_text_alternative(content):
    inside = opened(content)
    figures = re.findall(rb"<<[^<]*/StructElem/S /Figure", inside)
    assert len(figures) == 1
    assert inside.count(b"/Alt " + text("Rycina „A”")) == 1


@pytest.mark.pdf_engine
def test_cells_name_their_headings(content):
    inside = opened(content)
    assert b"/S /TH" in inside
    assert all(len(cell) > 0 for cell in re.findall(rb"/Headers \[([^\]]*)\]", inside))
    assert inside.count(b"/Headers [") == inside.count(b"/S /TD")


@pytest.mark.pdf_engine
def test_bookmarks_are_short_titles(content):
    assert text("1\u2002Etap 1")[1:-1] in opened(content)


@pytest.mark.pdf_engine
def test_metadata_name_the_organisation_and_the_date_of_the_data(content):
    inside = opened(content)
    assert b"/CreationDate (D:20260930" in inside
    assert b"/Author (Piekarnia)" in inside
    for secret in (str(Path.home()), str(Path.cwd()), "/tmp/", "file:"):
        assert secret == "/" or secret.encode() not in inside


@pytest.mark.pdf_engine
def test_nothing_is_attached(content):
    inside = opened(content)
    for mark in (b"/EmbeddedFile", b"/JavaScript", b"/Launch", b"/OpenAction"):
        assert mark not in inside


@pytest.mark.pdf_engine
def test_the_same_page_gives_the_same_bytes(content):
    assert pdf.write(page()) == content


@pytest.mark.pdf_engine
@pytest.mark.slow
def test_the_same_bytes_without_fonts_in_another_zone_and_locale(content, tmp_path):
    """A machine without any font, another clock, another hash order: the same file."""
    source = tmp_path / "page.html"
    source.write_text(page(), "utf-8")
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    code = "import sys; from cxgov.rendering import pdf; sys.stdout.buffer.write(pdf.write(open(sys.argv[1], encoding='utf-8').read()))"
    settings = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "TZ": "Pacific/Kiritimati", "LC_ALL": "C",
                "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", code, str(source)], env=settings, capture_output=True, check=True)
    assert done.stdout == content
    assert done.stderr == b""


@pytest.mark.pdf_engine
@pytest.mark.pdf_tools
@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts is not installed")
def test_only_our_fonts_appear_even_for_letters_they_lack(tmp_path):
    file = tmp_path / "x.pdf"
    file.write_bytes(pdf.write(page(body="<p>日本 ↔ ✗ <code>kod</code> <b>samookreślenie</b></p>")))
    lines = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert lines
    for line in lines:
        assert re.match(r"[A-Z]{6}\+CXGov-Sans", line)
        assert " yes yes yes " in line  # embedded, subset, with a way back to the text


@pytest.mark.pdf_engine
@pytest.mark.pdf_tools
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_pages_carry_heads_numbers_and_contents_with_page_numbers(content, tmp_path):
    file = tmp_path / "x.pdf"
    file.write_bytes(content)
    pages = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    assert "Lewa żywa" not in pages[0]
    assert re.search(r"1\s+Etap 1\s+3\b", pages[1])
    assert re.search(r"Lewa żywa\s+Prawa", pages[2])
    assert re.search(r"Źródło\s+3\s*$", pages[2])


@pytest.mark.pdf_engine
@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/x.png" alt="x">',
        '<img src="file:///etc/hostname" alt="x">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<link rel="stylesheet" href="http://169.254.169.254/x.css">',
        "<style>@import url(https://example.org/x.css);</style>",
        '<p style="background:url(file:///etc/hostname)">x</p>',
        '<a href="file:///etc/passwd">x</a>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="annex.html">x</a>',
        '<a href="#nowhere">x</a>',
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">',
        '<svg aria-label="x" width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
    ],
)
def test_what_is_not_in_the_page_is_an_error(body):
    with pytest.raises(pdf.PdfError):
        pdf.write(page(body=body))


@pytest.mark.pdf_engine
def test_the_environment_and_the_log_are_left_as_they_were(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "before")
    logger = logging.getLogger("weasyprint")
    handlers, propagate = list(logger.handlers), logger.propagate
    pdf.write(page())
    assert os.environ["FONTCONFIG_FILE"] == "before"
    assert (logger.handlers, logger.propagate) == (handlers, propagate)


def test_without_the_engine_the_user_is_told_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(pdf.PdfUnavailable, match="WeasyPrint is not installed") as caught:
        pdf.write(page())
    assert "pip install" in str(caught.value.message)


def test_without_pango_the_user_is_told_what_to_do(monkeypatch):
    class NoPango:
        def find_spec(self, name, *_rest):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [n for n in sys.modules if n.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(pdf.PdfUnavailable, match="cxgov doctor"):
        pdf.write(page())
