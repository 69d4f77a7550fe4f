"""Expected against achieved: how far an indicator has come on the way that an initiative was to take it.

In this room: one row per expected change, each on its own way from "as before" to "as expected", so that rows of different
units and directions can be compared. The dot is what was measured, the line through it the interval; where the interval
reaches back over "as before", the change may be chance. The figures stand at the right. Not here: what was measured and how it
was judged (`cxgov.reviewing.portfolio`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cxgov.language import N_, Language, Text, message
from cxgov.rendering.drawings.axis import NAME, Axis
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, lines, name_of
from cxgov.rendering.drawings.geometry import FULL, hatch, path, r, rounded
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width, wrap
from cxgov.rendering.drawings.palette import STANDARD, Palette

Mark = Literal["met", "tolerance", "missed", "open"]

_LEAST, _MOST = -1.5, 2.5
"""An interval that reaches further is cut there and ends in an arrow."""
_LEAST_DOT, _MOST_DOT = -3.0, 4.0
"""For a measured change the axis goes further: only beyond these it is an arrow, too."""
_PAD = 6.0
_HOW = N_("The left line is the value before the initiative, the right one the expected value; the dot is what was measured, the line through it the interval.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """An expected change and what was measured of it.

    Attributes:
        name: the initiative.
        indicator: the indicator, and by when.
        expected: the expected change; 0 where the value is to hold.
        achieved: the measured change; ``None`` where there is none to show.
        interval: of the measured change; ``None`` where nothing says how sure it is.
        mark: as much as expected; the expected way but less; not the expected way; too early to judge.
        outcome: the judgement in words, or why there is no measured change.
        unit: of the figures; may be empty.
        digits: decimal places of the figures.
    """

    name: Text
    indicator: Text
    expected: float
    achieved: float | None
    interval: tuple[float, float] | None = None
    mark: Mark = "open"
    outcome: str = ""
    unit: Text = ""
    digits: int = 1


def expected_achieved(
    environment: Templates, language: Language, rows: Sequence[Progress], *, width: float = FULL, palette: Palette = STANDARD
) -> Drawing:
    """Draws expected changes and what was measured of them.

    Args:
        environment: renders the template.
        language: the language of the texts.
        rows: the expected changes.
        width: in points.
        palette: the theme.
    """
    column, figures = width * 0.4, width * 0.22
    scale = _stretch(rows)
    axis = Axis(column + _PAD, width - figures - 2 * _PAD, scale)
    head = SMALL + 6
    shapes: dict[str, list[Shape]] = {"rows": [], "texts": _heads(language, palette, axis, width)}
    y = head
    for row in rows:
        name = wrap(name_of(language, row.name), column - 10, NAME, SEMIBOLD, lines=2)
        indicator = wrap(_indicator(language, row), column - 10, SMALL, lines=2)
        outcome = wrap(row.outcome, figures, SMALL, lines=3)
        height = max(len(name) * NAME * LEADING + len(indicator) * SMALL * LEADING, NAME * LEADING + len(outcome) * SMALL * LEADING) + _PAD + 2
        base = y + _PAD / 2 + NAME
        shapes["texts"] += lines(0, base, name, NAME, palette.ink, weight=SEMIBOLD)
        shapes["texts"] += lines(0, base + len(name) * NAME * LEADING, indicator, SMALL, palette.muted)
        shapes["texts"].append(label(width - figures, base, clip(_figure(language, row), figures, NAME, SEMIBOLD), NAME, palette.ink, weight=SEMIBOLD))
        shapes["texts"] += lines(width - figures, base + NAME * LEADING, outcome, SMALL, palette.muted)
        shapes["rows"].append(_row(language, palette, axis, row, y + height / 2))
        y += height
        shapes["rows"][-1]["rule"] = r(y)
    grid = {"head": r(head), "bottom": r(y), "before": r(axis.at(0)), "expected": r(axis.at(1)), "left": r(axis.left), "right": r(axis.right)}
    return draw(
        environment, language, "expected_achieved", size=(width, y + 1), alt=[_said(language, row) for row in rows], how=message(_HOW),
        palette=palette, shapes={**shapes, **grid},
    )  # fmt: skip


def _stretch(rows: Sequence[Progress]) -> tuple[float, float]:
    """The part of the way that is drawn, in expected changes: wide enough for what was measured, within limits."""
    shown = [row for row in rows if row.achieved is not None and row.expected]
    dots = [min(max((row.achieved or 0.0) / row.expected, _LEAST_DOT), _MOST_DOT) for row in shown]
    ends = [min(max(end / row.expected, _LEAST), _MOST) for row in shown for end in row.interval or ()]
    reached = [0.0, 1.0, *dots, *ends]
    return min(reached) - 0.15, max(reached) + 0.15


def _heads(language: Language, palette: Palette, axis: Axis, width: float) -> list[Shape]:
    before, expected = language.say(N_("as before")), language.say(N_("as expected"))
    # The words stand at their lines and never over one another.
    half = (axis.at(1) - axis.at(0)) / 2 - 2
    left = max(axis.at(0) - text_width(before, SMALL) / 2, axis.left - _PAD)
    left = min(left, axis.at(0) + half - text_width(before, SMALL)) if text_width(before, SMALL) / 2 > half else left
    right = max(axis.at(1) - text_width(expected, SMALL) / 2, axis.at(0) + half + 4)
    right = min(right, width - text_width(expected, SMALL))
    return [label(max(0.0, left), SMALL, before, SMALL, palette.muted), label(right, SMALL, expected, SMALL, palette.muted)]


def _row(language: Language, palette: Palette, axis: Axis, row: Progress, middle: float) -> Shape:
    made: Shape = {"y": r(middle), "mark": row.mark, "dot": None, "interval": {}, "arrows": [], "missing": {}}
    if row.achieved is None or not row.expected:
        wide = axis.right - axis.left
        sign = clip(language.say(N_("no measured change")), wide - 12, SMALL)
        ground = text_width(sign, SMALL) + 8
        made["missing"] = {
            "hatch": hatch(rounded(axis.left, middle - 4, wide, 8, 0), 2.5), "sign": label(
                (axis.left + axis.right) / 2, middle + SMALL * CAP / 2, sign, SMALL, palette.ink, anchor="middle"),
            "ground": {"x": r((axis.left + axis.right - ground) / 2), "y": r(middle - 4.5), "width": r(ground), "height": 9},
        }  # fmt: skip
        return made
    share = row.achieved / row.expected
    made["dot"] = r(axis.at(share)) if axis.scale[0] <= share <= axis.scale[1] else None
    if made["dot"] is None:
        made["arrows"].append(_arrow(axis, share, middle))
    if row.interval is not None:
        low, high = sorted(end / row.expected for end in row.interval)
        made["interval"] = {"left": r(axis.at(low)), "right": r(axis.at(high)), "cut_left": low < axis.scale[0], "cut_right": high > axis.scale[1]}
        made["arrows"] += [_arrow(axis, end, middle) for end in (low, high) if not axis.scale[0] <= end <= axis.scale[1]]
    return made


def _arrow(axis: Axis, share: float, middle: float) -> str:
    """A small head at the end of the axis: it goes on beyond."""
    x, back = (axis.left, 4) if share < axis.scale[0] else (axis.right, -4)
    return path([(x, middle), (x + back, middle - 2.6), (x + back, middle + 2.6)], closed=True)


def _signed(language: Language, row: Progress, value: float) -> str:
    return language.number(value, row.digits, signed=True)


def _indicator(language: Language, row: Progress) -> str:
    """The indicator with its unit, which would be too long beside the figures."""
    unit = name_of(language, row.unit)
    return f"{name_of(language, row.indicator)} ({unit})" if unit else name_of(language, row.indicator)


def _figure(language: Language, row: Progress) -> str:
    if row.achieved is None:
        return language.say(message(N_("expected {change}"), change=_signed(language, row, row.expected)))
    return language.say(message(N_("{achieved} of {expected}"), achieved=_signed(language, row, row.achieved), expected=_signed(language, row, row.expected)))


def _said(language: Language, row: Progress) -> str:
    unit = name_of(language, row.unit)
    end = f" {unit}" if unit else ""
    facts = [language.say(message(N_("expected {change}"), change=_signed(language, row, row.expected))) + end]
    if row.achieved is not None:
        facts.append(language.say(message(N_("measured {change}"), change=_signed(language, row, row.achieved))) + end)
    if row.achieved is not None and row.interval is not None:
        low, high = (_signed(language, row, value) for value in row.interval)
        facts.append(language.say(message(N_("interval {low} to {high}"), low=low, high=high)))
    facts += [row.outcome] if row.outcome else []
    return f"{name_of(language, row.name)}, {name_of(language, row.indicator)}: {', '.join(facts)}."
