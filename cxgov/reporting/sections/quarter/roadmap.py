"""Item 9, second half: the roadmap of the next four quarters, under what it can do for the index."""

from __future__ import annotations

from dataclasses import replace

from cxgov.language import N_
from cxgov.reporting import roadmap_parts
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section


def build(context: Context) -> list[Page]:
    """Makes the item, on the page of the initiatives; no page where nothing is planned."""
    # The initiatives stand in the table above the roadmap.
    drawn = roadmap_parts.picture(context, replace(context.roadmap, initiatives=())) if context.steps else None
    if drawn is None:
        return []
    return [Page(
        id="quarter-roadmap", title=_title(context), short_title=context.say(N_("Roadmap of the next four quarters")), template="quarter/roadmap.html",
        follows=True, data={"words": context.narrative("quarter-roadmap"), "roadmap": drawn, "gates": any(g.steps for g in context.roadmap.gates)})]


def _title(context: Context) -> str:
    today, then = context.card.index, context.roadmap.end.index
    if today is not None and then is not None and then > today:
        return context.say(N_("In four quarters the index can go from {today} to {then}"), today=today, then=then)
    return context.say(N_("Roadmap of the next four quarters"))


SECTION = Section(name="quarter-roadmap", build=build)
