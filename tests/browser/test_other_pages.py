"""The quarterly pack, the comparison and handouts in a real browser: alone with themselves, nothing grave for axe, no page wider than a phone."""

from __future__ import annotations

import pytest
from browser.test_accessibility import GRAVE, axe_script

from cxgov.handouts import PIECES, Workshop, document
from cxgov.language import Language
from cxgov.loading import built_in_frameworks, load_workspace
from cxgov.reporting import report
from cxgov.resources import examples

pytestmark = pytest.mark.browser

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def of_profile(profile, language):
    return report(load_workspace(str(examples()["bank"])), profile=profile, language=language).html


def of_piece(name, language):
    workshop = Workshop(language=Language(language), framework=built_in_frameworks()["cem-cycle"], form=True)
    return document(workshop, PIECES[name]).html


@pytest.fixture(params=["quarter", "compare", "guide", "booklet", "canvas-kpi", "feedback", "exercises"])
def page_file(request, tmp_path):
    language = "pl" if request.param in ("quarter", "booklet", "canvas-kpi") else "en"
    path = tmp_path / f"{request.param}.html"
    path.write_text(of_piece(request.param, language) if request.param in PIECES else of_profile(request.param, language), "utf-8")
    return path


def test_opens_without_a_complaint_or_a_request(open_file, page_file):
    tab = open_file(page_file, viewport={"width": 1366, "height": 900})
    tab.page.evaluate("() => document.fonts.ready")
    assert tab.complaints == []
    assert tab.requests == [page_file.as_uri()]


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, {"width": 1366, "height": 900}], ids=["phone", "desk"])
def test_axe_finds_nothing_grave(open_file, page_file, viewport):
    tab = open_file(page_file, viewport=viewport, bypass_csp=True)
    tab.page.evaluate("() => document.querySelectorAll('details').forEach(found => { found.open = true; })")
    tab.page.evaluate(axe_script())
    result = tab.page.evaluate("async () => { const { passes, violations } = await axe.run(document); return { passed: passes.length, violations }; }")
    assert result["passed"] > 5  # it did look
    grave = [f"{v['id']}: {v['help']}: {len(v['nodes'])} times, first {v['nodes'][0]['html'][:200]}" for v in result["violations"] if v["impact"] in GRAVE]
    assert grave == []


def test_a_report_is_no_wider_than_a_phone(open_file, page_file):
    if page_file.stem in PIECES:
        pytest.skip("a handout is a sheet of paper")
    assert open_file(page_file, viewport={"width": 360, "height": 740}).page.evaluate(WIDER) <= 0
