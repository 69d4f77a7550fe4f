"""The journey strip: touchpoints in order with emotion, indicator, owner and evidence.

In this room: the journey cut into bands of at most nine touchpoints, each band the full width of the page. What a
reader takes from it: where the curve of today falls below the desired one, and what there has no indicator or owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Literal

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, lines, name_of
from cxgov.rendering.drawings.geometry import FULL, Point, hatch, path, r, rounded
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

Evidence = Literal["none", "partly", "research"]

LOW, HIGH = -2, 2
"""The ends of the emotion scale."""
_PER_BAND = 9
_MARGIN = 44.0  # the lane names at the left
_STAGE = 15.0
_NAME_LINES = 4
_CURVE = 62.0
_LANE = 15.0
_BETWEEN = 16.0
_KEY = 13.0
_HOW = N_(
    "From left to right in the order of the journey: the full line is emotion today, the dashed line is the desired one; "
    "a diamond is a moment of truth; full dots rest on research, half-filled ones partly, dashed ones on opinion."
)
_EVIDENCE = {"research": N_("researched"), "partly": N_("partly researched"), "none": N_("not researched")}


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyTouchpoint:
    """A touchpoint of the journey.

    Attributes:
        name: its name.
        stage: which of the journey's stages it belongs to, counted from 0.
        emotion: emotion today, -2 to 2; ``None`` when it is not known.
        desired: the desired emotion, -2 to 2; ``None`` when there is none.
        moment_of_truth: whether it decides about the whole journey.
        kpi: whether an indicator measures it.
        owner: initials of the accountable person; ``None`` when there is none.
        evidence: what the emotion rests on.
        channels: the channels it uses, for the text alternative.
    """

    name: Text
    stage: int
    emotion: int | None = None
    desired: int | None = None
    moment_of_truth: bool = False
    kpi: bool
    owner: str | None
    evidence: Evidence = "none"
    channels: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class _Band:
    """Where one band of touchpoints stands."""

    top: float
    step: float
    names: list[list[str]]

    @property
    def head(self) -> float:
        return self.top + _STAGE + 8 + max(len(name) for name in self.names) * SMALL * LEADING + SMALL * 1.5

    @property
    def curve(self) -> float:
        return self.head + 4

    @property
    def lanes(self) -> float:
        return self.curve + _CURVE + 6

    @property
    def bottom(self) -> float:
        return self.lanes + 2 * _LANE

    def x(self, index: int) -> float:
        return _MARGIN + (index + 0.5) * self.step

    def y(self, emotion: int) -> float:
        held = min(max(emotion, LOW), HIGH)
        return self.curve + (HIGH - held) / (HIGH - LOW) * _CURVE


def journey_strip(
    environment: Templates,
    language: Language,
    stages: Sequence[Text],
    touchpoints: Sequence[JourneyTouchpoint],
    *,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws a journey.

    Args:
        environment: renders the template.
        language: the language of the texts.
        stages: the journey's stages in order.
        touchpoints: the touchpoints in order; more than nine go on in a second band.
        width: in points.
        palette: the theme.
    """
    count = len(touchpoints)
    per_band = ceil(count / max(1, ceil(count / _PER_BAND))) or 1
    step = min((width - _MARGIN) / per_band, 90.0)
    bands: list[Shape] = []
    top = _KEY + 5
    for start in range(0, count, per_band):
        some = touchpoints[start : start + per_band]
        names = [wrap(name_of(language, touchpoint.name), step - 5, SMALL, lines=_NAME_LINES) for touchpoint in some]
        band = _Band(top, step, names)
        bands.append(_band(language, palette, stages, some, start, band))
        top = band.bottom + _BETWEEN
    shapes = {"bands": bands, "keys": _keys(language, palette, width), "right": r(_MARGIN + per_band * step)}
    height = max(top - _BETWEEN + 1, _KEY)
    alt = [_said(language, stages, touchpoint, number) for number, touchpoint in enumerate(touchpoints, 1)]
    return draw(
        environment, language, "journey_strip", size=(width, height), alt=alt, how=message(_HOW), palette=palette, shapes=shapes
    )


