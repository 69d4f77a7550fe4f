"""CXG-020 to CXG-028: for every rule owners with the fault, owners without, and what cannot be judged."""

from __future__ import annotations

from datetime import date

import pytest
from checks.organisations import AS_OF, KPIS, Found, findings, reason, sentences


def people(*entries: str, checks: str = "") -> str:
    """An organisation; the first person stands on line 5."""
    return "\n".join(["kind: organisation", "id: acme", "name: Acme", "people:", *(f"  - {{{entry}}}" for entry in entries), checks]) + "\n"


def journey(*touchpoints: str) -> str:
    """A journey of one stage; its first touchpoint stands on line 8."""
    lines = ["kind: journey", "id: parcel", "name: Receiving a parcel", "stages:", "  - id: collect", "    name: Collection", "    touchpoints:"]
    return "\n".join([*lines, *(f"      - {{{touchpoint}}}" for touchpoint in touchpoints)]) + "\n"


def owned(*owners: str) -> str:
    """A journey whose touchpoints t1, t2 … have these accountable owners."""
    return journey(*(f"id: t{n}, name: Moment {n}, accountable: [{owner}]" for n, owner in enumerate(owners, 1)))


ANNA = "id: anna-nowak, name: Anna Nowak, function: operations"
JAN = "id: jan-kowal, name: Jan Kowal, function: maintenance"
EWA = "id: ewa-lis, name: Ewa Lis, function: digital"
PIOTR = "id: piotr-mazur, name: Piotr Mazur, function: digital"


# --- CXG-020, CXG-021, CXG-024 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("told", "expected"), [
    ("key: true", [Found("CXG-020", "t1", "journey.yaml", 8)]),
    ("key: true, accountable: []", [Found("CXG-020", "t1", "journey.yaml", 8)]),
    ("key: true, responsible: [anna-nowak]", [Found("CXG-020", "t1", "journey.yaml", 8)]),
    ("key: true, accountable: [anna-nowak]", []),
])
def test_a_key_touchpoint_has_an_accountable_owner(tmp_path, told, expected):
    assert findings(tmp_path, "CXG-020", journey(f"id: t1, name: Moment, {told}", "id: t2, name: Other")) == expected


def test_without_key_touchpoints_owners_are_not_judged(tmp_path):
    assert reason(tmp_path, "CXG-020", journey("id: t1, name: Moment")) == "no touchpoint is marked as key"


@pytest.mark.parametrize(("owners", "expected"), [
    ("anna-nowak, jan-kowal", [Found("CXG-021", "t1", "journey.yaml", 8)]),
    ("anna-nowak, anna-nowak", []),
    ("anna-nowak", []),
    ("", []),
])
def test_exactly_one_is_accountable(tmp_path, owners, expected):
    assert findings(tmp_path, "CXG-021", owned(owners)) == expected


def test_several_owners_are_named(tmp_path):
    assert sentences(tmp_path, "CXG-021", owned("anna-nowak, jan-kowal")) == [
        "touchpoint t1 “Moment 1” has 2 accountable owners: Anna Nowak, Jan Kowal"]


def test_somebody_does_the_work(tmp_path):
    made = journey("id: t1, name: A, accountable: [anna-nowak]", "id: t2, name: B, responsible: [jan-kowal]", "id: t3, name: C, responsible: []")
    assert findings(tmp_path, "CXG-024", made) == [Found("CXG-024", "t1", "journey.yaml", 8), Found("CXG-024", "t3", "journey.yaml", 10)]


# --- CXG-022 ------------------------------------------------------------------------------------------------------------


def shares(anna: int, total: int, active: int) -> tuple[str, str]:
    """An organisation of so many people, and a journey of which Anna owns a part and nobody the rest."""
    others = [f"id: p{n}, name: Person {n}" for n in range(2, active + 1)]
    return people(ANNA, *others), owned(*["anna-nowak"] * anna, *[""] * (total - anna))


