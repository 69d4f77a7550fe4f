"""Pictures of a comparison: the waterfall from one index to the other.

In this room: which facts the picture shows. Not here: how it looks (`cxgov.rendering.drawings.waterfall`).
"""

from __future__ import annotations

from cxgov.language import N_
from cxgov.rendering.drawings.waterfall import Step, Waterfall, waterfall
from cxgov.reporting.context import Context
from cxgov.reporting.pictures import Picture
from cxgov.reviewing.lines import DIGITS, lines_of, name_of

FULL = 481.9


def index_waterfall(context: Context, *, width: float = FULL) -> Picture | None:
    """What moved the index since the period before, or since the one the report compares with; ``None`` without a difference."""
    found = context.comparison
    shown = lines_of(found) if found else None
    if found is None or shown is None:
        return None
    steps = [Step(name=f"{line.id}\N{NO-BREAK SPACE}{context.text(name_of(found, line))}", amount=float(line.shown)) for line in shown.lines]
    return waterfall(context.environment, context.language, Waterfall(
        start=float(shown.before), start_name=context.say(N_("index, {period}"), period=found.start), end=float(shown.after),
        end_name=context.say(N_("index, {period}"), period=found.end), steps=steps, joined=shown.joined, others=float(shown.others),
        others_name=context.said(shown.others_name), digits=DIGITS), width=width).context()
