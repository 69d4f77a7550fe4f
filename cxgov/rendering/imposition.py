"""Booklets: pages laid out two on a sheet, so that printed on both sides and folded they follow one another.

In this room: the order of the pages and their place on the sheet. Not here: what stands on them.
"""

from __future__ import annotations

import io
from itertools import chain

PER_SHEET = 4


def folding_order(pages: int) -> list[tuple[int, int]]:
    """The pages of each side of paper, left and right, counted from 0: the sheets lie in one another and are folded once.

    Args:
        pages: number of pages; a multiple of four.

    Raises:
        ValueError: if it is none.
    """
    if pages % PER_SHEET or pages < PER_SHEET:
        raise ValueError(f"{pages} pages cannot be folded")
    fronts = ((pages - 1 - 2 * n, 2 * n) for n in range(pages // PER_SHEET))
    backs = ((2 * n + 1, pages - 2 - 2 * n) for n in range(pages // PER_SHEET))
    return list(chain.from_iterable(zip(fronts, backs, strict=True)))


def folded(content: bytes) -> bytes:
    """Lays out a PDF for folding: two pages side by side on a sheet twice as wide.

    Args:
        content: a PDF whose pages are of one size and a multiple of four.

    Raises:
        ValueError: if their number is no multiple of four.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as target:
        box = [float(edge) for edge in source.pages[0].mediabox]
        width, height = box[2] - box[0], box[3] - box[1]
        for left, right in folding_order(len(source.pages)):
            side = target.add_blank_page(page_size=(2 * width, height))
            for place, number in enumerate((left, right)):
                side.add_overlay(source.pages[number], pikepdf.Rectangle(place * width, 0, (place + 1) * width, height))
        out = io.BytesIO()
        target.save(out, deterministic_id=True)
        return out.getvalue()
