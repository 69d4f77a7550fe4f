"""Item 8, the closed loop: what came in, what was answered in time, what is still open and how old, what keeps coming back."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.quarter import pictures
from cxgov.reporting.sections.quarter.cause_names import cause_name, code_in_words
from cxgov.reporting.sections.quarter.voice import goes_on
from cxgov.reviewing.loops import AGES, CauseCount, Loops, Promptness, Wait, loops

MOST_CAUSES = 6


def build(context: Context) -> list[Page]:
    """Makes the item; where no log is kept it has little to say and shares the page of the item before."""
    found = loops(context.workspace, context.period, context.as_of)
    # Item 7 lists the causes; here stand only those that nobody removes.
    causes = [cause for cause in found.causes or () if cause.unanswered]
    return [Page(
        id="quarter-loop", title=_title(context, found), short_title=context.say(N_("Closed loop")), lead=_lead(context, found),
        template="quarter/closed-loop.html", follows=not _kept(found) or goes_on(context), data={
            "words": context.narrative("quarter-loop"), "kept": _kept(found), "picture": pictures.ageing(context, found), "open": _open(context, found),
            "rows": _rows(context, found), "missing": _missing(context, found), "refused": found.customers.refused if found.customers else 0,
            "causes": [_cause(context, cause) for cause in causes[:MOST_CAUSES]], "more": max(0, len(causes) - MOST_CAUSES),
            "reaches_back": any(cause.previous is not None for cause in causes), "previous": context.language.period(context.period.shift(-1)),
            "period": context.language.period(context.period), "causes_kept": found.causes is not None, "named": bool(found.causes), "recurring": any(c.recurs for c in found.causes or ()),
            "recurs": context.say(N_("A cause keeps coming back when it is {named} {within}."), named=context.counted(
                found.limits.cause_times, N_("named {n} time"), N_("named {n} times")), within=context.counted(
                found.limits.cause_quarters, N_("within one quarter"), N_("within {n} quarters"))),
        })]


def _kept(found: Loops) -> bool:
    return any(part is not None for part in (found.customers, found.employees, found.complaints))


def _title(context: Context, found: Loops) -> str:
    if not _kept(found):
        return context.say(N_("Nobody can say whether customers were answered: no log is kept"))
    contacts = found.customers.risk_contacts if found.customers else None
    if contacts and contacts.late:
        return context.counted(contacts.late, N_("{n} of {m} customers who may be lost was not contacted in time"),
                               N_("{n} of {m} customers who may be lost were not contacted in time"), m=contacts.n)
    if found.complaints and found.complaints.overdue:
        return context.counted(found.complaints.overdue, N_("{n} complaint is past its deadline and not answered"),
                               N_("{n} complaints are past their deadline and not answered"))
    if found.complaints and found.complaints.answered_late:
        return context.counted(found.complaints.answered_late, N_("{n} of {m} complaints was answered after its deadline"),
                               N_("{n} of {m} complaints were answered after their deadline"), m=found.complaints.received)
    loose = sum(cause.unanswered for cause in found.causes or ())
    if loose:
        return context.counted(loose, N_("{n} cause keeps coming back and no initiative is to remove it"),
                               N_("{n} causes keep coming back and no initiative is to remove them"))
    if contacts and contacts.n:
        return context.counted(contacts.n, N_("The one customer who may be lost was contacted in time"), N_("Every one of the {n} customers who may be lost was contacted in time"))
    return context.say(N_("Closed loop"))


def _lead(context: Context, found: Loops) -> str:
    said = []
    if found.customers:
        said.append(context.counted(found.customers.received, N_("{n} word from customers"), N_("{n} words from customers")))
    if found.employees:
        said.append(context.counted(found.employees.received, N_("{n} signal from employees"), N_("{n} signals from employees")))
    if found.complaints:
        said.append(context.counted(found.complaints.received, N_("{n} complaint"), N_("{n} complaints")))
    return context.say(N_("Came in during {period}: {what}."), period=context.language.period(context.period), what=context.join(said)) if said else ""


def _open(context: Context, found: Loops) -> str:
    """The title of the picture: how many cases are open, how many of them old."""
    ages = [part.open for part in (found.customers, found.employees, found.complaints) if part]
    old = sum(age.counts[-1] for age in ages)
    said = context.counted(sum(age.total for age in ages), N_("{n} case is open on {day}"), N_("{n} cases are open on {day}"), day=found.as_of)
    if not old:
        return context.say(N_("{open}, none for more than {days} days"), open=said, days=AGES[-1])
    return context.say(N_("{open}, {old} of them for more than {days} days"), open=said, old=old, days=AGES[-1])


def _rows(context: Context, found: Loops) -> list[dict[str, Any]]:
    rows, limits = [], found.limits
    if found.customers:
        c = found.customers
        rows.append(_row(context, N_("Feedback from customers: contact"), c.received, None, c.contact, ""))
        rows.append(_row(context, N_("of these, customers who may be lost"), c.at_risk, c.risk_contacts, None, context.counted(
            limits.contact_days, N_("{n} working day"), N_("{n} working days"))))
        rows.append(_row(context, N_("Feedback from customers: closing"), c.received, None, c.closing, ""))
    if found.employees:
        e = found.employees
        rows.append(_row(context, N_("Signals from employees: answer"), e.received, e.answers, e.answering, context.counted(limits.signal_days, N_("{n} day"), N_("{n} days"))))
    if found.complaints:
        p = found.complaints
        rows.append(_row(context, N_("Complaints in the register: answer"), p.received, p.answers, p.answering, context.say(N_("its deadline, else {days}"), days=context.counted(
            limits.complaint_days, N_("{n} day"), N_("{n} days")))))
    return rows


def _row(context: Context, name: str, received: int, kept: Promptness | None, wait: Wait | None, limit: str) -> dict[str, Any]:
    """A line of the table; what does not exist for it stays ``None``."""
    return {
        "name": context.say(name), "received": received, "in_time": _share(context, kept), "late": kept.late if kept else None,
        "waiting": kept.waiting if kept else None, "limit": limit or None,
        "median": _days(context, wait.median) if wait else None, "n": wait.n if wait and wait.median is not None else None,
    }


def _share(context: Context, kept: Promptness | None) -> str | None:
    if kept is None or kept.share is None:
        return None
    return context.say(N_("{n} of {m}"), n=kept.in_time, m=kept.n)


def _days(context: Context, median: Fraction | None) -> str | None:
    return None if median is None else context.language.number(float(median), 1, trim=True)


def _missing(context: Context, found: Loops) -> list[str]:
    """One sentence for every log that is not kept, with what to do."""
    said = []
    if found.customers is None:
        said.append(N_("No log of feedback is kept. What to do next: write down what customers say, with the days it came in, was answered and was closed."))
    elif found.employees is None:
        said.append(N_("No signal from an employee is on file. What to do next: let employees report what they see, in the same log."))
    if found.complaints is None:
        said.append(N_("No log of complaints is kept. What to do next: list complaints with the days they came in and were answered, and their deadlines."))
    return [context.say(text) for text in said]


def _cause(context: Context, found: CauseCount) -> dict[str, Any]:
    return {
        "name": cause_name(context, found.cause.code) or code_in_words(found.cause.code), "count": found.count, "previous": found.previous,
        "initiatives": [context.text(i.title) for i in found.initiatives],
    }


SECTION = Section(name="quarter-loop", build=build)
