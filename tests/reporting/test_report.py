"""The whole report of every example, in both languages: complete, sound, the same twice, fit to hand over."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache

import pytest

from cxgov.loading import load_workspace
from cxgov.rendering.html import faults
from cxgov.reporting import profiles, report
from cxgov.resources import examples

EXAMPLES = sorted(examples())
LANGUAGES = ("pl", "en")
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
# Words that only an English text holds; a Polish report must be free of them outside quotations of names.
ENGLISH = re.compile(r"\b(the|of|and|with|without|stage|score|evidence|practice|level|target|missing|touchpoints?|owner|not|from|raters?)\b")


@cache
def made(name: str, language: str):
    return report(load_workspace(str(examples()[name])), language=language)


@cache
def printed(name: str, language: str) -> bytes:
    pytest.importorskip("weasyprint", exc_type=OSError)
    from cxgov.rendering.pdf import write

    return write(made(name, language).html)


def words(html: str) -> str:
    return TAG.sub(" ", html)


both = pytest.mark.parametrize("language", LANGUAGES)
every = pytest.mark.parametrize("name", EXAMPLES)


@every
@both
def test_every_section_is_written(name, language):
    assert [str(problem.text) for problem in made(name, language).problems] == []


@every
@both
def test_page_is_sound(name, language):
    """No id twice, no link to nowhere, nothing fetched from outside."""
    assert faults(made(name, language).html) == []


@every
def test_polish_report_is_polish(name):
    html = made(name, "pl").html
    # Keys of files are English by contract, and publications are cited by their own titles.
    html = re.sub(r"<code>.*?</code>", "", html[: html.rindex("<section", 0, html.index('id="annex-sources'))])
    # The glossary gives English terms beside the Polish ones and marks them as such.
    text = words(re.sub(r'<span lang="en">.*?</span>', "", html))
    found = [text[max(0, m.start() - 40) : m.end() + 40] for m in ENGLISH.finditer(text)]
    assert found == []


@every
@both
def test_nothing_of_the_program_shows(name, language):
    """No placeholder, no Python word, no name of a person's file."""
    html = made(name, language).html
    assert ">None<" not in html
    text = words(html)
    for bad in ("{n}", "{name}", "Fraction(", "Undefined", "&lt;", "nan", "/home/", "site-packages"):
        assert not re.search(rf"(?<![\w]){re.escape(bad)}(?![\w])", text), bad


@every
@both
def test_report_speaks_its_language(name, language):
    assert f'<html lang="{language}"' in made(name, language).html


@every
def test_raters_are_pseudonyms_in_the_annexes(name):
    """Annex A and D never name a rater; owners and sponsors are named elsewhere, for they answer for something."""
    html = made(name, "en").html
    annexes = html[html.index('id="annex-answers') :]
    workspace = load_workspace(str(examples()[name]))
    answers = annexes[: annexes.index('id="annex-evidence')]
    derivations = annexes[annexes.index('id="annex-derivations') :]
    for rater in {a.rater for a in workspace.assessments} & set(workspace.people):
        person = workspace.people[rater].name
        assert person not in answers
        assert person not in derivations
        assert rater not in answers + derivations


@every
@both
def test_same_input_same_html(name, language):
    again = report(load_workspace(str(examples()[name])), language=language)
    assert again.html == made(name, language).html


@pytest.mark.pdf_engine
def test_same_input_same_pdf():
    from cxgov.rendering.pdf import write

    assert write(made("piekarnia", "pl").html) == printed("piekarnia", "pl")


@pytest.mark.pdf_engine
@every
@both
def test_pdf_is_of_a_readers_size(name, language):
    """25 to 60 pages, under 3 MB: seven of them say what comes next, up to fifteen are annexes to look things up in."""
    import pikepdf

    pdf = printed(name, language)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert 25 <= len(opened.pages) <= 60
    assert len(pdf) < 3_000_000
    assert len(made(name, language).html.encode()) < 3_000_000


@pytest.mark.pdf_engine
@both
def test_pdf_is_tagged_and_navigable(language):
    """PDF/UA-1: language, marked content, outline, title shown, every figure with a text alternative."""
    import pikepdf

    with pikepdf.open(io.BytesIO(printed("paczkownia", language))) as opened:
        root = opened.Root
        assert str(root.Lang) == language
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with opened.open_outline() as outline:
            assert len(outline.root) >= 10
        figures = without = 0
        stack = [root.StructTreeRoot]
        while stack:
            node = stack.pop()
            if isinstance(node, pikepdf.Array):
                stack.extend(node)
            elif isinstance(node, pikepdf.Dictionary):
                if node.get("/S") == "/Figure":
                    figures += 1
                    without += "/Alt" not in node
                if "/K" in node:
                    stack.append(node.K)
        assert figures > 5
        assert without == 0


@pytest.mark.pdf_engine
@pytest.mark.pdf_tools
@both
def test_only_our_fonts_are_embedded(language, tmp_path):
    """A glyph the typeface lacks would pull in a font of the machine."""
    if shutil.which("pdffonts") is None:
        pytest.skip("pdffonts (poppler) is missing")
    place = tmp_path / "report.pdf"
    place.write_bytes(printed("bank", language))
    listed = subprocess.run(["pdffonts", str(place)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert all("CXGov" in line or "Source" in line for line in listed), listed


@every
def test_unit_reports_are_written(name):
    workspace = load_workspace(str(examples()[name]))
    for unit in workspace.assessed_units("cem-cycle", workspace.assessed_periods("cem-cycle")[-1]):
        found = report(workspace, language="en", unit=unit)
        assert found.problems == ()
        assert faults(found.html) == []


def test_the_profile_names_sections_that_exist():
    from cxgov.reporting.sections import SECTIONS

    for plan in profiles().values():
        assert set(plan.sections) <= set(SECTIONS)


def test_little_data_gives_a_short_sound_report(tmp_path):
    """One rater, a handful of answers, no journey, no indicators: nothing scored, nothing broken, nothing drawn as zero."""
    (tmp_path / "organisation.yaml").write_text("kind: organisation\nid: small\nname: Small\nlanguages: [en]\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(
        "kind: assessment\nframework: cem-cycle\nframework_version: 1.0.0\nperiod: 2026-Q3\nrater: r1\ndate: 2026-09-20\n"
        "answers:\n  S1.P1: 2\n  S1.P2: {level: na, reason: none here}\n", encoding="utf-8")
    for language in LANGUAGES:
        found = report(load_workspace(tmp_path), language=language)
        assert [str(problem.text) for problem in found.problems] == []
        assert faults(found.html) == []


def test_a_section_that_fails_is_left_out_and_the_rest_still_prints(monkeypatch):
    """One broken section is a problem in the list; no link to it is left, so the PDF can be written."""
    from cxgov.reporting import sections
    from cxgov.reporting.section import Section

    def broken(_context):
        raise RuntimeError

    monkeypatch.setitem(sections.SECTIONS, "annex-derivations", Section(name="annex-derivations", build=broken))
    found = report(load_workspace(str(examples()["piekarnia"])), language="en")
    assert [problem.code for problem in found.problems] == ["CX080"]
    assert faults(found.html) == []
