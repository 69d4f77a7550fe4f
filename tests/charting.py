"""Looks into a finished chart: its texts, its dots, and what reaches out of it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from cxgov.rendering.drawings.drawing import Drawing
from cxgov.rendering.drawings.lettering import text_width
from cxgov.rendering.drawings.palette import STANDARD

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def texts(drawing: Drawing) -> list[str]:
    return [e.text or "" for e in ET.fromstring(drawing.svg).iter(SVG + "text")]


def dots(drawing: Drawing) -> list[tuple[float, float]]:
    """The round marks in the colour of a value, ticks and the ends of intervals left out."""
    return [(float(e.get("x", "nan")), float(e.get("y", "nan"))) for e in ET.fromstring(drawing.svg).iter(SVG + "use")
            if e.get("fill") == STANDARD.blue]


def outside(drawing: Drawing) -> list[str]:
    """What reaches out of the picture; clipped shapes cannot."""
    root = ET.fromstring(drawing.svg)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    markers = {shape for defs in root.iter(SVG + "defs") for shape in defs.iter()}
    reached: list[tuple[ET.Element, float, float]] = []
    for e in root.iter():
        if e.tag == SVG + "text":
            size = float(e.get("font-size", "nan"))
            wide = text_width(e.text or "", size, int(e.get("font-weight", "400")))
            x, y = float(e.get("x", "nan")), float(e.get("y", "nan"))
            left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[e.get("text-anchor", "start")] * wide
            assert "rotate(-0 " in e.get("transform", "rotate(-0 "), "a turned text is not measured here"
            reached += [(e, left, y - 0.7 * size), (e, left + wide, y + 0.2 * size)]
        elif e.tag == SVG + "use":
            reached += [(e, float(e.get("x", "nan")) + side * 3, float(e.get("y", "nan")) + side * 3) for side in (-1, 1)]
        elif e.tag == SVG + "path" and e not in markers and not e.get("clip-path"):
            numbers = [float(n) for n in NUMBER.findall(e.get("d", ""))]
            reached += [(e, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    assert reached
    return [f"{e.tag} {e.text or ''} {x:.1f} {y:.1f} of {width} {height}" for e, x, y in reached
            if not (-0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1)]
