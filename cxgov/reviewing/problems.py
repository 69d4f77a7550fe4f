"""Known problems of customers over all journeys, the one most customers speak of first.

In this room: their order. Not here: what was decided about them (`cxgov.reviewing.decisions`).
"""

from __future__ import annotations

from cxgov.model import Workspace
from cxgov.model.journeys import JourneyProblem


def ranked_problems(workspace: Workspace) -> tuple[JourneyProblem, ...]:
    """Returns the problems of all journeys by number of signals, most first; ties stay in the order of the files."""
    return tuple(sorted(workspace.problems.values(), key=lambda problem: -problem.signals))
