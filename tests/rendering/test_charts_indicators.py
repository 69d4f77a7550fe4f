"""Charts of indicators: over time, by segment, maturity against outcome. Missing is a gap, colour the target, arrow the test."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
from charting import SVG, dots, outside, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from cxgov.language import Language
from cxgov.rendering.charts import (
    QuadrantPoint,
    RunChart,
    RunPoint,
    SegmentPanel,
    SegmentRow,
    panels,
    quadrant,
    quadrants,
    run_chart,
    runs,
    segments,
)
from cxgov.rendering.charts.scales import padded, round_ticks
from cxgov.rendering.drawings.drawing import Drawing
from cxgov.rendering.drawings.geometry import HALF
from cxgov.rendering.drawings.palette import STANDARD

LONG = "Niezwykle długa nazwa segmentu klientów & firm <razem>"


def points(*values: float | None, target: float | None = 38.0) -> tuple[RunPoint, ...]:
    return tuple(RunPoint(label=f"Q{at % 4 + 1}", year=str(2025 + at // 4), value=v, low=None if v is None else v - 2,
                          high=None if v is None else v + 3, target=target) for at, v in enumerate(values))


RUN = RunChart(name="NPS", points=points(31.5, 33.0, None, 35.2), tolerance=2.0, status="tolerance", arrow="up", verdict="improved (+2.2)", digits=1)
PANELS = (
    SegmentPanel(name="Channel", rows=(SegmentRow(name=LONG, value=90.1, low=88.0, high=91.9),
                                       SegmentRow(name="phone", state="directional", value=70.0, low=55.0, high=82.0),
                                       SegmentRow(name="chat", state="suppressed"), SegmentRow(name="post", state="withheld"))),
    SegmentPanel(name="Region", rows=(SegmentRow(name="north", value=86.0),)),
)
PLACED = (QuadrantPoint(number=1, name="NPS", maturity=2.4, claimed=3.1, outcome=0.5, low=-1.1, high=2.1, status="met"),
          QuadrantPoint(number=2, name=LONG, maturity=1.2, claimed=1.2, outcome=-9.0, low=-12.0, high=-6.0, status="missed"),
          QuadrantPoint(number=3, name="CES", maturity=2.4, outcome=-0.4, status="tolerance"))


def made_run(code: str, found: RunChart = RUN, **options) -> Drawing:
    return run_chart(Language(code), found, **options)


def made_segments(code: str, found=PANELS, total=86.9, **options) -> Drawing:
    return segments(Language(code), "CSAT", found, total=total, digits=1, **options)


def made_quadrant(code: str, found=PLACED, **options) -> Drawing:
    return quadrant(Language(code), found, **options)


drawn = pytest.mark.parametrize("make", [made_run, made_segments, made_quadrant], ids=["run", "segments", "quadrant"])


@drawn
@pytest.mark.parametrize("code", ["pl", "en"])
def test_a_chart_is_whole_svg_with_a_name(make, code):
    made = make(code)
    root = ET.fromstring(made.svg)
    assert root.get("role") == "img"
    assert root[0].tag == SVG + "title"
    assert root[0].text == made.alt
    assert outside(made) == []


@drawn
def test_same_input_same_bytes(make):
    first = make("pl").svg
    for cached in (runs._run_chart, panels._segments, quadrants._quadrant):
        cached.cache_clear()
    assert make("pl").svg == first
    assert "style=" not in first
    assert not re.search(r"<dc:date|<metadata|Matplotlib v", first)


@drawn
def test_figures_follow_the_language(make):
    assert not [text for text in texts(make("pl")) if re.search(r"\d\.\d", text)]


@drawn
@pytest.mark.parametrize("width", [112.0, HALF, 481.9])
def test_nothing_is_cut_at_any_width(make, width):
    assert outside(make("pl", width=width if make is made_run else max(width, 220.0))) == []


# --- over time -----------------------------------------------------------------------------------------------------


def lines(drawing: Drawing, colour: str, dashed: bool | None = None) -> list[str]:
    """Path data of the lines in a colour."""
    return [e.get("d", "") for e in ET.fromstring(drawing.svg).iter(SVG + "path")
            if e.get("stroke") == colour and e.get("fill") == "none" and (dashed is None or (e.get("stroke-dasharray") is not None) == dashed)]


def values_drawn(drawing: Drawing) -> int:
    """The round marks, in whatever colour: each is placed once."""
    root = ET.fromstring(drawing.svg)
    round_marks = {shape.get("id") for shape in root.iter(SVG + "path") if shape.get("d", "").count("C") >= 8}
    return sum(e.get("href", "").lstrip("#") in round_marks for e in root.iter(SVG + "use"))


def joins(drawing: Drawing) -> int:
    return len(lines(drawing, STANDARD.muted, dashed=False))


def test_missing_period_is_a_gap_and_no_zero():
    made = made_run("en")
    assert values_drawn(made) == 3
    assert joins(made) == 1  # the first two; nothing across the gap
    assert "Q3 2025 no value" in made.alt
    assert "0" not in texts(made)


def test_new_series_is_not_joined_and_is_marked():
    whole = replace(RUN, points=points(31.0, 32.0, 33.0))
    cut = replace(whole, points=tuple(replace(p, series=int(at > 1)) for at, p in enumerate(whole.points)))
    assert (joins(made_run("en", whole)), joins(made_run("en", cut))) == (2, 1)
    assert len(lines(made_run("en", cut), STANDARD.muted, dashed=True)) == len(lines(made_run("en", whole), STANDARD.muted, dashed=True)) + 1


@pytest.mark.parametrize(("n", "medians"), [(2, 0), (5, 0), (6, 1), (9, 1)])
def test_median_from_six_values_of_a_series(n, medians):
    made = made_run("en", replace(RUN, points=points(*(30.0 + at for at in range(n)))))
    assert len(lines(made, STANDARD.muted, dashed=True)) == medians


def test_six_values_in_two_series_have_no_median():
    cut = tuple(replace(p, series=at // 3) for at, p in enumerate(points(*(30.0 + at for at in range(6)))))
    assert len(lines(made_run("en", replace(RUN, points=cut)), STANDARD.muted, dashed=True)) == 1  # the mark of the new series


@pytest.mark.parametrize(("arrow", "sign"), [("up", "▲"), ("down", "▼"), ("stable", "="), (None, None)])
def test_arrow_follows_the_test(arrow, sign):
    found = [text for text in texts(made_run("en", replace(RUN, arrow=arrow))) if text.startswith("35.2")]
    assert found == ["35.2" if sign is None else f"35.2 {sign}"]


@pytest.mark.parametrize(("status", "fill"), [("met", STANDARD.blue), ("tolerance", STANDARD.paper), ("missed", STANDARD.amber), ("unknown", STANDARD.pale)])
def test_colour_follows_the_target(status, fill):
    """The arrow changes nothing about the latest dot's colour."""
    for arrow in ("up", "down", None):
        marks = [e.get("fill") for e in ET.fromstring(made_run("en", replace(RUN, status=status, arrow=arrow)).svg).iter(SVG + "use")]
        assert marks.count(fill) == 1


