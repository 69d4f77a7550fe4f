"""CXG-040 to CXG-048: logs and sources with the fault, without it, and what cannot be judged. The day of the check is 30 September 2026, a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import ORGANISATION, checked, findings, reason, sentences

from cxgov.checks import RULES, voices
from cxgov.model import parse_period

Q3 = parse_period("2026-Q3")


def feedback(*items: str, more: str = "") -> str:
    """A log of feedback; the first item stands on line 3."""
    return "\n".join(["kind: feedback", "items:" if items else "items: []", *(f"  - {{{item}}}" for item in items), more]) + "\n"


def complaints(*items: str) -> str:
    """A log of complaints; the first stands on line 3."""
    return "\n".join(["kind: complaints", "complaints:" if items else "complaints: []", *(f"  - {{{item}}}" for item in items)]) + "\n"


def sources(*items: str) -> str:
    """A file of sources, one a line."""
    return "\n".join(["kind: sources", "sources:", *(f"  - {{{item}}}" for item in items)]) + "\n"


def initiative(**keys: str) -> str:
    return "kind: initiatives\ninitiatives:\n  - {id: faster, title: Faster, " + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}\n"


def abouts(found) -> list[str]:
    return [f.about for f in found]


def settings(**rules: str) -> str:
    return ORGANISATION + "checks: {" + ", ".join(f"{code.replace('_', '-')}: {given}" for code, given in rules.items()) + "}\n"


# --- CXG-040 ------------------------------------------------------------------------------------------------------------

RISK = "at_risk: true"


@pytest.mark.parametrize(("received", "late"), [
    ("2026-09-30", False), ("2026-09-28", False), ("2026-09-27", True), ("2026-09-25", True), ("2026-10-01", False)])
def test_a_customer_at_risk_waits_at_most_two_working_days(tmp_path, received, late):
    """Monday to Wednesday is two working days; Saturday and Sunday count no day, so Sunday to Wednesday is three."""
    log = feedback(f"id: F-1, received: {received}, {RISK}", f"id: F-0, received: 2026-09-01, contacted: 2026-09-01, {RISK}")
    assert abouts(findings(tmp_path, "CXG-040", log)) == (["F-1"] if late else [])


@pytest.mark.parametrize("keys", ["at_risk: false", f"{RISK}, consent: false", f"{RISK}, from: employee", f"{RISK}, contacted: 2026-09-02"])
def test_who_need_not_or_cannot_be_called_is_left_out(tmp_path, keys):
    log = feedback(f"id: F-1, received: 2026-09-01, {keys}", f"id: F-0, received: 2026-09-01, contacted: 2026-09-01, {RISK}")
    assert findings(tmp_path, "CXG-040", log) == []


def test_a_contact_after_the_day_of_the_check_has_not_happened_yet(tmp_path):
    log = feedback(f"id: F-1, received: 2026-09-01, contacted: 2026-10-02, {RISK}")
    assert abouts(findings(tmp_path, "CXG-040", log)) == ["F-1"]


def test_who_waited_too_long_in_the_reported_period_stands_in_one_finding(tmp_path):
    log = feedback(f"id: F-1, received: 2026-07-01, contacted: 2026-07-10, {RISK}", f"id: F-2, received: 2026-08-03, contacted: 2026-08-07, {RISK}",
                   f"id: F-3, received: 2026-05-04, contacted: 2026-06-01, {RISK}")
    assert sentences(tmp_path, "CXG-040", log, period=Q3) == [
        "2 customers at risk of Q3\u00a02026 had to wait longer than 2 working days for a contact: F-1, F-2"]


@pytest.mark.parametrize(("code", "waiting", "over"), [
    ("CXG-040", "id: F-1, received: 2026-09-01, at_risk: true", "id: F-2, received: 2026-09-01, at_risk: true, contacted: 2026-09-20"),
    ("CXG-045", "id: F-1, received: 2026-09-01, from: employee", "id: F-2, received: 2026-08-01, from: employee, contacted: 2026-09-20")])
def test_nobody_is_asked_to_answer_what_is_answered(tmp_path, code, waiting, over):
    found = {f.about: str(f.remedy) for f in checked(tmp_path, feedback(waiting, over), period=Q3).findings if f.code == code}
    assert found["F-1"] == RULES[code].fix
    assert found["2026-Q3"].startswith("settle who")


def test_a_complaint_that_is_answered_is_not_to_be_answered_today(tmp_path):
    log = complaints("id: R-1, received: 2026-08-01", "id: R-2, received: 2026-07-01, answered: 2026-09-20")
    assert {f.about: str(f.remedy) for f in checked(tmp_path, log, period=Q3).findings if f.code == "CXG-046"} == {
        "R-1": RULES["CXG-046"].fix, "R-2": "find out where it lay, and settle who answers complaints and who stands in"}


@pytest.mark.parametrize(("given", "found"), [("{working_days: 3}", []), ("{holidays: [2026-09-28]}", []), ("{holidays: [2026-09-27]}", ["F-1"])])
def test_an_organisation_sets_its_own_limit_and_holidays(tmp_path, given, found):
    log = feedback(f"id: F-1, received: 2026-09-25, {RISK}")
    assert abouts(findings(tmp_path, "CXG-040", settings(CXG_040=given), log)) == found


def test_a_holiday_that_is_no_date_is_not_passed_over(tmp_path):
    assert reason(tmp_path, "CXG-040", settings(CXG_040="{holidays: [Boxing Day]}"), feedback(f"id: F-1, received: 2026-09-25, {RISK}")) == (
        "'Boxing Day' among the `holidays` is no date; write year-month-day")


def test_nobody_marked_at_risk_is_not_everybody_safe(tmp_path):
    assert "at_risk" in (reason(tmp_path, "CXG-040", feedback("id: F-1, received: 2026-09-01")) or "")


def test_a_log_is_judged_by_a_day(tmp_path):
    assert "--as-of" in (reason(tmp_path, "CXG-040", feedback(f"id: F-1, received: 2026-09-25, {RISK}"), as_of=date.min) or "")


def test_a_long_log_does_not_bury_the_report(tmp_path, monkeypatch):
    monkeypatch.setattr(voices, "MOST_FINDINGS", 2)
    log = feedback(*(f"id: F-{n}, received: 2026-09-0{n}, {RISK}" for n in range(1, 6)))
    assert sentences(tmp_path, "CXG-040", log)[2:] == ["the same fault stands in 3 more records, the first of them here"]


# --- CXG-041 ------------------------------------------------------------------------------------------------------------

SURVEY = "id: s1, path: a.csv, period: 2026-Q3"


@pytest.mark.parametrize("others", [
    (sources(SURVEY),), (sources(SURVEY, "id: s2, path: b.csv, period: 2026-Q3"),), (complaints("id: R-1, received: 2026-09-01"),),
    (sources(SURVEY), feedback("id: F-1, received: 2026-09-01, source: s1")), (sources(SURVEY), feedback("id: F-1, received: 2026-12-01")),
    (sources(SURVEY), feedback(), complaints()),
])
def test_one_way_of_listening(tmp_path, others):
    assert abouts(findings(tmp_path, "CXG-041", *others)) == ["acme"]


@pytest.mark.parametrize("others", [
    (sources(SURVEY, "id: s2, voice: reviews"),), (sources(SURVEY), complaints("id: R-1, received: 2026-09-01")),
    (sources(SURVEY), feedback("id: F-1, received: 2026-09-01")),
    (feedback("id: F-1, received: 2026-09-01", "id: F-2, received: 2026-09-01, from: employee"),),
])
def test_two_ways_of_listening(tmp_path, others):
    assert findings(tmp_path, "CXG-041", *others) == []


def test_an_organisation_wants_more_ways(tmp_path):
    assert sentences(tmp_path, "CXG-041", settings(CXG_041="{ways: 3}"), sources(SURVEY, "id: s2, voice: reviews")) == [
        "customers are listened to in 2 ways; 3 are wanted"]


# --- CXG-042 ------------------------------------------------------------------------------------------------------------

QUEUE = feedback("id: F-1, received: 2026-04-01, cause: queue", "id: F-2, received: 2026-08-21, cause: queue")
THIRD = complaints("id: R-1, received: 2026-09-02, cause: queue")


def test_a_cause_that_comes_back_and_nobody_removes(tmp_path):
    found = findings(tmp_path, "CXG-042", QUEUE, THIRD)
    assert [(f.about, f.file, f.line) for f in found] == [("queue", "complaints.yaml", 3)]


@pytest.mark.parametrize("third", ["id: R-1, received: 2026-09-02, cause: other", "id: R-1, received: 2026-03-31, cause: queue",
                                   "id: R-1, received: 2026-10-02, cause: queue"])
def test_twice_in_two_quarters_is_no_pattern(tmp_path, third):
    assert findings(tmp_path, "CXG-042", QUEUE, complaints(third)) == []


@pytest.mark.parametrize(("keys", "silent"), [
    ({"causes": "[queue]"}, True), ({"causes": "[other]"}, False), ({"causes": "[queue]", "status": "stopped"}, False),
    ({"causes": "[queue]", "status": "done", "end": "2026-07-01"}, True), ({"causes": "[queue]", "status": "done", "end": "2026-03-01"}, False),
])
def test_an_initiative_removes_the_cause_if_it_is_open_or_was_finished_since(tmp_path, keys, silent):
    assert abouts(findings(tmp_path, "CXG-042", QUEUE, THIRD, initiative(**keys))) == ([] if silent else ["queue"])


def test_an_initiative_that_did_not_help_is_named(tmp_path):
    said = sentences(tmp_path, "CXG-042", QUEUE, THIRD, initiative(causes="[queue]", status="done", end="2026-03-01"))
    assert said == ["the cause queue was named 3 times within 2 quarters, although faster was to remove it and ended on 1\u00a0March\u00a02026"]


def test_logs_without_causes_are_not_judged(tmp_path):
    assert reason(tmp_path, "CXG-042", feedback("id: F-1, received: 2026-04-01")) == "no feedback and no complaint names its cause (`cause`)"


# --- CXG-044 ------------------------------------------------------------------------------------------------------------

REVIEWS = "id: reviews, voice: reviews"


@pytest.mark.parametrize(("source", "others"), [
    (REVIEWS, ()), (f"{REVIEWS}, delivered: 2026-03-31", ()),
    (REVIEWS, (feedback("id: F-1, received: 2026-03-31, source: reviews"),)),
    ("id: book, voice: complaints", (complaints("id: R-1, received: 2026-01-02"),)),
    (SURVEY, ("kind: measurements\nperiod: 2026-Q1\nmeasurements: [{kpi: ease, value: 5, source: s1}]\n",)),
])
def test_a_silent_source(tmp_path, source, others):
    assert abouts(findings(tmp_path, "CXG-044", sources(source), *others)) == [source.split(",")[0].removeprefix("id: ")]


@pytest.mark.parametrize(("source", "others"), [
    (f"{REVIEWS}, delivered: 2026-04-01", ()), (f"{REVIEWS}, delivered: 2026-10-01", ()),
    (REVIEWS, (feedback("id: F-1, received: 2026-04-01, source: reviews"),)),
    ("id: book, voice: complaints", (complaints("id: R-1, received: 2026-07-02"),)),
    ("id: staff, voice: employees", (feedback("id: F-1, received: 2026-07-02, from: employee"),)),
    (SURVEY, ("kind: measurements\nperiod: 2026-Q2\nmeasurements: [{kpi: ease, value: 5, source: s1}]\n",)),
    (SURVEY, ("kind: measurements\nperiod: 2026\nmeasurements: [{kpi: ease, value: 5, source: s1}]\n",)),
])
def test_a_source_that_speaks_or_began_later(tmp_path, source, others):
    assert findings(tmp_path, "CXG-044", sources(source), *others) == []


def test_files_of_one_survey_are_one_source(tmp_path):
    """A file per year is not silent because its year is over, as long as the next one brings something."""
    kpis = """\
