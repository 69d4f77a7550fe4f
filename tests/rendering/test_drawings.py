"""The cycle wheel and what all drawings share: colours that can be read, letters measured as the font has them, lines
broken without loss, geometry inside its bounds.
"""

import re
import xml.etree.ElementTree as ET
from math import hypot

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from cxgov import resources
from cxgov.language import Language
from cxgov.rendering.drawings.cycle_wheel import CycleWheel, WheelStage, cycle_wheel
from cxgov.rendering.drawings.drawing import SMALL, Drawing
from cxgov.rendering.drawings.geometry import hatch, r, rounded
from cxgov.rendering.drawings.lettering import clip, fits, text_width, widest, wrap
from cxgov.rendering.drawings.palette import STANDARD, TEXT_CONTRAST, Palette, contrast
from cxgov.rendering.drawings.wheel_words import numbers_joined
from cxgov.rendering.environment import environment

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ({"pl": "Poznanie oczekiwań", "en": "Learn expectations"}, {"pl": "Samookreślenie firmy", "en": "Define ourselves"},
         {"pl": "Pożądane doświadczenia", "en": "Desired experiences"}, {"pl": "Wdrożenie", "en": "Plan and implement"},
         {"pl": "Stały pomiar", "en": "Constant measurement"})
SKIPPED = CycleWheel(
    stages=(
        WheelStage(number="1", name=NAMES[0], raw=2.2, effective=2.2, band=2, previous=1.8),
        WheelStage(number="2", name=NAMES[1], raw=0.4, effective=0.4, band=0, skipped=True, limits=("3", "4", "5"), previous=0.4),
        WheelStage(number="3", name=NAMES[2], raw=2.5, effective=1.4, band=1, previous=1.4),
        WheelStage(number="4", name=NAMES[3], raw=1.8, effective=1.4, band=1),
        WheelStage(number="5", name=NAMES[4], raw=3.3, effective=1.4, band=1, previous=1.3),
    ),
    index=34, previous_index=31, previous_label={"pl": "II kwartał 2026", "en": "Q2 2026"},
)  # fmt: skip


def made(wheel: CycleWheel = SKIPPED, code: str = "en", **options) -> Drawing:
    return cycle_wheel(environment(code), Language(code), wheel, **options)


def stage(number: int = 1, score: float | None = 2.0, **more) -> WheelStage:
    band = None if score is None else min(4, int(score))
    return WheelStage(**{"number": str(number), "name": f"Stage {number}", "raw": score, "effective": score, "band": band, **more})


def ring(*scores: float | None) -> CycleWheel:
    return CycleWheel(stages=tuple(stage(at, score) for at, score in enumerate(scores, 1)), index=50)


def texts(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in ET.fromstring(drawing.svg).iter(f"{SVG}text")]