def _band(
    language: Language,
    palette: Palette,
    stages: Sequence[Text],
    some: Sequence[JourneyTouchpoint],
    start: int,
    band: _Band,
) -> Shape:
    kpi_y, owner_y = band.lanes + _LANE / 2, band.lanes + _LANE * 1.5
    first = band.top + _STAGE + 8 + SMALL * 0.8
    texts: list[Shape] = []
    for index, name in enumerate(band.names):
        texts.append(label(band.x(index), first, language.number(start + index + 1), SMALL, palette.muted, anchor="middle"))
        texts += lines(band.x(index), first + SMALL * 1.25, name, SMALL, palette.ink, anchor="middle",
                       weight=SEMIBOLD if some[index].moment_of_truth else 400)  # fmt: skip
    return {
        "left": _MARGIN,
        "stages": _stages(language, palette, stages, some, band),
        "texts": texts,
        "diamonds": [_diamond(band.x(i) - 10, first - 2.6) for i, t in enumerate(some) if t.moment_of_truth],
        "grid": [{"y": r(band.y(value)), "strong": value == 0} for value in range(LOW, HIGH + 1)],
        "columns": [r(band.x(index)) for index in range(len(some))],
        "curve_top": r(band.curve), "curve_bottom": r(band.curve + _CURVE),
        "today": _pieces([_point(band, index, t.emotion) for index, t in enumerate(some)]),
        "desired": _pieces([_point(band, index, t.desired) for index, t in enumerate(some)]),
        "wishes": [{"x": r(band.x(i)), "y": r(band.y(t.desired))} for i, t in enumerate(some) if t.desired is not None],
        "dots": [_dot(band, index, t) for index, t in enumerate(some) if t.emotion is not None],
        "unknown": [_unknown(palette, band, index) for index, t in enumerate(some) if t.emotion is None],
        "lanes": [r(band.lanes), r(band.lanes + _LANE), r(band.bottom)],
        "lane_names": _lane_names(language, palette, band, (kpi_y, owner_y)),
        "kpis": [{"x": r(band.x(i)), "y": r(kpi_y), "present": t.kpi} for i, t in enumerate(some)],
        "owners": [_owner(palette, band.x(i), owner_y, t.owner, band.step) for i, t in enumerate(some)],
    }  # fmt: skip


def _stages(
    language: Language, palette: Palette, stages: Sequence[Text], some: Sequence[JourneyTouchpoint], band: _Band
) -> list[Shape]:
    """The stages of a band as bars over their touchpoints."""
    bars: list[Shape] = []
    for stage, group in groupby(enumerate(some), key=lambda pair: pair[1].stage):
        places = [index for index, _ in group]
        left = _MARGIN + places[0] * band.step + 1
        wide = len(places) * band.step - 2
        name = name_of(language, stages[stage]) if 0 <= stage < len(stages) else "–"
        text = clip(name, wide - 6, 8, SEMIBOLD)
        bars.append({
            "x": r(left), "y": r(band.top), "width": r(wide), "height": _STAGE,
            "text": label(left + wide / 2, band.top + _STAGE / 2 + 8 * CAP / 2, text, 8, palette.ink, weight=SEMIBOLD,
                          anchor="middle"),
        })  # fmt: skip
    return bars


def _point(band: _Band, index: int, emotion: int | None) -> Point | None:
    return None if emotion is None else (band.x(index), band.y(emotion))


def _pieces(points: Sequence[Point | None]) -> list[str]:
    """Joins neighbouring points by straight lines; a missing point is a gap, never a line across it."""
    pieces: list[str] = []
    run: list[Point] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1:
            pieces.append(path(run))
        run = []
    return pieces


def _diamond(x: float, y: float) -> str:
    return path([(x, y - 4), (x + 4, y), (x, y + 4), (x - 4, y)], closed=True)


def _dot(band: _Band, index: int, touchpoint: JourneyTouchpoint) -> Shape:
    x, y = band.x(index), band.y(touchpoint.emotion or 0)
    return {"x": r(x), "y": r(y), "evidence": touchpoint.evidence, "half": _half(x, y)}


def _unknown(palette: Palette, band: _Band, index: int) -> Shape:
    """A hatched column over the whole scale: an emotion that is not known stands nowhere on it, least of all at 0."""
    x, top = band.x(index), band.curve
    middle = top + _CURVE * 0.88
    outline = rounded(x - 8, top, 16, _CURVE, 0)
    return {
        "hatch": hatch(outline, 3.2),
        "ground": {"x": r(x - 4), "y": r(middle - 5), "width": 8, "height": 10},
        "text": label(x, middle + SMALL * CAP / 2, "?", SMALL, palette.ink, anchor="middle"),
    }


