"""One self-contained HTML file out of a template and its context.

In this room: style sheets, script and fonts put inside the page, the content security policy, Polish one-letter words
bound to what follows, and the scan for links that lead nowhere. Not here: the look (templates/styles), the words and
the PDF, which is written from the very same text (`pdf`).
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from cxgov import resources
from cxgov.language import Language
from cxgov.rendering import fonts
from cxgov.rendering.environment import Environment

STYLES = ("base.css", "screen.css", "print.css")
SCRIPT = "report.js"

# What a section and a document may leave out.
SECTION_DEFAULTS: Mapping[str, Any] = {
    "number": "", "kicker": "", "lead": "", "short_title": "", "level": 1, "annex": False, "source": "", "wide": False,
}
DOCUMENT_DEFAULTS: Mapping[str, Any] = {
    "kicker": "", "subtitle": "", "author": "", "description": "", "created": "", "facts": [], "drawing": None,
    "head_left": "", "head_right": "", "source": "", "notice": "", "contents": True, "script": True, "brief": False,
}

# Text between tags; what stands in tags, comments, style, script, pre and fields to fill in is not text.
_OPAQUE = re.compile(r"(<(?:style|script|pre|textarea)\b.*?</(?:style|script|pre|textarea)>|<!--.*?-->|<[^>]*>)", re.DOTALL)
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
_DEFINITION = re.compile(r"--([a-z0-9-]+):\s*([^;}]+)[;}]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_FETCHED = re.compile(
    r"""\s(?:src|srcset|xlink:href|data|poster)="(?!data:|\#)([^"]+)"|url\((?!["']?(?:data:|\#))([^)]*)"""
)
_INTERNAL_LINK = re.compile(r'\shref="#([^"]*)"')


def page(environment: Environment, context: Mapping[str, Any], template: str = "report.html", styles: tuple[str, ...] = STYLES) -> str:
    """Assembles a document into one HTML file that needs nothing else.

    Args:
        environment: the language's template environment.
        context: plain data with ``document`` (title and what `DOCUMENT_DEFAULTS` names) and ``sections``: a list of
            ``{"id", "title", "html": Markup}`` and what `SECTION_DEFAULTS` names.
        template: the page template.
        styles: the style sheets, in their order.

    Returns:
        The file's text; the same input gives the same text.

    Raises:
        NotPlainError: if the context holds objects.
        jinja2.TemplateError: if the template fails.
    """
    filled = {
        **context,
        "document": {**DOCUMENT_DEFAULTS, **context["document"]},
        "sections": [{**SECTION_DEFAULTS, **section} for section in context.get("sections", [])],
    }
    # Styles come last: they hold no text, and what is rendered before stays short.
    text = environment.render(template, {**filled, "policy": policy(), "styles": _STYLE_MARK, "script": script()})
    document = filled["document"]
    heads = {"head-left": document["head_left"], "head-right": document["head_right"], "foot": document["source"]}
    return bind(str(text), environment.language).replace(_STYLE_MARK, style_sheet(styles, **heads), 1)


_STYLE_MARK = Markup("/*styles*/")


def bind(html: str, language: Language) -> str:
    """Binds one-letter words in the text of a page (Polish), also where a tag follows the space."""
    if language.code != "pl":
        return html
    parts = _OPAQUE.split(html)
    bound = language.bind
    for index in range(0, len(parts), 2):
        part = parts[index]
        if len(part) > 1 and not part.isspace():
            # The mark stands for the tag that follows: "w <b>firmie</b>" is bound as well.
            parts[index] = bound(part + "<")[:-1]
    return "".join(parts)


def style_sheet(names: tuple[str, ...] = STYLES, /, **texts: str) -> str:
    """Returns fonts and all style sheets as one text, colours and the texts of the running heads put in their places.

    Custom properties are resolved here and not by the reader's program: print engines take their time over them.
    """
    css = _styles(names)
    for name, text in texts.items():
        css = css.replace(f"var(--{name})", css_string(text))
    return css


@cache
def _styles(names: tuple[str, ...]) -> str:
    css = _COMMENT.sub("", "\n".join(_resource("styles", name) for name in names))
    colours = dict(_DEFINITION.findall(css[css.index(":root") : css.index("}") + 1]))
    css = _VARIABLE.sub(lambda found: colours.get(found[1], found[0]).strip(), css)
    return fonts.face_rules() + "\n" + re.sub(r"\n\s*", "\n", css).strip()


def css_string(text: str) -> str:
    """Writes a text as a CSS string that cannot end early: all but letters, digits and spaces becomes a code point."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


@cache
def script() -> Markup:
    """Returns the page's script."""
    return Markup(_resource("scripts", SCRIPT).strip())  # noqa: S704 - our own file


@cache
def policy() -> str:
    """Returns the content security policy: nothing is fetched, no script runs but the page's own."""
    digest = b64encode(hashlib.sha256(script().encode("utf-8")).digest()).decode("ascii")
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def without_dead_links(html: str) -> str:
    """Turns links to places that are not in the page into plain text; needed only where a section is missing."""
    ids = set(_ID.findall(html))
    return _INTERNAL_LINK.sub(lambda found: found[0] if found[1] in ids or not found[1] else "", html)


def faults(html: str) -> list[str]:
    """Finds what would make a page unfit to hand over.

    Returns:
        One line each: an id used twice, a link to an id that is not there, an address outside the page in a place
        that is fetched. Empty for a sound page.
    """
    ids = Counter(_ID.findall(html))
    found = [f"id used {n} times: {name}" for name, n in sorted(ids.items()) if n > 1]
    found += [f"link to nowhere: #{name}" for name in sorted(set(_INTERNAL_LINK.findall(html)) - set(ids)) if name]
    found += [f"not inside the page: {(a or b)[:80]}" for a, b in _FETCHED.findall(html)]
    return found


def _resource(folder: str, name: str) -> str:
    return resources.templates().joinpath(folder, name).read_text("utf-8")
