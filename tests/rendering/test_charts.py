"""Statistical charts: whole SVG, numbers in words, missing without a dot, nothing clipped, at home on a page of many."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from charting import SVG, dots, outside, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from cxgov.language import Language
from cxgov.rendering.charts import (
    StageInterval,
    concentration,
    concentration_curve,
    intervals,
    sensitivity,
    stage_intervals,
    weights,
)
from cxgov.rendering.drawings.drawing import Drawing
from cxgov.rendering.drawings.geometry import HALF

LONG = "Niezwykle długa nazwa etapu, który opisuje wszystkie pożądane doświadczenia klienta & firmy <razem>"
STAGES = (StageInterval(name="Listening", value=1.2, low=0.8, high=1.9), StageInterval(name=LONG, value=None, low=None, high=None),
          StageInterval(name="Promise", value=0.0, low=None, high=None), StageInterval(name="Measuring", value=4.0, low=3.5, high=4.0))
INDICES = [41.2, 42.0, 43.8, 44.1, 44.4, 47.5]


def made_intervals(code: str, stages=STAGES, **options) -> Drawing:
    return intervals(Language(code), stages, **options)


def made_curve(code: str, loads=(5, 3, 1, 0), **options) -> Drawing:
    return concentration_curve(Language(code), loads, **options)


def made_sensitivity(code: str, indices=INDICES, index=44, **options) -> Drawing:
    return sensitivity(Language(code), [1, 1, 2, 2, 2, 2], indices, level=2, index=index, **options)


ALL = (made_intervals, made_curve, made_sensitivity)
drawn = pytest.mark.parametrize("make", ALL, ids=[make.__name__ for make in ALL])


@drawn
@pytest.mark.parametrize("code", ["pl", "en"])
def test_a_chart_is_whole_svg_with_a_name(make, code):
    made = make(code)
    root = ET.fromstring(made.svg)
    assert root.tag == SVG + "svg"
    assert root.get("role") == "img"
    assert root[0].tag == SVG + "title"
    assert root[0].text == made.alt
    assert outside(made) == []


@drawn
def test_same_input_same_bytes(make):
    first = make("pl").svg
    for cached in (stage_intervals._intervals, concentration._concentration, weights._sensitivity):
        cached.cache_clear()
    assert make("pl").svg.encode() == first.encode()
    assert not re.search(r"<dc:date|<metadata|Matplotlib v", first)


@drawn
def test_only_the_reports_typeface_is_named(make):
    svg = make("en").svg
    families = set(re.findall(r"'([^']+)'", re.sub(r"<title>.*?</title>", "", svg, flags=re.DOTALL)))
    assert families == {"CXGov Sans"}
    assert len(re.findall(r"'CXGov Sans'", svg)) == len(texts(make("en")))


@drawn
def test_no_style_sheet_that_would_hold_for_the_whole_page(make):
    assert "<style" not in make("en").svg
    assert "style=" not in make("en").svg


def ids(drawing: Drawing) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', drawing.svg)


def test_charts_of_one_page_share_no_id():
    charts = [made_intervals("en"), made_intervals("en", STAGES[:2]), made_curve("en"), made_curve("en", (9, 1)), made_sensitivity("en"),
              made_sensitivity("en", index=45)]
    found = [name for chart in charts for name in ids(chart)]
    assert found
    assert len(found) == len(set(found))
    for chart in charts:
        referred = set(re.findall(r'(?:url\(#|href="#)([^")]+)', chart.svg))
        assert referred == set(ids(chart))


def test_words_name_the_numbers():
    assert made_intervals("en").alt == (
        f"Listening 1.2, interval 0.8 to 1.9. {LONG} not scored. Promise 0.0. Measuring 4.0, interval 3.5 to 4.0.")
    assert made_curve("en").alt == (
        "Concentration over 4 people. The most loaded one is accountable for 56% of 9 touchpoints. "
        "Half of the touchpoints are with 1 person.")
    assert made_sensitivity("en").alt == (
        "6 draws of the weights. Level 1 in 33.3% of the draws. Level 2 in 66.7% of the draws. "
        "The index lies between 41.2 and 47.5. With the declared weights: level 2, index 44.")


def test_nobody_accountable_is_no_line_along_zero():
    made = made_curve("en", (0, 0))
    assert dots(made) == []
    assert "n/a" in texts(made)
    assert "Nobody is accountable" in made.alt


def test_a_stage_without_a_score_has_no_dot():
    assert len(dots(made_intervals("en"))) == 3
    nothing = made_intervals("en", [StageInterval(name="x", value=None, low=None, high=None)])
    assert dots(nothing) == []
    assert "n/a" in texts(nothing)


def test_figures_follow_the_language():
    """No figure under an axis is written by the drawing library in its own way."""
    found = [*texts(made_sensitivity("pl", [10.0, 90.0, 55.5])), *texts(made_intervals("pl"))]
    assert not [text for text in found if re.search(r"\d\.\d", text)]
    assert "1,2" in found


SHARE = st.none() | st.floats(0, 4)
NAMES = st.lists(st.sampled_from(["Zażółć", "w", "sklepie", "$x$", "kasa&zwroty", "<b>", "doświadczenie", "Wwwwwwwwwwwwww"]), min_size=1, max_size=9).map(" ".join)


@settings(max_examples=15)
@given(st.sampled_from(["pl", "en"]), st.lists(st.builds(StageInterval, name=NAMES, value=SHARE, low=SHARE, high=SHARE), min_size=1, max_size=12))
def test_intervals_stay_inside(code, stages):
    made = made_intervals(code, stages)
    assert outside(made) == []
    assert len(dots(made)) == sum(stage.value is not None for stage in stages)


@settings(max_examples=12)
@given(st.sampled_from(["pl", "en"]), st.lists(st.integers(0, 40), max_size=60))
def test_curve_stays_inside(code, loads):
    made = made_curve(code, loads, width=HALF)
    assert outside(made) == []
    heights = [y for _x, y in dots(made)]
    assert len(heights) == (len(loads) if any(loads) else 0)
    assert all(before >= after - 0.01 for before, after in pairwise(heights))


@settings(max_examples=15)
@given(st.sampled_from(["pl", "en"]), st.lists(st.floats(0, 100), min_size=1, max_size=40), st.integers(0, 100))
def test_sensitivity_stays_inside(code, indices, index):
    made = sensitivity(Language(code), [1] * len(indices), indices, level=1, index=index)
    assert outside(made) == []
    assert any(str(index) in text for text in texts(made))
