"""Strips, maps and orders of levels: whole SVG, numbers in words, nothing missing drawn as zero, nothing clipped."""

import re
import xml.etree.ElementTree as ET

import pytest

from cxgov.language import Language
from cxgov.rendering.drawings.cycle_order import Gate, OrderStage, cycle_order
from cxgov.rendering.drawings.drawing import Drawing
from cxgov.rendering.drawings.dumbbell import DumbbellRow, dumbbell
from cxgov.rendering.drawings.heat_map import HeatCell, HeatRow, heat_map
from cxgov.rendering.drawings.lettering import text_width
from cxgov.rendering.drawings.level_scale import ScaleLevel, level_scale
from cxgov.rendering.drawings.level_strip import StripCell, level_strip
from cxgov.rendering.drawings.palette import STANDARD
from cxgov.rendering.drawings.rater_strip import RaterRow, rater_strip
from cxgov.rendering.environment import environment

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Niezwykle długa nazwa etapu, który opisuje wszystkie pożądane doświadczenia klienta & firmy <razem>"
CELLS = [
    StripCell(name="Sources", level=3, claimed=4, target=3), StripCell(name="Promise", level=1, target=2),
    StripCell(name="Scope", level=None, target=2), StripCell(name="Stores", level=None, applicable=False),
]  # fmt: skip
PAIRS = [
    DumbbellRow(name="Listening", first=2.6, second=2.2), DumbbellRow(name=LONG, first=None, second=4.0),
    DumbbellRow(name="Measuring", first=None, second=None),
]  # fmt: skip
RATERS = [
    RaterRow(name=LONG, levels=(3,) * 40 + (2, 4), median=3.0, agreed=3, agreement=0.82),
    RaterRow(name="Promise", levels=(1, 4, 4), median=4.0, discuss=True), RaterRow(name="Scope", levels=()),
]  # fmt: skip
HEAT = [
    HeatRow(name=LONG, cells=(HeatCell(level=3), HeatCell(level=None), HeatCell(level=None, applicable=False))),
    HeatRow(name="Till", cells=(HeatCell(level=1), HeatCell(level=4), None)),
]
GATES = (Gate(name="Inventory", state="present"), Gate(name=LONG, state="out_of_order"), Gate(name="Plan", state="missing"))
STAGES = [
    OrderStage(number="1", name="Listening", gates=GATES, started=True),
    OrderStage(number="2", name=LONG, skipped=True), OrderStage(number="3", name="Measuring", limited_by="2"),
]  # fmt: skip


def pairs(code: str, rows=PAIRS, **options) -> Drawing:
    return dumbbell(environment(code), Language(code), rows, first_label="claimed", second_label="evidenced", scale=(0, 4), **options)


def strip(code: str, cells=CELLS) -> Drawing:
    return level_strip(environment(code), Language(code), cells, name="1 Listening")


def raters(code: str, rows=RATERS) -> Drawing:
    return rater_strip(environment(code), Language(code), rows, scale=(0, 4))


def heat(code: str, rows=HEAT, columns=("P1", "Parcel pick-up", LONG), **options) -> Drawing:
    return heat_map(environment(code), Language(code), rows, columns, **options)


def levels(code: str) -> Drawing:
    return level_scale(environment(code), Language(code), [ScaleLevel(level=at, name=f"{LONG} {at}") for at in range(5)])


def order(code: str, stages=STAGES) -> Drawing:
    return cycle_order(environment(code), Language(code), stages)


ALL = {
    "level_strip": strip, "dumbbell": pairs, "bare dumbbell": lambda code: pairs(code, PAIRS[:1], width=110.0, bare=True),
    "rater_strip": raters, "heat_map": heat, "wide heat_map": lambda code: heat(
        code, [HeatRow(name="Till", cells=(HeatCell(level=2),) * 22)], [f"P{at}" for at in range(22)]),
    "level_scale": levels, "cycle_order": order,
    "long cycle_order": lambda code: order(code, [OrderStage(number=str(at), name=LONG, limited_by="1") for at in range(8)]),
}  # fmt: skip


def reach(element: ET.Element) -> list[tuple[float, float]]:
    """The points that an element reaches, text by the widths of its letters."""

    def get(name: str) -> float:
        return float(element.get(name, "0"))

    tag = element.tag.removeprefix(SVG)
    if tag == "rect":
        return [(get("x"), get("y")), (get("x") + get("width"), get("y") + get("height"))]
    if tag == "circle":
        return [(get("cx") - get("r"), get("cy") - get("r")), (get("cx") + get("r"), get("cy") + get("r"))]
    if tag == "line":
        return [(get("x1"), get("y1")), (get("x2"), get("y2"))]
    if tag == "path":
        return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", element.get("d", ""))]
    if tag == "text":
        size = get("font-size")
        wide = text_width(element.text or "", size, int(element.get("font-weight", "400")))
        start = get("x") - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", "start"), 0.0)
        if element.get("transform", "").startswith("rotate(-90"):
            return [(get("x") - size * 0.7, get("y") - wide), (get("x") + size * 0.2, get("y"))]
        return [(start, get("y") - size * 0.7), (start + wide, get("y") + size * 0.2)]
    return []


