"""Statistical charts: the one package that draws with matplotlib, a module a chart.

Everything is drawn on a `Figure` (pyplot keeps global state), with texts as texts in the report's own typeface, without
date and random ids, so the same data give the same bytes; results are kept by content. Not here: the drawings of the
visual language (`cxgov.rendering.drawings`) and how the numbers are computed.
"""

from cxgov.rendering.charts.concentration import concentration_curve
from cxgov.rendering.charts.panels import SegmentPanel, SegmentRow, segments
from cxgov.rendering.charts.quadrants import QuadrantPoint, quadrant
from cxgov.rendering.charts.runs import RunChart, RunPoint, run_chart
from cxgov.rendering.charts.stage_intervals import StageInterval, intervals
from cxgov.rendering.charts.weights import sensitivity

__all__ = [
    "QuadrantPoint", "RunChart", "RunPoint", "SegmentPanel", "SegmentRow", "StageInterval", "concentration_curve", "intervals",
    "quadrant", "run_chart", "segments", "sensitivity",
]