@pytest.mark.parametrize(("anna", "total", "active", "faulty"), [
    (3, 10, 12, False),  # 30%, the limit itself
    (4, 10, 12, True),
    (4, 10, 4, True),  # a fair share is 25%, the limit 37.5%
    (3, 8, 4, False),  # exactly 37.5%
    (6, 14, 3, False),  # the bakery: 43% under a limit of 50%
    (7, 14, 3, False),
    (8, 14, 3, True),
    (10, 10, 1, False),  # one person owns everything there is to own
    (5, 5, 12, True),
])
def test_one_person_may_hold_thirty_per_cent_or_one_and_a_half_fair_shares(tmp_path, anna, total, active, faulty):
    found = findings(tmp_path, "CXG-022", *shares(anna, total, active))
    assert found == ([Found("CXG-022", "anna-nowak", "organisation.yaml", 5)] if faulty else [])


@pytest.mark.parametrize(("third", "faulty"), [
    ("type: person", True), ("active_until: 2026-09-30", True), ("active_until: 2026-09-29", False), ("type: vendor", False),
])
def test_a_fair_share_counts_active_people_alone(tmp_path, third, faulty):
    """Anna has 60%: with three people 50% is allowed, with two 75%."""
    made = people(ANNA, JAN, f"id: third, name: Third, {third}"), owned(*["anna-nowak"] * 3, *["jan-kowal"] * 2)
    assert bool(findings(tmp_path, "CXG-022", *made)) is faulty


def test_limits_are_the_organisation_s_own(tmp_path):
    journeys = owned(*["anna-nowak"] * 4, *["jan-kowal"] * 6)
    own = people(ANNA, JAN, EWA, PIOTR, checks="checks: {CXG-022: {max_share: 0.6}}")
    assert findings(tmp_path, "CXG-022", own, journeys) == []


def test_share_and_limit_are_said(tmp_path):
    assert sentences(tmp_path, "CXG-022", *shares(9, 17, 12)) == [
        "Anna Nowak is accountable for 9 of 17 touchpoints (52.9%); here the limit is 30%"]


@pytest.mark.parametrize("code", ["CXG-022", "CXG-023"])
def test_shares_of_few_touchpoints_are_not_judged(tmp_path, code):
    assert reason(tmp_path, code, owned(*["anna-nowak"] * 4)) == "fewer than 5 touchpoints are described"


@pytest.mark.parametrize("code", ["CXG-022", "CXG-023"])
def test_shares_of_nothing_are_not_judged(tmp_path, code):
    assert reason(tmp_path, code, owned(*[""] * 5)) == "no touchpoint names who is accountable for it"


# --- CXG-023 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("owners", "expected"), [
    (["ewa-lis", "ewa-lis", "piotr-mazur", "anna-nowak", "jan-kowal"], [Found("CXG-023", "digital", "organisation.yaml", 7)]),
    (["ewa-lis", "ewa-lis", "piotr-mazur", "anna-nowak", "jan-kowal", "jan-kowal"], []),
    (["ewa-lis", "piotr-mazur", "ewa-lis", "outsider", "outsider", "outsider"], []),
    (["ewa-lis, piotr-mazur", "ewa-lis", "anna-nowak", "jan-kowal", ""], [Found("CXG-023", "digital", "organisation.yaml", 7)]),
])
def test_no_function_holds_more_than_half(tmp_path, owners, expected):
    made = people(ANNA, JAN, EWA, PIOTR, "id: outsider, name: Outsider")
    assert findings(tmp_path, "CXG-023", made, owned(*owners)) == expected


def test_a_declared_function_is_named(tmp_path):
    made = people(EWA, checks="functions: [{id: digital, name: Digital product}]")
    assert sentences(tmp_path, "CXG-023", made, owned(*["ewa-lis"] * 5), defaults=False) == [
        "function digital “Digital product” holds 5 of 5 touchpoint ownerships (100%); the limit is 50%"]