@pytest.mark.parametrize("code", ["pl", "en"])
@pytest.mark.parametrize("kind", ALL)
def test_a_drawing_is_whole_named_and_inside_its_box(kind, code):
    drawing = ALL[kind](code)
    root = ET.fromstring(drawing.svg)
    _, _, width, height = (float(part) for part in root.get("viewBox").split())
    assert root.find(f"{SVG}title").text == drawing.alt
    assert root.find(f"{SVG}desc").text
    outside = [
        (element.tag, element.attrib, element.text) for element in root.iter() for x, y in reach(element)
        if not (-0.15 <= x <= width + 0.15 and -0.15 <= y <= height + 0.15)
    ]  # fmt: skip
    assert outside == []
    assert not re.search(r"\b(?:nan|inf|None)\b", drawing.svg)


@pytest.mark.parametrize("kind", ALL)
def test_the_same_input_gives_the_same_bytes(kind):
    assert ALL[kind]("pl").svg.encode() == ALL[kind]("pl").svg.encode()


def test_words_name_the_numbers():
    assert strip("en").alt == (
        "1 Listening: Sources 3, claimed 4, target 3; Promise 1, target 2; Scope not answered, target 2; Stores not applicable."
    )
    assert pairs("en").alt.startswith("Listening: claimed 2.6, evidenced 2.2. ")
    assert "Promise: 3 raters: 1, 4, 4; median 4; to discuss." in raters("en").alt
    assert "median 3; agreed 3; r*wg 0.82." in raters("en").alt
    assert heat("en").alt.endswith("Till: P1 1; Parcel pick-up 4.")
    assert "2,6" in pairs("pl").alt
    assert order("en").alt.startswith("1 Listening: Inventory (in place), ")
    assert "Plan (missing), gate closed." in order("en").alt
    assert "3 Measuring: not started, limited by 2." in order("en").alt


def texts(drawing: Drawing) -> list[str]:
    return [element.text for element in ET.fromstring(drawing.svg).iter(f"{SVG}text")]


def test_a_missing_level_is_a_sign_and_never_the_colour_of_level_0():
    missing = strip("en", [StripCell(name="a", level=None), StripCell(name="b", level=None, applicable=False)])
    assert texts(missing) == ["?", "n/a"]
    assert STANDARD.amber not in missing.svg
    # A level of a practice that does not apply is not shown either.
    assert texts(strip("en", [StripCell(name="b", level=0, applicable=False)])) == ["n/a"]
    assert STANDARD.amber in strip("en", [StripCell(name="a", level=0)]).svg

    cells = heat("en", [HeatRow(name="r", cells=(HeatCell(level=None), HeatCell(level=0, applicable=False), None))], ("A", "B", "C"))
    assert texts(cells) == ["A", "B", "C", "?", "n/a", "r"]
    assert STANDARD.amber not in cells.svg


def test_a_missing_value_has_no_dot():
    def dots(first: float | None, second: float | None) -> int:
        return pairs("en", [DumbbellRow(name="a", first=first, second=second)], bare=True).svg.count("<circle")

    assert [dots(0.0, 0.0), dots(0.0, None), dots(None, 0.0), dots(None, None)] == [2, 1, 1, 0]
    assert texts(pairs("en", PAIRS[2:], bare=True)) == ["n/a"]
    empty = ET.fromstring(raters("en", [RaterRow(name="Scope", levels=())]).svg)
    assert len(list(empty.iter(f"{SVG}circle"))) == 1  # that of the legend


def test_every_rater_is_a_dot_and_agreement_of_nobody_is_not_zero():
    drawing = raters("en", [RaterRow(name="a", levels=(0, 2, 2, 4), median=2.0)])
    assert drawing.svg.count("<circle") == 4 + 1
    assert "n/a" in texts(drawing)
    assert "0.00" not in texts(drawing)


def test_the_bar_is_amber_only_where_the_second_value_is_lower():
    assert STANDARD.amber in pairs("en", [DumbbellRow(name="a", first=3.0, second=1.0)]).svg
    assert STANDARD.amber not in pairs("en", [DumbbellRow(name="a", first=1.0, second=3.0)]).svg


def test_targets_that_are_not_reached_stand_out():
    found = re.findall(r'font-size="7.5" fill="(#\w+)"( font-weight="600")?[^>]*>(\d)<', strip("en", CELLS[:2]).svg)
    # The first is the ring of a claim beyond the evidence.
    assert found[1:] == [(STANDARD.muted, "", "3"), (STANDARD.ink, ' font-weight="600"', "2")]


def test_without_a_recorded_pass_nothing_is_called_begun_or_missing():
    plain = order("en", [OrderStage(number="1", name="Listening"), OrderStage(number="2", name="Measuring")])
    assert plain.alt == "1 Listening. 2 Measuring."
    assert "stroke-dasharray" not in plain.svg
    assert texts(plain) == ["1\N{NO-BREAK SPACE}Listening", "2\N{NO-BREAK SPACE}Measuring"]


@pytest.mark.parametrize(("state", "is_open"), [("present", True), ("missing", False), ("out_of_order", False)])
def test_a_gate_is_open_only_when_its_outputs_are_in_place(state, is_open):
    stages = [OrderStage(number="1", name="a", started=True, gates=(Gate(name="g", state=state),)),
              OrderStage(number="2", name="b", started=True)]  # fmt: skip
    made = order("en", stages)
    walls = [path.get("stroke") for path in ET.fromstring(made.svg).iter(f"{SVG}path") if re.fullmatch(r"M\S+ \S+V\S+", path.get("d", ""))]
    assert walls == [STANDARD.blue if is_open else STANDARD.amber]  # the second stage has no outputs and so no gate
    assert ("gate open" in made.alt) is is_open


def test_wrong_shapes_are_refused():
    with pytest.raises(ValueError, match="one cell per column"):
        heat("en", HEAT, ("A",))
    with pytest.raises(ValueError, match="stages"):
        order("en", [])
