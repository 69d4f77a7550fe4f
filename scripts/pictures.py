"""Draws the pictures of the READMEs from real documents: the cycle wheel, pages of report and pack, a canvas, in both languages.

    .venv/bin/python scripts/pictures.py

Needs the PDF engine and poppler's pdftoppm. Writes docs/pictures/. Not here: what the pictures show; that is the report's.
"""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools import subset

from cxgov import resources

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "examples" / "paczkownia"
ENDINGS = {"en": "", "pl": ".pl"}
SUMMARY_PAGE, DPI, CANVAS_DPI = 3, 100, 60
WHEEL = re.compile(r'<svg[^>]*class="cx-cycle[-_]wheel".*?</svg>', re.DOTALL)


def report(language: str, folder: Path) -> tuple[str, Path]:
    """Makes the report of the example; returns its HTML and the file of its PDF."""
    command = [sys.executable, "-m", "cxgov", "report", str(EXAMPLE), "--lang", language, "--out", str(folder), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.html")).read_text("utf-8"), next(folder.glob("*.pdf"))


def wheel(html: str) -> str:
    """The first cycle wheel of a report, with the letters it needs inside: a picture in a README loads nothing."""
    found = WHEEL.search(html)
    if not found:
        sys.exit("The report has no cycle wheel: has the class of its drawing changed?")
    opening, rest = found[0].split(">", 1)
    faces = "".join(
        f"@font-face{{font-family:'CXGov Sans';font-weight:{weight};src:url(data:font/woff2;base64,{_letters(face, rest)})}}"
        for face, weight in (("regular", 400), ("semibold", 600))
        if weight == 400 or f'font-weight="{weight}"' in rest
    )
    return f"{opening}><style>{faces}</style>{rest}\n"


def _letters(face: str, text: str) -> str:
    """A face reduced to the letters of a text, as base64."""
    options = subset.Options(flavor="woff2", with_zopfli=False, recalc_timestamp=False)
    font = subset.load_font(str(resources.font_path(face)), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return base64.b64encode(out.getvalue()).decode()


def others(language: str, folder: Path) -> dict[str, tuple[Path, int, int]]:
    """Makes the pack of the bank and a canvas; returns name of the picture -> PDF, page, resolution."""
    start = [sys.executable, "-m", "cxgov"]
    end = ["--lang", language, "--format", "pdf", "--quiet", "--out"]
    subprocess.run([*start, "report", str(ROOT / "examples" / "bank"), "--profile", "quarter", *end, str(folder / "pack")], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*start, "handout", str(EXAMPLE), "--only", "canvas-journey-example", *end, str(folder / "canvas")], check=True, stdout=subprocess.DEVNULL)
    return {"pack": (next((folder / "pack").glob("*.pdf")), 4, DPI), "canvas": (next((folder / "canvas").glob("*.pdf")), 1, CANVAS_DPI)}


def draw(pdf: Path, page: int, resolution: int, target: Path) -> None:
    """Draws one page of a PDF as PNG; ``target`` has no suffix."""
    number = str(page)
    subprocess.run(["pdftoppm", "-png", "-singlefile", "-r", str(resolution), "-f", number, "-l", number, str(pdf), str(target)], check=True)


def main() -> None:
    """Makes all pictures."""
    if not shutil.which("pdftoppm"):
        sys.exit("pdftoppm is missing; run: scripts/system-libraries.sh tools")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for language, ending in ENDINGS.items():
        with tempfile.TemporaryDirectory() as folder:
            html, pdf = report(language, Path(folder))
            (PICTURES / f"wheel{ending}.svg").write_text(wheel(html), "utf-8", newline="\n")
            pages = {"report": (pdf, SUMMARY_PAGE, DPI), **others(language, Path(folder))}
            for name, (file, page, resolution) in pages.items():
                draw(file, page, resolution, PICTURES / f"{name}{ending}")
            print(f"docs/pictures: wheel{ending}.svg, {', '.join(f'{name}{ending}.png' for name in pages)}")


if __name__ == "__main__":
    main()
