"""The sheets of the canvases: blank, from an organisation's own files, or from the example; to print or to fill in on screen.

In this room: the data that the templates draw. Not here: what a canvas asks for (`definitions`), what an organisation has for it
(`filling`, `dealing`) and how large a box is (`layout`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cxgov.handouts.canvases import layout
from cxgov.handouts.canvases.calendar import calendar
from cxgov.handouts.canvases.curve import curve, emotion_of
from cxgov.handouts.canvases.dealing import Deal, blank, example, own
from cxgov.handouts.canvases.definitions import HEAD, SEPARATOR, Canvas, Column, field_name
from cxgov.handouts.canvases.filling import Row
from cxgov.handouts.canvases.words import Words
from cxgov.handouts.content import content
from cxgov.handouts.piece import Sheet
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_
from cxgov.model import Framework

EMOTIONS = (-2, -1, 0, 1, 2)
_SHORT = ("flag", "number", "day", "period", "choice", "stage")  # one line is enough to fill these in
_SCALES = ("Touchpoint.emotion", "Touchpoint.desired_emotion")


def blank_sheets(workshop: Workshop, canvas: Canvas) -> list[Sheet]:
    """Makes the sheet to write on."""
    canvas = _of(canvas, workshop.framework)
    return _sheets(workshop, canvas, workshop.framework, blank(canvas, workshop.framework), None)


def own_sheets(workshop: Workshop, canvas: Canvas) -> list[Sheet]:
    """Makes the sheets filled from the organisation's own files; none where there is no organisation or nothing to show."""
    if workshop.workspace is None:
        return []
    canvas = _of(canvas, workshop.framework)
    words = Words(workspace=workshop.workspace, framework=workshop.framework, language=workshop.language, exact=workshop.form)
    return _sheets(workshop, canvas, workshop.framework, own(canvas, words), words)


def example_sheets(workshop: Workshop, canvas: Canvas) -> list[Sheet]:
    """Makes the sheet filled from the example organisation, with a remark on what to notice."""
    told = content("canvas-example")[canvas.name]
    workspace = workshop.example
    framework = workspace.frameworks[workspace.organisation.frameworks[0]]
    canvas = _of(canvas, framework)
    words = Words(workspace=workspace, framework=framework, language=workshop.language, exact=workshop.form)
    deal = example(canvas, words, told.get("cells", {}))
    remark = workshop.text(told["notice"])
    return _sheets(workshop, canvas, framework, deal, words, remark.format(**_silent(workshop, deal.sheets[0])) if canvas.name == "canvas-journey" else remark)


def _silent(workshop: Workshop, rows: Sequence[Row]) -> dict[str, Any]:
    """What the remark on the journey map says: which touchpoints lie below zero without a channel, out of how many below zero."""
    below = [(number, row) for number, row in enumerate(rows, 1) if (emotion_of(row) or 0) < 0]
    silent = [str(number) for number, row in below if not row.cells.get("channels")]
    return {"numbers": workshop.join(silent), "silent": len(silent), "below": len(below)}


def _of(canvas: Canvas, framework: Framework) -> Canvas:
    """The calendar has a row for each stage of the framework."""
    return replace(canvas, rows=len(framework.dimensions)) if canvas.name == "canvas-calendar" else canvas


