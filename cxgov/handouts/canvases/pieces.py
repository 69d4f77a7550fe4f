"""The pieces of the nine canvases: to write on, as an example, and from the organisation's own files."""

from __future__ import annotations

from collections.abc import Callable

from cxgov.handouts.canvases.definitions import CANVASES, Canvas
from cxgov.handouts.canvases.sheets import blank_sheets, example_sheets, own_sheets
from cxgov.handouts.piece import Copies, Piece, Sheet
from cxgov.handouts.workshop import Workshop
from cxgov.language import N_

TITLES: dict[str, tuple[str, str, str]] = {
    "canvas-journey": (N_("Canvas C1: journey map"), N_("Example of canvas C1: journey map"), N_("Canvas C1 from your files: journey map")),
    "canvas-touchpoint": (
        N_("Canvas C2: touchpoint card"), N_("Example of canvas C2: touchpoint card"), N_("Canvas C2 from your files: touchpoint cards")),
    "canvas-expectations": (
        N_("Canvas C3: expectations"), N_("Example of canvas C3: expectations"), N_("Canvas C3 from your files: expectations")),
    "canvas-promise": (N_("Canvas C4: value promise"), N_("Example of canvas C4: value promise"), N_("Canvas C4 from your files: value promise")),
    "canvas-ownership": (N_("Canvas C5: ownership"), N_("Example of canvas C5: ownership"), N_("Canvas C5 from your files: ownership")),
    "canvas-kpi": (N_("Canvas C6: indicator card"), N_("Example of canvas C6: indicator card"), N_("Canvas C6 from your files: indicator cards")),
    "canvas-improvement": (
        N_("Canvas C7: improvement card"), N_("Example of canvas C7: improvement card"), N_("Canvas C7 from your files: improvement cards")),
    "canvas-decisions": (N_("Canvas C8: decisions"), N_("Example of canvas C8: decisions"), N_("Canvas C8 from your files: decisions")),
    "canvas-calendar": (N_("Canvas C9: cycle calendar"), N_("Example of canvas C9: cycle calendar"), N_("Canvas C9 from your files: cycle calendar")),
}
_HALF_DAY = ("canvas-journey", "canvas-touchpoint", "canvas-expectations", "canvas-ownership", "canvas-improvement", "canvas-decisions", "canvas-calendar")
_TWO_HOURS = ("canvas-journey", "canvas-touchpoint", "canvas-improvement", "canvas-decisions")


def _piece(canvas: Canvas, kind: int, suffix: str, build: Callable[[Workshop, Canvas], list[Sheet]], copies: Copies) -> Piece:
    def sheets(workshop: Workshop) -> list[Sheet]:
        return build(workshop, canvas)

    lengths = ("one-day", *(("half-day",) if canvas.name in _HALF_DAY else ()), *(("two-hours",) if canvas.name in _TWO_HOURS else ()))
    return Piece(name=canvas.name + suffix, title=TITLES[canvas.name][kind], audience="wall", copies=copies, build=sheets, form=True, lengths=lengths)


PIECES: tuple[Piece, ...] = (
    *(_piece(canvas, 0, "", blank_sheets, "group") for canvas in CANVASES.values()),
    *(_piece(canvas, 1, "-example", example_sheets, "room") for canvas in CANVASES.values()),
    *(_piece(canvas, 2, "-own", own_sheets, "group") for canvas in CANVASES.values()),
)
