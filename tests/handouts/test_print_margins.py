"""Every piece can be printed on an office printer: nothing stands within 5 mm of the edge, measured on the printed page."""

from __future__ import annotations

import subprocess
from functools import cache

import numpy as np
import pytest

from cxgov.handouts import PIECES, Workshop, document
from cxgov.language import Language
from cxgov.loading import load_workspace
from cxgov.model import Workspace
from cxgov.resources import examples

pytestmark = [pytest.mark.pdf_engine, pytest.mark.pdf_tools, pytest.mark.slow]

DPI = 100
EDGE = int(5 / 25.4 * DPI)  # pixels, rounded down
WHITE = 250  # of 255: what a printer prints nothing for
LOGO = ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@cache
def organisation() -> Workspace:
    """The example whose files fill the canvases."""
    return load_workspace(str(examples()["paczkownia"]))


def workshop(language: str, **facts) -> Workshop:
    """A workshop of the example with a logo and everything that stands at the edge of a page."""
    found = organisation()
    return Workshop(language=Language(language), workspace=found, framework=found.frameworks["cem-cycle"], people=8, logo=LOGO, **facts)


def pages(content: bytes, folder) -> list[np.ndarray]:
    """The pages of a PDF as grey pictures."""
    (folder / "in.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "in.pdf", "page"], cwd=folder, check=True)
    return [grey(path.read_bytes()) for path in sorted(folder.glob("page*.pgm"))]


def grey(content: bytes) -> np.ndarray:
    """A binary PGM as an array of rows."""
    _magic, width, height, _most, _pixels = content.split(maxsplit=4)
    return np.frombuffer(content[-int(width) * int(height):], dtype=np.uint8).reshape(int(height), int(width))


def darkest_edge(page: np.ndarray) -> int:
    """The darkest pixel in the strips along the four edges."""
    return min(int(strip.min()) for strip in (page[:EDGE], page[-EDGE:], page[:, :EDGE], page[:, -EDGE:]))


@pytest.mark.parametrize(("name", "language"), [(name, "pl") for name in PIECES] + [("guide", "en"), ("poster-wheel", "en")])
def test_nothing_stands_at_the_edge_of_a_page(name, language, tmp_path):
    about = workshop(language)
    if PIECES[name].counts:  # the pages of all the others are counted elsewhere
        about.page_counts.update({other: {"A4": 12} for other in PIECES})
    made = document(about, PIECES[name], pdf=True)
    if made is None:
        pytest.skip("the example has nothing for this piece")
    assert made.pdf is not None
    printed = pages(made.pdf, tmp_path)
    assert printed
    assert [number for number, page in enumerate(printed, 1) if darkest_edge(page) < WHITE] == []


@pytest.mark.parametrize("name", [piece.name for piece in PIECES.values() if piece.fold])
def test_nothing_stands_at_the_edge_of_a_folded_sheet(name, tmp_path):
    made = document(workshop("pl"), PIECES[name], pdf=True)
    assert made is not None
    assert made.folded is not None
    assert all(darkest_edge(page) >= WHITE for page in pages(made.folded, tmp_path))


@pytest.mark.parametrize("name", [name for name in PIECES if name.startswith("canvas-") and not name.endswith(("-own", "-example"))])
def test_small_canvases_keep_the_margins(name, tmp_path):
    made = document(workshop("pl", small=True), PIECES[name], pdf=True)
    assert made is not None
    assert made.pdf is not None
    assert all(darkest_edge(page) >= WHITE for page in pages(made.pdf, tmp_path))


@pytest.mark.parametrize("name", [name for name, piece in PIECES.items() if piece.audience == "wall" and not name.endswith("-own")])
def test_a_poster_is_one_page(name, tmp_path):
    for language in ("pl", "en"):
        made = document(workshop(language), PIECES[name], pdf=True)
        assert made is not None
        assert made.pdf is not None
        folder = tmp_path / language
        folder.mkdir()
        assert len(pages(made.pdf, folder)) == 1


def test_the_measure_sees_what_stands_at_the_edge(tmp_path):
    from cxgov.rendering.pdf import write

    html = "<html lang=en><title>t</title><style>@page{size:A5;margin:0}</style><body><div style='background:#000;height:9mm'></div></body></html>"
    assert all(darkest_edge(page) < WHITE for page in pages(write(html), tmp_path))
