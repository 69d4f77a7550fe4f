"""The consultant's own words: Markdown in, safe Markup out.

In this room: which Markdown is taken and what becomes of the rest. Raw HTML is shown as text, pictures become their
description, links lead to web pages and mail addresses only. Not here: reading the files (`cxgov.loading`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)


def narrative(text: str, level: int = 3) -> Markup:
    """Renders a narrative.

    Args:
        text: Markdown (CommonMark and tables).
        level: level of the highest heading that the text may use, 2..6; its headings are moved below the section's own
            and never skip a level.

    Returns:
        HTML without scripts, pictures, handlers or foreign markup; empty for a blank text.
    """
    if not text.strip():
        return Markup()
    parser = _parser()
    tokens = parser.parse(text)
    _shift_headings(tokens, level)
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - raw HTML is off


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.common.utils import escapeHtml

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table")
    parser.validateLink = lambda url: _LINK.fullmatch(url) is not None  # type: ignore[method-assign]  # as its manual says

    def image(tokens: Sequence[Token], index: int, *_rest: object) -> str:
        return escapeHtml(tokens[index].content)

    parser.renderer.rules["image"] = image  # type: ignore[attr-defined]  # a dict of the HTML renderer, not of the protocol
    return parser


def _shift_headings(tokens: Sequence[Token], level: int) -> None:
    """Renumbers headings: the highest becomes ``level``, and each is at most one deeper than the one before."""
    openings = [token for token in tokens if token.type == "heading_open"]
    highest = min((int(token.tag[1]) for token in openings), default=0)
    before = level - 1
    shown = ""
    for token in tokens:
        if token.type == "heading_open":
            before = min(int(token.tag[1]) - highest + level, before + 1, 6)
            shown = f"h{before}"
        if token.type in {"heading_open", "heading_close"}:
            token.tag = shown
