"""CXG-001 to CXG-007 and CXG-043: strategy, mandate and expectations; where each is found, is clean, and cannot be judged."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import Found, findings, reason, sentences

PEOPLE = """\
kind: organisation
id: acme
name: Acme
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
  - {id: jan-kowal, name: Jan Kowal, function: contact-centre}
  - {id: ewa-lis, name: Ewa Lis}
"""


def organisation(*lines: str) -> str:
    """An organisation; what is added starts on line 8."""
    return PEOPLE + "".join(f"{line}\n" for line in lines)


def initiatives(*entries: str) -> str:
    """Initiatives i1, i2 …; the first stands on line 3."""
    return "kind: initiatives\ninitiatives:\n" + "".join(f"  - {{id: i{n}, title: Idea {n}, {entry}}}\n" for n, entry in enumerate(entries, 1))


def kpis(*entries: str) -> str:
    """Indicators k1, k2 … owned by Anna unless said otherwise."""
    lines = (f"  - {{id: k{n}, name: Number {n}, target: none, {entry}}}\n" for n, entry in enumerate(entries, 1))
    return "kind: kpis\nkpis:\n" + "".join(lines)


EASE = "type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak"
NPS = "type: nps, variant: nps_0_10, family: perception, owner: anna-nowak"
CHURN = "type: churn, family: behaviour, owner: anna-nowak"
COST = "type: value, family: financial, owner: anna-nowak"
SHARE = "type: share, family: behaviour, owner: anna-nowak"


# --- CXG-001 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("strategy", "line"), [
    ((), 1),
    (("strategy: {}",), 8),
    (("strategy: {goals: [{id: g, text: First visit}]}",), 8),
])
def test_initiatives_need_a_promise(tmp_path, strategy, line):
    assert findings(tmp_path, "CXG-001", organisation(*strategy), initiatives("status: approved")) == [
        Found("CXG-001", "acme", "organisation.yaml", line)]


def test_a_promise_in_one_language_is_a_strategy(tmp_path):
    assert findings(tmp_path, "CXG-001", organisation("strategy: {promise: {pl: Paczka czeka}}"), initiatives("status: done")) == []


def test_initiatives_without_strategy_are_named(tmp_path):
    assert sentences(tmp_path, "CXG-001", organisation(), initiatives(*["status: done"] * 7, "status: stopped")) == [
        "there is no strategy behind the initiatives: i1, i2, i3, i4, i5, i6, …"]


def test_goals_without_a_promise_are_told_from_no_strategy(tmp_path):
    made = organisation("strategy: {goals: [{id: g, text: First visit}]}")
    assert sentences(tmp_path, "CXG-001", made, initiatives("status: approved")) == [
        "the strategy has goals, but makes customers no promise that the initiatives could serve: i1"]


@pytest.mark.parametrize(("entries", "why"), [((), "no initiative is described"), (("status: stopped",), "every initiative has been stopped")])
def test_without_initiatives_strategy_is_not_judged(tmp_path, entries, why):
    made = initiatives(*entries) if entries else "kind: initiatives\ninitiatives: []\n"
    assert reason(tmp_path, "CXG-001", organisation(), made) == why


# --- CXG-002 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("governance", "expected"), [
    ((), ["neither a deciding body nor a sponsor is named"]),
    (("governance: {sponsor: anna-nowak}",), ["no deciding body is named"]),
    (("governance: {body: {name: CX board}}",), ["no sponsor is named"]),
    (("governance: {sponsor: anna-nowak, body: {name: CX board}}",), []),
])
def test_body_and_sponsor(tmp_path, governance, expected):
    assert sentences(tmp_path, "CXG-002", organisation(*governance)) == expected


def test_a_missing_body_points_at_the_governance(tmp_path):
    assert findings(tmp_path, "CXG-002", organisation("governance: {sponsor: anna-nowak}")) == [Found("CXG-002", "acme", "organisation.yaml", 8)]


LEFT = "  - {id: piotr-mak, name: Piotr Mak, active_until: 2026-08-31}"


@pytest.mark.parametrize(("day", "expected"), [
    (date(2026, 9, 30), []),
    (date(2026, 10, 1), ["sponsor Piotr Mak left the role on 31\u00a0August\u00a02026, and no successor is named"]),
])
def test_a_sponsor_who_left_must_be_replaced(tmp_path, day, expected):
    made = organisation(LEFT, "governance: {sponsor: piotr-mak, body: {name: CX board}}")
    assert sentences(tmp_path, "CXG-002", made, as_of=day) == expected


def test_days_until_a_new_sponsor_are_a_parameter(tmp_path):
    made = organisation(LEFT, "governance: {sponsor: piotr-mak, body: {name: CX board}}", "checks: {CXG-002: {days: 29}}")
    assert findings(tmp_path, "CXG-002", made) == [Found("CXG-002", "piotr-mak", "organisation.yaml", 8)]


def test_an_organisation_with_nothing_to_govern_is_not_judged(tmp_path):
    why = reason(tmp_path, "CXG-002", organisation(), defaults=False)
    assert why == "there is nothing to govern yet: no journey, indicator, initiative, decision, cycle or assessment is on record"


# --- CXG-003 ------------------------------------------------------------------------------------------------------------


def body(meets: str = "quarterly", *more: str) -> str:
    return organisation(f"governance: {{body: {{name: CX board, meets: {meets}}}}}", *more)


def meetings(*days: str) -> str:
    return "kind: meetings\nmeetings: [" + ", ".join(f"{{date: {day}}}" for day in days) + "]\n"


LONG_AGO = "2025-01-10"
FOUR = ("2025-11-20", "2026-02-19", "2026-05-21", "2026-08-20")


@pytest.mark.parametrize(("meets", "days", "faulty"), [
    ("quarterly", (LONG_AGO, *FOUR), False),
    ("quarterly", (LONG_AGO, *FOUR[1:]), True),
    ("quarterly", (LONG_AGO, "2025-09-30", *FOUR[1:]), True),  # a day before the twelve months
    ("quarterly", (LONG_AGO, "2025-10-01", *FOUR[1:]), False),
    ("quarterly", (LONG_AGO, *FOUR[1:], "2026-10-01"), True),  # not yet held
    ("quarterly", (LONG_AGO, *FOUR[1:], FOUR[1]), True),  # one day is one meeting
    ("half_yearly", (LONG_AGO, *FOUR[:2]), False),
    ("half_yearly", (LONG_AGO, FOUR[0]), True),
    ("yearly", (LONG_AGO,), True),
    ("yearly", (LONG_AGO, FOUR[0]), False),
    ("monthly", (LONG_AGO, *FOUR), True),
    ("weekly", (LONG_AGO, *FOUR), True),
])
def test_the_body_meets_as_often_as_it_says(tmp_path, meets, days, faulty):
    expected = [Found("CXG-003", "acme", "organisation.yaml", 8)] if faulty else []
    assert findings(tmp_path, "CXG-003", body(meets), meetings(*days)) == expected


def test_meetings_due_and_held_are_both_told(tmp_path):
    assert sentences(tmp_path, "CXG-003", body(), meetings(LONG_AGO, FOUR[0])) == [
        "CX board is to meet every quarter; from 1\u00a0October\u00a02025 to 30\u00a0September\u00a02026 that makes 4 meetings, on record: 1 meeting"]


@pytest.mark.parametrize(("days", "faulty"), [
    (("2026-01-01", "2026-05-21", "2026-08-20"), False),  # nine months: three meetings
    (("2026-01-01", "2026-05-21"), True),
    (("2026-01-02", "2026-05-21"), False),  # eight whole months: two
    (("2026-04-10",), False),
])
def test_a_young_body_is_judged_by_the_months_since_its_first_record(tmp_path, days, faulty):
    assert bool(findings(tmp_path, "CXG-003", body(), meetings(*days))) is faulty


def test_recorded_decisions_tell_that_the_body_is_older(tmp_path):
    decided = "kind: decisions\nperiod: 2026-Q1\ndecisions:\n  - {id: D-1, decision: accept, text: We wait}\n"
    assert sentences(tmp_path, "CXG-003", body(), meetings("2026-09-15"), decided) == [
        "CX board is to meet every quarter; from 1\u00a0January\u00a02026 to 30\u00a0September\u00a02026 that makes 3 meetings, on record: 1 meeting"]


def test_an_empty_register_beside_decisions_shows_a_body_that_never_met(tmp_path):
    decided = "kind: decisions\nperiod: 2026-Q1\ndecisions:\n  - {id: D-1, decision: accept, text: We wait}\n"
    assert findings(tmp_path, "CXG-003", body(), "kind: meetings\nmeetings: []\n", decided) == [Found("CXG-003", "acme", "organisation.yaml", 8)]


def test_meetings_that_may_be_missing_are_a_parameter(tmp_path):
    assert findings(tmp_path, "CXG-003", body("quarterly", "checks: {CXG-003: {missing: 1}}"), meetings(LONG_AGO, *FOUR[1:])) == []


@pytest.mark.parametrize(("made", "register", "why"), [
    (organisation(), meetings(*FOUR), "no deciding body is named (`body` under `governance`)"),
    (body(), "kind: initiatives\ninitiatives: []\n", "there is no register of meetings (a file of kind `meetings`)"),
    (body(), "kind: meetings\nmeetings: []\n", "no meeting and no decision up to 30\u00a0September\u00a02026 is on record"),
    (body(), meetings("2026-10-01"), "no meeting and no decision up to 30\u00a0September\u00a02026 is on record"),
    (body(), meetings("2026-08-01"),
     "the records of the deciding body begin only on 1\u00a0August\u00a02026: by 30\u00a0September\u00a02026 no meeting was due"),
])
def test_when_meetings_are_not_judged(tmp_path, made, register, why):
    assert reason(tmp_path, "CXG-003", made, register) == why


@pytest.mark.parametrize("day", [date(2024, 2, 28), date(2024, 2, 29), date.max])
def test_the_last_day_counts_whatever_the_calendar(tmp_path, day):
    assert findings(tmp_path, "CXG-003", body("yearly"), meetings("0001-01-01", str(day)), as_of=day) == []


def test_the_first_day_of_all_is_too_young_to_be_judged(tmp_path):
    assert reason(tmp_path, "CXG-003", body("yearly"), meetings("0001-01-01"), as_of=date.min)


# --- CXG-004 ------------------------------------------------------------------------------------------------------------


def functions(operations: str, service: str, *more: str) -> str:
    """An organisation of two functions with these goals, on lines 9 and 10."""
    return organisation("functions:", f"  - {{id: operations, name: Operations, goals: [{operations}]}}",
                        f"  - {{id: contact-centre, name: Contact centre, goals: [{service}]}}", *more)


@pytest.mark.parametrize(("operations", "service", "expected"), [
    ("k1", "k1", []),
    ("k1", "k2", []),
    ("k1", "", ["fewer than 2 functions have an indicator of the customers' experience among their goals: only Operations"]),
    ("k3", "k1", ["fewer than 2 functions have an indicator of the customers' experience among their goals: only Contact centre"]),
    ("k3", "", ["no function has an indicator of the customers' experience among its goals"]),
])
def test_goals_are_shared(tmp_path, operations, service, expected):
    assert sentences(tmp_path, "CXG-004", functions(operations, service), kpis(EASE, CHURN, COST)) == expected


@pytest.mark.parametrize(("service", "line"), [("k1", 10), ("k3", 9)])
def test_where_unshared_goals_stand(tmp_path, service, line):
    assert findings(tmp_path, "CXG-004", functions("k3", service), kpis(EASE, CHURN, COST)) == [Found("CXG-004", "acme", "organisation.yaml", line)]


@pytest.mark.parametrize(("setting", "faulty"), [("least: 2", False), ("least: 3", None), ("families: [perception]", True)])
def test_what_counts_as_shared_is_a_parameter(tmp_path, setting, faulty):
    made = functions("k1", "k2", f"checks: {{CXG-004: {{{setting}}}}}")
    if faulty is None:
        assert reason(tmp_path, "CXG-004", made, kpis(EASE, CHURN)) == "too few functions are described to share a goal; at least 3 are needed"
    else:
        assert bool(findings(tmp_path, "CXG-004", made, kpis(EASE, CHURN))) is faulty


@pytest.mark.parametrize(("made", "indicators", "why"), [
    (functions("", ""), kpis(EASE), "no function says which indicators stand in its goals (`goals`)"),
    (functions("k1", ""), kpis(COST), "no indicator says anything about the experience of customers"),
    (organisation(), kpis(EASE), "too few functions are described to share a goal; at least 2 are needed"),
])
def test_when_goals_are_not_judged(tmp_path, made, indicators, why):
    assert reason(tmp_path, "CXG-004", made, indicators) == why


# --- CXG-005 ------------------------------------------------------------------------------------------------------------


def served(*more: str) -> str:
    return organisation("customer_service: [contact-centre]", *more)


def journey(*owners: str, key: str = "true") -> str:
    """Key touchpoints with these accountable people."""
    lines = ["kind: journey", "id: parcel", "name: Parcel", "stages:", "  - id: collect", "    name: Collection", "    touchpoints:"]
    lines += [f"      - {{id: t{n}, name: Moment {n}, key: {key}, accountable: [{owner}]}}" for n, owner in enumerate(owners, 1)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("owners", "faulty"), [
    (("jan-kowal", "jan-kowal", "anna-nowak"), True),
    (("jan-kowal", "jan-kowal", ""), True),
    (("jan-kowal", "jan-kowal", "anna-nowak", "anna-nowak"), False),  # half, the limit itself
    (("jan-kowal", "jan-kowal, anna-nowak", "anna-nowak"), False),  # shared with another function
    (("jan-kowal", "jan-kowal", "", "ewa-lis"), False),  # the others may be anybody's
])
def test_share_of_key_touchpoints(tmp_path, owners, faulty):
    expected = [Found("CXG-005", "acme", "organisation.yaml", 8)] if faulty else []
    assert findings(tmp_path, "CXG-005", served(), journey(*owners)) == expected


def test_every_kind_is_told_on_its_own(tmp_path):
    made = kpis(*[EASE.replace("anna-nowak", "jan-kowal")] * 4), initiatives(*["owner: jan-kowal"] * 2, "owner: anna-nowak")
    assert sentences(tmp_path, "CXG-005", served(), journey("jan-kowal", "jan-kowal", "anna-nowak"), *made) == [
        "2 of 3 key touchpoints (66.7%) belong to customer service; the limit is 50%",
        "4 of 4 indicators (100%) belong to customer service; the limit is 50%",
        "2 of 3 initiatives (66.7%) belong to customer service; the limit is 50%"]


def test_stopped_initiatives_count_for_nobody(tmp_path):
    made = initiatives("owner: jan-kowal", "owner: jan-kowal", "owner: anna-nowak", "owner: anna-nowak, status: stopped")
    assert len(findings(tmp_path, "CXG-005", served(), made)) == 1


@pytest.mark.parametrize(("setting", "faulty"), [("max_share: 0.7", False), ("max_share: 0.66", True), ("least: 3", True)])
def test_share_of_service_is_a_parameter(tmp_path, setting, faulty):
    made = served(f"checks: {{CXG-005: {{{setting}}}}}")
    assert bool(findings(tmp_path, "CXG-005", made, journey("jan-kowal", "jan-kowal", "anna-nowak"))) is faulty


TOO_FEW = "too few key touchpoints, indicators and initiatives have an owner with a `function`; a kind is judged from 3 records on"


@pytest.mark.parametrize(("made", "moments", "why"), [
    (organisation(), journey("jan-kowal", "jan-kowal", "jan-kowal"),
     "the organisation does not say which of its functions are customer service (`customer_service`)"),
    (served(), journey("jan-kowal", "jan-kowal"), TOO_FEW),
    (served(), journey("jan-kowal", "jan-kowal", "jan-kowal", key="false"), TOO_FEW),
    (served(), journey("ewa-lis", "ewa-lis", ""), TOO_FEW),
])
def test_when_the_share_of_service_is_not_judged(tmp_path, made, moments, why):
    assert reason(tmp_path, "CXG-005", made, moments) == why


# --- CXG-006 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("expects", "faulty"), [
    ("", True),
    ("{kpi: k2, change: 5, by: 2026-Q4}", True),  # recommendation
    ("{kpi: k1, change: 0.3, by: 2026-Q4}", False),  # effort
    ("{kpi: k2, change: 5, by: 2026-Q4}, {kpi: k3, change: 2, by: 2026-Q4}", False),  # and success
])
def test_wow_needs_effort_or_success(tmp_path, expects, faulty):
    made = initiatives(f"tags: [Wow], expects: [{expects}]")
    assert findings(tmp_path, "CXG-006", organisation(), made, kpis(EASE, NPS, SHARE)) == (
        [Found("CXG-006", "i1", "initiatives.yaml", 3)] if faulty else [])


@pytest.mark.parametrize(("setting", "faulty"), [("tags: [efekt wow]", True), ("tags: [efekt wow], effort: [nps]", False),
                                                 ("tags: [efekt wow], types: [nps], families: [perception]", False)])
def test_what_is_wow_and_what_is_substance_are_parameters(tmp_path, setting, faulty):
    made = initiatives("tags: [Efekt WOW!], expects: [{kpi: k1, change: 5, by: 2026-Q4}]")
    assert bool(findings(tmp_path, "CXG-006", organisation(f"checks: {{CXG-006: {{{setting}}}}}"), made, kpis(NPS))) is faulty


@pytest.mark.parametrize("entry", ["tags: [wow], status: stopped", "tags: [wowser]", "status: done"])
def test_without_wow_nothing_is_judged(tmp_path, entry):
    assert reason(tmp_path, "CXG-006", organisation(), initiatives(entry, "status: done")) == "no initiative carries one of the tags: wow"


# --- CXG-007 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("objective", "faulty"), [("", True), (", objective: null", True), (", objective: {en: Fewer couriers}", False)])
def test_goals_serve_the_business(tmp_path, objective, faulty):
    made = organisation("strategy:", "  goals:", f"    - {{id: g1, text: First visit{objective}}}", "    - {id: g2, text: Ease, objective: Cost}")
    assert findings(tmp_path, "CXG-007", made) == ([Found("CXG-007", "g1", "organisation.yaml", 10)] if faulty else [])


@pytest.mark.parametrize("more", [(), ("strategy: {promise: The parcel waits}",)])
def test_without_goals_nothing_is_judged(tmp_path, more):
    assert reason(tmp_path, "CXG-007", organisation(*more)) == "the strategy names no goals (`goals` under `strategy`)"


# --- CXG-043 ------------------------------------------------------------------------------------------------------------


def expectation(told: str) -> str:
    return f"kind: expectations\nexpectations:\n  - {{id: E-1, text: No waiting{told}}}\n"


SOURCE, DAY, SEGMENT = ", source: Survey", ", date: 2026-05-04", ", segment: Senders"


@pytest.mark.parametrize(("told", "missing"), [
    (SOURCE + DAY + SEGMENT, None),
    (SOURCE + DAY, "the segment (`segment`)"),
    (SEGMENT, "the source (`source`) and the day it was found (`date`)"),
    ("", "the source (`source`), the day it was found (`date`) and the segment (`segment`)"),
])
def test_expectations_are_founded(tmp_path, told, missing):
    expected = [f"expectation E-1 “No waiting” lacks: {missing}"] if missing else []
    assert sentences(tmp_path, "CXG-043", expectation(told)) == expected


def test_an_unfounded_expectation_points_at_itself(tmp_path):
    assert findings(tmp_path, "CXG-043", expectation(SOURCE)) == [Found("CXG-043", "E-1", "expectations.yaml", 3)]


def test_what_an_expectation_must_say_is_a_parameter(tmp_path):
    assert findings(tmp_path, "CXG-043", organisation("checks: {CXG-043: {fields: [source, date]}}"), expectation(SOURCE + DAY)) == []


@pytest.mark.parametrize(("file", "why"), [
    ("kind: initiatives\ninitiatives: []\n", "there is no catalogue of expectations (a file of kind `expectations`)"),
    ("kind: expectations\nexpectations: []\n", "the catalogue of expectations is empty"),
])
def test_without_expectations_nothing_is_judged(tmp_path, file, why):
    assert reason(tmp_path, "CXG-043", file) == why
