"""What is known of an indicator off target, and the rule of the proposal."""

from __future__ import annotations

import pytest
from checks.organisations import AS_OF, organisation

from cxgov.model import parse_period
from cxgov.reviewing.diagnosis import diagnoses

PERIOD = parse_period("2026-Q3")
BASE = """
kind: kpis
kpis:
  - {id: ease, name: Ease, type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak, touchpoints: [open-locker],
     target: {by: 2026-Q4, value: 6.0, tolerance: 0.1}}
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5.0, n: 200}
"""
JOURNEY = """
kind: journey
id: parcel
name: Parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening}
      - {id: close-locker, name: Closing}
"""
PROBLEMS = """
problems:
  - {id: stuck, touchpoint: open-locker, text: It is stuck, signals: 12}
  - {id: dark, touchpoint: close-locker, text: It is dark, signals: 99}
  - {id: cold, touchpoint: open-locker, text: It is cold}
"""
AT_WORK = """
kind: initiatives
initiatives:
  - {{id: oil, title: Oil it, status: {status}, owner: anna-nowak, touchpoints: [open-locker], start: 2026-07-01, end: 2026-12-01{more},
     expects: [{{kpi: ease, change: 0.5, by: {by}}}]}}
"""
LOG = """
kind: feedback
items:
  - {id: F-1, received: 2026-07-02, cause: stuck, touchpoint: open-locker}
  - {id: F-2, received: 2026-08-02, cause: stuck, touchpoint: open-locker}
  - {id: F-3, received: 2026-09-02, cause: stuck, touchpoint: close-locker}
  - {id: F-4, received: 2026-09-03, cause: rust, touchpoint: open-locker}
  - {id: F-5, received: 2026-06-03, cause: moss, touchpoint: open-locker}
"""


def only(folder, *texts):
    found = diagnoses(organisation(folder, BASE, *(texts if any("kind: journey" in t for t in texts) else (JOURNEY, *texts))), PERIOD, AS_OF)
    assert len(found) == 1
    return found[0]


def test_without_a_cause_it_is_to_be_investigated(tmp_path):
    """Nothing is on file."""
    assert only(tmp_path).proposal == "investigate"


def test_customers_signals_at_its_touchpoint_are_a_cause(tmp_path):
    """A problem elsewhere, or without a signal, is none."""
    found = only(tmp_path, JOURNEY + PROBLEMS)
    assert [p.id for p in found.problems] == ["stuck"]
    assert found.proposal == "act"


def test_causes_are_counted_at_its_touchpoints_and_in_the_period(tmp_path):
    """Three times in two quarters makes a cause recur, wherever it was named."""
    found = only(tmp_path, LOG)
    assert [(c.code, c.count, c.recurs) for c in found.causes] == [("stuck", 2, True), ("rust", 1, False)]
    assert found.proposal == "act"


@pytest.mark.parametrize(("status", "by", "more", "proposal"), [
    ("in_progress", "2026-Q4", "", "accept"),
    ("proposed", "2026-Q4", "", "investigate"),
    ("proposed", "2026-Q4", ", cause: Rust", "act"),
    ("in_progress", "2026-Q3", ", cause: Rust", "act"),
    ("stopped", "2026-Q4", ", cause: Rust", "investigate"),
    ("done", "2026-Q4", ", cause: Rust", "act"),
], ids=["at work, effect to come", "only proposed", "proposed, names a cause", "effect was due", "stopped", "done"])
def test_an_initiative_at_work_is_given_until_its_effect_is_due(tmp_path, status, by, more, proposal):
    """An initiative that is not at work is only a cause on a card, and a stopped one is nothing."""
    assert only(tmp_path, AT_WORK.format(status=status, by=by, more=more)).proposal == proposal


def test_decisions_that_answer_it_stand_with_it(tmp_path):
    """As coverage counts them."""
    decided = "kind: decisions\nperiod: 2026-Q3\ndecisions:\n  - {id: D-1, about: {kpi: ease}, decision: act, text: Mend it}\n"
    assert [d.id for d in only(tmp_path, decided).decisions] == ["D-1"]
