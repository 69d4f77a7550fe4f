"""The bullet: an indicator's value with its interval against target, tolerance and baseline.

In this room: one indicator on one line. The colour is the status against the target and never the change; a missing
value leaves the line hatched, with target and baseline still in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Literal

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.axis import Axis
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, name_of, not_applicable
from cxgov.rendering.drawings.geometry import hatch, path, r, rounded
from cxgov.rendering.drawings.lettering import clip, text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette

Status = Literal["met", "tolerance", "missed", "unknown"]

_EDGE = 5.0
_TRACK = 9.0  # height of the track's middle
_HOW = N_(
    "The dot is the value and the line through it the interval; the upright bar is the target, the band beside it the "
    "tolerance, the small triangle the baseline."
)
_STATUS = {
    "met": N_("target met"),
    "tolerance": N_("within tolerance"),
    "missed": N_("off target"),
    "unknown": N_("status unknown"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """An indicator; ``None`` is what is missing.

    Attributes:
        name: its name, for the text alternative.
        value: the measured value.
        low: lower end of the interval.
        high: upper end of the interval.
        target: the promised value.
        tolerance: how much worse than the target still counts as near, at least 0.
        baseline: the value to start from.
        minimum: left end of the axis.
        maximum: right end of the axis.
        higher_is_better: the indicator's direction.
        status: value against target and tolerance.
        unit: behind the numbers: ``%``, ``min``.
        digits: decimal places.
    """

    name: Text
    value: float | None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    tolerance: float | None = None
    baseline: float | None = None
    minimum: float
    maximum: float
    higher_is_better: bool = True
    status: Status = "unknown"
    unit: Text = ""
    digits: int = 0


def bullet_range(
    marks: Sequence[float | None], limits: tuple[float | None, float | None] = (None, None)
) -> tuple[float, float]:
    """Chooses the ends of a bullet's axis so that every mark has its place and the interval can be seen.

    Args:
        marks: value, ends of the interval, target, target less tolerance, baseline; ``None`` is left out.
        limits: the least and greatest value that the indicator can take, ``None`` where it has no limit.

    Returns:
        Round numbers a little beyond the marks, within the limits; the limits (or 0 to 1) when there are no marks.
    """
    low, high = limits
    known = [mark for mark in marks if mark is not None]
    if not known:
        return (0.0 if low is None else low, 1.0 if high is None else high)
    span = max(known) - min(known) or abs(known[0]) * 0.1 or 1.0
    step = 10.0 ** floor(log10(span))
    least = floor((min(known) - span * 0.15) / step) * step
    greatest = ceil((max(known) + span * 0.15) / step) * step
    return (round(least if low is None else max(least, low), 9), round(greatest if high is None else min(greatest, high), 9))


def bullet(
    environment: Templates,
    language: Language,
    kpi: Bullet,
    *,
    width: float = 150,
    axis: bool = False,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws a bullet.

    Args:
        environment: renders the template.
        language: the language of the texts.
        kpi: the indicator.
        width: in points.
        axis: with the ends of the axis, the target's figure and the direction under it; without, for a table cell.
        palette: the theme.
    """
    line = Axis(_EDGE, width - _EDGE, (kpi.minimum, kpi.maximum))
    height = _TRACK + 8.0
    texts: list[Shape] = []
    if axis:
        texts = _axis_texts(language, palette, kpi, line, width)
        height = _TRACK + 30
    shapes = {
        "left": r(line.left), "right": r(line.right), "y": _TRACK, "missing": _missing(language, palette, kpi, line),
        "band": _band(kpi, line), "target": None if kpi.target is None else r(line.at(kpi.target)),
        "baseline": "" if kpi.baseline is None else _triangle(line.at(kpi.baseline)),
        "interval": _interval(kpi, line), "value": None if kpi.value is None else r(line.at(kpi.value)),
        "status": kpi.status, "texts": texts,
    }  # fmt: skip
    return draw(
        environment, language, "bullet", size=(width, height), alt=[_said(language, kpi)], how=message(_HOW),
        palette=palette, shapes=shapes,
    )  # fmt: skip


