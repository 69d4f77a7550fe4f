"""The journey strip: stages as a band, touchpoints below it with emotion today and desired, owner, indicator, evidence.

How it reads: left to right in time; the solid line is the emotion today, the dotted one what is wanted, from -2 to 2; a
touchpoint without a value is a gap in the line and stands in a row of its own, marked "?", below the scale. A diamond is a moment of truth; the small bar under a touchpoint says
whether an indicator measures it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxgov.language import N_, Language, Message, Text, message
from cxgov.rendering.drawings.drawing import SMALL, Drawing, Shape, Templates, draw, label, lines, name_of
from cxgov.rendering.drawings.geometry import FULL, path, r
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

IN_A_ROW = 9
LEFT = 26.0
BAND, CURVE, NAME_LINES, GAP = 15.0, 70.0, 4, 14.0
TYPE = 7.5
UNKNOWN = 15.0  # height of the row of touchpoints whose emotion nobody knows
LONE = 2.0  # half the length of the dash that stands for a point without neighbours
NAME = 7.0  # a touchpoint's name has the width of one column


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyTouchpoint:
    """A touchpoint of the journey.

    Attributes:
        name: its name.
        stage: index of its stage.
        emotion: emotion today, -2..2; ``None`` when it is not known.
        desired: desired emotion.
        moment_of_truth: it is a moment of truth.
        kpi: an indicator measures it.
        owner: initials of the accountable person; ``None`` when there is none.
        evidence: what the description rests on.
        channels: dialogue channels; empty where there is no dialogue.
    """

    name: Text
    stage: int
    emotion: int | None
    desired: int | None
    moment_of_truth: bool = False
    kpi: bool
    owner: str | None
    evidence: Literal["none", "partly", "research"]
    channels: tuple[Text, ...] = ()


def journey_strip(environment: Templates, language: Language, stages: Sequence[Text], touchpoints: Sequence[JourneyTouchpoint], *,
                  width: float = FULL, palette: Palette = STANDARD) -> Drawing:
    """Draws the strip; from ten touchpoints on it runs on in further rows.

    Args:
        environment: renders the template.
        language: the language of the texts.
        stages: names of the stages in order.
        touchpoints: the touchpoints in order.
        width: width in points.
        palette: the theme.
    """
    count = -(-len(touchpoints) // IN_A_ROW) or 1
    size = -(-len(touchpoints) // count) or 1
    rows, y = [], 0.0
    column = (width - LEFT) / size
    for start in range(0, len(touchpoints), size):
        row, y = _row(language, stages, touchpoints[start : start + size], start, y, column, palette)
        rows.append(row)
    key, height = _key(language, width, y, palette)
    return draw(environment, language, "journey_strip", size=(width, height), alt=_words(language, touchpoints),
                how=message(N_("Left to right in time; the solid line is the emotion today, the dotted one the desired; gaps are unknown.")),
                palette=palette, shapes={"rows": rows, "key": key})


def _row(language: Language, stages: Sequence[Text], touchpoints: Sequence[JourneyTouchpoint], start: int, top: float, column: float,
         palette: Palette) -> tuple[Shape, float]:
    def x(i: int) -> float:
        return LEFT + column * (i + 0.5)

    curve = top + BAND + 8

    def y(emotion: int) -> float:
        return curve + CURVE / 2 - emotion * (CURVE / 2 - 6) / 2

    names = [wrap(name_of(language, t.name), column - 1.5, NAME, lines=NAME_LINES) for t in touchpoints]
    depth = max(len(name) for name in names) * NAME * LEADING
    some_unknown = any(t.emotion is None for t in touchpoints)
    unknown = y(-2) + UNKNOWN
    base = curve + CURVE + 8 + (UNKNOWN if some_unknown else 0)
    points = []
    for i, t in enumerate(touchpoints):
        at = y(t.emotion) if t.emotion is not None else unknown
        points.append({
            "x": r(x(i)), "y": r(at), "known": t.emotion is not None, "truth": t.moment_of_truth, "low": t.emotion is not None and t.emotion < 0,
            "number": label(x(i), base, str(start + i + 1), TYPE, palette.ink, weight=SEMIBOLD, anchor="middle"),
            "name": lines(x(i), base + 10, names[i], NAME, palette.ink, anchor="middle"),
            "owner": label(x(i), base + 10 + depth + 8, t.owner or "–", TYPE, palette.muted, anchor="middle"),
            "kpi": t.kpi, "bar": r(base + 10 + depth + 13), "evidence": t.evidence, "dialogue": bool(t.channels)})
    grid = [(y(e), language.number(e, signed=True)) for e in (-2, -1, 0, 1, 2)] + ([(unknown, "?")] if some_unknown else [])
    shape = {
        "bands": _bands(language, stages, touchpoints, top, column, palette), "band_y": r(top), "band_height": BAND,
        "grid": [{"y": r(at), "label": label(LEFT - 6, at + 2.5, sign, TYPE, palette.muted, anchor="end"), "strong": at == y(0)}
                 for at, sign in grid],
        "left": LEFT, "right": r(LEFT + column * len(touchpoints)),
        "today": _line([(x(i), y(t.emotion)) if t.emotion is not None else None for i, t in enumerate(touchpoints)]),
        "desired": _line([(x(i), y(t.desired)) if t.desired is not None else None for i, t in enumerate(touchpoints)]),
        "points": points,
    }
    return shape, base + 10 + depth + 22 + GAP


def _line(points: Sequence[tuple[float, float] | None]) -> str:
    """Joins neighbours; a missing point is a gap, a point without neighbours is a dash."""
    pieces = []
    for before, point, after in zip([None, *points], points, [*points[1:], None], strict=False):
        if point is not None and after is not None:
            pieces.append(path([point, after]))
        elif point is not None and before is None:
            pieces.append(path([(point[0] - LONE, point[1]), (point[0] + LONE, point[1])]))
    return " ".join(pieces)


def _bands(language: Language, stages: Sequence[Text], touchpoints: Sequence[JourneyTouchpoint], top: float, column: float,
           palette: Palette) -> list[Shape]:
    bands: list[Shape] = []
    start = 0
    for i in range(1, len(touchpoints) + 1):
        if i == len(touchpoints) or touchpoints[i].stage != touchpoints[start].stage:
            left, wide = LEFT + column * start + 1, column * (i - start) - 2
            name = clip(name_of(language, stages[touchpoints[start].stage]), wide - 6, SMALL, SEMIBOLD)
            bands.append({"x": r(left), "width": r(wide),
                          "label": label(left + wide / 2, top + 10.3, name, SMALL, palette.ink, weight=SEMIBOLD, anchor="middle")})
            start = i
    return bands


def _key(language: Language, width: float, top: float, palette: Palette) -> tuple[list[Shape], float]:
    words = (("today", N_("emotion today")), ("desired", N_("desired")), ("truth", N_("moment of truth")), ("kpi", N_("measured")),
             ("none", N_("not measured")))
    cell = width / len(words)
    return [{"kind": kind, "x": r(i * cell + 2), "y": r(top + 4), "label": label(i * cell + 20, top + 6.6, language.gettext(word), TYPE, palette.muted)}
            for i, (kind, word) in enumerate(words)], top + 12


def _words(language: Language, touchpoints: Sequence[JourneyTouchpoint]) -> list[Message | str]:
    def shown(value: int | None) -> Message | str:
        return message(N_("unknown")) if value is None else language.number(value, signed=True)

    return [message(N_("{number} {name}: emotion {emotion}, desired {desired}."), number=i, name=name_of(language, t.name), emotion=shown(t.emotion),
                    desired=shown(t.desired)) for i, t in enumerate(touchpoints, 1)]
