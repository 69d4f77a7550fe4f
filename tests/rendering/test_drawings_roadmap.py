"""The roadmap drawing: whole SVG, steps and numbers in words, gates where they open, nothing outside or overlapping."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from contexts import EXTREMES, example
from hypothesis import given, settings
from hypothesis import strategies as st

from cxgov.language import Language
from cxgov.rendering.drawings.geometry import FULL
from cxgov.rendering.drawings.lettering import text_width
from cxgov.rendering.drawings.roadmap import RoadmapBar, RoadmapLane, RoadmapQuarter, RoadmapStep, RoadmapWins, roadmap
from cxgov.rendering.environment import environment
from cxgov.reporting.roadmap_parts import picture
from cxgov.resources import examples

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Niezwykle długa nazwa praktyki, która opisuje wszystkie pożądane doświadczenia klienta & firmy <razem>"
EMPTY = "kroki, które pozostały, są większe niż miejsce w kwartale"
QUARTERS = [RoadmapQuarter(name=f"IV kwartał 202{n}", effort=3, capacity=8, index=40 + n, level=2, empty=EMPTY if n == 3 else "") for n in range(4)]
WINS = RoadmapWins(effort=5, index=39, level=2)
STEP = RoadmapStep(number="S1.P2", name="Katalog oczekiwań", low=1, high=2, effort=2)
HUGE = RoadmapStep(number="S10.P25", name=LONG, low=1, high=2, effort=3)
LANES = [RoadmapLane(number="1", name="Poznanie oczekiwań", quick=(STEP, HUGE), quarters=((STEP,), (), (), ()), gate=0),
         RoadmapLane(number="2", name=LONG, quarters=((), (HUGE, STEP), (), ()), waits=1,
                     bars=(RoadmapBar(title=LONG, first=3, last=3, before=False, beyond=True), RoadmapBar(title="Krótka", first=0, last=1, before=True)))]


def made(code="pl", lanes=LANES, quarters=QUARTERS, today=(38, 1), wins=WINS, **options):
    return roadmap(environment(code), Language(code), lanes, quarters, today=today, wins=wins, **options)


def texts(root):
    """Every text with its box: left, top, right, bottom."""
    for node in root.iter(f"{SVG}text"):
        size, x, y = float(node.get("font-size")), float(node.get("x")), float(node.get("y"))
        wide = text_width(node.text, size, int(node.get("font-weight", 400)))
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[node.get("text-anchor", "start")]
        yield node.text, (left, y - size * 0.66, left + wide, y)


@pytest.mark.parametrize("code", ["pl", "en"])
def test_whole_svg_with_a_name(code):
    drawing = made(code)
    root = ET.fromstring(drawing.svg)
    assert root.find(f"{SVG}title").text == drawing.alt
    assert root.get("role") == "img"


def test_same_input_same_bytes():
    assert made().svg == made().svg


def test_words_name_steps_gates_and_numbers():
    said = made("en").alt
    for words in ("Index today: 38.", "Quick wins: S1.P2 Katalog oczekiwań to level 2", "The gate of stage 1 opens at the end of IV kwartał 2020.",
                  "no steps; index then 42.", "; index then 39.", f"IV kwartał 2023: {EMPTY}; index then 43.", "Initiatives: "):
        assert words in said


def test_quick_wins_show_their_effort_and_the_index_after_them():
    shown = [text for text, _ in texts(ET.fromstring(made("en").svg))]
    assert {"at once, effort 5", "39", "today 38, level 1"} <= set(shown)


def test_empty_quarter_says_why():
    shown = " ".join(text for text, _ in texts(ET.fromstring(made().svg)))
    assert EMPTY.split(",", maxsplit=1)[0] in shown


def test_closed_gate_is_said_and_dashed():
    lanes = [RoadmapLane(number="1", name="A", quarters=((), (), (), ()), gate=4), RoadmapLane(number="2", name="B", waits=4)]
    drawing = made("en", lanes)
    assert "The gate of stage 1 stays closed." in drawing.alt
    assert "stroke-dasharray" in drawing.svg


def test_missing_index_is_a_dash():
    quarters = [RoadmapQuarter(name="Q1", effort=0, capacity=1, index=None)]
    drawing = made("en", [RoadmapLane(number="1", name="A", quick=(STEP,))], quarters, today=(None, None), wins=RoadmapWins(effort=2, index=None))
    assert "Index today: –." in drawing.alt
    assert [text for text, _ in texts(ET.fromstring(drawing.svg)) if text == "–"] == ["–", "–"]


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match="lanes and quarters"):
        made(lanes=[])


steps = st.builds(RoadmapStep, number=st.sampled_from(["S1.P1", "S5.P12"]), name=st.sampled_from(["Plan", LONG, "Przygotowanie ludzi"]),
                  low=st.integers(0, 3), high=st.integers(1, 4), effort=st.integers(1, 3))
some = st.lists(steps, max_size=4).map(tuple)
bars = st.builds(lambda title, a, b, before, beyond: RoadmapBar(title=title, first=min(a, b), last=max(a, b), before=before, beyond=beyond),
                 st.sampled_from(["Kolejka", LONG]), st.integers(0, 3), st.integers(0, 3), st.booleans(), st.booleans())
found_lanes = st.lists(st.builds(
    RoadmapLane, number=st.sampled_from(["1", "12", ""]), name=st.sampled_from(["Stały pomiar", LONG]), quick=some,
    quarters=st.tuples(some, some, some, some), bars=st.lists(bars, max_size=3).map(tuple), waits=st.integers(0, 4), gate=st.none() | st.integers(0, 4)),
    min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["pl", "en"]), found_lanes)
def test_nothing_stands_outside_or_over_another_text(code, lanes):
    drawing = made(code, lanes)
    root = ET.fromstring(drawing.svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    assert width == FULL
    boxes = list(texts(root))
    for text, (left, top, right, bottom) in boxes:
        assert left >= -0.1, text
        assert right <= width + 0.1, text
        assert top >= 0, text
        assert bottom <= height, text
    for i, (text, one) in enumerate(boxes):
        for other, two in boxes[i + 1 :]:
            apart = one[2] <= two[0] + 0.2 or two[2] <= one[0] + 0.2 or one[3] <= two[1] + 0.2 or two[3] <= one[1] + 0.2
            assert apart, (text, other)
    for node in root.iter(f"{SVG}rect"):
        assert float(node.get("x")) + float(node.get("width")) <= width + 1.2


@pytest.mark.parametrize("code", ["pl", "en"])
@pytest.mark.parametrize("name", sorted(examples()))
def test_examples_name_their_practices_whole(name, code):
    """No short name of a practice is cut, and no letter is smaller than 7.5 points."""
    context = example(name, code)
    drawing = picture(context, context.roadmap)
    assert "…" not in re.sub(r"<title>.*?</title>|<desc>.*?</desc>", "", str(drawing["svg"]), flags=re.DOTALL)
    assert min(float(size) for size in re.findall(r'<text[^>]* font-size="([\d.]+)"', str(drawing["svg"]))) >= 7.5


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
def test_extremes(make):
    context = make()
    drawing = picture(context, context.roadmap)
    assert drawing is None or "None" not in drawing["alt"]
