"""Feedback and complaints as the checks of the closed loop see them: what was on the log by the day of the check.

No check by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from cxgov.checks.rule import NotChecked, View
from cxgov.language import N_, Message, counted, message
from cxgov.model import Complaint, FeedbackItem, Period
from cxgov.problems import Problem
from cxgov.reviewing.answering import Limits, holidays
from cxgov.reviewing.workdays import Workdays

MOST_FINDINGS = 200
"""Findings of one check that stand one by one; a log can hold a hundred thousand records."""
IDS_SHOWN = 6


def feedback(view: View, speaker: str) -> tuple[FeedbackItem, ...]:
    """Returns what customers, or employees, had said by the day of the check.

    Args:
        view: what the check may look at.
        speaker: ``customer`` or ``employee``.

    Raises:
        NotChecked: if there is none, or no day to judge by.
    """
    if not view.workspace.feedback_files:
        raise NotChecked(message(N_("there is no log of feedback (a file of kind `feedback`)")))
    dated(view)
    found = tuple(item for item in view.workspace.feedback if item.from_ == speaker and item.received <= view.as_of)
    if not found:
        raise NotChecked(message(N_("the log holds no feedback from customers by the day of the check")) if speaker == "customer" else message(
            N_("the log holds no signal from employees (`from: employee`) by the day of the check")))
    return found


def complaints(view: View) -> tuple[Complaint, ...]:
    """Returns the complaints received by the day of the check, none where the register is kept and empty.

    Raises:
        NotChecked: if no register is kept, or there is no day to judge by.
    """
    if not view.workspace.complaint_files:
        raise NotChecked(message(N_("there is no log of complaints (a file of kind `complaints`)")))
    dated(view)
    return tuple(complaint for complaint in view.workspace.complaints if complaint.received <= view.as_of)


def dated(view: View) -> None:
    """Refuses to judge ages without a day.

    Raises:
        NotChecked: if nothing in the files has a date that gives one.
    """
    if view.as_of == date.min:
        raise NotChecked(message(N_("nothing in the files has a date by which to judge what is late; give the day with `--as-of`")))


def reported(view: View) -> Period:
    """The reported period; where there is none, the quarter of the day of the check."""
    return view.period or Period(date(view.as_of.year, 3 * ((view.as_of.month - 1) // 3) + 1, 1), 3)


def limits(view: View) -> Limits:
    """The limits as the settings of the check say, under the names of CXG-040.

    Raises:
        NotChecked: if a holiday is no date.
    """
    days, wrong = holidays(view.settings["holidays"])
    if wrong:
        raise NotChecked(message(N_("'{text}' among the `holidays` is no date; write year-month-day"), text=wrong[0]))
    return Limits(contact_days=view.settings["working_days"], workdays=Workdays.without(days))


def ids(records: Iterable[FeedbackItem | Complaint]) -> str:
    """Ids of records, the first few of them and ``…``."""
    found = [record.id for record in islice(records, IDS_SHOWN + 1)]
    return ", ".join([*found[:IDS_SHOWN], *(["…"] if len(found) > IDS_SHOWN else [])])


def days(n: int) -> Message:
    """So many days, in words."""
    return counted(n, N_("{n} day"), N_("{n} days"))


def working_days(n: int) -> Message:
    """So many working days, in words."""
    return counted(n, N_("{n} working day"), N_("{n} working days"))


def bounded(findings: Iterable[Problem]) -> Iterator[Problem]:
    """Passes the first findings on and makes one of the rest, so that a long log does not bury a report."""
    following = iter(findings)
    yield from islice(following, MOST_FINDINGS)
    rest = list(following)
    if rest:
        yield replace(rest[0], about="…", text=counted(
            len(rest), N_("the same fault stands in {n} more record, here"), N_("the same fault stands in {n} more records, the first of them here")))