def test_target_is_a_step_line():
    flat = made_run("en", replace(RUN, points=points(30.0, 31.0, 32.0)))
    steps = replace(RUN, points=tuple(replace(p, target=t) for p, t in zip(points(30.0, 31.0, 32.0), (36.0, 36.0, 38.0), strict=True)))
    none = made_run("en", replace(RUN, points=points(30.0, 31.0, 32.0, target=None)))
    count = [len(lines(made, STANDARD.ink)) for made in (none, flat, made_run("en", steps))]
    assert count == [count[0], count[0] + 1, count[0] + 2]
    assert not any("target" in text for text in texts(none))


def test_words_of_a_run_chart():
    assert made_run("en").alt == (
        "NPS: Q1 2025 31.5, interval 29.5 to 34.5; Q2 2025 33.0, interval 31.0 to 36.0; Q3 2025 no value; "
        "Q4 2025 35.2, interval 33.2 to 38.2; target 38.0; improved (+2.2).")


def test_no_values_at_all():
    for found in ((), points(None, None, target=None)):
        made = made_run("en", replace(RUN, points=found))
        assert "n/a" in texts(made)
        assert dots(made) == []


def test_each_year_is_named_once():
    assert [text for text in texts(made_run("en", replace(RUN, points=points(*map(float, range(9)))))) if text.startswith("20") and len(text) == 4] == [
        "2025", "2026", "2027"]


# --- by segment ----------------------------------------------------------------------------------------------------


def test_withheld_segments_have_a_name_and_no_figure():
    made = made_segments("en")
    assert values_drawn(made) == 3
    assert "withheld: too few people" in texts(made)
    assert "too few answers to show" in texts(made)
    assert "post withheld: too few people" in made.alt


def test_all_panels_share_one_axis():
    found = texts(made_segments("en"))
    assert found.count("60") == found.count("80") == len(PANELS)


def test_total_may_be_unknown():
    made = made_segments("en", total=None)
    assert "all:" not in " ".join(texts(made))
    assert outside(made) == []


