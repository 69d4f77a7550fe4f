"""The wheel without scores: for the wall and the booklet, where nobody has rated anything yet."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from rendering.test_drawings import NAMES, made, outside, texts

from cxgov.rendering.drawings.cycle_wheel import CycleWheel, WheelStage

BLANK = CycleWheel(stages=tuple(WheelStage(number=str(n), name=name, raw=None, effective=None, band=None) for n, name in enumerate(NAMES, 1)),
                   index=None, blank=True, hub={"pl": "Koło się nie zatrzymuje", "en": "The wheel never stops"})


@pytest.mark.parametrize("code", ["pl", "en"])
@pytest.mark.parametrize("size", ["half", "page"])
def test_a_blank_wheel_is_inside_its_box_and_has_a_number_in_every_cabin(code, size):
    drawing = made(BLANK, code, size=size)
    assert outside(drawing) == []
    assert {"1", "2", "3", "4", "5"} <= set(texts(drawing))


def test_a_blank_wheel_misses_nothing():
    drawing = made(BLANK, size="page")
    assert "not scored" not in drawing.alt
    assert "not scored" not in texts(drawing)
    assert not any("–" in text for text in texts(drawing))
    assert drawing.alt.startswith("Cycle wheel with 5 stages in order. 1 Learn expectations. 2 Define ourselves.")


def test_a_blank_wheel_is_not_hatched_and_white():
    root = ET.fromstring(made(BLANK, size="page").svg)
    unscored = ET.fromstring(made(CycleWheel(stages=BLANK.stages, index=None), size="page").svg)
    paths = [len(list(one.iter("{http://www.w3.org/2000/svg}path"))) for one in (root, unscored)]
    assert paths[1] - paths[0] == len(BLANK.stages)


def test_the_hub_of_a_blank_wheel_says_what_it_is_given():
    assert " ".join(text for text in texts(made(BLANK, "pl", size="page")) if text in {"Koło się nie", "zatrzymuje"}) == "Koło się nie zatrzymuje"
    assert made(CycleWheel(stages=BLANK.stages, index=None, blank=True)).svg
