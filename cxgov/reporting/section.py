"""What a section of a report is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxgov.reporting.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One finished part of a report, before its words become markup.

    Attributes:
        id: anchor, unique in the report.
        title: the action title: one sentence that says the point where the numbers support it.
        short_title: the subject in a few words, for contents, navigation and bookmarks.
        lead: one or two sentences under the title.
        template: template below ``templates/sections/``.
        data: plain data for the template.
        annex: it is an annex.
        wide: it is printed across the paper.
        follows: it goes on on the page of the section before it.
    """

    id: str
    title: str
    short_title: str
    lead: str = ""
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    annex: bool = False
    wide: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A kind of section: its name in profiles and the function that builds its pages.

    Attributes:
        name: the name used in profiles and for the consultant's narrative.
        build: makes the pages; most sections make one, the stage chapters one per stage, a section without content none.
    """

    name: str
    build: Callable[[Context], Sequence[Page]]
