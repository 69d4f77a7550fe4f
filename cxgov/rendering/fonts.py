"""The fonts of every document: four faces of one family, carried by the document itself.

In this room: the faces as style rules and as bytes, and which characters they lack. The files are those of the font
package, unmodified. Not here: how text is laid out (`pdf`, the style sheets).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from typing import Final

from cxgov import resources

FAMILY: Final = "CXGov Sans"
"""The name under which style sheets and drawings ask for the faces."""

# face -> CSS weight and style
_FACES: Final = {
    "light": (300, "normal"),
    "regular": (400, "normal"),
    "italic": (400, "italic"),
    "semibold": (600, "normal"),
}
FACES: Final = tuple(_FACES)


@cache
def face_bytes(face: str) -> bytes:
    """Returns the font file of a face.

    Raises:
        ModuleNotFoundError: if the font package is not installed.
    """
    return resources.font_path(face).read_bytes()


@cache
def data_uri(face: str) -> str:
    """Returns a face as a ``data:`` URI."""
    return "data:font/ttf;base64," + b64encode(face_bytes(face)).decode("ascii")


@cache
def face_rules() -> str:
    """Returns the ``@font-face`` rules of all faces, with the files inside."""
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{style};src:url("{data_uri(face)}")}}'
        for face, (weight, style) in _FACES.items()
    )


def missing_glyphs(text: str) -> list[str]:
    """Returns the characters of a text that the regular face cannot draw, in code point order.

    A reader would see an empty box for them, so the caller says so.
    """
    wanted = {c for c in set(text) if ord(c) > 0x7E and c.isprintable()}
    return sorted(c for c in wanted if ord(c) not in _coverage()) if wanted else []


@cache
def _coverage() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(resources.font_path("regular"), lazy=True) as font:
        codes: Iterable[int] = font.getBestCmap()
        return frozenset(codes)
