"""Bullet, radar, ownership map, journey strip, impact and effort: whole SVG, numbers in words, nothing missing drawn as
zero, nothing outside the picture whatever the input.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from math import cos, radians, sin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxgov.language import Language
from cxgov.rendering.drawings.bullet import Bullet, bullet
from cxgov.rendering.drawings.drawing import Drawing
from cxgov.rendering.drawings.geometry import FULL, HALF
from cxgov.rendering.drawings.impact_effort import ImpactEffort, impact_effort
from cxgov.rendering.drawings.journey_strip import JourneyTouchpoint, journey_strip
from cxgov.rendering.drawings.lettering import text_width
from cxgov.rendering.drawings.ownership_map import OwnershipPerson, OwnershipRow, ownership_map
from cxgov.rendering.drawings.palette import STANDARD
from cxgov.rendering.drawings.radar import RadarAxis, radar
from cxgov.rendering.environment import environment

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Niezwykle długa nazwa, która opisuje wszystkie pożądane doświadczenia klienta & firmy <razem>"
NPS = Bullet(name="NPS", value=31.5, low=27.25, high=35.75, target=40, tolerance=5, baseline=22, minimum=-100, maximum=100, status="missed",
             unit="pts", digits=2)
NO_VALUE = Bullet(name=LONG, value=None, target=40, minimum=0, maximum=100)
AXES = [RadarAxis(name="Listening", raw=2.6, effective=2.2, target=3.0), RadarAxis(name=LONG, raw=None, effective=None, target=3.5),
        RadarAxis(name="Promise", raw=1.4, effective=1.4, target=None), RadarAxis(name="Measuring", raw=3.1, effective=0.9, target=4.0)]
PEOPLE = [OwnershipPerson(id="anna", label="AN", overloaded=True), OwnershipPerson(id="jan", label="JK"),
          OwnershipPerson(id="ewa", label=LONG, active=False)]
ROWS = [OwnershipRow(name="Till", accountable="anna", responsible=("anna", "jan"), key=True),
        OwnershipRow(name=LONG, accountable=None, responsible=("jan",)), OwnershipRow(name="Complaint", accountable="anna")]
STAGES = ("Looking", LONG)
TOUCHPOINTS = [
    JourneyTouchpoint(name="Search", stage=0, emotion=1, desired=2, kpi=True, owner="AN", evidence="research"),
    JourneyTouchpoint(name=LONG, stage=0, emotion=None, desired=None, kpi=False, owner=None, evidence="none"),
    JourneyTouchpoint(name="Pick-up", stage=1, emotion=-2, desired=1, kpi=True, owner="JK", evidence="partly", moment_of_truth=True),
    JourneyTouchpoint(name="Return", stage=1, emotion=0, desired=1, kpi=False, owner="JK", evidence="partly", channels=("chat",)),
]
STEPS = [ImpactEffort(number=1, name="Listen", effect=3.5, effort=1), ImpactEffort(number=2, name=LONG, effect=3.4, effort=1),
         ImpactEffort(number=3, name="Promise", effect=0.0, effort=3)]


def made_bullet(code: str, kpi: Bullet = NPS, **options) -> Drawing:
    return bullet(environment(code), Language(code), kpi, **options)


def made_radar(code: str, axes=AXES, **options) -> Drawing:
    return radar(environment(code), Language(code), axes, **options)


def made_map(code: str, people=PEOPLE, rows=ROWS, **options) -> Drawing:
    return ownership_map(environment(code), Language(code), people, rows, **options)


def made_strip(code: str, stages=STAGES, touchpoints=TOUCHPOINTS, **options) -> Drawing:
    return journey_strip(environment(code), Language(code), stages, touchpoints, **options)


def made_field(code: str, items=STEPS, **options) -> Drawing:
    return impact_effort(environment(code), Language(code), items, **options)


ALL = (made_bullet, made_radar, made_map, made_strip, made_field)
drawn = pytest.mark.parametrize("make", ALL, ids=[make.__name__ for make in ALL])


# --- reading a picture -------------------------------------------------------------------------------------------------


def walked(data: str) -> Iterator[tuple[float, float]]:
    """The points of path data of straight pieces, relative ones made absolute."""
    x = y = 0.0
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        if command in "HV":
            x, y = (numbers[0], y) if command == "H" else (x, numbers[0])
        elif command in "hv":
            x, y = (x + numbers[0], y) if command == "h" else (x, y + numbers[0])
        elif command == "l":
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                yield x, y
        elif command in "ML":
            x, y = numbers
        elif command == "a":
            x, y = x + numbers[5], y + numbers[6]
        else:
            assert command == "Z", f"a path of this picture has no {command}"
        yield x, y


def reach(element: ET.Element) -> list[tuple[float, float]]:
    """The points an element reaches; a text as wide as its letters, capitals above and descenders below its base line."""
    kind = element.tag.removeprefix(SVG)

    def number(name: str, default: float = 0.0) -> float:
        return float(element.get(name, default))

    if kind == "text":
        size = number("font-size")
        width = text_width(element.text or "", size, int(number("font-weight", 400)))
        left = number("x") - {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")] * width
        corners = [(x, y) for x in (left, left + width) for y in (number("y") - 0.7 * size, number("y") + 0.2 * size)]
        turn = re.fullmatch(r"rotate\((\S+) (\S+) (\S+)\)", element.get("transform", "rotate(0 0 0)"))
        assert turn, element.get("transform")
        angle, cx, cy = radians(float(turn[1])), float(turn[2]), float(turn[3])
        return [(cx + (x - cx) * cos(angle) - (y - cy) * sin(angle), cy + (x - cx) * sin(angle) + (y - cy) * cos(angle)) for x, y in corners]
    if kind == "rect":
        return [(number("x"), number("y")), (number("x") + number("width"), number("y") + number("height"))]
    if kind == "circle":
        return [(number(axis) + side * number("r"), number(other) + side * number("r")) for axis, other in (("cx", "cy"),) for side in (-1, 1)]
    if kind == "path":
        return list(walked(element.get("d", "")))
    assert kind in ("svg", "title", "desc"), f"unknown element {kind}"
    return []


def outside(drawing: Drawing) -> list[str]:
    root = ET.fromstring(drawing.svg)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    # Coordinates are rounded to a tenth, each end on its own.
    return [f"{ET.tostring(element, 'unicode')} {x:.1f} {y:.1f} of {width} {height}" for element in root.iter() for x, y in reach(element)
            if not (-0.2 <= x <= width + 0.2 and -0.2 <= y <= height + 0.2)]


def shapes(drawing: Drawing, kind: str, **attributes: str) -> list[ET.Element]:
    return [e for e in ET.fromstring(drawing.svg).iter(SVG + kind) if all(e.get(name.replace("_", "-")) == value for name, value in attributes.items())]


def texts(drawing: Drawing) -> list[str]:
    return [e.text or "" for e in shapes(drawing, "text")]


def centres(drawing: Drawing, **attributes: str) -> list[tuple[float, float]]:
    return [(float(e.get("cx", "nan")), float(e.get("cy", "nan"))) for e in shapes(drawing, "circle", **attributes)]


# --- every drawing -----------------------------------------------------------------------------------------------------


@drawn
@pytest.mark.parametrize("code", ["pl", "en"])
def test_a_drawing_is_whole_svg_with_a_name(make, code):
    made = make(code)
    root = ET.fromstring(made.svg)
    assert root.tag == SVG + "svg"
    assert root.get("role") == "img"
    assert root.findtext(SVG + "title") == made.alt.strip()
    assert root.findtext(SVG + "desc")
    assert outside(made) == []


@drawn
def test_same_input_same_bytes(make):
    assert make("pl").svg.encode() == make("pl").svg.encode()


@drawn
def test_one_family_and_no_ids(make):
    """Ids of two drawings on one page would clash, so there are none; the typeface is the report's own."""
    svg = make("pl").svg
    assert set(re.findall(r"font-family=\"([^\"]*)\"", svg)) == {"'CXGov Sans', sans-serif"}
    assert "font-family:" not in svg
    assert " id=" not in svg


