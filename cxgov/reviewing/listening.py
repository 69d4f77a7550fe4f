"""How the organisation listens: the ways it has, and when each source last brought something.

In this room: ways of listening and the newest delivery of every source. Not here: what was said (`cxgov.model.voice`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cxgov.language import N_
from cxgov.model import Period, Source, Workspace, quarter_of
from cxgov.model.voice import FeedbackItem
from cxgov.reviewing.answering import SILENT_QUARTERS, by

WAY_NAMES: dict[str, str] = {
    "survey": N_("surveys"), "reviews": N_("public reviews"), "complaints": N_("complaints"), "contact_log": N_("the log of contacts"),
    "social": N_("social media"), "interviews": N_("interviews"), "employees": N_("signals from employees"), "behaviour": N_("customers’ behaviour"),
    "other": N_("another source"), "feedback": N_("the log of feedback"),
}
"""Way of listening -> what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A source, or several that continue one another: files of one survey that each hold other periods.

    Attributes:
        sources: the sources, in the order of the files.
        newest: the last day of which something is known to have come; ``None`` where nothing has.
        later: whether something came only after the day it is judged by, so that nothing can be said of that day.
        records: feedback received through it in the period asked for; ``None`` where no log names a source of it.
    """

    sources: tuple[Source, ...]
    newest: date | None
    later: bool
    records: int | None

    def silent(self, as_of: date, quarters: int = SILENT_QUARTERS) -> bool:
        """Whether it brought nothing in the last so many quarters, the running one among them."""
        if self.newest is None:
            return not self.later
        return quarter_of(as_of) - quarter_of(self.newest) >= quarters


def ways(workspace: Workspace, as_of: date) -> tuple[str, ...]:
    """Returns the ways of listening, each once: kinds of the sources, and what the logs hold on top of them.

    Feedback that names its source counts as that source; other words of customers are ``feedback``, those of employees
    ``employees``. A log that holds nothing by the day is no way of listening.
    """
    found = [source.voice for source in workspace.sources]
    own = [item.from_ for item in workspace.feedback if item.source is None and item.received <= as_of]
    logs = [*(["feedback"] if "customer" in own else []), *(["employees"] if "employee" in own else []),
            *(["complaints"] if any(c.received <= as_of for c in workspace.complaints) else [])]
    return tuple(dict.fromkeys([*found, *logs]))


def streams(workspace: Workspace, as_of: date, period: Period | None = None) -> tuple[Stream, ...]:
    """Returns every source with its newest delivery by ``as_of``, sources that one indicator is measured in one after the other together.

    A delivery is a day under `delivered`, a measured value (the end of its period), or a record of a log. Complaints count for
    sources of complaints, employees' signals that name no source for sources of employees.
    """
    days = _deliveries(workspace)
    found = []
    for group in _groups(workspace):
        ids = {source.id for source in group}
        all_days = [day for source in group for day in days[source.id]]
        # A period that has begun has brought something, even if it is not over on that day.
        come = [day for start, end in all_days if by(start, as_of) for day in [min(end, as_of)]]
        items = [item for item in workspace.feedback if item.source in ids]
        found.append(Stream(sources=group, newest=max(come, default=None), later=bool(all_days) and not come,
                            records=_within(items, period, as_of) if items and period else None))
    return tuple(found)


def _within(items: list[FeedbackItem], period: Period, as_of: date) -> int:
    return sum(item.received in period and item.received <= as_of for item in items)


def _deliveries(workspace: Workspace) -> dict[str, list[tuple[date, date]]]:
    """First and last day of everything each source is known to have brought."""
    days: dict[str, list[tuple[date, date]]] = {source.id: [] for source in workspace.sources}
    for source in workspace.sources:
        if source.delivered:
            days[source.id].append((source.delivered, source.delivered))
        if source.voice == "complaints":
            days[source.id] += [(c.received, c.received) for c in workspace.complaints]
        if source.voice == "employees":
            days[source.id] += [(i.received, i.received) for i in workspace.feedback if i.from_ == "employee" and i.source is None]
    for file in workspace.measurements:
        for name in dict.fromkeys(m.source for m in file.measurements):
            if name in days:
                days[name].append((file.period.start, file.period.end))
    for item in workspace.feedback:
        if item.source in days:
            days[item.source].append((item.received, item.received))
    return days


def _groups(workspace: Workspace) -> list[tuple[Source, ...]]:
    """Sources by stream, in the order of the files: those that stand in one list of sources belong together."""
    leader = {source.id: source.id for source in workspace.sources}
    for kpi in workspace.kpis:
        named = kpi.measure.source if kpi.measure else ()
        together = [name for name in ((named,) if isinstance(named, str) else named) if name in leader]
        leaders = {leader[name] for name in together}
        for name, old in leader.items():
            if old in leaders:
                leader[name] = min(leaders)
    groups: dict[str, list[Source]] = {}
    for source in workspace.sources:
        groups.setdefault(leader[source.id], []).append(source)
    return [tuple(group) for group in groups.values()]