kind: kpis
kpis:
  - {id: ease, name: Ease, type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak, target: none, measure: {source: [s1, s2], column: a}}
"""
    files = sources("id: s1, path: a.csv, period: 2025, delivered: 2025-12-31", "id: s2, path: b.csv, period: 2026, delivered: 2026-09-01")
    assert findings(tmp_path, "CXG-044", kpis, files) == []


# --- CXG-045 ------------------------------------------------------------------------------------------------------------

STAFF = "from: employee"


@pytest.mark.parametrize(("keys", "found"), [
    ("received: 2026-09-15", ["F-1"]), ("received: 2026-09-16", []), ("received: 2026-09-01, contacted: 2026-09-15", []),
    ("received: 2026-09-01, contacted: 2026-09-16", ["2026-Q3"]), ("received: 2026-09-01, closed: 2026-09-02", ["F-1"]),
    ("received: 2026-05-01, contacted: 2026-06-16", []),
])
def test_an_employee_gets_an_answer_within_fourteen_days(tmp_path, keys, found):
    assert abouts(findings(tmp_path, "CXG-045", feedback(f"id: F-1, {keys}, {STAFF}"), period=Q3)) == found


def test_a_log_without_employees_is_not_judged(tmp_path):
    assert "from: employee" in (reason(tmp_path, "CXG-045", feedback("id: F-1, received: 2026-04-01")) or "")


# --- CXG-046 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("keys", "late"), [
    ("received: 2026-08-30", True), ("received: 2026-08-31", False), ("received: 2026-09-20, deadline: 2026-09-29", True),
    ("received: 2026-01-20, deadline: 2026-09-30", False), ("received: 2026-07-01, answered: 2026-08-01", True),
    ("received: 2026-07-01, answered: 2026-07-31", False), ("received: 2026-04-01, answered: 2026-06-30", False),
    ("received: 2026-08-01, answered: 2026-10-05", True), ("received: 2026-10-01, deadline: 2026-10-01", False),
])
def test_a_complaint_is_answered_by_its_deadline(tmp_path, keys, late):
    """Late in the reported period or still open past the deadline; what was answered late in an earlier quarter is history."""
    assert abouts(findings(tmp_path, "CXG-046", complaints(f"id: R-1, {keys}"), period=Q3)) == (["R-1"] if late else [])


def test_a_late_complaint_says_how_late(tmp_path):
    log = complaints("id: R-1, received: 2026-08-01", "id: R-2, received: 2026-07-01, answered: 2026-08-01")
    assert sentences(tmp_path, "CXG-046", log) == [
        "complaint R-1 of 1\u00a0August\u00a02026 should have been answered by 31\u00a0August\u00a02026 and is 30 days overdue",
        "complaint R-2 of 1\u00a0July\u00a02026 was answered on 1\u00a0August\u00a02026, 1 day after its deadline"]


def test_an_empty_register_of_complaints_is_clean(tmp_path):
    assert findings(tmp_path, "CXG-046", complaints()) == []


def test_a_day_at_the_end_of_the_calendar_does_no_harm(tmp_path):
    assert findings(tmp_path, "CXG-046", complaints("id: R-1, received: 9999-12-31")) == []


# --- CXG-047 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("keys", "line"), [
    ("closed: 2026-09-10", 3), ("contacted: 2026-09-11, closed: 2026-09-10, outcome: Refund", 3), ("contacted: 2026-09-10, closed: 2026-09-10", 3),
    ("contacted: 2026-09-09, closed: 2026-09-10, outcome: Refund", None),
    ("closed: 2026-09-10, consent: false", None), (f"closed: 2026-09-10, {STAFF}", None), ("closed: 2026-06-10", None), ("contacted: 2026-09-10", None),
])
def test_a_loop_is_closed_with_the_customer(tmp_path, keys, line):
    log = feedback(f"id: F-1, received: 2026-06-01, {keys}", "id: F-0, received: 2026-09-01, contacted: 2026-09-01, closed: 2026-09-01, outcome: Call")
    assert [f.line for f in findings(tmp_path, "CXG-047", log, period=Q3)] == ([line] if line else [])


def test_nothing_closed_is_not_judged(tmp_path):
    assert "closed" in (reason(tmp_path, "CXG-047", feedback("id: F-1, received: 2026-04-01")) or "")


# --- CXG-048 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "found"), [
    ("period: 2026-09, most: 5", ["2026-09"]), ("period: 2026-09, most: 4, without_consent: 0", []), ("period: 2026-Q3, without_consent: 1", ["2026-Q3"]),
    ("period: 2026-08, most: 9, without_consent: 2", ["2026-08", "2026-08"]),
])
def test_counts_of_contacts(tmp_path, count, found):
    assert abouts(findings(tmp_path, "CXG-048", feedback(more=f"contacts: [{{{count}}}]"), period=Q3)) == found


def test_counts_of_other_periods_are_history(tmp_path):
    assert reason(tmp_path, "CXG-048", feedback(more="contacts: [{period: 2026-06, most: 9}]"), period=Q3)


@pytest.mark.parametrize(("customers", "found"), [(["K-1"] * 5, ["K-1"]), (["K-1"] * 4 + ["K-2"], [])])
def test_one_customer_is_contacted_at_most_four_times_a_month(tmp_path, customers, found):
    log = feedback(*(f"id: F-{n}, received: 2026-09-01, contacted: 2026-09-0{n}, customer: {code}" for n, code in enumerate(customers, 1)))
    assert abouts(findings(tmp_path, "CXG-048", log)) == found


def test_five_contacts_in_two_months_are_not_too_many(tmp_path):
    log = feedback(*(f"id: F-{n}, received: 2026-08-01, contacted: 2026-0{8 + n % 2}-05, customer: K-1" for n in range(5)))
    assert findings(tmp_path, "CXG-048", log) == []


@pytest.mark.parametrize(("consent", "found"), [("false", ["F-1"]), ("true", [])])
def test_nobody_is_contacted_who_refused(tmp_path, consent, found):
    assert abouts(findings(tmp_path, "CXG-048", feedback(f"id: F-1, received: 2026-09-01, contacted: 2026-09-02, consent: {consent}"))) == found


def test_consent_that_is_not_recorded_is_unknown(tmp_path):
    assert findings(tmp_path, "CXG-048", feedback("id: F-1, received: 2026-09-01, contacted: 2026-09-02")) == []


# --- all of them --------------------------------------------------------------------------------------------------------


def test_a_log_in_a_csv_file_is_judged_alike(tmp_path):
    (tmp_path / "log.csv").write_text("id,received,at_risk\nF-1,2026-09-01,tak\n")
    result = checked(tmp_path, "kind: feedback\nfile: log.csv\n")
    assert [(f.about, f.place.file.rpartition("/")[2], f.place.line) for f in result.findings if f.code == "CXG-040"] == [("F-1", "log.csv", 2)]
