"""The radar: a profile of three to eight axes, raw, effective and target. A missing axis is a gap in every line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin

from cxgov.language import N_, Language, Message, Text, message
from cxgov.rendering.drawings.drawing import (
    SMALL,
    Anchor,
    Drawing,
    Shape,
    Templates,
    draw,
    label,
    middle_lines,
    name_of,
)
from cxgov.rendering.drawings.geometry import HALF, Point, path, polar, r
from cxgov.rendering.drawings.lettering import LEADING, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

LEAST, MOST = 3, 8
TOP = 30.0
KEY = 16.0
LONE = 2.0  # half the length of the dash that stands for a point without neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarAxis:
    """One axis; ``None`` is missing and leaves a gap."""

    name: Text
    raw: float | None
    effective: float | None
    target: float | None


def radar(environment: Templates, language: Language, axes: Sequence[RadarAxis], *, scale: tuple[float, float] = (0.0, 4.0),
          width: float = HALF, palette: Palette = STANDARD) -> Drawing:
    """Draws a radar.

    Args:
        environment: renders the template.
        language: the language of the texts.
        axes: three to eight, clockwise from the top.
        scale: least and greatest value of every axis.
        width: width in points.
        palette: the theme.

    Raises:
        ValueError: for another number of axes.
    """
    if not LEAST <= len(axes) <= MOST:
        raise ValueError(f"a radar has {LEAST} to {MOST} axes, not {len(axes)}")
    radius = width * 0.25
    centre = (width / 2, TOP + radius)
    angles = [2 * pi * i / len(axes) for i in range(len(axes))]
    low, high = scale

    def at(angle: float, value: float) -> Point:
        dx, dy = polar(angle, radius * (value - low) / (high - low))
        return centre[0] + dx, centre[1] + dy

    steps = [low + (high - low) * i / round(high - low) for i in range(1, round(high - low) + 1)]
    effective = [at(a, axis.effective) if axis.effective is not None else None for a, axis in zip(angles, axes, strict=True)]
    height = centre[1] + radius + TOP + KEY
    shapes = {
        "rings": [path([at(a, step) for a in angles], closed=True) for step in steps],
        "spokes": " ".join(path([centre, at(a, high)]) for a in angles),
        "numbers": [label(centre[0] + 2.5, at(0, step)[1] + 2.2, language.number(step), 6.5, palette.muted) for step in steps],
        "area": path([p for p in effective if p], closed=True) if all(effective) else "",
        "effective": _runs(effective),
        "raw": _runs([at(a, x.raw) if x.raw is not None else None for a, x in zip(angles, axes, strict=True)]),
        "target": _runs([at(a, x.target) if x.target is not None else None for a, x in zip(angles, axes, strict=True)]),
        "dots": [{"x": r(p[0]), "y": r(p[1])} for p in effective if p],
        "names": [shape for a, axis in zip(angles, axes, strict=True) for shape in _name(language, axis, a, centre, radius, width, palette)],
        "key": _key(language, width, height - 5, palette),
    }
    return draw(environment, language, "radar", size=(width, height), alt=_words(language, axes),
                how=message(N_("Each axis is a stage, from the lowest level in the middle to the highest at the rim; a stage without a score is a gap.")),
                palette=palette, shapes=shapes)


def _runs(points: Sequence[Point | None]) -> str:
    """Joins neighbours on the circle; a missing point breaks the line on both sides, a point without neighbours is a dash."""
    n = len(points)
    pieces = []
    for i, a in enumerate(points):
        b = points[(i + 1) % n]
        if a is not None and b is not None:
            pieces.append(path([a, b]))
        elif a is not None and points[i - 1] is None:
            pieces.append(path([(a[0] - LONE, a[1]), (a[0] + LONE, a[1])]))
    return " ".join(pieces)


def _name(language: Language, axis: RadarAxis, angle: float, centre: Point, radius: float, width: float, palette: Palette) -> list[Shape]:
    x, y = polar(angle, radius + 7)
    x, y = centre[0] + x, centre[1] + y
    side = sin(angle)
    anchor: Anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    room = {"middle": width * 0.6, "start": width - x - 1, "end": x - 1}[anchor]
    texts = wrap(name_of(language, axis.name), room, SMALL)
    block = len(texts) * SMALL * LEADING
    if anchor == "middle":
        y += -block / 2 + 2 if y < centre[1] else block / 2
    return middle_lines(x, y, texts, SMALL, palette.ink, anchor=anchor)


def _key(language: Language, width: float, y: float, palette: Palette) -> list[Shape]:
    third = width / 3
    words = [language.gettext(N_("effective")), language.gettext(N_("raw")), language.gettext(N_("target"))]
    return [{"kind": kind, "x": r(i * third + 6), "y": r(y - 2.5), "label": label(i * third + 24, y, word, SMALL, palette.muted)}
            for i, (kind, word) in enumerate(zip(("effective", "raw", "target"), words, strict=True))]


def _words(language: Language, axes: Sequence[RadarAxis]) -> list[Message | str]:
    def shown(value: float | None) -> Message | str:
        return message(N_("no score")) if value is None else language.number(value, 1)

    return [message(N_("{name}: raw {raw}, effective {effective}, target {target}."), name=name_of(language, axis.name), raw=shown(axis.raw),
                    effective=shown(axis.effective), target=shown(axis.target)) for axis in axes]