def outside(drawing: Drawing) -> list[str]:
    """Texts, cabins, pills and lines that reach out of the picture; arcs by their ends."""
    root = ET.fromstring(drawing.svg)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    found = []
    for element in root.iter():
        def number(name: str, default: float = 0.0, of: ET.Element = element) -> float:
            return float(of.get(name, default))

        points: list[tuple[float, float]] = []
        if element.tag == f"{SVG}text":
            size = number("font-size")
            wide = text_width(element.text or "", size, int(number("font-weight", 400)))
            left = number("x") - {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")] * wide
            points = [(left, number("y") - 0.7 * size), (left + wide, number("y") + 0.2 * size)]
        elif element.tag == f"{SVG}rect":
            points = [(number("x"), number("y")), (number("x") + number("width"), number("y") + number("height"))]
        elif element.tag == f"{SVG}circle":
            x, y, radius = number("cx"), number("cy"), number("r")
            points = [(x - radius, y - radius), (x + radius, y + radius)]
        elif element.tag == f"{SVG}path":
            points = [(float(x), float(y)) for x, y in re.findall(r"[ML ](-?[\d.]+) (-?[\d.]+)(?=[ LZM]|$)", element.get("d", ""))
                      if " A" not in element.get("d", "")]
        found += [f"{ET.tostring(element, 'unicode')} {x} {y}" for x, y in points
                  if not (-0.3 <= x <= width + 0.3 and -0.3 <= y <= height + 0.3)]
    return found


# --- the wheel ---------------------------------------------------------------------------------------------------------

SHAPES = ({"size": "half"}, {"size": "page"}, {"compact": True})


@pytest.mark.parametrize("code", ["pl", "en"])
@pytest.mark.parametrize("options", SHAPES, ids=str)
def test_the_wheel_is_whole_named_and_inside_its_box(code, options):
    drawing = made(code=code, **options)
    root = ET.fromstring(drawing.svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == drawing.alt
    assert root.findtext(f"{SVG}desc")
    assert outside(drawing) == []
    assert "<script" not in drawing.svg
    assert "href" not in drawing.svg
    assert " id=" not in drawing.svg
    assert drawing.svg.encode() == made(code=code, **options).svg.encode()


def test_words_name_every_number():
    assert made().alt == (
        "Cycle wheel with 5 stages in order. Index 34 of 100. Index in Q2 2026: 31. 1 Learn expectations: 2.2, before 1.8. "
        "2 Define ourselves: 0.4, skipped, limits 3–5, before 0.4. 3 Desired experiences: rated 2.5, counts as 1.4, before 1.4. "
        "4 Plan and implement: rated 1.8, counts as 1.4. 5 Constant measurement: rated 3.3, counts as 1.4, before 1.3."
    )
    assert "2,2" in made(code="pl").alt


def test_no_name_of_the_framework_is_broken_at_half_a_page():
    for code in ("pl", "en"):
        said = " ".join(text.replace("\N{NO-BREAK SPACE}", " ") for text in texts(made(code=code)))
        assert all(f"{at} {name[code]}" in said for at, name in enumerate(NAMES, 1))


@pytest.mark.parametrize("options", SHAPES, ids=str)
def test_every_text_can_be_read_at_the_size_it_is_made_for(options):
    sizes = [float(e.get("font-size")) for e in ET.fromstring(made(**options).svg).iter(f"{SVG}text")]
    assert min(sizes) >= SMALL


def test_the_compact_wheel_carries_digits_and_index_alone():
    assert texts(made(compact=True)) == ["34", "2.2", "0.4", "1.4", "1.4", "1.4"]


def test_a_stage_without_a_score_is_hatched_and_has_no_digit():
    drawing = made(ring(2.0, None, 2.0))
    assert texts(drawing).count("n/a") == 1
    assert "not scored" in drawing.alt
    assert "0.0" not in texts(drawing)
    assert STANDARD.amber not in drawing.svg
    assert "0.0" in texts(made(ring(2.0, 0.0, 2.0)))
    assert STANDARD.amber in made(ring(2.0, 0.0, 2.0)).svg
    assert "not applicable" in made(CycleWheel(stages=(stage(1), stage(2), stage(3, None, applicable=False)), index=1)).alt


def test_an_index_that_is_not_scored_is_no_zero():
    nothing = CycleWheel(stages=tuple(stage(at, None) for at in (1, 2, 3)), index=None)
    assert "The index is not scored." in made(nothing).alt
    assert "0" not in texts(made(nothing))
    assert "0" in texts(made(CycleWheel(stages=nothing.stages, index=0)))


def test_marks_of_the_period_before_stand_only_where_there_is_one():
    def rings(wheel: CycleWheel) -> int:
        return made(wheel).svg.count("<circle")

    plain, one = ring(2.0, 2.0, 2.0), ring(2.0, 2.0, 2.0)
    one = CycleWheel(stages=(stage(1, 2.0, previous=0.0), *one.stages[1:]), index=50)
    # One ring for the period before, one dot for now, one ring in the caption.
    assert rings(one) - rings(plain) == 3
    assert "before 0.0" in made(one).alt
    assert "before" not in made(plain).alt


def test_a_limit_that_does_not_show_is_not_said():
    near = CycleWheel(stages=(stage(1), stage(2, raw=2.04, effective=2.0), stage(3)), index=50)
    assert "counts as" not in made(near).alt


@pytest.mark.parametrize("count", [2, 9])
def test_the_wheel_refuses_what_it_cannot_show(count):
    with pytest.raises(ValueError, match="3 to 8"):
        ring(*[1.0] * count)


WORDS = st.lists(st.sampled_from(["Zażółć", "w", "sklepie", "kasa&zwroty", "obsługa-klienta", "<b>", "doświadczenie", "Wwwwwwwwwwwwwwwwww"]),
                 min_size=1, max_size=7).map(" ".join)
SCORE = st.none() | st.floats(0, 4)


@st.composite
def wheels(draw):
    count = draw(st.integers(3, 8))
    stages = []
    for at in range(1, count + 1):
        raw = draw(SCORE)
        effective = None if raw is None else min(raw, draw(st.floats(0, 4)))
        later = [str(n) for n in range(at + 1, count + 1)]
        stages.append(WheelStage(
            number=str(at), name=draw(WORDS), raw=raw, effective=effective, band=None if effective is None else int(effective),
            skipped=draw(st.booleans()), previous=draw(SCORE), limits=tuple(draw(st.sampled_from([[], later, later[1:2], later[::2]]))),
        ))  # fmt: skip
    return CycleWheel(stages=tuple(stages), index=draw(st.none() | st.integers(0, 100)), previous_index=draw(st.none() | st.integers(0, 100)))


@settings(max_examples=30)
@given(wheels(), st.sampled_from(SHAPES), st.sampled_from(["pl", "en"]))
def test_any_wheel_stays_inside(wheel, options, code):
    drawing = made(wheel, code, **options)
    assert outside(drawing) == []
    assert sum(text == Language(code).pgettext("not applicable, short", "n/a") for text in texts(drawing)) >= sum(
        one.effective is None for one in wheel.stages)


@pytest.mark.parametrize(("numbers", "said"), [
    (("3", "4", "5"), "3–5"), (("2", "4"), "2, 4"), (("2", "3"), "2, 3"), (("2", "4", "5", "6"), "2, 4–6"), (("7",), "7"), ((), ""),
])
def test_runs_of_stages_are_joined(numbers, said):
    assert numbers_joined(numbers) == said


# --- colours -----------------------------------------------------------------------------------------------------------


def test_every_digit_can_be_read_on_its_level():
    assert all(contrast(STANDARD.level(step).text, STANDARD.level(step).fill) >= TEXT_CONTRAST for step in range(5))
    assert len({STANDARD.level(step).fill for step in range(5)}) == 5
    assert STANDARD.level(7) == STANDARD.level(4)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("hues", [{"muted": "#aaaaaa"}, {"blue": "#8ba6ca"}, {"ink": "red"}, {"ink": "#FFFFFF"}])
def test_a_theme_that_cannot_be_read_is_refused(hues):
    with pytest.raises(ValueError, match=r"contrast|not a colour"):
        Palette(**hues)


# --- letters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("face", "weight"), [("regular", 400), ("semibold", 600)])
def test_letters_are_as_wide_as_the_font_has_them(face, weight):
    with TTFont(resources.font_path(face)) as font:
        glyphs, widths = font.getBestCmap(), font["hmtx"]
        letters = [chr(code) for code in range(0x20, 0x7F)] + list("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ–—„”“’…−→←↑↓▲▼·\N{NO-BREAK SPACE}")
        for letter in letters:
            assert text_width(letter, 1000, weight) == pytest.approx(widths[glyphs[ord(letter)]][0], abs=1), letter


@settings(max_examples=200)
@given(WORDS, st.floats(30, 200), st.integers(1, 4))
def test_lines_hold_their_width_and_lose_nothing(text, width, lines):
    found = wrap(text, width, 8, lines=lines)
    assert 1 <= len(found) <= lines
    assert widest(found, 8) <= width + 0.01
    if not found[-1].endswith("…"):
        assert re.sub(r"[\s-]", "", "".join(found)) == re.sub(r"[\s-]", "", text)
    if fits(text, width, 8, lines=lines):
        assert " ".join(found).replace("- ", "-") == text


def test_a_text_that_is_cut_says_so():
    assert clip("doświadczenie", 30, 8).endswith("…")
    assert text_width(clip("doświadczenie", 30, 8), 8) <= 30
    assert clip("tak", 30, 8) == "tak"


# --- geometry ----------------------------------------------------------------------------------------------------------


def test_numbers_are_rounded_once_and_there_is_no_minus_zero():
    assert [str(r(value)) for value in (1.04, 1.96, -0.01, 3.0)] == ["1", "2", "0", "3"]


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(4, 80), st.floats(4, 80), st.floats(0, 40))
def test_hatching_stays_in_its_outline(x, y, width, height, radius):
    lines = re.findall(r"M(-?[\d.]+) (-?[\d.]+) L(-?[\d.]+) (-?[\d.]+)", hatch(rounded(x, y, width, height, radius)))
    assert lines
    for x1, y1, x2, y2 in (map(float, line) for line in lines):
        assert all(x - 0.1 <= value <= x + width + 0.1 for value in (x1, x2))
        assert all(y - 0.1 <= value <= y + height + 0.1 for value in (y1, y2))
        assert hypot(x2 - x1, y2 - y1) > 0
        assert (x2 - x1) == pytest.approx(-(y2 - y1), abs=0.25)
