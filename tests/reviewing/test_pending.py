"""What waits for the body beside values and dates: decisions no meeting took, vacant key touchpoints, a closed gate."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import AS_OF, organisation

from cxgov.model import parse_period
from cxgov.reviewing.pending import pending

PERIOD = parse_period("2026-Q3")
DECISIONS = """
kind: decisions
period: 2026-Q3
decisions:
  - {id: D-1, decision: act, text: Mend the lift, owner: anna-nowak, due: 2026-12-01}
  - {id: D-2, decision: accept, text: Leave it, owner: anna-nowak}
  - {id: D-3, decision: act, text: Mended, owner: anna-nowak, due: 2026-08-01, status: done, closed: 2026-07-30}
---
kind: decisions
period: 2026-Q2
decisions:
  - {id: D-0, decision: act, text: Paint it, owner: anna-nowak, due: 2026-12-01}
"""
MEETING = """
kind: meetings
meetings:
  - {{date: {date}, decisions: [D-1]}}
"""


def waiting(folder, *texts, as_of=AS_OF):
    return pending(organisation(folder, *texts), PERIOD, as_of)


def names(records):
    return [record.id for record in records]


def test_open_decisions_of_the_period_that_no_meeting_took(tmp_path):
    """D-1 was taken, D-3 is done, D-0 belongs to another period."""
    assert names(waiting(tmp_path, DECISIONS, MEETING.format(date="2026-09-08")).unconfirmed) == ["D-2"]


def test_a_later_meeting_has_not_been_held(tmp_path):
    """Another meeting, before the day, shows that the register says what was taken."""
    texts = DECISIONS, MEETING.format(date="2026-10-08") + "  - {date: 2026-08-01, decisions: [D-0]}\n"
    assert names(waiting(tmp_path, *texts).unconfirmed) == ["D-1", "D-2"]


@pytest.mark.parametrize("register", [(), ("kind: meetings\nmeetings:\n  - {date: 2026-09-08}\n",)], ids=["none", "without decisions"])
def test_without_a_register_that_names_decisions_nothing_is_said(tmp_path, register):
    """No claim that a decision was not taken."""
    assert waiting(tmp_path, DECISIONS, *register).unconfirmed == ()


@pytest.mark.parametrize(("accountable", "vacant"), [
    ("[]", True), ("[anna-nowak]", False), ("[jan-kowal]", True), ("[jan-kowal, anna-nowak]", False), ("[maria]", False),
], ids=["nobody", "in the role", "has left", "one of two has left", "unknown person"])
def test_key_touchpoints_nobody_in_the_role_answers_for(tmp_path, accountable, vacant):
    """Judged on the day, from the day after the last one in the role."""
    people = """
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak}
  - {id: jan-kowal, name: Jan Kowal, active_until: 2026-09-29}
  - {id: maria, name: Maria}
"""
    journey = f"""
kind: journey
id: parcel
name: Parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {{id: open-locker, name: Opening, key: true, accountable: {accountable}}}
      - {{id: close-locker, name: Closing}}
"""
    assert names(waiting(tmp_path, people, journey).vacant) == (["open-locker"] if vacant else [])


PEOPLE = """
kind: organisation
id: acme
name: Acme
people: [{id: anna-nowak, name: Anna Nowak}, {id: jan-kowal, name: Jan Kowal, active_until: 2026-09-29}]
"""


@pytest.mark.parametrize(("governance", "lack"), [
    ("", (True, True, None)), ("governance: {body: {name: Council}}\n", (False, True, None)), ("governance: {sponsor: anna-nowak}\n", (True, False, None)),
    ("governance: {body: {name: Council}, sponsor: jan-kowal}\n", (False, True, "jan-kowal")), ("governance: {body: {name: Council}, sponsor: anna-nowak}\n", None),
], ids=["neither", "no sponsor", "no body", "sponsor has left", "both"])
def test_who_is_missing_at_the_top(tmp_path, governance, lack):
    """Judged on the day."""
    found = waiting(tmp_path, PEOPLE + governance).mandate
    assert (found and (found.body, found.sponsor, found.left)) == lack


def test_customers_who_may_be_lost_and_wait_past_the_limit(tmp_path):
    """Two working days; whoever was contacted, cannot be or came in yesterday does not wait too long; the longest wait comes first."""
    log = """
kind: feedback
items:
  - {id: F-1, received: 2026-09-14, at_risk: true}
  - {id: F-2, received: 2026-09-04, at_risk: true}
  - {id: F-3, received: 2026-09-04, at_risk: true, contacted: 2026-09-20}
  - {id: F-4, received: 2026-09-04, at_risk: true, consent: false}
  - {id: F-5, received: 2026-09-29, at_risk: true}
  - {id: F-6, received: 2026-09-04}
"""
    assert names(waiting(tmp_path, log).customers) == ["F-2", "F-1"]


def test_complaints_past_their_deadline_without_an_answer(tmp_path):
    """The own deadline, else 30 days; an answer that came late is an answer."""
    log = """
kind: complaints
complaints:
  - {id: R-1, received: 2026-08-20}
  - {id: R-2, received: 2026-09-20, deadline: 2026-09-25}
  - {id: R-3, received: 2026-08-01, answered: 2026-09-20}
  - {id: R-4, received: 2026-09-20}
"""
    assert names(waiting(tmp_path, log).complaints) == ["R-1", "R-2"]


def test_key_touchpoints_that_no_indicator_measures(tmp_path):
    journey = """
kind: journey
id: parcel
name: Parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening, key: true}
      - {id: close-locker, name: Closing, key: true}
      - {id: walk-away, name: Walking away}
"""
    kpis = """
kind: kpis
kpis:
  - {id: ease, name: Ease, type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak, target: none, touchpoints: [close-locker]}
"""
    assert names(waiting(tmp_path, journey, kpis).unmeasured) == ["open-locker"]


def test_money_at_work_without_a_promise(tmp_path):
    """Under way, with a cost, without an expected change; the dearest first."""
    cards = """
kind: initiatives
initiatives:
  - {id: oil, title: Oil, status: in_progress, cost: 100}
  - {id: light, title: Light, status: approved, cost: 5000}
  - {id: paint, title: Paint, status: proposed, cost: 900}
  - {id: wash, title: Wash, status: in_progress}
  - {id: wax, title: Wax, status: in_progress, cost: 800, expects: [{kpi: ease, change: 1, by: 2026-Q4}]}
  - {id: done, title: Done, status: done, cost: 900}
"""
    assert names(waiting(tmp_path, cards).unpromised) == ["light", "oil"]


@pytest.mark.parametrize(("second", "gates"), [("", ["S2"]), ("  - {stage: S2, started: 2026-09-01}\n", [])], ids=["waits", "under way"])
def test_a_cycle_that_stands_before_a_stage(tmp_path, second, gates):
    """The first stage is completed; the second has begun or not."""
    cycle = f"kind: cycle\nid: c1\nstages:\n  - {{stage: S1, started: 2026-07-01, completed: 2026-08-01}}\n{second}"
    found = waiting(tmp_path, cycle)
    assert [gate.stage.stage.id for gate in found.gates] == gates


def test_a_cycle_that_is_to_begin_waits_for_no_gate(tmp_path):
    """Nothing had begun on the day."""
    assert waiting(tmp_path, "kind: cycle\nid: c1\nstages:\n  - {stage: S1, started: 2026-11-01}\n", as_of=date(2026, 9, 30)).gates == ()
