"""The age of open cases: one row per log, one column per class of age, the oldest at the right.

In this room: counts as bars from a common edge, so that rows and columns can be compared. The older the class, the nearer
its colour is to amber; every bar carries its figure. A log that is not kept is hatched and says so: it holds no zeros. Not
here: what counts as open and how old a case is (`cxgov.reviewing.loops`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cxgov.language import N_, Language, Text, counted, message
from cxgov.rendering.drawings.axis import NAME, wrapped_names
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, middle_lines, name_of
from cxgov.rendering.drawings.geometry import FULL, hatch, r, rounded
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette

_BAR = 11.0
_ROW = 22.0
_GAP = 10.0  # between two classes of age
_SUM = 44.0
_THIN = 1.5  # one case of very many is still seen
_HOW = N_("Each row is a log, each column an age; the bars count open cases on one scale. The colours run from blue, fresh, to amber, old.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingRow:
    """Open cases of one log.

    Attributes:
        name: the log.
        counts: open cases by age, the youngest first; ``None`` where no log is kept.
        remark: what else must be said, in a few words; empty for nothing.
    """

    name: Text
    counts: tuple[int, ...] | None
    remark: str = ""


def loop_ageing(
    environment: Templates,
    language: Language,
    rows: Sequence[AgeingRow],
    edges: Sequence[int],
    *,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws open cases by age.

    Args:
        environment: renders the template.
        language: the language of the texts.
        rows: the logs.
        edges: days up to which each class but the last goes, rising; the last class holds everything older.
        width: in points.
        palette: the theme.

    Raises:
        ValueError: if a row has not one count more than there are edges.
    """
    if any(row.counts is not None and len(row.counts) != len(edges) + 1 for row in rows):
        raise ValueError("one count for each class of age")
    column = width * 0.24
    across = (width - column - _SUM + _GAP) / (len(edges) + 1)
    lefts = [column + across * place for place in range(len(edges) + 1)]
    room = across - _GAP - 20  # the figure stands behind the longest bar
    most = max((count for row in rows if row.counts for count in row.counts), default=0) or 1
    names = [name_of(language, row.name) for row in rows]
    head = SMALL + 7
    shapes: dict[str, list[Shape]] = {"bars": [], "missing": [], "texts": [], "rules": []}
    heads = age_names(language, edges)
    shapes["texts"] += [label(left, SMALL, clip(text, across - 4, SMALL), SMALL, palette.muted) for left, text in zip(lefts, heads, strict=True)]
    shapes["texts"].append(label(width, SMALL, clip(language.say(N_("all open")), _SUM, SMALL), SMALL, palette.muted, anchor="end"))
    y = head
    for row, said in zip(rows, wrapped_names(names, column - 10), strict=True):
        height = max(_ROW, len(said) * NAME * LEADING + 6 + (SMALL * LEADING if row.remark else 0))
        middle = y + height / 2
        above = middle - (SMALL * LEADING / 2 if row.remark else 0)
        shapes["texts"] += middle_lines(0, above, said, NAME, palette.ink)
        if row.remark:
            below = above + len(said) * NAME * LEADING / 2 + SMALL * 0.9
            shapes["texts"].append(label(0, below, clip(row.remark, column - 10, SMALL), SMALL, palette.muted))
        if row.counts is None:
            shapes["missing"].append(_missing(language, palette, (column, middle), width - column))
        else:
            shapes["bars"] += [_bar(palette, place, len(edges), (left, middle), room * count / most) for place, (left, count)
                               in enumerate(zip(lefts, row.counts, strict=True)) if count]
            shapes["texts"] += [_figure(language, palette, (left, middle), room * count / most, count)
                                for left, count in zip(lefts, row.counts, strict=True)]
            total = label(width, middle + NAME * CAP / 2, language.number(sum(row.counts)), NAME, palette.ink, weight=SEMIBOLD, anchor="end")
            shapes["texts"].append(total)
        y += height
        shapes["rules"].append({"y": r(y)})
    grid = {"head": r(head), "bottom": r(y), "lefts": [r(left) for left in lefts], "right": r(width)}
    return draw(
        environment, language, "loop_ageing", size=(width, y + 1), alt=_said(language, rows, names, heads), how=message(_HOW),
        palette=palette, shapes={**shapes, **grid},
    )  # fmt: skip


def age_names(language: Language, edges: Sequence[int]) -> list[str]:
    """Returns what the classes of age are called: up to 2 days, 3–7 days, over 30 days."""
    said = [counted(edges[0], N_("up to {n} day"), N_("up to {n} days"))]
    said += [counted(high, N_("{low}–{n} day"), N_("{low}–{n} days"), low=low + 1) for low, high in pairwise(edges)]
    said.append(counted(edges[-1], N_("over {n} day"), N_("over {n} days")))
    return [language.say(text) for text in said]


def _bar(palette: Palette, place: int, last: int, at: tuple[float, float], wide: float) -> Shape:
    left, middle = at
    # Four hues stand for as many classes as there are: the ends are always blue and amber.
    hues = (palette.blue, palette.light_blue, palette.light_amber, palette.amber)
    fill = hues[round(place * (len(hues) - 1) / last)] if last else hues[-1]
    return {"x": r(left), "y": r(middle - _BAR / 2), "width": r(max(_THIN, wide)), "height": _BAR, "fill": fill}


def _figure(language: Language, palette: Palette, at: tuple[float, float], wide: float, count: int) -> Shape:
    left, middle = at
    x = left + (max(_THIN, wide) if count else 0) + 3
    return label(x, middle + NAME * CAP / 2, language.number(count), NAME, palette.ink if count else palette.muted, weight=SEMIBOLD if count else 400)


def _missing(language: Language, palette: Palette, at: tuple[float, float], wide: float) -> Shape:
    left, middle = at
    sign = clip(language.say(N_("no such log is kept")), wide - 8, SMALL)
    ground = text_width(sign, SMALL) + 8
    return {
        "hatch": hatch(rounded(left, middle - _BAR / 2, wide, _BAR, 0)),
        "ground": {"x": r(left + (wide - ground) / 2), "y": r(middle - _BAR / 2), "width": r(ground), "height": _BAR},
        "sign": label(left + wide / 2, middle + SMALL * CAP / 2, sign, SMALL, palette.ink, anchor="middle"),
    }


def _said(language: Language, rows: Sequence[AgeingRow], names: Sequence[str], heads: Sequence[str]) -> list[str]:
    said = []
    for row, name in zip(rows, names, strict=True):
        if row.counts is None:
            said.append(language.say(message(N_("{name}: no such log is kept."), name=name)))
            continue
        classes = ", ".join(f"{head}: {language.number(count)}" for head, count in zip(heads, row.counts, strict=True))
        facts = language.say(counted(sum(row.counts), N_("{name}: {n} open case ({classes})."), N_("{name}: {n} open cases ({classes})."),
                                     name=name, classes=classes))
        said.append(f"{facts} {row.remark}." if row.remark else facts)
    return said