def test_owners_without_functions_are_not_judged(tmp_path):
    made = people("id: anna-nowak, name: Anna Nowak"), owned(*["anna-nowak"] * 5)
    assert reason(tmp_path, "CXG-023", *made) == "no accountable person has a `function`"


# --- CXG-025 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("owner", [
    "name: Marketing, type: department", "name: Rada CX, type: committee", "name: Courier Ltd, type: vendor", "name: Wszyscy", "name: Everyone",
    "name: Zespół", "name: TBD", "name: Obsługa Klienta",
])
def test_an_owner_is_a_person(tmp_path, owner):
    made = people(ANNA, f"id: owner, {owner}", checks="functions: [{id: service, name: {pl: Obsługa klienta, en: Customer service}}, {id: operations, name: Operations}]")
    assert findings(tmp_path, "CXG-025", made, owned("owner")) == [Found("CXG-025", "owner", "organisation.yaml", 6)]


def test_people_are_owners(tmp_path):
    assert findings(tmp_path, "CXG-025", owned("anna-nowak", "jan-kowal")) == []


def test_a_supplier_that_owns_nothing_does_no_harm(tmp_path):
    assert findings(tmp_path, "CXG-025", people(ANNA, "id: courier, name: Courier, type: vendor"), owned("anna-nowak")) == []


def test_all_that_a_department_owns_is_named(tmp_path):
    made = people(ANNA, "id: it, name: IT, type: department")
    kpis = KPIS.replace("anna-nowak", "it")
    initiatives = """\
        kind: initiatives
        initiatives:
          - {id: running, title: Running, owner: it, status: in_progress}
          - {id: finished, title: Finished, owner: it, status: done}
        ---
        kind: decisions
        period: 2026-Q3
        decisions:
          - {id: D-1, decision: act, text: Do it, owner: it}
          - {id: D-2, decision: act, text: Done, owner: it, status: done}
        ---
        kind: decisions
        period: 2026-Q4
        decisions:
          - {id: D-3, decision: act, text: Decided later, owner: it}
        """
    assert sentences(tmp_path, "CXG-025", made, owned("it"), kpis, initiatives) == [
        "owner it “IT” is a department, not a person, and owns t1, ease, running, D-1"]


@pytest.mark.parametrize("code", ["CXG-025", "CXG-027", "CXG-028"])
def test_where_nobody_owns_anything_owners_are_not_judged(tmp_path, code):
    assert reason(tmp_path, code, owned(""), defaults=False) == "nobody is named as an owner of anything"


# --- CXG-026 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("told", "expected"), [
    ("accountable: [anna-nowak], performed_by: [maintenance, digital]", [Found("CXG-026", "t1", "journey.yaml", 8)]),
    ("accountable: [anna-nowak], performed_by: [maintenance, operations]", []),
    ("accountable: [anna-nowak, ewa-lis], performed_by: [operations]", []),
    ("accountable: [anna-nowak, ewa-lis], performed_by: [courier]", [Found("CXG-026", "t1", "journey.yaml", 8)] * 2),
    ("accountable: [anna-nowak]", []),
])
def test_an_owner_takes_part_in_the_work(tmp_path, told, expected):
    control = "id: t2, name: Control, accountable: [jan-kowal], performed_by: [maintenance]"
    assert findings(tmp_path, "CXG-026", people(ANNA, JAN, EWA), journey(f"id: t1, name: Moment, {told}", control)) == expected


def test_who_does_the_work_instead_is_said(tmp_path):
    made = people(ANNA, checks="functions: [{id: operations, name: Operations}, {id: sales, name: {pl: Handel, en: Sales}}, {id: it, name: IT}]")
    assert sentences(tmp_path, "CXG-026", made, journey("id: t1, name: Moment, accountable: [anna-nowak], performed_by: [sales, it]")) == [
        "Anna Nowak (Operations) is accountable for touchpoint t1 “Moment”, but the work is done elsewhere: Sales, IT"]


