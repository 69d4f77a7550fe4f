"""The PDF writer: the finished HTML page as a tagged PDF/UA-1, from memory alone.

In this room: the one use of WeasyPrint, the fetcher that serves the page's own assets and nothing else, and the font
configuration without the machine's fonts. Not here: the look of the print (templates/styles/print.css) and writing the
file (`cxgov.writing`).
"""

from __future__ import annotations

import gc
import io
import logging
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any

from cxgov import resources
from cxgov.language import N_, Message, message
from cxgov.rendering import fonts

_NAMED_SVG = re.compile(r'(<svg\b[^>]*\saria-label="([^"]*)"[^>]*>)(?!\s*<title)')
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_ASSET = "asset:"


class PdfUnavailable(Exception):
    """The machine lacks what the PDF engine needs.

    Attributes:
        message: what is missing and what to do, for the user.
    """

    def __init__(self, text: Message) -> None:
        super().__init__(str(text))
        self.message = text


class PdfError(Exception):
    """The page cannot become a PDF: something in it is not in it, or the engine refuses it.

    Attributes:
        details: what the engine said, one line each.
    """

    def __init__(self, *details: str) -> None:
        super().__init__("; ".join(details))
        self.details = details


def write(html: str, *, form: bool = False) -> bytes:
    """Writes a finished page as PDF/UA-1.

    Args:
        html: a self-contained page of `cxgov.rendering.html.page`.
        form: fields of the page can be filled in in the PDF.

    Returns:
        The PDF; the same page gives the same bytes (with the same version of the engine), on any machine and whatever
        fonts it has.

    Raises:
        PdfUnavailable: if the engine or its system libraries are missing.
        PdfError: if the page asks for anything that is not in it, or the engine reports an error.
    """
    foreign = _FOREIGN_LINK.search(html)
    if foreign:
        raise PdfError(f"link that leaves the document: {foreign[1][:80]}")
    with _own_fonts_only():
        weasyprint, configuration, fatal = _engine()
    with _reports() as said, _uncollected():
        try:
            page = weasyprint.HTML(string=_for_print(html), url_fetcher=_fetcher())
            content: bytes = page.write_pdf(font_config=configuration, pdf_variant="pdf/ua-1", pdf_forms=form)
        except fatal as error:
            raise PdfError(str(error)) from error
    if said:
        raise PdfError(*said)
    return content


def pages_of(content: bytes) -> int:
    """Returns the number of pages of a PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def sizes_of(content: bytes) -> list[tuple[int, int]]:
    """Returns width and height of every page of a PDF, in whole millimetres."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        boxes = [[float(edge) for edge in page.mediabox] for page in document.pages]
    return [(round((box[2] - box[0]) / 72 * 25.4), round((box[3] - box[1]) / 72 * 25.4)) for box in boxes]


# Web and mail addresses and places in the document; all else would tell of somebody's disk or run something.
_FOREIGN_LINK = re.compile(r'<a\b[^>]*\shref="(?!#|https?://|mailto:)([^"]*)"', re.IGNORECASE)


def _for_print(html: str) -> str:
    """Adapts the page: fonts by name instead of inside, no script, and names of pictures where the engine looks."""
    for face in fonts.FACES:
        html = html.replace(fonts.data_uri(face), f"{_ASSET}{face}")
    # The engine takes a Figure's text alternative from <title>; on screen a title would pop up over the picture.
    return _NAMED_SVG.sub(r"\1<title>\2</title>", _SCRIPT.sub("", html))


def _engine() -> tuple[Any, Any, type[BaseException]]:
    """Imports the engine: the module, a font configuration, and what it raises for a failed asset."""
    try:
        # Without Pango the engine prints a banner to stdout, which is ours.
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # "No fonts configured": that is as we want it
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import FatalURLFetchingError
    except ImportError as error:
        raise PdfUnavailable(
            message(N_("The PDF engine WeasyPrint is not installed: run “pip install weasyprint”, or ask for HTML only."))
        ) from error
    except OSError as error:  # the package is there, Pango or one of its friends is not
        raise PdfUnavailable(
            message(
                N_(
                    "The PDF engine needs the system library Pango, which this machine lacks: run “cxgov doctor” to see "
                    "how to install it, or ask for HTML only."
                )
            )
        ) from error
    return weasyprint, FontConfiguration(), FatalURLFetchingError


@contextmanager
def _own_fonts_only() -> Iterator[None]:
    """Keeps the machine's fonts out while a font configuration is made.

    A character that our faces lack would otherwise pull in whatever font the machine has, and the same report would
    come out differently elsewhere. Fontconfig reads a folder given here as a folder of ``*.conf`` files; ours has none.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(resources.templates().joinpath("styles"))
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _fetcher() -> Any:
    """Makes the fetcher: faces by name, ``data:`` URIs, nothing else, and every failure ends the run."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]  # the engine has no types
        def __init__(self) -> None:
            super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: Any = None) -> Any:
            face = url.removeprefix(_ASSET)
            if face in fonts.FACES:
                return URLFetcherResponse(url, fonts.face_bytes(face), {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    return Assets()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pauses the collector of cycles.

    Laying out makes millions of objects that live to the end; looking through them again and again takes a sixth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _reports() -> Iterator[list[str]]:
    """Collects what the engine logs as an error (an unknown property is only a warning, and ours)."""
    said: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, collector = logging.getLogger("weasyprint"), Collector(logging.ERROR)
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield said
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated
