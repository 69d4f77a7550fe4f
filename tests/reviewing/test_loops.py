"""The closed loop in figures: counted by hand on small logs, and working days held against numpy's calendar."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from checks.organisations import ORGANISATION, organisation
from hypothesis import given
from hypothesis import strategies as st

from cxgov.model import parse_period
from cxgov.reviewing.answering import Limits, limits_of
from cxgov.reviewing.listening import ways
from cxgov.reviewing.loops import loops
from cxgov.reviewing.problems import ranked_problems
from cxgov.reviewing.workdays import Workdays

Q3 = parse_period("2026-Q3")
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
LOG = """\
kind: feedback
items:
  - {id: F-1, received: 2026-07-01, at_risk: true, contacted: 2026-07-03, closed: 2026-07-10, cause: queue}
  - {id: F-2, received: 2026-07-03, at_risk: true, contacted: 2026-07-10, cause: queue}
  - {id: F-3, received: 2026-09-29, at_risk: true}
  - {id: F-4, received: 2026-09-01, at_risk: true, consent: false, closed: 2026-09-01}
  - {id: F-5, received: 2026-08-03, cause: label, contacted: 2026-08-04, closed: 2026-10-05}
  - {id: F-6, received: 2026-05-04, cause: queue}
  - {id: F-7, received: 2026-10-01, at_risk: true}
  - {id: F-8, received: 2026-09-01, from: employee, contacted: 2026-09-21, cause: label}
  - {id: F-9, received: 2026-09-28, from: employee}
---
kind: complaints
complaints:
  - {id: R-1, received: 2026-07-01, answered: 2026-07-15}
  - {id: R-2, received: 2026-07-06, answered: 2026-09-01, cause: queue}
  - {id: R-3, received: 2026-06-01}
  - {id: R-4, received: 2026-09-20}
---
kind: initiatives
initiatives:
  - {id: staffing, title: Staffing, causes: [queue], start: 2026-07-16, status: in_progress}
"""


def of(folder, *texts: str, as_of: date | None = None):
    return loops(organisation(folder, *texts), Q3, as_of)


# --- working days -------------------------------------------------------------------------------------------------------


@given(DAYS, DAYS, st.lists(DAYS, max_size=20))
def test_working_days_are_those_of_numpy(first, last, off):
    first, last = min(first, last), max(first, last)
    wanted = np.busday_count(np.datetime64(first) + 1, np.datetime64(last) + 1, holidays=np.array(off, dtype="datetime64[D]"))
    assert Workdays.without(off).between(first, last) == wanted


def test_nothing_passes_backwards():
    assert Workdays().between(date(2026, 9, 30), date(2026, 9, 1)) == 0


@pytest.mark.parametrize(("day", "wanted"), [(date(2026, 11, 27), date(2026, 11, 27)), (date(2026, 11, 28), date(2026, 11, 30)), (date(2026, 12, 25), date(2026, 12, 28))])
def test_a_day_off_moves_to_the_next_working_day(day, wanted):
    assert Workdays.without([date(2026, 12, 25)]).on_or_after(day) == wanted


# --- customers ----------------------------------------------------------------------------------------------------------


def test_what_came_in_and_who_is_at_risk(tmp_path):
    """F-6 came before the period and F-7 after the day; F-4 does not want to be contacted."""
    found = of(tmp_path, LOG).customers
    assert found is not None
    assert (found.received, found.at_risk, found.refused) == (5, 4, 1)


def test_who_was_contacted_in_time(tmp_path):
    """F-1 within two working days, F-2 on the fifth, F-3 still has time."""
    found = of(tmp_path, LOG).customers
    assert found is not None
    assert (found.risk_contacts.n, found.risk_contacts.in_time, found.risk_contacts.late, found.risk_contacts.waiting) == (2, 1, 1, 1)
    assert found.risk_contacts.share == Fraction(1, 2)


def test_how_long_it_took(tmp_path):
    """Contacts after 2, 5 and 1 working days; closed after 7 (F-1) and 0 (F-4), F-5 only after the day."""
    found = of(tmp_path, LOG).customers
    assert found is not None
    assert (found.contact.n, found.contact.median) == (3, 2)
    assert (found.closing.n, found.closing.median) == (2, Fraction(7, 2))


def test_open_cases_by_age_whenever_they_came_in(tmp_path):
    """F-3 is a day old, F-2, F-5 and F-6 are older than thirty."""
    found = of(tmp_path, LOG).customers
    assert found is not None
    assert found.open.counts == (1, 0, 0, 3)
    assert found.open.total == 4


def test_what_happens_later_has_not_happened(tmp_path):
    found = of(tmp_path, LOG, as_of=date(2026, 7, 2)).customers
    assert found is not None
    assert (found.received, found.contact.n, found.contact.median, found.risk_contacts.share) == (1, 0, None, None)


# --- employees and complaints -------------------------------------------------------------------------------------------


def test_signals_from_employees(tmp_path):
    found = of(tmp_path, LOG).employees
    assert found is not None
    assert (found.received, found.answers.n, found.answers.in_time, found.answers.waiting) == (2, 1, 0, 1)
    assert (found.answering.median, found.open.counts) == (20, (1, 0, 0, 0))


def test_complaints(tmp_path):
    """R-2 took 57 days, R-3 is open past its deadline, R-4 still has time."""
    found = of(tmp_path, LOG).complaints
    assert found is not None
    assert (found.received, found.answers.n, found.answers.in_time, found.answered_late) == (3, 2, 1, 1)
    assert (found.answering.median, found.open.counts, found.overdue) == (Fraction(71, 2), (0, 0, 1, 1), 1)


def test_no_log_is_no_zero(tmp_path):
    found = of(tmp_path)
    assert (found.customers, found.employees, found.complaints, found.causes, found.sources) == (None, None, None, None, ())


def test_a_log_that_began_later_is_no_zero(tmp_path):
    made = organisation(tmp_path, "kind: feedback\nitems: [{id: F-1, received: 2026-07-01, cause: queue}]\n")
    before, then = loops(made, Q3.shift(-1)), loops(made, Q3)
    assert (before.customers, before.causes) == (None, None)
    assert then.causes is not None
    assert [(c.count, c.previous) for c in then.causes] == [(1, None)]


def test_an_empty_log_is_a_zero(tmp_path):
    found = of(tmp_path, "kind: feedback\n---\nkind: complaints\n")
    assert found.customers is not None
    assert found.complaints is not None
    assert (found.customers.received, found.complaints.received, found.employees, found.causes) == (0, 0, None, ())


# --- causes -------------------------------------------------------------------------------------------------------------


def test_causes_by_how_often_they_are_named(tmp_path):
    """The queue was named on 4 May, 1, 3 and 6 July: for the third time on 3 July, 13 days before the initiative began."""
    found = of(tmp_path, LOG).causes
    assert found is not None
    assert [(c.cause.code, c.count, c.previous, c.recurs, c.unanswered, c.days_to_initiative) for c in found] == [
        ("queue", 3, 1, True, False, 13), ("label", 2, 0, False, False, None)]
    assert [i.id for i in found[0].initiatives] == ["staffing"]


@pytest.mark.parametrize(("start", "days"), [("2026-01-01", 0), ("2026-10-02", None), ("2026-07-03", 0)])
def test_days_to_an_initiative(tmp_path, start, days):
    found = of(tmp_path, LOG.replace("2026-07-16", start)).causes
    assert found is not None
    assert found[0].days_to_initiative == days


def test_capitals_and_blanks_make_no_other_cause(tmp_path):
    """The first spelling is shown; the initiative's own counts, too."""
    found = of(tmp_path, LOG.replace("cause: queue}", "cause: Queue }", 1).replace("[queue]", "[QUEUE]")).causes
    assert found is not None
    assert [(c.cause.code, c.count, [i.id for i in c.initiatives]) for c in found] == [("Queue", 3, ["staffing"]), ("label", 2, [])]


