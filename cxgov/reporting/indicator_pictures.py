"""Pictures of indicators: over time, by segment, maturity against outcome; handed to the charts.

In this room: which facts a picture shows. Not here: how it looks (`cxgov.rendering.charts`) and the bullet of one value
(`cxgov.reporting.programme_pictures`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from cxgov.kpis.variants import direction_of
from cxgov.model import Kpi
from cxgov.rendering.charts import QuadrantPoint, RunChart, RunPoint, quadrant, run_chart, segments
from cxgov.rendering.charts.runs import MEDIAN_FROM
from cxgov.rendering.drawings.bullet import Status as Colour
from cxgov.rendering.drawings.geometry import FULL, HALF
from cxgov.reporting.context import Context
from cxgov.reporting.period_labels import period_label
from cxgov.reporting.pictures import Picture
from cxgov.reporting.readings import STATUS_TAGS
from cxgov.reporting.segment_readings import Division
from cxgov.reporting.self_image import Placed
from cxgov.reporting.trends import Trend, TrendPoint
from cxgov.reporting.verdicts import arrow_of, sentence_of

COLUMN = HALF - 26.0  # a column of two with air between them, in points
QUARTER = 111.5
SIDE_BY_SIDE = 4  # so many dots of one level stand side by side in a picture of half the width
_COLOURS: dict[str, Colour] = {"met": "met", "tolerance": "tolerance", "missed": "missed", "unknown": "unknown"}


def trend(context: Context, found: Trend, *, narrow: bool, width: float | None = None) -> Picture:
    """An indicator over the periods; ``width`` in points, by default a column of two or, if ``narrow``, of four."""
    reading = found.reading
    target = reading.target
    return run_chart(context.language, RunChart(
        name=reading.kpi.name, points=tuple(_point(context, p, target.value if target else None) for p in found.points),
        tolerance=target.tolerance if target else 0.0, tolerated=_tolerated(reading.kpi), status=_COLOURS[STATUS_TAGS[reading.status]],
        arrow=arrow_of(reading.verdict), verdict=sentence_of(context, reading.verdict, reading.digits), digits=reading.digits),
        width=width or (QUARTER if narrow else COLUMN)).context()


def has_median(found: Trend) -> bool:
    """Whether one of its series is long enough for a median."""
    return any(n >= MEDIAN_FROM for n in Counter(p.series for p in found.points if p.measured is not None).values())


def _point(context: Context, point: TrendPoint, target: float | None) -> RunPoint:
    label, year = period_label(context.language, point.period)
    measured = point.measured
    low, high = (measured.interval if measured else None) or (None, None)
    return RunPoint(label=label, year=year, value=measured.value if measured else None, low=low, high=high, series=point.series, target=target,
                    directional=point.note == "directional")


def _tolerated(kpi: Kpi) -> Literal["below", "above", "both"]:
    direction = direction_of(kpi)
    return "both" if direction == "target_is_best" else "above" if direction == "lower_better" else "below"


def by_segment(context: Context, division: Division) -> Picture:
    """An indicator by segments."""
    reading = division.reading
    return segments(context.language, reading.kpi.name, division.panels, total=reading.value, digits=reading.digits, width=COLUMN).context()


def crowded(found: Sequence[Placed]) -> bool:
    """Whether so many indicators share a level that the picture needs the whole width to hold them side by side."""
    return any(n > SIDE_BY_SIDE for n in Counter(round(float(p.maturity.effective), 1) for p in found).values())


def self_image(context: Context, found: Sequence[Placed]) -> Picture:
    """Maturity against outcome."""
    scale = context.framework.scale
    return quadrant(context.language, [QuadrantPoint(
        number=number, name=p.reading.kpi.name, maturity=float(p.maturity.effective), claimed=float(p.maturity.claimed), outcome=p.outcome.value,
        low=p.outcome.low, high=p.outcome.high, status=_COLOURS[STATUS_TAGS[p.outcome.status]]) for number, p in enumerate(found, 1)],
        scale=(float(scale.min), float(scale.max)), width=FULL if crowded(found) else COLUMN).context()