def _sheets(workshop: Workshop, canvas: Canvas, framework: Framework, deal: Deal, words: Words | None, remark: str = "") -> list[Sheet]:
    title = workshop.say(canvas.title)
    made = []
    pages = [(place, rows, part) for place, rows in enumerate(deal.sheets) for part in _parts(workshop, canvas, rows, filled=words is not None)]
    for count, (place, rows, part) in enumerate(pages, 1):
        last = count == len(pages)
        begun = any(later == place for later, _, _ in pages[count:])
        head = {
            "number": canvas.number, "title": title, "purpose": workshop.say(canvas.purpose), "steps": [workshop.say(step) for step in canvas.steps],
            "marker": _marker(workshop, canvas, framework), "remark": "" if begun else remark, "of": f"{count}/{len(pages)}" if len(pages) > 1 else "",
            "filled_from": workshop.text(words.workspace.organisation.name) if words else "",
            "more": workshop.counted(deal.more, N_("The files hold {n} more entry."), N_("The files hold {n} more entries.")) if last and deal.more else "",
            "aside": workshop.say(N_("The map goes on on the next sheet: lay the two side by side.")) if begun else "",
            "names": {key: field_name(canvas, "head", key) for key in HEAD} if count == 1 else {},
            "day": workshop.language.short_date(workshop.day) if workshop.day else "", "small": workshop.small}
        made.append(Sheet(
            id=f"{canvas.name}-{count}", title=title, template=f"canvas-{_kind(canvas)}.html",
            paper="a4-landscape" if workshop.small else "a3-landscape",
            data={"head": head, **_body(
                workshop, canvas, framework, _Cells(workshop, canvas, rows, place * canvas.rows, layout.WITH_REMARK if remark else 1.0), words, part)}))
    return made


def _parts(workshop: Workshop, canvas: Canvas, rows: Sequence[Row], *, filled: bool) -> list[range]:
    """The rows on each page of a sheet, which is one page but for the journey map on A4; no page to read on which nothing stands."""
    if not canvas.block:
        return [range(canvas.rows)]
    height = canvas.rows // layout.JOURNEY_PAGES[workshop.small]
    parts = [range(start, start + height) for start in range(0, canvas.rows, height)]
    return [part for part in parts if part.start == 0 or workshop.form or not filled or any(rows[place].cells for place in part)]


def _kind(canvas: Canvas) -> str:
    if canvas.name in layout.CARDS:
        return "card"
    return "table" if canvas.name in layout.TABLES else canvas.name.removeprefix("canvas-")


def _marker(workshop: Workshop, canvas: Canvas, framework: Framework) -> dict[str, Any] | None:
    """The stages of the cycle with those the canvas belongs to; ``None`` where the framework has no such cycle."""
    if framework.scoring.sequence is None:
        return None
    found = {d.id: output for d in framework.dimensions for output in d.gate_outputs if output.id == canvas.output}
    if canvas.output and not found:
        return None
    stages = [{"number": n, "name": workshop.text(d.short or d.name), "on": not canvas.output or d.id in found}
              for n, d in enumerate(framework.dimensions, 1)]
    return {"stages": stages, "output": workshop.text(next(iter(found.values())).name) if found else ""}


def _body(workshop: Workshop, canvas: Canvas, framework: Framework, make: _Cells, words: Words | None, part: range) -> dict[str, Any]:
    """The part of a sheet's data that its kind of canvas asks for."""
    small = workshop.small
    sheet = [make(0, column.key, .3, 6.8 if small else 8.2) for column in canvas.columns if column.scope == "sheet"]
    if canvas.name in layout.CARDS:
        return {"lines": [[make(box.row, box.key, box.share, make.high(height), labelled=True) for box in boxes]
                          for height, boxes in layout.CARDS[canvas.name]]}
    if canvas.name in layout.TABLES:
        height, boxes = layout.TABLES[canvas.name]
        heads = [{"label": workshop.say(c.label), "hint": workshop.say(c.hint), "width": round(box.share * 100, 2)}
                 for box in boxes for c in (canvas.column(box.key),)]
        return {"sheet_cells": sheet, "heads": heads, "rows": [
            [make(place, box.key, box.share, make.high(height)) for box in boxes] for place in range(canvas.rows)]}
    if canvas.name == "canvas-calendar":
        return {"sheet_cells": sheet, **calendar(workshop, framework, words, make, make.high(layout.CALENDAR / canvas.rows))}
    if part.start:
        sheet = [{**cell, "hint": workshop.say(N_("as on the first sheet"))} for cell in sheet]
    return {"sheet_cells": sheet, "again": part.start > 0, **_map(canvas, make, small, part)}