# --- maturity against outcome --------------------------------------------------------------------------------------


def test_every_quadrant_is_a_question():
    found = [text for text in texts(made_quadrant("en")) if text.endswith("?")]
    assert found == ["Carried by people?", "What keeps it so?", "Where to begin?", "Self-image gap?"]


def test_what_lies_beyond_stands_at_the_edge():
    made = made_quadrant("en")
    assert values_drawn(made) == 3
    assert "≤ −5" in texts(made)
    assert "outcome −9.0" in made.alt


def test_scale_is_as_long_as_needed():
    near = made_quadrant("en", PLACED[::2])
    assert {"≥ +2", "≤ −3"} <= set(texts(near))
    assert "≥ +4" not in texts(near)


def test_every_point_has_its_number():
    crowd = [replace(PLACED[0], number=at, outcome=0.3 + at / 50) for at in range(1, 13)]
    made = made_quadrant("en", crowd)
    assert {str(at) for at in range(1, 13)} <= set(texts(made))
    assert outside(made) == []


def test_dots_of_one_level_stand_side_by_side_in_their_own_half():
    """Fourteen at 1.8 of 4: none hides another, none crosses the middle, the lowest outcome comes first."""
    crowd = [QuadrantPoint(number=at, name="n", maturity=1.8, outcome=1 - at / 10, low=0.5 - at / 10, high=1.5 - at / 10, status="met") for at in range(1, 15)]
    made = made_quadrant("pl", crowd, width=480.0)
    found = sorted(dots(made))
    assert len(found) == 14
    assert min(second[0] - first[0] for first, second in pairwise(found)) > 6
    assert [y for _, y in found] == sorted((y for _, y in found), reverse=True)
    (alone,) = dots(made_quadrant("pl", [replace(crowd[0], maturity=2.0)], width=480.0))
    assert found[-1][0] < alone[0]


def test_dots_of_different_levels_stay_where_they_are():
    """A lone dot stands at its level, whatever stands beside each other elsewhere."""
    (alone,) = dots(made_quadrant("en", PLACED[:1]))
    pair = [replace(PLACED[0], number=at, maturity=0.5) for at in (2, 3)]
    assert alone in dots(made_quadrant("en", [PLACED[0], *pair]))


@pytest.mark.parametrize("width", [150.0, HALF, 480.0])
def test_name_of_the_axis_is_whole(width):
    assert "(poziom)" in " ".join(texts(made_quadrant("pl", width=width)))
    assert outside(made_quadrant("pl", width=width)) == []


# --- properties ----------------------------------------------------------------------------------------------------

VALUE = st.none() | st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
POINT = st.builds(RunPoint, label=st.sampled_from(["Q1", "IV kw.", "07", "2026"]), year=st.sampled_from(["", "2025", "2026"]), value=VALUE,
                  low=VALUE, high=VALUE, series=st.integers(0, 3), target=VALUE, directional=st.booleans())


@settings(max_examples=12)
@given(st.sampled_from(["pl", "en"]), st.lists(POINT, max_size=9), st.sampled_from([111.5, 226.7]), st.integers(0, 2))
def test_run_chart_stays_inside(code, found, width, digits):
    made = made_run(code, replace(RUN, points=tuple(found), digits=digits), width=width)
    assert outside(made) == []
    assert values_drawn(made) == sum(p.value is not None for p in found)


@settings(max_examples=10)
@given(st.lists(st.builds(QuadrantPoint, number=st.integers(1, 30), name=st.just("n"), maturity=st.floats(0, 4), claimed=st.none() | st.floats(0, 4),
                          outcome=st.floats(-30, 30), low=st.none() | st.floats(-40, 0), high=st.none() | st.floats(0, 40),
                          status=st.sampled_from(["met", "missed"])), max_size=15))
def test_quadrant_stays_inside(found):
    made = made_quadrant("pl", found, width=226.7)
    assert outside(made) == []
    assert values_drawn(made) == len(found)


@given(st.floats(-1e7, 1e7), st.floats(1e-6, 1e7), st.integers(2, 6))
def test_round_ticks_are_few_and_inside(low, span, most):
    span = max(span, abs(low) * 1e-6)  # nearer figures than a report shows
    ends = padded([low, low + span])
    found = round_ticks(Language("en"), *ends, most)
    assert 1 <= len(found) <= most
    assert len({text for _, text in found}) == len(found)
    assert all(ends[0] - 1e-6 * span <= place <= ends[1] + 1e-6 * span for place, _ in found)
