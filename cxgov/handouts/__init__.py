"""Workshop handouts: pieces for participants, facilitator and wall, from the same definitions as the reports.

In this room: what a piece says, which set it belongs to, and its finished documents. Not here: how a page looks
(`cxgov.rendering`, ``templates/handouts``), the writing of files (`cxgov.cli`) and reading back what groups wrote
(`cxgov.importing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.handouts.piece import Audience, Piece, Sheet
from cxgov.handouts.ranges import unbroken
from cxgov.handouts.registry import PIECES
from cxgov.handouts.workshop import Workshop
from cxgov.rendering.html import page

__all__ = ["PIECES", "Document", "Piece", "Sheet", "Workshop", "chosen", "document", "file_stem", "pages"]

STYLES = ("base.css", "handout.css")
PAPERS = {frozenset({297, 420}): "A3", frozenset({210, 297}): "A4", frozenset({148, 210}): "A5"}  # mm, either way round


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A finished piece.

    Attributes:
        piece: what it is.
        html: one self-contained HTML file.
        pdf: the PDF of the same text; ``None`` where it was not asked for.
        folded: the same pages laid out two on a sheet, for printing on both sides and folding; only for booklets.
    """

    piece: Piece
    html: str
    pdf: bytes | None = None
    folded: bytes | None = None


def chosen(workshop: Workshop, audiences: Sequence[Audience] = (), names: Sequence[str] = ()) -> list[Piece]:
    """The pieces to print, in their order.

    Args:
        workshop: the workshop; its length decides which pieces belong to the set.
        audiences: for whom; all of them where none is named.
        names: single pieces, whatever the set; must be names of `PIECES`.
    """
    if names:
        return [piece for name, piece in PIECES.items() if name in names]
    return [piece for piece in PIECES.values() if workshop.length in piece.lengths and (not audiences or piece.audience in audiences)]


def file_stem(piece: Piece, language: str) -> str:
    """The name of a piece's files without suffix: its place among all pieces, so that it is the same in any selection."""
    return f"{list(PIECES).index(piece.name) + 1:02}-{piece.name}-{language}"


def document(workshop: Workshop, piece: Piece, *, pdf: bool = False) -> Document | None:
    """Makes a piece.

    Args:
        workshop: the workshop.
        piece: which piece.
        pdf: make the PDF as well.

    Returns:
        The document; ``None`` where the workshop has nothing for it.

    Raises:
        cxgov.rendering.pdf.PdfUnavailable: if a PDF is wanted and its libraries are missing.
    """
    sheets = list(piece.build(workshop))
    if not sheets:
        return None
    html = _page(workshop, piece, sheets, 0)
    if not pdf:
        return Document(piece=piece, html=html)
    from cxgov.rendering.pdf import pages_of, write

    form = piece.form and workshop.form
    content = write(html, form=form)
    missing = -pages_of(content) % 4 if piece.fold else 0
    if missing:
        html = _page(workshop, piece, sheets, missing)
        content = write(html, form=form)
    workshop.page_counts[piece.name] = _papers(content)
    if not piece.fold:
        return Document(piece=piece, html=html, pdf=content)
    from cxgov.rendering.imposition import folded

    return Document(piece=piece, html=html, pdf=content, folded=folded(content))


def pages(workshop: Workshop, piece: Piece) -> dict[str, int] | None:
    """Counts a piece's pages by paper; makes it where it was not made before.

    Returns:
        Such as ``{"A4": 3}``; empty where the workshop has nothing for the piece, ``None`` where this machine makes no PDF.
    """
    if piece.name not in workshop.page_counts:
        from cxgov.rendering.pdf import PdfUnavailable

        try:
            if document(workshop, piece, pdf=True) is None:
                return {}
        except PdfUnavailable:
            return None
    return workshop.page_counts[piece.name]


def _papers(content: bytes) -> dict[str, int]:
    """Pages of a PDF by the paper they are printed on."""
    from cxgov.rendering.pdf import sizes_of

    counts: dict[str, int] = {}
    for size in sizes_of(content):
        paper = PAPERS.get(frozenset(size), " × ".join(map(str, size)))
        counts[paper] = counts.get(paper, 0) + 1
    return counts


def _page(workshop: Workshop, piece: Piece, sheets: Sequence[Sheet], notes: int) -> str:
    """Assembles the sheets, with ``notes`` empty pages for notes before the last one."""
    form = piece.form and workshop.form
    made = [{"id": sheet.id, "title": sheet.title, "paper": f"{sheet.paper} flows" if sheet.flows else sheet.paper, "html": unbroken(workshop.environment.render(
        f"handouts/{sheet.template}", {**sheet.data, "sheet": {"id": sheet.id, "title": sheet.title}, "form": form}))} for sheet in sheets]
    blank = [{"id": f"notes-{n}", "title": "", "paper": sheets[-1].paper, "html": workshop.environment.render("handouts/notes.html", {})}
             for n in range(1, notes + 1)]
    made[-1:-1] = blank
    title = workshop.say(piece.title)
    day = workshop.language.date(workshop.day) if workshop.day else ""
    running = " · ".join(part for part in (title, workshop.name, day) if part)
    return page(workshop.environment, {"sections": made, "document": {
        "title": title, "kicker": workshop.name, "author": workshop.name, "description": running, "source": running, "head_left": "",
        "head_right": "", "contents": False, "script": False}, "logo": workshop.logo}, template="handout.html", styles=STYLES)