@pytest.mark.parametrize(("make", "said"), [
    (made_bullet, ["NPS", "31.50", "27.25", "35.75", "40.00", "5.00", "22.00"]),
    (made_radar, ["Listening", "2.2", "2.6", "3", LONG, "3.5", "Measuring", "0.9", "3.1", "4"]),
    (made_map, ["AN", "2", "JK", "0", LONG]),
    (made_strip, ["Search", "+1", "+2", LONG, "not known", "Pick-up", "−2"]),
    (made_field, ["Listen", "3.5", "low", LONG, "3.4", "Promise", "0", "high"]),
], ids=lambda value: getattr(value, "__name__", ""))
def test_words_name_the_numbers(make, said):
    words = make("en").alt
    at = 0
    for part in said:  # in this order
        assert part in words[at:], words
        at = words.index(part, at)


# --- missing is not zero -----------------------------------------------------------------------------------------------


def test_an_indicator_without_a_value_is_hatched_and_has_no_dot():
    made = made_bullet("en", NO_VALUE)
    assert shapes(made, "circle") == []
    assert "n/a" in texts(made)
    assert "no value" in made.alt
    assert len(shapes(made_bullet("en", Bullet(name="x", value=0.0, minimum=0, maximum=10)), "circle")) == 1


def test_an_unknown_tolerance_is_not_said_to_be_zero():
    assert "tolerance" not in made_bullet("en", NO_VALUE).alt
    assert "target 40" in made_bullet("en", NO_VALUE).alt


