"""The time of which anything is on file: what may be reviewed, and what would be a review of nothing.

In this room: the periods that assessments, measurements and decisions bear, the days of the registers, and the refusal of a period
outside them. Not here: which period is taken where none is asked for, and the words of the refusal (`cxgov.cli.failures`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cxgov.model import Period, Workspace


class NothingOnFile(Exception):
    """Nothing is on file for a period: it lies before or after everything that is.

    Attributes:
        period: the period asked for.
        known: the periods on file, oldest first.
    """

    def __init__(self, period: Period, known: tuple[Period, ...]) -> None:
        super().__init__(f"nothing on file for {period}")
        self.period, self.known = period, known


def periods_on_file(workspace: Workspace) -> tuple[Period, ...]:
    """Returns every period with an assessment, a measured value or a decision, oldest first."""
    return tuple(sorted({file.period for files in (workspace.assessments, workspace.measurements, workspace.decisions) for file in files}))


def require_on_file(workspace: Workspace, period: Period) -> None:
    """Refuses a period that lies before or after everything on file; where nothing bears a date there is nothing to refuse.

    Raises:
        NothingOnFile: if it does.
    """
    known = periods_on_file(workspace)
    starts = [*(p.start for p in known), *_days(workspace)]
    ends = [*(p.end for p in known), *_days(workspace)]
    if starts and (period.end < min(starts) or period.start > max(ends)):
        raise NothingOnFile(period, known)


def _days(workspace: Workspace) -> Iterator[date]:
    """The days of what came in and of meetings held: a quarter under way may hold nothing else yet."""
    yield from (item.received for item in workspace.feedback)
    yield from (complaint.received for complaint in workspace.complaints)
    yield from (meeting.date for meeting in workspace.meetings)