def _map(canvas: Canvas, make: _Cells, small: bool, part: range) -> dict[str, Any]:
    """The journey map, or one page of it: stages as columns, their touchpoints below one another, the curve."""
    share, heights = canvas.block / len(part), {key: round(height * make.squeeze, 2) for key, height in layout.JOURNEY[small].items()}
    stage, columns = layout.JOURNEY_STAGE[small], part[:: canvas.block]
    moments = [[{
        "number": place + 1, "touchpoint": make(place, "touchpoint", share * (1 if make.workshop.form else .75), heights["touchpoint"], dense=True),
        "goal": make(place, "goal", share * .95, heights["goal"], dense=True),
        "channels": make(place, "channels", share * .72, heights["foot"], dense=True),
        "emotion": make(place, "emotion", share * .2, heights["foot"], dense=True), "key": make(place, "key", share * .1, heights["touchpoint"])}
        for place in range(start, start + canvas.block)] for start in columns]
    return {
        "heights": heights, "stages": [{"number": start // canvas.block + 1, "stage": make(start, "stage", share, stage, dense=True), "phase": make(start, "phase", share, stage)} for start in columns],
        "rows": [[column[place] for column in moments] for place in range(canvas.block)],
        "curve": curve(make.rows[part.start : part.stop], canvas.block, layout.width_of(1, small), layout.CURVE[small] * make.squeeze, part.start + 1)}


class _Cells:
    """Makes the cells of one sheet."""

    def __init__(self, workshop: Workshop, canvas: Canvas, rows: Sequence[Row], before: int, squeeze: float) -> None:
        self.workshop, self.canvas, self.rows, self.before, self.squeeze = workshop, canvas, rows, before, squeeze

    def high(self, length: float) -> float:
        """A height of the layout on the paper in use, mm."""
        return layout.millimetres(length, self.workshop.small, self.squeeze)

    def __call__(self, place: int, key: str, share: float, height: float, *, labelled: bool = False, dense: bool = False) -> dict[str, Any]:
        """Makes a cell.

        Args:
            place: the row, counted from 0 within the sheet.
            key: the column.
            share: its part of the sheet's width.
            height: of the box, mm.
            labelled: its heading stands inside the box.
            dense: there is little room, so that type may be small and the margins narrow.
        """
        workshop, column, small = self.workshop, self.canvas.column(key), self.workshop.small
        text = self.rows[place].cells.get(key, "")
        pad = layout.PAD / 4 if dense else layout.PAD
        room = height - (layout.LABEL[small] if labelled else 0) - pad
        modest = workshop.form or (column.scope == "sheet" and not labelled)
        long = column.kind not in _SHORT and (_two_lines(room, small) if dense else room > (7 if small else 10))
        sizes = [size for size in (layout.DENSE if dense else layout.SIZES)[small] if not modest or size <= layout.FIELD[small]]
        beside = layout.BESIDE_LABEL if dense and workshop.form else 1  # on the map a field stands beside its name
        shown, size = layout.fitted(text, layout.width_of(share, small) * beside - 2 * pad, room - (layout.FIELD_PAD if dense and long and workshop.form else 0), sizes, SEPARATOR if column.many else "")
        label = workshop.say(column.label)
        choices = self._choices(column, text)
        if workshop.form:
            shown = next((choice["label"] for choice in choices if choice["on"]), text)
        return {
            "name": field_name(self.canvas, self.before + place + 1, key), "label": label, "hint": workshop.say(column.hint), "text": shown, "size": size,
            "height": height, "room": round(room, 2), "width": round(share * 100, 3), "choices": choices, "flag": column.kind == "flag",
            "title": label if self.canvas.rows == 1 else f"{label}, {self.before + place + 1}",
            "scale": [{"label": workshop.language.number(n, signed=True), "on": _same(text, n, workshop)} for n in EMOTIONS]
            if labelled and column.field in _SCALES else [], "long": long, "dense": dense}

    def _choices(self, column: Column, text: str) -> list[dict[str, Any]]:
        return [{"label": self.workshop.say(label), "on": text == code} for code, label in column.choices]


def _two_lines(room: float, small: bool) -> bool:
    """Tells whether a field of the journey map has room for two lines."""
    return room - layout.FIELD_PAD >= 2 * layout.DENSE[small][-1] * layout.POINT * layout.LINE


def _same(text: str, number: int, workshop: Workshop) -> bool:
    return text in (str(number), workshop.language.number(number, signed=True)) if text else False

