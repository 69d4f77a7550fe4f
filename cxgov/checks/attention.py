"""What needs attention on a day, worst first: the findings and the clock brought into one order.

In this room: what comes before what, whose it is and since when. Not here: finding anything (the checks), what is merely coming up
(`cxgov.reviewing.agenda`) and how it is shown (`cxgov.cli.status`).

The order is fixed: what waits for the deciding body comes before what waits for customers' sake, that before owners, that before
the cycle, and all other findings follow by severity. Within a topic what has waited longest comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from cxgov.checks import RULES, Checked, check
from cxgov.language import N_, Message, message
from cxgov.model import Period, Workspace
from cxgov.problems import Location, Problem, Severity
from cxgov.reviewing.agenda import Event, agenda
from cxgov.reviewing.answering import by, limits_of
from cxgov.reviewing.clock import Clock, clocks
from cxgov.reviewing.passes import after

Topic = Literal["decision", "off_target", "customer", "complaint", "initiative", "vacant", "overload", "stage", "finding"]
TOPICS: tuple[Topic, ...] = ("decision", "off_target", "customer", "complaint", "initiative", "vacant", "overload", "stage", "finding")
LABELS: Mapping[Topic, str] = {
    "decision": N_("Decision overdue"), "off_target": N_("No decision yet"), "customer": N_("Customer waits"),
    "complaint": N_("Complaint overdue"), "initiative": N_("Initiative overdue"), "vacant": N_("Owner missing"), "overload": N_("Owner overloaded"),
    "stage": N_("Stage late"), "finding": "",
}
SETTINGS = N_("Settings and suppressions of the checks")
FAILED = N_("A check failed")
OVER: Mapping[str, str] = {"CXG-040": N_("Customers at risk contacted too late"), "CXG-046": N_("Complaints answered too late")}
"""Checks whose findings of no topic are about cases that are over -> what they are in a few words."""
SOON = 7
"""Days before its deadline at which a complaint needs attention."""
AHEAD = 366


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that needs attention.

    Attributes:
        topic: what it is about; decides the order.
        label: what it is in a few words.
        text: what it is in one sentence.
        severity: how bad it is.
        about: id of the record.
        who: id of the person it is up to; ``None`` where nobody is named.
        day: since when it has waited, or by when it is due.
        past: whether ``day`` lies behind: it has waited since then.
        place: where to look, or to act.
        code: the check that found it; empty for what the clock says.
        remedy: what to do.
        stage: the stage to move on, where a command does it.
        n: how many findings it stands for.
    """

    topic: Topic
    label: Message
    text: Message
    severity: Severity
    about: str
    who: str | None
    day: date | None
    past: bool
    place: Location
    code: str = ""
    remedy: Message | None = None
    stage: str = ""
    n: int = 1


@dataclass(frozen=True, kw_only=True)
class Attention:
    """What needs attention on a day, and what comes next.

    Attributes:
        day: the day.
        period: the reported period; ``None`` where there is none.
        first: the first assessed period, where nothing had been assessed by the day; ``None`` where something had, or nothing ever was.
        items: what needs attention, worst first.
        next: the nearest event from the day on; ``None`` where nothing is dated.
        checked: what the checks found.
    """

    day: date
    period: Period | None
    items: tuple[Item, ...]
    next: Event | None
    checked: Checked
    first: Period | None = None


def attention(workspace: Workspace, day: date) -> Attention:
    """Collects what needs attention.

    Args:
        workspace: the organisation.
        day: the day.
    """
    period = period_on(workspace, day)
    checked = check(workspace, period=period, as_of=day)
    events = agenda(workspace, day, after(day, AHEAD))
    items = [*_findings(workspace, checked, day), *_near(events, workspace, day), *_late(clocks(workspace, day), workspace, checked)]
    order = {topic: number for number, topic in enumerate(TOPICS)}
    worst = {item.topic: max(other.severity for other in items if other.topic == item.topic) for item in items}
    # Worst first, of topics as of their items; what nobody waits for comes last.
    items.sort(key=lambda item: (item.topic == "finding", -worst[item.topic], order[item.topic], -item.severity, item.day or day,
                                 item.topic == "finding" and item.code not in RULES, item.code, item.place))
    return Attention(day=day, period=checked.period, items=tuple(items), next=next((e for e in events if e.day >= day), None), checked=checked,
                     first=first_ahead(workspace, day))