def profile(*values: float | None) -> Drawing:
    return made_radar("en", [RadarAxis(name=str(i), raw=value, effective=value, target=None) for i, value in enumerate(values)])


def scored(made: Drawing) -> list[tuple[float, float]]:
    """Places of the dots of a radar; the last one belongs to the key."""
    return centres(made, r="2.8")[:-1]


@pytest.mark.parametrize("missing", range(4))
def test_a_missing_axis_is_a_gap_in_the_radar(missing):
    made = profile(*(None if i == missing else 2.0 for i in range(4)))
    dots = scored(made)
    assert len(dots) == 3
    lines = [p.get("d", "") for p in shapes(made, "path", stroke=STANDARD.blue, stroke_linejoin="round")]
    assert len(lines) == 2  # of four pieces the two at the missing axis are not drawn
    assert all(point in dots for line in lines for point in walked(line))
    assert not shapes(made, "path", fill=STANDARD.blue)
    assert shapes(profile(2.0, 0.0, 2.0, 2.0), "path", fill=STANDARD.blue)


def test_a_lone_axis_is_still_seen():
    assert len(scored(profile(2.0, None, None, None, None))) == 1


def test_radar_refuses_too_few_axes():
    with pytest.raises(ValueError, match="3 to 8"):
        made_radar("en", AXES[:2])


def emotions(*values: int | None) -> Drawing:
    return made_strip("en", ("A",), [JourneyTouchpoint(name="x", stage=0, emotion=v, desired=None, kpi=False, owner=None, evidence="none")
                                     for v in values])


KEY = 12  # where the key ends


def today(made: Drawing) -> list[int]:
    """How many touchpoints each piece of today's line joins."""
    return [len(list(walked(p.get("d", "")))) for p in shapes(made, "path", stroke=STANDARD.ink, stroke_linejoin="round")]


def felt(made: Drawing) -> list[tuple[float, float]]:
    return [(x, y) for x, y in centres(made, r="3.6") if y > KEY]


def test_an_unknown_emotion_is_a_gap_and_never_on_the_scale():
    made, with_zero = emotions(1, 1, None, -1, -1), emotions(1, 1, 0, -1, -1)
    assert today(made) == [2, 2]
    assert today(with_zero) == [5]
    assert len(felt(made)) == 4
    assert len(felt(with_zero)) == 5
    assert [x for x, _y in felt(made)] == [x for i, (x, _y) in enumerate(felt(with_zero)) if i != 2]
    assert "not known" in made.alt
    assert "not known" not in with_zero.alt


def test_nothing_known_is_no_line():
    made = emotions(None, None, None)
    assert today(made) == []
    assert felt(made) == []


def test_a_touchpoint_nobody_answers_for_is_marked_beside_its_letters():
    """The amber sign says so and never covers an R; a touchpoint with an owner has none."""
    people = [OwnershipPerson(id=str(i), label=f"P{i}") for i in range(11)]
    for responsible in (("0", "1"), tuple(str(i) for i in range(11)), ("1", "5", "9"), ()):
        made = made_map("en", people, [OwnershipRow(name=LONG, accountable=None, responsible=responsible)])
        (sign,) = shapes(made, "rect", fill=STANDARD.amber)
        left, right = float(sign.get("x", "nan")), float(sign.get("x", "nan")) + float(sign.get("width", "nan"))
        letters = [(float(e.get("x", "nan")), float(e.get("width", "nan"))) for e in shapes(made, "rect", fill=STANDARD.paper)]
        assert len(letters) == len(responsible)
        assert all(x + width <= left or x >= right for x, width in letters)
    assert shapes(made_map("en", people, [OwnershipRow(name="x", accountable="1")]), "rect", fill=STANDARD.amber) == []


@pytest.mark.parametrize("effect", [0.1, 0.9, 3.0, 7.5, 64.0])
def test_ticks_say_where_they_stand(effect):
    said = texts(made_field("en", [ImpactEffort(number=77, name="x", effect=effect, effort=2)]))
    ticks = [float(text) for text in said if re.fullmatch(r"[\d.]+", text) and text != "77"]
    assert len(ticks) >= 2
    assert ticks == pytest.approx([ticks[1] * i for i in range(len(ticks))])
    assert ticks[-1] >= effect