def _band(kpi: Bullet, line: Axis) -> Shape:
    """The tolerance: from the target to the worse side."""
    if kpi.target is None or not kpi.tolerance:
        return {}
    far = kpi.target - kpi.tolerance if kpi.higher_is_better else kpi.target + kpi.tolerance
    left, right = sorted((line.at(far), line.at(kpi.target)))
    return {"x": r(left), "width": r(right - left), "y": _TRACK - 4.5, "height": 9}


def _interval(kpi: Bullet, line: Axis) -> Shape:
    if kpi.value is None or kpi.low is None or kpi.high is None:
        return {}
    return {"left": r(line.at(kpi.low)), "right": r(line.at(kpi.high))}


def _missing(language: Language, palette: Palette, kpi: Bullet, line: Axis) -> Shape:
    if kpi.value is not None:
        return {}
    sign = not_applicable(language)
    wide = text_width(sign, SMALL)
    # The sign stands where it hides neither target nor baseline.
    taken = [line.at(mark) for mark in (kpi.target, kpi.baseline) if mark is not None]
    spots = [line.left + (line.right - line.left) * part for part in (0.5, 0.25, 0.75)]
    middle = max(spots, key=lambda spot: min((abs(spot - mark) for mark in taken), default=0.0)) if taken else spots[0]
    return {
        "hatch": hatch(rounded(line.left, _TRACK - 3.5, line.right - line.left, 7, 0), 2.5),
        "ground": {"x": r(middle - wide / 2 - 2), "y": r(_TRACK - 4), "width": r(wide + 4), "height": 8},
        "sign": label(middle, _TRACK + SMALL * CAP / 2, sign, SMALL, palette.ink, anchor="middle"),
    }


def _triangle(x: float) -> str:
    return path([(x, _TRACK + 3), (x + 2.6, _TRACK + 7.2), (x - 2.6, _TRACK + 7.2)], closed=True)


def _axis_texts(language: Language, palette: Palette, kpi: Bullet, line: Axis, width: float) -> list[Shape]:
    y = _TRACK + 16
    low, high = language.number(kpi.minimum, kpi.digits, trim=True), language.number(kpi.maximum, kpi.digits, trim=True)
    texts = [
        label(0, y, low, SMALL, palette.muted),
        label(width, y, high, SMALL, palette.muted, anchor="end"),
    ]
    if kpi.target is not None:
        target = language.number(kpi.target, kpi.digits)
        half = text_width(target, SMALL, 600) / 2
        x = min(max(line.at(kpi.target), half), width - half)
        ends = (text_width(low, SMALL) + 3, width - text_width(high, SMALL) - 3)
        # Near an end the target's figure takes the place of the end's.
        texts = [end for end, clear in zip(texts, (x - half > ends[0], x + half < ends[1]), strict=True) if clear]
        texts.append(label(x, y, target, SMALL, palette.ink, weight=600, anchor="middle"))
    better = N_("higher is better →") if kpi.higher_is_better else N_("← lower is better")
    said = clip(" · ".join(filter(None, (name_of(language, kpi.unit), language.say(better)))), width, SMALL)
    texts.append(label(width / 2, y + SMALL * 1.35, said, SMALL, palette.muted, anchor="middle"))
    return texts


def _said(language: Language, kpi: Bullet) -> str:
    unit = language.text(kpi.unit)

    def figure(value: float | None) -> str:
        shown = language.number(value, kpi.digits)
        return f"{shown}{unit}" if unit == "%" else f"{shown}\N{NO-BREAK SPACE}{unit}" if unit else shown

    facts = [message(N_("value {value}"), value=figure(kpi.value)) if kpi.value is not None else message(N_("no value"))]
    if kpi.value is not None and kpi.low is not None and kpi.high is not None:
        facts.append(message(N_("interval {low} to {high}"), low=figure(kpi.low), high=figure(kpi.high)))
    if kpi.target is not None:
        facts.append(message(N_("target {level}"), level=figure(kpi.target)))
    if kpi.tolerance:
        facts.append(message(N_("tolerance {value}"), value=figure(kpi.tolerance)))
    if kpi.baseline is not None:
        facts.append(message(N_("baseline {value}"), value=figure(kpi.baseline)))
    facts.append(message(_STATUS[kpi.status]))
    facts.append(message(N_("higher is better") if kpi.higher_is_better else N_("lower is better")))
    name = name_of(language, kpi.name)
    said = ", ".join(language.say(fact) for fact in facts) + "."
    return f"{name}: {said}" if name else said
