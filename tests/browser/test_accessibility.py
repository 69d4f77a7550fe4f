"""axe-core on the HTML report, with everything opened: nothing serious, on a desk and on a phone."""

from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")


def axe_script() -> str:
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.origin
    return (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, {"width": 1366, "height": 900}], ids=["phone", "desk"])
def test_axe_finds_nothing_grave(opened, viewport):
    # The page's own policy forbids foreign scripts, so it is set aside for this one.
    tab = opened(viewport=viewport, bypass_csp=True)
    tab.page.evaluate("() => document.querySelectorAll('details').forEach(found => { found.open = true; })")
    tab.page.evaluate(axe_script())
    result = tab.page.evaluate("async () => { const { passes, violations } = await axe.run(document); return { passed: passes.length, violations }; }")
    assert result["passed"] > 20  # it did look
    grave = [f"{v['id']} ({v['impact']}): {v['help']}: {len(v['nodes'])} times, first {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('failureSummary', '')}"
             for v in result["violations"] if v["impact"] in GRAVE]
    assert grave == []
