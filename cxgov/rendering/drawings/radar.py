"""The radar: a profile of three to eight axes, raw, effective and target.

In this room: the radar and nothing else; more axes are a level strip. A missing value is a gap in the line, the area is
filled only when the line is closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import CAP, SMALL, Anchor, Drawing, Shape, Templates, draw, label, name_of
from cxgov.rendering.drawings.geometry import HALF, Point, path, polar, r
from cxgov.rendering.drawings.lettering import SEMIBOLD, clip, text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette
from cxgov.rendering.drawings.wheel_labels import Wording, place

LEAST, MOST = 3, 8
_RIM = 7.0  # room that a label keeps from the end of its axis: width and height of an unseen cabin
_HOW = N_("Each axis runs from the lowest level in the middle to the highest outside; a gap is a missing value.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarAxis:
    """An axis; ``None`` is a missing value."""

    name: Text
    raw: float | None
    effective: float | None
    target: float | None


def radar(
    environment: Templates,
    language: Language,
    axes: Sequence[RadarAxis],
    *,
    scale: tuple[float, float] = (0.0, 4.0),
    width: float = HALF,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws a radar.

    Args:
        environment: renders the template.
        language: the language of the texts.
        axes: three to eight of them, clockwise from the top.
        scale: least and greatest level.
        width: in points.
        palette: the theme.

    Raises:
        ValueError: for fewer than 3 or more than 8 axes.
    """
    if not LEAST <= len(axes) <= MOST:
        raise ValueError(f"a radar has {LEAST} to {MOST} axes, not {len(axes)}")
    angles = [2 * pi * index / len(axes) for index in range(len(axes))]
    wordings = [_wording(language, axis) for axis in axes]
    radius, placed = place(wordings, angles, (width * 0.31, width * 0.2), (_RIM, _RIM), width, stand=False)
    top = min([-radius, *(one.box.top for one in placed)]) - 1
    bottom = max([radius, *(one.box.bottom for one in placed)])
    centre = (width / 2, -top)
    least, greatest = scale

    def at(index: int, value: float) -> Point:
        part = min(max((value - least) / (greatest - least), 0.0), 1.0)
        x, y = polar(angles[index], part * radius)
        return centre[0] + x, centre[1] + y

    def line(values: Sequence[float | None]) -> list[str]:
        return _outline([None if value is None else at(index, value) for index, value in enumerate(values)])

    raw, effective = [axis.raw for axis in axes], [axis.effective for axis in axes]
    steps = [least + step for step in range(int(greatest - least) + 1)]
    keys = _keys(language, palette, axes, width, bottom - top + SMALL * 1.9)
    shapes = {
        "rings": [path([at(i, step) for i in range(len(axes))], closed=True) for step in steps[1:]],
        "spokes": " ".join(path([centre, at(i, greatest)]) for i in range(len(axes))),
        "digits": [_digit(language, palette, step, at(0, step), at(len(axes) - 1, step)) for step in steps[1:]],
        "area": line(effective)[0] if None not in effective else "",
        "raw": line(raw) if raw != effective else [],
        "raw_dots": _dots([None if v is None else at(i, v) for i, v in enumerate(raw)]) if raw != effective else [],
        "effective": line(effective),
        "effective_dots": _dots([None if v is None else at(i, v) for i, v in enumerate(effective)]),
        "targets": [
            _tick(at(index, axis.target), angles[index]) for index, axis in enumerate(axes) if axis.target is not None
        ],
        "names": [
            label(centre[0] + row.x, centre[1] + row.y, row.text, row.size, palette.ink if row.bold else palette.muted,
                  weight=SEMIBOLD if row.bold else 400, anchor=_anchor(row.anchor))
            for one in placed for row in one.rows
        ],
        "keys": keys,
    }  # fmt: skip
    alt = [_said(language, axis) for axis in axes]
    size = (width, bottom - top + SMALL * 2.6)
    return draw(environment, language, "radar", size=size, alt=alt, how=message(_HOW), palette=palette, shapes=shapes)


def _digit(language: Language, palette: Palette, step: float, one: Point, other: Point) -> Shape:
    """A ring's digit, half-way between the last axis and the first, where no value stands."""
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    said = language.number(step)
    wide = text_width(said, SMALL) + 1.6
    return {
        "x": r(x - wide / 2), "y": r(y - 3.4), "width": r(wide), "height": 6.8,
        "text": label(x, y + SMALL * CAP / 2, said, SMALL, palette.muted, anchor="middle"),
    }  # fmt: skip


def _wording(language: Language, axis: RadarAxis) -> Wording:
    note = language.say(N_("not scored")) if axis.effective is None else ""
    return Wording(name_of(language, axis.name), note, "", 8, SMALL)


def _anchor(word: str) -> Anchor:
    return "middle" if word == "middle" else "end" if word == "end" else "start"


def _outline(points: Sequence[Point | None]) -> list[str]:
    """Joins neighbours around the centre; closed when nothing is missing, in pieces otherwise."""
    known = [point for point in points if point is not None]
    if len(known) == len(points):
        return [path(known, closed=True)]
    pairs = [(points[index - 1], point) for index, point in enumerate(points)]
    return [path([before, after]) for before, after in pairs if before is not None and after is not None]


def _dots(points: Sequence[Point | None]) -> list[Shape]:
    return [{"x": r(point[0]), "y": r(point[1])} for point in points if point is not None]


def _tick(point: Point, angle: float) -> str:
    dx, dy = polar(angle + pi / 2, 5)
    return path([(point[0] - dx, point[1] - dy), (point[0] + dx, point[1] + dy)])


def _keys(language: Language, palette: Palette, axes: Sequence[RadarAxis], width: float, y: float) -> list[Shape]:
    words = [("effective", N_("score that counts"))]
    if any(axis.raw != axis.effective for axis in axes):
        words.append(("raw", N_("score as rated")))
    if any(axis.target is not None for axis in axes):
        words.append(("target", N_("target")))
    room = width / len(words) - 24
    said = [(kind, clip(language.say(word), room, SMALL)) for kind, word in words]
    total = sum(text_width(word, SMALL) + 24 for _, word in said) - 10
    x = (width - total) / 2
    keys: list[Shape] = []
    for kind, word in said:
        keys.append({"kind": kind, "x": r(x), "y": r(y - 2.5), "text": label(x + 14, y, word, SMALL, palette.ink)})
        x += text_width(word, SMALL) + 24
    return keys


def _said(language: Language, axis: RadarAxis) -> str:
    if axis.effective is None:
        facts = [message(N_("not scored"))]
    else:
        facts = [message(N_("counts as {score}"), score=language.number(axis.effective, 1))]
    if axis.raw is not None:
        facts.append(message(N_("rated {score}"), score=language.number(axis.raw, 1)))
    if axis.target is not None:
        facts.append(message(N_("target {level}"), level=language.number(axis.target, 1, trim=True)))
    return f"{name_of(language, axis.name)}: {', '.join(language.say(fact) for fact in facts)}."
