"""The cycle wheel: the stages as cabins on a wheel in order, the product's face.

In this room: how rim, cabins, hub and stand are built. What the wheel takes stands in `wheel_inputs`, what it says in
`wheel_words`, where the words go in `wheel_labels`.

How it reads: clockwise from the top; each cabin carries the score that counts, its fill is the level; a skipped
stage's cabin hangs open; the amber arc runs from a limiting stage over the stages that it holds back; a hollow mark is
the period before; the index stands in the hub.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, pi, sin
from typing import Literal

from cxgov.language import N_, Language, message
from cxgov.rendering.drawings.drawing import (
    CAP,
    SMALL,
    Anchor,
    Drawing,
    Shape,
    Templates,
    draw,
    label,
    name_of,
    not_applicable,
)
from cxgov.rendering.drawings.geometry import FULL, HALF, Point, arc, hatch, path, polar, r, rounded
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette
from cxgov.rendering.drawings.wheel_inputs import CycleWheel, WheelStage
from cxgov.rendering.drawings.wheel_labels import DESCENT, LEG_SLOPE, Placed, Wording, ground_below, ground_reach, place
from cxgov.rendering.drawings.wheel_words import limits, note, sentences

__all__ = ["CycleWheel", "WheelStage", "cycle_wheel"]

TILT = 9.0
"""How far the cabin of a skipped stage hangs open, degrees."""
_SPOKES = 20
_HOW = N_(
    "Read clockwise from the top: each cabin carries the score that counts, its colour is the level; "
    "a dashed cabin is a skipped stage, a hollow mark is the period before."
)
_HOW_BLANK = N_("Read clockwise from the top: each cabin is a stage; after the last one the wheel turns on to the first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Build:
    """The measures of one size of the wheel, in points; the rim's radius gives way to the words."""

    width: float
    radii: tuple[float, float]
    cabin: tuple[float, float]
    digit: float
    name: float
    note: float
    hub: float
    index: float
    stroke: float
    truss: float
    words: bool = True


