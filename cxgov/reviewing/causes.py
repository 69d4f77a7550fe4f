"""Causes that come back in feedback and complaints, and the initiatives that are to remove them: the outer loop.

In this room: occurrences by cause, which causes recur, and how long it took until somebody began to remove one. Not here:
what a cause is; it is a code the organisation writes, the same for the same cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxgov.model import Initiative, Workspace, quarter_of
from cxgov.model.voice import Complaint, FeedbackItem
from cxgov.reviewing.answering import by

TIMES = 3
QUARTERS = 2
"""A cause that is named `TIMES` times within so many quarters, the running one among them, recurs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A cause and everything that names it, as it stood on a day.

    Attributes:
        code: its code.
        named_in: feedback and complaints that name it, oldest first, ties in the order of the files.
        initiatives: initiatives that are to remove it, in the order of the files; stopped ones are left out.
        started: the first day one of them was under way; ``None`` where none has begun.
    """

    code: str
    named_in: tuple[FeedbackItem | Complaint, ...]
    initiatives: tuple[Initiative, ...]
    started: date | None

    def within(self, quarters: int, as_of: date) -> tuple[FeedbackItem | Complaint, ...]:
        """What names it in the last so many quarters, the running one among them."""
        return tuple(record for record in self.named_in if quarter_of(as_of) - quarter_of(record.received) < quarters)

    @property
    def recurred(self) -> date | None:
        """The day it was named for the third time; ``None`` where it was not."""
        return self.named_in[TIMES - 1].received if len(self.named_in) >= TIMES else None

    @property
    def days_to_initiative(self) -> int | None:
        """Days from the third time to the start of an initiative, 0 where it had begun before; ``None`` without either."""
        if self.recurred is None or self.started is None:
            return None
        return max(0, (self.started - self.recurred).days)

    def answered_since(self, day: date) -> bool:
        """Whether an initiative is to remove it that is open, or was finished on that day or later."""
        return any(initiative.open or initiative.end is None or initiative.end >= day for initiative in self.initiatives)


def causes(workspace: Workspace, as_of: date) -> dict[str, Cause]:
    """Returns the causes that feedback and complaints received by ``as_of`` name, by code."""
    named: dict[str, list[FeedbackItem | Complaint]] = {}
    for record in (*workspace.feedback, *workspace.complaints):
        if record.cause is not None and record.received <= as_of:
            named.setdefault(record.cause, []).append(record)
    found = {}
    for code, records in sorted(named.items()):
        meant = tuple(i for i in workspace.initiatives if code in i.causes and i.status != "stopped")
        begun = [start for i in meant if (start := by(i.start, as_of)) is not None]
        found[code] = Cause(code=code, named_in=tuple(sorted(records, key=lambda record: record.received)), initiatives=meant,
                            started=min(begun, default=None))
    return found