def test_a_cause_named_once_a_year_does_not_recur(tmp_path):
    items = "".join(f"  - {{id: F-{year}, received: {year}-07-01, cause: queue}}\n" for year in (2024, 2025, 2026))
    found = of(tmp_path, f"kind: feedback\nitems:\n{items}").causes
    assert found is not None
    assert (found[0].recurs, found[0].cause.recurred()) == (False, None)


# --- sources ------------------------------------------------------------------------------------------------------------


def test_sources_and_the_silent_ones(tmp_path):
    text = """\
kind: sources
sources:
  - {id: reviews, voice: reviews}
  - {id: talks, voice: interviews, delivered: 2026-02-01}
---
kind: feedback
items:
  - {id: F-1, received: 2026-08-01, source: reviews}
  - {id: F-2, received: 2026-05-01, source: reviews}
"""
    found = of(tmp_path, text)
    assert [(s.sources[0].id, s.newest, s.records) for s in found.sources] == [("reviews", date(2026, 8, 1), 1), ("talks", date(2026, 2, 1), None)]
    assert [s.sources[0].id for s in found.silent] == ["talks"]


def test_ways_of_listening_stand_once(tmp_path):
    made = organisation(tmp_path, LOG, "kind: sources\nsources: [{id: book, voice: complaints}]\n")
    assert ways(made, Q3.end) == ("complaints", "feedback", "employees")


# --- limits -------------------------------------------------------------------------------------------------------------


def test_limits_are_those_of_the_checks(tmp_path):
    own = ORGANISATION + "checks: {CXG-040: {working_days: 1, holidays: [2026-12-24]}, CXG-042: {times: 5}, CXG-044: {quarters: 4}, CXG-046: {days: 14}}\n"
    assert limits_of(organisation(tmp_path, own).organisation) == Limits(
        contact_days=1, workdays=Workdays((date(2026, 12, 24),)), cause_times=5, silent_quarters=4, complaint_days=14)


@pytest.mark.parametrize("given", ["{working_days: soon}", "{working_days: 9999}", "{working_days: true}", "{holidays: never}", "{holidays: [Easter]}"])
def test_what_a_check_refuses_is_the_default_here(tmp_path, given):
    assert limits_of(organisation(tmp_path, ORGANISATION + f"checks: {{CXG-040: {given}}}\n").organisation) == Limits()


# --- problems -----------------------------------------------------------------------------------------------------------


def test_problems_by_signals_ties_in_file_order(tmp_path):
    problems = "".join(f"  - {{id: p{n}, text: Problem {n}, signals: {signals}}}\n" for n, signals in enumerate((3, 9, 3, 0), 1))
    made = organisation(tmp_path, f"kind: journey\nid: parcel\nname: Parcel\nproblems:\n{problems}")
    assert [problem.id for problem in ranked_problems(made)] == ["p2", "p1", "p3", "p4"]