_HALF = _Build(
    width=HALF, radii=(67, 50), cabin=(37, 23.5), digit=12.5, name=8.2, note=SMALL, hub=25, index=21, stroke=1.2, truss=4
)
_PAGE = _Build(
    width=FULL, radii=(134, 104), cabin=(70, 45), digit=23, name=12.5, note=10, hub=48, index=40, stroke=2, truss=8
)
_COMPACT = _Build(
    width=85, radii=(31, 31), cabin=(21, 15), digit=9, name=0, note=0, hub=13, index=14, stroke=1, truss=0, words=False
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the wheel stands on the drawing."""

    x: float
    y: float
    radius: float
    height: float
    angles: tuple[float, ...]

    def at(self, point: Point) -> Point:
        return self.x + point[0], self.y + point[1]


def cycle_wheel(
    environment: Templates,
    language: Language,
    wheel: CycleWheel,
    *,
    size: Literal["half", "page"] = "half",
    compact: bool = False,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws the cycle wheel.

    Args:
        environment: renders the template.
        language: the language of the texts.
        wheel: the stages and the index.
        size: made for half the width of the text (85 mm) or for all of it (170 mm).
        compact: only cabins with digits and the hub; legible at 3 cm.
        palette: the theme.
    """
    build = _COMPACT if compact else _PAGE if size == "page" else _HALF
    angles = tuple(2 * pi * index / len(wheel.stages) for index in range(len(wheel.stages)))
    caption = _caption(language, wheel) if build.words else ""
    labels: list[Placed] = []
    radius = build.radii[0]
    if build.words:
        wordings = [_wording(language, stage, build, blank=wheel.blank) for stage in wheel.stages]
        radius, labels = place(wordings, angles, build.radii, build.cabin, build.width)
    frame = _frame(build, radius, angles, labels, caption=bool(caption))
    shapes = {
        "stand": _stand(build, frame) if build.words else {},
        "wheel": _rim(build, frame),
        "limits": _limit_arcs(wheel, frame),
        "arrows": list(_arrows(build, frame)),
        **_hub(language, wheel, build, frame, palette),
        "cabins": [_cabin(language, wheel, at, build, frame, palette) for at in range(len(wheel.stages))],
        "labels": [_label(placed, frame, palette) for placed in labels],
        **_captions(caption, build, frame, palette),
    }
    return draw(
        environment, language, "cycle_wheel", size=(build.width, frame.height), alt=sentences(language, wheel),
        how=message(_HOW_BLANK if wheel.blank else _HOW), palette=palette, shapes=shapes,
    )  # fmt: skip


# --- the frame -----------------------------------------------------------------------------------------------------


def _frame(build: _Build, radius: float, angles: tuple[float, ...], labels: Sequence[Placed], *, caption: bool) -> _Frame:
    half = build.cabin[1] / 2
    edge = build.stroke + 1
    # A tilted cabin stands out a little further than a level one.
    tilted = half + build.cabin[0] / 2 * 0.16
    top = min([-radius - tilted, *(placed.box.top for placed in labels)]) - edge
    bottom = max([radius + tilted, *(placed.box.bottom for placed in labels)])
    if build.words:
        bottom = max(bottom, _ground(build, radius) + build.stroke)
    if caption:
        bottom += build.note * 2.1
    return _Frame(build.width / 2, -top, radius, bottom + edge - top, angles)


def _ground(build: _Build, radius: float) -> float:
    return ground_below(radius, (build.cabin[0] / 2, build.cabin[1] / 2))


def _stand(build: _Build, frame: _Frame) -> Shape:
    ground = _ground(build, frame.radius)
    foot = LEG_SLOPE * ground
    legs = [path([frame.at((0, 0)), frame.at((side * foot, ground))]) for side in (-1, 1)]
    reach = ground_reach(ground, (build.cabin[0] / 2, build.cabin[1] / 2))
    return {
        "legs": " ".join(legs),
        "ground": path([frame.at((-reach, ground)), frame.at((reach, ground))]),
        "stroke": r(build.stroke * 2.6),
        "line": r(build.stroke * 0.8),
    }


# --- rim, spokes, arrows, arcs -------------------------------------------------------------------------------------


def _rim(build: _Build, frame: _Frame) -> Shape:
    inner = frame.radius - build.truss
    turn = 2 * pi / _SPOKES
    # Spokes run off the hub sideways, two and two crossing, as the cables of a wheel do.
    spokes = [
        path([frame.at(polar(step * turn + lean, build.hub)), frame.at(polar(step * turn, inner))])
        for step in range(_SPOKES)
        for lean in (0.5, -0.5)
    ]
    truss = [
        frame.at(polar(step * turn / 4, frame.radius if step % 2 else inner)) for step in range(_SPOKES * 4)
    ] if build.truss else []  # fmt: skip
    return {
        "x": r(frame.x),
        "y": r(frame.y),
        "rim": r(frame.radius),
        "inner": r(inner),
        "hub": r(build.hub),
        "stroke": r(build.stroke),
        "fine": r(max(0.4, build.stroke * 0.35)),
        "limit": r(build.stroke * 2.2),
        "spokes": " ".join(spokes),
        "truss": path(truss, closed=True) if truss else "",
    }


def _limit_arcs(wheel: CycleWheel, frame: _Frame) -> list[str]:
    """Arcs from each limiting stage to the last stage that it limits."""
    numbers = [stage.number for stage in wheel.stages]
    arcs: list[str] = []
    for index, stage in enumerate(wheel.stages):
        reached = [numbers.index(number) for number in stage.limits if number in numbers]
        last = max(reached, default=-1)
        if last > index:
            arcs.append(arc(frame.angles[index], frame.angles[last], frame.radius, (frame.x, frame.y)))
    return arcs


def _arrows(build: _Build, frame: _Frame) -> Iterator[str]:
    """Heads half-way between two cabins that show the turn."""
    step = 2 * pi / len(frame.angles)
    free = 2 * frame.radius * sin(step / 2) - build.cabin[0] * 0.8
    size = max(min(build.cabin[1] * (0.17 if build.words else 0.15), free / 4), build.stroke * 1.2)
    # Between the last cabin and the first the wheel turns too: the cycle starts again.
    for angle in frame.angles:
        middle = angle + step / 2
        ahead = 2 * asin(size / 2 / frame.radius)
        tip = polar(middle + 1.3 * ahead, frame.radius)
        sides = [polar(middle - 0.9 * ahead, frame.radius + across * size) for across in (1, -1)]
        notch = polar(middle - 0.45 * ahead, frame.radius)
        yield path([frame.at(p) for p in (tip, sides[0], notch, sides[1])], closed=True)


# --- hub -----------------------------------------------------------------------------------------------------------


def _hub(language: Language, wheel: CycleWheel, build: _Build, frame: _Frame, palette: Palette) -> Shape:
    x, y = frame.x, frame.y
    if wheel.blank:
        said = name_of(language, wheel.hub)
        return {"hub_texts": _hub_words(said, build, frame, palette) if said else [], "hub_marks": []}
    if wheel.index is None:
        said = language.say(N_("not scored")) if build.words else not_applicable(language)
        return {"hub_texts": _hub_words(said, build, frame, palette), "hub_marks": []}
    figure = language.number(wheel.index)
    size = build.index
    if not build.words:
        return {
            "hub_texts": [label(x, y + size * CAP / 2, figure, size, palette.ink, weight=SEMIBOLD, anchor="middle")],
            "hub_marks": [],
        }
    small = max(SMALL, build.hub * 0.28)
    of = language.say(message(N_("of {maximum}"), maximum=wheel.index_maximum))
    centre = y + (0 if wheel.previous_index is None else -build.hub * 0.1)
    base = centre + size * CAP / 2
    texts = [
        label(x, base - size * CAP - small * 0.42, language.say(N_("index")), small, palette.muted, anchor="middle"),
        label(x, base, figure, size, palette.ink, weight=SEMIBOLD, anchor="middle"),
        label(x, base + small * 1.06, of, small, palette.muted, anchor="middle"),
    ]
    if wheel.previous_index is None:
        return {"hub_texts": texts, "hub_marks": []}
    before = language.number(wheel.previous_index)
    mark, line = small * 0.24, base + small * 2.1
    left = x - (text_width(before, small) + mark * 3.4) / 2
    texts.append(label(left + mark * 3.4, line, before, small, palette.muted))
    circle = {"x": r(left + mark), "y": r(line - small * 0.32), "r": r(mark), "stroke": r(max(0.7, build.stroke * 0.5))}
    return {"hub_texts": texts, "hub_marks": [circle]}


def _hub_words(said: str, build: _Build, frame: _Frame, palette: Palette) -> list[Shape]:
    if not build.words:
        size = build.index * 0.72
        return [label(frame.x, frame.y + size * CAP / 2, said, size, palette.ink, anchor="middle")]
    size = build.hub * 0.32
    words = wrap(said, build.hub * 1.7, size, SEMIBOLD, 3)
    first = frame.y + size * CAP / 2 - (len(words) - 1) * size * LEADING / 2
    return [
        label(frame.x, first + at * size * LEADING, word, size, palette.ink, weight=SEMIBOLD, anchor="middle")
        for at, word in enumerate(words)
    ]


# --- cabins --------------------------------------------------------------------------------------------------------


def _cabin(language: Language, wheel: CycleWheel, index: int, build: _Build, frame: _Frame, palette: Palette) -> Shape:
    stage = wheel.stages[index]
    cx, cy = frame.at(polar(frame.angles[index], frame.radius))
    width, height = build.cabin
    left, top = cx - width / 2, cy - height / 2
    scored = stage.effective is not None and stage.band is not None
    is_open = scored and stage.skipped
    if scored and not is_open:
        swatch = palette.level(stage.band or 0)
        fill, colour = swatch.fill, swatch.text
    else:
        fill, colour = palette.paper, palette.ink
    sign = language.number(stage.effective, 1) if scored else stage.number if wheel.blank else not_applicable(language)
    size = build.digit * (1.0 if scored else 1.25 if wheel.blank else 0.8)
    gauge = _gauge(wheel, stage, (cx, cy), build, colour) if build.words and stage.previous is not None else {}
    base = cy + size * CAP / 2 - (height * 0.12 if gauge else 0)
    wide = text_width(sign, size, SEMIBOLD)
    return {
        "state": "open" if is_open else "scored" if scored else "na",
        "cx": r(cx), "cy": r(cy), "x": r(left), "y": r(top), "width": r(width), "height": r(height), "round": r(height / 2),
        "tilt": TILT if is_open else 0,
        "fill": fill,
        "halo": r(build.stroke * 3),
        "line": r(build.stroke * 0.85),
        "outer": r(build.stroke * 2.3), "inner": r(build.stroke * 1.5),
        "dash": f"{r(height * 0.2)} {r(height * 0.13)}",
        "hatch": "" if scored or wheel.blank else hatch(rounded(left, top, width, height, height / 2), height * 0.13),
        "ground": {"x": r(cx - wide / 2 - 1), "y": r(base - size * 0.8), "width": r(wide + 2), "height": r(size * 0.98)},
        "digit": label(cx, base, sign, size, colour, weight=SEMIBOLD, anchor="middle"),
        "gauge": gauge,
    }  # fmt: skip


def _gauge(wheel: CycleWheel, stage: WheelStage, centre: Point, build: _Build, colour: str) -> Shape:
    """A small scale under the digit: a hollow mark for the period before, a full one for now."""
    if stage.previous is None:
        return {}
    width, height = build.cabin
    least, greatest = wheel.scale
    half = width * 0.27

    def across(score: float) -> float:
        return r(centre[0] - half + 2 * half * min(max((score - least) / (greatest - least), 0.0), 1.0))

    y = centre[1] + height * 0.3
    return {
        "track": path([(centre[0] - half, y), (centre[0] + half, y)]),
        "y": r(y),
        "now": None if stage.effective is None else across(stage.effective),
        "before": across(stage.previous),
        "r": r(height * 0.062),
        "ring": r(height * 0.098),
        "line": r(build.stroke * 0.55),
        "colour": colour,
    }


# --- words ---------------------------------------------------------------------------------------------------------


def _wording(language: Language, stage: WheelStage, build: _Build, *, blank: bool) -> Wording:
    if blank:  # the number stands in the cabin
        return Wording(name_of(language, stage.name), "", "", build.name, build.note)
    name = f"{stage.number}\N{NO-BREAK SPACE}{name_of(language, stage.name)}"
    brief = build is _HALF
    return Wording(name, note(language, stage, brief=brief), limits(language, stage), build.name, build.note)


def _label(placed: Placed, frame: _Frame, palette: Palette) -> Shape:
    anchors: dict[str, Anchor] = {"start": "start", "middle": "middle", "end": "end"}
    texts = [
        label(frame.x + row.x, frame.y + row.y, row.text, row.size, palette.ink if row.bold else palette.muted,
              weight=SEMIBOLD if row.bold else 400, anchor=anchors[row.anchor])
        for row in placed.rows
    ]  # fmt: skip
    return {"texts": texts, "pill": _pill(placed, frame, palette)}


def _pill(placed: Placed, frame: _Frame, palette: Palette) -> Shape:
    if placed.pill is None:
        return {}
    box = placed.pill
    width, height = box.right - box.left, box.bottom - box.top
    x, y = frame.at((box.left, box.top))
    size = height / 1.5
    return {
        "x": r(x), "y": r(y), "width": r(width), "height": r(height), "round": r(height / 2),
        "fill": palette.amber, "stroke": palette.amber,
        "label": label(x + width / 2, y + height / 2 + size * CAP / 2, placed.pill_text, size, palette.ink,
                       weight=SEMIBOLD, anchor="middle"),
    }  # fmt: skip


def _caption(language: Language, wheel: CycleWheel) -> str:
    """What the hollow marks mean; nothing when there are none."""
    marked = wheel.previous_index is not None or any(stage.previous is not None for stage in wheel.stages)
    if not marked:
        return ""
    return name_of(language, wheel.previous_label) or language.say(N_("the period before"))


def _captions(caption: str, build: _Build, frame: _Frame, palette: Palette) -> Shape:
    if not caption:
        return {"captions": [], "caption_marks": []}
    size = build.note
    mark = size * 0.26
    said = clip(caption, build.width - mark * 4, size)
    left = frame.x - (text_width(said, size) + mark * 3.4) / 2
    base = frame.height - build.stroke - 1 - DESCENT * size
    circle = {"x": r(left + mark), "y": r(base - size * 0.32), "r": r(mark), "stroke": r(max(0.7, build.stroke * 0.5))}
    return {"captions": [label(left + mark * 3.4, base, said, size, palette.muted)], "caption_marks": [circle]}