def _half(x: float, y: float) -> str:
    return f"M{r(x)} {r(y - 3.6)}a3.6 3.6 0 0 0 0 7.2Z"


def _owner(palette: Palette, x: float, y: float, owner: str | None, step: float) -> Shape:
    if owner is None:
        sign = label(x, y + SMALL * CAP / 2, "?", SMALL, palette.ink, weight=SEMIBOLD, anchor="middle")
        return {"present": False, "x": r(x - 9), "y": r(y - 5.5), "width": 18, "height": 11, "text": sign}
    said = clip(owner, step - 10, SMALL, SEMIBOLD)
    wide = max(text_width(said, SMALL, SEMIBOLD) + 8, 18.0)
    text = label(x, y + SMALL * CAP / 2, said, SMALL, palette.ink, weight=SEMIBOLD, anchor="middle")
    return {"present": True, "x": r(x - wide / 2), "y": r(y - 5.5), "width": r(wide), "height": 11, "text": text}


def _lane_names(language: Language, palette: Palette, band: _Band, lanes: tuple[float, float]) -> list[Shape]:
    room = _MARGIN - 16
    names = [label(0, band.y(0) + SMALL * CAP / 2, clip(language.say(N_("Emotion")), room, SMALL), SMALL, palette.muted)]
    for y, word in zip(lanes, (N_("Indicator"), N_("Owner")), strict=True):
        names.append(label(0, y + SMALL * CAP / 2, clip(language.say(word), _MARGIN - 4, SMALL), SMALL, palette.muted))
    for value in (LOW, 0, HIGH):
        said = language.number(value, signed=True)
        names.append(label(_MARGIN - 4, band.y(value) + SMALL * CAP / 2, said, SMALL, palette.muted, anchor="end"))
    return names


def _keys(language: Language, palette: Palette, width: float) -> list[Shape]:
    """The key in the first line, as far as it fits."""
    words = (
        ("today", N_("today")), ("desired", N_("desired")), ("truth", N_("moment of truth")),
        ("research", N_("researched")), ("partly", N_("partly")), ("none", N_("not researched")),
        ("kpi", N_("has an indicator")), ("missing", N_("none yet")),
    )  # fmt: skip
    said = [(kind, language.say(word), 20.0 if kind in ("today", "desired") else 8.0) for kind, word in words]
    taken = sum(lead + text_width(word, SMALL) for _, word, lead in said)
    apart = min(max((width - 8 - taken) / (len(said) - 1), 9.0), 15.0)
    keys: list[Shape] = []
    x, y = 4.0, 6.0
    for kind, word, lead in said:
        if x + lead + text_width(word, SMALL) > width:
            break
        shape = {"kind": kind, "x": r(x), "y": y, "text": label(x + lead, y + SMALL * CAP / 2, word, SMALL, palette.ink)}
        shape["mark"] = _diamond(x, y) if kind == "truth" else _half(x, y) if kind == "partly" else ""
        keys.append(shape)
        x += lead + text_width(word, SMALL) + apart
    return keys


def _said(language: Language, stages: Sequence[Text], touchpoint: JourneyTouchpoint, number: int) -> str:
    facts = [message(_EVIDENCE[touchpoint.evidence])]
    facts.append(message(N_("has an indicator") if touchpoint.kpi else N_("no indicator")))
    if touchpoint.desired is not None:
        facts.insert(0, message(N_("desired {value}"), value=language.number(touchpoint.desired, signed=True)))
    if touchpoint.emotion is None:
        facts.insert(0, message(N_("emotion today not known")))
    else:
        facts.insert(0, message(N_("emotion today {value}"), value=language.number(touchpoint.emotion, signed=True)))
    if touchpoint.owner is None:
        facts.append(message(N_("no owner")))
    else:
        facts.append(message(N_("owner {name}"), name=touchpoint.owner))
    if touchpoint.moment_of_truth:
        facts.append(message(N_("moment of truth")))
    if touchpoint.channels:
        channels = ", ".join(name_of(language, channel) for channel in touchpoint.channels)
        facts.append(message(N_("channels: {names}"), names=channels))
    stage = name_of(language, stages[touchpoint.stage]) if 0 <= touchpoint.stage < len(stages) else "–"
    return f"{number} {name_of(language, touchpoint.name)} ({stage}): {', '.join(language.say(fact) for fact in facts)}."