def test_control_cannot_be_judged_without_the_performers(tmp_path):
    assert reason(tmp_path, "CXG-026", owned("anna-nowak")) == (
        "no touchpoint names both the functions that perform it and an owner with a `function`")


# --- CXG-027 ------------------------------------------------------------------------------------------------------------

MORE = """\
kind: initiatives
initiatives:
  - {id: running, title: Running, owner: anna-nowak, status: in_progress}
  - {id: stopped, title: Stopped, owner: anna-nowak, status: stopped}
---
kind: decisions
period: 2026-Q2
decisions:
  - {id: D-1, decision: act, text: Do it, owner: anna-nowak}
  - {id: D-2, decision: act, text: Done, owner: anna-nowak, status: done}
"""


@pytest.mark.parametrize(("touchpoints", "more", "faulty"), [(8, "", False), (9, "", True), (6, MORE, False), (7, MORE, True)])
def test_one_person_looks_after_eight_things_at_most(tmp_path, touchpoints, more, faulty):
    found = findings(tmp_path, "CXG-027", owned(*["anna-nowak"] * touchpoints), *filter(None, [more]))
    assert found == ([Found("CXG-027", "anna-nowak", "organisation.yaml", 5)] if faulty else [])


def test_the_load_is_counted_by_kind(tmp_path):
    assert sentences(tmp_path, "CXG-027", owned(*["anna-nowak"] * 7), MORE) == [
        "Anna Nowak looks after 9 things at once, more than 8 (touchpoints: 7, open initiatives: 1, open decisions: 1)"]


def test_who_has_left_is_not_overloaded(tmp_path):
    gone = people(ANNA + ", active_until: 2026-06-30")
    assert findings(tmp_path, "CXG-027", gone, owned(*["anna-nowak"] * 9)) == []


# --- CXG-028 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("last", "as_of", "faulty"), [
    ("2026-08-30", AS_OF, True), ("2026-08-31", AS_OF, False), ("2027-01-31", AS_OF, False), ("2026-08-30", date(2026, 6, 30), False),
])
def test_a_successor_is_named_within_thirty_days(tmp_path, last, as_of, faulty):
    made = people(ANNA, f"{JAN}, active_until: {last}"), owned("jan-kowal", "anna-nowak")
    assert findings(tmp_path, "CXG-028", *made, as_of=as_of) == ([Found("CXG-028", "jan-kowal", "organisation.yaml", 6)] if faulty else [])


def test_without_any_date_nobody_can_be_said_to_have_left(tmp_path):
    made = people(ANNA, f"{JAN}, active_until: 2026-01-31"), owned("jan-kowal")
    assert reason(tmp_path, "CXG-028", *made, as_of=date.min) == "nothing in the files has a date by which to judge who is still in the role"


def test_who_left_and_owns_nothing_left_no_gap(tmp_path):
    assert findings(tmp_path, "CXG-028", people(ANNA, f"{JAN}, active_until: 2026-01-31"), owned("anna-nowak")) == []


def test_an_indicator_can_be_left_behind_too(tmp_path):
    made = people(ANNA, f"{JAN}, active_until: 2026-07-15"), KPIS.replace("anna-nowak", "jan-kowal")
    space = "\N{NO-BREAK SPACE}"
    assert sentences(tmp_path, "CXG-028", *made) == [
        f"Jan Kowal left the role on 15{space}July{space}2026, 77 days ago, and is still the owner of ease"]


def test_a_long_list_is_cut(tmp_path):
    made = people(ANNA, f"{JAN}, active_until: 2026-07-15"), owned(*["jan-kowal"] * 8)
    assert sentences(tmp_path, "CXG-028", *made)[0].endswith("the owner of t1, t2, t3, t4, t5, t6, …")


# --- all of them --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["CXG-020", "CXG-021", "CXG-022", "CXG-023", "CXG-024", "CXG-026"])
def test_without_a_journey_nothing_is_judged(tmp_path, code):
    assert reason(tmp_path, code) == "no journey is described"
