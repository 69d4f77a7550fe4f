"""How the rows of a canvas are dealt out to sheets: blank ones, an organisation's own, the example's.

In this room: how many sheets there are and which row stands on which. Not here: what stands in a row (`filling`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxgov.handouts.canvases.definitions import Canvas
from cxgov.handouts.canvases.filling import Row, journeys, key_touchpoints, rows_of
from cxgov.handouts.canvases.words import Words
from cxgov.model import Framework

MOST_SHEETS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """Rows by sheet.

    Attributes:
        sheets: the rows of each sheet; each has as many as the canvas.
        more: records of the files for which there was no room.
    """

    sheets: tuple[tuple[Row, ...], ...]
    more: int = 0


def blank(canvas: Canvas, framework: Framework) -> Deal:
    """One sheet to write on; on the calendar the stages of the framework are already there."""
    if canvas.name == "canvas-calendar":
        return Deal(sheets=(tuple(Row(cells={"stage": dimension.id}) for dimension in framework.dimensions),))
    return Deal(sheets=((Row(),) * canvas.rows,))


def own(canvas: Canvas, words: Words) -> Deal:
    """Everything an organisation has for a canvas, on at most `MOST_SHEETS` sheets."""
    return _dealt(canvas, _sheets(canvas, words), MOST_SHEETS)


def example(canvas: Canvas, words: Words, remarks: Mapping[str, Any]) -> Deal:
    """One sheet of the example organisation: the card that says most, the key touchpoints, the first rows.

    Args:
        canvas: the canvas.
        words: the example organisation.
        remarks: cells that no record holds: id of a record -> key -> text; those under ``sheet`` belong to the first row.
    """
    if canvas.name == "canvas-journey":
        sheets = _sheets(canvas, words)
    else:
        rows = rows_of(canvas.name, words)
        if canvas.name == "canvas-ownership":
            key = {touchpoint.id for touchpoint in key_touchpoints(words)}
            rows = [row for row in rows if row.id in key]
        if canvas.rows == 1:
            rows = sorted(rows, key=lambda row: -row.weight)
        sheets = _chunks([_remarked(row, place, words, remarks) for place, row in enumerate(rows)], canvas.rows)
    return Deal(sheets=_dealt(canvas, sheets, 1).sheets)


def _sheets(canvas: Canvas, words: Words) -> list[Sequence[Row]]:
    if canvas.name == "canvas-journey":
        return list(journeys(words, canvas.rows // canvas.block, canvas.block))
    return _chunks(rows_of(canvas.name, words), canvas.rows)


def _chunks(rows: Sequence[Row], size: int) -> list[Sequence[Row]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _dealt(canvas: Canvas, sheets: Sequence[Sequence[Row]], most: int) -> Deal:
    """Cuts off what is too much, fills up what is short, and repeats on every sheet what stands once on each."""
    once = [column.key for column in canvas.columns if column.scope == "sheet"]
    head: dict[str, str] = {}
    made = []
    for rows in sheets[:most]:
        head |= {key: text for key in once if (text := rows[0].cells.get(key))}
        first = Row(id=rows[0].id, cells={**head, **rows[0].cells})
        made.append((first, *rows[1:], *(Row(),) * (canvas.rows - len(rows))))
    return Deal(sheets=tuple(made), more=sum(bool(row.id) for rows in sheets[most:] for row in rows))


def _remarked(row: Row, place: int, words: Words, remarks: Mapping[str, Any]) -> Row:
    """Adds the cells that no record holds."""
    added = {**(remarks.get("sheet", {}) if place == 0 else {}), **remarks.get(row.id, {})}
    return Row(id=row.id, cells={**row.cells, **{key: words.text(text) for key, text in added.items()}})