def period_on(workspace: Workspace, day: date) -> Period | None:
    """The latest assessed period that was over on a day, else the latest that had begun.

    Before the first assessment it is the period of the day, as long as the first assessed one: what was assessed later was not known.
    ``None`` leaves the choice to the checks: nothing was ever assessed.
    """
    first = first_ahead(workspace, day)
    if first is not None:
        return _holding(first, day)
    begun = [a.period for a in workspace.assessments if a.period.start <= day]
    return max([p for p in begun if p.end <= day] or begun, default=None)


def first_ahead(workspace: Workspace, day: date) -> Period | None:
    """The first assessed period, where none had begun by a day; ``None`` where one had, or nothing was ever assessed."""
    first = min((a.period for a in workspace.assessments), default=None)
    return first if first is not None and first.start > day else None


def _holding(like: Period, day: date) -> Period:
    """The period of the length of another in which an earlier day lies."""
    months = (like.start.year - day.year) * 12 + like.start.month - day.month
    return like.shift(-months // like.months)


def _findings(workspace: Workspace, checked: Checked, day: date) -> Iterator[Item]:
    """Findings by topic; those of no topic of their own once per check."""
    rest: dict[str, list[Problem]] = {}
    named: set[tuple[Topic, str]] = set()
    for found in checked.findings:
        topic, since = _topic(workspace, found, day)
        if topic == "finding":
            rest.setdefault(found.code, []).append(found)
        elif (topic, found.about) not in named:  # an indicator without decision may also be one without action
            named.add((topic, found.about))
            yield _item(workspace, checked, topic, found, since)
    for code, found_ in rest.items():
        worst = max(found_, key=lambda problem: problem.severity)
        rule = RULES.get(code)
        # The rest of a very long list (about "…") may still wait.
        over = code in OVER and all(problem.about != "…" for problem in found_)
        label = message(OVER[code] if over else rule.title if rule else FAILED if code == "CX099" else SETTINGS)
        # What was late and is over is a lesson; nobody waits for it today.
        severity = min(worst.severity, Severity.WARNING) if over else worst.severity
        yield Item(topic="finding", label=label, text=worst.text, severity=severity, about=worst.about, who=owner_of(workspace, worst.about), day=None,
                   past=True, place=worst.place, code=code, remedy=worst.remedy, n=len(found_))


def _topic(workspace: Workspace, found: Problem, day: date) -> tuple[Topic, date | None]:
    """The topic of a finding, and since when it holds; a finding about what is over already has no topic of its own."""
    classify = _BY_CODE.get(found.code)
    return (classify(workspace, found.about, day) if classify else None) or ("finding", None)


def _overdue(workspace: Workspace, about: str, _day: date) -> tuple[Topic, date | None] | None:
    if about in workspace.decisions_by_id:
        return "decision", workspace.decisions_by_id[about][0].due
    initiative = workspace.initiatives_by_id.get(about)
    return ("initiative", initiative.end) if initiative else None


def _waiting(workspace: Workspace, about: str, day: date) -> tuple[Topic, date | None] | None:
    item = next((item for item in workspace.feedback if item.id == about), None)
    return ("customer", item.received) if item and by(item.contacted, day) is None else None


def _unanswered(workspace: Workspace, about: str, day: date) -> tuple[Topic, date | None] | None:
    complaint = next((item for item in workspace.complaints if item.id == about), None)
    return ("complaint", limits_of(workspace.organisation).due(complaint)) if complaint and by(complaint.answered, day) is None else None


def _left(workspace: Workspace, about: str, _day: date) -> tuple[Topic, date | None] | None:
    person = workspace.people.get(about)
    return "vacant", person.active_until if person else None


def _always(topic: Topic) -> Callable[[Workspace, str, date], tuple[Topic, date | None] | None]:
    return lambda _workspace, _about, _day: (topic, None)


_BY_CODE: Mapping[str, Callable[[Workspace, str, date], tuple[Topic, date | None] | None]] = {
    "CXG-053": _overdue, "CXG-050": _always("off_target"), "CXG-066": _always("off_target"), "CXG-040": _waiting, "CXG-046": _unanswered,
    "CXG-028": _left, "CXG-020": _always("vacant"), "CXG-027": _always("overload"), "CXG-056": _always("stage"),
}


def _item(workspace: Workspace, checked: Checked, topic: Topic, found: Problem, since: date | None) -> Item:
    label, place, stage = message(LABELS[topic]), found.place, ""
    if topic == "off_target" and checked.period is not None:
        # The finding points at the value; what is missing is a decision.
        since, place = by(checked.period.end, checked.as_of), Location(f"{workspace.name}/{checked.period}/decisions.yaml")
    if topic == "stage":
        label = message(RULES[found.code].title)
        clock = next((c for c in clocks(workspace, checked.as_of) if c.current and c.current.cycle.id == found.about), None)
        since = clock.deadline.day if clock and clock.deadline else None
        stage = _move(clock) if clock else ""
    return Item(topic=topic, label=label, text=found.text, severity=found.severity, about=found.about,
                who=None if topic == "vacant" else owner_of(workspace, found.about), day=since,
                past=True, place=place, code=found.code, remedy=found.remedy, stage=stage)


def _near(events: tuple[Event, ...], workspace: Workspace, day: date) -> Iterator[Item]:
    """Complaints whose deadline is near: past it they are findings."""
    for event in events:
        if event.kind == "complaint" and day <= event.day <= day + timedelta(days=SOON):
            yield Item(topic="complaint", label=message(N_("Complaint due soon")), text=event.text, severity=Severity.WARNING, about=event.about,
                       who=event.who, day=event.day, past=False, place=workspace.places.of(event.record))


def _late(found: tuple[Clock, ...], workspace: Workspace, checked: Checked) -> Iterator[Item]:
    """Stages under way past their day; in a paused cycle the pause says it."""
    paused = {problem.about for problem in checked.findings if problem.code == "CXG-056"}
    for clock in found:
        if clock.current is None or clock.current.cycle.id in paused:
            continue
        for stage in clock.running:
            if stage.late and stage.record is not None:
                promised = stage.basis == "recorded"
                text = N_("stage {stage} of {cycle} was due on {day} and is not completed") if promised else N_(
                    "stage {stage} of {cycle} should have been completed by {day}, by the rhythm")
                yield Item(topic="stage", label=message(LABELS["stage"]), text=message(text, stage=stage.stage.id, cycle=clock.current.cycle.id, day=stage.due),
                           severity=Severity.WARNING if promised else Severity.INFO, about=stage.stage.id, who=None, day=stage.due, past=True,
                           place=workspace.places.of(stage.record), stage=f"close {stage.stage.id}")


def _move(clock: Clock) -> str:
    """The move that gets a paused cycle going again."""
    if clock.running:
        return f"close {clock.running[0].stage.id}"
    return f"open {clock.next.stage.id}" if clock.next else ""


def owner_of(workspace: Workspace, about: str) -> str | None:
    """The person a record is up to: its owner, the one accountable, or the person it is."""
    if about in workspace.people:
        return about
    if about in workspace.decisions_by_id:
        return workspace.decisions_by_id[about][0].owner
    touchpoint = workspace.touchpoints.get(about)
    if touchpoint is not None:
        return touchpoint.accountable[0] if len(touchpoint.accountable) == 1 else None
    for held in (workspace.initiatives_by_id.get(about), workspace.kpis_by_id.get(about)):
        if held is not None:
            return held.owner
    item = next((item for item in workspace.feedback if item.id == about), None)
    if item is not None:
        return item.owner
    return next((complaint.owner for complaint in workspace.complaints if complaint.id == about), None)
