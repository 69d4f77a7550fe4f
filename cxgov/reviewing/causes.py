"""Causes that come back in feedback and complaints, and the initiatives that are to remove them: the outer loop.

In this room: occurrences by cause, which causes recur, and how long it took until somebody began to remove one. Not here:
what a cause is; it is a code the organisation writes, the same for the same cause. Capitals and blanks around it make no other
cause: logs come from tables in which people type.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxgov.model import Initiative, Workspace, quarter_of
from cxgov.model.voice import Complaint, FeedbackItem
from cxgov.reviewing.answering import CAUSE_QUARTERS, CAUSE_TIMES, by


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A cause and everything that names it, as it stood on a day.

    Attributes:
        code: its code: the id of the problem it means, else as it was written first.
        named_in: feedback and complaints that name it, oldest first, ties in the order of the files.
        initiatives: initiatives that are to remove it, in the order of the files; stopped ones are left out.
        started: the first day one of them was under way; ``None`` where none has begun.
    """

    code: str
    named_in: tuple[FeedbackItem | Complaint, ...]
    initiatives: tuple[Initiative, ...]
    started: date | None

    def recurring(self, times: int, quarters: int, as_of: date) -> tuple[FeedbackItem | Complaint, ...]:
        """What names it in the last so many quarters, the running one among them; empty where that is less than so many times."""
        recent = tuple(record for record in self.named_in if quarter_of(as_of) - quarter_of(record.received) < quarters)
        return recent if len(recent) >= times else ()

    def recurred(self, times: int = CAUSE_TIMES, quarters: int = CAUSE_QUARTERS) -> date | None:
        """The first day on which it had been named so many times within so many quarters; ``None`` where it never was."""
        days = [record.received for record in self.named_in]
        return next((last for first, last in zip(days, days[times - 1:], strict=False) if quarter_of(last) - quarter_of(first) < quarters), None)

    def days_to_initiative(self, times: int = CAUSE_TIMES, quarters: int = CAUSE_QUARTERS) -> int | None:
        """Days from that day to the start of an initiative, 0 where one had begun before; ``None`` without either day."""
        since = self.recurred(times, quarters)
        return None if since is None or self.started is None else max(0, (self.started - since).days)

    def answered_since(self, day: date) -> bool:
        """Whether an initiative is to remove it that is open, or was finished on that day or later."""
        return any(initiative.open or initiative.end is None or initiative.end >= day for initiative in self.initiatives)


def causes(workspace: Workspace, as_of: date) -> dict[str, Cause]:
    """Returns the causes that feedback and complaints received by ``as_of`` name, by code."""
    named: dict[str, list[FeedbackItem | Complaint]] = {}
    codes = {_key(problem): problem for problem in workspace.problems}
    records: tuple[FeedbackItem | Complaint, ...] = (*workspace.feedback, *workspace.complaints)
    for record in records:
        if record.cause is not None and record.received <= as_of:
            named.setdefault(codes.setdefault(_key(record.cause), record.cause.strip()), []).append(record)
    removes = [(i, {_key(code) for code in i.causes}) for i in workspace.initiatives if i.causes and i.status != "stopped"]
    found = {}
    for code, naming in sorted(named.items()):
        meant = tuple(i for i, keys in removes if _key(code) in keys)
        begun = [start for i in meant if (start := by(i.start, as_of)) is not None]
        found[code] = Cause(code=code, named_in=tuple(sorted(naming, key=lambda record: record.received)), initiatives=meant,
                            started=min(begun, default=None))
    return found


def same_cause(code: str, other: str) -> bool:
    """Whether two codes mean the same cause, however they are spelled."""
    return _key(code) == _key(other)


def _key(code: str) -> str:
    return " ".join(code.split()).casefold()
