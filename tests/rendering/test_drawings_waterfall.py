"""The waterfall: steps that lead from one total to the other, each with its figure, in blue, amber and ink."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from cxgov.language import Language
from cxgov.rendering.drawings.lettering import text_width
from cxgov.rendering.drawings.palette import STANDARD
from cxgov.rendering.drawings.waterfall import Step, Waterfall, waterfall
from cxgov.rendering.environment import environment

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Niezwykle długa nazwa praktyki, która opisuje wszystkie pożądane doświadczenia klienta & firmy <razem>"
OF = Waterfall(start=29.0, start_name="index, Q2", end=34.0, end_name="index, Q3", digits=2, joined=3, others=2.5, steps=(
    Step(name="S3 held back", amount=-1.5), Step(name="S1.P1 Sources", amount=4.0), Step(name="S1.P2 Catalogue", amount=0.0)))


def drawn(of=OF, code="en", **options):
    return waterfall(environment(code), Language(code), of, **options)


def bars(drawing):
    return [rect.attrib for rect in ET.fromstring(drawing.svg).iter(f"{SVG}rect")]


def test_each_step_begins_where_the_one_before_ends():
    """From total to total without a gap; down goes to the left."""
    first, down, up, nothing, joined, last = [(float(b["x"]), float(b["x"]) + float(b["width"])) for b in bars(drawn())]
    assert down[1] == pytest.approx(first[1], abs=0.2)
    assert up[0] == pytest.approx(down[0], abs=0.2)
    assert sum(nothing) / 2 == pytest.approx(up[1], abs=0.2)
    assert joined[1] == pytest.approx(last[1], abs=0.2)


def test_colours():
    """Ink for totals, amber down, blue up, muted for nothing."""
    assert [b["fill"] for b in bars(drawn())] == [
        STANDARD.ink, STANDARD.amber, STANDARD.blue, STANDARD.muted, STANDARD.blue, STANDARD.ink]


def test_says_every_number():
    """The text alternative carries names and figures, in order, and how many were joined."""
    assert drawn().alt == ("index, Q2: 29.00. S3 held back: −1.50. S1.P1 Sources: +4.00. S1.P2 Catalogue: 0.00. 3 others: +2.50. "
                           "index, Q3: 34.00.")
    assert "34,00" in drawn(code="pl").alt


@pytest.mark.parametrize("of", [
    OF, Waterfall(start=0, start_name="a", end=100, end_name="b", steps=(Step(name=LONG, amount=100),)),
    Waterfall(start=100, start_name="a", end=0, end_name="b", steps=(Step(name=LONG, amount=-100),)),
    Waterfall(start=50, start_name=LONG, end=50, end_name=LONG, steps=()),
])
@pytest.mark.parametrize("width", [481.9, 284.0])
def test_nothing_is_clipped(of, width):
    """Every text and bar lies inside the picture, at both ends of the scale."""
    root = ET.fromstring(drawn(of, width=width).svg)
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        size, anchor = float(text.attrib["font-size"]), text.attrib.get("text-anchor", "start")
        room = text_width(text.text or "", size, int(text.attrib.get("font-weight", 400)))
        left = float(text.attrib["x"]) - {"start": 0, "middle": room / 2, "end": room}[anchor]
        assert left >= -1
        assert left + room <= wide + 1
        assert size * 0.5 <= float(text.attrib["y"]) <= high
    for rect in root.iter(f"{SVG}rect"):
        assert 0 <= float(rect.attrib["x"]) <= float(rect.attrib["x"]) + float(rect.attrib["width"]) <= wide


def test_bars_do_not_overlap():
    """One row each."""
    tops = [float(b["y"]) for b in bars(drawn())]
    assert all(below - above >= float(bars(drawn())[0]["height"]) for above, below in pairwise(tops))


def test_texts_are_escaped():
    """A name is text."""
    svg = drawn(Waterfall(start=1, start_name=LONG, end=1, end_name="b", steps=())).svg
    assert "<razem>" not in svg
    assert re.search(r"&lt;|razem", svg)