def test_equal_steps_stand_beside_one_another():
    made = made_field("en", [ImpactEffort(number=n, name="x", effect=100.0 if n % 2 else 0.0, effort=3) for n in range(1, 13)])
    places = centres(made)
    assert len(set(places)) == 12
    assert all(max(abs(a - c), abs(b - d)) >= 13 for i, (a, b) in enumerate(places) for c, d in places[:i])


# --- whatever comes in -------------------------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from(["Zażółć", "w", "sklepie", "kasa&zwroty", "obsługa-klienta", "<b>", "doświadczenie", "Wwwwwwwwwwwwwwwwww"]),
                 min_size=1, max_size=12).map(" ".join)
SCORE = st.none() | st.floats(0, 4)
CODE = st.sampled_from(["pl", "en"])
FIGURE = st.none() | st.floats(-1e6, 1e6)


@settings(max_examples=40)
@given(CODE, st.builds(Bullet, name=WORDS, value=FIGURE, low=FIGURE, high=FIGURE, target=FIGURE, tolerance=st.none() | st.floats(0, 1e5), baseline=FIGURE,
                       minimum=st.floats(-1e6, 0), maximum=st.floats(0, 1e6), higher_is_better=st.booleans(),
                       status=st.sampled_from(["met", "tolerance", "missed", "unknown"]), unit=WORDS, digits=st.integers(0, 2)), st.booleans())
def test_bullet_stays_inside(code, kpi, axis):
    made = made_bullet(code, kpi, axis=axis)
    assert outside(made) == []
    assert len(shapes(made, "circle")) == (kpi.value is not None)


@settings(max_examples=60)
@given(CODE, st.lists(st.builds(RadarAxis, name=WORDS, raw=SCORE, effective=SCORE, target=SCORE), min_size=3, max_size=8), st.sampled_from([HALF, 320.0]))
def test_radar_stays_inside(code, axes, width):
    made = made_radar(code, axes, width=width)
    assert outside(made) == []
    assert len(scored(made)) == sum(axis.effective is not None for axis in axes)


@st.composite
def owned(draw):
    people = [OwnershipPerson(id=str(i), label=draw(st.sampled_from(["AN", "JKW", "M. Ś.", LONG])), overloaded=draw(st.booleans()))
              for i in range(draw(st.integers(0, 24)))]
    ids = [person.id for person in people]
    some = st.sampled_from(ids) if ids else st.none()
    rows = [OwnershipRow(name=draw(WORDS), accountable=draw(st.none() | some), responsible=tuple(sorted(draw(st.sets(some, max_size=5)))) if ids else (), key=draw(st.booleans()))
            for _ in range(draw(st.integers(0, 6)))]
    return people, rows


@settings(max_examples=40)
@given(CODE, owned())
@example("en", ([OwnershipPerson(id="a", label="A")] * 30, [OwnershipRow(name="x", accountable="a", responsible=("a",))]))
def test_map_stays_inside(code, drawn_from):
    assert outside(made_map(code, *drawn_from)) == []


TOUCHPOINT = st.builds(
    JourneyTouchpoint, name=WORDS, stage=st.integers(0, 2), emotion=st.none() | st.integers(-2, 2), desired=st.none() | st.integers(-2, 2),
    moment_of_truth=st.booleans(), kpi=st.booleans(), owner=st.none() | st.sampled_from(["AN", "JKW"]),
    evidence=st.sampled_from(["none", "partly", "research"]), channels=st.sampled_from([(), ("chat",)]))


@settings(max_examples=40)
@given(CODE, st.lists(WORDS, min_size=3, max_size=3), st.lists(TOUCHPOINT, max_size=24))
def test_strip_stays_inside(code, stages, touchpoints):
    made = made_strip(code, stages, touchpoints, width=FULL)
    assert outside(made) == []
    assert len(felt(made)) == sum(t.emotion is not None for t in touchpoints)


@settings(max_examples=40)
@given(CODE, st.lists(st.tuples(WORDS, st.floats(-5, 100), st.integers(1, 3)), max_size=30))
def test_field_stays_inside(code, found):
    made = made_field(code, [ImpactEffort(number=n, name=name, effect=effect, effort=effort) for n, (name, effect, effort) in enumerate(found, 1)])
    assert outside(made) == []
    assert len(shapes(made, "circle")) == len(found)
