"""Records by their names: what a board reads instead of the ids that files and findings know them by.

In this room: names of whatever a finding is about, and findings without the ids that stand before a name. Decisions, feedback and
complaints keep their numbers: people use them. Not here: the findings and their sentences (`cxgov.reporting.findings`).
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from cxgov.language import N_
from cxgov.reporting.context import Context

_ID_BEFORE_NAME = re.compile(r"(?<![\w-])([A-Za-z0-9][\w.-]*) (?=[“„])")
_ID_ALONE = re.compile(r"(?<![\w/<-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")
"""Of words joined by hyphens: an id of one word may be a word of the sentence."""


def record_name(context: Context, about: str) -> str:
    """The name of what a finding is about; the id where nothing on file has it."""
    workspace = context.workspace
    if about in workspace.people:
        return context.person(about)
    if about in workspace.touchpoints:
        return context.text(workspace.touchpoints[about].name)
    if about in workspace.kpis_by_id:
        return context.text(workspace.kpis_by_id[about].name)
    if about in workspace.initiatives_by_id:
        return context.text(workspace.initiatives_by_id[about].title)
    if about in workspace.problems:
        return context.text(workspace.problems[about].text).rstrip().removesuffix(".")
    if about in workspace.sources_by_id and workspace.sources_by_id[about].name:
        return context.text(workspace.sources_by_id[about].name)
    if any(function.id == about for function in workspace.organisation.functions):
        return context.text(workspace.function_name(about))
    return about


def without_ids(context: Context, text: Markup) -> Markup:
    """A finding's sentence in which records go by their names: an id before its name is left out, one that stands alone becomes the name."""
    def doubled(found: re.Match[str]) -> str:
        return "" if known_id(context, found[1]) else found[0]

    def alone(found: re.Match[str]) -> str:
        return str(escape(context.say(N_("“{name}”"), name=record_name(context, found[0])))) if known_id(context, found[0]) else found[0]

    return Markup(_ID_ALONE.sub(alone, _ID_BEFORE_NAME.sub(doubled, str(text))))  # noqa: S704 - was Markup before, and names are escaped


def known_id(context: Context, text: str) -> bool:
    """Whether a text is the id of a record with a name."""
    return text in context.workspace.touchpoints or record_name(context, text) != text
